"""Write the words of Chinese with their shares, added up from three lists, so that a start reads one file.

    uv run python -m jiaokan.training.lexicon_table \\
        --output pipeline/jiaokan/text/language_model/lexicon.npz

The lists are jieba's dictionary and passages, and the shares of wordfreq in `word_shares.txt.gz`.
"""

import argparse
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp, log1p
from pathlib import Path

import numpy as np

from jiaokan.text.language_model.lexicon import (
    MARK_SHARES,
    RAREST_SHARE,
    WORDS_SHARE,
    Lexicon,
    LexiconArrays,
    canonical_char,
)
from jiaokan.text.language_model.word_frequencies import FIRST_HAN, find_jieba_file, read_jieba_dictionary
from jiaokan.text.script_conversion import load_char_table

_DICTIONARY_WEIGHT, _PASSAGE_WEIGHT, _WORDFREQ_WEIGHT = (
    WORDS_SHARE * weight for weight in (0.3, 0.3, 0.4)
)  # of the three lists of words
# occurrences of a word of the dictionary in jieba's text; a longer word with no more is left out
_MAX_IGNORED_COUNT = 9
_IDF_ROW = re.compile(r"^(\S+) ((?:\d|10)\.\d+)$", re.MULTILINE)  # words of one passage in 60,000 or more
_BINS_PER_DECADE = 100  # bins of wordfreq per power of ten

WordShares = Iterable[tuple[str, float]]


def build_lexicon() -> Lexicon:
    """Return the words of all lists."""
    word_shares = {word: _WORDFREQ_WEIGHT * share for word, share in _read_wordfreq_shares().items()}
    rare_char_shares = {char: word_shares[char] for char in _list_rare_chars(word_shares)}
    for word, share in _read_passage_shares():
        word_shares[word] = word_shares.get(word, 0.0) + _PASSAGE_WEIGHT * share
    dictionary_shares, parts_of_speech = _read_dictionary_shares()
    for word, share in dictionary_shares:
        word_shares[word] = word_shares.get(word, 0.0) + _DICTIONARY_WEIGHT * share
    # jieba's counts include UTF-8 read as GBK: 紝, which is ， there, has the count of a common word
    for char in _list_rare_chars(word_shares):
        word_shares[char] = rare_char_shares.get(char, RAREST_SHARE)
    word_shares |= MARK_SHARES
    return Lexicon(_add_up_prefixes(word_shares), word_shares, parts_of_speech)


def build_char_shares() -> dict[str, float]:
    """Return the shares of the dictionary's words that begin with each canonical character."""
    counts: defaultdict[str, int] = defaultdict(int)
    fields = read_jieba_dictionary().split()
    for word, n in zip(fields[::3], map(int, fields[1::3]), strict=True):
        counts[word[0]] += n
    total = sum(counts.values())
    shares: defaultdict[str, float] = defaultdict(float)
    for char, n in counts.items():
        if char >= FIRST_HAN:
            shares[canonical_char(char)] += WORDS_SHARE * (n / total)
    for mark, share in MARK_SHARES.items():
        shares[mark[0]] += share
    return dict(shares)


def pack_lexicon(lexicon: Lexicon, char_shares: Mapping[str, float]) -> LexiconArrays:
    """Return the arrays of the file, words sorted."""
    prefixes = sorted(lexicon.prefix_shares)
    words = [*prefixes, *sorted(lexicon.parts_of_speech.keys() - lexicon.prefix_shares.keys())]
    shares = np.array([lexicon.prefix_shares[word] for word in prefixes])
    own = np.array([lexicon.word_shares.get(word, 0.0) for word in prefixes])
    (extended,) = np.nonzero((own > 0) & (own != shares))
    tags = sorted({"", *lexicon.parts_of_speech.values()})
    places = {tag: place for place, tag in enumerate(tags)}
    return {
        "words": _pack_text(words),
        "prefix_shares": shares,
        "is_word": own > 0,
        "extended": extended.astype(np.uint32),
        "own_shares": own[extended],
        "tags": _pack_text(tags),
        "tag_places": np.array([places[lexicon.parts_of_speech.get(word, "")] for word in words], np.uint8),
        "chars": _pack_text(char_shares),
        "char_shares": np.array([*char_shares.values()]),
    }


def _pack_text(pieces: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.frombuffer("\n".join(pieces).encode(), np.uint8)


def _add_up_prefixes(word_shares: Mapping[str, float]) -> dict[str, float]:
    """Return the share of all words that begin with each prefix, a word among them."""
    shares = dict(word_shares)
    for word, share in word_shares.items():
        for end in range(len(word) - 1, 0, -1):
            shares[word[:end]] = shares.get(word[:end], 0.0) + share
    return shares


def _list_rare_chars(words: Iterable[str]) -> list[str]:
    """Return the words that are a single character which GB 2312 does not have."""
    return [word for word in words if len(word) == 1 and not word.encode("gb2312", "ignore")]


def _read_wordfreq_shares() -> dict[str, float]:
    """Return the shares of wordfreq's words in running text."""
    packed = (files("jiaokan.text.language_model") / "word_shares.txt.gz").read_bytes()
    return {
        word: 10 ** (-bin_number / _BINS_PER_DECADE)
        for bin_number, words in enumerate(gzip.decompress(packed).decode().split("\n"))
        for word in words.split()
    }


def _read_passage_shares() -> WordShares:
    """Return the shares of words by the number of jieba's passages that contain each, without rare words."""
    rows = _IDF_ROW.findall(find_jieba_file("analyse/idf.txt").read_text("utf-8"))
    counts = [_mean_count_per_passage(rarity) for _, rarity in rows]
    total = sum(counts)
    return ((word, n / total) for (word, _), n in zip(rows, counts, strict=True))


@lru_cache(4096)  # most words occur in few passages, so values repeat
def _mean_count_per_passage(inverse_document_frequency: str) -> float:
    """Return how often a passage contains a word on average.

    The argument is the natural logarithm of the number of passages for each passage that contains it.
    """
    return -log1p(-exp(-float(inverse_document_frequency)))


def _read_dictionary_shares() -> tuple[WordShares, dict[str, str]]:
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
    return shares, {word: tag for word, tag in zip(words, tags, strict=True) if tag != "n"}


def _simplify_chars(text: str) -> str:
    forms = {
        old: new for old, new in load_char_table("TSCharacters").items() if old != new and old < "\U00010000"
    }
    return re.sub("[" + "".join(forms) + "]", lambda match: forms[match[0]], text)


def main(words: Sequence[str] | None = None) -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output", type=Path, required=True, help="where the arrays go")
    args = parser.parse_args(words)
    np.savez_compressed(args.output, **pack_lexicon(build_lexicon(), build_char_shares()))  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
