"""The settle stage: a text that was cleaned is cleaned."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

import jiaokan
from jiaokan.config.config_loader import load_default
from jiaokan.core.document import BatchStage, Document, Fact
from jiaokan.core.edits import Edit, Span
from jiaokan.core.ledger import replay, restore
from jiaokan.execution import chunks
from jiaokan.stages import STAGES
from tests.conftest import SEEDS

BEFORE = tuple(STAGES)[: tuple(STAGES).index("settle")]
SETTLE = STAGES["settle"](load_default())
PROSE = (
    "市水务局昨日通报，城东泵站的三台机组已经检修完毕，今年汛期可以按时投入运行，沿河的居民不必再担心积水。",
    "通报说，检修从二月开始，前后用了六十多天，更换了老化的电缆和闸门，夜间施工时没有影响居民用水。",
    "负责人表示，下一步还要疏浚两条支渠，工程预计在五月底以前完成，届时会公布验收的结果。",
)


def clean_unsettled(raw: str) -> Document:
    return chunks.clean_document(Document("d", raw), BEFORE, load_default())


def misread(text: str) -> str:
    return text.encode().decode("cp1252", "replace")


@pytest.mark.parametrize("hidden", ["版权所有：某某水务网 未经许可不得转载", "责任编辑：李某某"])
def test_a_page_that_was_repaired_is_stripped_as_a_whole(hidden: str) -> None:
    lines = ["首页", "新闻中心", "联系我们", *PROSE, hidden.encode().decode("latin-1")]
    text = jiaokan.clean("\n".join(lines)).text
    assert text == "\n".join(PROSE)
    assert jiaokan.clean(text).text == text


@pytest.mark.parametrize("lines", [PROSE, PROSE[::-1], (*PROSE, "（本报记者）", *PROSE[:1])])
def test_a_page_that_nothing_changed_is_the_same_object(lines: tuple[str, ...]) -> None:
    document = clean_unsettled("\n".join(lines))
    assert SETTLE(document) is document


def test_a_page_of_html_passes() -> None:
    document = clean_unsettled("\n".join((PROSE[0], "分享到：")))
    page = Document("d", "\n".join((*PROSE, "分享到："))).edited("extract", [Edit(0, "", "\n", "html/break")])
    assert SETTLE(page) is page
    assert document.text == PROSE[0]


def test_a_round_repeats_no_note() -> None:
    document = jiaokan.clean("\n".join((*PROSE, "这一句里有\ue0a3\ue1b2读不出来的字。")))
    notes = [(e.rule, e.old) for s in document.steps for e in s.edits if e.new == e.old]
    assert len(notes) == len(set(notes))


def test_the_title_that_the_whole_page_showed_stays() -> None:
    """What is left of a page may look as if it had another title."""
    title = "分享到：朋友圈"
    text = "\n".join((title, *PROSE))
    noted = Document("d", text).edited("mojibake", [Edit(0, "分", "分", "unrepairable/private")])
    assert title not in SETTLE(noted).text
    known = replace(noted, facts=(Fact("title", title, Span(0, len(title))),))
    assert title in SETTLE(known).text


def damage(rng: random.Random, text: str) -> str:
    """Return a text with some lines misread, moved or joined."""
    lines = text.split("\n")
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(lines))
        changes: tuple[Callable[[str], str], ...] = (
            misread,
            lambda line: line.encode().decode("gbk", "replace"),
            lambda line: line.encode("gbk", "ignore")[1:].decode("gbk", "replace"),
            lambda line: "".join(f"&#{ord(char)};" for char in line[:30]),
        )
        lines[at] = rng.choice(changes)(lines[at])
        other = rng.randrange(len(lines))
        lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines)


def test_a_second_run_changes_nothing() -> None:
    """Of damaged pieces of pages; before the stage it changed one in a hundred."""
    rng = random.Random(7)
    pages = [path.read_bytes().decode() for path in sorted(SEEDS.glob("*.txt"))]
    changed = []
    for _ in range(120):
        page = rng.choice(pages)
        start = rng.randrange(len(page) // 2)
        raw = damage(rng, page[start : start + rng.choice([200, 600])])
        once = jiaokan.clean(raw)
        assert restore(once.text, once.steps) == raw
        assert replay(raw, once.steps) == once.text
        if jiaokan.clean(once.text).text != once.text:
            changed.append(raw)
    assert not changed


def test_many_documents_are_settled_as_each_by_itself() -> None:
    documents = [
        clean_unsettled("\n".join(("首页", *PROSE, misread("版权所有：某某水务网 未经许可不得转载")))),
        clean_unsettled("\n".join(PROSE)),
    ]
    assert isinstance(SETTLE, BatchStage)
    assert SETTLE.process_many(documents) == [SETTLE(document) for document in documents]
