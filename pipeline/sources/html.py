"""Pages of HTML: files of one page each, and records with an `html` field.

A page is bytes: what charset they are in is for the extraction to say.
"""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

from pipeline.document import Origin, Reject

FIELD = "html"
_URLS = ("url", "uri", "link")
_ROWS = 16  # rows held at a time: a page is long
ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".html.gz", ".htm.gz")


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came in; `url` is "" where nobody says it."""

    id: str
    data: bytes
    url: str
    origin: Origin


def read_file(path: Path, name: str) -> Iterator[RawPage | Reject]:
    """Yield the page of a file, unpacked if it ends in .gz, under its name without the ending."""
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Reject(name, 0, f"cannot be read: {error.strerror}", b"")
        return
    if path.suffix == ".gz":
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as error:
            yield Reject(name, 0, f"the file breaks off: {error}; fetch it again", data)
            return
    ending = next((end for end in sorted(ENDINGS, key=len, reverse=True) if name.lower().endswith(end)), "")
    yield RawPage(name[: len(name) - len(ending)] if ending else name, data, "", Origin(name))


def read_lines(path: Path, name: str) -> Iterator[RawPage | Reject]:
    """Yield the pages of JSON lines (plain, .gz, .zst), each in the field `html`."""
    line = 0
    try:
        with _open(path) as lines:
            for line, data in enumerate(lines, 1):
                if data.strip():
                    yield _parsed(data.rstrip(b"\r\n"), name, line)
    except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
        yield Reject(name, line + 1, f"the file breaks off here: {error}; fetch it again", b"")


def read_parquet(path: Path, name: str) -> Iterator[RawPage | Reject]:
    """Yield the pages of a Parquet file, each in the column `html`, of text or of bytes."""
    try:
        with pq.ParquetFile(path) as file:
            line = 0
            for batch in file.iter_batches(_ROWS):
                for row in batch.to_pylist():
                    line += 1
                    yield page_of(row, name, line, repr(row).encode())
    except (OSError, pa.ArrowException) as error:
        yield Reject(name, 0, f"not a Parquet file that can be read: {error}", b"")


def is_page(record: Mapping[str, Any]) -> bool:
    """Tell whether a record holds a page and no text."""
    return FIELD in record and "text" not in record


def page_of(row: Mapping[str, Any], name: str, line: int, data: bytes) -> RawPage | Reject:
    """Return the page of a record; its other fields travel in the origin."""
    html = row.get(FIELD)
    if not isinstance(html, str | bytes):
        return Reject(name, line, f"no text in the field {FIELD!r}", data)
    try:
        page = html.encode() if isinstance(html, str) else html
        others = {key: value for key, value in row.items() if key not in (FIELD, "id")}
        fields = json.dumps(others, ensure_ascii=False) if others else ""
    except (UnicodeEncodeError, TypeError) as error:
        return Reject(name, line, f"cannot be held as text: {error}", data)
    url = next((str(row[key]) for key in _URLS if row.get(key)), "")
    return RawPage(str(row.get("id") or url or f"{name}:{line}"), page, url, Origin(name, line, fields))


def _parsed(data: bytes, name: str, line: int) -> RawPage | Reject:
    try:
        row = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return Reject(name, line, f"broken JSON: {error}", data)
    if not isinstance(row, dict):
        return Reject(name, line, "not a JSON object: a record is {id, html, …}", data)
    return page_of(row, name, line, data)


def _open(path: Path) -> "gzip.GzipFile | BufferedReader":
    if path.suffix == ".gz":
        return gzip.open(path, "rb")
    if path.suffix == ".zst":
        return BufferedReader(zstandard.open(path, "rb"))
    return path.open("rb")
