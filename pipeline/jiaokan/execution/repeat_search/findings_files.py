"""Files with the findings of a search for repeats, one for each shard, and documents with them attached."""

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
    """The folder of the files of findings.

    Attributes:
        folder: Working folder of the search, a path or an address.
        name: Folder in it; its name changes with what the files hold.
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
    """Return the content of a shard's file: a line of JSON for each document, its fields in their order."""
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
    """Return the rows of a shard's file by the id of the document; a row holds the values of its findings."""
    data = open_storage(where.folder).read(where.name_file(shard)) or b""
    return {row[0]: row for row in map(json.loads, filter(None, data.split(b"\n")))}


def attach_findings(items: Iterable[Item], where: FindingsFolder, shard: int) -> Iterator[Item]:
    """Yield the items of a shard, each document with its findings."""
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
    _, cluster, size, share, shared_paragraphs, repeats = row
    for index, others in shared_paragraphs:
        also_in[index] = others
    return RepeatFindings(
        cluster or document.id, size, share, tuple(also_in), tuple(Repeat(*repeat) for repeat in repeats)
    )
