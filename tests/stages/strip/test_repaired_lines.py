"""Damaged lines stay until they are repaired; then only these lines are stripped."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jiaokan
from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.core.edits import Edit
from jiaokan.core.ledger import Step, replay, restore
from jiaokan.execution import chunks
from jiaokan.stages import STAGES
from jiaokan.stages.strip.damaged_lines import find_damaged_lines
from jiaokan.stages.strip.repaired_lines import find_repaired_lines

BEFORE = ("strip", "mojibake")
BOTH = (*BEFORE, "strip_repaired")
REPAIRED = STAGES["strip_repaired"](load_default())
PROSE = [
    "镇上的老茶馆今年满一百岁了，掌柜说要把账本都捐给档案馆。",
    "社区图书角每天下午开放，志愿者负责登记借出的每一本书。",
    "各村应当在汛期前检查水库的闸门，发现裂缝要立刻上报。",
]
BOILERPLATE = ["版权所有：某某网 未经许可不得转载", "责任编辑：李小梅", "上一篇：没有了"]


def misread_as_latin(text: str) -> str:
    return text.encode().decode("latin-1")


def misread_as_gbk(text: str) -> str:
    return text.encode().decode("gbk", "replace")


def misread_one_byte_off(text: str) -> str:
    return text.encode("gbk")[1:].decode("gbk", "replace")


def escape_chars(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text)


MISREAD = [misread_as_latin, misread_as_gbk, escape_chars]


def find_steps(document: Document, stage: str) -> list[Step]:
    return [step for step in document.steps if step.stage == stage]


@pytest.mark.parametrize("misread", [*MISREAD, misread_one_byte_off], ids=lambda misread: misread.__name__)
@pytest.mark.parametrize("line", [*PROSE, *BOILERPLATE[:2]])
def test_a_damaged_line_is_found(misread: Callable[[str], str], line: str) -> None:
    assert find_damaged_lines(f"前一行\n{misread(line)}\n后一行") == {1}


@pytest.mark.parametrize(
    "line",
    [
        "版权所有 ©2021 某某公司 ®",
        "首页 › 新闻 » 正文 · 3×4 ±1℃ №5",
        "Le garçon a été à l’école — «café»……",
        "Москва и Россия. ПРАВИЛА САЙТА",
        "Ελλάδα και Κύπρος",
        "[ɪntəˈnæʃənəl] 国际的",
        "Việt Nam, português São João, Łódź",
        "👍🏽 转发了 😀",
        "日本語のページです。カタカナ",
        "한국어 페이지 中国",
        "鄞州 嵊泗 瓯海 饕餮 魑魅魍魉",
        "酈道元《水經注》",
        "见 http://example.org/%E4%B8%AD%E6%96%87 一文",
        "\ue612 收藏",
        "\ue612",
        "价格&nbsp;100 &copy; 2020",
        "颜色 #123456 与 #20 号",
    ],
)
def test_ordinary_text_is_not_damaged(line: str) -> None:
    assert not find_damaged_lines(f"前一行\n{line}\n后一行")


@pytest.mark.parametrize("mark", ["\ufffd", "\x9d", "\ue012", "锟斤拷", "\U0010ffe4"])
def test_marks_of_lost_bytes_are_damage(mark: str) -> None:
    assert find_damaged_lines(f"首页\n责任编辑{mark}李\n尾") == {1}


@pytest.mark.parametrize("misread", MISREAD, ids=lambda misread: misread.__name__)
def test_strip_keeps_a_misread_line_and_strip_repaired_removes_it(misread: Callable[[str], str]) -> None:
    raw = "\n".join((*PROSE, misread(BOILERPLATE[0])))
    stripped = chunks.clean_document(Document("d", raw), BEFORE[:1], load_default())
    assert stripped.text == raw
    after = chunks.clean_document(Document("d", raw), BOTH, load_default())
    assert after.text == "\n".join((*PROSE, ""))
    (step,) = find_steps(after, "strip_repaired")
    assert [edit.rule.partition("/")[0] for edit in step.edits] == ["legal"]


@pytest.mark.parametrize("misread", MISREAD, ids=lambda misread: misread.__name__)
@pytest.mark.parametrize("line", PROSE)
def test_a_misread_line_of_the_article_is_repaired(misread: Callable[[str], str], line: str) -> None:
    menu = "首页\n新闻\n关于我们\n联系我们\n"
    for raw in (misread(line), f"{menu}{PROSE[0]}\n{misread(line)}\n{BOILERPLATE[1]}\n{BOILERPLATE[2]}"):
        text = jiaokan.clean(raw).text  # bytes that were lost are guessed
        assert sum(char in text for char in line) > 0.8 * len(line)


def test_a_page_that_mojibake_did_not_change_passes_unchanged() -> None:
    document = Document("d", "\n".join((*BOILERPLATE, *PROSE)))
    assert REPAIRED(document) is document
    noted = document.edited("mojibake", [Edit(0, "版", "版", "unrepairable/private")])
    assert REPAIRED(noted) is noted


def test_only_repaired_lines_are_stripped() -> None:
    raw = "\n".join((BOILERPLATE[1], *PROSE, misread_as_latin(BOILERPLATE[0])))
    document = chunks.clean_document(Document("d", raw), ("mojibake",), load_default())
    assert find_repaired_lines(document) == {4}
    assert REPAIRED(document).text == "\n".join((BOILERPLATE[1], *PROSE, ""))


def test_lines_that_a_repair_joined_or_split_count_as_changed() -> None:
    document = Document("d", "一\n二\n三\n四")
    joined = document.edited("mojibake", [Edit(1, "\n", "", "a/b")])
    assert find_repaired_lines(joined) == {0}
    split = joined.edited("mojibake", [Edit(3, "三", "三\n三", "a/b")])
    assert split.text == "一二\n三\n三\n四"
    assert find_repaired_lines(split) == {0, 1, 2}
    assert find_repaired_lines(split.edited("script", [Edit(0, "一", "", "a/b")])) == {0, 1, 2}


def test_a_page_of_html_passes_unchanged() -> None:
    document = Document("d", misread_as_latin(BOILERPLATE[0])).edited(
        "extract", [Edit(0, "", "\n", "html/break")]
    )
    repaired = chunks.clean_document(document, ("mojibake",), load_default())
    assert repaired.text.strip() == BOILERPLATE[0]
    assert REPAIRED(repaired) is repaired


def test_a_scrap_is_no_article_after_its_repair() -> None:
    menu = ["首页", "新闻中心", "联系我们", "关于我们", "网站地图", "设为首页", "加入收藏", "友情链接"]
    notices = ["版权所有：某某网 未经许可不得转载", "本站内容来自互联网，如有侵权请联系我们删除。"]
    raw = "\n".join([*menu, *map(misread_as_latin, notices)])
    assert chunks.clean_document(Document("d", raw), BEFORE, load_default()).kind == "article"
    after = chunks.clean_document(Document("d", raw), BOTH, load_default())
    assert after.kind == "no_article"
    assert "boilerplate" in after.kind_why


def test_a_chain_without_the_stage_has_no_step_of_it() -> None:
    document = chunks.clean_document(
        Document("d", "\n".join((BOILERPLATE[0], *PROSE))), ("strip", "script"), load_default()
    )
    assert replay(document.raw, document.steps) == document.text
    assert not find_steps(document, "strip_repaired")


LINES = st.sampled_from([*PROSE, *BOILERPLATE, "首页", "", "café ©"])
DAMAGED = st.builds(lambda line, misread: misread(line), LINES, st.sampled_from([*MISREAD, str]))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DAMAGED, max_size=8).map("\n".join))
def test_the_laws_hold_on_misread_text(raw: str) -> None:
    before = chunks.clean_document(Document("d", raw), BEFORE, load_default())
    after = REPAIRED(before)
    assert restore(after.text, after.steps) == raw
    assert replay(raw, after.steps) == after.text
    assert REPAIRED.process_many([before, replace(before, id="e")])[1].text == after.text  # type: ignore[attr-defined]
    repaired = find_repaired_lines(before)
    for edit in (edit for step in find_steps(after, "strip_repaired") for edit in step.edits):
        assert before.text.count("\n", 0, edit.start) in repaired
    assert find_steps(after, "strip_repaired") == [] or repaired
