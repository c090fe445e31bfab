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
        step_budget.SearchBudget(5).spend(1)
    first = budget.steps
    config = load(overrides=["mojibake.max_steps=3_000_000"])
    pages = clean_all(config, *[SLIPPED] * 4)
    assert all(isinstance(page, Document) for page in pages)
    assert first == 1


@pytest.mark.parametrize("steps", [1, 5])
def test_steps_are_counted_up_to_the_limit(steps: int) -> None:
    search = step_budget.SearchBudget(10**9)
    with step_budget.hold_step_budget(steps):
        for _ in range(steps):
            assert search.spend(1)
        with pytest.raises(step_budget.StepBudgetError):
            search.spend(1)
    assert search.spend(10**8)  # no page, no budget of one


def slip(text: str, share: float, rng: random.Random) -> str:
    """Return a text of which a share of the bytes in GBK was lost, put in or replaced."""
    data = bytearray(text.encode("gbk", "ignore"))
    for _ in range(int(len(data) * share)):
        at = rng.randrange(len(data))
        data[at : at + rng.randrange(2)] = rng.choice([b"", b"?", bytes([rng.randrange(256)])])
    return data.decode("gbk", "replace")


@pytest.fixture
def counted_steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The steps of all searches on pages, as they are taken."""
    counted: list[int] = []
    spend = step_budget.StepBudget.spend

    def count_steps(budget: step_budget.StepBudget, steps: int) -> None:
        counted.append(steps)
        spend(budget, steps)

    monkeypatch.setattr(step_budget.StepBudget, "spend", count_steps)
    return counted


def make_slipped_page(number: int, share: float) -> str:
    page = sorted(SEEDS.glob("*.txt"))[number].read_bytes().decode()[200:1200]
    return slip(page, share, random.Random(number))


@pytest.mark.parametrize("number", [0, 2])
def test_a_slipped_page_takes_a_bounded_number_of_steps(number: int, counted_steps: list[int]) -> None:
    """All rounds of the repairs together."""
    text = make_slipped_page(number, 0.05)
    STAGES["mojibake"](load())(Document("d", text))
    assert 0 < sum(counted_steps) < 1.01 * step_budget.count_search_steps_left(len(text))


def test_a_run_of_slips_spends_its_budget_and_no_more(counted_steps: list[int]) -> None:
    text = "?捣逡" * 200
    STAGES["mojibake"](load())(Document("d", text))
    may_take = step_budget.count_search_steps_left(len(text))
    assert may_take < sum(counted_steps) < 1.01 * may_take


def test_a_page_with_few_slips_needs_a_small_part_of_its_steps(counted_steps: list[int]) -> None:
    """Searches that cannot win are given up; the same searches carried to their ends take 24 % of the steps."""
    text = make_slipped_page(0, 0.005)
    STAGES["mojibake"](load())(Document("d", text))
    assert 0 < sum(counted_steps) < 0.15 * step_budget.count_search_steps_left(len(text))


def test_searches_late_on_a_page_have_what_is_left() -> None:
    with step_budget.hold_step_budget(10**9):
        before = step_budget.count_search_steps_left(100)
        search = step_budget.SearchBudget.for_text("文" * 100)
        search.spend(1000)
        assert step_budget.count_search_steps_left(100) == search.left == before - 1000
        search.spend(10**6)
        assert step_budget.count_search_steps_left(100) == 0
        assert search.is_spent
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
