"""Lines of a stream, none of them longer than memory should hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MAX_RECORD_BYTES = 32_000_000  # of a record or of a file that is one document, unpacked
KEPT_BYTES = 1_000  # of the beginning of a longer one, kept in its reject
_SKIP_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class BoundedLine:
    """A line of a stream: its number from 1, its bytes with the line feed, and whether they are all."""

    number: int
    data: bytes
    is_whole: bool = True


def read_bounded_lines(stream: IO[bytes] | Iterable[bytes]) -> Iterator[BoundedLine]:
    """Yield the lines of a stream; of one that is longer than MAX_RECORD_BYTES only its beginning.

    The rest of such a line is read in parts and passed over.
    """
    if not hasattr(stream, "readline"):
        yield from (BoundedLine(number, data) for number, data in enumerate(stream, 1))
        return
    number = 0
    while data := stream.readline(MAX_RECORD_BYTES + 1):
        number += 1
        if len(data) <= MAX_RECORD_BYTES or data.endswith(b"\n"):
            yield BoundedLine(number, data)
            continue
        yield BoundedLine(number, data[:KEPT_BYTES], is_whole=False)
        while (part := stream.readline(_SKIP_BYTES)) and not part.endswith(b"\n"):
            pass


def explain_long_record() -> str:
    """Return the reason of a reject for a record that is too long."""
    return f"a record of more than {MAX_RECORD_BYTES:,} bytes; its first {KEPT_BYTES:,} are kept here"


def read_kept_bytes(path: Path) -> bytes:
    """Return the bytes of a file that could not be used, b"" of one that is too large to be kept."""
    try:
        return path.read_bytes() if path.stat().st_size <= MAX_RECORD_BYTES else b""
    except OSError:
        return b""
