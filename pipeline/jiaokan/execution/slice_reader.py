"""Read the slices of a shard as documents and rejects."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from jiaokan.config.schema import InputSettings
from jiaokan.core.errors import OutputError
from jiaokan.execution.planning.input_list import open_input
from jiaokan.execution.planning.shard_plan import Slice
from jiaokan.publish import release_inputs
from jiaokan.publish.manifest import digest_file
from jiaokan.readers import Item, jsonl_reader, make_documents, parquet_reader
from jiaokan.readers.record_fields import check_first_records, make_plain_reject

PARTS_ENDING = ".parquet"  # of the documents that a round has written


def read_slices(slices: Iterable[Slice], keys: InputSettings) -> Iterator[Item]:
    """Yield every document and reject of the slices, in order."""
    return map(make_plain_reject, _read_slices(slices, keys))


def read_own_parts(slices: Iterable[Slice], keys: InputSettings) -> Iterator[Item]:
    """Yield the documents and rejects of parts that another round of the run has written.

    The documents were checked when they were written: a digest tells whether they are still the same.

    Raises:
        OutputError: A part was changed.
    """
    for piece in slices:
        if not piece.file.name.endswith(PARTS_ENDING):  # rejects
            yield from read_slices([piece], keys)
            continue
        with open_input(piece.file) as path:
            if digest_file(path).sha256 != piece.file.state:
                what = "was changed after it was written; remove it and run again"
                raise OutputError(f"{piece.file.name}: {what}")
            yield from parquet_reader.read_checked_documents(path)


def check_keys(slices: Iterable[Slice], keys: InputSettings) -> bool:
    """Find out whether any record has a text or a page under the keys; reads as far as the first that has.

    Returns whether there is any document or reject.

    Raises:
        InputError: There are records, and none has; the message names the keys that are there.
    """
    return next(check_first_records(_read_slices(slices, keys)), None) is not None


def _read_slices(slices: Iterable[Slice], keys: InputSettings) -> Iterator[Item]:
    for piece in slices:
        with open_input(piece.file) as path:
            yield from _read_slice(piece, path, keys)


def _read_slice(piece: Slice, path: Path, keys: InputSettings) -> Iterator[Item]:
    name = piece.file.name
    if _is_whole(piece):
        return release_inputs.read_file(path, name, keys)
    end = None if piece.end < 0 else piece.end
    if path.suffix.lower() == ".parquet":
        rows = parquet_reader.read_parquet_part(path, name, keys, piece.start, end)
        return make_documents(rows, name, keys)
    lines = jsonl_reader.read_jsonl_part(path, name, keys, piece.start, end, piece.first_line)
    return make_documents(lines, name, keys)


def _is_whole(piece: Slice) -> bool:
    return piece.start == 0 and piece.end < 0
