"""Remove pinyin that a converter printed in brackets: 鄉(xiāng)鎮(zhèn), 烟(yan)台市(shi).

Programs of spammers print the pinyin after some characters: always the first reading of a
dictionary, and mostly after common characters. An author adds pinyin to rare characters or unusual
readings: 饕(tāo), 蔚(yù)县. This stays, unless most of the pinyin on the page is printed by a program.
Pinyin that does not fit its character is a sign of a byte slip, and stays too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jiaokan.core.edits import Edit, Span, make_deletion
from jiaokan.repairs.byte_slips import straddling_pinyin
from jiaokan.repairs.pinyin_dictionary import PRINTED_READING, list_readings, strip_inner_reading, strip_tones
from jiaokan.text import language_model
from jiaokan.text.script_conversion import load_char_table

TRIGGER_CHARS = frozenset("(（")
# matched from offset 1: a character stands before the bracket
_BRACKETED_READING = re.compile(f"[(（] ?({PRINTED_READING}) ?[)）]")
_MIN_READINGS = 3  # fitting readings; with fewer, a page is not known to print them
_MIN_MACHINE_SHARE = 0.4  # share of them that only a program prints
_EASY_CHAR_COUNT = 2000  # most frequent characters, to which no author adds pinyin repeatedly
# most frequent characters to which no author adds pinyin even once: in half-width brackets, and in full-width
_EASY_CHAR_COUNT_ONCE, _EASY_CHAR_COUNT_ONCE_FULL_WIDTH = 1500, 120
_TRADITIONAL_CHAR_COUNT = 4500  # most frequent characters whose Traditional form only a program annotates
# a character alone with its reading, which the text explains: 頤(yí):下巴
_ALONE_WITH_READING = re.compile(r"(?<!\w)\w[(（] ?[^()（）]+[)）](?!\w)")
_MIN_TONELESS_READINGS = 2  # fitting readings without tones; so many are no coincidence
# confidence on a page that prints readings, and on a page with one or two
_CERTAIN_CONFIDENCE, _LIKELY_CONFIDENCE = 1.0, 0.8


@dataclass(frozen=True, slots=True)
class PrintedReading:
    """Pinyin in brackets.

    Attributes:
        span: The brackets with their content.
        reading: The pinyin.
        owner: The character that it belongs to.
    """

    span: Span
    reading: str
    owner: str


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose to delete pinyin that fits its characters and that a program printed.

    >>> text = "鄉(xiāng)鎮(zhèn)企(qǐ)業"
    >>> [edit.old for edit in propose_edits(text)]
    ['(xiāng)', '(zhèn)', '(qǐ)']
    """
    readings = list(_find_printed(text))
    if len(readings) == 1 and _ALONE_WITH_READING.match(text, readings[0].span.start - 1):
        return
    easy_chars = _easy_chars(_choose_easy_count(text, readings))
    is_machine = [_is_machine_printed(printed, easy_chars) for printed in readings]
    is_mostly_machine = sum(is_machine) >= _MIN_MACHINE_SHARE * len(readings)
    has_tones = any(
        by_machine and printed.reading == list_readings(printed.owner)[0]
        for printed, by_machine in zip(readings, is_machine, strict=True)
    )
    is_likely = is_mostly_machine and (
        has_tones or (len(readings) >= _MIN_TONELESS_READINGS and all(is_machine))
    )
    for printed, by_machine in zip(readings, is_machine, strict=True):
        is_certain = is_mostly_machine and len(readings) >= _MIN_READINGS
        is_certain |= (
            by_machine
            and printed.owner in _easy_traditional_chars()
            and printed.reading == list_readings(printed.owner)[0]
        )
        if is_certain or is_likely:
            rule = "pinyin/toneless" if printed.reading.isascii() else "pinyin/toned"
            yield make_deletion(
                text, printed.span, rule, _CERTAIN_CONFIDENCE if is_certain else _LIKELY_CONFIDENCE
            )


def _find_printed(text: str) -> Iterator[PrintedReading]:
    """Yield the readings that fit their characters, without those that are signs of byte slips."""
    for match in _BRACKETED_READING.finditer(text, 1):
        owner_offset, reading = match.start() - 1, strip_inner_reading(match[1])
        owner = straddling_pinyin.find_owner(text, owner_offset, reading)
        if owner and not (
            owner == text[owner_offset]
            and straddling_pinyin.is_slip(text, owner_offset, reading, match.end())
        ):
            yield PrintedReading(Span(*match.span()), reading, owner)


def _choose_easy_count(text: str, readings: list[PrintedReading]) -> int:
    """Return how many of the most frequent characters count as easy, by how often the text has pinyin."""
    if len(readings) != 1:
        return _EASY_CHAR_COUNT
    return _EASY_CHAR_COUNT_ONCE if text[readings[0].span.start] == "(" else _EASY_CHAR_COUNT_ONCE_FULL_WIDTH


def _is_machine_printed(printed: PrintedReading, easy_chars: frozenset[str]) -> bool:
    """Return whether it is the first reading of a character that needs no pinyin."""
    first = list_readings(printed.owner)[0]
    return printed.reading in (first, strip_tones(first)) and (
        printed.owner in _easy_traditional_chars() or printed.owner in easy_chars
    )


@lru_cache
def _easy_traditional_chars() -> frozenset[str]:
    frequent_chars = _easy_chars(_TRADITIONAL_CHAR_COUNT)
    return frozenset(
        old for old, new in load_char_table("TSCharacters").items() if old != new and new in frequent_chars
    )


@lru_cache
def _easy_chars(count: int) -> frozenset[str]:
    return frozenset(language_model.list_frequent_chars(count))
