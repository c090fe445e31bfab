"""Where a stage leaves its items one after the other: a file of JSON lines, or standard output."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from jiaokan.core.document import Document, Reject
from jiaokan.execution import output_lock
from jiaokan.execution.chunks import Chunk
from jiaokan.readers import Item
from jiaokan.readers.jsonl_reader import encode_item, make_rejects_path, parse_reject

STDOUT = "-"
MAX_WAITING_BYTES = 8_000_000  # of rejects that wait in memory


def is_stream(output: str) -> bool:
    """Tell whether an output takes items one after the other, and is no folder of parts."""
    return output == STDOUT or output.endswith(".jsonl")


def store_items(results: Iterable[Chunk], output: str) -> Iterator[Item]:
    """Write the items of the chunks to "-" or X.jsonl, and yield each once it is written.

    A file appears whole or not at all; rejects go to X.rejects.jsonl or to standard error.
    """
    return _write_to_stdout(results) if output == STDOUT else _write_file(results, Path(output))


def _write_to_stdout(results: Iterable[Chunk]) -> Iterator[Item]:
    """Write documents to standard output, and rejects as they are to standard error."""
    for _, items in results:
        yield from _write_items(items, sys.stdout.buffer, sys.stderr.buffer)
    sys.stdout.flush()


def _write_file(results: Iterable[Chunk], path: Path) -> Iterator[Item]:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = make_rejects_path(path)
    with _open_atomically(path) as out, _open_atomically(beside) as errors:
        for _, items in results:
            yield from _write_items(items, out, errors)
    if not beside.stat().st_size:
        beside.unlink()


def _write_items(items: Iterable[Item], out: BinaryIO, errors: BinaryIO) -> Iterator[Item]:
    for item in items:
        (out if isinstance(item, Document) else errors).write(encode_item(item) + b"\n")
        yield item


@contextmanager
def _open_atomically(path: Path) -> Iterator[BinaryIO]:
    """Open a file that takes its name only once it is whole and on the disk."""
    beside = path.with_name(path.name + ".partial")
    lock = output_lock.OutputLock(beside)
    try:
        lock.require(str(path))
        with beside.open("wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        beside.replace(path)
    finally:
        lock.close()
        if lock.is_held:
            beside.unlink(missing_ok=True)


def put_rejects_last(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the documents as they come and then the rejects, which wait in a file where they are many."""
    with SpooledTemporaryFile(max_size=MAX_WAITING_BYTES) as waiting:
        for item in items:
            if isinstance(item, Reject):
                waiting.write(encode_item(item) + b"\n")
            else:
                yield item
        waiting.seek(0)
        yield from (parse_reject(line, "", 0) for line in waiting)
