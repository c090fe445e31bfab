"""Read and write Parquet files whose rows are records: raw ones, or the output of an earlier stage."""

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

# the ledger stands in one column as JSON, since only jiaokan reads these files; a release has columns for it
STAGE_SCHEMA = pa.schema([("id", pa.string()), ("text", pa.large_string()), ("ledger", pa.large_string())])
BATCH_ROWS = 64  # rows in memory at a time


def read_parquet_file(path: Path, name: str) -> Iterator[Document | RawPage | Reject]:
    """Yield a document, a page or a reject for each row; columns are id and text, or html."""
    try:
        with pq.ParquetFile(path) as file:
            number = 0
            for batch in file.iter_batches(BATCH_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    yield _read_row(row, name, number)
    except (OSError, pa.ArrowException) as error:
        yield Reject(name, 0, f"not a Parquet file that can be read: {error}", b"")


def make_table(documents: Iterable[Document]) -> pa.Table:
    """Return documents as a table of STAGE_SCHEMA."""
    rows = []
    for document in documents:
        record = to_record(document)
        rows.append(record | {"ledger": dump_json(record["ledger"])})
    return pa.Table.from_pylist(rows, STAGE_SCHEMA)


def write_documents(out: BinaryIO, documents: Iterable[Document]) -> None:
    """Write documents as a Parquet file; the same documents give the same bytes."""
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
