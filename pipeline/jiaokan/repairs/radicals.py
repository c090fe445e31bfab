"""Give radicals and compatibility ideographs back their characters, by table and never by NFKC.

PDF fonts write 人 as the Kangxi radical ⼈ or as ⺅. A text that lists radicals keeps them, and so
do Japanese and Korean text their compatibility ideographs, which tell names apart there.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.text.unicode_ranges import HANGUL, KANA

# CJK Radicals Supplement by Unicode's EquivalentUnifiedIdeograph, those that are characters themselves
_SUPPLEMENT_CHARS = dict(
    zip(
        "⺒⺓⺛⺝⺟⺠⺩⺪⺫⺮⺯⺱⺷⺸⺼⺽⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻐⻑⻒⻓⻔⻕⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "巳幺旡月母民王疋目竹糸罓羊羊肉臼虎衤覀西见角讠讠贝车辶钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_RADICAL = re.compile("[\u2e80-\u2fd5]")
_COMPATIBILITY_IDEOGRAPH = re.compile("[\uf900-\ufad9]")
_ASTRAL_COMPATIBILITY_IDEOGRAPH = re.compile("[\U0002f800-\U0002fa1d]")
_UNIFIED_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_KANA_OR_HANGUL = re.compile(f"[{KANA}{HANGUL}]")
_MIN_LISTED_RADICALS = 4  # radicals in their order, that list them


@lru_cache
def _make_table() -> dict[str, str]:
    codes = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA), *range(0x2F800, 0x2FA1E))
    plain = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in codes}
    return {
        char: other for char, other in plain.items() if other != char and len(other) == 1
    } | _SUPPLEMENT_CHARS


TRIGGER_CHARS = frozenset(_make_table())


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose the unified ideograph for each radical in running text and each double."""
    table = _make_table()
    patterns = (
        [] if _KANA_OR_HANGUL.search(text) else [_COMPATIBILITY_IDEOGRAPH, _ASTRAL_COMPATIBILITY_IDEOGRAPH]
    )
    for name, pattern in (("radical", _RADICAL), *(("compatible", pattern) for pattern in patterns)):
        for match in pattern.finditer(text):
            if match[0] in table and (name == "compatible" or _is_in_prose(text, match.start())):
                yield make_replacement(text, Span(*match.span()), table[match[0]], f"radicals/{name}")


def _is_in_prose(text: str, at: int) -> bool:
    """Tell whether the line around `at` is running text, and lists no radicals: those come in their order."""
    around = text[max(0, at - 20) : at].rpartition("\n")[2] + text[at : at + 20].partition("\n")[0]
    found, plain = _RADICAL.findall(around), len(_UNIFIED_IDEOGRAPH.findall(around))
    if plain >= 2 * len(found):
        return True
    in_order = len(found) >= _MIN_LISTED_RADICALS and found == sorted(set(found))
    return not in_order and 2 * plain >= len(found)
