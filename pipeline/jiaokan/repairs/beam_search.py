"""Find the text that fits the remaining bytes of a damaged one: a beam search under the language model.

A slot is a byte of the text before it was damaged, or None where the byte is lost.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import heapify, heappop
from itertools import chain
from math import inf
from operator import sub
from typing import NamedTuple

from jiaokan.repairs import gbk_tables
from jiaokan.repairs.step_budget import SearchBudget
from jiaokan.text.language_model import LanguageModel, ModelState, canonical_char
from jiaokan.text.script_conversion import load_char_table

PartialBytes = Sequence[int | None]

BEAM_WIDTH = 40
_MAX_DEFICIT_NATS = 8.0  # nats by which a text may be worse than the best one of the same bytes
_STEPS_PER_GUESS = 10  # what a guess costs beside the characters after it
_MANY_CHARS, _NARROW_BEAM_WIDTH = 20, 12  # with so many characters for a lost byte, the beam is narrower
_MAX_SAME_ENDINGS = 2  # texts of the beam that share their last three characters
_OTHER_SCRIPT_NATS = 6.0  # cost of a Simplified character in Traditional text, and the reverse
_VARIANT_NATS = 1.5  # cost of a Traditional variant that converters do not choose
_RARE_BRACKET_NATS, _SYMBOL_NATS = 3.0, 8.0  # cost of rare brackets, and of other symbols
_RARE_BRACKETS = frozenset(
    "「」『』〈〉【】‘’％·？；"
)  # and marks that damaging programs replace wherever they stand
_RARE_BRACKET_PAIRS = ("「」", "『』", "〈〉", "【】", "‘’")
MISPLACED_MARK_NATS = 4.0  # cost of a mark after another mark, or after a word that begins a phrase
_STOP_MARKS = frozenset("，。、；：？！")
PHRASE_MARKS = _STOP_MARKS | frozenset("”’》〉）】」』…")
MARKS_BEFORE_WORDS = frozenset("“‘《〈（【「『，、；：")  # marks that no closing mark follows
_PHRASE_OPENERS = MARKS_BEFORE_WORDS | frozenset("和与及或并且而但若把被从向对在于以因由为很更最")


class Guess(NamedTuple):  # a tuple and no dataclass for speed: a search makes thousands
    """A text that fits the slots so far.

    Attributes:
        score: Score of the text in nats.
        text: The text.
        state: State of the language model after it.
    """

    score: float
    text: str
    state: ModelState

    def with_cost(self, cost: float) -> "Guess":
        """Return the guess with its score reduced by `cost` nats."""
        return Guess(self.score - cost, self.text, self.state)


Chars = tuple[str, ...]  # characters that a search tries after a guess
CharCosts = tuple[Chars, list[float], list[int]]  # in canonical form, what each costs, places of marks
RankedGuess = tuple[float, str, Guess]  # negative score, text, the guess it extends


@lru_cache
def _script_forms() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the characters that only Traditional has, that only Simplified has, and rare variants."""
    simplified, traditional = load_char_table("TSCharacters"), load_char_table("STCharacters")
    trad = frozenset(char for char, other in simplified.items() if other != char)
    simp = frozenset(char for char, other in traditional.items() if other != char and char not in simplified)
    return (
        trad,
        simp,
        frozenset(char for char in trad if traditional.get(simplified[char]) not in (None, char)),
    )


def is_traditional(text: str) -> bool:
    """Return whether more characters of the text are Traditional only than Simplified only.

    >>> is_traditional("漢字简體"), is_traditional("汉字")
    (True, False)
    """
    trad, simp, _ = _script_forms()
    return sum(map(trad.__contains__, text)) > sum(map(simp.__contains__, text))


def find_rare_brackets(text: str) -> frozenset[str]:
    """Return the rare brackets that the text uses, both of each pair."""
    return frozenset(char for pair in _RARE_BRACKET_PAIRS for char in pair if pair[0] in text)


