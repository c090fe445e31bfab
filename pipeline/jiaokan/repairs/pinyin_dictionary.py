"""The readings of characters in pinyin; only this module uses pypinyin."""

from functools import lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from jiaokan.text.unicode_ranges import PINYIN_LETTERS

# pinyin as converters print it; another reading may be printed within it: 歐(ōu(zī))
_PINYIN_LETTER = f"[{PINYIN_LETTERS}]"
PRINTED_READING = f"{_PINYIN_LETTER}{{1,6}}(?:[(（]{_PINYIN_LETTER}{{1,6}}[)）]{_PINYIN_LETTER}{{0,5}})?"
_FIRST_CHAR_WITH_READING = "〇"  # lowest code point with a reading
_TONED_LETTERS = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
_TONELESS_LETTERS = "aaaaeeeeiiiioooouuuuvvvvvnnnm"
_TONELESS_TABLE = str.maketrans(_TONED_LETTERS, _TONELESS_LETTERS)


@lru_cache
def _load_table() -> dict[int, str]:
    # the module alone: the package loads its phrases too, which takes 0.15 s
    package = find_spec("pypinyin")
    assert package is not None
    assert package.submodule_search_locations
    path = Path(package.submodule_search_locations[0]) / "pinyin_dict.py"
    spec = spec_from_file_location("pypinyin_characters", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return dict(module.pinyin_dict)


@lru_cache(65536)
def list_readings(char: str) -> tuple[str, ...]:
    """Return the character's readings with tone marks, the most common first; none if it is unknown.

    >>> list_readings("长")
    ('zhǎng', 'cháng')
    """
    if char < _FIRST_CHAR_WITH_READING or ord(char) not in _load_table():
        return ()
    return tuple(_load_table()[ord(char)].split(","))


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


def has_reading(char: str, reading: str) -> bool:
    """Return whether the reading is one of the character's, whatever the tone.

    Dictionaries differ in tones: 績 is jī in Taiwan and jì on the mainland.

    >>> has_reading("績", "jī"), has_reading("績", "jié")
    (True, False)
    """
    return strip_tones(reading) in map(strip_tones, list_readings(char))
