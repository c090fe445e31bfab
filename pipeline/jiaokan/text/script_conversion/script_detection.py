"""Which script a text is in, from the characters that stand in one of them alone."""

import re
from collections.abc import Iterable
from functools import lru_cache

from jiaokan.text.script_conversion.opencc_tables import (
    load_char_table,
    load_charset_chars,
    load_opencc_dictionary,
)
from jiaokan.text.unicode_ranges import HAN, KANA

SCRIPT_LABELS = ("neutral", "hans", "hant", "mixed", "japanese", "cantonese")

# a lesser script than one character in so many is a name or a slip, not a second script
_MINOR_SCRIPT_DIVISOR = 20
# GB2312 holds them for surnames and set phrases; in running text they speak for Traditional
_GB2312_TRADITIONAL = frozenset("後於")

KANA_LETTER = re.compile(f"[{KANA}]")
# words of written Cantonese that Mandarin does not write: 嘅 的, 咗 了, 唔 不, 佢 他, 哋 们, 喺 在 …
CANTONESE_WORD = re.compile("[嘅咗唔佢哋啲喺嚟冇嘢嗰噉咁乜嘥攞嗮冧嬲瞓]")
# of these, what Mandarin has as a sound, a name or a word of its south
_SHARED_WITH_MANDARIN = frozenset("唔乜冇攞嗮冧噉")
_HAN = re.compile(f"[{HAN}]")


def detect_script(text: str) -> str:
    """Name the script of a text, or the language where that is not Mandarin: one of LABELS.

    "neutral" where nothing tells the scripts apart.
    """
    if is_japanese(text):
        return "japanese"
    if is_cantonese(text):
        return "cantonese"
    hant, hans = count_script_chars(text)
    if hant and hans and min(hant, hans) * _MINOR_SCRIPT_DIVISOR >= hant + hans:
        return "mixed"
    return "neutral" if hant == hans else "hant" if hant > hans else "hans"


def count_script_chars(text: str) -> tuple[int, int]:
    """Return how many characters are of Traditional alone, and how many of Simplified alone."""
    return len(compile_hant_only_class().findall(text)), len(compile_hans_only_class().findall(text))


def is_japanese(text: str) -> bool:
    """Say whether two letters of kana and one in six stand in the text; の alone is a fashion."""
    kana = len(KANA_LETTER.findall(text))
    return kana > 1 and 6 * kana >= kana + len(_HAN.findall(text))


def is_cantonese(text: str) -> bool:
    """Say whether a character in thirty is a word of written Cantonese; in twelve, if always the same."""
    words = CANTONESE_WORD.findall(text)
    kinds = frozenset(words)
    if not kinds or (kinds <= _SHARED_WITH_MANDARIN and len(kinds) == 1):
        return False
    return (30 if len(kinds) > 1 else 12) * len(words) >= len(_HAN.findall(text))


@lru_cache
def compile_hant_only_class() -> re.Pattern[str]:
    """Match a character that Simplified text never holds: one simplified away and not in GB2312."""
    return compile_bmp_class(
        _list_changed_chars("TSCharacters") - (load_charset_chars("gb2312", 0xB0, 0xF7) - _GB2312_TRADITIONAL)
    )


@lru_cache
def compile_hans_only_class() -> re.Pattern[str]:
    """Match a character that Traditional text never holds: a Simplified form in no one's daily use.

    Daily use is Big5's first level, and Taiwan's and Hong Kong's standard forms (吃 群 峰 床 台).
    """
    standards = (load_opencc_dictionary(f"{place}Variants", "opencc").values() for place in ("TW", "HK"))
    return compile_bmp_class(
        _list_changed_chars("STCharacters") - load_charset_chars("big5", 0xA4, 0xC6).union(*standards)
    )


def compile_bmp_class(chars: Iterable[str]) -> re.Pattern[str]:
    """Compile a class of the characters in the BMP: one astral one would make it 70 times slower."""
    return re.compile(f"[{''.join(sorted(char for char in chars if char <= chr(0xFFFF)))}]")


def _list_changed_chars(name: str) -> frozenset[str]:
    return frozenset(old for old, new in load_char_table(name).items() if old != new)
