"""How far a tool rewrote a text with synonyms (伪原创), and the words that show it.

Such a tool works in one direction: 安全 becomes 平安, 认真 becomes 仔细, and no 安全 is left in the text.
A word counts where the language model, four characters on either side, prefers the usual word in its
place by more than one nat, and where the text does not hold the usual word at all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
import numpy.typing as npt

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.code_points import to_code_points
from jiaokan.text.language_model import score_word_path
from jiaokan.text.unicode_ranges import HAN_RUN_PATTERN, count_han

WORD_CHARS = 2  # code points of a word of a pair: the search depends on it
_CONTEXT_CHARS = 4  # Han on either side of the word that the model reads
_FREE_NATS = 1.0  # gain that any choice of words may have
_MAX_NATS = 5.0  # what one word counts at most
_MIN_HAN = 300  # a shorter text counts as one of this length
_HASH_MULTIPLIER = np.uint16(0x9E5)  # distributes the words over the hashes
_HASH_COUNT = 1 << 16
_HAN_UNIT = 1000  # the score is of so many Han
_HAN_BEFORE = compile_on_use(f"{HAN_RUN_PATTERN.pattern}$")


@dataclass(frozen=True, slots=True)
class RewritingPair:
    """A word that a tool puts in, and the words that it stands for.

    Attributes:
        odd: The word that the tool puts in.
        usual: The words that it takes out.
        hits: Texts in which the pair counts.
        misses: Texts in which it does not.
        unless: Texts around the odd word in which it is part of a name.
    """

    odd: str
    usual: tuple[str, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RewrittenWord:
    """A word of a text that a tool seems to have put in.

    Attributes:
        start: First code point in the view.
        odd: The word.
        usual: The word that it seems to stand for.
        gain: By how much the model prefers the usual word there, in nats.
    """

    start: int
    odd: str
    usual: str
    gain: float


class RewritingFinder:
    """Finds rewritten words by a list of pairs.

    >>> finder = RewritingFinder([RewritingPair("平安", ("安全",), (), ())])
    >>> [word.usual for word in finder.find_words("提高平安意识")]
    ['安全']
    >>> finder.find_words("提高平安意识,保障安全")
    ()
    """

    __slots__ = ("_is_used_hash", "_pairs")

    def __init__(self, pairs: Iterable[RewritingPair]) -> None:
        self._pairs = {pair.odd: pair for pair in pairs}
        self._is_used_hash = np.zeros(_HASH_COUNT, dtype=bool)
        for odd in self._pairs:
            self._is_used_hash[_hash_words(odd)] = True

    def knows(self, odd: str) -> bool:
        """Return whether a word is the odd one of a pair."""
        return odd in self._pairs

    def find_words(self, view: str) -> tuple[RewrittenWord, ...]:
        """Return the rewritten words of a text in plain Simplified, in order."""
        absent: dict[str, list[str]] = {}
        found = []
        for start, odd in self._find_odd_words(view):
            if odd not in absent:
                absent[odd] = [word for word in self._pairs[odd].usual if word not in view]
            if absent[odd] and not self._is_part_of_name(view, start, odd):
                gain, usual = _find_best_gain(view, start, odd, absent[odd])
                if gain > _FREE_NATS:
                    found.append(RewrittenWord(start, odd, usual, gain))
        return tuple(found)

    def _find_odd_words(self, view: str) -> Iterator[tuple[int, str]]:
        for start in np.flatnonzero(self._is_used_hash.take(_hash_words(view))).tolist():
            word = view[start : start + WORD_CHARS]
            if word in self._pairs:
                yield start, word

    def _is_part_of_name(self, view: str, start: int, odd: str) -> bool:
        return any(
            name in view[max(0, start - len(name)) : start + WORD_CHARS + len(name)]
            for name in self._pairs[odd].unless
        )


def _hash_words(text: str) -> npt.NDArray[np.uint16]:
    """Return a hash of the word of two characters that begins at each code point but the last."""
    points = to_code_points(text).astype(np.uint16)
    return np.asarray(points[:-1] * _HASH_MULTIPLIER + points[1:], np.uint16)


def score_rewriting(words: Sequence[RewrittenWord], view: str) -> float:
    """Return how far a text was rewritten: nats per 1,000 Han, 0 for none.

    A word counts its gain above 1, at most 5; n occurrences of one count as √n; and k different words
    count k / (k + 1) of their sum, because one odd word may be the author's own.
    """
    if not words:
        return 0.0
    times = Counter(word.odd for word in words)
    sums: defaultdict[str, float] = defaultdict(float)
    for word in words:
        sums[word.odd] += min(_MAX_NATS, word.gain - _FREE_NATS)
    total = sum(nats / sqrt(times[odd]) for odd, nats in sums.items())
    return _HAN_UNIT * total / max(_MIN_HAN, count_han(view)) * len(sums) / (len(sums) + 1)


def _find_best_gain(view: str, start: int, odd: str, usual_words: Iterable[str]) -> tuple[float, str]:
    """Return by how much the model prefers the best of the usual words, in nats, and that word."""
    before = _HAN_BEFORE.search(view[max(0, start - _CONTEXT_CHARS) : start])
    end = start + len(odd)
    after = HAN_RUN_PATTERN.match(view[end : end + _CONTEXT_CHARS])
    left, right = before[0] if before else "", after[0] if after else ""
    odd_score = _score_phrase(left + odd + right)
    return max((_score_phrase(left + usual + right) - odd_score, usual) for usual in usual_words)


@lru_cache(65536)
def _score_phrase(phrase: str) -> float:
    return score_word_path(phrase)
