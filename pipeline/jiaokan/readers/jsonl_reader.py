"""Read and write JSON lines: one record a line; lines end at the byte "\\n" and nowhere else."""

import base64
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import zstandard

from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import dump_json, from_record, make_raw_record, to_record
from jiaokan.core.errors import InputError
from jiaokan.readers.compression import find_break, open_unpacked
from jiaokan.readers.html_reader import RawPage, is_page, make_file_reject, make_page

MAX_LINE_BYTES = 128_000_000  # of a record; a page of 64 MB in JSON may be twice as long
_SKIP_BYTES = 1 << 20
UTF8_BOM = b"\xef\xbb\xbf"


def read_jsonl_file(path: Path, name: str) -> Iterator[Document | RawPage | Reject]:
    """Yield the records of a file, which is decompressed if its name ends in .gz or .zst.

    A truncated compressed file gives the records that can be read, then a reject.
    """
    return read_jsonl_part(path, name)


def read_jsonl_part(
    path: Path, name: str, start: int = 0, end: int | None = None, first_line: int = 1
) -> Iterator[Document | RawPage | Reject]:
    """Yield the records of a part of a file that begins and ends where a line does.

    Args:
        path: The file.
        name: What the origins of its records call it.
        start: First byte of the part, unpacked.
        end: Byte after its last, None for the end of the file.
        first_line: Number of its first line.
    """
    counted = _LineReader(first_line)
    problem = ""
    try:
        with open_unpacked(path) as stream:
            _skip_bytes(stream, start)
            for line, data, reason in counted.read_lines(stream, None if end is None else end - start):
                yield from (
                    _parse_record(data, name, line) if not reason else [Reject(name, line, reason, data)]
                )
            problem = find_break(path, stream) if end is None else ""
    except (OSError, zstandard.ZstdError) as error:
        problem = str(error)
    if problem and not start and not counted.has_read:
        yield make_file_reject(path, name, f"the file breaks off here: {problem}; fetch it again")
    else:
        yield from counted.finish(name, problem)


def parse_lines(lines: Iterable[bytes], name: str) -> Iterator[Document | RawPage | Reject]:
    """Yield the document, the page or the reject of each line; empty lines give nothing."""
    for line, data in enumerate(lines, 1):
        yield from _parse_record(data, name, line)


class _LineReader:
    """Cut a stream into lines of bounded length, and keep the last one back until its end is sure."""

    def __init__(self, first_line: int) -> None:
        self._line = first_line - 1
        self.has_read = False  # anything at all
        self._last = b""  # a line without a line feed: the end of the file, or where it breaks off

    def read_lines(self, stream: IO[bytes], size: int | None) -> Iterator[tuple[int, bytes, str]]:
        """Yield number, bytes and "" of each line, or why it is too long, of so many bytes of a stream."""
        while size is None or size > 0:
            data = stream.readline(MAX_LINE_BYTES + 1)
            if not data:
                return
            size = None if size is None else size - len(data)
            self.has_read = True
            self._line += 1
            if len(data) > MAX_LINE_BYTES and not data.endswith(b"\n"):
                rest = _skip_line(stream)
                size = None if size is None else size - rest
                reason = f"a line of {len(data) + rest:,} bytes; {MAX_LINE_BYTES:,} are read and kept"
                yield self._line, data[:MAX_LINE_BYTES], reason
            elif data.endswith(b"\n"):
                yield self._line, data.removeprefix(UTF8_BOM) if self._line == 1 else data, ""
            else:
                self._last = data.removeprefix(UTF8_BOM) if self._line == 1 else data

    def finish(self, name: str, problem: str) -> Iterator[Document | RawPage | Reject]:
        """Yield the last line, as a reject with its bytes where the file breaks off in it."""
        if problem:
            line = self._line if self._last else self._line + 1
            reason = f"the file breaks off here: {problem}; fetch it again"
            yield Reject(name, line, reason, self._last)
        elif self._last:
            yield from _parse_record(self._last, name, self._line)


def _skip_bytes(stream: IO[bytes], size: int) -> None:
    if stream.seekable():
        stream.seek(size)
        return
    while size and (data := stream.read(min(size, _SKIP_BYTES))):
        size -= len(data)


def _skip_line(stream: IO[bytes]) -> int:
    """Pass over the rest of a line; return its length."""
    size = 0
    while data := stream.readline(_SKIP_BYTES):
        size += len(data)
        if data.endswith(b"\n"):
            break
    return size


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
