"""Lines of a stream and whole files, none of them longer than memory should hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from jiaokan.core.document import UNREAD, Reject

MAX_RECORD_BYTES = 32_000_000  # of a record or of a file that is one document, unpacked
MAX_REJECT_BYTES = 256_000_000  # bytes of a file that are kept where it cannot be read
_SKIP_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class BoundedLine:
    """A line of a stream: its number from 1, its bytes with the line feed, and whether they are all."""

    number: int
    data: bytes
    is_whole: bool = True


def read_bounded_lines(
    stream: IO[bytes] | Iterable[bytes], first_number: int = 1, size: int | None = None
) -> Iterator[BoundedLine]:
    """Yield the lines of a stream; of one that is longer than MAX_RECORD_BYTES only its beginning.

    The rest of such a line is read in parts and passed over.

    Args:
        stream: The lines.
        first_number: Number of the first one.
        size: Bytes of the stream that are read, which end where a line does; None for all.
    """
    if not hasattr(stream, "readline"):
        yield from (BoundedLine(number, data) for number, data in enumerate(stream, first_number))
        return
    number = first_number - 1
    done = 0
    while (size is None or done < size) and (data := stream.readline(MAX_RECORD_BYTES + 1)):
        number += 1
        done += len(data)
        if len(data) <= MAX_RECORD_BYTES or data.endswith(b"\n"):
            yield BoundedLine(number, data)
        else:
            yield BoundedLine(number, data[:MAX_RECORD_BYTES], is_whole=False)
            done += _skip_line(cast(IO[bytes], stream))


def skip_bytes(stream: IO[bytes], size: int) -> None:
    """Pass over so many bytes of a stream, which stands at its beginning."""
    if stream.seekable():
        stream.seek(size)
        return
    while size and (data := stream.read(min(size, _SKIP_BYTES))):
        size -= len(data)


def _skip_line(stream: IO[bytes]) -> int:
    """Pass over the rest of a line; return its length."""
    size = 0
    while part := stream.readline(_SKIP_BYTES):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return size


def explain_long_record() -> str:
    """Return the reason of a reject for a record that is too long."""
    return f"a record of more than {MAX_RECORD_BYTES:,} bytes; the first of them are kept here"


def read_whole_file(path: Path, name: str, max_bytes: int, too_long: str) -> bytes | Reject:
    """Return the bytes of a file, or a reject where it cannot be read or is too long.

    Args:
        path: The file.
        name: Its name relative to the input.
        max_bytes: Bytes that it may have.
        too_long: Reason of the reject for a longer one.
    """
    try:
        if path.stat().st_size <= max_bytes:
            return path.read_bytes()
    except OSError as error:
        return Reject(name, 0, f"{UNREAD}{error.strerror}", b"")
    return make_file_reject(path, name, too_long)


def make_file_reject(path: Path, name: str, reason: str) -> Reject:
    """Return a file as a reject with its bytes, the first of them where there are very many."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_REJECT_BYTES + 1)
    except OSError as error:
        return Reject(name, 0, f"{UNREAD}{error.strerror}", b"")
    if len(data) > MAX_REJECT_BYTES:
        reason = f"{reason} (the first {MAX_REJECT_BYTES:,} bytes are kept here)"
    return Reject(name, 0, reason, data[:MAX_REJECT_BYTES])
