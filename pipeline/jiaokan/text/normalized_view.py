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

from jiaokan.core.edits import Edit, Span, Trace, ordered
from jiaokan.text.script_conversion import characters
from jiaokan.text.unicode_ranges import BLANK, CONTROLS, FULL_TO_HALF, HAN, INVISIBLE, PINYIN

# what no reader sees, and a Han character's reading in brackets; apart, since a search that begins
# with one class of characters skips to it
_UNSEEN = re.compile(f"[{CONTROLS}{INVISIBLE}]+")
_READING = re.compile(f"[(（](?<=[{HAN}].)[{PINYIN}]{{1,6}}[)）]")
# the same for each bracket: a search for one character is four times as quick as one for either
_READINGS = tuple(re.compile(_READING.pattern.replace("[(（]", bracket, 1)) for bracket in (r"\(", "（"))
# marks that sites use for one another, in separators and quotations
_ALIKE = {
    "「": "“", "」": "”", "『": "‘", "』": "’", "｡": "。", "､": "、",
    "│": "|", "┃": "|", "丨": "|", "︱": "|", "∣": "|",
    "–": "—", "―": "—", "─": "—", "━": "—", "‧": "·", "•": "·", "・": "·", "∙": "·",
    "∼": "~", "〜": "~", "»": ">", "›": ">", "→": ">", "∶": ":", "︰": ":",
}  # fmt: skip


Codes = npt.NDArray[np.uint32]
_FEW = 24  # code points of a text that is folded sooner one by one
_UTF32 = np.dtype("<u4")


@dataclass(frozen=True)  # no slots: most views are never traced, so the trace is made when asked for
class View:
    """A text as read; `text` has the line feeds of the original and no others."""

    text: str
    original: str

    @property
    def shorter(self) -> bool:
        """Tell whether something of the original is left out."""
        return len(self.text) < len(self.original)

    @cached_property
    def _trace(self) -> Trace:
        found = (*_UNSEEN.finditer(self.original), *_READING.finditer(self.original))
        return Trace(ordered(Edit(m.start(), m[0], "", "view") for m in found))

    def source(self, start: int, end: int) -> Span:
        """Return the span of the original that code points start to end of the view stand for."""
        span = Span(start, end)
        return self._trace.back(span) if self.shorter else span


@lru_cache
def _table() -> dict[int, str]:
    table = {ord(old): new for old, new in characters("TSCharacters").items() if len(new) == 1}
    for start, end in ((0x2F00, 0x2FD6), (0xF900, 0xFB00)):  # Kangxi radicals, compatibility ideographs
        for code in range(start, end):
            new = unicodedata.normalize("NFKC", chr(code))
            if len(new) == 1:
                table[code] = table.get(ord(new), new)
    for code in re.findall(f"[{BLANK}]", "".join(map(chr, range(0x3001)))):
        table[ord(code)] = " "
    return table | FULL_TO_HALF | {ord(old): new for old, new in _ALIKE.items()}


@lru_cache
def _doubles() -> Codes:
    """Return the plain double of every code point: an array is 30 times as quick as str.translate."""
    doubles = np.arange(sys.maxunicode + 1, dtype=_UTF32)
    for code, new in _table().items():
        doubles[code] = ord(new)
    return doubles


def codes(text: str) -> Codes:
    """Return the code points of a text, lone surrogates too."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), _UTF32)


def _text(points: Codes) -> str:
    return points.tobytes().decode("utf-32-le", "surrogatepass")


@lru_cache
def _seen() -> Codes:
    """Return the plain double of every code point, 0 for what no reader sees (U+0000 among it)."""
    seen = _doubles().copy()
    for found in _UNSEEN.finditer("".join(map(chr, range(0x10000)))):
        seen[found.start() : found.end()] = 0
    return seen


def fold(text: str) -> str:
    """Return the text with every character as its plain double, offsets unchanged."""
    return text.translate(_table()) if len(text) < _FEW else _text(_doubles().take(codes(text)))


def view(text: str) -> View:
    """Return the text as read."""
    seen = _READING.sub("", text) if any(reading.search(text) for reading in _READINGS) else text
    points = _seen().take(codes(seen))
    return View(_text(points if points.all() else points[points > 0]), text)
