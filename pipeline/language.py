"""How likely Chinese text is: words of jieba's dictionary, and the document's own wording.

The words are MIT-licensed (jieba, dict.txt: words with counts from some 60 million words of
news and fiction). Scores are natural logarithms of probabilities, one per character; script,
width and digits make no difference to them. The only module that reads jieba's files.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from math import exp, log
from pathlib import Path

from pipeline.conversion import characters
from pipeline.han import FULL_TO_HALF, HAN, KANA

RARE = 10  # words counted fewer times cost half of the loading time and tell 0.1 bit
# shares of marks and other characters in Chinese running text, rounded from what seeds/ have; the
# end of a line counts as a space
MARKS = {
    "，": 0.055, "。": 0.03, "、": 0.012, "“": 0.006, "”": 0.006, "：": 0.005, "0": 0.02, "a": 0.008,
    "《": 0.003, "》": 0.003, "（": 0.003, "）": 0.003, "；": 0.002, "？": 0.002, "！": 0.002, "—": 0.003,
    "…": 0.001, "·": 0.002, " ": 0.002, "。 ": 0.01, "？ ": 0.001, "！ ": 0.001, "” ": 0.002,
    "吗？": 0.0005, "呢？": 0.0005,
}  # fmt: skip
_UNKNOWN = log(1e-9)  # a Han character that no word begins with
_SYMBOL = log(1e-5)  # any other: a box or an arrow is at home anywhere
_BROKEN = log(1e-4)  # a word given up before its end
_WORST = -12.0  # score of any one character that is looked at: one strange mark makes no text strange
_OPEN_WORDS = 6  # unfinished words kept in mind
_CONTEXT = 6  # characters that can matter to what follows
_OWN = 0.3  # weight of the document's own wording
_OWN_SIZE = 400  # code points of own text that give half of that weight
_OWN_LIMIT = 100_000  # code points of own text that are counted at most

# what Chinese text is made of: ASCII, Latin and Greek letters, marks and symbols, Han and its marks
CHINESE = re.compile(
    "[\t\n\r -~\u00a0-\u024f\u0391-\u03c9\u2010-\u2027\u2030-\u203b\u20ac\u2103-\u2193\u2200-\u22ff"
    f"\u2460-\u27bf\u3000-\u303f\u306e\u3105-\u3129\u3200-\u33ff{HAN}\ufe10-\ufe4f\uff00-\uffef]+"
)

_KANA = re.compile(f"[{KANA}]")
_WIDE = dict(zip(",:;?!()", "，：；？！（）", strict=True)) | {
    ".": "。", "｡": "。", '"': "”", "'": "”", "’": "”", "」": "”", "』": "”", "‘": "“", "「": "“", "『": "“",
    "–": "—", "-": "—",
}  # fmt: skip
_ONE_MARK = dict.fromkeys(map(ord, "，。：；？！ "), "，")

Open = tuple[tuple[str, float], ...]  # unfinished words and the score of each, the best at 0
State = tuple[Open, str]


@lru_cache(65536)
def plain(char: str) -> str:
    """Return the character that stands for this one in the model."""
    char = FULL_TO_HALF.get(ord(char), char)
    if char.isascii():
        if char.isdigit():
            return "0"
        if char.isalpha():
            return "a"
        return " " if char.isspace() else _WIDE.get(char, char)
    return _WIDE.get(char) or (" " if char.isspace() else characters("TSCharacters").get(char, char))


@dataclass(frozen=True, slots=True)
class Words:
    """Log counts of words, and of all words that begin with a prefix; a word is a prefix too."""

    prefixes: dict[str, float]
    whole: dict[str, float]
    total: float


@lru_cache(1)
def words() -> Words:
    """Return the words of jieba's dictionary; the first call takes some 0.5 s."""
    counts: dict[str, int] = {}
    with _dictionary().open(encoding="utf-8") as rows:
        for row in rows:
            word, _, rest = row.partition(" ")
            count = int(rest.partition(" ")[0])
            if count >= RARE and not word.isascii():
                word = "".join(map(plain, word))
                counts[word] = counts.get(word, 0) + count
    scale = sum(counts.values()) / (1 - sum(MARKS.values()))
    counts |= {mark: round(share * scale) for mark, share in MARKS.items()}
    prefixes: dict[str, int] = {}
    for word, count in counts.items():
        for end in range(1, len(word) + 1):
            prefix = word[:end]
            prefixes[prefix] = prefixes.get(prefix, 0) + count
    logs = {prefix: log(count) for prefix, count in prefixes.items()}
    return Words(logs, {word: log(count) for word, count in counts.items()}, log(scale))


