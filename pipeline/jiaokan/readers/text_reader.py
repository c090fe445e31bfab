"""Files that are one document each."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jiaokan.config.schema import InputSettings
from jiaokan.core.byte_escapes import ESCAPED_SUFFIX
from jiaokan.core.document import Document, Origin, Reject
from jiaokan.core.edits import Edit
from jiaokan.readers.bounded_lines import MAX_RECORD_BYTES
from jiaokan.readers.format_sniffing import explain_binary, find_binary_format
from jiaokan.readers.record_fields import DEFAULT_KEYS
from jiaokan.text.charsets.damaged_utf8 import decode_damaged_utf8
from jiaokan.text.charsets.detection import UndecodableError, decode_page
from jiaokan.text.charsets.split_characters import decode_split_characters, has_split_characters
from jiaokan.text.charsets.unmarked_utf16 import decode_wide_text
from jiaokan.text.unicode_ranges import count_han

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MIN_UTF16_HAN_COUNT = 4  # Han characters without which two bytes are no proof of UTF-16


def read_text_file(path: Path, name: str, keys: InputSettings = DEFAULT_KEYS) -> Iterator[Document | Reject]:
    """Yield the file as a document named after it without its ending, or a reject; `keys` say nothing of it.

    Text is UTF-8. What is Chinese in another charset is read as that (GB 18030, Big5-HKSCS, UTF-16) and
    remembers it. A byte that fits nowhere is escaped and flagged by the mojibake stage. Nothing is cut or
    replaced: a byte-order mark and every carriage return are part of the text.
    """
    del keys
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_RECORD_BYTES else b""
    except OSError as error:
        yield Reject(name, 0, f"cannot be read: {error.strerror}", b"")
        return
    if size > MAX_RECORD_BYTES:
        yield Reject(name, 0, f"a file of more than {MAX_RECORD_BYTES:,} bytes; split it", b"")
        return
    try:
        found = decode_text(data)
    except UndecodableError as error:
        yield Reject(name, 0, str(error), data)
    else:
        document = Document(
            name.removesuffix(Path(name).suffix), found.text, Origin(name, encoding=found.encoding)
        )
        yield document.edited("decode", found.edits)


@dataclass(frozen=True, slots=True)
class TextOfFile:
    """The text of a file, the encoding that leads back to its bytes, and edits that make it readable."""

    text: str
    encoding: str
    edits: tuple[Edit, ...] = ()


def decode_text(data: bytes) -> TextOfFile:
    """Return the text of a file; raises UndecodableError saying what the bytes are instead."""
    if wide := decode_wide_text(data):
        return TextOfFile(wide.text, wide.encoding)
    is_marked = data.startswith(UTF16_MARKS) and not find_binary_format(data)
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
    where = f"byte 0x{data[error.start]:02X} at offset {error.start}, in line {line}"
    reason = f"not UTF-8: {where}, and not Chinese in another charset; convert the file"
    try:
        found = decode_page(data)
    except UndecodableError:
        raise UndecodableError(reason) from None
    few = found.encoding.startswith("utf-16") and count_han(found.text) < MIN_UTF16_HAN_COUNT
    if few or found.encoding == f"utf-8{ESCAPED_SUFFIX}":
        raise UndecodableError(reason)
    return TextOfFile(found.text, found.encoding)
