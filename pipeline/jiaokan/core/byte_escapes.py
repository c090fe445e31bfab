"""Text to the very bytes it came from, bytes that were no text among them."""

import re

ESCAPED = "+escaped"  # stands behind the encoding of a text in which bytes are escaped
ESCAPES = 0x10FF00  # the last 128 code points of plane 16, which is private: bytes 80 to FF
ESCAPE = re.compile(f"[{chr(ESCAPES + 0x80)}-{chr(ESCAPES + 0xFF)}]+")


def encode(text: str, encoding: str) -> bytes:
    """Return the bytes of a text; in an encoding that ends in ESCAPED, escapes are bytes again.

    Raises UnicodeEncodeError where the encoding does not have a character.
    """
    if not encoding.endswith(ESCAPED):
        return text.encode(encoding)
    name = encoding.removesuffix(ESCAPED)
    pieces: list[bytes] = []
    at = 0
    for match in ESCAPE.finditer(text):
        pieces += text[at : match.start()].encode(name), bytes(ord(char) - ESCAPES for char in match[0])
        at = match.end()
    return b"".join((*pieces, text[at:].encode(name)))
