"""Read and write Parquet files whose rows are records: raw ones, or the output of an earlier stage."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.config.schema import InputSettings
from jiaokan.core.arrow_arrays import make_array
from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import dump_json, from_checked_record, to_record
from jiaokan.core.errors import InputError
from jiaokan.core.runtime.garbage_collection import pause_garbage_collection
from jiaokan.readers.files.bounded_reading import make_file_reject
from jiaokan.readers.html_reader import RawPage
from jiaokan.readers.json_values import to_json_value
from jiaokan.readers.jsonl_reader import parse_object
from jiaokan.readers.parquet_columns import list_column_values
from jiaokan.readers.record_fields import DEFAULT_KEYS, RecordPlace, make_record_item, number_repeated_names

# the ledger stands in one column as JSON, since only jiaokan reads these files; a release has columns for it
STAGE_SCHEMA = pa.schema([("id", pa.string()), ("text", pa.large_string()), ("ledger", pa.large_string())])
BATCH_ROWS = 64  # rows in memory at a time


def read_parquet_file(
    path: Path, name: str, keys: InputSettings = DEFAULT_KEYS
) -> Iterator[Document | RawPage | Reject]:
    """Yield the rows of a file, raw ones or those of an earlier stage."""
    return read_parquet_part(path, name, keys)


def read_parquet_part(
    path: Path, name: str, keys: InputSettings = DEFAULT_KEYS, start: int = 0, end: int | None = None
) -> Iterator[Document | RawPage | Reject]:
    """Yield the rows of a file from the one numbered `start`, from 0, to before the one numbered `end`."""
    line = start
    try:
        with pq.ParquetFile(path) as file:
            stop = file.metadata.num_rows if end is None else end
            for line, row in _read_rows(file, start, stop):
                yield _read_row(row, name, line, keys)
    except (OSError, pa.ArrowException) as error:
        yield make_file_reject(
            path, name, f"not a Parquet file that can be read, after {line:,} rows: {error}; fetch it again"
        )


def read_checked_documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a file that the same run has written; nothing but its form is checked.

    Raises:
        pyarrow.ArrowException: The file is not what was written.
    """
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(BATCH_ROWS):
            columns = [list_column_values(batch.column(name)) for name in STAGE_SCHEMA.names]
            for identity, text, ledger in zip(*columns, strict=True):
                with pause_garbage_collection():
                    document = from_checked_record(
                        {"id": identity, "text": text, "ledger": json.loads(ledger)}
                    )
                yield document


def _read_rows(file: pq.ParquetFile, start: int, stop: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows from `start` to before `stop`, each with its number from 1."""
    at = 0
    for group in range(file.num_row_groups):
        size = file.metadata.row_group(group).num_rows
        if at + size > start and at < stop:
            line = at
            for batch in file.iter_batches(BATCH_ROWS, row_groups=[group]):
                if line + len(batch) > start and line < stop:
                    for number, row in enumerate(_list_rows(batch), line):
                        if start <= number < stop:
                            yield number + 1, row
                line += len(batch)
        at += size


def _list_rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    columns = [list_column_values(batch.column(i)) for i in range(batch.num_columns)]
    names = number_repeated_names(batch.schema.names)
    return (dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True))


def make_table(documents: Iterable[Document]) -> pa.Table:
    """Return documents as a table of STAGE_SCHEMA."""
    rows: list[dict[str, Any]] = []
    for document in documents:
        record = to_record(document)
        rows.append(record | {"ledger": dump_json(record["ledger"])})
    columns = [make_array([row.get(field.name) for row in rows], field.type) for field in STAGE_SCHEMA]
    return pa.Table.from_arrays(columns, schema=STAGE_SCHEMA)


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


def _read_row(row: dict[str, Any], name: str, line: int, keys: InputSettings) -> Document | RawPage | Reject:
    bodies = (keys.text_key, keys.html_key)
    record = {
        key: value
        if key in bodies or (key == keys.id_key and isinstance(value, bytes))
        else to_json_value(value)
        for key, value in row.items()
    }
    ledger = row.get("ledger")
    try:
        if isinstance(ledger, str):
            record["ledger"] = parse_object(ledger.encode())
        data = b"" if "ledger" in record else dump_json(to_json_value(row)).encode()
        return make_record_item(record, RecordPlace(name, line, data), keys)
    except (InputError, UnicodeError) as error:
        return Reject(name, line, str(error), dump_json(to_json_value(row)).encode("utf-8", "replace"))
