"""Tasks that compare pairs of documents by all 5-grams of their texts."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from jiaokan.execution.engine import Engine
from jiaokan.execution.repeat_search.kept_documents import read_batches
from jiaokan.execution.repeat_search.search_job import SearchJob, concatenate_arrays, map_tasks
from jiaokan.execution.repeat_search.sketch_files import Array
from jiaokan.execution.storage import open_storage
from jiaokan.stages.repeats.folded_text import fold_points
from jiaokan.stages.repeats.minhash import Hashes, hash_grams
from jiaokan.stages.repeats.similarity import Floats, Ints, count_shared

MAX_GRAMS_AT_A_TIME = 16_000_000  # 5-grams of the pairs of a task: 64 MB


class NeededTexts(NamedTuple):
    """Documents of a shard whose 5-grams are needed: their rows in the shard, sorted."""

    shard: int
    rows: Ints


class PairBatch(NamedTuple):
    """Pairs that one task compares; `number` names its result."""

    number: int
    pairs: Ints


def count_pairs(job: SearchJob, pairs: Ints, sizes: Ints, engine: Engine) -> Floats:
    """Return the Jaccard index and the containment of each pair, (n, 2).

    Args:
        job: The search.
        pairs: Pairs of documents, sorted, (n, 2).
        sizes: 5-grams of each document.
        engine: Where it is counted.
    """
    needed = list(_list_needed_texts(job, np.unique(pairs)))
    map_tasks(job, _hash_texts, needed, engine, "5-grams")
    names = map_tasks(job, _count_batch, _cut_batches(pairs, sizes), engine, "counts")
    return concatenate_arrays(map(job.read_array, names), 2, np.float64)


def _list_needed_texts(job: SearchJob, documents: Ints) -> Iterator[NeededTexts]:
    first_documents = job.sketches.first_documents
    bounds = np.searchsorted(documents, first_documents)
    for shard, (start, end) in enumerate(pairwise(bounds.tolist())):
        if start < end:
            yield NeededTexts(shard, documents[start:end] - first_documents[shard])


def _cut_batches(pairs: Ints, sizes: Ints) -> Iterator[PairBatch]:
    totals = np.cumsum(sizes[pairs].sum(axis=1))
    batches = totals // MAX_GRAMS_AT_A_TIME
    starts = np.flatnonzero(np.diff(batches, prepend=-1))
    for number, chunk in enumerate(np.split(pairs, starts[1:])):
        yield PairBatch(number, chunk)


def _hash_texts(job: SearchJob, needed: NeededTexts) -> None:
    """Write the hashes of the 5-grams of some documents of a shard, one document after the other."""
    name = _name_hashes(needed.shard)
    if job.has_result(name):
        return
    hashes = [hash_grams(fold_points(text)) for text in _read_texts(job, needed)]
    job.write_array(f"{name}-ends", np.cumsum([len(one) for one in hashes], dtype=np.int64))
    job.write_array(f"{name}-rows", needed.rows)
    job.write_array(f"{name}-all", np.concatenate(hashes))
    job.note_done(name)


def _name_hashes(shard: int) -> str:
    return f"hashes/{shard:05}"


def _read_texts(job: SearchJob, needed: NeededTexts) -> Iterator[str]:
    wanted = set(needed.rows.tolist())
    row = 0
    for texts in read_batches(job, needed.shard, "text"):
        yield from (texts[i].as_py() for i in range(len(texts)) if row + i in wanted)
        row += len(texts)


def _count_batch(job: SearchJob, batch: PairBatch) -> str:
    def compare_hashes() -> Floats:
        with ExitStack() as stack:
            find_hashes = _open_hashes(job, np.unique(batch.pairs), stack)
            counts = [count_shared(find_hashes(one), find_hashes(other)) for one, other in batch.pairs]
        return np.array(counts, np.float64).reshape(-1, 2)

    return job.make_array(f"counts/{batch.number:05}", compare_hashes)


def _open_hashes(job: SearchJob, documents: Ints, stack: ExitStack) -> Callable[[int], Hashes]:
    """Return a function that finds the hashes of one of some documents."""
    storage = open_storage(job.sketches.folder)
    found: dict[int, Array] = {}
    for shard, rows in _list_needed_texts(job, documents):
        kept, ends = (job.read_array(f"{_name_hashes(shard)}-{what}") for what in ("rows", "ends"))
        name = job.name_result(f"{_name_hashes(shard)}-all.npy")
        hashes = np.load(stack.enter_context(storage.open_local(name)), mmap_mode="r")
        starts = np.concatenate(([0], ends))
        first = int(job.sketches.first_documents[shard])
        for row, place in zip(rows.tolist(), np.searchsorted(kept, rows).tolist(), strict=True):
            found[first + row] = hashes[starts[place] : starts[place + 1]]
    return found.__getitem__
