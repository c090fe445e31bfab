"""Read pages of HTML: files of one page each, and what a page of a record is.

A page is read as bytes. The extract stage finds out their charset.
"""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Origin, Reject
from jiaokan.core.file_names import find_ending
from jiaokan.readers.files.bounded_reading import read_whole_file
from jiaokan.readers.files.compression import GZIP_MAGIC

MAX_PAGE_BYTES = 64_000_000  # bytes of a page, unpacked
HTML_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".html.gz", ".htm.gz")


@dataclass(frozen=True, slots=True)
class RawPage:
    """The bytes of a page, and where they were read; `url` is "" where it is unknown."""

    id: str
    data: bytes
    url: str
    origin: Origin


def read_html_file(path: Path, name: str, keys: InputSettings | None = None) -> Iterator[RawPage | Reject]:
    """Yield the page of a file, decompressed if the name ends in .gz, or a reject.

    Args:
        path: The file.
        name: Its name relative to the input; without its ending it is the id of the page.
        keys: Say nothing of a file of one page.
    """
    del keys
    data = read_whole_file(path, name, MAX_PAGE_BYTES, f"a page of more than {MAX_PAGE_BYTES:,} bytes")
    if isinstance(data, Reject):
        yield data
        return
    if path.suffix.lower() == ".gz" and data.startswith(GZIP_MAGIC):  # else a server has unpacked it
        packed_name = name if name.lower().endswith(".gz") else f"{name}{path.suffix}"  # its bytes are packed
        try:
            with gzip.open(path) as stream:
                page = stream.read(MAX_PAGE_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            yield Reject(packed_name, 0, f"the file breaks off: {error}; fetch it again", data)
            return
        if len(page) > MAX_PAGE_BYTES:
            yield Reject(packed_name, 0, f"more than {MAX_PAGE_BYTES} bytes unpacked", data)
            return
        data = page
    ending = find_ending(name, HTML_ENDINGS)
    stem = name[: len(name) - len(ending)]
    yield RawPage(stem if ending else name, data, "", Origin(name))
