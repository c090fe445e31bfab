"""Encode text that holds escaped bytes: bytes that could not be decoded and stand as private characters.

Byte 0xNN (80 to FF) stands as the code point U+10FFNN. The encoding of such a text ends in "+escaped".
"""

import re

ESCAPED_SUFFIX = "+escaped"  # end of the name of the encoding of a text with escaped bytes
ESCAPE_BASE_CODE_POINT = (
    0x10FF00  # plus a byte of 80 to FF: the last 128 code points of plane 16, which is private
)
ESCAPE_PATTERN = re.compile(f"[{chr(ESCAPE_BASE_CODE_POINT + 0x80)}-{chr(ESCAPE_BASE_CODE_POINT + 0xFF)}]+")


def escape_bytes(data: bytes) -> str:
    r"""Return bytes as text: ASCII as it is, any other byte as its escape.

    >>> escape_bytes(b"a\x80") == "a\U0010ff80"
    True
    """
    return "".join(chr(byte if byte < 0x80 else ESCAPE_BASE_CODE_POINT + byte) for byte in data)


def encode_with_escapes(text: str, encoding: str) -> bytes:
    """Return the bytes of a text; if the encoding ends in ESCAPED_SUFFIX, escapes become bytes again.

    Raises:
        UnicodeEncodeError: the encoding cannot represent a character.

    >>> encode_with_escapes("中\U0010ff80", "gbk+escaped")
    b'\xd6\xd0\x80'
    """
    if not encoding.endswith(ESCAPED_SUFFIX):
        return text.encode(encoding)
    name = encoding.removesuffix(ESCAPED_SUFFIX)
    pieces: list[bytes] = []
    start = 0
    for match in ESCAPE_PATTERN.finditer(text):
        pieces += (
            text[start : match.start()].encode(name),
            bytes(ord(char) - ESCAPE_BASE_CODE_POINT for char in match[0]),
        )
        start = match.end()
    return b"".join((*pieces, text[start:].encode(name)))
