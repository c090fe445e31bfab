"""The readings that a character may have; the only module that asks pypinyin."""

from functools import lru_cache

from jiaokan.text.unicode_ranges import PINYIN

# a reading as converters print it; another may have been printed within: 歐(ōu(zī))
_LETTERS = f"[{PINYIN}]"
PRINTED = f"{_LETTERS}{{1,6}}(?:[(（]{_LETTERS}{{1,6}}[)）]{_LETTERS}{{0,5}})?"
_FIRST = "〇"  # of the characters that have any
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
_PLAIN = "aaaaeeeeiiiioooouuuuvvvvvnnnm"
_TONELESS = str.maketrans(_TONED, _PLAIN)


@lru_cache
def _table() -> dict[int, str]:
    # the package reads its phrases as it is imported, some 0.2 s
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    return dict(PINYIN_DICT)


@lru_cache(65536)
def readings(char: str) -> tuple[str, ...]:
    """Return the character's readings with tone marks, the commonest first; none if unknown."""
    if char < _FIRST or ord(char) not in _table():
        return ()
    return tuple(_table()[ord(char)].split(","))


def outer(printed: str) -> str:
    """Return a reading without the one that was printed within it."""
    before, bracket, rest = printed.replace("（", "(").partition("(")
    return before + rest.replace("）", ")").rpartition(")")[2] if bracket else before


def toneless(reading: str) -> str:
    """Return the reading without tone marks, ü as v."""
    return reading.translate(_TONELESS)


def fits(char: str, reading: str) -> bool:
    """Tell whether the reading is one of the character's, but for its tone.

    Dictionaries differ in tones: 績 is jī in Taiwan and jì on the mainland.
    """
    return toneless(reading) in map(toneless, readings(char))
