"""Keep ids unique in the whole corpus: of documents with one id the first is kept, the others are rejected.

Each shard writes digests of its ids; they are compared across the shards.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.core.arrow_arrays import make_array
from jiaokan.core.document import Document, Origin
from jiaokan.readers import Item, reject_repeated_ids

DIGEST_BYTES = 16
MAX_IDS_AT_A_TIME = 30_000_000  # ids whose digests are compared at a time: 500 MB
_SCHEMA = pa.schema(
    [
        ("digest", pa.binary(DIGEST_BYTES)),
        ("file", pa.dictionary(pa.int32(), pa.string())),
        ("line", pa.int64()),
    ]
)

Place = tuple[str, int]  # file and line of a document
RepeatedIds = Mapping[bytes, Place]


class IdRegister:
    """Pass on the documents of a shard whose ids are new, and keep the digests of all ids.

    Args:
        repeated: Ids that stand in an earlier shard, by their digests, with the place of the first.
    """

    def __init__(self, repeated: RepeatedIds) -> None:
        self._repeated = repeated
        self._places: dict[bytes, Place] = {}

    def reject_repeated(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items, a document whose id was met before as a reject."""
        return reject_repeated_ids(items, self._note_id)

    def _note_id(self, document: Document) -> Origin | None:
        """Keep the id of a document; return where the first that has it came from, None where it is new."""
        digest = digest_id(document.id)
        first = self._repeated.get(digest) or self._places.get(digest)
        self._places.setdefault(digest, (document.origin.file, document.origin.line))
        return Origin(*first) if first else None

    def __len__(self) -> int:
        return len(self._places)

    def write(self, path: Path) -> None:
        """Write the digest and the place of each id."""
        files, lines = zip(*self._places.values(), strict=True) if self._places else ((), ())
        columns = [
            make_array(list(self._places), _SCHEMA.field("digest").type),
            make_array([_make_encodable(file) for file in files], pa.string()).dictionary_encode(),
            make_array(lines, pa.int64()),
        ]
        pq.write_table(pa.Table.from_arrays(columns, schema=_SCHEMA), path, compression="zstd")


def digest_id(name: str) -> bytes:
    """Return the digest of an id, 16 bytes of BLAKE2b, which no two ids of a corpus share in practice."""
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


def find_repeated_ids(
    counts: Sequence[int], open_ids: Callable[[int], pa.Table]
) -> dict[int, dict[bytes, Place]]:
    """Return by shard the ids that stand in an earlier one, each with the place of the first.

    Args:
        counts: Ids of each shard.
        open_ids: Returns the table that `IdRegister.write` has written for a shard.
    """
    passes = max(1, -(-sum(counts) // MAX_IDS_AT_A_TIME))
    found: dict[int, dict[bytes, Place]] = {}
    for number in range(passes):
        digests, shards, rows = _gather_digests(len(counts), open_ids, number, passes)
        for first, later in _find_pairs(digests, shards):
            table = open_ids(int(shards[first]))
            row = int(rows[first])
            place = table["file"][row].as_py(), table["line"][row].as_py()
            found.setdefault(int(shards[later]), {})[digests[later].tobytes()] = place
    return found


def _gather_digests(
    count: int, open_ids: Callable[[int], pa.Table], number: int, passes: int
) -> tuple[npt.NDArray[np.void], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return digest, shard and row of the ids that a pass compares."""
    parts = []
    for shard in range(count):
        column = open_ids(shard)["digest"].combine_chunks()
        data = np.frombuffer(b"".join(column.to_pylist()), dtype=f"V{DIGEST_BYTES}")
        chosen = np.flatnonzero(_first_bytes(data) % passes == number)
        parts.append((data[chosen], np.full(len(chosen), shard), chosen))
    digests, shards, rows = (np.concatenate(column) for column in zip(*parts, strict=True))
    return digests, shards, rows


def _first_bytes(digests: npt.NDArray[np.void]) -> npt.NDArray[np.uint64]:
    return np.ascontiguousarray(digests.view(np.uint64).reshape(-1, 2)[:, 0])


def _find_pairs(digests: npt.NDArray[np.void], shards: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield the places of each id and of the first that is equal to it, where their shards differ."""
    halves = digests.view(np.uint64).reshape(-1, 2)
    order = np.lexsort((np.arange(len(halves)), halves[:, 1], halves[:, 0]))
    equal = (halves[order[1:]] == halves[order[:-1]]).all(axis=1)
    first = -1
    for at in np.flatnonzero(equal):
        if at == 0 or not equal[at - 1]:
            first = int(order[at])
        later = int(order[at + 1])
        if shards[later] != shards[first]:
            yield first, later


def _make_encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
