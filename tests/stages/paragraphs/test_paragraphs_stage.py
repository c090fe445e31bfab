"""The paragraphs stage as a whole: gold paragraphs, its laws, and text that it must not change."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.core.edits import Edit, Span, make_deletion
from jiaokan.core.ledger import replay
from jiaokan.stages.paragraphs import build
from tests.bench.layout.damage import damages
from tests.bench.layout.texts import gold, kept

GOLD = sorted((Path(__file__).parents[2] / "gold").glob("*.json"))
stage = build(load_default())


def split_paragraphs(raw: str) -> list[str]:
    document = stage(Document("d", raw))
    return [paragraph.span.slice_text(document.text) for paragraph in document.paragraphs]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n\r\n　　", "\n\n\u00a0\u00a0 "])
def test_clean_paragraphs_keep_their_texts_and_roles(path: Path, between: str) -> None:
    expected = [(p["role"], p["text"].strip()) for p in json.loads(path.read_text("utf-8"))["paragraphs"]]
    document = stage(Document("d", between.join(text for _, text in expected) + between))
    assert [(p.role, p.span.slice_text(document.text)) for p in document.paragraphs] == expected


@pytest.mark.parametrize("lines", kept(), ids=lambda lines: lines[0])
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n　　"])
def test_verse_speech_rows_lists_and_letters_are_not_joined(lines: list[str], between: str) -> None:
    assert split_paragraphs(between.join(lines)) == lines


@pytest.mark.parametrize(
    ("raw", "joined"),
    [
        ("根据人才引进办法等有关规定，为加快推进我市各项事业发展，\n2025年拟引进一批人才。", "发展，2025年"),
        ("尹某，男，汉族，中共党员，长期在基层从事教育管理工作，\n1981年1月出生。", "工作，1981年"),
        ("The museum opened to the public, and visitors came,\nin large numbers.", "came, in large"),
    ],
)
def test_no_blank_stands_between_a_full_width_mark_and_the_figure_behind_it(raw: str, joined: str) -> None:
    assert joined in stage(Document("d", raw)).text


def test_a_number_alone_does_not_take_the_next_item() -> None:
    lines = ["二、具体安排", "1.", "2.5月30日晚举办论坛，各学院组织学生到场。", "3.", "4.6月2日闭幕。"]
    assert split_paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize("raw", ["", " ", "\n", "\r\n\t\u3000\n", "\u2028"])
def test_blank_text_has_no_paragraphs(raw: str) -> None:
    document = stage(Document("d", raw))
    assert (document.text, document.paragraphs, document.raw) == ("", (), raw)


@pytest.mark.parametrize("raw", ["甲", "-", "---", "。", "”", "\U00020000", "\x00", "1、", "﻿", "- 甲 -"])
def test_a_short_text_is_one_paragraph(raw: str) -> None:
    assert split_paragraphs(raw) == [raw]


PIECES = [
    "汉", "字文", "汉字，", "。", "；", "：", "“", "”", "（", "）", " ", "\u3000", "\n", "\n\n", "\r\n", "\r",
    "\u2028", "1、", "2、", "一、", "第2页", "2", "a", "word", "-", "摄", "\U00020000", "\t", "|", "…",
    "汉字文章段落句子排版换行缩进标题正文", "2020年1月1日",
]  # fmt: skip
LINE = st.builds(
    lambda mark, size, end: mark + "汉字，句"[: 1 + size % 4] * (size // 3 + 1) + end,
    st.sampled_from(["", "　　", "1、", "一、"]),
    st.integers(1, 80),
    st.sampled_from(["", "。", "；", "，", "：", "。 汉"]),
)
TEXT = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(LINE, max_size=12).map("\n".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)


def check_laws(raw: str) -> None:
    document = stage(Document("d", raw))
    text = document.text
    assert (replay(raw, document.steps), document.raw) == (text, raw)
    assert "\n".join(p.span.slice_text(text) for p in document.paragraphs) == text
    for paragraph in document.paragraphs:
        ends = [offset for s in paragraph.sentences for offset in (s.start, s.end)]
        assert ends == sorted(ends)
        assert (ends[0], ends[-1]) == (paragraph.span.start, paragraph.span.end)
    assert stage(document) == document
    assert not stage(Document("d", text)).steps


# pages of one size are recognized only after two lines are joined
PIECE = "汉字，句"
PIECES_OF_LINES = ("汉字" * 9, "汉字，" * 15, PIECE * 22, PIECE * 6, "汉字" * 9, PIECE * 14)
TEXT_WITH_LATE_EVIDENCE = "\n".join((*PIECES_OF_LINES, "汉" * 23 + "。", PIECE * 6, "汉字"))


@settings(max_examples=200, deadline=None)
@given(TEXT)
@example(TEXT_WITH_LATE_EVIDENCE)
def test_paragraphs_make_the_text_and_a_second_run_changes_nothing(raw: str) -> None:
    check_laws(raw)


@pytest.mark.parametrize("name", [name for name, _ in damages()])
def test_a_second_run_on_a_damaged_page_changes_nothing(name: str) -> None:
    damage = dict(damages())[name]
    for number, page in enumerate(gold()):
        check_laws(damage(page, random.Random(number)))


@pytest.mark.parametrize("between", ["", " ", "\n"])
def test_a_title_known_from_a_file_name_is_a_paragraph(between: str) -> None:
    notice = "《2023年--市防控综述:一场斗争.docx》由会员分享，可在线阅读。"
    raw = f"{notice}\n2023年*市防控综述：一场斗争{between}宁静的城市，空旷的公路，春节变得不同。"
    document = stage(Document("d", raw).edited("strip", [Edit(0, notice, "", "docsite/notice")]))
    assert document.text == "2023年*市防控综述：一场斗争\n宁静的城市，空旷的公路，春节变得不同。"
    assert stage(document) == document


def test_a_line_that_is_a_file_name_is_not_cut_before_its_ending() -> None:
    notice = "《食品机械重点.docx》由会员分享，可在线阅读。"
    raw = f"{notice}\n食品机械重点.docx\n食品机械是把原料加工成食品所用的机械设备。"
    document = stage(Document("d", raw).edited("strip", [Edit(0, notice, "", "docsite/notice")]))
    assert document.text.startswith("食品机械重点.docx\n")


def test_a_page_number_removed_by_an_earlier_stage_shows_a_page_break() -> None:
    raw = "会议由市委书记瞿\n2、海主持，" + "各县区负责人参加会议并作了发言，" * 5 + "会议开到很晚。"
    start = raw.index("2、")
    document = stage(Document("d", raw).edited("strip", [Edit(start, "2、", "", "docsite/page_number")]))
    assert document.text.startswith("会议由市委书记瞿海主持，")
    assert [edit.rule for edit in document.steps[-1].edits] == ["layout/page-break"]


@pytest.mark.parametrize(
    ("item", "below"),
    [
        (
            "  3. 使用场景:这一套框架适合大规模、由很多人协作完成的复杂项目,另一套框架适合小快的项目",
            "对有状态组件和无状态组件的理解及使用场景",
        ),
        (
            "  · 每个分类都是独立的结构,互相之间不共享任何东西,它们的结构都一致,都是同一个类型",
            "函数转换的过程",
        ),
    ],
)
def test_a_list_item_is_not_joined_to_what_stands_below_a_blank_line(item: str, below: str) -> None:
    items = "  1. 数据驱动页面,提供响应式的视图组件\n  2. 都有虚拟的节点,通过参数在父子组件之间传递数据"
    text = stage(Document("d", f"两者的相同点:\n\n{items}\n{item}\n\n{below}\n\n特点:\n\n{items}")).text
    assert below in text.split("\n")


def test_a_bullet_on_a_line_of_its_own_is_joined_to_its_item() -> None:
    page = "模板的核心要点如下:\n-\n岗位的基本信息,包括名称和所属的部门。\n·\n岗位职责,按重要程度列出。\n-\n-\n完"
    text = stage(Document("d", page)).text
    assert "- 岗位的基本信息,包括名称和所属的部门。" in text.split("\n")
    assert "· 岗位职责,按重要程度列出。" in text.split("\n")


@pytest.mark.parametrize(
    "lines",
    [
        [
            "二、     制度的主要内容，分章节列示：",
            "第一章   总则",
            "第一条    为规范公司的行为，制定本规则。",
            "第二条    公司应当按照规定召开大会。",
        ],
        ["1、    打开电源开关，等待指示灯亮起。", "2、    按下启动键，机器开始运转。"],
    ],
)
def test_the_gap_behind_a_number_makes_no_table(lines: list[str]) -> None:
    document = stage(Document("d", "\n".join(["开头的一段话，说明下面的内容从哪里来。", *lines])))
    assert "table" not in [paragraph.role for paragraph in document.paragraphs]


def test_rows_with_numbers_and_cells_are_a_table() -> None:
    rows = ["1、   张三   35   工程师", "2、   李四   41   会计"]
    document = stage(Document("d", "\n".join(["人员名单如下，共有两人。", *rows])))
    assert [paragraph.role for paragraph in document.paragraphs][1:] == ["table", "table"]


def test_a_sentence_goes_on_below_a_line_that_was_removed() -> None:
    start, end = "他们沿着河边走了很久，一路上谁也没有说话，", "直到天完全黑了，才在一座桥边坐下。"
    raw = f"那天下午没有风。\n{start}\n点击下载本文\n\n{end}\n后来的事大家都知道。"
    at = raw.index("点击下载本文")
    stripped = Document("d", raw).edited("strip", [make_deletion(raw, Span(at, at + 6), "r")])
    assert f"{start}{end}" in stage(stripped).text.split("\n")
