"""Characters of two bytes with a colour code between them, as bulletin boards draw two-coloured ones.

The code stands amid the character, so no charset reads it. Its two bytes stay in the raw text, the first
as an escape, and an edit puts the character in their place; the code goes with them.
"""

import re
from collections.abc import Iterator

from jiaokan.core.byte_escapes import ESCAPED_SUFFIX, escape_bytes
from jiaokan.core.edits import Edit
from jiaokan.text.charsets.detection import UndecodableError, decode_page
from jiaokan.text.charsets.reversible_decoding import DecodedText

RULE = "charset/split-character"
_WHY = "a colour code stands between its two bytes"
_CODE_REGEX = rb"(?:\x1b\[[0-9;]{0,16}[A-Za-z])+"
_CODE_PATTERN = re.compile(_CODE_REGEX)
# bytes of a text in Big5 or GBK, character by character: one cut by a code, a whole one, a single byte
_UNIT_PATTERN = re.compile(
    rb"([\x81-\xfe])(" + _CODE_REGEX + rb")([\x40-\x7e\x80-\xfe])|[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x00-\xff]"
)
_SPLIT_PATTERN = re.compile(rb"[\x81-\xfe]\x1b\[[0-9;]{0,16}[A-Za-z]")
_TWO_BYTE_CHARSETS = ("big5hkscs", "cp950", "gb18030")


def has_split_characters(data: bytes) -> bool:
    """Tell whether a code stands right behind a byte that may be the first of a character."""
    return _SPLIT_PATTERN.search(data) is not None


def decode_split_characters(data: bytes) -> tuple[DecodedText, tuple[Edit, ...]] | None:
    """Return text with characters cut by colour codes, and the edits that mend them.

    None is returned where no charset of two bytes reads the text without its codes.
    """
    try:
        plain = decode_page(_CODE_PATTERN.sub(b"", data))
    except UndecodableError:
        return None
    charset = plain.encoding.removesuffix(ESCAPED_SUFFIX)
    if charset not in _TWO_BYTE_CHARSETS:
        return None
    pieces: list[str] = []
    edits: list[Edit] = []
    at = 0
    for unit, char in _read_units(data, charset):
        if char:
            edits.append(Edit(at, unit, char, RULE, 1.0, _WHY))
        pieces.append(unit)
        at += len(unit)
    text = "".join(pieces)
    return DecodedText(text, charset + ESCAPED_SUFFIX, len(edits)), tuple(edits)


def _read_units(data: bytes, charset: str) -> Iterator[tuple[str, str]]:
    """Yield the raw text in pieces, each with the character that a colour code cuts in it, "" for none."""
    for match in _UNIT_PATTERN.finditer(data):
        lead, code, trail = match.groups()
        if code and (char := _decode_pair(lead + trail, charset)):
            yield escape_bytes(lead) + code.decode("ascii") + escape_bytes(trail), char
        else:
            yield _decode_pair(match[0], charset) or escape_bytes(match[0]), ""


def _decode_pair(data: bytes, charset: str) -> str:
    """Return the character of some bytes, "" where they are none or do not come back from it."""
    try:
        text = data.decode(charset)
        return text if text.encode(charset) == data else ""
    except UnicodeError:
        return ""
