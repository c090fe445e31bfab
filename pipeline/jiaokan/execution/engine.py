"""What an engine is: something that applies a function to tasks, here or elsewhere."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class LostTask:
    """Stands for the result of a task whose process died each time it was tried."""

    reason: str


class Engine(Protocol):
    """Where tasks are run. Engines differ in this alone; results and their order are the same."""

    def map(
        self,
        work: Callable[[T], R],
        tasks: Iterable[T],
        *,
        attempts: int = 1,
        window: int | None = None,
    ) -> Iterator[R | LostTask]:
        """Yield `work(task)` for each task, in the order of the tasks.

        Args:
            work: A function that can be pickled. An exception of it ends the run.
            tasks: Values that can be pickled.
            attempts: How often a task is tried whose process dies.
            window: How many tasks are begun at most before the result of the first of them is taken;
                no limit by default.
        """
