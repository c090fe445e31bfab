"""The seeds from end to end: they give the gold results, and the raw pages can be restored."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

import jiaokan
from jiaokan import publish
from jiaokan.core.ledger import OffsetChain, replay, restore
from jiaokan.evaluation import evaluate_documents, list_differences
from jiaokan.stages import STAGES
from tests.conftest import GOLD, SEEDS

NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))
NO_DIFFERENCES: dict[str, list[object]] = {"missing": [], "extra": [], "meta": []}


def read_seed(name: str) -> str:
    return (SEEDS / f"{name}.txt").read_bytes().decode("utf-8")


def test_there_are_five_with_gold() -> None:
    assert len(NAMES) == 5
    assert [path.stem for path in sorted(GOLD.glob("*.json"))] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_paragraphs_roles_and_facts_are_the_editors(release: Path, name: str) -> None:
    document = next(d for d in publish.read_documents(release) if d.id == name)
    gold = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    assert list_differences(document, gold) == NO_DIFFERENCES


def test_the_figures_of_the_release_are_perfect(release: Path) -> None:
    assert evaluate_documents(publish.read_documents(release), GOLD)["mean"] == {
        "exact": 1.0,
        "paragraph_f1": 1.0,
        "meta": 1.0,
    }


@pytest.mark.parametrize("name", NAMES)
def test_what_the_editor_removed_is_gone_and_nothing_else(name: str) -> None:
    gold = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    document = jiaokan.clean(read_seed(name))
    gone = "".join(e.old for step in document.steps if step.stage == "strip" for e in step.edits)
    assert "".join(gone.split()) == "".join("".join(row["text"].split()) for row in gold["removed"])


@pytest.mark.parametrize("name", NAMES)
def test_the_laws_hold(name: str) -> None:
    raw = read_seed(name)
    document = jiaokan.clean(raw)
    assert restore(document.text, document.steps) == raw
    assert replay(raw, document.steps) == document.text
    assert document.text == "\n".join(p.span.slice_text(document.text) for p in document.paragraphs)
    lineage = OffsetChain(document.steps)
    spans = [lineage.map_back(paragraph.span) for paragraph in document.paragraphs]
    assert all(span for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("name", NAMES)
def test_cleaning_twice_changes_nothing(name: str) -> None:
    once = jiaokan.clean(read_seed(name))
    again = jiaokan.clean(once.text)
    assert again.text == once.text


def test_both_slips_are_decoded() -> None:
    document = jiaokan.clean(read_seed(next(name for name in NAMES if name.startswith("001"))))
    assert "落到实处。康峰要求，要加强市场内部管理，" in document.text
    assert "暂停活禽宰杀交易等疫情防护措施" in document.text


def test_stages_are_these() -> None:
    assert list(STAGES) == [
        "extract",
        "strip",
        "mojibake",
        "strip_repaired",
        "script",
        "paragraphs",
        "settle",
        "annotate",
    ]


def test_the_code_of_the_region_is_that_of_the_editors_region() -> None:
    codes = [jiaokan.clean(read_seed(name)).fact("region_code") for name in NAMES]
    assert codes == ["430900", "360302", "", "520600", "430000"]
