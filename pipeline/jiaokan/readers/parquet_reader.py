"""Parquet: records as rows, raw ones or those of an earlier stage."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import dump_json, from_record, to_record
from jiaokan.core.errors import InputError
from jiaokan.readers.html_reader import RawPage, is_page, make_page
from jiaokan.readers.jsonl_reader import parse_object

# the ledger's parts travel as JSON: a stage's folder is for jiaokan itself, the release has columns
STAGE_SCHEMA = pa.schema([("id", pa.string()), ("text", pa.large_string()), ("ledger", pa.large_string())])
BATCH_ROWS = 64  # rows held at a time


def read_parquet_file(path: Path, name: str) -> Iterator[Document | RawPage | Reject]:
    """Yield the rows of a file, which must have the columns id and text."""
    try:
        with pq.ParquetFile(path) as file:
            line = 0
            for batch in file.iter_batches(BATCH_ROWS):
                for row in batch.to_pylist():
                    line += 1
                    yield _read_row(row, name, line)
    except (OSError, pa.ArrowException) as error:
        yield Reject(name, 0, f"not a Parquet file that can be read: {error}", b"")


def make_table(documents: Iterable[Document]) -> pa.Table:
    """Return documents as rows of a stage's shard."""
    rows = []
    for document in documents:
        record = to_record(document)
        rows.append(record | {"ledger": dump_json(record["ledger"])})
    return pa.Table.from_pylist(rows, STAGE_SCHEMA)


def write_documents(out: BinaryIO, documents: Iterable[Document]) -> None:
    """Write a stage's shard: the same bytes for the same documents."""
    pq.write_table(
        make_table(documents).combine_chunks(),
        out,
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
