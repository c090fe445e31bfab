"""The word lists; only this module reads their files.

jieba (MIT) has a dictionary of 350,000 words with counts in about 60 million words of news and
fiction, and the number of passages per million that contain each of 270,000 words. wordfreq (data
CC BY-SA 4.0) has the shares of 300,000 words in news, subtitles, encyclopedias and the web; its
list is the file `word_shares.txt.gz` here, with a card.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from math import exp, log1p
from pathlib import Path
from sys import intern

from jiaokan.text.script_conversion import load_char_table

FIRST_HAN = "㐀"  # U+3400, the first Han character; words that sort before it are not Chinese
# occurrences of a word of the dictionary in jieba's text; a longer word with no more is left out
_MAX_IGNORED_COUNT = 9
_IDF_ROW = re.compile(r"^(\S+) ((?:\d|10)\.\d+)$", re.MULTILINE)  # words of one passage in 60,000 or more
_BINS_PER_DECADE = 100  # bins of wordfreq per power of ten

WordShares = Iterable[tuple[str, float]]


def load_wordfreq_shares() -> dict[str, float]:
    """Return the shares of wordfreq's words in running text."""
    packed = (files("jiaokan.text.language_model") / "word_shares.txt.gz").read_bytes()
    return {
        word: 10 ** (-bin_number / _BINS_PER_DECADE)
        for bin_number, words in enumerate(gzip.decompress(packed).decode().split("\n"))
        for word in words.split()
    }


@lru_cache(1)
def load_word_rarities() -> dict[str, float]:
    """Return how rare words are: nats of jieba's passages for each passage that contains the word."""
    rows = _find_data_file("jieba", "analyse/idf.txt").read_text("utf-8").split("\n")
    pairs = (row.split(" ") for row in rows if row)
    return {word: float(rarity) for word, rarity in pairs}


def load_passage_shares() -> WordShares:
    """Return the shares of words by the number of jieba's passages that contain each, without rare words."""
    rows = _IDF_ROW.findall(_find_data_file("jieba", "analyse/idf.txt").read_text("utf-8"))
    counts = [_mean_count_per_passage(rarity) for _, rarity in rows]
    total = sum(counts)
    return ((word, n / total) for (word, _), n in zip(rows, counts, strict=True))


def load_dictionary_shares() -> tuple[WordShares, dict[str, str]]:
    """Return the words of jieba's dictionary in Simplified.

    Returns:
        Pairs of word and share, and the parts of speech of all words that are not nouns.
    """
    fields = _simplify_chars(read_jieba_dictionary()).split()
    words, counts, tags = fields[::3], list(map(int, fields[1::3])), fields[2::3]
    total = sum(counts)
    pairs = zip(words, counts, strict=True)
    shares = (
        (word, n / total)
        for word, n in pairs
        if (n > _MAX_IGNORED_COUNT or len(word) == 2) and word >= FIRST_HAN
    )
    return shares, {word: intern(tag) for word, tag in zip(words, tags, strict=True) if tag != "n"}


def load_first_char_shares() -> WordShares:
    """Return the shares of the dictionary's words that begin with each character, in either script."""
    fields = read_jieba_dictionary().split()
    counts: defaultdict[str, int] = defaultdict(int)
    for word, n in zip(fields[::3], map(int, fields[1::3]), strict=True):
        counts[word[0]] += n
    total = sum(counts.values())
    return ((char, n / total) for char, n in counts.items() if char >= FIRST_HAN)


def read_jieba_dictionary() -> str:
    """Return jieba's dictionary: each line has a word, its count and its part of speech."""
    return _find_data_file("jieba", "dict.txt").read_text("utf-8")


def _simplify_chars(text: str) -> str:
    forms = {
        old: new for old, new in load_char_table("TSCharacters").items() if old != new and old < "\U00010000"
    }
    return re.sub("[" + "".join(forms) + "]", lambda match: forms[match[0]], text)


@lru_cache(4096)  # most words occur in few passages, so values repeat
def _mean_count_per_passage(inverse_document_frequency: str) -> float:
    """Return how often a passage contains a word on average.

    The argument is the natural logarithm of the number of passages for each passage that contains it.
    """
    return -log1p(-exp(-float(inverse_document_frequency)))


def _find_data_file(package: str, path: str) -> Path:
    # find_spec does not import the package: jieba takes a second, and its code is not needed
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / path
