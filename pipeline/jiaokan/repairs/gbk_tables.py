"""Tables of GBK by bytes: the character of each byte pair, and the pairs without one.

GB 18030 assigns a character to every pair. Pairs that GBK leaves to the user or leaves unassigned
become private-use characters, so a text decoded as GB 18030 keeps its bytes.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from jiaokan.text.code_points import to_code_points
from jiaokan.text.script_conversion import load_char_table
from jiaokan.text.unicode_ranges import count_non_ascii

LEAD_BYTES = range(0x81, 0xFF)
TRAIL_BYTES = (*range(0x40, 0x7F), *range(0x80, 0xFF))
# half-width marks, and the second byte of their full-width forms in row A3
MARK_TRAIL_BYTES = {mark: 0x80 + ord(mark) for mark in "!(),:;?"}
_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》…—·〈〉【】「」『』％")

CharChoices = tuple[tuple[int, str], ...]  # each byte that may have been lost, with the resulting character


@lru_cache
def chars_by_code() -> dict[int, str]:
    """Return the character of every pair of GBK, by `lead << 8 | trail`."""
    return _decode_pairs("gbk")


@lru_cache
def misread_utf8_chars() -> str:
    """Return the characters that the first two bytes of a Han character in UTF-8 become in GBK."""
    likely = ((char, code) for char, code in codes_by_char().items() if 0xE3 <= code >> 8 <= 0xE9)
    return "".join(char for char, code in likely if 0x80 <= code & 0xFF <= 0xBF)


def is_misread_utf8(text: str, share: float) -> bool:
    """Return whether more than `share` of the non-ASCII characters are signs of UTF-8 read as GBK.

    >>> is_misread_utf8("鍙戝竷鐨", 0.1), is_misread_utf8("发布的", 0.1)
    (True, False)
    """
    return len(_misread_utf8_pattern().findall(text)) > share * count_non_ascii(text)


@lru_cache
def _misread_utf8_pattern() -> re.Pattern[str]:
    return re.compile(f"[{misread_utf8_chars()}]")


@lru_cache
def codes_by_char() -> dict[str, int]:
    """Return the pair of every character that GB 18030 encodes in two bytes, private use included."""
    return {
        char: code for table in (_decode_pairs("gb18030"), chars_by_code()) for code, char in table.items()
    }


def _decode_pairs(encoding: str) -> dict[int, str]:
    codes = [lead << 8 | trail for lead in LEAD_BYTES for trail in TRAIL_BYTES]
    pairs = b"\n".join(code.to_bytes(2, "big") for code in codes)  # no pair has a line feed
    chars = zip(codes, pairs.decode(encoding, "ignore").split("\n"), strict=True)
    # an unassigned lead byte is ignored, and its trail byte is left
    return {code: char for code, char in chars if len(char) == 1 and not char.isascii()}


def is_ideograph(char: str) -> bool:
    """Return whether the character is a unified ideograph, or private use in place of one."""
    return "\u4e00" <= char <= "\u9fff" or "\ue000" <= char <= "\uf8ff"


def is_rare_char(char: str) -> bool:
    """Return whether the character is an ideograph that few texts have, or private use in place of one.

    >>> is_rare_char("鐨"), is_rare_char("的")
    (True, False)
    """
    return is_ideograph(char) and char not in common_chars()


def find_rare_chars(text: str) -> list[int]:
    """Return the offsets of the rare characters of a text that GB 18030 encodes in two bytes.

    >>> find_rare_chars("鍙戝的鐨")
    [0, 1, 3]
    """
    (offsets,) = _mark_rare_chars().take(to_code_points(text), mode="clip").nonzero()
    found: list[int] = offsets.tolist()
    return found


@lru_cache
def _mark_rare_chars() -> npt.NDArray[np.bool_]:
    """Return for every code point of the BMP whether it is such a character; the last is none."""
    common = to_code_points("".join(common_chars()))
    is_rare = np.zeros(0x10000, bool)
    is_rare[to_code_points("".join(codes_by_char()))] = True
    is_rare[common[common < is_rare.size]] = False
    is_rare[:0x4E00] = is_rare[0xA000:0xE000] = is_rare[0xF900:] = False  # see `is_ideograph`
    return is_rare


def is_likely_char(char: str) -> bool:
    """Return whether the character occurs in running text: a unified ideograph or a common mark."""
    return "\u4e00" <= char <= "\u9fff" or char in _PUNCTUATION


@lru_cache
def chars_by_lead() -> dict[int, CharChoices]:
    """Return all characters of each lead byte, with their trail bytes."""
    rows: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for code, char in chars_by_code().items():
        rows[code >> 8].append((code & 0xFF, char))
    return {lead: tuple(row) for lead, row in rows.items()}


@lru_cache
def likely_chars_by_lead() -> dict[int, CharChoices]:
    """Return the likely characters of each lead byte, with their trail bytes."""
    return _group_likely_chars(lambda code: (code >> 8, code & 0xFF))


@lru_cache
def likely_chars_by_trail() -> dict[int, CharChoices]:
    """Return the likely characters of each trail byte, with their lead bytes."""
    return _group_likely_chars(lambda code: (code & 0xFF, code >> 8))


@lru_cache
def unassigned_trails_by_lead() -> dict[int, frozenset[int]]:
    """Return the trail bytes that form no GBK character with each lead byte."""
    assigned = chars_by_code()
    return {lead: frozenset(t for t in TRAIL_BYTES if lead << 8 | t not in assigned) for lead in LEAD_BYTES}


@lru_cache
def private_trails_by_lead() -> dict[int, frozenset[int]]:
    """Return, for lead bytes with any, the trail bytes that form private use with it."""
    unassigned = unassigned_trails_by_lead()
    private = {lead: frozenset(t for t in unassigned[lead] if t in LEAD_BYTES) for lead in LEAD_BYTES}
    return {lead: trails for lead, trails in private.items() if trails}


@lru_cache
def chars_before_lost_pair(lead: int) -> tuple[str, ...]:
    """Return the usual characters with a lead byte whose trail byte may belong to a pair that was dropped.

    The trail byte of such a character was read as the lead byte of a private-use pair.
    """
    return tuple(
        char
        for trail, char in likely_chars_by_lead().get(lead, ())
        if trail in private_trails_by_lead() and _is_usual_char(char)
    )


@lru_cache(4096)
def chars_after_lost_pair(before: int, trail: int) -> tuple[str, ...]:
    """Return the usual characters with a trail byte whose lead byte may be dropped after byte `before`."""
    leads = private_trails_by_lead()[before]
    return tuple(
        char
        for lead, char in likely_chars_by_trail().get(trail, ())
        if lead in leads and _is_usual_char(char)
    )


def _is_usual_char(char: str) -> bool:
    return char in common_chars() or char in _PUNCTUATION


def _group_likely_chars(split: Callable[[int], tuple[int, int]]) -> dict[int, CharChoices]:
    rows: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for code, char in chars_by_code().items():
        if is_likely_char(char):
            key, other = split(code)
            rows[key].append((other, char))
    return {key: tuple(choices) for key, choices in rows.items()}


@lru_cache
def common_chars() -> frozenset[str]:
    """Return the 3,755 characters of GB 2312 level 1 (rows B0 to D7), and their Traditional forms."""
    level_1 = {
        char for code, char in chars_by_code().items() if 0xB0 <= code >> 8 <= 0xD7 and code & 0xFF >= 0xA1
    }
    return frozenset(
        level_1 | {old for old, new in load_char_table("TSCharacters").items() if new in level_1}
    )
