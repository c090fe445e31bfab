"""Find damaged lines of a text: no rule and no judge may remove text that was misread.

A table look-up for each character comes first. The text around rare characters is examined only where several
of them are close together.
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
from jiaokan.text.code_points import to_code_points
from jiaokan.text.unicode_ranges import HAN, HAN_CHAR_PATTERN, HANGUL, KANA, PRIVATE_USE

Places = npt.NDArray[np.int64]
Kinds = npt.NDArray[np.uint8]

_LOSS_MARK, _PRIVATE_CHAR, _LETTER, _RARE = 1, 2, 3, 4  # kinds of characters that may be damage
_MAX_LETTER_DISTANCE, _MAX_RARE_DISTANCE = 2, 4  # code points between two characters close together
_WINDOW_CHARS_BEFORE, _WINDOW_CHARS_AFTER = 2, 8  # examined around a rare character

# marks of lost bytes: U+FFFD, C1 controls except NEL, noncharacters, escaped bytes
_LOSS_MARKS = (
    *range(0x80, 0x85),
    *range(0x86, 0xA0),
    0xFFFD,
    0xFFFE,
    0xFFFF,
    *range(ESCAPE_BASE_CODE_POINT, ESCAPE_BASE_CODE_POINT + 0x100),
)
# U+FFFD in UTF-8 read as GBK, and uninitialized memory read as GBK
_FILLING = re.compile("锟斤|斤拷锟|锟叫|烫{4}|屯{4}")
# possible escapes of Han; the repair of escapes decides
_ESCAPE = re.compile(
    r"\\[uUx][0-9a-fA-F]{2}|%[uU][0-9a-fA-F]{4}|%[89a-fA-F][0-9a-fA-F]%|#x?[0-9a-fA-F]{4}|=[89A-F][0-9A-F]="
)
_FEED = re.compile("\n")
# letters and box drawing that bytes B0 to F7, the lead bytes of common Han, are in some code page
_HIGH_BYTES = {
    char for page in codecs.SINGLE_BYTE_CHARSETS for char in codecs.list_byte_characters(page)[0xB0:0xF8]
}
_LETTERS = {char for char in _HIGH_BYTES if char.isalpha() or "\u2550" <= char <= "\u259f"}
# bodies of character classes such as "a-zα-ω", with half-width kana
_RARE_BLOCKS = f"{HAN}{KANA}{HANGUL}\u3105-\u3129\uff61-\uff9f"
_FILLING_LITERALS = ("锟", "烫烫烫烫", "屯屯屯屯")


def find_damaged_lines(text: str) -> frozenset[int]:
    """Return the indexes of the lines that hold misread bytes; lines are split on "\\n" only.

    Damage is UTF-8, GBK or Big5 read in a wrong charset, GBK read with an offset of one byte, private use
    inside text, U+FFFD, C1 controls, and escapes of Han.

    >>> sorted(find_damaged_lines("版权所有 ©2020 · café\\nç‰ˆæ\\x9d\\x83\\n鐗堟潈鎵€鏈夛細"))
    [1, 2]
    """
    damaged = _find_filling(text) | _find_escapes(text)
    if (kinds := _classify_code_points().take(points := to_code_points(text))).any():
        starts = np.concatenate(([0], np.flatnonzero(points == ord("\n")) + 1))
        damaged |= {
            int(np.searchsorted(starts, place, "right")) - 1 for place in _find_characters(text, kinds)
        }
    return frozenset(damaged)


def drop_edits_on_damaged_lines(text: str, edits: list[Edit]) -> list[Edit]:
    """Return the edits of `text` that touch no damaged line. Only lines with edits are examined."""
    if not edits:
        return edits
    lines_by_edit = find_edit_lines(text, edits)
    lines = text.split("\n")
    touched_lines = sorted(set(chain.from_iterable(lines_by_edit)))
    damaged = {
        touched_lines[line] for line in find_damaged_lines("\n".join([lines[line] for line in touched_lines]))
    }
    if not damaged:
        return edits
    return [
        edit for edit, edit_lines in zip(edits, lines_by_edit, strict=True) if damaged.isdisjoint(edit_lines)
    ]


def find_edit_lines(text: str, edits: Iterable[Edit]) -> list[range]:
    """Return the line indexes that each edit of `text` touches; an empty edit touches one line."""
    return find_range_lines(text, [(edit[0], edit[0] + len(edit[1])) for edit in edits])


def find_range_lines(text: str, ranges: Iterable[tuple[int, int]]) -> list[range]:
    """Return the line indexes that each half-open range of `text` touches; an empty range touches one."""
    line_feeds = [match.start() for match in _FEED.finditer(text)]
    return [range(bisect_left(line_feeds, start), bisect_left(line_feeds, end) + 1) for start, end in ranges]


def _find_filling(text: str) -> set[int]:
    """Return the lines that hold replacements of lost bytes in GBK."""
    if not any(literal in text for literal in _FILLING_LITERALS):
        return set()
    return {text.count("\n", 0, match.start()) for match in _FILLING.finditer(text)}


def _find_escapes(text: str) -> set[int]:
    """Return the lines that hold escapes of Han."""
    if not _ESCAPE.search(text):
        return set()
    edits = [edit for edit in escape_repair.propose_edits(text) if HAN_CHAR_PATTERN.search(edit.new)]
    return {line for lines in find_edit_lines(text, edits) for line in lines}


def _find_characters(text: str, kinds: Kinds) -> Iterator[int]:
    """Yield the offsets of damaged characters, at least one on each damaged line."""
    yield from np.flatnonzero(kinds == _LOSS_MARK).tolist()
    yield from (
        place for place in np.flatnonzero(kinds == _PRIVATE_CHAR).tolist() if _is_amid_text(text, place)
    )
    yield from _find_letters(text, np.flatnonzero(kinds == _LETTER))
    yield from _find_rare(text, np.flatnonzero(kinds == _RARE))


def _is_amid_text(text: str, place: int) -> bool:
    """Tell whether a private use character directly follows text. An icon begins a line or is alone."""
    before = text[place - 1 : place]
    return not (before.isspace() or before == "" or PRIVATE_USE[0] <= before <= PRIVATE_USE[-1])


def _find_letters(text: str, places: Places) -> Iterator[int]:
    """Yield an offset on each line whose non-ASCII letters are Chinese read in a single-byte charset."""
    end = -1
    for place in places[:-1][np.diff(places) <= _MAX_LETTER_DISTANCE].tolist():
        if place >= end:
            start = text.rfind("\n", 0, place) + 1
            end = text.find("\n", place)
            end = len(text) if end < 0 else end
            if misread_spans.is_misread_latin(text[start:end]):
                yield place


def _find_rare(text: str, places: Places) -> Iterator[int]:
    """Yield the offsets of rare characters with another on their line and no Chinese around them."""
    near = np.diff(places) <= _MAX_RARE_DISTANCE
    for place, following in zip(places[:-1][near].tolist(), places[1:][near].tolist(), strict=True):
        if "\n" in text[place:following]:
            continue
        before, after = (
            text[max(0, place - _WINDOW_CHARS_BEFORE) : place],
            text[place : place + _WINDOW_CHARS_AFTER],
        )
        window = before.rpartition("\n")[2] + after.partition("\n")[0]
        if misread_spans.is_misread_wide(window):
            yield place


@lru_cache
def _classify_code_points() -> Kinds:
    """Return for each code point the kind of damage it may be; 0 for none."""
    kinds = np.zeros(sys.maxunicode + 1, np.uint8)
    common = gbk_tables.common_chars()
    for block in re.findall("(.)-(.)", _RARE_BLOCKS):
        kinds[ord(block[0]) : ord(block[1]) + 1] = _RARE
    kinds[[ord(char) for char in common]] = 0
    kinds[[ord(char) for char in _LETTERS]] = _LETTER
    kinds[ord(PRIVATE_USE[0]) : ord(PRIVATE_USE[-1]) + 1] = _PRIVATE_CHAR
    kinds[list(_LOSS_MARKS)] = _LOSS_MARK
    return kinds
