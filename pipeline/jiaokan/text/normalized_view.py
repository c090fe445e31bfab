"""The normalized view of a text: one script, one width, no bracketed pinyin, nothing invisible.

Rules are written once, in Simplified with half-width marks, and match this view. Every match
leads back to its exact span in the text. Most of the view replaces one character by another and
moves no offset; an offset map is needed only where characters are left out.
"""

import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit, Span, sort_edits
from jiaokan.core.offsets import OffsetMap
from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.text.code_points import UTF32_DTYPE, CodePoints, from_code_points, to_code_points
from jiaokan.text.script_conversion import load_char_table
from jiaokan.text.unicode_ranges import BLANK_CHARS, CONTROLS, FULL_TO_HALF, HAN, INVISIBLE, PINYIN_LETTERS

# invisible characters, and the pinyin of a Han character in brackets; two patterns, because a search
# that begins with one character class skips to its characters
_INVISIBLE_PATTERN = re.compile(f"[{CONTROLS}{INVISIBLE}]+")
_BRACKETED_PINYIN_PATTERN = compile_on_use(f"[(（](?<=[{HAN}].)[{PINYIN_LETTERS}]{{1,6}}[)）]")
# the same for each bracket: a search for one character is four times as fast as a search for either
_PINYIN_PATTERNS_BY_BRACKET = tuple(
    re.compile(_BRACKETED_PINYIN_PATTERN.pattern.replace("[(（]", bracket, 1)) for bracket in (r"\(", "（")
)
_NON_LETTERS_PATTERN = re.compile(r"[\W_]+")
# marks that sites use interchangeably, in separators and quotations
_MARK_EQUIVALENTS = {
    "「": "“", "」": "”", "『": "‘", "』": "’", "｡": "。", "､": "、",
    "│": "|", "┃": "|", "丨": "|", "︱": "|", "∣": "|",
    "–": "—", "―": "—", "─": "—", "━": "—", "‧": "·", "•": "·", "・": "·", "∙": "·",
    "∼": "~", "〜": "~", "»": ">", "›": ">", "→": ">", "∶": ":", "︰": ":",
}  # fmt: skip


_MIN_ARRAY_CHARS = 16  # code points; below this, str.translate is faster than an array
_LETTER_PLANES_END = 0x40000  # Unicode has no letters from here on
_MIN_LETTERS_ARRAY_LINES = 16  # lines; below this, searching each is as fast as one array
_MIN_LETTERS_ARRAY_CHARS = 48  # code points; below this, a pattern finds letters faster than an array


