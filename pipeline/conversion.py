"""OpenCC's dictionaries, read once: the only module that knows where they stand."""

from functools import lru_cache
from importlib.resources import files


@lru_cache
def characters(name: str) -> dict[str, str]:
    """Return a character table of opencc-python-reimplemented, first value of each key.

    `name` is TSCharacters (Traditional to Simplified) or STCharacters.
    """
    rows = (files("opencc") / "dictionary" / f"{name}.txt").read_text("utf-8").split("\n")
    pairs = (row.split("\t") for row in rows if "\t" in row)
    return {key: values.split(" ")[0].strip() for key, values in pairs}
