"""The lists of words of jieba as they are; only this module knows where its files stand.

jieba (MIT) has a dictionary of 350,000 words with counts in about 60 million words of news and
fiction, and the number of passages per million that contain each of 270,000 words.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

FIRST_HAN = "㐀"  # U+3400, the first Han character; words that sort before it are not Chinese


@lru_cache(1)
def load_word_rarities() -> dict[str, float]:
    """Return how rare words are: nats of jieba's passages for each passage that contains the word."""
    rows = find_jieba_file("analyse/idf.txt").read_text("utf-8").split("\n")
    pairs = (row.split(" ") for row in rows if row)
    return {word: float(rarity) for word, rarity in pairs}


def read_jieba_dictionary() -> str:
    """Return jieba's dictionary: each line has a word, its count and its part of speech."""
    return find_jieba_file("dict.txt").read_text("utf-8")


def find_jieba_file(path: str) -> Path:
    """Return the path of a file of jieba's data."""
    # find_spec does not import the package: jieba takes a second, and its code is not needed
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / path
