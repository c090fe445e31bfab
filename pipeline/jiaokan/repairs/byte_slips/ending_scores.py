"""Score where and how a run that is one byte off may end, by the text after it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from math import inf
from typing import NamedTuple

from jiaokan.repairs import gbk_tables, punctuation_prior
from jiaokan.repairs.beam_search import (
    MARKS_BEFORE_WORDS,
    MISPLACED_MARK_NATS,
    PHRASE_MARKS,
    BeamSearch,
    Guess,
)
from jiaokan.repairs.pinyin_dictionary import PRINTED_READING, has_reading, list_readings, strip_inner_reading
from jiaokan.text.language_model import canonical_char
from jiaokan.text.unicode_ranges import PRIVATE_USE

_RIGHT_CONTEXT_CHARS = 5  # code points after the run that are scored with it
# nats for pinyin after the run: fits the last character, fits but for its tone, does not fit
_FITTING_READING_NATS, _NEAR_READING_NATS, _MISFIT_READING_NATS = 6.0, 3.0, -8.0
_STRAY_LETTER_NATS = -6.0  # nats for a single letter before Han that stays unexplained
_BRACKET_CONTEXT_CHARS = 62  # code points before a bracket within which it may have been opened
_ORDINARY_SIGNS = frozenset("@[|_~")  # signs between a mark and Han in any text
_UNPAIRED_MARK_NATS = -5.0  # nats for a paired mark after another of the same side
_PRIVATE_USE_NATS = -8.0  # nats for a private-use character, which undamaged text does not have
_LETTER_CHOICE_NATS = -4.0  # nats for the choice of a letter; to the model all letters are the same
_MAX_TRIED_GUESSES = 20  # guesses that are scored with the text after them
_MAX_BEHIND_NATS = 8.0  # log odds by which a search may be worse than another at the same offset
BRACKETED_READING = re.compile(
    rf"""
    [?\ufffd]?[(（]?               # a lost byte, an opening bracket that may be lost
    ({PRINTED_READING})[)）]       # kāi)
    """,
    re.VERBOSE,
)
PRIVATE_USE_CHAR = re.compile(f"[{PRIVATE_USE}]")
_ASCII_LETTER = re.compile("[A-Za-z]")
# a bracket in a pair is no byte of a character: one that is closed, and one that was opened
_CLOSED_BRACKETS = re.compile(r"\[[^][\n]{1,30}[]】]|\{[^{}\n]{1,30}\}")
_OPEN_BRACKET = re.compile(r"[【\[][^]\[【】\n]{1,60}\Z|\{[^{}\n]{1,60}\Z")


class Restoration(NamedTuple):  # a tuple and no dataclass for speed: a search makes hundreds
    """Text that may have stood where the damage is.

    Attributes:
        gain_nats: Gain over the score of the present text.
        text: The restored text.
        end: Offset of the end of the damage.
    """

    gain_nats: float
    text: str
    end: int


def _score_reading(char: str, printed: str) -> float:
    """Return what a bracketed reading says for the character before it, in nats."""
    if not has_reading(char, printed):
        return _MISFIT_READING_NATS
    return _FITTING_READING_NATS if printed in list_readings(char) else _NEAR_READING_NATS


@dataclass(frozen=True, slots=True)
class BestLogOdds:
    """What the searches from the signs of one slip have reached; they read the same bytes behind their signs.

    Attributes:
        log_odds: The best log odds at each offset of the text.
    """

    log_odds: dict[int, float] = field(default_factory=dict)

    def record_search(self, offset: int, log_odds: float) -> bool:
        """Record what a search has reached at an offset; return whether it is near the best there."""
        best = self.log_odds[offset] = max(log_odds, self.log_odds.get(offset, -inf))
        return log_odds >= best - _MAX_BEHIND_NATS


class EndingScorer:
    """Score the endings of a damaged stretch.

    Args:
        search: The search in the document.
        text: The document.
        start: Offset of the damage.
        left_context: The text before the damage that is scored with it.
    """

    def __init__(self, search: BeamSearch, text: str, start: int, left_context: str) -> None:
        self.search, self.text, self.start = search, text, start
        self._left_context = left_context
        # scores of the present characters from `start` on, as far as they were asked for, and the state there
        self._present_scores: list[float] = []
        self._present_state = search.common_model.start_state(left_context)
        self._sides_before = punctuation_prior.find_sides_before(text, start)
        self._clause_before = text[max(0, start - punctuation_prior.CLAUSE_CONTEXT_CHARS) : start]

    def find_trail_letter(self, offset: int) -> int | None:
        """Return the single byte at `offset` if it may be a trail byte."""
        char = self.text[offset : offset + 1]
        if (
            not "@" <= char <= "~"
            or _CLOSED_BRACKETS.match(self.text, offset)
            or (char == "~" and self._is_drawn_out(offset))
        ):
            return None
        return (
            None
            if char in "]}"
            and _OPEN_BRACKET.search(self.text, max(0, offset - _BRACKET_CONTEXT_CHARS), offset)
            else ord(char)
        )

    def _is_drawn_out(self, offset: int) -> bool:
        """Return whether the tilde at `offset` lengthens a word, as in chats."""
        next_char = self.text[offset + 1 : offset + 2]
        return (
            offset == self.start + 1
            or self.text.count("~") > 1
            or not next_char
            or next_char not in gbk_tables.codes_by_char()
        )

    def score_endings(self, guesses: list[Guess], offset: int, bonus: float = 0.0) -> Iterator[Restoration]:
        """Yield every guess with its gain, which includes the text from `offset` on."""
        reading = BRACKETED_READING.match(self.text, offset)
        after_reading = reading.end() if reading else offset
        following = self.text[after_reading : after_reading + _RIGHT_CONTEXT_CHARS] + "\n"
        right_context = following[: following.index("\n") + 1]
        count_unpaired = partial(
            punctuation_prior.count_unpaired,
            self._sides_before,
            after=punctuation_prior.find_sides_after(self.text, offset),
        )
        observed = self.score_observed(offset, right_context) + _UNPAIRED_MARK_NATS * count_unpaired(
            self.text[self.start : offset]
        )
        for guess in guesses[:_MAX_TRIED_GUESSES]:
            score, is_fitting = guess.score + self.search.score_after(guess.state, right_context), False
            if "。" in guess.text:
                score += punctuation_prior.stop_position_score(
                    self._clause_before,
                    guess.text,
                    self.text[offset : offset + punctuation_prior.CLAUSE_CONTEXT_CHARS],
                )
            score += _UNPAIRED_MARK_NATS * count_unpaired(guess.text)
            if guess.text[-1] in MARKS_BEFORE_WORDS and canonical_char(right_context[0]) in PHRASE_MARKS:
                score -= MISPLACED_MARK_NATS
            if reading:
                printed = strip_inner_reading(reading[1])
                is_fitting = has_reading(guess.text[-1], printed)
                score += _score_reading(guess.text[-1], printed)
            yield Restoration(score + bonus - observed, guess.text, after_reading if is_fitting else offset)

    def stray_letter_nats(self, offset: int) -> float:
        """Return the nats (0 or less) for a letter at `offset` that stays unexplained."""
        if self.find_trail_letter(offset) is None:
            return 0.0
        if BRACKETED_READING.match(self.text, offset + 1):
            return _MISFIT_READING_NATS
        is_single = (
            self.text[offset] not in _ORDINARY_SIGNS and not self.text[offset + 1 : offset + 2].isascii()
        )
        return _STRAY_LETTER_NATS if is_single else 0.0

    def score_observed(self, offset: int, right_context: str) -> float:
        """Return the score in nats of the present text up to `offset`, and of the text after it."""
        state = self.search.model.start_state(self._left_context + self.text[self.start : offset])
        return self.score_damage(offset) + self.search.score_after(state, right_context)

    def score_damage(self, offset: int) -> float:
        """Return the score in nats of the present text up to `offset`."""
        damaged = self.text[self.start : offset]
        damage_nats = _PRIVATE_USE_NATS * len(PRIVATE_USE_CHAR.findall(damaged)) + _LETTER_CHOICE_NATS * len(
            _ASCII_LETTER.findall(damaged)
        )
        return self._score_present(offset) + damage_nats

    def _score_present(self, offset: int) -> float:
        """Return the score in nats of the present text up to `offset`; each character is scored once."""
        for char in self.text[self.start + len(self._present_scores) : offset]:
            self._present_state, score = self.search.common_model.advance_state(self._present_state, char)
            self._present_scores.append(score)
        return sum(self._present_scores[: offset - self.start])
