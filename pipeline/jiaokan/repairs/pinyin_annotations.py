"""Readings that a converter left in brackets: 鄉(xiāng)鎮(zhèn), 烟(yan)台市(shi).

Spam kits print the reading of some characters behind each of them: always the first that a
dictionary gives, and mostly behind characters that everyone can read. An author glosses rare
characters, or an unusual reading: 饕(tāo), 蔚(yù)县. Those stay, unless the page is full of the
others. A reading that is none of its character's is the trace of a byte slip, and stays too.
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
_BRACKETED_READING = re.compile(f"[(（] ?({PRINTED_READING}) ?[)）]")
_MIN_READINGS = 3  # fits from which a page may print readings
_MIN_MACHINE_SHARE = 0.4  # share of them that only a kit prints
_EASY_CHAR_COUNT = 2000  # most frequent characters that no author glosses again and again
_EASY_CHAR_COUNT_ONCE, _EASY_CHAR_COUNT_ONCE_FULL_WIDTH = (
    1500,
    120,
)  # and not even once: in half-width brackets, and in those that authors use
_TRADITIONAL_CHAR_COUNT = 4500  # and those whose Traditional form only a converter glosses
# a character that stands alone with its reading, where it is explained: 頤(yí):下巴
_ALONE_WITH_READING = re.compile(r"(?<!\w)\w[(（] ?[^()（）]+[)）](?!\w)")
_MIN_TONELESS_READINGS = 2  # toneless readings that fit, of which no chance makes so many
_CERTAIN_CONFIDENCE, _LIKELY_CONFIDENCE = (
    1.0,
    0.8,
)  # confidence on a page that prints readings, and where one or two stand alone


@dataclass(frozen=True, slots=True)
class PrintedReading:
    """A reading in brackets, and the character whose it is."""

    span: Span
    reading: str
    owner: str


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose to delete the readings that fit their characters, as a kit prints them."""
    found = list(_find_printed(text))
    if len(found) == 1 and _ALONE_WITH_READING.match(text, found[0].span.start - 1):
        return
    easy = _easy_chars(_choose_easy_count(text, found))
    kit = [_is_machine_printed(one, easy) for one in found]
    printed = sum(kit) >= _MIN_MACHINE_SHARE * len(found)
    toned = any(k and one.reading == list_readings(one.owner)[0] for one, k in zip(found, kit, strict=True))
    likely = printed and (toned or (len(found) >= _MIN_TONELESS_READINGS and all(kit)))
    for one, by_kit in zip(found, kit, strict=True):
        certain = printed and len(found) >= _MIN_READINGS
        certain |= (
            by_kit and one.owner in _easy_traditional_chars() and one.reading == list_readings(one.owner)[0]
        )
        if certain or likely:
            rule = "readings/toneless" if one.reading.isascii() else "readings/toned"
            yield make_deletion(text, one.span, rule, _CERTAIN_CONFIDENCE if certain else _LIKELY_CONFIDENCE)


def _find_printed(text: str) -> Iterator[PrintedReading]:
    """Yield the readings that fit; one that a slip left there is its trace, and is needed yet."""
    for match in _BRACKETED_READING.finditer(text, 1):
        at, reading = match.start() - 1, strip_inner_reading(match[1])
        owner = straddling_pinyin.find_owner(text, at, reading)
        if owner and not (owner == text[at] and straddling_pinyin.is_slip(text, at, reading, match.end())):
            yield PrintedReading(Span(*match.span()), reading, owner)


def _choose_easy_count(text: str, found: list[PrintedReading]) -> int:
    """Return how many of the most frequent characters no author would gloss as often as that."""
    if len(found) != 1:
        return _EASY_CHAR_COUNT
    return _EASY_CHAR_COUNT_ONCE if text[found[0].span.start] == "(" else _EASY_CHAR_COUNT_ONCE_FULL_WIDTH


def _is_machine_printed(one: PrintedReading, easy: frozenset[str]) -> bool:
    """Tell whether the reading is the character's first, and the character one that needs none."""
    first = list_readings(one.owner)[0]
    return one.reading in (first, strip_tones(first)) and (
        one.owner in _easy_traditional_chars() or one.owner in easy
    )


@lru_cache
def _easy_traditional_chars() -> frozenset[str]:
    known = _easy_chars(_TRADITIONAL_CHAR_COUNT)
    return frozenset(
        old for old, new in load_char_table("TSCharacters").items() if old != new and new in known
    )


@lru_cache
def _easy_chars(count: int) -> frozenset[str]:
    return frozenset(language_model.list_frequent_chars(count))
