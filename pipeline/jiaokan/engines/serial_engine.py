"""The engine that needs no other process."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from jiaokan.execution.engine import Engine, LostTask

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class SerialEngine:
    """Run the tasks one after the other in this process."""

    def map(
        self,
        work: Callable[[T], R],
        tasks: Iterable[T],
        *,
        attempts: int = 1,  # noqa: ARG002  (a task that dies takes this process with it)
        window: int | None = None,  # noqa: ARG002
    ) -> Iterator[R | LostTask]:
        """Yield `work(task)` for each task; see `Engine.map`."""
        return map(work, tasks)


def make_engine(workers: int, address: str | None) -> Engine:  # noqa: ARG001
    """Return the engine, which has neither workers nor an address."""
    return SerialEngine()