@dataclass(frozen=True, slots=True)
class BeamSearch:
    """A search within one document.

    Attributes:
        model: Language model of the document.
        common_model: Language model without the document's own wording. Damage that is repeated, as an
            abstract repeats the first sentence, would otherwise be evidence for itself.
        traditional: Whether the document is in Traditional, None where that is unknown.
        rare_brackets: Rare brackets that the document uses.
        budget: Bounds the time of all searches; once it is spent, nothing fits any more.
    """

    model: LanguageModel
    common_model: LanguageModel
    traditional: bool | None
    rare_brackets: frozenset[str] = frozenset()
    budget: SearchBudget = field(default_factory=lambda: SearchBudget(sys.maxsize))
    _known_costs: dict[Chars, CharCosts] = field(default_factory=dict, repr=False)

    def start_guesses(self, left: str) -> list[Guess]:
        """Return the initial guess, after the text `left`."""
        return [Guess(0.0, "", self.model.start_state(left))]

    def fill_slots(self, guesses: list[Guess], slots: PartialBytes) -> list[Guess]:
        """Return the best texts that fit the slots, each an extension of a guess.

        Args:
            guesses: The best guesses so far, in order, as a search returns them.
            slots: The bytes.
        """
        reached: defaultdict[int, list[list[Guess]]] = defaultdict(list, {0: [guesses]})
        for i in range(len(slots)):
            for end, chars in _list_fitting_chars(slots, i):
                beam_width = BEAM_WIDTH if len(chars) < _MANY_CHARS else _NARROW_BEAM_WIDTH
                reached[end].append(self.extend_all(_merge_best(reached[i], beam_width), chars))
        return _merge_best(reached[len(slots)], BEAM_WIDTH)

    def extend_all(self, guesses: Iterable[Guess], chars: Chars, min_score: float = -inf) -> list[Guess]:
        """Return the best extensions of every guess by every character."""
        return self.extend_each(((guess, chars) for guess in guesses), min_score)

    def extend_each(self, pairs: Iterable[tuple[Guess, Chars]], min_score: float = -inf) -> list[Guess]:
        """Return the best extensions of every guess by each of its own characters, in order.

        Args:
            pairs: The guesses, each with its characters.
            min_score: Score in nats below which no extension is of use.
        """
        ranked: list[RankedGuess] = []
        for guess, chars in pairs:
            if guess.score < min_score or not chars:
                continue
            if not self.budget.spend(_STEPS_PER_GUESS + len(chars)):
                return []
            added = self._score_extensions(guess, chars)
            min_score = max(min_score, guess.score + max(added) - _MAX_DEFICIT_NATS)
            min_added = min_score - guess.score
            ranked += [
                (-guess.score - nats, guess.text + char, guess)
                for char, nats in zip(chars, added, strict=True)
                if nats >= min_added
            ]
        return [
            Guess(-total, text, self.model.extend_state(guess.state, text[-1]))
            for total, text, guess in _keep_best_ranked(ranked, BEAM_WIDTH)
        ]

    def _score_extensions(self, guess: Guess, chars: Chars) -> list[float]:
        """Return what each of some characters adds to the score of a guess, in nats."""
        canonical, costs, mark_places = self._known_costs.get(chars) or self._find_costs(chars)
        added = list(map(sub, self.model.score_choices(guess.state, canonical), costs))
        if mark_places and (misplaced_marks := _find_misplaced_marks(guess.state[0][0][0])):
            for at in mark_places:
                if chars[at] in misplaced_marks:
                    added[at] -= MISPLACED_MARK_NATS
        return added

    def _find_costs(self, chars: Chars) -> CharCosts:
        """Compute the costs of the characters that some bytes allow, and keep them."""
        mark_places = [at for at, char in enumerate(chars) if char in PHRASE_MARKS]
        found = tuple(map(canonical_char, chars)), [*map(self._char_cost, chars)], mark_places
        self._known_costs[chars] = found
        return found

    def score_after(self, state: ModelState, text: str) -> float:
        """Return the score of `text` after a state, in nats."""
        total = 0.0
        for char in text:
            state, score = self.model.advance_state(state, char)
            total += score
        return total

    def _char_cost(self, char: str) -> float:
        if char in _RARE_BRACKETS:
            return 0.0 if char in self.rare_brackets else _RARE_BRACKET_NATS
        if not (char.isascii() or gbk_tables.is_likely_char(char)):
            return _SYMBOL_NATS
        if self.traditional is None:
            return 0.0
        trad, simp, variants = _script_forms()
        if char in (simp if self.traditional else trad):
            return _OTHER_SCRIPT_NATS
        return _VARIANT_NATS if char in variants else 0.0


def _find_misplaced_marks(before: str) -> frozenset[str]:
    """Return the marks that are unlikely after an unfinished word or a mark."""
    return PHRASE_MARKS if before in _PHRASE_OPENERS else _STOP_MARKS if before == "。" else frozenset()


def _list_fitting_chars(slots: PartialBytes, i: int) -> Iterable[tuple[int, Chars]]:
    """Yield the slot after each character that may begin at slot `i`, with the possible characters."""
    lead = slots[i]
    if lead is not None and lead < 0x80:
        yield i + 1, (chr(lead),)
    elif i + 1 < len(slots):
        yield i + 2, _chars_of_pair(lead, slots[i + 1])


@lru_cache(4096)
def _chars_of_pair(lead: int | None, trail: int | None) -> Chars:
    if lead is not None and trail is not None:
        char = gbk_tables.chars_by_code().get(lead << 8 | trail)
        return (char,) if char else ()
    if lead is not None:
        return tuple(char for _, char in gbk_tables.likely_chars_by_lead().get(lead, ()))
    return (
        tuple(char for _, char in gbk_tables.likely_chars_by_trail().get(trail, ()))
        if trail is not None
        else ()
    )


def keep_best(guesses: Iterable[Guess], beam_width: int = BEAM_WIDTH) -> list[Guess]:
    """Return the best guesses; few of them share their last characters."""
    ranked = [(-guess.score, guess.text, guess) for guess in guesses]
    return [guess for *_, guess in _keep_best_ranked(ranked, beam_width)]


def _merge_best(lists: Sequence[list[Guess]], beam_width: int) -> list[Guess]:
    """Return the best guesses of some lists, each of which has its own best ones in order."""
    return lists[0][:beam_width] if len(lists) == 1 else keep_best(chain.from_iterable(lists), beam_width)


def _keep_best_ranked(ranked: list[RankedGuess], beam_width: int) -> list[RankedGuess]:
    """Return the lowest, in order; few of them share their last characters. Empties the list."""
    kept: list[RankedGuess] = []
    counts_by_ending: defaultdict[str, int] = defaultdict(int)
    heapify(ranked)  # few of many are kept
    while ranked and len(kept) < beam_width:
        guess = heappop(ranked)
        ending = guess[1][-3:]
        if counts_by_ending[ending] < _MAX_SAME_ENDINGS:
            counts_by_ending[ending] += 1
            kept.append(guess)
    return kept
