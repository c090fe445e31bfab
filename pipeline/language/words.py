"""The words of jieba's dictionary with their counts; the only module that reads its files.

The words are MIT-licensed (jieba, dict.txt: 350,000 words with counts from some 60 million words
of news and fiction).
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path

from pipeline.conversion import characters
from pipeline.han import FULL_TO_HALF

# shares of marks and other characters in Chinese running text, rounded from what seeds/ have; the
# end of a line counts as a space
MARKS = {
    "，": 0.055, "。": 0.03, "、": 0.012, "“": 0.006, "”": 0.006, "：": 0.005, "0": 0.02, "a": 0.008,
    "《": 0.003, "》": 0.003, "（": 0.003, "）": 0.003, "；": 0.002, "？": 0.002, "！": 0.002, "—": 0.003,
    "…": 0.001, "·": 0.002, " ": 0.002, "。 ": 0.01, "？ ": 0.001, "！ ": 0.001, "” ": 0.002,
    "吗？": 0.0005, "呢？": 0.0005,
}  # fmt: skip
_UNKNOWN = log(1e-9)  # a Han character that no word begins with
_SYMBOL = log(1e-5)  # any other: a box or an arrow is at home anywhere
WORST = -12.0  # score of any one character that is looked at: one strange mark makes no text strange

_WIDE = dict(zip(",:;?!()", "，：；？！（）", strict=True)) | {
    ".": "。", "｡": "。", '"': "”", "'": "”", "’": "”", "」": "”", "』": "”",
    "‘": "“", "「": "“", "『": "“", "–": "—", "-": "—",
}  # fmt: skip


@lru_cache(65536)
def plain(char: str) -> str:
    """Return the character that stands for this one in the model."""
    char = FULL_TO_HALF.get(ord(char), char)
    if char.isascii():
        if char.isdigit():
            return "0"
        if char.isalpha():
            return "a"
        return " " if char.isspace() else _WIDE.get(char, char)
    return _WIDE.get(char) or (" " if char.isspace() else characters("TSCharacters").get(char, char))


@dataclass(frozen=True, slots=True)
class Words:
    """Counts of words, and of all words that begin with a prefix; a word is a prefix too.

    `total` is the log count of all words.
    """

    prefixes: dict[str, int]
    whole: dict[str, int]
    total: float


@lru_cache(1)
def words() -> Words:
    """Return the words of jieba's dictionary; the first call takes some 0.6 s, and 90 MB."""
    whole: dict[str, int] = {}
    for row in _rows():
        word, times, _ = row.split(" ")
        whole[word] = whole.get(word, 0) + int(times)
    scale = sum(whole.values()) / (1 - sum(MARKS.values()))
    whole |= {mark: round(share * scale) for mark, share in MARKS.items()}
    prefixes: dict[str, int] = {}
    for word, count in whole.items():
        prefix = word
        while prefix:
            prefixes[prefix] = prefixes.get(prefix, 0) + count
            prefix = prefix[:-1]
    return Words(prefixes, whole, log(scale))


@lru_cache(1)
def singles() -> tuple[dict[str, int], float]:
    """Return the counts of single characters as prefixes, and the total, in a quarter of the time of `words`.

    They are all that a glance needs.
    """
    fields = dictionary().split()
    counts: defaultdict[str, int] = defaultdict(int)
    for word, times in zip(fields[::3], map(int, fields[1::3]), strict=True):
        counts[word[0]] += times
    forms = _forms()
    known: defaultdict[str, int] = defaultdict(int)
    for char, count in counts.items():
        if not char.isascii():
            known[forms.get(char, char)] += count
    scale = sum(known.values()) / (1 - sum(MARKS.values()))
    for mark, share in MARKS.items():
        known[mark[0]] += round(share * scale)
    return dict(known), log(scale)


def dictionary() -> str:
    """Return jieba's dictionary: on each line a word, its count and its part of speech."""
    # find_spec, because jieba takes a second to import and none of its code is needed
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return (Path(spec.origin).parent / "dict.txt").read_text("utf-8")


def _forms() -> dict[str, str]:
    table = characters("TSCharacters")
    return {old: new for old, new in table.items() if old != new and old < "\U00010000"}


def _rows() -> list[str]:
    """Return the dictionary's rows in Simplified, those of words without Latin letters."""
    forms = _forms()
    text = re.sub("[" + "".join(forms) + "]", lambda match: forms[match[0]], dictionary())
    return [row for row in text.split("\n") if row and not row[0].isascii()]


@lru_cache(65536)
def first(char: str) -> float:
    """Return the score of a plain character at the beginning of a word."""
    counts, total = singles()
    count = counts.get(char)
    if count is None:
        return _UNKNOWN if "\u3400" <= char < "\ue000" or char >= "\U00020000" else _SYMBOL
    return log(count) - total


@lru_cache(65536)
def alone(char: str) -> float:
    """Return the score of the character by itself; a quick look at a text."""
    return max(first(plain(char)), WORST)


def frequent(count: int) -> list[str]:
    """Return the most frequent characters, by the words that begin with them."""
    known, _ = singles()
    return sorted(known, key=lambda char: (-known[char], char))[:count]
