"""Find the text whose bytes fit what is left of them: a beam search under the language model.

A slot is a byte of the text before it was damaged, or None where the byte is lost.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jiaokan.repairs import gbk_tables
from jiaokan.text.language_model import LanguageModel, ModelState, canonical_char
from jiaokan.text.script_conversion import load_char_table

PartialBytes = Sequence[int | None]

BEAM_WIDTH = 40
_MANY_CHARS, _NARROW_BEAM_WIDTH = 20, 12  # where a lost byte leaves that many characters, fewer guesses go on
_MAX_SAME_ENDINGS = 2  # texts of the beam that may differ only before their last three characters
_OTHER_SCRIPT_NATS = 6.0  # cost of a Simplified form in Traditional text, and the reverse
_VARIANT_NATS = 1.5  # cost of a Traditional form that converters do not choose


_RARE_BRACKET_NATS, _SYMBOL_NATS = 3.0, 8.0  # cost of rare brackets, which fit anywhere, and of other symbols
_RARE_BRACKETS = frozenset("「」『』〈〉【】‘’％·？；")  # and marks that kits hit wherever they stand
_RARE_BRACKET_PAIRS = ("「」", "『』", "〈〉", "【】", "‘’")
MISPLACED_MARK_NATS = 4.0  # cost of a mark where none can stand: after another, and after a word that opens
_STOP_MARKS = frozenset("，。、；：？！")
CLOSING_MARKS = _STOP_MARKS | frozenset("”’》〉）】」』…")
MARKS_BEFORE_WORDS = frozenset("“‘《〈（【「『，、；：")  # marks that none of those follows
_PHRASE_OPENERS = MARKS_BEFORE_WORDS | frozenset("和与及或并且而但若把被从向对在于以因由为很更最")


@dataclass(frozen=True, slots=True)
class Guess:
    """A text that fits the slots so far, its score, and the model's state after it."""

    score: float
    text: str
    state: ModelState

    def with_cost(self, cost: float) -> "Guess":
        """Return the guess at a cost."""
        return Guess(self.score - cost, self.text, self.state)


RankedGuess = tuple[float, str, int, Guess]  # negative score, text, order of coming, and the guess it came of


@lru_cache
def _script_forms() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the characters of Traditional text only, of Simplified only, and rare variants."""
    simplified, traditional = load_char_table("TSCharacters"), load_char_table("STCharacters")
    trad = frozenset(char for char, other in simplified.items() if other != char)
    simp = frozenset(char for char, other in traditional.items() if other != char and char not in simplified)
    return (
        trad,
        simp,
        frozenset(char for char in trad if traditional.get(simplified[char]) not in (None, char)),
    )


def is_traditional(text: str) -> bool:
    """Tell whether more characters of the text are Traditional only than Simplified only."""
    trad, simp, _ = _script_forms()
    return sum(char in trad for char in text) > sum(char in simp for char in text)


def find_rare_brackets(text: str) -> frozenset[str]:
    """Return the rare brackets that the text opens."""
    return frozenset(char for pair in _RARE_BRACKET_PAIRS for char in pair if pair[0] in text)


@dataclass(frozen=True, slots=True)
class BeamSearch:
    """A search in one document: its model and its script, None where it cannot be told.

    `common` does not know the document's own wording: damage that is repeated, as an abstract
    repeats its opening, would speak for itself.
    """

    model: LanguageModel
    common_model: LanguageModel
    traditional: bool | None
    rare_brackets: frozenset[str] = frozenset()  # rare ones that the text holds

    def start_guesses(self, left: str) -> list[Guess]:
        """Return the guess to begin with, after the text `left`."""
        return [Guess(0.0, "", self.model.start_state(left))]

    def fill_slots(self, guesses: list[Guess], slots: PartialBytes) -> list[Guess]:
        """Return the best texts that fit the slots, each after one of the guesses."""
        at = defaultdict(list, {0: guesses})
        for i in range(len(slots)):
            for end, chars in _list_fitting_chars(slots, i):
                at[end] += self.extend_all(
                    keep_best(at[i], BEAM_WIDTH if len(chars) < _MANY_CHARS else _NARROW_BEAM_WIDTH), chars
                )
        return keep_best(at[len(slots)])

    def extend_all(self, guesses: Iterable[Guess], chars: Sequence[str]) -> list[Guess]:
        """Return the best of every guess with every character after it."""
        return self.extend_each((guess, chars) for guess in guesses)

    def extend_each(self, ways: Iterable[tuple[Guess, Sequence[str]]]) -> list[Guess]:
        """Return the best of every guess with each of its own characters after it."""
        costs: dict[str, tuple[str, float]] = {}
        found: list[RankedGuess] = []
        for guess, chars in ways:
            before = guess.state[0][0][0]
            none = CLOSING_MARKS if before in _PHRASE_OPENERS else _STOP_MARKS if before == "。" else ()
            score = self.model.make_scorer(guess.state)
            for char in chars:
                read, cost = costs.get(char) or costs.setdefault(
                    char, (canonical_char(char), self._char_cost(char))
                )
                total = guess.score + score(read) - cost - (MISPLACED_MARK_NATS if char in none else 0.0)
                found.append((-total, guess.text + char, len(found), guess))
        return [
            Guess(-total, text, self.model.advance_state(guess.state, text[-1])[0])
            for total, text, _, guess in _keep_best_ranked(found, BEAM_WIDTH)
        ]

    def score_after(self, state: ModelState, text: str) -> float:
        """Return the score of `text` after a state."""
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


def _list_fitting_chars(slots: PartialBytes, i: int) -> Iterable[tuple[int, tuple[str, ...]]]:
    """Yield the characters that the slots from `i` on may be, and the slot after them."""
    lead = slots[i]
    if lead is not None and lead < 0x80:
        yield i + 1, (chr(lead),)
    elif i + 1 < len(slots):
        yield i + 2, _chars_of_pair(lead, slots[i + 1])


def _chars_of_pair(lead: int | None, trail: int | None) -> tuple[str, ...]:
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


def keep_best(guesses: Iterable[Guess], beam: int = BEAM_WIDTH) -> list[Guess]:
    """Return the best guesses, of which few share their end."""
    ranked = [(-guess.score, guess.text, i, guess) for i, guess in enumerate(guesses)]
    return [guess for *_, guess in _keep_best_ranked(ranked, beam)]


def _keep_best_ranked(ranked: list[RankedGuess], beam: int) -> list[RankedGuess]:
    kept = []
    twins: defaultdict[str, int] = defaultdict(int)
    for rank in sorted(ranked):
        end = rank[1][-3:]
        if twins[end] < _MAX_SAME_ENDINGS:
            twins[end] += 1
            kept.append(rank)
            if len(kept) == beam:
                break
    return kept
