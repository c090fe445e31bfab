"""Readings that a converter left in brackets: 鄉(xiāng)鎮(zhèn), 烟(yan)台市(shi).

Spam kits print the reading of some characters behind each of them: always the first that a
dictionary gives, and mostly behind characters that everyone can read. An author glosses rare
characters, or an unusual reading: 饕(tāo), 蔚(yù)县. Those stay, unless the page is full of the
others. A reading that is none of its character's is the trace of a byte slip, and stays too.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline import language
from pipeline.conversion import characters
from pipeline.edit import Edit, Span, delete
from pipeline.han import PINYIN, PRIVATE
from pipeline.repairs.pinyin import fits, readings, toneless

NEEDS = frozenset("(（")
# before private use a reading is the trace of a byte slip, even where it happens to fit
_READING = re.compile(f"[(（] ?([{PINYIN}]{{1,6}}) ?[)）](?![{PRIVATE}])")
_ENOUGH = 3  # fits from which a page may print readings
_KIT = 0.4  # share of them that only a kit prints
_EASY = 2000  # most frequent characters that no author glosses again and again
_ONCE, _ONCE_FULL = 1500, 120  # and not even once: in half-width brackets, and in those that authors use
_PAIR = 2  # toneless readings that fit, of which no chance makes so many
_SURE, _ALONE = 1.0, 0.8  # confidence on a page that prints readings, and where one or two stand alone


def propose(text: str) -> Iterator[Edit]:
    """Propose to delete the readings that fit their characters, as a kit prints them."""
    found = [match for match in _READING.finditer(text, 1) if fits(text[match.start() - 1], match[1])]
    easy = _easy(_rank(found))
    kit = [_by_kit(text[match.start() - 1], match[1], easy) for match in found]
    printed = sum(kit) >= _KIT * len(found)
    toned = any(k and m[1] == readings(text[m.start() - 1])[0] for m, k in zip(found, kit, strict=True))
    likely = printed and (toned or (len(found) >= _PAIR and all(kit)))
    for match, by_kit in zip(found, kit, strict=True):
        certain = printed and len(found) >= _ENOUGH
        certain |= by_kit and text[match.start() - 1] in _traditional()
        if certain or likely:
            rule = "readings/toneless" if match[1].isascii() else "readings/toned"
            yield delete(text, Span(*match.span()), rule, _SURE if certain else _ALONE)


def _rank(found: list[re.Match[str]]) -> int:
    """Return how many of the most frequent characters no author would gloss as often as that."""
    if len(found) != 1:
        return _EASY
    return _ONCE if found[0][0].startswith("(") else _ONCE_FULL


def _by_kit(char: str, reading: str, easy: frozenset[str]) -> bool:
    """Tell whether the reading is the character's first, and the character one that needs none."""
    first = readings(char)[0]
    return reading in (first, toneless(first)) and (char in _traditional() or char in easy)


@lru_cache
def _traditional() -> frozenset[str]:
    return frozenset(old for old, new in characters("TSCharacters").items() if old != new)


@lru_cache
def _easy(count: int) -> frozenset[str]:
    return frozenset(language.frequent(count))
