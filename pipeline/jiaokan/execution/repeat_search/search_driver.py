"""The passes of a search over the sketches of a corpus, one after the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np

from jiaokan.core.annotations import Repeat, RepeatKind
from jiaokan.execution.engine import Engine
from jiaokan.execution.repeat_search.exact_counts import count_pairs
from jiaokan.execution.repeat_search.findings_files import (
    SHARE_DIGITS,
    DocumentFindings,
    FindingsFolder,
    encode_findings,
)
from jiaokan.execution.repeat_search.kept_documents import read_batches
from jiaokan.execution.repeat_search.key_passes import (
    FIRSTS,
    find_equal_texts,
    find_promising_pairs,
    find_reused_paragraphs,
)
from jiaokan.execution.repeat_search.search_job import SearchJob
from jiaokan.execution.repeat_search.sketch_files import CHARS, GRAMS, LETTERS
from jiaokan.stages.repeats.document_clusters import join_pairs
from jiaokan.stages.repeats.similarity import Ints, name_kind

FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class _Edge:
    """A pair of documents by their numbers."""

    earlier: int
    later: int
    kind: RepeatKind
    jaccard: float = 1.0
    containment: float = 1.0


@dataclass(slots=True)
class _CorpusFindings:
    """What was found, by the numbers of documents; those that are alone have no entry."""

    edges: dict[int, list[_Edge]] = field(default_factory=dict)  # by the later document
    clusters: dict[int, tuple[int, int]] = field(default_factory=dict)  # representative and size
    reused: dict[int, list[list[int]]] = field(default_factory=dict)  # [paragraph, letters, others]


def search_repeats(job: SearchJob, engine: Engine) -> FindingsFolder:
    """Search the corpus, unless it is done already; return where the findings stand.

    The findings depend on the documents and their order alone: not on shards, tasks or the engine.
    """
    where = FindingsFolder(job.sketches.folder, job.name_result(FINDINGS))
    if not job.has_result(FINDINGS):
        documents = job.sketches.read_documents()
        edges = _find_edges(job, documents, engine)
        ids = _read_ids(job, {number for edge in edges for number in (edge.earlier, edge.later)})
        found = _CorpusFindings(_group_edges(edges), _form_clusters(edges, documents, ids))
        found.reused = _group_paragraphs(find_reused_paragraphs(job, engine))
        _write_findings(job, documents, found, ids)
        job.note_done(FINDINGS)
    return where


def _find_edges(job: SearchJob, documents: Ints, engine: Engine) -> list[_Edge]:
    """Return all pairs of documents that are alike, in order."""
    same = find_equal_texts(job, engine)
    is_first = np.ones(len(documents), np.bool_)
    is_first[same[:, 1]] = False
    job.write_array(FIRSTS, is_first)
    pairs = find_promising_pairs(job, engine)
    counts = count_pairs(job, pairs, documents[:, GRAMS], engine)
    edges = [_Edge(int(first), int(later), "same") for first, later in same]
    for (one, other), (jaccard, containment) in zip(pairs.tolist(), counts.tolist(), strict=True):
        kind = name_kind(jaccard, containment, job.settings)
        if kind:
            edges.append(
                _Edge(one, other, kind, round(jaccard, SHARE_DIGITS), round(containment, SHARE_DIGITS))
            )
    return sorted(edges, key=lambda edge: (edge.later, edge.earlier))


def _group_edges(edges: Iterable[_Edge]) -> dict[int, list[_Edge]]:
    return {later: list(group) for later, group in groupby(edges, key=lambda edge: edge.later)}


def _form_clusters(
    edges: Iterable[_Edge], documents: Ints, ids: dict[int, str]
) -> dict[int, tuple[int, int]]:
    """Return representative and size of the cluster of each document that is in one with others."""
    found = {}
    for members in join_pairs((edge.earlier, edge.later) for edge in edges if edge.kind != "part"):
        best = min(members, key=lambda number: (-int(documents[number, CHARS]), ids[number]))
        found.update(dict.fromkeys(members, (best, len(members))))
    return found


def _group_paragraphs(rows: Ints) -> dict[int, list[list[int]]]:
    found: defaultdict[int, list[list[int]]] = defaultdict(list)
    for document, paragraph, letters, others in rows.tolist():
        found[document].append([paragraph, letters, others])
    return found


def _read_ids(job: SearchJob, wanted: set[int]) -> dict[int, str]:
    """Return the ids of some documents by their numbers."""
    found: dict[int, str] = {}
    for shard, first in enumerate(job.sketches.first_documents[:-1].tolist()):
        rows = [row for row in range(job.sketches.counts[shard]) if first + row in wanted]
        numbers = (first + row for row in rows)
        found.update(zip(numbers, _read_shard_ids(job, shard, rows), strict=True))
    return found


def _read_shard_ids(job: SearchJob, shard: int, rows: Sequence[int]) -> list[str]:
    """Return the ids of some documents of a shard."""
    if not rows:
        return []
    ids = [one for batch in read_batches(job, shard, "id") for one in batch.to_pylist()]
    return [ids[row] for row in rows]  # `take` of Arrow imports pandas: a second


def _write_findings(job: SearchJob, documents: Ints, found: _CorpusFindings, ids: dict[int, str]) -> None:
    """Write what was found of the documents of each shard."""
    concerned = np.array(sorted({*found.edges, *found.clusters, *found.reused}), np.int64)
    first_documents = job.sketches.first_documents
    bounds = np.searchsorted(concerned, first_documents)
    for shard, first in enumerate(first_documents[:-1].tolist()):
        numbers = concerned[bounds[shard] : bounds[shard + 1]].tolist()
        own_ids = _read_shard_ids(job, shard, [number - first for number in numbers])
        named = dict(zip(numbers, own_ids, strict=True))
        rows = _describe_documents(named, documents[:, LETTERS], found, ids)
        job.write_bytes(f"{FINDINGS}/{shard:05}.jsonl", encode_findings(rows))


def _describe_documents(
    named: Mapping[int, str], letters: Ints, found: _CorpusFindings, ids: Mapping[int, str]
) -> Iterator[DocumentFindings]:
    """Yield what was found of documents whose numbers are given with their ids."""
    for number, name in named.items():
        representative, size = found.clusters.get(number, (number, 1))
        reused = found.reused.get(number, [])
        share = sum(own for _, own, _ in reused) / max(1, int(letters[number]))
        yield DocumentFindings(
            name,
            "" if representative == number else ids[representative],
            size,
            round(min(1.0, share), SHARE_DIGITS),
            [[paragraph, others] for paragraph, _, others in reused],
            tuple(
                Repeat(ids[edge.earlier], edge.kind, edge.jaccard, edge.containment)
                for edge in found.edges.get(number, ())
            ),
        )
