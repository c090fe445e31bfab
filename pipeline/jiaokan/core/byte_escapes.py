"""Text to the very bytes it came from, bytes that were no text among them."""

import re

ESCAPED_SUFFIX = "+escaped"  # stands behind the encoding of a text in which bytes are escaped
ESCAPE_BASE_CODE_POINT = 0x10FF00  # the last 128 code points of plane 16, which is private: bytes 80 to FF
ESCAPE_PATTERN = re.compile(f"[{chr(ESCAPE_BASE_CODE_POINT + 0x80)}-{chr(ESCAPE_BASE_CODE_POINT + 0xFF)}]+")


def encode_with_escapes(text: str, encoding: str) -> bytes:
    """Return the bytes of a text; in an encoding that ends in ESCAPED, escapes are bytes again.

    Raises UnicodeEncodeError where the encoding does not have a character.
    """
    if not encoding.endswith(ESCAPED_SUFFIX):
        return text.encode(encoding)
    name = encoding.removesuffix(ESCAPED_SUFFIX)
    pieces: list[bytes] = []
    at = 0
    for match in ESCAPE_PATTERN.finditer(text):
        pieces += (
            text[at : match.start()].encode(name),
            bytes(ord(char) - ESCAPE_BASE_CODE_POINT for char in match[0]),
        )
        at = match.end()
    return b"".join((*pieces, text[at:].encode(name)))
