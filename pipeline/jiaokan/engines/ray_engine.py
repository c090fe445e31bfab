"""The engine of a Ray cluster: core tasks alone. The only module that knows `ray`.

The program runs on a machine of the cluster (`ray job submit`), not through `ray://`. All machines need
the same jiaokan, and see input and output under the same names.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from jiaokan.core.errors import EngineError
from jiaokan.execution.engine import Engine, LostTask

T = TypeVar("T")
R = TypeVar("R")

TASKS_PER_CORE = 4  # tasks that are handed to the cluster at a time
NODE_LOSS_RETRIES = 5  # times that Ray itself tries a task again whose machine is gone


@dataclass(frozen=True, slots=True)
class RayEngine:
    """Run the tasks on a Ray cluster; `address` None means a cluster of this machine alone."""

    address: str | None = None

    def map(
        self,
        work: Callable[[T], R],
        tasks: Iterable[T],
        *,
        attempts: int = 1,
        window: int | None = None,
    ) -> Iterator[R | LostTask]:
        """Yield `work(task)` for each task; see `Engine.map`."""
        ray = _connect(self.address)
        # ray.remote refuses a functools.partial; the work is put once and travels once to a node
        call = ray.remote(num_cpus=1, max_retries=max(attempts - 1, NODE_LOSS_RETRIES))(_apply)
        placed = ray.put(work)
        size = window or TASKS_PER_CORE * max(1, int(ray.cluster_resources().get("CPU", 1)))
        waiting: deque[Any] = deque()
        source = iter(tasks)
        while True:
            waiting.extend(call.remote(placed, task) for task in islice(source, size - len(waiting)))
            if not waiting:
                return
            yield _take_result(ray, waiting.popleft())


def _apply(work: Callable[[T], R], task: T) -> R:
    return work(task)


def _take_result(ray: Any, result: Any) -> Any:
    errors = ray.exceptions
    try:
        return ray.get(result)
    except (errors.WorkerCrashedError, errors.NodeDiedError, errors.OutOfMemoryError) as error:
        return LostTask(f"the process died ({type(error).__name__})")
    except errors.RayTaskError as error:
        raise error.cause from None


def _connect(address: str | None) -> Any:
    try:
        import ray  # noqa: PLC0415  (for those who use it)
    except ImportError as error:
        raise EngineError('--engine ray: needs Ray; `pip install "jiaokan[ray]"`') from error
    if not ray.is_initialized():
        try:
            ray.init(address=address, log_to_driver=False, logging_level="ERROR")
        except ConnectionError as error:
            raise EngineError(f"--address {address}: no Ray cluster answers ({error})") from error
    return ray


def make_engine(workers: int, address: str | None) -> Engine:  # noqa: ARG001
    """Return the engine of a cluster, which says by itself how much it works at once."""
    return RayEngine(address)
