"""The units of many pages as arrays of characters. One numpy step then works on thousands of units."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from jiaokan.models.boosted_trees import BoolArray, Float32Array, Int64Array
from jiaokan.text.code_points import to_code_points

Number = TypeVar("Number", bound=np.generic)
Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint32]

# classes of characters in the view; what is in none is Han or a letter of another script
CLASSES = {
    "stop": "。！？!?…",
    "comma": "，,、；;",
    "colon": "：:",
    "digit": "0123456789",
    "Latin": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "bar": "|>/·_-—~<=+#*&@.\\",
    "quote": "“”‘’《》\"'",
    "bracket": "()[]【】{}〔〕",
    "blank": " ",
    "function word": "的了是在和有我不这他也就都说着而之与为其把被让到对从会能要可以及但所你她们",
    "numeral": "一二三四五六七八九十百千万亿〇零两",
}
STOP, COMMA, COLON, DIGIT, LATIN, BAR, QUOTE, BRACKET, BLANK, FUNCTION, NUMERAL, OTHER = range(
    len(CLASSES) + 1
)

# single characters that make up dates, times, prices and counts; 0 for all others
_FORMS = {
    c: at
    for at, chars in enumerate(
        ("0123456789", "-", "/", ".", ":", "年", "月", "日", "元", "¥￥$", "([", ")]", "、", "%"), 1
    )
    for c in chars
}
(
    _DIGIT,
    _HYPHEN,
    _SLASH,
    _POINT,
    _COLON,
    _YEAR,
    _MONTH,
    _DAY,
    _YUAN,
    _SIGN,
    _OPEN,
    _CLOSE,
    _LISTING,
    _PERCENT,
) = range(1, 15)
FORM_NAMES = ("date", "time", "price", "count in brackets", "numbered", "percent")


@dataclass(frozen=True, slots=True)
class PageRows:
    """Where pages lie in one row of units: each from `starts` up to `ends`.

    Attributes:
        at: the place of each unit in the row.
        begin: where its page begins, for each unit.
        end: where its page ends, for each unit.
    """

    starts: Int64Array
    ends: Int64Array
    at: Int64Array
    begin: Int64Array
    end: Int64Array

    def spread_to_units(self, values: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """Repeat values of pages for each of their units; pages are the last axis."""
        return values.repeat(self.ends - self.starts, axis=-1)

    def slice_units(self) -> list[slice]:
        """Return the slice of units of each page."""
        return [slice(*page) for page in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]


def lay_out(sizes: Sequence[int]) -> PageRows:
    """Return the places of pages, given the number of units of each; every page has one at least."""
    counts = np.array(sizes, np.int64)
    ends = counts.cumsum()
    starts = ends - counts
    return PageRows(starts, ends, np.arange(ends[-1]), starts.repeat(counts), ends.repeat(counts))


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of units, one unit after the other.

    Attributes:
        codes: code points, with one U+0000 after each unit.
        classes: the class of each character by CLASSES, OTHER for U+0000.
        unit: the unit of each character.
        starts: where each unit begins in `codes`.
        lengths: code points of each unit, at least 1.
    """

    codes: Codes
    classes: Bytes
    unit: Int64Array
    starts: Int64Array
    lengths: Int64Array


def read_characters(texts: Sequence[str]) -> Characters:
    """Return the characters of units as arrays; every unit has one character at least."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    points = to_code_points("\0".join(chain(texts, ("",))))
    ends = (lengths + 1).cumsum()
    unit = np.arange(len(texts)).repeat(lengths + 1)
    return Characters(points, _class_table().take(points), unit, ends - lengths - 1, lengths)


def count_classes(chars: Characters) -> Float32Array:
    """Count the characters of each class in each unit; the last of (classes + 1, units) counts the rest."""
    units, width = len(chars.lengths), OTHER + 1
    cells = np.bincount(chars.unit * width + chars.classes, minlength=units * width)
    counts = cells.reshape(units, width).T.astype(np.float32)
    counts[OTHER] -= 1  # the U+0000 behind each unit
    return counts


def find_forms(chars: Characters) -> BoolArray:
    """Return which units hold each of FORM_NAMES, shape (forms, units)."""
    forms = _form_table().take(chars.codes).astype(np.uint16)
    windows = np.zeros(len(forms), np.uint16)
    windows[:-2] = forms[:-2] << 8 | forms[1:-1] << 4 | forms[2:]
    bits = _form_bits().take(windows)
    held = np.bitwise_or.reduceat(bits, chars.starts)
    return (held[None, :] >> np.arange(len(FORM_NAMES), dtype=np.uint8)[:, None] & 1).astype(bool)


def find_long_numbers(chars: Characters) -> BoolArray:
    """Return which units hold seven digits or hyphens in a row: a telephone number, an identifier."""
    digit = (chars.classes == DIGIT) | (chars.codes == ord("-"))
    run = digit.copy()
    for step in range(1, 7):
        run[step:] &= digit[:-step]
        run[:step] = False
    return np.logical_or.reduceat(run, chars.starts)


@lru_cache
def _class_table() -> Bytes:
    table = np.full(0x110000, OTHER, np.uint8)
    for number, chars in enumerate(CLASSES.values()):
        table[[ord(char) for char in chars]] = number
    return table


@lru_cache
def _form_table() -> Bytes:
    table = np.zeros(0x110000, np.uint8)
    for char, form in _FORMS.items():
        table[ord(char)] = form
    return table


@lru_cache
def _form_bits() -> Bytes:
    """Return, for each three forms in a row, which of FORM_NAMES they show, a bit each."""
    bits = np.zeros(1 << 12, np.uint8)
    for code in range(1 << 12):
        a, b, c = code >> 8, code >> 4 & 15, code & 15
        date = (a == c == _DIGIT and b in (_HYPHEN, _SLASH, _POINT, _YEAR, _MONTH)) or (a, b) in (
            (_DIGIT, _MONTH),
            (_DIGIT, _DAY),
            (_DIGIT, _YEAR),
        )
        time = (a, b, c) == (_DIGIT, _COLON, _DIGIT)
        price = (a, b) in ((_SIGN, _DIGIT), (_DIGIT, _YUAN))
        count = (a, b) == (_OPEN, _DIGIT)
        numbered = (a, b) in ((_DIGIT, _LISTING), (_DIGIT, _CLOSE))
        percent = (a, b) == (_DIGIT, _PERCENT)
        bits[code] = sum(flag << at for at, flag in enumerate((date, time, price, count, numbered, percent)))
    return bits
