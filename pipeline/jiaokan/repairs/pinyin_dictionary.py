"""The readings of characters in pinyin, from the file `pinyin_readings.txt.gz` here, which has a card."""

import gzip
from functools import lru_cache
from importlib.resources import files

from jiaokan.text.unicode_ranges import PINYIN_LETTERS

# pinyin as converters print it; another reading may be printed within it: 歐(ōu(zī))
_PINYIN_LETTER = f"[{PINYIN_LETTERS}]"
PRINTED_READING = f"{_PINYIN_LETTER}{{1,6}}(?:[(（]{_PINYIN_LETTER}{{1,6}}[)）]{_PINYIN_LETTER}{{0,5}})?"
_FIRST_CHAR_WITH_READING = "〇"  # lowest code point with a reading
_TONED_LETTERS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
_TONELESS_LETTERS = "aaaaeeeeiiiioooouuuuvvvvvnnnm"
_TONELESS_TABLE = str.maketrans(_TONED_LETTERS, _TONELESS_LETTERS)


@lru_cache
def _load_table() -> dict[str, str]:
    packed = (files("jiaokan.repairs") / "pinyin_readings.txt.gz").read_bytes()
    return {line[0]: line[1:] for line in gzip.decompress(packed).decode().splitlines()}


@lru_cache(65536)
def list_readings(char: str) -> tuple[str, ...]:
    """Return the character's readings with tone marks, the most common first; none if it is unknown.

    >>> list_readings("长")
    ('zhǎng', 'cháng')
    """
    if char < _FIRST_CHAR_WITH_READING or char not in _load_table():
        return ()
    return tuple(_load_table()[char].split(","))


def strip_inner_reading(printed: str) -> str:
    """Return a reading without one that was printed within it.

    >>> strip_inner_reading("ō(zī)u")
    'ōu'
    """
    before, bracket, inner = printed.replace("（", "(").partition("(")
    return before + inner.replace("）", ")").rpartition(")")[2] if bracket else before


def strip_tones(reading: str) -> str:
    """Return the reading without tone marks, with ü as v.

    >>> strip_tones("lǜ")
    'lv'
    """
    return reading.translate(_TONELESS_TABLE)


@lru_cache(65536)
def has_reading(char: str, reading: str) -> bool:
    """Return whether the reading is one of the character's, whatever the tone.

    Dictionaries differ in tones: 績 is jī in Taiwan and jì on the mainland.

    >>> has_reading("績", "jī"), has_reading("績", "jié")
    (True, False)
    """
    return strip_tones(reading) in map(strip_tones, list_readings(char))
