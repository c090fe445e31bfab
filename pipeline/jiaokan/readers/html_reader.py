"""Pages of HTML: files of one page each, and records with an `html` field.

A page is bytes: what charset they are in is for the extraction to say.
"""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Origin, Reject

MAX_PAGE_BYTES = 64_000_000  # bytes of a page, unpacked
_GZIP_MAGIC = b"\x1f\x8b"  # a server may unpack a page and keep its name
HTML_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".html.gz", ".htm.gz")


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came in; `url` is "" where nobody says it."""

    id: str
    data: bytes
    url: str
    origin: Origin


def read_html_file(path: Path, name: str, keys: InputSettings | None = None) -> Iterator[RawPage | Reject]:
    """Yield the page of a file, unpacked if it ends in .gz, under its name without the ending.

    The page is what was packed: its bytes come back, and places in it are places in them. `keys` say
    nothing of a file.
    """
    del keys
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_PAGE_BYTES else b""
    except OSError as error:
        yield Reject(name, 0, f"cannot be read: {error.strerror}", b"")
        return
    if size > MAX_PAGE_BYTES:
        yield Reject(name, 0, f"a page of more than {MAX_PAGE_BYTES:,} bytes", b"")
        return
    if path.suffix.lower() == ".gz" and data.startswith(_GZIP_MAGIC):
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
    stem = name[: len(name) - len(ending)]
    yield RawPage(stem if ending else name, data, "", Origin(name))
