"""What a search has found, in a file for each shard, and the documents that take it on."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from jiaokan.core.annotations import Repeat, RepeatFindings
from jiaokan.core.document import Document
from jiaokan.core.document_json import dump_json
from jiaokan.execution.storage import open_storage
from jiaokan.readers import Item

SHARE_DIGITS = 4  # decimals of shares


@dataclass(frozen=True, slots=True)
class FindingsFolder:
    """Where the findings of a search stand.

    Attributes:
        folder: Working folder of the search, a path or an address.
        name: Folder in it; it stands for the content of the files.
    """

    folder: str
    name: str

    def name_file(self, shard: int) -> str:
        """Return the name of the file of a shard in the working folder."""
        return f"{self.name}/{shard:05}.jsonl"


@dataclass(frozen=True, slots=True)
class DocumentFindings:
    """What was found of a document that repeats others or is repeated.

    Attributes:
        id: Id of the document.
        cluster: Id of the representative of its cluster; "" for itself.
        cluster_size: Documents of the cluster.
        repeated_share: Share of its letters in paragraphs that others have too.
        also_in: Pairs of the index of a paragraph and the number of other documents that have it.
        repeats: The earlier documents that it repeats.
    """

    id: str
    cluster: str
    cluster_size: int
    repeated_share: float
    also_in: list[list[int]]
    repeats: tuple[Repeat, ...]


def encode_findings(found: Iterable[DocumentFindings]) -> bytes:
    """Return the content of a shard's file."""
    rows = (
        [
            one.id,
            one.cluster,
            one.cluster_size,
            one.repeated_share,
            one.also_in,
            [[r.other, r.kind, r.jaccard, r.containment] for r in one.repeats],
        ]
        for one in found
    )
    return "".join(f"{dump_json(row)}\n" for row in rows).encode()


def read_findings(where: FindingsFolder, shard: int) -> dict[str, list[Any]]:
    """Return the rows of the file of a shard by the id of the document."""
    data = open_storage(where.folder).read(where.name_file(shard)) or b""
    return {row[0]: row for row in map(json.loads, filter(None, data.split(b"\n")))}


def attach_findings(items: Iterable[Item], where: FindingsFolder, shard: int) -> Iterator[Item]:
    """Yield the items of a shard, each document with what the search has found of it."""
    rows = read_findings(where, shard)
    for item in items:
        if isinstance(item, Document):
            yield replace(item, repeats=_make_findings(item, rows.get(item.id)))
        else:
            yield item


def _make_findings(document: Document, row: list[Any] | None) -> RepeatFindings:
    also_in = [0] * len(document.paragraphs)
    if not row:
        return RepeatFindings(document.id, also_in=tuple(also_in))
    _, cluster, size, share, reused, repeats = row
    for index, others in reused:
        also_in[index] = others
    return RepeatFindings(
        cluster or document.id, size, share, tuple(also_in), tuple(Repeat(*repeat) for repeat in repeats)
    )
