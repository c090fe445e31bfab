"""Read text files that are one document each."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jiaokan.config.schema import InputSettings
from jiaokan.core.byte_escapes import ESCAPED_SUFFIX
from jiaokan.core.document import Document, Origin, Reject
from jiaokan.core.edits import Edit
from jiaokan.readers.files.bounded_reading import MAX_RECORD_BYTES, read_whole_file
from jiaokan.readers.files.format_sniffing import explain_binary, find_binary_format
from jiaokan.readers.record_fields import DEFAULT_KEYS
from jiaokan.text.charsets.damaged_utf8 import decode_damaged_utf8
from jiaokan.text.charsets.detection import UndecodableError, decode_page
from jiaokan.text.charsets.split_characters import decode_split_characters, has_split_characters
from jiaokan.text.charsets.unmarked_utf16 import decode_wide_text
from jiaokan.text.unicode_ranges import count_han

UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MIN_UTF16_HAN_COUNT = 4  # with fewer Han characters, a byte-order mark does not prove UTF-16


def read_text_file(path: Path, name: str, keys: InputSettings = DEFAULT_KEYS) -> Iterator[Document | Reject]:
    """Yield the document of a text file, or a reject.

    Text is UTF-8. Chinese text in another charset (GB 18030, Big5-HKSCS, UTF-16) is decoded, and
    `Origin.encoding` names the charset. A byte that fits nowhere is escaped and flagged by the mojibake
    stage. Nothing is removed or replaced: a byte-order mark and carriage returns are part of the text.

    Args:
        path: The file.
        name: Its name relative to the input; without its ending it is the id of the document.
        keys: Say nothing of a file of text.
    """
    del keys
    too_long = f"a file of more than {MAX_RECORD_BYTES:,} bytes; split it"
    data = read_whole_file(path, name, MAX_RECORD_BYTES, too_long)
    if isinstance(data, Reject):
        yield data
        return
    try:
        decoded = decode_text(data)
    except UndecodableError as error:
        yield Reject(name, 0, str(error), data)
    else:
        document = Document(
            name.removesuffix(Path(name).suffix), decoded.text, Origin(name, encoding=decoded.encoding)
        )
        yield document.edited("decode", decoded.edits)


@dataclass(frozen=True, slots=True)
class TextOfFile:
    """The text of a file, the encoding that leads back to its bytes, and edits that make it readable."""

    text: str
    encoding: str
    edits: tuple[Edit, ...] = ()


def decode_text(data: bytes) -> TextOfFile:
    """Return the text of a file.

    Raises:
        UndecodableError: The data is no text; the message says what it is, or names the first byte that is
            not UTF-8.
    """
    if wide := decode_wide_text(data):
        return TextOfFile(wide.text, wide.encoding)
    is_marked = data.startswith(UTF16_BOMS) and not find_binary_format(data)
    if not is_marked and (reason := explain_binary(data, "text")):
        raise UndecodableError(reason)
    try:
        return TextOfFile(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _decode_other_charset(data, error)


def _decode_other_charset(data: bytes, error: UnicodeDecodeError) -> TextOfFile:
    if damaged := decode_damaged_utf8(data):
        return TextOfFile(damaged.text, damaged.encoding)
    if has_split_characters(data) and (split := decode_split_characters(data)):
        return TextOfFile(split[0].text, split[0].encoding, split[1])
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
    return TextOfFile(decoded.text, decoded.encoding)