def _dictionary() -> Path:
    # find_spec, because jieba takes a second to import and none of its code is needed
    spec = find_spec("jieba")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "dict.txt"


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

    def probability(self, before: str, char: str) -> float:
        """Return how likely `char` is after the two characters `before`."""
        before = before.translate(_ONE_MARK)
        chance = max(0, self._singles[char] - 1) / self._size
        if seen := self._singles[before[-1:]]:
            chance = 0.3 * chance + 0.7 * max(0, self._pairs[before[-1:] + char] - 1) / seen
        if seen := self._pairs[before]:
            chance = 0.3 * chance + 0.7 * max(0, self._triples[before + char] - 1) / seen
        return chance


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
        unfinished, before = state
        unfinished, score = self._words_step(unfinished, char)
        if self._own:
            own = self._own.probability(before, char)
            score = log((1 - self._own.weight) * exp(score) + self._own.weight * own)
        return (unfinished, before[-1:] + char), score

    def _words_step(self, unfinished: Open, char: str) -> tuple[Open, float]:
        prefixes, whole = self._words.prefixes, self._words.whole
        after = []
        ended = -1e9
        for prefix, score in unfinished:
            if prefix:
                told = prefixes.get(prefix, 0.0)
                longer = prefixes.get(prefix + char)
                if longer is not None:
                    after.append((prefix + char, score + longer - told))
                end = score + (whole[prefix] - told if prefix in whole else _BROKEN)
            else:
                end = score
            ended = max(ended, end)
        first = prefixes.get(char)
        if first is None:
            after.append((char, ended + (_UNKNOWN if "\u3400" <= char < "\ue000" else _SYMBOL)))
        else:
            after.append((char, ended + first - self._words.total))
        after.sort(key=_by_score)
        best = after[0][1]
        return tuple((prefix, score - best) for prefix, score in after[:_OPEN_WORDS]), best

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


def _by_score(item: tuple[str, float]) -> tuple[float, str]:
    return -item[1], item[0]


@lru_cache(65536)
def alone(char: str) -> float:
    """Return the score of the character by itself, as the first of a word; a quick look at a text."""
    char = plain(char)
    known = words().prefixes.get(char)
    if known is None:
        return _WORST if "\u3400" <= char < "\ue000" else _SYMBOL
    return max(known - words().total, _WORST)


def frequent(count: int) -> list[str]:
    """Return the most frequent characters, by the words that begin with them."""
    known = words().prefixes
    return sorted((char for char in known if len(char) == 1), key=lambda char: (-known[char], char))[:count]


_AROUND = 30  # characters on either side that tell the language
_JAPANESE = 0.08  # share of kana; GBK that is read one byte off has some 2 %


def japanese(text: str, at: int) -> bool:
    """Tell whether the text around `at` is Japanese, by its kana."""
    around = text[max(0, at - _AROUND) : at + _AROUND]
    return len(_KANA.findall(around)) > _JAPANESE * len(around)


_GLANCE = 200  # characters that are read to tell how a text reads


def mean(text: str) -> float:
    """Return the mean score per character of the beginning of `text`, without its white space.

    Edited prose has -4.5 to -6.5, verse and lists of names down to -9, random Han -13.
    """
    glance = "".join(text[: 2 * _GLANCE].split())[:_GLANCE]
    scores = [max(score, _WORST) for score in Model().scores(glance)]
    return sum(scores) / len(scores) if scores else 0.0
