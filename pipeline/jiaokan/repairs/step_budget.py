"""Budgets of the searches on one page, in counted steps: they end the same page on every machine.

A step is a character that a search tries after a text; each text that it extends counts as ten more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from jiaokan.core.errors import InputError


class StepBudgetError(InputError):
    """The searches on a page have taken more steps than they may."""


class StepBudget:
    """Counts the steps on a page.

    Args:
        max_steps: Steps at most; a page that needs more is rejected.
    """

    __slots__ = ("max_steps", "steps")

    def __init__(self, max_steps: int) -> None:
        self.max_steps, self.steps = max_steps, 0

    def spend(self, steps: int) -> None:
        """Count steps; raises StepBudgetError where they are too many."""
        self.steps += steps
        if self.steps > self.max_steps:
            raise StepBudgetError(
                f"repairing the page takes more than {self.max_steps:,} steps (mojibake.max_steps)"
            )


# Steps of all searches on a page together, at least and for each code point; a million take a second.
# A second run goes on where a page spent them: of 60 pages full of slips it changes none; with half, 12.
_MIN_SEARCH_STEPS, _SEARCH_STEPS_PER_CHAR = 100_000, 300
# the budget of the page that this thread works on; searches are made deep in the repairs
_PAGE_BUDGET: ContextVar[StepBudget | None] = ContextVar("page budget", default=None)


@contextmanager
def hold_step_budget(max_steps: int) -> Iterator[StepBudget]:
    """Let the searches of a page take so many steps together; yield the budget."""
    budget = StepBudget(max_steps)
    token = _PAGE_BUDGET.set(budget)
    try:
        yield budget
    finally:
        _PAGE_BUDGET.reset(token)


def count_search_steps_left(chars: int) -> int:
    """Return the steps that further searches may take on a page of so many code points, from 0 up.

    Repairs run in rounds, and each searches anew; a page where slips are this dense is hardly repaired.
    """
    budget = _PAGE_BUDGET.get()
    spent = budget.steps if budget else 0
    return max(0, _MIN_SEARCH_STEPS + _SEARCH_STEPS_PER_CHAR * chars - spent)


@dataclass(slots=True)
class SearchBudget:
    """How many steps the searches of one repair in a text may still take."""

    left: int

    @classmethod
    def for_text(cls, text: str) -> "SearchBudget":
        """Return what the page has left, and more for a longer text."""
        return cls(count_search_steps_left(len(text)))

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left: what a search found by then is not its best."""
        return self.left < 0

    def spend(self, steps: int) -> bool:
        """Take steps from this budget and from that of the page; return whether it had them."""
        if budget := _PAGE_BUDGET.get():
            budget.spend(steps)
        self.left -= steps
        return self.left >= 0
