"""Find the lines of a text that are damaged: no rule and no judge may take what it cannot read.

A first look costs one table look-up a character. Only the lines that hold characters which are
rare in Chinese text, several of them close together, are read.
"""

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from jiaokan.core.byte_escapes import ESCAPE_BASE_CODE_POINT
from jiaokan.core.edits import Edit
from jiaokan.repairs import gbk_tables, misread_spans
from jiaokan.repairs.escapes import escape_repair
from jiaokan.text.charsets import codecs
from jiaokan.text.normalized_view import to_code_points
from jiaokan.text.unicode_ranges import HAN, HANGUL, KANA, PRIVATE_USE

Places = npt.NDArray[np.int64]
Kinds = npt.NDArray[np.uint8]

_SIGN, _ICON, _LETTER, _RARE = 1, 2, 3, 4  # kinds of characters that may show damage
_LETTERS_APART, _RARE_APART = 2, 4  # code points between two that stand close together, at most
_WINDOW_BEFORE, _WINDOW_AFTER = 2, 8  # code points round a rare character that are read

# what stands for lost bytes: U+FFFD, C1 controls but NEL, noncharacters, escaped bytes
_SIGNS = (
    *range(0x80, 0x85),
    *range(0x86, 0xA0),
    0xFFFD,
    0xFFFE,
    0xFFFF,
    *range(ESCAPE_BASE_CODE_POINT, ESCAPE_BASE_CODE_POINT + 0x100),
)
# U+FFFD in UTF-8 read as GBK, and the filling of unused memory
_FILLING = re.compile("锟斤|斤拷锟|锟叫|烫{4}|屯{4}")
# what may be an escape of Han; the repair of escapes says whether it is one
_ESCAPE = re.compile(
    r"\\[uUx][0-9a-fA-F]{2}|%[uU][0-9a-fA-F]{4}|%[89a-fA-F][0-9a-fA-F]%|#x?[0-9a-fA-F]{4}|=[89A-F][0-9A-F]="
)
_HAN = re.compile(f"[{HAN}]")
_FEED = re.compile("\n")
# letters and blocks that bytes B0 to F7, which common Han begin with, are in some code page
_HIGH_BYTES = {
    char for page in codecs.SINGLE_BYTE_CHARSETS for char in codecs.list_byte_characters(page)[0xB0:0xF8]
}
_LETTERS = {char for char in _HIGH_BYTES if char.isalpha() or "\u2550" <= char <= "\u259f"}
# with half-width kana; bodies of classes such as "a-zα-ω"
_RARE_BLOCKS = f"{HAN}{KANA}{HANGUL}\u3105-\u3129\uff61-\uff9f"
_SIGNS_OF_FILLING = ("锟", "烫烫烫烫", "屯屯屯屯")


def find_damaged_lines(text: str) -> frozenset[int]:
    """Return the numbers of the lines that hold misread bytes, from 0; "\\n" alone parts lines.

    Damage is UTF-8, GBK or Big5 read in a wrong charset, GBK read one byte off, private use amid
    text, U+FFFD, C1 controls, and escapes of Han.

    >>> sorted(find_damaged_lines("版权所有 ©2020 · café\\nç‰ˆæ\\x9d\\x83\\n鐗堟潈鎵€鏈夛細"))
    [1, 2]
    """
    found = _find_filling(text) | _find_escapes(text)
    if (kinds := _classify_code_points().take(points := to_code_points(text))).any():
        starts = np.concatenate(([0], np.flatnonzero(points == ord("\n")) + 1))
        found |= {int(np.searchsorted(starts, at, "right")) - 1 for at in _find_characters(text, kinds)}
    return frozenset(found)


def drop_edits_on_damaged_lines(text: str, edits: list[Edit]) -> list[Edit]:
    """Return the edits of `text` that touch no damaged line; no other line is looked at."""
    if not edits:
        return edits
    touched = lines_of_edits(text, edits)
    lines = text.split("\n")
    numbers = sorted(set(chain.from_iterable(touched)))
    damaged = {numbers[line] for line in find_damaged_lines("\n".join([lines[line] for line in numbers]))}
    if not damaged:
        return edits
    return [edit for edit, own in zip(edits, touched, strict=True) if damaged.isdisjoint(own)]


def lines_of_edits(text: str, edits: Iterable[Edit]) -> list[range]:
    """Return the numbers of the lines that each edit of `text` touches; an empty one touches one."""
    feeds = [match.start() for match in _FEED.finditer(text)]
    return [
        range(bisect_left(feeds, start), bisect_left(feeds, start + len(old)) + 1) for start, old, *_ in edits
    ]


def _find_filling(text: str) -> set[int]:
    """Return the lines that hold what stands for lost bytes in GBK."""
    if not any(sign in text for sign in _SIGNS_OF_FILLING):
        return set()
    return {text.count("\n", 0, match.start()) for match in _FILLING.finditer(text)}


def _find_escapes(text: str) -> set[int]:
    """Return the lines that hold escapes of Han."""
    if not _ESCAPE.search(text):
        return set()
    edits = [edit for edit in escape_repair.propose_edits(text) if _HAN.search(edit.new)]
    return {line for lines in lines_of_edits(text, edits) for line in lines}


def _find_characters(text: str, kinds: Kinds) -> Iterator[int]:
    """Yield the place of a damaged character on each line that has one."""
    yield from np.flatnonzero(kinds == _SIGN).tolist()
    yield from (at for at in np.flatnonzero(kinds == _ICON).tolist() if _is_amid_text(text, at))
    yield from _find_letters(text, np.flatnonzero(kinds == _LETTER))
    yield from _find_rare(text, np.flatnonzero(kinds == _RARE))


def _is_amid_text(text: str, at: int) -> bool:
    """Tell whether a private character follows text directly: an icon begins a line or stands alone."""
    before = text[at - 1 : at]
    return not (before.isspace() or before == "" or PRIVATE_USE[0] <= before <= PRIVATE_USE[-1])


def _find_letters(text: str, places: Places) -> Iterator[int]:
    """Yield a place on each line whose letters beyond ASCII are Chinese read in a single-byte charset."""
    end = -1
    for at in places[:-1][np.diff(places) <= _LETTERS_APART].tolist():
        if at >= end:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            if misread_spans.is_misread_latin(text[start:end]):
                yield at


def _find_rare(text: str, places: Places) -> Iterator[int]:
    """Yield the places round which rare characters make no Chinese."""
    for at in places[:-1][np.diff(places) <= _RARE_APART].tolist():
        before, after = text[max(0, at - _WINDOW_BEFORE) : at], text[at : at + _WINDOW_AFTER]
        window = before.rpartition("\n")[2] + after.partition("\n")[0]
        if misread_spans.is_misread_wide(window):
            yield at


@lru_cache
def _classify_code_points() -> Kinds:
    """Return what each code point may show: 0 for nothing."""
    kinds = np.zeros(sys.maxunicode + 1, np.uint8)
    common = gbk_tables.common_chars()
    for block in re.findall("(.)-(.)", _RARE_BLOCKS):
        kinds[ord(block[0]) : ord(block[1]) + 1] = _RARE
    kinds[[ord(char) for char in common]] = 0
    kinds[[ord(char) for char in _LETTERS]] = _LETTER
    kinds[ord(PRIVATE_USE[0]) : ord(PRIVATE_USE[-1]) + 1] = _ICON
    kinds[list(_SIGNS)] = _SIGN
    return kinds
