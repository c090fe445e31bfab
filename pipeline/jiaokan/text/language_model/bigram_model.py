"""The model: words, how their parts of speech follow one another, and the document's own wording."""

from collections import Counter
from collections.abc import Callable
from math import exp, log

from jiaokan.text.language_model.lexicon import first, plain, words
from jiaokan.text.language_model.pos_transitions import START, grammar, place

_BROKEN = log(1e-4)  # a word given up before its end
_OPEN_WORDS = 6  # unfinished words kept in mind
_CONTEXT = 6  # characters that can matter to what follows
_OWN = 0.3  # weight of the document's own wording
_OWN_SIZE = 400  # code points of own text that give half of that weight
_OWN_LIMIT = 100_000  # code points of own text that are counted at most
_LESS, _MORE = 0.3, 0.7  # weights of the shorter and the longer context in it

_ONE_MARK = dict.fromkeys(map(ord, "，。：；？！ "), "，")

# unfinished words, the part of speech before each, and its score, the best at 0
Open = tuple[tuple[str, int, float], ...]
State = tuple[Open, str]
Scorer = Callable[[str], float]  # the score of a plain character


class Own:
    """Counts of the document's own characters, pairs and triples; all marks count as one before them.

    What stands there once does not count: damage would speak for itself.
    """

    __slots__ = ("_pairs", "_singles", "_size", "_triples", "weight")

    def __init__(self, text: str) -> None:
        text = "".join(map(plain, text[:_OWN_LIMIT]))
        before = text.translate(_ONE_MARK)
        self._size = len(text)
        self._singles = Counter(before) | Counter(text)
        self._pairs = Counter(map("".join, zip(before, text[1:], strict=False)))
        self._triples = Counter(map("".join, zip(before, before[1:], text[2:], strict=False)))
        self.weight = _OWN * self._size / (self._size + _OWN_SIZE)

    def count(self, char: str) -> int:
        """Return how often a character stands in the text."""
        return self._singles.get(plain(char), 0)

    def after(self, before: str) -> Scorer:
        """Return the function that tells how likely a character is after the two `before`."""
        before = before.translate(_ONE_MARK)
        last = before[-1:]
        one, two = self._singles.get(last, 0), self._pairs.get(before, 0)
        singles, pairs, triples, size = self._singles, self._pairs, self._triples, self._size

        def probability(char: str) -> float:
            chance = max(0, singles.get(char, 0) - 1) / size
            if one:
                chance = _LESS * chance + _MORE * max(0, pairs.get(last + char, 0) - 1) / one
            if two:
                chance = _LESS * chance + _MORE * max(0, triples.get(before + char, 0) - 1) / two
            return chance

        return probability


class Model:
    """Score text character by character; make one for each document, the words are shared.

    A model that is not `ordered` knows words alone, and nothing of their parts of speech.
    """

    __slots__ = ("_lifts", "_own", "_words")

    def __init__(self, text: str = "", *, ordered: bool = True) -> None:
        self._words, self._lifts = words(), grammar().lifts if ordered else None
        self._own = Own(text) if text else None

    def own(self, char: str) -> int:
        """Return how often a character stands in the document's own text."""
        return self._own.count(char) if self._own else 0

    def start(self, context: str = "") -> State:
        """Return the state after `context`, of which the end is read."""
        state: State = ((("", place(START), 0.0),), "")
        for char in context[-_CONTEXT:]:
            state, _ = self.step(state, char)
        return state

    def step(self, state: State, char: str) -> tuple[State, float]:
        """Return the state after one more character, and the character's score."""
        char = plain(char)
        unfinished, score = self._read(state[0], char)
        if self._own:
            score = _mixed(score, self._own.weight, self._own.after(state[1])(char))
        return (unfinished, state[1][-1:] + char), score

    def scorer(self, state: State) -> Scorer:
        """Return the function that scores any plain character after the state."""
        ended, _, known = self._ended(state[0])
        prefixes = self._words.prefixes

        def by_words(char: str) -> float:
            score = ended + first(char)
            for prefix, _, told in known:
                if longer := prefixes.get(prefix + char):
                    score = max(score, told + log(longer))
            return score

        if self._own is None:
            return by_words
        weight, own = self._own.weight, self._own.after(state[1])
        return lambda char: _mixed(by_words(char), weight, own(char))

    def _read(self, unfinished: Open, char: str) -> tuple[Open, float]:
        """Return the unfinished words after one more character, and its score."""
        ended, part, known = self._ended(unfinished)
        prefixes = self._words.prefixes
        after = [
            (prefix + char, before, told + log(longer))
            for prefix, before, told in known
            if (longer := prefixes.get(prefix + char))
        ]
        after.append((char, part, ended + first(char)))
        after.sort(key=_by_score)
        best = after[0][2]
        return tuple((prefix, before, score - best) for prefix, before, score in after[:_OPEN_WORDS]), best

    def _ended(self, unfinished: Open) -> tuple[float, int, list[tuple[str, int, float]]]:
        """Return the score if a word ends here, its part of speech, and each unfinished word.

        The score of an unfinished word is what it lacks to its share.
        """
        ends, known = [], []
        for prefix, before, score in unfinished:
            end, part = score, before
            if share := self._words.prefixes.get(prefix):
                told = score - log(share)
                known.append((prefix, before, told))
                whole = self._words.whole.get(prefix)
                end = told + log(whole) if whole else score + _BROKEN
            if prefix and self._lifts:
                part = place(prefix)
                end += self._lifts[before][part]
            ends.append((end, part))
        return *max(ends), known

    def scores(self, text: str, context: str = "") -> list[float]:
        """Return the score of every character of `text` after `context`."""
        state = self.start(context)
        found = []
        for char in text:
            state, score = self.step(state, char)
            found.append(score)
        return found

    def score(self, text: str, context: str = "") -> float:
        """Return the score of `text` after `context`."""
        return sum(self.scores(text, context))


def _mixed(score: float, weight: float, own: float) -> float:
    return log((1 - weight) * exp(score) + weight * own)


def _by_score(item: tuple[str, int, float]) -> tuple[float, str]:
    return -item[2], item[0]
