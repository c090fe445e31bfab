"""The engine of one machine: processes that are told what to do over pipes.

Each worker is a Python of its own, started as a module and not as a copy of the program: a call
from a notebook, from `python -` or without a guard of `__main__` works. A worker that dies costs the task
that it had; it is replaced. A worker whose pipe is closed ends at once, so none outlives its parent,
however that ends. Workers have a session of their own: Ctrl-C reaches the parent alone.

A run maps several functions over its shards, and a worker takes a quarter of a second to start: those that
have done their tasks wait for the next function of the same engine.
"""

import pickle
import subprocess
import sys
import threading
import weakref
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, TypeVar

from jiaokan.core.errors import EngineError
from jiaokan.engines.serial_engine import SerialEngine
from jiaokan.engines.worker_process import TASK, WORK, read_frame, write_frame
from jiaokan.execution.engine import Engine, LostTask

T = TypeVar("T")
R = TypeVar("R")

MAX_FAILED_STARTS = 3  # workers in a row that die before their first task
_PROGRAM = (
    "import sys; sys.path[:0] = [p for p in {path!r} if p not in sys.path]; "
    "from jiaokan.engines.worker_process import main; main()"
)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class ProcessEngine:
    """Run the tasks in so many processes of this machine; they end when the engine is dropped."""

    workers: int
    _idle: "list[_Worker]" = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        weakref.finalize(self, _kill_workers, self._idle)

    def map(
        self,
        work: Callable[[T], R],
        tasks: Iterable[T],
        *,
        attempts: int = 1,
        window: int | None = None,
    ) -> Iterator[R | LostTask]:
        """Yield `work(task)` for each task; see `Engine.map`."""
        run = _Run(pickle.dumps(work), enumerate(tasks), self.workers, attempts, window, self._idle)
        try:
            yield from run.collect_results()
            self._idle.extend(run.workers)
            run.workers.clear()
        finally:
            _kill_workers(run.workers)


@dataclass(slots=True)
class _Task:
    """A task on its way; `tries` counts the processes that died on it."""

    number: int
    value: Any
    tries: int = 0


class _Worker:
    """A process, and the thread that listens to it.

    Attributes:
        task: What it is doing.
        is_ready: Whether it runs and knows its work.
        is_gone: Whether its end was noticed; set before the end is told to `events`.
        events: Takes the worker with each answer of it, and with None when it ends.
    """

    def __init__(self, events: "SimpleQueue[tuple[_Worker, bytes | None]]") -> None:
        self.task: _Task | None = None
        self.is_ready = self.is_gone = False
        self.events = events
        path = [p for p in sys.path if p]
        self.process = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM.format(path=path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def send(self, kind: bytes, data: bytes) -> None:
        """Hand something to the process; that it is dead shows when nothing comes back."""
        assert self.process.stdin
        try:
            write_frame(self.process.stdin, kind + data)
        except OSError:
            self.process.kill()

    def _listen(self) -> None:
        assert self.process.stdout
        try:
            while (data := read_frame(self.process.stdout)) is not None:
                self.events.put((self, data))
        finally:
            self.is_gone = True
            self.events.put((self, None))

    def kill(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.wait()
        with suppress(OSError):
            self.process.stdin.close()  # type: ignore[union-attr]


@dataclass(slots=True)
class _Run:
    """One pass over tasks: which worker has which, what is done, what is to be tried again."""

    work: bytes
    source: Iterator[tuple[int, Any]]
    max_workers: int
    attempts: int
    window: int | None
    idle: list[_Worker]  # of earlier passes
    workers: set[_Worker] = field(default_factory=set)
    events: "SimpleQueue[tuple[_Worker, bytes | None]]" = field(default_factory=SimpleQueue)
    again: deque[_Task] = field(default_factory=deque)
    results: dict[int, Any] = field(default_factory=dict)
    next_number: int = 0  # of the result that is yielded next
    failed_starts: int = 0

    def collect_results(self) -> Iterator[Any]:
        """Yield the results in order."""
        while True:
            while self.next_number in self.results:
                result = self.results.pop(self.next_number)
                self.next_number += 1
                yield result
            self._hand_out_tasks()
            if not any(worker.task for worker in self.workers):
                return
            worker, data = self.events.get()
            if worker in self.workers:
                self._take_result(worker, data) if data is not None else self._bury(worker)

    def _hand_out_tasks(self) -> None:
        idle = [worker for worker in self.workers if not worker.task]
        while (idle or len(self.workers) < self.max_workers) and (task := self._next_task()):
            worker = idle.pop() if idle else self._start_worker()
            worker.task = task
            worker.send(TASK, pickle.dumps(task.value))

    def _next_task(self) -> _Task | None:
        if self.again:
            return self.again.popleft()
        on_the_way = len(self.results) + sum(1 for worker in self.workers if worker.task)
        if self.window is not None and on_the_way >= self.window:
            return None
        found = next(self.source, None)
        return _Task(*found) if found else None

    def _start_worker(self) -> _Worker:
        worker = self._wake_worker() or _Worker(self.events)
        worker.send(WORK, self.work)
        self.workers.add(worker)
        return worker

    def _wake_worker(self) -> _Worker | None:
        """Return a worker of an earlier pass that is still there."""
        while self.idle:
            worker = self.idle.pop()
            worker.is_ready, worker.events = False, self.events
            if not worker.is_gone:  # otherwise nothing would ever come from it
                return worker
            worker.kill()
        return None

    def _take_result(self, worker: _Worker, data: bytes) -> None:
        if not worker.is_ready:  # the first word of a worker: it runs and knows its work
            worker.is_ready = True
            self.failed_starts = 0
            if data:
                raise pickle.loads(data)
            return
        task, worker.task = worker.task, None
        assert task
        is_done, value = pickle.loads(data)
        if not is_done:
            raise value
        self.results[task.number] = value

    def _bury(self, worker: _Worker) -> None:
        """Replace a worker that died, and try its task again or give it up."""
        self.workers.discard(worker)
        worker.kill()
        task = worker.task
        if not worker.is_ready:
            self.failed_starts += 1
            if self.failed_starts >= MAX_FAILED_STARTS:
                raise EngineError("no worker process can be started; try --engine serial")
        elif task:
            task.tries += 1
        if task and task.tries >= self.attempts:
            code = worker.process.returncode
            self.results[task.number] = LostTask(f"the process died (status {code})")
        elif task:
            self.again.append(task)


def _kill_workers(workers: Collection[_Worker]) -> None:
    for worker in workers:
        worker.process.kill()
    for worker in workers:
        worker.kill()


def make_engine(workers: int, address: str | None) -> Engine:  # noqa: ARG001
    """Return the engine of so many processes; one process needs no other."""
    return ProcessEngine(workers) if workers > 1 else SerialEngine()
