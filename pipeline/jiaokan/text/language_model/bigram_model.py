"""The model: words, how their parts of speech follow one another, and the document's own wording."""

from collections import Counter
from collections.abc import Callable
from math import exp, log

from jiaokan.text.language_model.lexicon import canonical_char, load_lexicon, word_start_log_prob
from jiaokan.text.language_model.pos_transitions import START_TAG, find_pos_index, load_pos_transitions

_BROKEN_WORD_NATS = log(1e-4)  # a word given up before its end
_MAX_UNFINISHED_WORDS = 6  # unfinished words kept in mind
_CONTEXT_CHARS = 6  # characters that can matter to what follows
_DOCUMENT_WEIGHT = 0.3  # weight of the document's own wording
_HALF_WEIGHT_CHARS = 400  # code points of own text that give half of that weight
_MAX_COUNTED_CHARS = 100_000  # code points of own text that are counted at most
_SHORT_CONTEXT_WEIGHT, _LONG_CONTEXT_WEIGHT = 0.3, 0.7  # weights of the shorter and the longer context in it

_MARK_FOLDING = dict.fromkeys(map(ord, "，。：；？！ "), "，")

# unfinished words, the part of speech before each, and its score, the best at 0
UnfinishedWords = tuple[tuple[str, int, float], ...]
ModelState = tuple[UnfinishedWords, str]
CharScorer = Callable[[str], float]  # the score of a plain character


class DocumentCounts:
    """Counts of the document's own characters, pairs and triples; all marks count as one before them.

    What stands there once does not count: damage would speak for itself.
    """

    __slots__ = ("_pairs", "_singles", "_size", "_triples", "weight")

    def __init__(self, text: str) -> None:
        text = "".join(map(canonical_char, text[:_MAX_COUNTED_CHARS]))
        before = text.translate(_MARK_FOLDING)
        self._size = len(text)
        self._singles = Counter(before) | Counter(text)
        self._pairs = Counter(map("".join, zip(before, text[1:], strict=False)))
        self._triples = Counter(map("".join, zip(before, before[1:], text[2:], strict=False)))
        self.weight = _DOCUMENT_WEIGHT * self._size / (self._size + _HALF_WEIGHT_CHARS)

    def count_char(self, char: str) -> int:
        """Return how often a character stands in the text."""
        return self._singles.get(canonical_char(char), 0)

    def make_estimator(self, before: str) -> CharScorer:
        """Return the function that tells how likely a character is after the two `before`."""
        before = before.translate(_MARK_FOLDING)
        last = before[-1:]
        one, two = self._singles.get(last, 0), self._pairs.get(before, 0)
        singles, pairs, triples, size = self._singles, self._pairs, self._triples, self._size

        def estimate_probability(char: str) -> float:
            chance = max(0, singles.get(char, 0) - 1) / size
            if one:
                chance = (
                    _SHORT_CONTEXT_WEIGHT * chance
                    + _LONG_CONTEXT_WEIGHT * max(0, pairs.get(last + char, 0) - 1) / one
                )
            if two:
                chance = (
                    _SHORT_CONTEXT_WEIGHT * chance
                    + _LONG_CONTEXT_WEIGHT * max(0, triples.get(before + char, 0) - 1) / two
                )
            return chance

        return estimate_probability


class LanguageModel:
    """Score text character by character; make one for each document, the words are shared.

    A model that is not `ordered` knows words alone, and nothing of their parts of speech.
    """

    __slots__ = ("_lifts", "_own", "_words")

    def __init__(self, text: str = "", *, ordered: bool = True) -> None:
        self._words, self._lifts = load_lexicon(), load_pos_transitions().lifts_nats if ordered else None
        self._own = DocumentCounts(text) if text else None

    def count_in_document(self, char: str) -> int:
        """Return how often a character stands in the document's own text."""
        return self._own.count_char(char) if self._own else 0

    def start_state(self, context: str = "") -> ModelState:
        """Return the state after `context`, of which the end is read."""
        state: ModelState = ((("", find_pos_index(START_TAG), 0.0),), "")
        for char in context[-_CONTEXT_CHARS:]:
            state, _ = self.advance_state(state, char)
        return state

    def advance_state(self, state: ModelState, char: str) -> tuple[ModelState, float]:
        """Return the state after one more character, and the character's score."""
        char = canonical_char(char)
        unfinished, score = self._extend_unfinished(state[0], char)
        if self._own:
            score = _mix_scores(score, self._own.weight, self._own.make_estimator(state[1])(char))
        return (unfinished, state[1][-1:] + char), score

    def make_scorer(self, state: ModelState) -> CharScorer:
        """Return the function that scores any plain character after the state."""
        ended, _, known = self._score_word_end(state[0])
        prefixes = self._words.prefix_shares

        def score_by_words(char: str) -> float:
            score = ended + word_start_log_prob(char)
            for prefix, _, told in known:
                if longer := prefixes.get(prefix + char):
                    score = max(score, told + log(longer))
            return score

        if self._own is None:
            return score_by_words
        weight, own = self._own.weight, self._own.make_estimator(state[1])
        return lambda char: _mix_scores(score_by_words(char), weight, own(char))

    def _extend_unfinished(self, unfinished: UnfinishedWords, char: str) -> tuple[UnfinishedWords, float]:
        """Return the unfinished words after one more character, and its score."""
        ended, part, known = self._score_word_end(unfinished)
        prefixes = self._words.prefix_shares
        after = [
            (prefix + char, before, told + log(longer))
            for prefix, before, told in known
            if (longer := prefixes.get(prefix + char))
        ]
        after.append((char, part, ended + word_start_log_prob(char)))
        after.sort(key=_rank_key)
        best = after[0][2]
        return tuple(
            (prefix, before, score - best) for prefix, before, score in after[:_MAX_UNFINISHED_WORDS]
        ), best

    def _score_word_end(self, unfinished: UnfinishedWords) -> tuple[float, int, list[tuple[str, int, float]]]:
        """Return the score if a word ends here, its part of speech, and each unfinished word.

        The score of an unfinished word is what it lacks to its share.
        """
        ends, known = [], []
        for prefix, before, score in unfinished:
            end, part = score, before
            if share := self._words.prefix_shares.get(prefix):
                told = score - log(share)
                known.append((prefix, before, told))
                whole = self._words.word_shares.get(prefix)
                end = told + log(whole) if whole else score + _BROKEN_WORD_NATS
            if prefix and self._lifts:
                part = find_pos_index(prefix)
                end += self._lifts[before][part]
            ends.append((end, part))
        return *max(ends), known

    def score_chars(self, text: str, context: str = "") -> list[float]:
        """Return the score of every character of `text` after `context`."""
        state = self.start_state(context)
        found = []
        for char in text:
            state, score = self.advance_state(state, char)
            found.append(score)
        return found

    def score_text(self, text: str, context: str = "") -> float:
        """Return the score of `text` after `context`."""
        return sum(self.score_chars(text, context))


def _mix_scores(score: float, weight: float, own: float) -> float:
    return log((1 - weight) * exp(score) + weight * own)


def _rank_key(item: tuple[str, int, float]) -> tuple[float, str]:
    return -item[2], item[0]
