"""UTF-8 in which a few bytes are damaged or cut off.

Text in another charset is hardly ever UTF-8 by chance: of its bytes beyond ASCII, few form whole characters.
"""

import re

from jiaokan.core.byte_escapes import (
    ESCAPE_BASE_CODE_POINT,
    ESCAPE_PATTERN,
    ESCAPED_SUFFIX,
    encode_with_escapes,
)
from jiaokan.text.charsets.reversible_decoding import DecodedText

_CHAR_PATTERN = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MIN_CHARS_PER_DAMAGED_BYTE = 5  # whole characters of several bytes; a cut character leaves up to three bytes
_MAX_CUT_BYTES = 3
_ESCAPE_BY_SURROGATE = {0xDC00 + byte: ESCAPE_BASE_CODE_POINT + byte for byte in range(0x80, 0x100)}


def decode_damaged_utf8(data: bytes) -> DecodedText | None:
    """Return the text with every byte escaped that is no UTF-8, None where the bytes are not UTF-8 at all."""
    text = data.decode("utf-8", "surrogateescape").translate(_ESCAPE_BY_SURROGATE)
    damaged = sum(map(len, ESCAPE_PATTERN.findall(text)))
    chars = len(_CHAR_PATTERN.findall(data))
    if chars < _MIN_CHARS_PER_DAMAGED_BYTE * max(1, damaged - _MAX_CUT_BYTES + 1):
        return None
    encoding = f"utf-8{ESCAPED_SUFFIX}"
    if encode_with_escapes(text, encoding) != data:  # a character of the text is one that stands for a byte
        return None
    return DecodedText(text, encoding, damaged)
