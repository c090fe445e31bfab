"""Find phrases that overlap the next word: 白发 in 空白发票, where the words are 空白 and 发票."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from math import log

from jiaokan.core.edits import Span
from jiaokan.text.unicode_ranges import HAN_CHAR_PATTERN

# gives the shares of words in running text; called only where a phrase is in doubt: loading takes time
LoadShares = Callable[[], Mapping[str, float]]
ScoredWord = tuple[int, int, float]  # start and end in a text, half-open, and the logarithm of its share

# a numeral may continue across the edge of a phrase: 两万里 is no overlap
_NUMERAL_RUN = re.compile("[一二两三四五六七八九十百千万亿几数]{2}")
_CONTEXT_CHARS = 4  # code points on each side of a phrase
_MAX_WORD_CHARS = 5
_UNKNOWN_NATS = -17.0  # score of a character that no list has as a word
_PHRASE_NATS = -18.0  # score of a phrase that no list has as a word
_MARGIN_NATS = 1.0  # by which words across the edge of a phrase must be likelier than the phrase


def is_crossed(text: str, phrase: Span, shares: LoadShares) -> bool:
    """Return whether the likeliest words of a Simplified text cross an edge of a phrase.

    Args:
        text: Simplified text.
        phrase: Where the phrase stands, in code points, half-open.
        shares: Gives the shares of words in running text.

    >>> is_crossed("空白发票", Span(1, 3), lambda: {"空白": 1e-5, "发票": 1e-5})
    True
    """
    start = _extend_over_han(text, phrase.start, -1)
    end = _extend_over_han(text, phrase.end, 1)
    if start == phrase.start and end == phrase.end:
        return False
    word_shares, edges = shares(), (phrase.start - start, phrase.end - start)
    if not any(text[slice(*word)] in word_shares for word in _find_crossing_ranges(phrase, start, end)):
        return False
    words = _find_words(text[start:end], word_shares)
    words_within = [
        word for word in words if not _is_crossing(word, *edges) or _NUMERAL_RUN.match(text, start + word[0])
    ]
    words_within.append((*edges, _PHRASE_NATS))
    return (
        _best_log_likelihood(end - start, words)
        > _best_log_likelihood(end - start, words_within) + _MARGIN_NATS
    )


def _find_crossing_ranges(phrase: Span, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where words across one edge of a phrase may lie, between `start` and `end`."""
    for inside in range(phrase.start + 1, phrase.end):
        for first in range(max(start, inside - _MAX_WORD_CHARS), phrase.start):
            yield first, inside
        for last in range(phrase.end + 1, min(end, inside + _MAX_WORD_CHARS) + 1):
            yield inside, last


def _extend_over_han(text: str, edge: int, step: int) -> int:
    """Return the offset up to which Han continue from the edge of a phrase, within the context."""
    for _ in range(_CONTEXT_CHARS):
        beyond = edge - 1 if step < 0 else edge
        if not (0 <= beyond < len(text) and HAN_CHAR_PATTERN.match(text[beyond])):
            break
        edge += step
    return edge


def _find_words(text: str, shares: Mapping[str, float]) -> list[ScoredWord]:
    """Return the words that a short text may contain, in the order of their ends."""
    return [
        (start, end, _log_share(share))
        for end in range(1, len(text) + 1)
        for start in range(max(0, end - _MAX_WORD_CHARS), end)
        if (share := shares.get(text[start:end]))
    ]


def _is_crossing(word: ScoredWord, left: int, right: int) -> bool:
    """Return whether a word contains a part of a phrase and a part of the text beside it."""
    start, end, _ = word
    return start < left < end < right or left < start < right < end


def _best_log_likelihood(length: int, words: list[ScoredWord]) -> float:
    """Return the log likelihood of the likeliest words that make up a text."""
    ending: list[list[ScoredWord]] = [[] for _ in range(length + 1)]
    for word in words:
        ending[word[1]].append(word)
    best = [0.0]
    for end in range(1, length + 1):
        score = best[end - 1] + _UNKNOWN_NATS
        for start, _, nats in ending[end]:
            score = max(score, best[start] + nats)
        best.append(score)
    return best[-1]


@lru_cache(65536)
def _log_share(share: float) -> float:
    return log(share)
