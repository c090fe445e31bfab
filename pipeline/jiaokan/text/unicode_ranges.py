"""Character classes of Chinese text, by Unicode block and standard.

Each class is the body of a regular expression's [...]. It holds characters of the Basic Multilingual
Plane (BMP) alone: one character beyond U+FFFF in a class makes the search some 70 times slower.
The patterns that most modules need are compiled here once.
"""

import re
import sys
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from jiaokan.text.code_points import CodePoints, to_code_points

# CJK Unified Ideographs, Extension A, Compatibility Ideographs; 〇 stands among the numerals
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007"
# Extensions B to H and the compatibility supplement (planes 2 and 3); search for these separately
ASTRAL_HAN = "\U00020000-\U0003ffff"
KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
HANGUL = "\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f"
# marks that end a sentence, and marks that may follow those
SENTENCE_STOPS = "。！？!?…"
CLOSING_MARKS = "”’」』）)】》〉］\\]\"'"
PRIVATE_USE = "\ue000-\uf8ff"
# general category Cc without \t \n \r; zero-width and bidi marks, soft hyphen, byte-order mark
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
# general category Zs and the blanks of ASCII and Unicode, without the line feed
BLANK_CHARS = " \t\r\x0b\x0c\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

# letters of pinyin as converters print it, with or without tone marks; ü is written ü or v
PINYIN_LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"

_NUMERAL_VALUES = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0}
HAN_CHAR_PATTERN = re.compile(f"[{HAN}]")
HAN_RUN_PATTERN = re.compile(f"[{HAN}]+")
KANA_CHAR_PATTERN = re.compile(f"[{KANA}]")
_ASTRAL_HAN_PATTERN = re.compile(f"[{ASTRAL_HAN}]")

_MIN_ARRAY_CHARS = 48  # code points; below this, a search is faster than an array

# U+FF01 to U+FF5E are in the order of ASCII 21 to 7E
FULL_TO_HALF = {0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)}
HALF_TO_FULL = {half: chr(full) for full, half in FULL_TO_HALF.items()}


def extract_han(text: str) -> str:
    """Return the Han characters of a text that are in the BMP.

    >>> extract_han("第3章 序言")
    '第章序言'
    """
    return "".join(HAN_RUN_PATTERN.findall(text))


def count_non_ascii(text: str) -> int:
    """Return the number of characters beyond ASCII.

    >>> count_non_ascii("iPhone 手机")
    2
    """
    return len(text) - len(text.encode("ascii", "ignore"))


def count_han(text: str) -> int:
    """Return the number of Han characters, in all planes.

    >>> count_han("第3章 𠮷")
    3
    """
    if len(text) < _MIN_ARRAY_CHARS:
        return sum(map(len, HAN_RUN_PATTERN.findall(text))) + len(_ASTRAL_HAN_PATTERN.findall(text))
    return int(np.count_nonzero(flag_han(to_code_points(text))))


def has_han(text: str) -> bool:
    """Return whether a text holds a Han character, of any plane.

    >>> has_han("第3章"), has_han("3.2")
    (True, False)
    """
    return bool(HAN_CHAR_PATTERN.search(text) or _ASTRAL_HAN_PATTERN.search(text))


def flag_han(points: CodePoints) -> npt.NDArray[np.bool_]:
    """Return for each code point whether it is Han."""
    return _make_han_table().take(points)


@lru_cache(1)
def _make_han_table() -> npt.NDArray[np.bool_]:
    """Return for every code point whether it is Han."""
    is_han = np.zeros(sys.maxunicode + 1, bool)
    for run in HAN_RUN_PATTERN.finditer("".join(map(chr, range(0x10000)))):
        is_han[run.start() : run.end()] = True
    is_han[ord(ASTRAL_HAN[0]) : ord(ASTRAL_HAN[-1]) + 1] = True
    return is_han


def parse_number(numeral: str) -> int:
    """Return the value of a numeral: digits, Han numerals below 1,000, or a circled number up to 20.

    >>> parse_number("二十三"), parse_number("⑦"), parse_number("105")
    (23, 7, 105)
    """
    if numeral.isdecimal():
        return int(numeral)
    if "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    total = digit = 0
    for char in numeral:
        scale = {"十": 10, "百": 100}.get(char, 0)
        total += max(digit, 1) * scale
        digit = 0 if scale else _NUMERAL_VALUES.get(char, 0)
    return total + digit
