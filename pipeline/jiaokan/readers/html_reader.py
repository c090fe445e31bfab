"""Read pages of HTML: files of one page each, and records with a field `html`.

A page is read as bytes. The extract stage finds out their charset.
"""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiaokan.core.document import Origin, Reject
from jiaokan.stages.extract.page_stage import URL_FIELDS

HTML_FIELD = "html"
MAX_PAGE_BYTES = 64_000_000  # bytes of a page, unpacked
MAX_REJECT_BYTES = 256_000_000  # bytes of a file that are kept where it cannot be read
HTML_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".html.gz", ".htm.gz")


@dataclass(frozen=True, slots=True)
class RawPage:
    """The bytes of a page, and where they were read; `url` is "" where it is unknown."""

    id: str
    data: bytes
    url: str
    origin: Origin


def read_html_file(path: Path, name: str) -> Iterator[RawPage | Reject]:
    """Yield the page of a file, decompressed if the name ends in .gz, or a reject.

    Args:
        path: The file.
        name: Its name relative to the input; without its ending it is the id of the page.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Reject(name, 0, f"cannot be read: {error.strerror}", b"")
        return
    if path.suffix == ".gz":
        try:
            with gzip.open(path) as stream:
                page = stream.read(MAX_PAGE_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            yield Reject(name, 0, f"the file breaks off: {error}; fetch it again", data)
            return
        if len(page) > MAX_PAGE_BYTES:
            yield Reject(name, 0, f"more than {MAX_PAGE_BYTES} bytes unpacked", data)
            return
        data = page
    ending = next(
        (end for end in sorted(HTML_ENDINGS, key=len, reverse=True) if name.lower().endswith(end)), ""
    )
    name, stem = name.removesuffix(".gz"), name[: len(name) - len(ending)]
    yield RawPage(stem if ending else name, data, "", Origin(name))


def make_file_reject(path: Path, name: str, reason: str) -> Reject:
    """Return a file as a reject with its bytes, the first of them where there are very many."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_REJECT_BYTES + 1)
    except OSError as error:
        return Reject(name, 0, f"cannot be read: {error.strerror}", b"")
    if len(data) > MAX_REJECT_BYTES:
        reason = f"{reason} (the first {MAX_REJECT_BYTES:,} bytes are kept here)"
    return Reject(name, 0, reason, data[:MAX_REJECT_BYTES])


def is_page(record: Mapping[str, Any]) -> bool:
    """Return whether a record holds a page of HTML and no text."""
    return HTML_FIELD in record and "text" not in record


def make_page(row: Mapping[str, Any], name: str, line: int, data: bytes) -> RawPage | Reject:
    """Return the page of a record, or a reject if its field `html` is no text.

    Args:
        row: The record; its fields but `html` and `id` go to `Origin.fields`.
        name: Name of the file, relative to the input.
        line: Number of the record in the file, from 1.
        data: Bytes of the record, for a reject.
    """
    html = row.get(HTML_FIELD)
    if not isinstance(html, str | bytes):
        return Reject(name, line, f"no text in the field {HTML_FIELD!r}", data)
    try:
        page = html.encode() if isinstance(html, str) else html
        others = {key: value for key, value in row.items() if key not in (HTML_FIELD, "id")}
        fields = json.dumps(others, ensure_ascii=False) if others else ""
    except (UnicodeEncodeError, TypeError) as error:
        return Reject(name, line, f"cannot be held as text: {error}", data)
    url = next((str(row[key]) for key in URL_FIELDS if row.get(key)), "")
    return RawPage(str(row.get("id") or url or f"{name}:{line}"), page, url, Origin(name, line, fields))
