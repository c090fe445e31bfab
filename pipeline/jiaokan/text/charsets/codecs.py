"""Encode and decode strictly, also in code pages as browsers and Windows read them.

A byte that a code page leaves undefined becomes the control character of that number (WHATWG
Encoding), so every byte has a character and every such character leads back to its byte.
"""

import re
from codecs import charmap_decode, charmap_encode, getincrementaldecoder
from collections.abc import Iterator
from functools import lru_cache

SINGLE_BYTE_CHARSETS = ("latin-1", "cp1252", "cp1250", "cp1251", "cp437", "mac_roman")
# code page 932 with IBM's characters in rows FA to FC; Python's codec writes them in NEC's rows, ED and EE
IBM_932_CHARSET = "ibm932"
_UTF8_CONTINUATION_BYTES = bytes(range(0x80, 0xC0))
_MAX_UTF8_CHAR_BYTES = 4  # bytes of the longest character in UTF-8
_EURO_SIGN = "€"  # a single byte 80 in Windows code page 936


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
    pairs_by_char = {char: pair for pair in rows for char in pair.decode("cp932", "ignore")}
    return {char: pair for char, pair in pairs_by_char.items() if len(char.encode("cp932")) == 2}


@lru_cache
def _compile_ibm_pattern() -> re.Pattern[str]:
    return re.compile("[" + "".join(_map_ibm_chars()) + "]")


def encode_strictly(text: str, charset: str) -> bytes | None:
    r"""Return the bytes of `text` in the charset, None where a character is not in it.

    >>> encode_strictly("汉字", "gb18030")
    b'\xba\xba\xd7\xd6'
    >>> encode_strictly("汉字", "latin-1") is None
    True
    """
    try:
        if charset in SINGLE_BYTE_CHARSETS:
            return charmap_encode(text, "strict", _map_chars_to_bytes(charset))[0]
        if charset == "cp936":
            return b"\x80".join(part.encode("gbk") for part in text.split(_EURO_SIGN))
        if charset == IBM_932_CHARSET:
            has_ibm_chars = _compile_ibm_pattern().search(text) is not None
            return (
                b"".join([_map_ibm_chars().get(c) or c.encode("cp932") for c in text])
                if has_ibm_chars
                else text.encode("cp932")
            )
        return text.encode(charset)
    except UnicodeEncodeError:
        return None


def decode_strictly(data: bytes, charset: str) -> str | None:
    """Return the text of the bytes in the charset, None where they are not well-formed in it.

    >>> decode_strictly(bytes.fromhex("babad7d6"), "gb18030")
    '汉字'
    """
    try:
        return (
            charmap_decode(data, "strict", "".join(list_byte_characters(charset)))[0]
            if charset in SINGLE_BYTE_CHARSETS
            else data.decode("cp932" if charset == IBM_932_CHARSET else charset)
        )
    except UnicodeDecodeError:
        return None


def may_begin_text(data: bytes, charset: str) -> bool:
    """Return whether text in a multi-byte charset may begin with the bytes."""
    try:
        getincrementaldecoder(charset)().decode(data)
    except UnicodeDecodeError:
        return False
    return True


def find_cut_byte_counts(data: bytes, charset: str) -> Iterator[tuple[int, int]]:
    """Yield how many bytes at the beginning and at the end may belong to characters that were cut off.

    The bytes between are well-formed in the charset. Nothing is yielded where no byte is left over.
    """
    without_head = data.lstrip(_UTF8_CONTINUATION_BYTES) if charset == "utf-8" else data[1:]
    for head_bytes in (
        sorted({0, len(data) - len(without_head)})
        if len(data) - len(without_head) < _MAX_UTF8_CHAR_BYTES
        else ()
    ):
        decoder = getincrementaldecoder(charset)()
        try:
            decoder.decode(data[head_bytes:])
        except UnicodeDecodeError:
            continue
        tail_bytes = len(decoder.getstate()[0])
        if head_bytes or tail_bytes:
            yield head_bytes, tail_bytes
