"""The language model: words, transitions between parts of speech, and the document's own wording."""

from collections import Counter
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import repeat
from math import exp, log
from operator import add

from jiaokan.text.language_model.lexicon import canonical_char, load_lexicon, word_start_log_prob
from jiaokan.text.language_model.pos_transitions import START_TAG, find_pos_index, load_pos_transitions

_BROKEN_WORD_NATS = log(1e-4)  # cost of a word that breaks off before its end
_MAX_UNFINISHED_WORDS = 6  # unfinished words that a state keeps
_CONTEXT_CHARS = 6  # code points of context that can influence what follows
_DOCUMENT_WEIGHT = 0.3  # weight of the document's own counts in a long document
_HALF_WEIGHT_CHARS = 400  # code points of the document at which its weight is half of that
_MAX_KNOWN_STATES = 16_384  # states of models that are kept: some 20 MB
_MAX_KNOWN_STATES_OF_DOCUMENT = 4096
_MAX_KNOWN_CHOICES = 4096  # results that are kept for a context and the characters that may follow it
_MAX_COUNTED_CHARS = 100_000  # code points of the document that are counted at most
# weights of the shorter and the longer context in the document's counts
_SHORT_CONTEXT_WEIGHT, _LONG_CONTEXT_WEIGHT = 0.3, 0.7

_ANY_MARK = "，"  # stands for all marks as a context
_MARK_FOLDING = dict.fromkeys(map(ord, "，。：；？！ "), _ANY_MARK)

# each unfinished word, the part of speech before it, and its score in nats relative to the best
UnfinishedWords = tuple[tuple[str, int, float], ...]
ModelState = tuple[UnfinishedWords, str]  # with the last two canonical characters
CanonicalChars = tuple[str, ...]


class DocumentCounts:
    """Counts of the characters, pairs and triples of one document, in canonical characters.

    As a context, all marks count as one. A single occurrence does not count, so that damage is no
    evidence for itself.

    Attributes:
        weight: Weight of these counts in the model, 0 to 0.3; it grows with the length of the document.
        rest_nats: Logarithm of the weight of the words.
    """

    __slots__ = ("_pairs", "_singles", "_size", "_triples", "rest_nats", "weight")

    def __init__(self, text: str) -> None:
        text = "".join(map(canonical_char, text[:_MAX_COUNTED_CHARS]))
        before = text.translate(_MARK_FOLDING)
        self._size = len(text)
        self._singles = Counter(text)
        if mark_count := before.count(_ANY_MARK):
            self._singles[_ANY_MARK] = mark_count
        self._pairs = Counter(map(add, before, text[1:]))
        self._triples = Counter(map(add, map(add, before, before[1:]), text[2:]))
        self.weight = _DOCUMENT_WEIGHT * self._size / (self._size + _HALF_WEIGHT_CHARS)
        self.rest_nats = log(1 - self.weight)

    def count_char(self, char: str) -> int:
        """Return how often a character occurs in the document."""
        return self._singles.get(canonical_char(char), 0)

    def find_repeats(self, before: str, chars: CanonicalChars) -> list[tuple[int, float]]:
        """Return which of some characters the document repeats, each with its probability after `before`."""
        estimate, singles = self.make_estimator(before), self._singles
        return [(at, estimate(char)) for at, char in enumerate(chars) if singles.get(char, 0) > 1]

    def mix_score(self, score: float, before: str, char: str) -> float:
        """Return the score of a character by words, joined with its probability after `before`."""
        if self._singles.get(char, 0) < 2:
            return score + self.rest_nats
        return log(exp(score + self.rest_nats) + self.weight * self.make_estimator(before)(char))

    def make_estimator(self, before: str) -> Callable[[str], float]:
        """Return the function that gives the probability of a character after the last two, `before`."""
        before = before.translate(_MARK_FOLDING)
        last = before[-1:]
        last_count, before_count = self._singles.get(last, 0), self._pairs.get(before, 0)
        singles, pairs, triples, size = self._singles, self._pairs, self._triples, self._size

        def estimate_probability(char: str) -> float:
            probability = (singles.get(char, 1) - 1) / size
            if last_count:
                repeats = pairs.get(last + char, 1) - 1
                probability = (
                    _SHORT_CONTEXT_WEIGHT * probability + _LONG_CONTEXT_WEIGHT * repeats / last_count
                )
            if before_count:
                repeats = triples.get(before + char, 1) - 1
                probability = (
                    _SHORT_CONTEXT_WEIGHT * probability + _LONG_CONTEXT_WEIGHT * repeats / before_count
                )
            return probability

        return estimate_probability


