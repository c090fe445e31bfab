"""A page that takes too long is rejected: by counted steps on every machine, by seconds where that is asked for."""

import random
import time
from dataclasses import replace

import pytest

from jiaokan.config.config_loader import Config, load
from jiaokan.core.document import Document, Reject
from jiaokan.execution import chunks
from jiaokan.repairs import step_budget
from jiaokan.stages import STAGES
from tests.conftest import SEEDS

SLIPPED = "?捣逡" * 3
HARMLESS = "清晨的集市上人声鼎沸。"


def clean_all(config: Config, *texts: str) -> list[Document | Reject]:
    items: list[Document | Reject] = [Document(f"{n}", text) for n, text in enumerate(texts)]
    return chunks.process_chunk(("mojibake",), config, (0, items))[1]


def test_a_page_past_its_steps_is_rejected_and_the_rest_goes_on() -> None:
    reject, page = clean_all(load(overrides=["mojibake.max_steps=10"]), SLIPPED, HARMLESS)
    assert isinstance(reject, Reject)
    assert "more than 10 steps (mojibake.max_steps)" in reject.reason
    assert reject.data == SLIPPED.encode()
    assert isinstance(page, Document)


def test_the_steps_of_a_page_do_not_count_for_the_next() -> None:
    with step_budget.hold_step_budget(10**9) as budget:
        step_budget.spend_steps(1)
    first = budget.steps
    config = load(overrides=["mojibake.max_steps=3_000_000"])
    pages = clean_all(config, *[SLIPPED] * 4)
    assert all(isinstance(page, Document) for page in pages)
    assert first == 1


@pytest.mark.parametrize("steps", [1, 5])
def test_steps_are_counted_up_to_the_limit(steps: int) -> None:
    with step_budget.hold_step_budget(steps):
        for _ in range(steps):
            step_budget.spend_steps(1)
        with pytest.raises(step_budget.StepBudgetError):
            step_budget.spend_steps(1)
    step_budget.spend_steps(10**9)  # no page, no budget


def slip(text: str, share: float, rng: random.Random) -> str:
    """Return a text of which a share of the bytes in GBK was lost, put in or replaced."""
    data = bytearray(text.encode("gbk", "ignore"))
    for _ in range(int(len(data) * share)):
        at = rng.randrange(len(data))
        data[at : at + rng.randrange(2)] = rng.choice([b"", b"?", bytes([rng.randrange(256)])])
    return data.decode("gbk", "replace")


@pytest.mark.parametrize("number", [0, 2])
def test_a_slipped_page_takes_a_bounded_number_of_steps(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """All rounds of the repairs together; without a bound these take two times as many."""
    page = sorted(SEEDS.glob("*.txt"))[number].read_bytes().decode()[200:1200]
    text = slip(page, 0.05, random.Random(number))
    counted: list[int] = []
    spend = step_budget.StepBudget.spend

    def count_steps(budget: step_budget.StepBudget, steps: int) -> None:
        counted.append(steps)
        spend(budget, steps)

    monkeypatch.setattr(step_budget.StepBudget, "spend", count_steps)
    STAGES["mojibake"](load())(Document("d", text))
    assert 0 < sum(counted) < 1.25 * step_budget.count_search_steps_left(len(text))  # a search ends past it


def test_searches_late_on_a_page_have_what_is_left() -> None:
    with step_budget.hold_step_budget(10**9):
        before = step_budget.count_search_steps_left(100)
        step_budget.spend_steps(1000)
        assert step_budget.count_search_steps_left(100) == before - 1000
        step_budget.spend_steps(10**6)
        assert step_budget.count_search_steps_left(100) == 0
    assert step_budget.count_search_steps_left(100) == before


def test_a_page_past_its_time_is_rejected_where_there_is_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    def sleep(document: Document) -> Document:
        time.sleep(0.5 if document.id == "0" else 0)
        return document

    monkeypatch.setattr(chunks, "_build_stages", lambda *_: (("slow", sleep),))
    shipped = load()
    limited = replace(shipped, input=replace(shipped.input, stage_seconds=0.1))
    reject, page = clean_all(limited, HARMLESS, HARMLESS)
    assert isinstance(reject, Reject)
    assert "0.1 seconds" in reject.reason
    assert isinstance(page, Document)
    assert all(isinstance(item, Document) for item in clean_all(shipped, HARMLESS, HARMLESS))
