"""Which script a text is in, from the characters that stand in one of them alone."""

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.conversion.tables import characters, charset, dictionary

LABELS = ("neutral", "hans", "hant", "mixed")

# GB2312 holds them for surnames and set phrases; in running text they speak for Traditional
_TRADITIONAL_ALL_THE_SAME = frozenset("後於")


def label(text: str) -> str:
    """Name the script of a text: one of LABELS; "neutral" where nothing tells the two apart."""
    hans, hant = hans_only().search(text) is not None, hant_only().search(text) is not None
    return LABELS[hans + 2 * hant]


@lru_cache
def hant_only() -> re.Pattern[str]:
    """Match a character that Simplified text never holds: one simplified away and not in GB2312."""
    return bmp_class(_changed("TSCharacters") - (charset("gb2312", 0xB0, 0xF7) - _TRADITIONAL_ALL_THE_SAME))


@lru_cache
def hans_only() -> re.Pattern[str]:
    """Match a character that Traditional text never holds: a Simplified form in no one's daily use.

    Daily use is Big5's first level, and Taiwan's and Hong Kong's standard forms (吃 群 峰 床 台).
    """
    standards = (dictionary(f"{place}Variants", "opencc").values() for place in ("TW", "HK"))
    return bmp_class(_changed("STCharacters") - charset("big5", 0xA4, 0xC6).union(*standards))


def bmp_class(chars: Iterable[str]) -> re.Pattern[str]:
    """Compile a class of the characters in the BMP: one astral one would make it 70 times slower."""
    return re.compile(f"[{''.join(sorted(char for char in chars if char <= chr(0xFFFF)))}]")


def _changed(name: str) -> frozenset[str]:
    return frozenset(old for old, new in characters(name).items() if old != new)
