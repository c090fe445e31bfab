"""What all tasks of a search share, and what they have made: arrays in files that are there whole or not."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import numpy as np

from jiaokan.config.schema import RepeatSettings
from jiaokan.core.errors import EngineError
from jiaokan.execution.engine import Engine, LostTask
from jiaokan.execution.repeat_search.sketch_files import Array, CorpusSketches, load_array
from jiaokan.execution.storage import open_storage

RESULTS_FOLDER = "results"
MAX_TASK_ATTEMPTS = 4  # processes that may die on a task before the search is given up
T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class SearchJob:
    """What all tasks of a search share.

    Attributes:
        sketches: The sketches of the corpus.
        settings: What counts as a repeat.
        results: Folder of what the tasks make, in that of the sketches; its name changes with what it holds.
    """

    sketches: CorpusSketches
    settings: RepeatSettings
    results: str

    def name_result(self, name: str) -> str:
        """Return the name of a result in the working folder."""
        return f"{RESULTS_FOLDER}/{self.results}/{name}"

    def has_result(self, name: str) -> bool:
        """Tell whether a result was made before."""
        return open_storage(self.sketches.folder).read(self.name_result(f"{name}.done")) is not None

    def write_array(self, name: str, array: Array) -> None:
        """Write an array."""
        data = io.BytesIO()
        np.save(data, array)
        self.write_bytes(f"{name}.npy", data.getvalue())

    def write_bytes(self, name: str, data: bytes) -> None:
        """Write a file."""
        open_storage(self.sketches.folder).put_bytes(self.name_result(name), data)

    def note_done(self, name: str) -> None:
        """Note that all files of a result are there."""
        self.write_bytes(f"{name}.done", b"")

    def make_array(self, name: str, make: Callable[[], Array]) -> str:
        """Write the array that `make` returns, unless it was made before; return its name."""
        if not self.has_result(name):
            self.write_array(name, make())
            self.note_done(name)
        return name

    def read_array(self, name: str) -> Array:
        """Return an array that was written before."""
        with open_storage(self.sketches.folder).open_local(self.name_result(f"{name}.npy")) as path:
            return np.array(load_array(path))


def map_tasks(
    job: SearchJob, work: Callable[[SearchJob, T], R], tasks: Iterable[T], engine: Engine, what: str
) -> list[R]:
    """Return what `work` makes of each task, in order.

    Raises:
        EngineError: Processes die on a task again and again.
    """
    done: list[R] = []
    for result in engine.map(partial(work, job), tasks, attempts=MAX_TASK_ATTEMPTS):
        if isinstance(result, LostTask):
            raise EngineError(f"repeats: {what}: {result.reason}; give it more memory, or fewer workers")
        done.append(result)
    return done


def concatenate_arrays(arrays: Iterable[Array], columns: int, kind: Any = np.int64) -> Array:
    """Return arrays of so many columns as one; an empty one where there are none."""
    return np.concatenate([np.zeros((0, columns), kind), *arrays])
