"""Decode bytes so that text and encoding give them back, also bytes that are not valid in the encoding."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jiaokan.core.byte_escapes import (
    ESCAPE_PATTERN,
    ESCAPED_SUFFIX,
    encode_with_escapes,
    escape_bytes,
)

_WINDOW_BYTES = 4096  # bytes that are decoded at a time where some are invalid
_MAX_CHAR_BYTES = 4  # bytes of the longest character
_WINDOWS_BIG5 = "cp950"
# characters that speak against Big5-HKSCS, and characters that speak against Windows code page 950
_TILDE_OPERATOR_PATTERN, _CP950_MISPLACED_PATTERN = re.compile("∼"), re.compile("[ぁ-ヶА-ё①-⑽]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A decoded page.

    Attributes:
        text: The text, in which bytes that are not valid are escaped.
        encoding: The encoding that turns the text back into the bytes.
        escaped_count: Number of escaped bytes.
    """

    text: str
    encoding: str
    escaped_count: int = 0


def decode_with_escapes(data: bytes, encoding: str) -> DecodedText:
    r"""Return the text in the encoding; every byte that it would not give back is escaped.

    >>> decode_with_escapes("汉字".encode("gb18030") + b"\xff", "gb18030").escaped_count
    1
    """
    if exact := decode_exactly(data, encoding):
        return exact
    names = (encoding, _WINDOWS_BIG5) if encoding == "big5hkscs" else (encoding,)
    return min((_decode_damaged(data, name) for name in names), key=_count_doubtful_places)


def decode_exactly(data: bytes, encoding: str) -> DecodedText | None:
    """Return the text in the encoding, None where it would not give back every byte.

    Text in Big5 may be in the variant of Windows, which has some marks at other positions.
    """
    decoded = _decode_with_codec(data, encoding)
    if encoding == "big5hkscs" and (not decoded or _count_doubtful_places(decoded)):
        return min(
            filter(None, (decoded, _decode_with_codec(data, _WINDOWS_BIG5))),
            key=_count_doubtful_places,
            default=None,
        )
    return decoded


def _decode_damaged(data: bytes, encoding: str) -> DecodedText:
    text = "".join(_decode_pieces(data, encoding))
    try:
        is_reversible = encode_with_escapes(text, encoding + ESCAPED_SUFFIX) == data
    except UnicodeEncodeError:
        is_reversible = False
    escaped_count = sum(len(run) for run in ESCAPE_PATTERN.findall(text))
    return DecodedText(text, encoding + ESCAPED_SUFFIX, escaped_count if is_reversible else len(data))


def _decode_with_codec(data: bytes, encoding: str) -> DecodedText | None:
    try:
        text = data.decode(encoding)
        return DecodedText(text, encoding) if text.encode(encoding) == data else None
    except UnicodeError:
        return None


def _count_doubtful_places(decoded: DecodedText) -> int:
    """Return the number of characters that speak against a variant of Big5.

    Big5-HKSCS reads the wave dash of Windows as an operator. Windows has kana and circled numbers at
    positions that no other variant uses for them.
    """
    is_windows = decoded.encoding.removesuffix(ESCAPED_SUFFIX) == _WINDOWS_BIG5
    return decoded.escaped_count + len(
        (_CP950_MISPLACED_PATTERN if is_windows else _TILDE_OPERATOR_PATTERN).findall(decoded.text)
    )


def _decode_pieces(data: bytes, encoding: str) -> Iterable[str]:
    """Yield the text of the bytes in pieces; a byte that is not valid is a piece by itself."""
    offset = 0
    while offset < len(data):
        window = data[offset : offset + _WINDOW_BYTES]
        try:
            valid_bytes = len(window)
            text = window.decode(encoding)
        except UnicodeDecodeError as error:
            valid_bytes = error.start
            text = window[:valid_bytes].decode(encoding)
        yield from (
            [text]
            if text.encode(encoding) == window[:valid_bytes]
            else _escape_irreversible_chars(text, window[:valid_bytes], encoding)
        )
        offset += valid_bytes
        if valid_bytes < len(window) and (
            len(window) - valid_bytes >= _MAX_CHAR_BYTES or offset + _MAX_CHAR_BYTES > len(data)
        ):
            yield escape_bytes(data[offset : offset + 1])
            offset += 1


def _escape_irreversible_chars(text: str, data: bytes, encoding: str) -> Iterable[str]:
    """Yield the characters of a text, with the bytes escaped of those that would not give them back.

    Big5-HKSCS has some characters at two positions, and encodes only one of them.
    """
    offset = 0
    for char in text:
        size = 1 if data[offset] < 0x80 else 2
        is_reversible = char.encode(encoding) == data[offset : offset + size]
        yield char if is_reversible else escape_bytes(data[offset : offset + size])
        offset += size
