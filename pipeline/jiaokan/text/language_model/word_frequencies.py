"""The word lists that dependencies ship; the only module that reads their files.

jieba (MIT) has a dictionary of 350,000 words with counts in some 60 million words of news and
fiction, and of 270,000 words how many of a million passages hold them. wordfreq (code Apache-2.0,
data CC BY-SA 4.0) has the shares of 300,000 words in news, subtitles, encyclopedias and the web.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from math import exp, log1p
from pathlib import Path
from sys import intern

import msgpack

from jiaokan.text.script_conversion import load_char_table

_FIRST_HAN = "㐀"  # the first character of Han; nothing of the words before it is met as it is
_MAX_IGNORED_COUNT = (
    9  # times that a word of the dictionary stands in the text, up to which it says no more than its parts
)
_IDF_ROW = re.compile(r"^(\S+) ((?:\d|10)\.\d+)$", re.MULTILINE)  # by one passage in 60,000 or more
_BINS_PER_DECADE = 100  # bins of wordfreq to a power of ten

WordShares = Iterable[tuple[str, float]]


def load_wordfreq_shares() -> dict[str, float]:
    """Return the shares of wordfreq's words."""
    with gzip.open(_find_data_file("wordfreq", "data/large_zh.msgpack.gz")) as packed:
        _, *bins = msgpack.load(packed)
    return {
        word: 10 ** (-at / _BINS_PER_DECADE)
        for at, words in enumerate(bins)
        for word in words
        if word >= _FIRST_HAN
    }


def load_passage_shares() -> WordShares:
    """Return the shares of words by how many of jieba's passages hold each; rare ones are left out."""
    rows = _IDF_ROW.findall(_find_data_file("jieba", "analyse/idf.txt").read_text("utf-8"))
    times = [_mean_count_per_passage(rarity) for _, rarity in rows]
    total = sum(times)
    return ((word, n / total) for (word, _), n in zip(rows, times, strict=True))


def load_dictionary_shares() -> tuple[WordShares, dict[str, str]]:
    """Return the dictionary's words in Simplified with their shares, and parts of speech but for nouns."""
    fields = _simplify_chars(read_jieba_dictionary()).split()
    names, times, parts = fields[::3], list(map(int, fields[1::3])), fields[2::3]
    total = sum(times)
    pairs = zip(names, times, strict=True)
    shares = (
        (word, n / total)
        for word, n in pairs
        if (n > _MAX_IGNORED_COUNT or len(word) == 2) and word >= _FIRST_HAN
    )
    return shares, {word: intern(part) for word, part in zip(names, parts, strict=True) if part != "n"}


def load_first_char_shares() -> WordShares:
    """Return the shares of the dictionary's words that begin with each character, in either script."""
    fields = read_jieba_dictionary().split()
    counts: defaultdict[str, int] = defaultdict(int)
    for word, n in zip(fields[::3], map(int, fields[1::3]), strict=True):
        counts[word[0]] += n
    total = sum(counts.values())
    return ((char, n / total) for char, n in counts.items() if char >= _FIRST_HAN)


def read_jieba_dictionary() -> str:
    """Return jieba's dictionary: on each line a word, its count and its part of speech."""
    return _find_data_file("jieba", "dict.txt").read_text("utf-8")


def _simplify_chars(text: str) -> str:
    forms = {
        old: new for old, new in load_char_table("TSCharacters").items() if old != new and old < "\U00010000"
    }
    return re.sub("[" + "".join(forms) + "]", lambda match: forms[match[0]], text)


@lru_cache(4096)  # most words are held by few passages
def _mean_count_per_passage(rarity: str) -> float:
    """Return how often a passage holds a word, by the logarithm of how few hold it at all."""
    return -log1p(-exp(-float(rarity)))


def _find_data_file(package: str, path: str) -> Path:
    # find_spec, because jieba takes a second to import and no code of either is needed
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / path
