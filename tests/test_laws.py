"""The laws of the ledger, for every stage and the whole pipeline, on arbitrary pages."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import jiaokan
from jiaokan.config import config_loader
from jiaokan.core.document import Document
from jiaokan.core.edits import Span
from jiaokan.core.ledger import OffsetChain, replay, restore
from jiaokan.stages import STAGES
from tests.conftest import SEEDS

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
LINES = [line for path in sorted(SEEDS.glob("*.txt")) for line in path.read_bytes().decode().split("\n")]
MARKS = ["\n", "\r\n", "\u3000", "\xa0", " ", "\ue026", "\u2028", "𠮷", "\ufeff"]
TOKENS = [*MARKS, "1、", "（一）", "(xiāng)", "鄉", "。", ";", "“", '"', "&nbsp;"]
PAGES = st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(TOKENS), ANY_TEXT), max_size=12).map(
    "".join
)
STAGE_CHAINS = {name: build(config_loader.load_default()) for name, build in STAGES.items()}


def check_laws(raw: str, document: Document) -> None:
    assert document.raw == restore(document.text, document.steps) == raw
    assert replay(raw, document.steps) == document.text
    assert document.text == "\n".join(p.span.slice_text(document.text) for p in document.paragraphs)
    lineage = OffsetChain(document.steps)
    for paragraph in document.paragraphs:
        span = lineage.map_back(paragraph.span)
        assert 0 <= span.start <= span.end <= len(raw)
        assert all(
            paragraph.span.start <= s.start <= s.end <= paragraph.span.end for s in paragraph.sentences
        )
    for fact in document.facts:
        assert fact.value
        assert fact.raw is None or 0 <= fact.raw.start <= fact.raw.end <= len(raw)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_the_laws_hold_on_any_page(raw: str) -> None:
    check_laws(raw, jiaokan.clean(raw))


@pytest.mark.parametrize("name", STAGES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(raw=PAGES)
def test_every_stage_alone_keeps_the_laws(name: str, raw: str) -> None:
    document = STAGE_CHAINS[name](Document("d", raw))
    assert document.raw == restore(document.text, document.steps) == raw
    assert replay(raw, document.steps) == document.text
    assert {step.stage for step in document.steps} <= {name, *STAGES[name].runs}
    lineage = OffsetChain(document.steps)
    for at, char in enumerate(document.text):
        span = lineage.map_back(Span(at, at + 1))
        assert span.end <= len(raw)
        if not document.steps:
            assert span.slice_text(raw) == char


@pytest.mark.parametrize("target", ["hant", "hant-tw", "hant-hk", "keep"])
def test_the_laws_hold_for_every_target(target: str) -> None:
    for path in sorted(Path(SEEDS).glob("*.txt")):
        raw = path.read_bytes().decode()
        check_laws(raw, jiaokan.clean(raw, config_loader.load(overrides=[f"script.target={target}"])))


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "中",
        "\u2028",
        "\r\n",
        "\ufeff",
        "\n" * 1000,
        " " * 1000,
        "𠮷" * 500,
        "\x00\x05",
        "a" * 10_000,
        "字" * 100_000,
    ],
    ids=[
        "nothing",
        "one",
        "line separator",
        "crlf",
        "mark",
        "feeds",
        "blanks",
        "astral",
        "controls",
        "latin",
        "long",
    ],
)
def test_the_laws_hold_at_the_edges(raw: str) -> None:
    check_laws(raw, jiaokan.clean(raw))
