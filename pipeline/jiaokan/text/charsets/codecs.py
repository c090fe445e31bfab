"""Encode and decode strictly, also in the code pages as browsers and Windows read them.

A code page that leaves a byte undefined reads it as the control of that number (WHATWG
Encoding), so every byte has its character and comes back from it.
"""

import re
from codecs import charmap_decode, charmap_encode, getincrementaldecoder
from collections.abc import Iterator
from functools import lru_cache

SINGLE_BYTE_CHARSETS = ("latin-1", "cp1252", "cp1250", "cp1251", "cp437", "mac_roman")
# code page 932 by the bytes of IBM's characters, FA to FC, where the codec writes NEC's, ED and EE
IBM_932_CHARSET = "ibm932"
_UTF8_CONTINUATION_BYTES, _MAX_UTF8_CHAR_BYTES = (
    bytes(range(0x80, 0xC0)),
    4,
)  # bytes within UTF-8, and of its longest character
_EURO_SIGN = "€"  # what Windows code page 936 reads a lone byte 80 as


@lru_cache
def list_byte_characters(charset: str) -> tuple[str, ...]:
    """Return the character of each of the 256 bytes in a single-byte charset."""
    return tuple(bytes((b,)).decode(charset, "ignore") or chr(b) for b in range(256))


@lru_cache
def _map_chars_to_bytes(charset: str) -> dict[int, int]:
    return {ord(char): b for b, char in enumerate(list_byte_characters(charset))}


@lru_cache
def _map_ibm_chars() -> dict[str, bytes]:
    """Return the characters that code page 932 has in rows FA to FC, with their bytes."""
    rows = [bytes((lead, trail)) for lead in range(0xFA, 0xFD) for trail in range(0x40, 0xFD)]
    read = {char: pair for pair in rows for char in pair.decode("cp932", "ignore")}
    return {char: pair for char, pair in read.items() if len(char.encode("cp932")) == 2}


@lru_cache
def _compile_ibm_pattern() -> re.Pattern[str]:
    return re.compile("[" + "".join(_map_ibm_chars()) + "]")


def encode_strictly(text: str, charset: str) -> bytes | None:
    """Return the bytes that read as `text` in the charset, None where none do."""
    try:
        if charset in SINGLE_BYTE_CHARSETS:
            return charmap_encode(text, "strict", _map_chars_to_bytes(charset))[0]
        if charset == "cp936":
            return b"\x80".join(part.encode("gbk") for part in text.split(_EURO_SIGN))
        if charset == IBM_932_CHARSET:
            own = _compile_ibm_pattern().search(text) is not None
            return (
                b"".join([_map_ibm_chars().get(c) or c.encode("cp932") for c in text])
                if own
                else text.encode("cp932")
            )
        return text.encode(charset)
    except UnicodeEncodeError:
        return None


def decode_strictly(data: bytes, charset: str) -> str | None:
    """Return the text of the bytes in the charset, None where they are not well-formed in it."""
    try:
        return (
            charmap_decode(data, "strict", "".join(list_byte_characters(charset)))[0]
            if charset in SINGLE_BYTE_CHARSETS
            else data.decode("cp932" if charset == IBM_932_CHARSET else charset)
        )
    except UnicodeDecodeError:
        return None


def may_begin_text(data: bytes, charset: str) -> bool:
    """Tell whether text in a multi-byte charset may begin with the bytes."""
    try:
        getincrementaldecoder(charset)().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def find_cut_byte_counts(data: bytes, charset: str) -> Iterator[tuple[int, int]]:
    """Yield how many bytes at the beginning and the end may be of characters that were cut off.

    What stands between is well-formed; nothing is yielded where no byte need go.
    """
    rest = data.lstrip(_UTF8_CONTINUATION_BYTES) if charset == "utf-8" else data[1:]
    for head in sorted({0, len(data) - len(rest)}) if len(data) - len(rest) < _MAX_UTF8_CHAR_BYTES else ():
        decoder = getincrementaldecoder(charset)()
        try:
            decoder.decode(data[head:])
        except UnicodeDecodeError:
            continue
        tail = len(decoder.getstate()[0])
        if head or tail:
            yield head, tail
