"""Read text files that are one document each."""

from collections.abc import Iterator
from pathlib import Path

from jiaokan.core.byte_escapes import ESCAPED_SUFFIX
from jiaokan.core.document import Document, Origin, Reject
from jiaokan.text.charsets.detection import UndecodableError, decode_page
from jiaokan.text.unicode_ranges import count_han

MIN_UTF16_HAN_COUNT = 4  # with fewer Han characters, a byte-order mark does not prove UTF-16


def read_text_file(path: Path, name: str) -> Iterator[Document | Reject]:
    """Yield the document of a text file, or a reject.

    Text is UTF-8. Chinese text in another charset (GB 18030, Big5-HKSCS, UTF-16 with a byte-order
    mark) is decoded, and `Origin.encoding` names the charset. UTF-8 with an invalid byte is rejected.
    Nothing is removed or replaced: a byte-order mark and carriage returns are part of the text.

    Args:
        path: The file.
        name: Its name relative to the input; without its ending it is the id of the document.
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
    """Return text and encoding.

    Raises:
        UndecodableError: The data is no text; the message names the first byte that is not UTF-8.
    """
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = f"byte 0x{data[error.start]:02X} at offset {error.start}, in line {line}"
        reason = f"not UTF-8: {place}, and not Chinese in another charset; convert the file"
    try:
        decoded = decode_page(data)
    except UndecodableError:
        raise UndecodableError(reason) from None
    is_doubtful = decoded.encoding.startswith("utf-16") and count_han(decoded.text) < MIN_UTF16_HAN_COUNT
    if is_doubtful or decoded.encoding == f"utf-8{ESCAPED_SUFFIX}":
        raise UndecodableError(reason)
    return decoded.text, decoded.encoding
