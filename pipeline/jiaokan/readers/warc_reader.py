"""Web archives: WARC files of responses and WET files of text (ISO 28500), gzip or plain.

Records are read one after the other; no more than one is held. A file that breaks off gives
what it holds, then a reject.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Document, Origin, Reject
from jiaokan.core.document_json import dump_json
from jiaokan.readers.compression import open_unpacked
from jiaokan.readers.html_reader import MAX_PAGE_BYTES, RawPage

_MAX_LINE_BYTES = 65_536  # bytes of a header line
_MAX_HEADER_LINES = 400  # header lines of a record
_HTML_MEDIA_TYPES = ("text/html", "application/xhtml")
_SKIP_BYTES = 1 << 20
_GZIP_MAGIC = b"\x1f\x8b"

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class _WarcRecord:
    headers: Headers
    body: bytes | None  # None: longer than LARGEST


def read_warc_file(
    path: Path, name: str, keys: InputSettings | None = None
) -> Iterator[RawPage | Document | Reject]:
    """Yield the pages of a WARC file and the texts of a WET file; `line` of an origin counts records.

    `keys` say nothing of an archive.
    """
    del keys
    number = 0
    try:
        with open_unpacked(path) as stream:
            for number, record in enumerate(_read_records(stream), 1):
                yield from _extract_items(record, name, number)
    except (OSError, EOFError, ValueError, OverflowError, zlib.error) as error:
        yield Reject(name, number + 1, f"the archive breaks off here: {error}", b"")


def _read_records(stream: IO[bytes]) -> Iterator[_WarcRecord]:
    """Yield the records of an archive; raises ValueError where one does not begin as it must."""
    while line := stream.readline(_MAX_LINE_BYTES):
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise ValueError(f"no record begins with {line[:40]!r}")
        headers = _read_headers(stream)
        yield _WarcRecord(headers, _read_body(stream, int(headers.get("content-length", "0"))))


def _read_headers(stream: IO[bytes]) -> Headers:
    headers: Headers = {}
    for _ in range(_MAX_HEADER_LINES):
        line = stream.readline(_MAX_LINE_BYTES)
        if not line.strip():
            return headers
        key, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(key.strip().lower(), value.strip())
    raise ValueError("a header that never ends")


def _read_body(stream: IO[bytes], length: int) -> bytes | None:
    """Read the body of a record; pass over one that is too long."""
    if length < 0:
        raise ValueError("a record of negative length")
    if length <= MAX_PAGE_BYTES:
        body = stream.read(length)
        if len(body) < length:
            raise EOFError(f"{len(body)} bytes of a record of {length}")
        return body
    while length > 0 and (part := stream.read(min(length, _SKIP_BYTES))):
        length -= len(part)
    return None


def _extract_items(record: _WarcRecord, name: str, number: int) -> Iterator[RawPage | Document | Reject]:
    """Yield what a record holds for a corpus: a page, a text, or why it gives none."""
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
    """Split a response into its headers and its body."""
    marks = [(at, len(mark)) for mark in (b"\r\n\r\n", b"\n\n") if (at := body.find(mark)) >= 0]
    end, gap = min(marks, default=(len(body), 0))
    headers: Headers = {}
    for line in body[:end].decode("latin-1").split("\n")[1:]:
        key, _, value = line.partition(":")
        headers.setdefault(key.strip().lower(), value.strip())
    return headers, body[end + gap :]


def _join_chunks(headers: Headers, body: bytes) -> bytes:
    """Undo chunked transfer (RFC 9112, 7.1); archives that undid it themselves keep the header."""
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return body
    parts: list[bytes] = []
    at = 0
    while (end := body.find(b"\r\n", at)) >= 0:
        try:
            size = int(body[at:end].partition(b";")[0], 16)
        except ValueError:
            return body
        if size < 0:
            return body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        at = end + 4 + size
    return b"".join(parts) or body


def _decompress_body(body: bytes, encoding: str) -> bytes:
    """Undo gzip or deflate; raises ValueError where that gives too much or the packing is unknown."""
    if encoding in ("", "identity", "none", "utf-8"):
        return body
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"content-encoding {encoding!r}")
    if encoding != "deflate" and not body.startswith(_GZIP_MAGIC):
        return body  # unpacked by the archive already
    # servers that say deflate send it with a zlib header or without one
    bare = encoding == "deflate" and (len(body) < 2 or body[0] & 15 != 8 or int.from_bytes(body[:2]) % 31)
    return _inflate_streams(body, -zlib.MAX_WBITS if bare else zlib.MAX_WBITS | 32)


def _inflate_streams(body: bytes, window: int) -> bytes:
    """Unpack one stream after the other; what breaks off gives what it holds."""
    parts: list[bytes] = []
    room = MAX_PAGE_BYTES
    while body and room > 0:
        unpacker = zlib.decompressobj(window)
        parts.append(unpacker.decompress(body, room))
        room -= len(parts[-1])
        if unpacker.unconsumed_tail:
            raise ValueError(f"more than {MAX_PAGE_BYTES} bytes unpacked")
        body = unpacker.unused_data if unpacker.unused_data.startswith(_GZIP_MAGIC) else b""
    return b"".join(parts)
