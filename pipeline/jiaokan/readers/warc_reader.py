"""Read web archives (ISO 28500): WARC files of HTTP responses and WET files of text, gzip or plain.

One record is in memory at a time. A truncated file gives the records that can be read, then a reject. Bytes
that are no record, and a record without a valid length, give a reject; reading goes on at the next record.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Document, Origin, Reject
from jiaokan.core.document_json import dump_json
from jiaokan.readers.files.compression import GZIP_MAGIC, find_truncation, open_unpacked
from jiaokan.readers.html_reader import MAX_PAGE_BYTES, RawPage

_MAX_LINE_BYTES = 65_536  # of a header line
_MAX_HEADER_LINES = 400  # of a record
_HTML_MEDIA_TYPES = ("text/html", "application/xhtml")
_SKIP_BYTES = 1 << 20  # read at a time from a record that is too long
_RECORD_BEGINNING = b"WARC/"
_LENGTH_PATTERN = re.compile(r"[0-9]{1,18}")

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class _WarcRecord:
    headers: Headers
    body: bytes | None  # None for a body of more than MAX_PAGE_BYTES


_ForeignBytes = tuple[str, bytes]  # why bytes between two records are no record, and the first of them


def read_warc_file(
    path: Path, name: str, keys: InputSettings | None = None
) -> Iterator[RawPage | Document | Reject]:
    """Yield the pages of a WARC file and the texts of a WET file; `Origin.line` is the record's number.

    `keys` are not used: an archive has no keys.
    """
    del keys
    number = 0
    try:
        with open_unpacked(path) as stream:
            for number, record in enumerate(_read_records(stream), 1):
                if isinstance(record, tuple):
                    yield Reject(name, number, *record)
                else:
                    yield from _extract_items(record, name, number)
            if problem := find_truncation(stream):
                raise _BreakError(problem, b"")
    except _BreakError as error:
        yield Reject(name, number + 1, f"the archive breaks off here: {error}", error.data)
    except (OSError, ValueError, OverflowError) as error:
        yield Reject(name, number + 1, f"the archive breaks off here: {error}", b"")


class _BreakError(Exception):
    """An archive ends in a record; `data` is what there is of it."""

    def __init__(self, reason: str, data: bytes) -> None:
        super().__init__(reason)
        self.data = data


def _read_records(stream: IO[bytes]) -> Iterator[_WarcRecord | _ForeignBytes]:
    """Yield the records of an archive and the bytes that are none; raises _BreakError at a truncated one."""
    line = stream.readline(_MAX_LINE_BYTES)
    while line:
        if not line.strip():
            line = stream.readline(_MAX_LINE_BYTES)
            continue
        headers, head, reason = _read_head(stream, line)
        if reason:
            data, line = _read_to_next_record(stream)
            yield reason, head + data
            continue
        try:
            yield _WarcRecord(headers, _read_body(stream, int(headers["content-length"])))
        except _BreakError as error:
            raise _BreakError(str(error), head + error.data) from error
        line = stream.readline(_MAX_LINE_BYTES)


def _read_head(stream: IO[bytes], line: bytes) -> tuple[Headers, bytes, str]:
    """Return the headers of a record whose first line was read, their bytes, and why it is no record."""
    if not line.startswith(_RECORD_BEGINNING):
        return {}, line, f"no record begins with {line[:40]!r}"
    headers: Headers = {}
    head = [line]
    for _ in range(_MAX_HEADER_LINES):
        line = stream.readline(_MAX_LINE_BYTES)
        head.append(line)
        if not line.strip():
            length = headers.get("content-length", "")
            reason = "" if _LENGTH_PATTERN.fullmatch(length) else f"a record of the length {length[:40]!r}"
            return headers, b"".join(head), reason
        key, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(key.strip().lower(), value.strip())
    return headers, b"".join(head), "a header that never ends"


def _read_to_next_record(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """Return the first MAX_PAGE_BYTES of what comes before the next record, and the first line of it."""
    parts: list[bytes] = []
    size = 0
    is_at_start = True
    while line := stream.readline(_MAX_LINE_BYTES):
        if is_at_start and line.startswith(_RECORD_BEGINNING):
            break
        is_at_start = line.endswith(b"\n")
        if size < MAX_PAGE_BYTES:
            parts.append(line)
            size += len(line)
    return b"".join(parts), line


def _read_body(stream: IO[bytes], length: int) -> bytes | None:
    """Return the body of a record; None for one that is too long, which is skipped."""
    if length <= MAX_PAGE_BYTES:
        body = stream.read(length)
        if len(body) < length:
            raise _BreakError(f"{len(body)} bytes of a record of {length}", body)
        return body
    while length > 0 and (part := stream.read(min(length, _SKIP_BYTES))):
        length -= len(part)
    return None


def _extract_items(record: _WarcRecord, name: str, number: int) -> Iterator[RawPage | Document | Reject]:
    """Yield the page or the text of a record, or a reject; nothing for records of other types."""
    kind = record.headers.get("warc-type", "")
    if kind not in ("response", "resource", "conversion"):
        return
    url = _find_url(record)
    origin = Origin(name, number, dump_json({"url": url}) if url else "")
    if record.body is None:
        yield Reject(name, number, f"a record of more than {MAX_PAGE_BYTES} bytes", b"")
    elif kind == "conversion":
        yield _extract_text(record, record.body, origin)
    else:
        yield from _extract_page(record, record.body, origin, kind)


def _extract_text(record: _WarcRecord, body: bytes, origin: Origin) -> Document | Reject:
    try:
        return Document(_find_id(record, origin), body.decode("utf-8"), origin)
    except UnicodeDecodeError as error:
        return Reject(origin.file, origin.line, f"not UTF-8 at byte {error.start} of the record", body)


def _extract_page(record: _WarcRecord, body: bytes, origin: Origin, kind: str) -> Iterator[RawPage | Reject]:
    headers = record.headers
    if kind == "response":
        if headers.get("content-type", "").replace(" ", "") not in (
            "application/http;msgtype=response",
            "application/http",
        ):
            return
        headers, body = _split_response(body)
    if not headers.get("content-type", "text/html").lower().startswith(_HTML_MEDIA_TYPES):
        return
    try:
        page = _decompress_body(_join_chunks(headers, body), headers.get("content-encoding", "").lower())
        yield RawPage(_find_id(record, origin), page, _find_url(record), origin)
    except (ValueError, EOFError, zlib.error) as error:
        yield Reject(origin.file, origin.line, f"the page cannot be unpacked: {error}", body)


def _find_id(record: _WarcRecord, origin: Origin) -> str:
    return _find_url(record) or record.headers.get("warc-record-id") or f"{origin.file}:{origin.line}"


def _find_url(record: _WarcRecord) -> str:
    return record.headers.get("warc-target-uri", "").strip("<>")


def _split_response(body: bytes) -> tuple[Headers, bytes]:
    """Return the headers and the body of an HTTP response."""
    separators = (b"\r\n\r\n", b"\n\n")
    found = [(place, len(separator)) for separator in separators if (place := body.find(separator)) >= 0]
    end, separator_bytes = min(found, default=(len(body), 0))
    headers: Headers = {}
    for line in body[:end].decode("latin-1").split("\n")[1:]:
        key, _, value = line.partition(":")
        headers.setdefault(key.strip().lower(), value.strip())
    return headers, body[end + separator_bytes :]


def _join_chunks(headers: Headers, body: bytes) -> bytes:
    """Undo the chunked transfer coding (RFC 9112, section 7.1).

    Some archives undo it themselves and keep the header: a body without chunks stays as it is.
    """
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return body
    parts: list[bytes] = []
    start = 0
    while (end := body.find(b"\r\n", start)) >= 0:
        try:
            size = int(body[start:end].partition(b";")[0], 16)
        except ValueError:
            return body
        if size < 0:
            return body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        start = end + 4 + size
    return b"".join(parts) or body


def _decompress_body(body: bytes, encoding: str) -> bytes:
    """Undo a content coding: gzip or deflate.

    Raises:
        ValueError: The coding is unknown, or the result has more than MAX_PAGE_BYTES.
    """
    if encoding in ("", "identity", "none", "utf-8"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"content-encoding {encoding!r}")
    if encoding != "deflate" and not body.startswith(GZIP_MAGIC):
        return body  # the archive has decompressed it already
    # servers send deflate with a zlib header or without one
    is_headerless = encoding == "deflate" and (
        len(body) < 2 or body[0] & 15 != 8 or int.from_bytes(body[:2]) % 31
    )
    return _inflate_streams(body, -zlib.MAX_WBITS if is_headerless else zlib.MAX_WBITS | 32)


def _inflate_streams(body: bytes, window: int) -> bytes:
    """Decompress consecutive streams; a truncated one gives what can be read."""
    parts: list[bytes] = []
    remaining_bytes = MAX_PAGE_BYTES
    while body and remaining_bytes > 0:
        stream = zlib.decompressobj(window)
        parts.append(stream.decompress(body, remaining_bytes))
        remaining_bytes -= len(parts[-1])
        if stream.unconsumed_tail:
            raise ValueError(f"more than {MAX_PAGE_BYTES} bytes unpacked")
        body = stream.unused_data if stream.unused_data.startswith(GZIP_MAGIC) else b""
    return b"".join(parts)
