"""Detect the script of a text from the characters that only one script has."""

import re
from collections.abc import Iterable
from functools import lru_cache

from jiaokan.text.japanese import is_japanese
from jiaokan.text.script_conversion.opencc_tables import (
    load_char_table,
    load_charset_chars,
    load_opencc_dictionary,
)
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN

SCRIPT_LABELS = ("neutral", "hans", "hant", "mixed", "japanese", "cantonese")

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
    return len(compile_hant_only_class().findall(text)), len(compile_hans_only_class().findall(text))


def is_cantonese(text: str) -> bool:
    """Return whether one Han character in 30 is a word of written Cantonese.

    One in twelve is required where it is always the same word.

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
