"""Files that are one document each."""

from collections.abc import Iterator
from pathlib import Path

from jiaokan.core.byte_escapes import ESCAPED_SUFFIX
from jiaokan.core.document import Document, Origin, Reject
from jiaokan.text.charsets.detection import UndecodableError, decode_page
from jiaokan.text.unicode_ranges import count_han

MIN_UTF16_HAN_COUNT = 4  # Han characters without which two bytes are no proof of UTF-16


def read_text_file(path: Path, name: str) -> Iterator[Document | Reject]:
    """Yield the file as a document named after it without its ending, or a reject.

    Text is UTF-8. What is Chinese in another charset is read as that (GB 18030, Big5-HKSCS, UTF-16
    with its mark) and remembers it; UTF-8 with a byte that is none is rejected. Nothing is cut or
    replaced: a byte-order mark and every carriage return are part of the text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Reject(name, 0, f"cannot be read: {error.strerror}", b"")
        return
    try:
        text, encoding = _decode_text(data)
    except UndecodableError as error:
        yield Reject(name, 0, str(error), data)
    else:
        yield Document(name.removesuffix(Path(name).suffix), text, Origin(name, encoding=encoding))


def _decode_text(data: bytes) -> tuple[str, str]:
    """Return text and encoding; raises UndecodableError naming the first byte that is not UTF-8."""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        where = f"byte 0x{data[error.start]:02X} at offset {error.start}, in line {line}"
        reason = f"not UTF-8: {where}, and not Chinese in another charset; convert the file"
    try:
        found = decode_page(data)
    except UndecodableError:
        raise UndecodableError(reason) from None
    few = found.encoding.startswith("utf-16") and count_han(found.text) < MIN_UTF16_HAN_COUNT
    if few or found.encoding == f"utf-8{ESCAPED_SUFFIX}":
        raise UndecodableError(reason)
    return found.text, found.encoding
