"""Tasks that find documents with a key in common: equal texts, pairs that may be alike, reused paragraphs.

A task takes a part of the keys of one kind, the same part of each shard, so that equal keys are in one task.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import numpy as np

from jiaokan.execution.engine import Engine
from jiaokan.execution.repeat_search.search_job import SearchJob, concatenate_arrays, map_tasks
from jiaokan.execution.repeat_search.sketch_files import (
    GRAMS,
    PARAGRAPH,
    PARAGRAPH_LETTERS,
    ROW,
    Array,
    KeyKind,
    make_array_name,
    open_arrays,
)
from jiaokan.stages.repeats.key_groups import (
    count_other_documents,
    find_document_pairs,
    find_first_members,
    keep_each_once,
)
from jiaokan.stages.repeats.minhash import PERMUTATIONS
from jiaokan.stages.repeats.similarity import Ints, find_promising

MAX_KEYS_AT_A_TIME = 4_000_000  # keys of a task: some 200 MB with what it takes to sort and pair them
_MAX_PAIRS_AT_A_TIME = 32_768  # pairs whose signatures are compared at a time: 32 MB
FIRSTS = "firsts"  # whether a document is the first of its text; later ones repeat it and need no comparison

Part = tuple[KeyKind, int, int]  # kind of keys, number of the part from 0, number of all parts


def list_key_parts(job: SearchJob, kind: KeyKind) -> list[Part]:
    """Return the tasks that the keys of a kind make."""
    parts = max(1, -(-job.sketches.count_keys(kind) // MAX_KEYS_AT_A_TIME))
    return [(kind, part, parts) for part in range(parts)]


def find_equal_texts(job: SearchJob, engine: Engine) -> Ints:
    """Return (first, later) of documents whose folded texts are equal, as (n, 2)."""
    names = map_tasks(job, _find_equal_texts, list_key_parts(job, "texts"), engine, "equal texts")
    return concatenate_arrays(map(job.read_array, names), 2)


def find_promising_pairs(job: SearchJob, engine: Engine) -> Ints:
    """Return the pairs of documents that may be alike by their signatures, each once and sorted, (n, 2)."""
    parts = [*list_key_parts(job, "bands"), *list_key_parts(job, "paragraphs")]
    names = map_tasks(job, _find_promising_pairs, parts, engine, "pairs")
    return keep_each_once(concatenate_arrays(map(job.read_array, names), 2))


def find_reused_paragraphs(job: SearchJob, engine: Engine) -> Ints:
    """Return (document, paragraph, letters, other documents that have it), sorted, as (n, 4)."""
    names = map_tasks(job, _find_reused_paragraphs, list_key_parts(job, "paragraphs"), engine, "paragraphs")
    found = concatenate_arrays(map(job.read_array, names), 4)
    return found[np.lexsort((found[:, PARAGRAPH], found[:, ROW]))]


def _name_task(what: str, part: Part) -> str:
    kind, number, total = part
    return f"{what}/{kind}-{number:05}-of-{total:05}"


def _find_equal_texts(job: SearchJob, part: Part) -> str:
    def group_keys() -> Ints:
        keys, values = job.sketches.read_keys(*part)
        return find_first_members(keys, values[:, ROW])

    return job.make_array(_name_task("same", part), group_keys)


def _find_reused_paragraphs(job: SearchJob, part: Part) -> str:
    def count_others() -> Ints:
        keys, values = job.sketches.read_keys(*part)
        others = count_other_documents(keys, values[:, ROW])
        columns = (values[:, ROW], values[:, PARAGRAPH], values[:, PARAGRAPH_LETTERS], others)
        return np.stack(columns, axis=1)[others > 0]

    return job.make_array(_name_task("reused", part), count_others)


def _find_promising_pairs(job: SearchJob, part: Part) -> str:
    def compare_signatures() -> Ints:
        keys, values = job.sketches.read_keys(*part)
        sizes = job.sketches.read_documents()[:, GRAMS]
        compared = (job.read_array(FIRSTS) & (sizes > 0))[values[:, ROW]]
        pairs = find_document_pairs(keys[compared], values[compared, ROW])
        del keys, values
        with _open_signatures(job) as signatures:
            kept = [
                _keep_promising(job, chunk, sizes, signatures)
                for chunk in np.array_split(pairs, max(1, -(-len(pairs) // _MAX_PAIRS_AT_A_TIME)))
            ]
        return concatenate_arrays(kept, 2)

    return job.make_array(_name_task("pairs", part), compare_signatures)


@contextmanager
def _open_signatures(job: SearchJob) -> Iterator[list[Array]]:
    names = [make_array_name(number, "signatures") for number in range(len(job.sketches.counts))]
    with open_arrays(job.sketches.folder, names) as arrays:
        yield arrays


def _keep_promising(job: SearchJob, pairs: Ints, sizes: Ints, signatures: list[Array]) -> Ints:
    take = partial(_take_signatures, signatures, job.sketches.first_documents)
    one, other = pairs[:, 0], pairs[:, 1]
    equal = np.count_nonzero(take(one) == take(other), axis=1)
    return pairs[find_promising(equal, (sizes[one], sizes[other]), job.settings)]


def _take_signatures(signatures: list[Array], first_documents: Ints, documents: Ints) -> Array:
    """Return the signatures of some documents, (n, PERMUTATIONS)."""
    taken = np.empty((len(documents), PERMUTATIONS), np.uint32)
    shards = np.searchsorted(first_documents, documents, "right") - 1
    order = np.argsort(shards, kind="stable")
    starts = np.flatnonzero(np.diff(shards[order], prepend=-1))
    for places in np.split(order, starts[1:]):
        if len(places):
            shard = int(shards[places[0]])
            taken[places] = signatures[shard][documents[places] - first_documents[shard]]
    return taken
