"""Signals of the words of a text, and the conditions of FineWeb-2 that it fails.

Words are jieba's, as in FineWeb-2; marks and numbers are words, white space is none. Sources: Gopher
(repeated n-grams of words, stop words, words without a letter; definitions as in datatrove, without the
blanks that it puts between words), FineWeb-2 (stop words, thresholds), RedPajama-V2 (unique words).
Unique words and repeated n-grams grow with the length of a text: compare alike lengths.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from jiaokan.core.annotations import Signal
from jiaokan.stages.annotate.signals.ratios import compute_ratio

# of configs/cmn_Hani.yml of FineWeb-2 (code Apache-2.0), read in November 2026
FINEWEB2_STOP_WORDS = frozenset("的年在月是和日了於·為有被人中为他與後也而由")
# function words of modern Chinese, in both scripts
STOP_WORDS = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们到作地于出就分对成会可也而由被与后這為個國時來們於對會與後"
)


def compute_word_signals(words: Sequence[str]) -> Iterator[Signal]:
    """Yield the signals of the words of a text."""
    counts = Counter(words)
    n_words, total = len(words), sum(map(len, words))
    yield Signal("n_words", n_words)
    yield Signal("word_mean", compute_ratio(total, n_words))
    lettered = sum(times for word, times in counts.items() if has_letter(word))
    yield Signal("words_unlettered", compute_ratio(n_words - lettered, n_words))
    yield Signal("stop_share", compute_ratio(sum(counts[word] for word in STOP_WORDS), n_words))
    yield Signal("stop_kinds", len(FINEWEB2_STOP_WORDS & counts.keys()))
    yield Signal("unique_words", compute_ratio(len(counts), n_words))
    yield Signal("top_3gram", compute_ratio(measure_top_ngram(words, 3), total))
    yield Signal("dup_5gram", compute_ratio(measure_repeated_ngrams(words, 5), total))
    yield Signal("dup_10gram", compute_ratio(measure_repeated_ngrams(words, 10), total))


def has_letter(word: str) -> bool:
    """Return whether a word holds a letter or a Han character.

    >>> has_letter("3月"), has_letter("2020")
    (True, False)
    """
    return word.isalpha() or any(map(str.isalpha, word))


def measure_top_ngram(words: Sequence[str], n: int) -> int:
    """Return the code points of all occurrences of the most frequent n words in a row.

    >>> measure_top_ngram(["国", "务", "院", "国", "务", "院"], 2)
    4
    """
    counts = Counter(zip(*(islice(words, start, None) for start in range(n)), strict=False))
    if not counts:
        return 0
    most = max(counts.values())
    # of several, the one that stands first, as in datatrove
    first = next(ngram for ngram, times in counts.items() if times == most)
    return most * sum(map(len, first))


def measure_repeated_ngrams(words: Sequence[str], n: int) -> int:
    """Return the code points in runs of n words that stand in the text before.

    >>> measure_repeated_ngrams(["国", "务", "院", "国", "务", "院"], 3)
    3
    """
    seen: set[tuple[str, ...]] = set()
    repeated = start = 0
    ngrams = list(zip(*(islice(words, offset, None) for offset in range(n)), strict=False))
    if len(set(ngrams)) == len(ngrams):
        return 0
    while start < len(ngrams):
        ngram = ngrams[start]
        if ngram in seen:
            repeated += sum(map(len, ngram))
            start += n
        else:
            seen.add(ngram)
            start += 1
    return repeated
