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
