"""Tables of a release that are not finished yet: in Arrow's own format, one batch for each row group.

A search for repeats fills columns of them once all documents are known. So long they stand as Arrow keeps
them in memory, packed with LZ4, which takes a tenth of the time of Parquet with Zstandard.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import ipc

KEPT_ENDING = ".arrow"
KEPT_TABLES = ("documents", "paragraphs")  # with columns that a search for repeats fills
_OPTIONS = ipc.IpcWriteOptions(compression="lz4")


def name_kept_table(table: str) -> str:
    """Return the name of the file of a table, with a place for the number of the shard.

    >>> name_kept_table("documents").format(3)
    'documents/00003.arrow'
    """
    return f"{table}/{{:05d}}{KEPT_ENDING}"


def open_kept_writer(path: Path, schema: pa.Schema) -> ipc.RecordBatchFileWriter:
    """Return what writes the row groups of a table: its `write_table` makes a batch of each."""
    return ipc.new_file(path, schema, options=_OPTIONS)


def read_kept_groups(path: Path, columns: Sequence[str] = ()) -> Iterator[pa.RecordBatch]:
    """Yield the row groups of a table in order; with some of the columns alone if they are named."""
    with pa.OSFile(str(path)) as source:
        file = ipc.open_file(source)
        if columns:
            options = ipc.IpcReadOptions(included_fields=[*map(file.schema.get_field_index, columns)])
            file = ipc.open_file(source, options=options)
        yield from map(file.get_batch, range(file.num_record_batches))
