"""Read the slices of a shard as documents and rejects."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from jiaokan.execution.shard_plan import Slice, open_input
from jiaokan.readers import Item, jsonl_reader, make_documents, parquet_reader, read_file


def read_slices(slices: Iterable[Slice]) -> Iterator[Item]:
    """Yield every document and reject of the slices, in order."""
    for piece in slices:
        with open_input(piece.file) as path:
            yield from _read_slice(piece, path)


def _read_slice(piece: Slice, path: Path) -> Iterator[Item]:
    if _is_whole(piece):
        return read_file(path, piece.file.name)
    end = None if piece.end < 0 else piece.end
    if path.suffix == ".parquet":
        return make_documents(parquet_reader.read_parquet_part(path, piece.file.name, piece.start, end))
    return make_documents(
        jsonl_reader.read_jsonl_part(path, piece.file.name, piece.start, end, piece.first_line)
    )


def _is_whole(piece: Slice) -> bool:
    return piece.start == 0 and piece.end < 0
