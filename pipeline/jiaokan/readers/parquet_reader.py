"""Parquet: records as rows, raw ones or those of an earlier stage."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import dump_json, to_record
from jiaokan.core.errors import InputError
from jiaokan.readers.bounded_lines import read_kept_bytes
from jiaokan.readers.html_reader import RawPage
from jiaokan.readers.json_values import to_json_value
from jiaokan.readers.jsonl_reader import parse_object
from jiaokan.readers.parquet_columns import list_column_values
from jiaokan.readers.record_fields import DEFAULT_KEYS, RecordPlace, make_record_item

# the ledger's parts travel as JSON: a stage's folder is for jiaokan itself, the release has columns
STAGE_SCHEMA = pa.schema([("id", pa.string()), ("text", pa.large_string()), ("ledger", pa.large_string())])
BATCH_ROWS = 64  # rows held at a time


def read_parquet_file(
    path: Path, name: str, keys: InputSettings = DEFAULT_KEYS
) -> Iterator[Document | RawPage | Reject]:
    """Yield the rows of a file, raw ones or those of an earlier stage."""
    line = 0
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(BATCH_ROWS):
                columns = [list_column_values(batch.column(i)) for i in range(batch.num_columns)]
                for values in zip(*columns, strict=True):
                    line += 1
                    yield _read_row(dict(zip(batch.schema.names, values, strict=True)), name, line, keys)
    except (OSError, pa.ArrowException) as error:
        reason = f"not a Parquet file that can be read, after {line:,} rows: {error}"
        yield Reject(name, 0, reason, read_kept_bytes(path))


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


def _read_row(row: dict[str, Any], name: str, line: int, keys: InputSettings) -> Document | RawPage | Reject:
    own = (keys.text_key, keys.html_key, keys.id_key)
    record = {key: value if key in own else to_json_value(value) for key, value in row.items()}
    ledger = row.get("ledger")
    try:
        if isinstance(ledger, str):
            record["ledger"] = parse_object(ledger.encode())
        data = b"" if "ledger" in record else dump_json(to_json_value(row)).encode()
        return make_record_item(record, RecordPlace(name, line, data), keys)
    except (InputError, UnicodeError) as error:
        return Reject(name, line, str(error), dump_json(to_json_value(row)).encode("utf-8", "replace"))
