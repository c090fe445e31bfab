"""Readings that a converter left in brackets: 鄉(xiāng)鎮(zhèn).

A spam kit that turns Simplified pages Traditional prints the reading of some characters behind
each of them. A reading goes only where it is one of its character's: a misfit is the trace of a
byte slip. A lone gloss of a rare character (饕(tāo)) is an author's and stays.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.conversion import characters
from pipeline.edit import Edit, Span, delete
from pipeline.han import HAN, PINYIN, PRIVATE
from pipeline.repairs.pinyin import fits

NEEDS = frozenset("()（）")
# before private use a reading is the trace of a byte slip, even where it happens to fit
_READING = re.compile(f"(?<=[{HAN}])[(（] ?([{PINYIN}]{{1,6}}) ?[)）](?![{PRIVATE}])")
_ENOUGH = 3  # fits from which a page prints readings


@lru_cache
def _traditional() -> frozenset[str]:
    return frozenset(old for old, new in characters("TSCharacters").items() if old != new)


def propose(text: str) -> Iterator[Edit]:
    """Propose to delete the readings that fit their characters."""
    found = [match for match in _READING.finditer(text) if fits(text[match.start() - 1], match[1])]
    printed = len(found) >= _ENOUGH
    for match in found:
        if printed or text[match.start() - 1] in _traditional():
            rule = "readings/toneless" if match[1].isascii() else "readings/toned"
            yield delete(text, Span(*match.span()), rule)
