"""The model: words one after another, and what the document itself says again and again."""

from collections import Counter
from collections.abc import Callable
from math import exp, log

from pipeline.language.words import first, plain, words

_BROKEN = log(1e-4)  # a word given up before its end
_OPEN_WORDS = 6  # unfinished words kept in mind
_CONTEXT = 6  # characters that can matter to what follows
_OWN = 0.3  # weight of the document's own wording
_OWN_SIZE = 400  # code points of own text that give half of that weight
_OWN_LIMIT = 100_000  # code points of own text that are counted at most
_LESS, _MORE = 0.3, 0.7  # weights of the shorter and the longer context in it

_ONE_MARK = dict.fromkeys(map(ord, "，。：；？！ "), "，")

Open = tuple[tuple[str, float], ...]  # unfinished words and the score of each, the best at 0
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
    """Score text character by character; make one for each document, the words are shared."""

    __slots__ = ("_own", "_words")

    def __init__(self, text: str = "") -> None:
        self._words = words()
        self._own = Own(text) if text else None

    def start(self, context: str = "") -> State:
        """Return the state after `context`, of which the end is read."""
        state: State = ((("", 0.0),), "")
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
        ended, known = self._ended(state[0])
        prefixes = self._words.prefixes

        def by_words(char: str) -> float:
            score = ended + first(char)
            for prefix, told in known:
                if longer := prefixes.get(prefix + char):
                    score = max(score, told + log(longer))
            return score

        if self._own is None:
            return by_words
        weight, own = self._own.weight, self._own.after(state[1])
        return lambda char: _mixed(by_words(char), weight, own(char))

    def _read(self, unfinished: Open, char: str) -> tuple[Open, float]:
        """Return the unfinished words after one more character, and its score."""
        ended, known = self._ended(unfinished)
        prefixes = self._words.prefixes
        after = [
            (prefix + char, told + log(longer))
            for prefix, told in known
            if (longer := prefixes.get(prefix + char))
        ]
        after.append((char, ended + first(char)))
        after.sort(key=_by_score)
        best = after[0][1]
        return tuple((prefix, score - best) for prefix, score in after[:_OPEN_WORDS]), best

    def _ended(self, unfinished: Open) -> tuple[float, list[tuple[str, float]]]:
        """Return the score if a word ends here, and of each unfinished word what it lacks to its count."""
        ended, known = -1e9, []
        for prefix, score in unfinished:
            count = self._words.prefixes.get(prefix)
            if count is None:  # nothing has been read, or what no word begins with
                ended = max(ended, score if len(prefix) < 2 else score + _BROKEN)
                continue
            told = score - log(count)
            known.append((prefix, told))
            whole = self._words.whole.get(prefix)
            ended = max(ended, told + log(whole) if whole else score + _BROKEN)
        return ended, known

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


def _by_score(item: tuple[str, float]) -> tuple[float, str]:
    return -item[1], item[0]
