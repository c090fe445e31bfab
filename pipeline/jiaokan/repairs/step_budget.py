"""A budget of the searches on one page, in counted steps: it ends the same page on every machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from jiaokan.core.errors import InputError


class StepBudgetError(InputError):
    """The searches on a page have taken more steps than they may."""


class StepBudget:
    """Counts steps; a step is a text that a search tries, longer by one character.

    Args:
        max_steps: Steps at most.
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


# Steps of all searches on a page together, at least and for each code point; half a million take a second.
# Slipped pages of 1,200 code points that lost or gained up to 1 % of their bytes are repaired as without it.
_MIN_SEARCH_STEPS, _SEARCH_STEPS_PER_CHAR = 200_000, 150
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


def spend_steps(steps: int) -> None:
    """Count the steps of a search towards the budget of the page, if it has one."""
    if budget := _PAGE_BUDGET.get():
        budget.spend(steps)


def count_search_steps_left(chars: int) -> int:
    """Return the steps that further searches may take on a page of so many code points, from 0 up.

    Repairs run in rounds, and each searches anew; a page where slips are this dense is hardly repaired.
    """
    budget = _PAGE_BUDGET.get()
    spent = budget.steps if budget else 0
    return max(0, _MIN_SEARCH_STEPS + _SEARCH_STEPS_PER_CHAR * chars - spent)
