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

from jiaokan.core.edits import Edit, Span, delete
from jiaokan.repairs.byte_slips import straddling_pinyin
from jiaokan.repairs.pinyin_dictionary import PRINTED, outer, readings, toneless
from jiaokan.text import language_model
from jiaokan.text.script_conversion import characters

NEEDS = frozenset("(（")
_READING = re.compile(f"[(（] ?({PRINTED}) ?[)）]")
_ENOUGH = 3  # fits from which a page may print readings
_KIT = 0.4  # share of them that only a kit prints
_EASY = 2000  # most frequent characters that no author glosses again and again
_ONCE, _ONCE_FULL = 1500, 120  # and not even once: in half-width brackets, and in those that authors use
_KNOWN = 4500  # and those whose Traditional form only a converter glosses
# a character that stands alone with its reading, where it is explained: 頤(yí):下巴
_ALONE_WITH = re.compile(r"(?<!\w)\w[(（] ?[^()（）]+[)）](?!\w)")
_PAIR = 2  # toneless readings that fit, of which no chance makes so many
_SURE, _ALONE = 1.0, 0.8  # confidence on a page that prints readings, and where one or two stand alone


@dataclass(frozen=True, slots=True)
class Printed:
    """A reading in brackets, and the character whose it is."""

    span: Span
    reading: str
    owner: str


def propose(text: str) -> Iterator[Edit]:
    """Propose to delete the readings that fit their characters, as a kit prints them."""
    found = list(_printed(text))
    if len(found) == 1 and _ALONE_WITH.match(text, found[0].span.start - 1):
        return
    easy = _easy(_rank(text, found))
    kit = [_by_kit(one, easy) for one in found]
    printed = sum(kit) >= _KIT * len(found)
    toned = any(k and one.reading == readings(one.owner)[0] for one, k in zip(found, kit, strict=True))
    likely = printed and (toned or (len(found) >= _PAIR and all(kit)))
    for one, by_kit in zip(found, kit, strict=True):
        certain = printed and len(found) >= _ENOUGH
        certain |= by_kit and one.owner in _traditional() and one.reading == readings(one.owner)[0]
        if certain or likely:
            rule = "readings/toneless" if one.reading.isascii() else "readings/toned"
            yield delete(text, one.span, rule, _SURE if certain else _ALONE)


def _printed(text: str) -> Iterator[Printed]:
    """Yield the readings that fit; one that a slip left there is its trace, and is needed yet."""
    for match in _READING.finditer(text, 1):
        at, reading = match.start() - 1, outer(match[1])
        owner = straddling_pinyin.owner_of(text, at, reading)
        if owner and not (owner == text[at] and straddling_pinyin.is_slip(text, at, reading, match.end())):
            yield Printed(Span(*match.span()), reading, owner)


def _rank(text: str, found: list[Printed]) -> int:
    """Return how many of the most frequent characters no author would gloss as often as that."""
    if len(found) != 1:
        return _EASY
    return _ONCE if text[found[0].span.start] == "(" else _ONCE_FULL


def _by_kit(one: Printed, easy: frozenset[str]) -> bool:
    """Tell whether the reading is the character's first, and the character one that needs none."""
    first = readings(one.owner)[0]
    return one.reading in (first, toneless(first)) and (one.owner in _traditional() or one.owner in easy)


@lru_cache
def _traditional() -> frozenset[str]:
    known = _easy(_KNOWN)
    return frozenset(old for old, new in characters("TSCharacters").items() if old != new and new in known)


@lru_cache
def _easy(count: int) -> frozenset[str]:
    return frozenset(language_model.frequent(count))
