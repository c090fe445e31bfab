"""Read and write JSON lines: one record a line; lines end at the byte "\\n" and nowhere else."""

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jiaokan.config.schema import InputSettings
from jiaokan.core.checks.document_checks import MAX_LINE_NUMBER
from jiaokan.core.checks.json_checks import MAX_NESTING_DEPTH, is_nested_too_deeply
from jiaokan.core.checks.path_checks import leads_out
from jiaokan.core.control_escapes import show_controls_in_line
from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import dump_json, to_record
from jiaokan.core.errors import InputError
from jiaokan.core.record_lines import make_raw_line
from jiaokan.readers.files.bounded_reading import (
    BoundedLine,
    explain_long_record,
    make_file_reject,
    read_bounded_lines,
    skip_bytes,
)
from jiaokan.readers.files.compression import find_truncation, open_unpacked
from jiaokan.readers.files.format_sniffing import explain_foreign_file
from jiaokan.readers.html_reader import RawPage
from jiaokan.readers.record_fields import DEFAULT_KEYS, RecordPlace, make_record_item

UTF8_BOM = b"\xef\xbb\xbf"


def read_jsonl_file(
    path: Path, name: str, keys: InputSettings = DEFAULT_KEYS
) -> Iterator[Document | RawPage | Reject]:
    """Yield the records of a file, which is decompressed if its name ends in .gz or .zst.

    A truncated compressed file gives the records that can be read, then a reject.
    """
    return read_jsonl_part(path, name, keys)


def read_jsonl_part(
    path: Path,
    name: str,
    keys: InputSettings = DEFAULT_KEYS,
    start: int = 0,
    end: int | None = None,
    first_line: int = 1,
) -> Iterator[Document | RawPage | Reject]:
    """Yield the records of a part of a file that begins and ends where a line does.

    Args:
        path: The file.
        name: What the origins of its records call it.
        keys: Say where a record has what.
        start: First byte of the part, unpacked.
        end: Byte after its last, None for the end of the file.
        first_line: Number of its first line.
    """
    if not (reason := explain_foreign_file(path, "JSON lines")):
        yield from _read_lines(path, name, keys, (start, end), first_line)
    elif not start:  # the first part stands for the file
        yield make_file_reject(path, name, reason)


def _read_lines(
    path: Path, name: str, keys: InputSettings, part: tuple[int, int | None], first_line: int
) -> Iterator[Document | RawPage | Reject]:
    start, end = part
    number, last, problem = first_line - 1, b"", ""
    try:
        with open_unpacked(path) as stream:
            skip_bytes(stream, start)
            for read in read_bounded_lines(stream, first_line, None if end is None else end - start):
                number = read.number
                if read.is_whole and not read.data.endswith(b"\n"):
                    last = read.data  # the end of the file, or where it breaks off
                else:
                    yield from _parse_line(read, name, keys)
            problem = find_truncation(stream) if end is None else ""
    except OSError as error:
        problem = str(error)
    if problem and not start and number < first_line:
        yield make_file_reject(path, name, explain_break(problem))
    elif problem:
        yield Reject(name, number if last else number + 1, explain_break(problem), last)
    elif last:
        yield from _parse_line(BoundedLine(number, last), name, keys)


def explain_break(problem: str) -> str:
    """Return the reason of a reject for a file that ends before its time."""
    return f"the file breaks off here: {problem}; fetch it again"


def parse_lines(
    lines: Iterable[bytes], name: str, keys: InputSettings = DEFAULT_KEYS
) -> Iterator[Document | RawPage | Reject]:
    """Yield the document, the page or the reject of each line; empty lines give nothing."""
    for line in read_bounded_lines(lines):
        yield from _parse_line(line, name, keys)


def read_rejects(
    path: Path, name: str, keys: InputSettings = DEFAULT_KEYS
) -> Iterator[Document | RawPage | Reject]:
    """Yield the rejects that an earlier stage wrote beside its output; `keys` say nothing of them."""
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
    """Return the path of the rejects of a file of JSON lines: X.rejects.jsonl beside X.jsonl."""
    return path.with_name(path.name.removesuffix(".jsonl") + ".rejects.jsonl")


def encode_item(item: Document | Reject) -> bytes:
    """Return a document or a reject as JSON in UTF-8, without a line feed."""
    if isinstance(item, Document):
        return dump_json(to_record(item)).encode()
    data = base64.b64encode(item.data).decode()
    row = dump_json({"file": item.file, "line": item.line, "reason": item.reason, "bytes": data})
    return show_controls_in_line(row).encode()  # standard error may be a terminal


def encode_raw_record(document: Document) -> bytes:
    """Return the raw record that a document was read from as JSON in UTF-8, without a line feed."""
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
    """Return the JSON object in `data`.

    Raises:
        InputError: The data is not UTF-8, not JSON, or no object; the message says which.
    """
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