class LanguageModel:
    """Score text character by character; make a model for each document, they share the words.

    Args:
        text: The document, whose own wording counts as evidence.
        ordered: Whether the order of parts of speech counts; otherwise the model knows only words.

    >>> model = LanguageModel()
    >>> model.score_text("我们在学习") > model.score_text("习学在们我")
    True
    """

    __slots__ = ("_advance", "_document_counts", "_find_repeats", "_is_ordered")

    def __init__(self, text: str = "", *, ordered: bool = True) -> None:
        self._is_ordered = ordered
        self._document_counts = DocumentCounts(text) if text else None
        # without a reference to the model, which would keep itself alive
        advance = partial(_advance_state, self._document_counts, ordered)
        self._advance = lru_cache(_MAX_KNOWN_STATES_OF_DOCUMENT)(advance)
        if self._document_counts:
            self._find_repeats = lru_cache(_MAX_KNOWN_CHOICES)(self._document_counts.find_repeats)

    def count_in_document(self, char: str) -> int:
        """Return how often a character occurs in the document of the model, 0 without one."""
        return self._document_counts.count_char(char) if self._document_counts else 0

    def start_state(self, context: str = "") -> ModelState:
        """Return the state after `context`, of which the last few characters are read."""
        state: ModelState = ((("", find_pos_index(START_TAG), 0.0),), "")
        for char in context[-_CONTEXT_CHARS:]:
            state = self.extend_state(state, char)
        return state

    def extend_state(self, state: ModelState, char: str) -> ModelState:
        """Return the state after one more character, without its score."""
        char = canonical_char(char)
        return _extend_unfinished(state[0], char, self._is_ordered)[0], state[1][-1:] + char

    def advance_state(self, state: ModelState, char: str) -> tuple[ModelState, float]:
        """Return the state after one more character, and the score of the character in nats."""
        return self._advance(state, canonical_char(char))

    def score_choices(self, state: ModelState, chars: CanonicalChars) -> list[float]:
        """Return the score of each of some canonical characters after the state, in nats."""
        if len(chars) == 1:
            return [self._advance(state, chars[0])[1]]
        counts = self._document_counts
        end_score, _, unfinished = _score_word_end(state[0], self._is_ordered)
        rest_nats = counts.rest_nats if counts else 0.0
        word_start_nats = end_score + rest_nats
        scores = [word_start_nats + start_score for start_score in _score_word_starts(chars)]
        for prefix, _, base_score in unfinished:
            for at, share_nats in _find_continuations(prefix, chars):
                score = base_score + share_nats + rest_nats
                scores[at] = max(scores[at], score)
        if counts:
            weight = counts.weight
            for at, probability in self._find_repeats(state[1], chars):
                scores[at] = log(exp(scores[at]) + weight * probability)
        return scores

    def score_chars(self, text: str, context: str = "") -> list[float]:
        """Return the score of every character of `text` after `context`, in nats."""
        state = self.start_state(context)
        scores = []
        for char in text:
            state, score = self.advance_state(state, char)
            scores.append(score)
        return scores

    def score_text(self, text: str, context: str = "") -> float:
        """Return the score of `text` after `context`, in nats: the sum over its characters."""
        return sum(self.score_chars(text, context))


def _advance_state(
    document_counts: DocumentCounts | None, is_ordered: bool, state: ModelState, char: str
) -> tuple[ModelState, float]:
    """Return the state after one more canonical character, and the score of the character in nats."""
    unfinished, score = _extend_unfinished(state[0], char, is_ordered)
    if document_counts:
        score = document_counts.mix_score(score, state[1], char)
    return (unfinished, state[1][-1:] + char), score


# a search extends many texts that end alike, by the same characters: nine tenths of the calls are repeated
@lru_cache(_MAX_KNOWN_STATES)
def _extend_unfinished(
    unfinished: UnfinishedWords, char: str, is_ordered: bool
) -> tuple[UnfinishedWords, float]:
    """Return the unfinished words after one more character, and the score of the character."""
    end_score, end_part, scored = _score_word_end(unfinished, is_ordered)
    prefixes = load_lexicon().prefix_shares
    extended = [
        (prefix + char, before, base_score + log(share))
        for prefix, before, base_score in scored
        if (share := prefixes.get(prefix + char))
    ]
    extended.append((char, end_part, end_score + word_start_log_prob(char)))
    extended.sort(key=_rank_key)
    best = extended[0][2]
    return tuple(
        (prefix, before, score - best) for prefix, before, score in extended[:_MAX_UNFINISHED_WORDS]
    ), best


@lru_cache(_MAX_KNOWN_STATES)
def _score_word_end(unfinished: UnfinishedWords, is_ordered: bool) -> tuple[float, int, UnfinishedWords]:
    """Return the score and the part of speech if a word ends here, and each unfinished word.

    The score of an unfinished word there is its own less the logarithm of the share of its prefix.
    """
    words = load_lexicon()
    lifts_nats = load_pos_transitions().lifts_nats if is_ordered else None
    ends, scored = [], []
    for prefix, before, score in unfinished:
        end_score, part = score, before
        if share := words.prefix_shares.get(prefix):
            base_score = score - log(share)
            scored.append((prefix, before, base_score))
            word_share = words.word_shares.get(prefix)
            end_score = base_score + log(word_share) if word_share else score + _BROKEN_WORD_NATS
        if prefix and lifts_nats:
            part = find_pos_index(prefix)
            end_score += lifts_nats[before][part]
        ends.append((end_score, part))
    return *max(ends), tuple(scored)


# the guesses of a search end alike, and the same characters are tried after each of them
@lru_cache(_MAX_KNOWN_CHOICES)
def _score_word_starts(chars: CanonicalChars) -> list[float]:
    """Return the score of each of some characters at the beginning of a word."""
    return [*map(word_start_log_prob, chars)]


@lru_cache(_MAX_KNOWN_CHOICES)
def _find_continuations(prefix: str, chars: CanonicalChars) -> list[tuple[int, float]]:
    """Return which of some characters continue a word after a prefix, each with the log share of both."""
    shares = map(load_lexicon().prefix_shares.get, map(add, repeat(prefix), chars))
    return [(at, log(share)) for at, share in enumerate(shares) if share]


def _rank_key(item: tuple[str, int, float]) -> tuple[float, str]:
    return -item[2], item[0]
