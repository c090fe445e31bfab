"""How a reader sees a text: one script, one width, no bracketed readings, nothing invisible.

Rules are written once, in plain Simplified with half-width marks, and matched against this
view; every match leads back to the exact span of the text. Most of the view is a one-to-one
table that moves no offset; only what it leaves out needs a trace.
"""

import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from jiaokan.core.edits import Edit, OffsetMap, Span, sort_edits
from jiaokan.text.script_conversion import load_char_table
from jiaokan.text.unicode_ranges import BLANK_CHARS, CONTROLS, FULL_TO_HALF, HAN, INVISIBLE, PINYIN_LETTERS

# what no reader sees, and a Han character's reading in brackets; apart, since a search that begins
# with one class of characters skips to it
_INVISIBLE_PATTERN = re.compile(f"[{CONTROLS}{INVISIBLE}]+")
_BRACKETED_PINYIN_PATTERN = re.compile(f"[(（](?<=[{HAN}].)[{PINYIN_LETTERS}]{{1,6}}[)）]")
# the same for each bracket: a search for one character is four times as quick as one for either
_PINYIN_PATTERNS_BY_BRACKET = tuple(
    re.compile(_BRACKETED_PINYIN_PATTERN.pattern.replace("[(（]", bracket, 1)) for bracket in (r"\(", "（")
)
# marks that sites use for one another, in separators and quotations
_MARK_EQUIVALENTS = {
    "「": "“", "」": "”", "『": "‘", "』": "’", "｡": "。", "､": "、",
    "│": "|", "┃": "|", "丨": "|", "︱": "|", "∣": "|",
    "–": "—", "―": "—", "─": "—", "━": "—", "‧": "·", "•": "·", "・": "·", "∙": "·",
    "∼": "~", "〜": "~", "»": ">", "›": ">", "→": ">", "∶": ":", "︰": ":",
}  # fmt: skip


CodePoints = npt.NDArray[np.uint32]
_MIN_ARRAY_CHARS = 24  # code points of a text that is folded sooner one by one
_UTF32_DTYPE = np.dtype("<u4")


@dataclass(frozen=True)  # no slots: most views are never traced, so the trace is made when asked for
class NormalizedText:
    """A text as read; `text` has the line feeds of the original and no others."""

    text: str
    original: str

    @property
    def is_shorter(self) -> bool:
        """Tell whether something of the original is left out."""
        return len(self.text) < len(self.original)

    @cached_property
    def _offset_map(self) -> OffsetMap:
        found = (
            *_INVISIBLE_PATTERN.finditer(self.original),
            *_BRACKETED_PINYIN_PATTERN.finditer(self.original),
        )
        return OffsetMap(sort_edits(Edit(m.start(), m[0], "", "view") for m in found))

    def map_back(self, start: int, end: int) -> Span:
        """Return the span of the original that code points start to end of the view stand for."""
        span = Span(start, end)
        return self._offset_map.map_back(span) if self.is_shorter else span


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
    """Return the plain double of every code point: an array is 30 times as quick as str.translate."""
    doubles = np.arange(sys.maxunicode + 1, dtype=_UTF32_DTYPE)
    for code, new in _make_char_table().items():
        doubles[code] = ord(new)
    return doubles


def to_code_points(text: str) -> CodePoints:
    """Return the code points of a text, lone surrogates too."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), _UTF32_DTYPE)


def _from_code_points(points: CodePoints) -> str:
    return points.tobytes().decode("utf-32-le", "surrogatepass")


@lru_cache
def _make_visible_codes() -> CodePoints:
    """Return the plain double of every code point, 0 for what no reader sees (U+0000 among it)."""
    seen = _make_canonical_codes().copy()
    for found in _INVISIBLE_PATTERN.finditer("".join(map(chr, range(0x10000)))):
        seen[found.start() : found.end()] = 0
    return seen


def normalize_chars(text: str) -> str:
    """Return the text with every character as its plain double, offsets unchanged."""
    return (
        text.translate(_make_char_table())
        if len(text) < _MIN_ARRAY_CHARS
        else _from_code_points(_make_canonical_codes().take(to_code_points(text)))
    )


def normalize_view(text: str) -> NormalizedText:
    """Return the text as read."""
    seen = (
        _BRACKETED_PINYIN_PATTERN.sub("", text)
        if any(reading.search(text) for reading in _PINYIN_PATTERNS_BY_BRACKET)
        else text
    )
    points = _make_visible_codes().take(to_code_points(seen))
    return NormalizedText(_from_code_points(points if points.all() else points[points > 0]), text)
