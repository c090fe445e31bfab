"""Read and write JSON lines: one record a line; lines end at the byte "\\n" and nowhere else."""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import zstandard

from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import dump_json, from_record, make_raw_record, to_record
from jiaokan.core.errors import InputError
from jiaokan.readers.compression import open_unpacked
from jiaokan.readers.html_reader import RawPage, is_page, make_page

UTF8_BOM = b"\xef\xbb\xbf"


def read_jsonl_file(path: Path, name: str) -> Iterator[Document | RawPage | Reject]:
    """Yield the records of a file, which is decompressed if its name ends in .gz or .zst.

    A truncated compressed file gives the records that can be read, then a reject.
    """
    line = 0
    try:
        with open_unpacked(path) as lines:
            for line, data in enumerate(lines, 1):
                yield from _parse_record(data.removeprefix(UTF8_BOM) if line == 1 else data, name, line)
    except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
        yield Reject(name, line + 1, f"the file breaks off here: {error}; fetch it again", b"")


def parse_lines(lines: Iterable[bytes], name: str) -> Iterator[Document | RawPage | Reject]:
    """Yield the document, the page or the reject of each line; empty lines give nothing."""
    for line, data in enumerate(lines, 1):
        yield from _parse_record(data, name, line)


def read_rejects(path: Path, name: str) -> Iterator[Document | RawPage | Reject]:
    """Yield the rejects that an earlier stage wrote beside its output."""
    with path.open("rb") as lines:
        for line, data in enumerate(lines, 1):
            try:
                row = json.loads(data)
                yield Reject(
                    row["file"], row["line"], row["reason"], base64.b64decode(row["bytes"], validate=True)
                )
            except (ValueError, KeyError, TypeError):
                yield Reject(name, line, "not a reject as jiaokan writes them", data.rstrip(b"\n"))


def make_rejects_path(path: Path) -> Path:
    """Return the path of the rejects of a file of JSON lines: X.rejects.jsonl beside X.jsonl."""
    return path.with_name(path.name.removesuffix(".jsonl") + ".rejects.jsonl")


def encode_item(item: Document | Reject) -> bytes:
    """Return a document or a reject as JSON in UTF-8, without a line feed."""
    if isinstance(item, Document):
        return dump_json(to_record(item)).encode()
    data = base64.b64encode(item.data).decode()
    return dump_json({"file": item.file, "line": item.line, "reason": item.reason, "bytes": data}).encode()


def encode_raw_record(document: Document) -> bytes:
    """Return the raw record that a document was read from as JSON in UTF-8, without a line feed."""
    return dump_json(make_raw_record(document.id, document.raw, document.origin)).encode()


def _parse_record(data: bytes, name: str, line: int) -> Iterator[Document | RawPage | Reject]:
    data = data.rstrip(b"\r\n")
    if not data.strip():
        return
    try:
        record = parse_object(data)
        yield make_page(record, name, line, data) if is_page(record) else from_record(record, name, line)
    except InputError as error:
        yield Reject(name, line, str(error), data)


def parse_object(data: bytes) -> dict[str, Any]:
    """Return the JSON object in `data`.

    Raises:
        InputError: The data is not UTF-8, not JSON, or no object; the message says which.
    """
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
