"""Lines of a stream, none of them longer than memory should hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, cast

MAX_RECORD_BYTES = 32_000_000  # of a record or of a file that is one document, unpacked
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