@dataclass(frozen=True)  # no slots: most views never need the offset map, so it is made on first use
class NormalizedText:
    """A normalized text and its original.

    Attributes:
        text: The view; it has the line feeds of the original and no others.
        original: The text that it was made from.
    """

    text: str
    original: str

    @property
    def is_shorter(self) -> bool:
        """Whether the view leaves out something of the original."""
        return len(self.text) < len(self.original)

    @lazy_property
    def _offset_map(self) -> OffsetMap:
        """The map between offsets of the original and offsets of the view."""
        omitted = (
            *_INVISIBLE_PATTERN.finditer(self.original),
            *_BRACKETED_PINYIN_PATTERN.finditer(self.original),
        )
        return OffsetMap(sort_edits(Edit(m.start(), m[0], "", "view") for m in omitted))

    def map_back(self, start: int, end: int) -> Span:
        """Return the span of the original for code points `start` to `end` (half-open) of the view."""
        is_same = len(self.text) == len(self.original)
        return Span(start, end) if is_same else Span(*self._offset_map.map_range(start, end))

    def map_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the start and the end of the span that `map_back` returns."""
        is_same = len(self.text) == len(self.original)
        return (start, end) if is_same else self._offset_map.map_range(start, end)


@lru_cache
def _make_char_table() -> dict[int, str]:
    table = {ord(old): new for old, new in load_char_table("TSCharacters").items() if len(new) == 1}
    for start, end in ((0x2F00, 0x2FD6), (0xF900, 0xFB00)):  # Kangxi radicals, compatibility ideographs
        for code in range(start, end):
            new = unicodedata.normalize("NFKC", chr(code))
            if len(new) == 1:
                table[code] = table.get(ord(new), new)
    for code in re.findall(f"[{BLANK_CHARS}]", "".join(map(chr, range(0x3001)))):
        table[ord(code)] = " "
    return table | FULL_TO_HALF | {ord(old): new for old, new in _MARK_EQUIVALENTS.items()}


@lru_cache
def _make_canonical_codes() -> CodePoints:
    """Return the canonical form of every code point; an array is 30 times as fast as str.translate."""
    canonical = np.arange(sys.maxunicode + 1, dtype=UTF32_DTYPE)
    for code, new in _make_char_table().items():
        canonical[code] = ord(new)
    return canonical


@lru_cache
def _make_visible_codes() -> CodePoints:
    """Return the canonical form of every code point, 0 for invisible characters (and for U+0000)."""
    visible = _make_canonical_codes().copy()
    for run in _INVISIBLE_PATTERN.finditer(from_code_points(np.arange(0x10000, dtype=UTF32_DTYPE))):
        visible[run.start() : run.end()] = 0
    return visible


def normalize_chars(text: str) -> str:
    """Return the text with every character in its canonical form; no offset changes.

    >>> normalize_chars("發布者：「Ａ」")
    '发布者:“A”'
    """
    return (
        text.translate(_make_char_table())
        if len(text) < _MIN_ARRAY_CHARS
        else from_code_points(_make_canonical_codes().take(to_code_points(text)))
    )


@lru_cache(1)
def _make_letter_table() -> npt.NDArray[np.bool_]:
    """Return for every code point whether it is a letter or digit."""
    is_letter = np.zeros(sys.maxunicode + 1, bool)
    is_letter[:_LETTER_PLANES_END] = True
    for run in _NON_LETTERS_PATTERN.finditer(
        from_code_points(np.arange(_LETTER_PLANES_END, dtype=UTF32_DTYPE))
    ):
        is_letter[run.start() : run.end()] = False
    return is_letter


def keep_letters(text: str) -> str:
    """Return only the letters, digits and Han of a text, in lower case, to compare texts.

    >>> keep_letters("首页 > 新闻（一）_A")
    '首页新闻一a'
    """
    if text.isalnum():
        return text.lower()
    if len(text) < _MIN_LETTERS_ARRAY_CHARS:
        return _NON_LETTERS_PATTERN.sub("", text).lower()
    points = to_code_points(text)
    return from_code_points(points[_make_letter_table().take(points)]).lower()


def keep_letters_of_lines(lines: Sequence[str]) -> list[str]:
    """Return what `keep_letters` keeps of each line; all are searched as one text, which is faster.

    No line may hold a line feed.

    >>> keep_letters_of_lines(["首页 > 新闻（一）_A", "……", "二"])
    ['首页新闻一a', '', '二']
    """
    if len(lines) < _MIN_LETTERS_ARRAY_LINES:
        return list(map(keep_letters, lines))
    points = to_code_points("\n".join(lines))
    is_kept = _make_letter_table().take(points)
    is_kept |= points == ord("\n")
    return from_code_points(points[is_kept]).lower().split("\n")[: len(lines)]


def count_letters(text: str) -> int:
    """Return the length of what `keep_letters` keeps.

    >>> count_letters("首页 > 新闻（一）_A")
    6
    """
    is_letter = _make_letter_table().take(to_code_points(text))
    return int(np.count_nonzero(is_letter)) + text.count("İ")  # the one letter that is two in lower case


def normalize_letters(text: str) -> str:
    """Return the letters, digits and Han of a text in their canonical form, in lower case.

    >>> normalize_letters("《春天來了》 Spring")
    '春天来了spring'
    """
    return keep_letters(normalize_chars(text))


def normalize_view(text: str) -> NormalizedText:
    """Return the normalized view of a text.

    >>> view = normalize_view("發(fā)布者：張三")
    >>> view.text
    '发布者:张三'
    >>> view.map_back(0, 2)
    Span(start=0, end=6)
    """
    without_pinyin = (
        _BRACKETED_PINYIN_PATTERN.sub("", text)
        if any(pattern.search(text) for pattern in _PINYIN_PATTERNS_BY_BRACKET)
        else text
    )
    points = _make_visible_codes().take(to_code_points(without_pinyin))
    return NormalizedText(from_code_points(points if points.all() else points[points > 0]), text)
