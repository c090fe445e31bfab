"""The readings that a character may have; the only module that asks pypinyin."""

from functools import lru_cache

from jiaokan.text.unicode_ranges import PINYIN_LETTERS

# a reading as converters print it; another may have been printed within: 歐(ōu(zī))
_PINYIN_LETTER = f"[{PINYIN_LETTERS}]"
PRINTED_READING = f"{_PINYIN_LETTER}{{1,6}}(?:[(（]{_PINYIN_LETTER}{{1,6}}[)）]{_PINYIN_LETTER}{{0,5}})?"
_FIRST_CHAR_WITH_READING = "〇"  # of the characters that have any
_TONED_LETTERS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
_TONELESS_LETTERS = "aaaaeeeeiiiioooouuuuvvvvvnnnm"
_TONELESS_TABLE = str.maketrans(_TONED_LETTERS, _TONELESS_LETTERS)


@lru_cache
def _load_table() -> dict[int, str]:
    # the package reads its phrases as it is imported, some 0.2 s
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    return dict(PINYIN_DICT)


@lru_cache(65536)
def list_readings(char: str) -> tuple[str, ...]:
    """Return the character's readings with tone marks, the commonest first; none if unknown."""
    if char < _FIRST_CHAR_WITH_READING or ord(char) not in _load_table():
        return ()
    return tuple(_load_table()[ord(char)].split(","))


def strip_inner_reading(printed: str) -> str:
    """Return a reading without the one that was printed within it."""
    before, bracket, rest = printed.replace("（", "(").partition("(")
    return before + rest.replace("）", ")").rpartition(")")[2] if bracket else before


def strip_tones(reading: str) -> str:
    """Return the reading without tone marks, ü as v."""
    return reading.translate(_TONELESS_TABLE)


def has_reading(char: str, reading: str) -> bool:
    """Tell whether the reading is one of the character's, but for its tone.

    Dictionaries differ in tones: 績 is jī in Taiwan and jì on the mainland.
    """
    return strip_tones(reading) in map(strip_tones, list_readings(char))
