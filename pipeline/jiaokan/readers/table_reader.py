"""Tables of text: CSV and TSV, with the names of their columns in the first row."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Protocol

from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import dump_json
from jiaokan.readers.files.bounded_reading import MAX_RECORD_BYTES, make_file_reject
from jiaokan.readers.html_reader import RawPage
from jiaokan.readers.record_fields import DEFAULT_KEYS, RecordPlace, make_record_item, number_repeated_names
from jiaokan.readers.text_reader import decode_text
from jiaokan.text.charsets.detection import UndecodableError

MAX_TABLE_BYTES = 256_000_000  # of a file, which is read whole
_REST_KEY = "more"  # what stands in a row beyond the named columns


class _TableRows(Protocol):
    """What the module csv reads a table with; `line_num` is the number of lines read."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


def read_table_file(
    path: Path, name: str, keys: InputSettings = DEFAULT_KEYS
) -> Iterator[Document | RawPage | Reject]:
    """Yield the rows of a file; `line` of an origin is the line in which a row ends.

    The file is UTF-8, or Chinese in another charset. A row comes back as JSON, one line each.
    """
    size = path.stat().st_size
    if size > MAX_TABLE_BYTES:
        reason = f"a table of more than {MAX_TABLE_BYTES:,} bytes; split it, or use Parquet"
        yield make_file_reject(path, name, reason)
        return
    data = path.read_bytes()
    try:
        text = decode_text(data).text.removeprefix("\ufeff")
    except UndecodableError as error:
        yield Reject(name, 0, str(error), data)
        return
    csv.field_size_limit(MAX_RECORD_BYTES)
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    yield from _read_rows(csv.reader(StringIO(text, newline=""), delimiter=delimiter), name, keys)


def _read_rows(rows: "_TableRows", name: str, keys: InputSettings) -> Iterator[Document | RawPage | Reject]:
    head: list[str] = []
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Reject(name, rows.line_num, f"not a row of a table: {error}", b"")
            continue
        if row is None:
            return
        if not head:
            head = number_repeated_names(row)
        elif row:
            record: dict[str, object] = dict(zip(head, row, strict=False))
            if len(row) > len(head):
                record[_REST_KEY] = row[len(head) :]
            yield make_record_item(record, RecordPlace(name, rows.line_num, dump_json(record).encode()), keys)
