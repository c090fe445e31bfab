"""Replace radicals and compatibility ideographs by unified ideographs, by table and never by NFKC.

PDF fonts write 人 as the Kangxi radical ⼈ or as ⺅. A text that lists radicals keeps them. Japanese
and Korean text keeps compatibility ideographs, which distinguish names there.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.text.unicode_ranges import HANGUL, KANA

# CJK Radicals Supplement by Unicode's EquivalentUnifiedIdeograph; only radicals that are also characters
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
_UNIFIED_IDEOGRAPH = compile_on_use("[\u3400-\u9fff]")
_KANA_OR_HANGUL = compile_on_use(f"[{KANA}{HANGUL}]")
_MIN_LISTED_RADICALS = 4  # radicals in the order of code points; so many are a list of radicals


@lru_cache
def _make_table() -> dict[str, str]:
    codes = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA), *range(0x2F800, 0x2FA1E))
    normalized = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in codes}
    return {
        char: replacement
        for char, replacement in normalized.items()
        if replacement != char and len(replacement) == 1
    } | _SUPPLEMENT_CHARS


TRIGGER_CHARS = frozenset(_make_table())


def propose_edits(text: str) -> Iterator[Edit]:
    """Propose the unified ideograph for each radical in running text and for each compatibility ideograph.

    >>> [edit.new for edit in propose_edits("⼈民网的记者")]
    ['人']
    """
    table = _make_table()
    patterns = (
        [] if _KANA_OR_HANGUL.search(text) else [_COMPATIBILITY_IDEOGRAPH, _ASTRAL_COMPATIBILITY_IDEOGRAPH]
    )
    for name, pattern in (
        ("radical", _RADICAL),
        *(("compatibility-ideograph", pattern) for pattern in patterns),
    ):
        for match in pattern.finditer(text):
            if match[0] in table and (name == "compatibility-ideograph" or _is_in_prose(text, match.start())):
                yield make_replacement(text, Span(*match.span()), table[match[0]], f"radicals/{name}")


def _is_in_prose(text: str, offset: int) -> bool:
    """Return whether the text around `offset` is running text.

    A list of radicals has them in the order of code points.
    """
    context = (
        text[max(0, offset - 20) : offset].rpartition("\n")[2] + text[offset : offset + 20].partition("\n")[0]
    )
    radicals, ideograph_count = _RADICAL.findall(context), len(_UNIFIED_IDEOGRAPH.findall(context))
    if ideograph_count >= 2 * len(radicals):
        return True
    is_ordered = len(radicals) >= _MIN_LISTED_RADICALS and radicals == sorted(set(radicals))
    return not is_ordered and 2 * ideograph_count >= len(radicals)
