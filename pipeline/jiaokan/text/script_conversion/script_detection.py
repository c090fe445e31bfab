"""Detect the script of a text from the characters that only one script has."""

import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter

import numpy as np
import numpy.typing as npt

from jiaokan.text.code_points import to_code_points
from jiaokan.text.japanese import MIN_KANA, is_japanese
from jiaokan.text.script_conversion.opencc_tables import (
    load_char_table,
    load_charset_chars,
    load_opencc_dictionary,
)
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN, KANA_CHAR_PATTERN

SCRIPT_LABELS = ("neutral", "hans", "hant", "mixed", "japanese", "cantonese")

# what a character is evidence of: kana, a word of Cantonese, only in Traditional, only in Simplified
EVIDENCE_BITS = (1, 2, 4, 8)
# for each bit a function that picks, of the counts by sum of bits, those of the sums that hold the bit
_PICK_COUNTS_BY_BIT = [
    itemgetter(*(value for value in range(2 * EVIDENCE_BITS[-1]) if value & bit)) for bit in EVIDENCE_BITS
]
_MIN_ARRAY_CHARS = 48  # code points; below this, searches are faster than an array

# with fewer than one character in this many, the minor script is a name or an error, not a second script
_MINOR_SCRIPT_DIVISOR = 20
# GB 2312 has them for surnames and set phrases; in running text they are evidence of Traditional
_GB2312_TRADITIONAL = frozenset("後於")

# words of written Cantonese that Mandarin does not write: 嘅 的, 咗 了, 唔 不, 佢 他, 哋 们, 喺 在 …
CANTONESE_WORD = re.compile("[嘅咗唔佢哋啲喺嚟冇嘢嗰噉咁乜嘥攞嗮冧嬲瞓]")
# those of them that Mandarin uses for a sound, a name or a word of the south
_SHARED_WITH_MANDARIN = frozenset("唔乜冇攞嗮冧噉")


def detect_script(text: str) -> str:
    """Return the script of a text, or its language where that is not Mandarin: one of SCRIPT_LABELS.

    "neutral" means that no character distinguishes the scripts.

    >>> [detect_script(text) for text in ("简体汉字", "繁體漢字", "人口一百", "これは日本語です")]
    ['hans', 'hant', 'neutral', 'japanese']
    """
    if len(text) >= _MIN_ARRAY_CHARS:
        kana, cantonese, hant, hans = _count_evidence(text)
        if kana < MIN_KANA and not cantonese:
            return choose_script(hant, hans)
    if is_japanese(text):
        return "japanese"
    if is_cantonese(text):
        return "cantonese"
    return choose_script(*count_script_chars(text))


def choose_script(hant: int, hans: int) -> str:
    """Return the script of a text with so many characters that only Traditional, and only Simplified has.

    >>> choose_script(20, 1), choose_script(19, 1)
    ('hant', 'mixed')
    """
    if hant and hans and min(hant, hans) * _MINOR_SCRIPT_DIVISOR >= hant + hans:
        return "mixed"
    return "neutral" if hant == hans else "hant" if hant > hans else "hans"


def count_script_chars(text: str) -> tuple[int, int]:
    """Return the number of characters that only Traditional has, and that only Simplified has.

    >>> count_script_chars("漢字汉字體")
    (2, 1)
    """
    if len(text) >= _MIN_ARRAY_CHARS:
        *_, hant, hans = _count_evidence(text)
        return hant, hans
    return len(compile_hant_only_class().findall(text)), len(compile_hans_only_class().findall(text))


def _count_evidence(text: str) -> list[int]:
    """Return how many characters of a text are evidence of each of the EVIDENCE_BITS."""
    flags = load_evidence().take(to_code_points(text))
    counts = np.bincount(flags, minlength=2 * EVIDENCE_BITS[-1]).tolist()
    return [sum(pick_counts(counts)) for pick_counts in _PICK_COUNTS_BY_BIT]


@lru_cache(1)
def load_evidence() -> npt.NDArray[np.uint8]:
    """Return for every code point what it is evidence of, as EVIDENCE_BITS; 0 beyond the BMP."""
    flags = np.zeros(sys.maxunicode + 1, np.uint8)
    chars = "".join(map(chr, range(0xFFFF)))
    patterns = (KANA_CHAR_PATTERN, CANTONESE_WORD, compile_hant_only_class(), compile_hans_only_class())
    for bit, pattern in zip(EVIDENCE_BITS, patterns, strict=True):
        flags[[ord(char) for char in pattern.findall(chars)]] |= bit
    return flags


def is_cantonese(text: str) -> bool:
    """Return whether at least one Han character in 30 is a word of written Cantonese.

    At least one in twelve must be where it is always the same word. A text whose only such word is one that
    Mandarin uses too (唔 冇) is not Cantonese.

    >>> is_cantonese("佢哋話今日唔得閒"), is_cantonese("“唔……”他说")
    (True, False)
    """
    words = CANTONESE_WORD.findall(text)
    distinct_words = frozenset(words)
    if not distinct_words or (distinct_words <= _SHARED_WITH_MANDARIN and len(distinct_words) == 1):
        return False
    return (30 if len(distinct_words) > 1 else 12) * len(words) >= len(HAN_CHAR_PATTERN.findall(text))


@lru_cache
def compile_hant_only_class() -> re.Pattern[str]:
    """Compile the characters that only Traditional has: t2s changes them, and GB 2312 does not have them."""
    return compile_bmp_class(
        _list_changed_chars("TSCharacters") - (load_charset_chars("gb2312", 0xB0, 0xF7) - _GB2312_TRADITIONAL)
    )


@lru_cache
def compile_hans_only_class() -> re.Pattern[str]:
    """Compile the characters that only Simplified has.

    Excluded are the characters of Big5's first level and of the standard forms of Taiwan and Hong Kong,
    which Traditional text uses every day (吃 群 峰 床 台).
    """
    standards = (load_opencc_dictionary(f"{place}Variants", "opencc").values() for place in ("TW", "HK"))
    return compile_bmp_class(
        _list_changed_chars("STCharacters") - load_charset_chars("big5", 0xA4, 0xC6).union(*standards)
    )


def compile_bmp_class(chars: Iterable[str]) -> re.Pattern[str]:
    """Compile a class of those characters that are in the BMP; others would make it 70 times slower."""
    return re.compile(f"[{''.join(sorted(char for char in chars if char <= chr(0xFFFF)))}]")


def _list_changed_chars(name: str) -> frozenset[str]:
    return frozenset(old for old, new in load_char_table(name).items() if old != new)
