"""Read and write Parquet files whose rows are records: raw ones, or the output of an earlier stage."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import dump_json, from_record, to_record
from jiaokan.core.errors import InputError
from jiaokan.readers.html_reader import RawPage, is_page, make_file_reject, make_page
from jiaokan.readers.jsonl_reader import parse_object

# the ledger stands in one column as JSON, since only jiaokan reads these files; a release has columns for it
STAGE_SCHEMA = pa.schema([("id", pa.string()), ("text", pa.large_string()), ("ledger", pa.large_string())])
BATCH_ROWS = 64  # rows in memory at a time


def read_parquet_file(path: Path, name: str) -> Iterator[Document | RawPage | Reject]:
    """Yield the rows of a file, which must have the columns id and text."""
    return read_parquet_part(path, name)


def read_parquet_part(
    path: Path, name: str, start: int = 0, end: int | None = None
) -> Iterator[Document | RawPage | Reject]:
    """Yield the rows of a file from the one numbered `start`, from 0, to before the one numbered `end`."""
    try:
        with pq.ParquetFile(path) as file:
            stop = file.metadata.num_rows if end is None else end
            for line, row in _read_rows(file, start, stop):
                yield _read_row(row, name, line)
    except (OSError, pa.ArrowException) as error:
        reason = f"the file breaks off, or is no Parquet: {error}; fetch it again"
        yield make_file_reject(path, name, reason)


def _read_rows(file: pq.ParquetFile, start: int, stop: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows from `start` to before `stop`, each with its number from 1."""
    at = 0
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).num_rows
        if at + size > start and at < stop:
            line = at
            for batch in file.iter_batches(BATCH_ROWS, row_groups=[group]):
                if line + len(batch) > start and line < stop:
                    for number, row in enumerate(batch.to_pylist(), line):
                        if start <= number < stop:
                            yield number + 1, row
                line += len(batch)
        at += size


def make_table(documents: Iterable[Document]) -> pa.Table:
    """Return documents as a table of STAGE_SCHEMA."""
    rows = []
    for document in documents:
        record = to_record(document)
        rows.append(record | {"ledger": dump_json(record["ledger"])})
    return pa.Table.from_pylist(rows, STAGE_SCHEMA)


def open_stage_writer(path: Path) -> pq.ParquetWriter:
    """Return what writes a stage's shard: the same bytes for the same tables."""
    return pq.ParquetWriter(
        path,
        STAGE_SCHEMA,
        compression="zstd",
        compression_level=3,
        use_dictionary=False,
        write_statistics=False,
        store_schema=False,
        version="2.6",
        data_page_version="1.0",
    )


def _read_row(row: dict[str, Any], name: str, line: int) -> Document | RawPage | Reject:
    if is_page(row):
        return make_page(row, name, line, repr(row).encode())
    try:
        ledger = row.get("ledger")
        record = row | {"ledger": parse_object(ledger.encode())} if isinstance(ledger, str) else row
        return from_record(record, name, line)
    except InputError as error:
        return Reject(name, line, str(error), dump_json(row).encode())
    except TypeError as error:
        return Reject(
            name, line, f"a column is of a kind that JSON does not know: {error}", repr(row).encode()
        )
