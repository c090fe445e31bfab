"""JSON lines: one record a line, split on the byte "\\n" alone."""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import zstandard

from jiaokan.config.schema import InputSettings
from jiaokan.core.control_escapes import show_controls_in_line
from jiaokan.core.document import Document, Reject
from jiaokan.core.document_checks import MAX_LINE_NUMBER
from jiaokan.core.document_json import dump_json, to_record
from jiaokan.core.errors import InputError
from jiaokan.core.json_checks import MAX_NESTING_DEPTH, is_nested_too_deeply
from jiaokan.core.path_checks import leads_out
from jiaokan.core.record_lines import make_raw_line
from jiaokan.readers.bounded_lines import BoundedLine, explain_long_record, read_bounded_lines
from jiaokan.readers.compression import open_unpacked
from jiaokan.readers.html_reader import RawPage
from jiaokan.readers.record_fields import DEFAULT_KEYS, RecordPlace, make_record_item

UTF8_BOM = b"\xef\xbb\xbf"


def read_jsonl_file(
    path: Path, name: str, keys: InputSettings = DEFAULT_KEYS
) -> Iterator[Document | RawPage | Reject]:
    """Yield the records of a file, unpacked by its ending (.gz, .zst).

    A file that ends in the middle of its packing gives what it holds, then a reject.
    """
    line = 0
    try:
        with open_unpacked(path) as stream:
            for read in read_bounded_lines(stream):
                line = read.number
                yield from _parse_line(read, name, keys)
    except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
        yield Reject(name, line + 1, f"the file breaks off here: {error}; fetch it again", b"")


def parse_lines(
    lines: Iterable[bytes], name: str, keys: InputSettings = DEFAULT_KEYS
) -> Iterator[Document | RawPage | Reject]:
    """Yield the record or the reject of each line."""
    for line in read_bounded_lines(lines):
        yield from _parse_line(line, name, keys)


def read_rejects(
    path: Path, name: str, keys: InputSettings = DEFAULT_KEYS
) -> Iterator[Document | RawPage | Reject]:
    """Yield the rejects that an earlier stage left beside its output; `keys` say nothing of them."""
    del keys
    with path.open("rb") as lines:
        for line in read_bounded_lines(lines):
            yield parse_reject(line.data, name, line.number)


def parse_reject(data: bytes, name: str, line: int) -> Reject:
    """Return the reject in a line, or the line as a reject where it is none."""
    try:
        row = json.loads(b"" if is_nested_too_deeply(data) else data)
        reject = Reject(
            row["file"], row["line"], row["reason"], base64.b64decode(row["bytes"], validate=True)
        )
        (reject.file + reject.reason).encode()
        if type(reject.line) is int and 0 <= reject.line <= MAX_LINE_NUMBER and not leads_out(reject.file):
            return reject
    except (ValueError, KeyError, TypeError):
        pass
    return Reject(name, line, "not a reject as jiaokan writes them", data.rstrip(b"\n"))


def make_rejects_path(path: Path) -> Path:
    """Return the name of the file that holds the rejects of a file of JSON lines."""
    return path.with_name(path.name.removesuffix(".jsonl") + ".rejects.jsonl")


def encode_item(item: Document | Reject) -> bytes:
    """Return a document or a reject as a line of JSON without its line feed."""
    if isinstance(item, Document):
        return dump_json(to_record(item)).encode()
    data = base64.b64encode(item.data).decode()
    row = dump_json({"file": item.file, "line": item.line, "reason": item.reason, "bytes": data})
    return show_controls_in_line(row).encode()  # standard error may be a terminal


def encode_raw_record(document: Document) -> bytes:
    """Return a document as the raw record that it came in as, in a line of JSON."""
    return make_raw_line(document.id, document.raw, document.origin).encode()


def _parse_line(line: BoundedLine, name: str, keys: InputSettings) -> Iterator[Document | RawPage | Reject]:
    data = line.data.removeprefix(UTF8_BOM) if line.number == 1 else line.data
    if line.is_whole:
        yield from parse_record(data, name, line.number, keys)
    else:
        yield Reject(name, line.number, explain_long_record(), data)


def parse_record(
    data: bytes, name: str, line: int, keys: InputSettings
) -> Iterator[Document | RawPage | Reject]:
    """Yield the record in a line of JSON, or why it holds none; a blank line gives nothing."""
    data = data.rstrip(b"\r\n")
    if not data.strip():
        return
    try:
        yield make_record_item(parse_object(data), RecordPlace(name, line, data), keys)
    except InputError as error:
        yield Reject(name, line, str(error), data)


def parse_object(data: bytes) -> dict[str, Any]:
    """Return the JSON object in `data`; raises InputError saying why there is none."""
    if is_nested_too_deeply(data):
        raise InputError(f"broken JSON: more than {MAX_NESTING_DEPTH} brackets within brackets")
    try:
        value = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        reason = f"not UTF-8: byte 0x{data[error.start]:02X} at byte {error.start} of the line"
        raise InputError(reason) from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"broken JSON: {error}") from error
    if not isinstance(value, dict):
        raise InputError("not a JSON object: a record is {id, text, …}")
    return value
