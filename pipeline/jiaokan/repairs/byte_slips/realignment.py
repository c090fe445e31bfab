"""Read a run of GBK characters that stands one byte off back into step.

Every character of the run holds the trail byte of one true character and the lead byte of the
next. The run ends where a single byte brought the reader into step again: an ASCII character,
or a trail byte of 80, which vanishes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from jiaokan.repairs import gbk_tables, punctuation_prior
from jiaokan.repairs.beam_search import (
    CLOSING_MARKS,
    MARKS_BEFORE_WORDS,
    MISPLACED_MARK_NATS,
    BeamSearch,
    Guess,
    PartialBytes,
    keep_best,
)
from jiaokan.repairs.pinyin_dictionary import PRINTED_READING, has_reading, list_readings, strip_inner_reading
from jiaokan.text.language_model import canonical_char
from jiaokan.text.unicode_ranges import PRIVATE_USE

MAX_RUN_CHARS = 200  # characters of a run; a longer one is some other damage
_LEFT_CONTEXT_CHARS = 8  # characters before the damage that help to choose
_RIGHT_CONTEXT_CHARS = 5  # and after the run
_FITTING_READING_NATS, _NEAR_READING_NATS, _MISFIT_READING_NATS = (
    6.0,
    3.0,
    -8.0,
)  # nats for a reading after the run: fits, but for its tone, not at all
_STRAY_LETTER_NATS = -6.0  # nats for a lone letter before Han that stays unexplained
_BRACKET_CONTEXT_CHARS = 62  # characters before it, within which a bracket may have been opened
_ORDINARY_SIGNS = frozenset("@[|_~")  # what stands between a mark and Han in any text
_UNPAIRED_MARK_NATS = -5.0  # nats for a quotation mark or bracket that follows one of its own kind
_PRIVATE_USE_NATS = -8.0  # nats for a character of private use, which no text has of itself
_LETTER_CHOICE_NATS = -4.0  # nats for which letter it is that stands there; to the model one is like another
_MIN_UNDOUBTED_CHAR_NATS = -5.0  # score of a character from which one may have been lost there
_CHECKED_CHAR_COUNTS, _MAX_DEFICIT_NATS = (
    (1, 2, 4),
    2.0,
)  # characters after which a search that lost as many nats is given up
_MIN_MEAN_NATS, _MIN_SCORED_CHARS = (
    -7.7,
    24,
)  # mean score below which so many characters, or more, are no text
_LONG_HEAD_BYTES = 3  # bytes of a head of which the last begins a character
_MAX_TRIED_GUESSES = 20  # guesses that are tried before the text that follows
_LOST_PAIR_COST_NATS = (
    1.0  # nats against a pair that left no sign: one of seven is such, where a reader drops them
)
_MAX_VAIN_LOST_PAIRS, _CHARS_PER_LOST_PAIR = (
    4,
    2,
)  # pairs that are sought in vain, and characters that allow another one
HIT_MARKS = "?;"  # marks that kits hit
_BRACKETED_READING = re.compile(f"[?\ufffd]?[(（]?({PRINTED_READING})[)）]")
_PRIVATE_USE_CHAR = re.compile(f"[{PRIVATE_USE}]")
_ASCII_LETTER = re.compile("[A-Za-z]")
# brackets in pairs are no bytes of others: one that is closed, and one that was opened
_CLOSED_BRACKETS = re.compile(r"\[[^][\n]{1,30}[]】]|\{[^{}\n]{1,30}\}")
_OPEN_BRACKET = re.compile(r"[【\[][^]\[【】\n]{1,60}\Z|\{[^{}\n]{1,60}\Z")


@dataclass(frozen=True, slots=True)
class Restoration:
    """What may have stood up to `end`, and its gain in nats over what stands there."""

    gain_nats: float
    text: str
    end: int


def read_byte_pairs(text: str, start: int, longest: int = MAX_RUN_CHARS) -> list[tuple[int, int]]:
    """Return the byte pairs of the run that begins at `start`.

    A mark within it may be one more pair that was hit, the one of its full-width double.
    """
    found: list[tuple[int, int]] = []
    for char in text[start : start + longest]:
        code = gbk_tables.codes_by_char().get(char) or (
            0xA300 | gbk_tables.MARK_TRAIL_BYTES[char] if char in HIT_MARKS else None
        )
        if code is None:
            break
        found.append((code >> 8, code & 0xFF))
        if code & 0xFF < 0x80:
            break
    return found


class MisalignedRun:
    """A run of `text` from `run` on, damaged from `start` on; `head` is what stood before its bytes."""

    def __init__(self, search: BeamSearch, text: str, start: int, run: int) -> None:
        self.search, self.text, self.start, self.run_start = search, text, start, run
        self.pairs = read_byte_pairs(text, run)
        self.end = run + len(self.pairs)
        # private use in the text tells that a reader kept what it did not know
        self._keeps_private_use = _PRIVATE_USE_CHAR.search(text) is not None
        self._vain_lost_pairs = 0  # pairs that were sought where a run reads badly
        self._left_context = text[max(0, start - _LEFT_CONTEXT_CHARS) : start]
        self._sides_before = punctuation_prior.find_sides_before(text, start)
        self._clause_before = text[max(0, start - punctuation_prior.CLAUSE_CONTEXT_CHARS) : start]

    def generate_restorations(self, head: PartialBytes) -> Iterator[Restoration]:
        """Yield what may have stood where `head` and then the bytes of the run stood."""
        begin, self._vain_lost_pairs = self.search.start_guesses(self._left_context), 0
        yield from self._restore_without_run(begin, head)
        guesses, before, since, lost = self.search.fill_slots(begin, head[:-1]), head[-1], self.run_start, 0.0
        if not guesses:  # the head is no character at all
            return
        for at, (after, lead) in enumerate(self.pairs, self.run_start + 1):
            if self.text[at - 1] in HIT_MARKS:
                yield from self._end_after_lead(guesses, before or 0, at - 1)
                since, lost = at - 1, min(0.0, guesses[0].score - self._score_observed(at - 1, ""))
            guesses = self._extend_guesses(guesses, before, after)
            if not guesses or (
                at - since in _CHECKED_CHAR_COUNTS
                and guesses[0].score < self._score_observed(at, "") + lost - _MAX_DEFICIT_NATS
            ):
                return
            if guesses[0].score < _MIN_MEAN_NATS * max(_MIN_SCORED_CHARS, len(guesses[0].text)):
                return
            yield from self._end_at_vanished_trail(guesses, lead, at)
            if at == self.end:
                yield from self._end_after_lead(guesses, lead, at)
            before = lead

    def _extend_guesses(self, guesses: list[Guess], lead: int | None, trail: int) -> list[Guess]:
        """Return the guesses after the bytes of one true character, or of two with a pair lost between.

        A reader that drops private use leaves no trace of pairs that only GB 18030 knows.
        """
        direct = self.search.fill_slots(guesses, (lead, trail))
        if (
            self._keeps_private_use
            or lead is None
            or (direct and direct[0].score > guesses[0].score + _MIN_UNDOUBTED_CHAR_NATS)
        ):
            return direct
        self._vain_lost_pairs += 1
        if self._vain_lost_pairs > _MAX_VAIN_LOST_PAIRS + len(guesses[0].text) // _CHARS_PER_LOST_PAIR:
            return direct
        return keep_best([*direct, *self._extend_around_lost_pair(guesses, lead, trail)])

    def _extend_around_lost_pair(self, guesses: list[Guess], lead: int, trail: int) -> list[Guess]:
        """Return the guesses with two characters more, of which a reader dropped the pair between.

        `lead` is the first byte of one, and `trail` the last of the other.
        """
        return self.search.extend_each(
            (
                guess.with_cost(_LOST_PAIR_COST_NATS),
                gbk_tables.chars_after_lost_pair(gbk_tables.codes_by_char()[guess.text[-1]] & 0xFF, trail),
            )
            for guess in self.search.extend_all(guesses, gbk_tables.chars_before_lost_pair(lead))
        )

    def _restore_without_run(self, begin: list[Guess], head: PartialBytes) -> Iterator[Restoration]:
        """Yield the restorations in which no character was read one byte off."""
        if len(head) == 1 and head[0] is not None:
            yield from self._end_at_vanished_trail(begin, head[0], self.run_start)
        letter = self._find_trail_letter(self.end)
        # only Traditional text has common characters that end in a letter
        if not self.pairs and letter is not None and (head != (None,) or self.search.traditional):
            yield from self._score_endings(
                self.search.fill_slots(begin, (*head, letter)),
                self.run_start + 1,
                -self._stray_letter_nats(self.run_start),
            )
        if not self.pairs and len(head) == 1 and head[0] is not None:
            yield from self._end_at_orphaned_lead(begin, head[0], self.run_start)
        if (
            not self.pairs
            and letter is not None
            and len(head) == _LONG_HEAD_BYTES
            and not self._keeps_private_use
        ):
            around = self._extend_around_lost_pair(
                self.search.fill_slots(begin, head[:-1]), head[-1] or 0, letter
            )
            yield from self._score_endings(
                around, self.run_start + 1, -self._stray_letter_nats(self.run_start)
            )

    def _end_at_vanished_trail(self, guesses: list[Guess], lead: int, at: int) -> Iterator[Restoration]:
        """Yield the restorations in which a trail byte of 80 ended the run before `at`."""
        if lead << 8 | 0x80 in gbk_tables.chars_by_code():
            yield from self._score_endings(self.search.fill_slots(guesses, (lead, 0x80)), at)

    def _end_after_lead(self, guesses: list[Guess], lead: int, at: int) -> Iterator[Restoration]:
        """Yield the restorations in which the run ends at `at`, after a lead byte."""
        if lead < 0x80:
            yield from self._score_endings(self.search.fill_slots(guesses, (lead,)), at)
            return
        letter = self._find_trail_letter(at)
        if letter is not None:
            yield from self._score_endings(self.search.fill_slots(guesses, (lead, letter)), at + 1)
            if not self._keeps_private_use:
                yield from self._score_endings(self._extend_around_lost_pair(guesses, lead, letter), at + 1)
        yield from self._end_at_orphaned_lead(guesses, lead, at)

    def _end_at_orphaned_lead(self, guesses: list[Guess], lead: int, at: int) -> Iterator[Restoration]:
        """Yield the restorations in which the lead byte before `at` lost its trail byte.

        A reading after it tells which character it may have been.
        """
        stray = self._stray_letter_nats(at)
        if reading := _BRACKETED_READING.match(self.text, at):
            named = [
                char
                for _, char in gbk_tables.likely_chars_by_lead().get(lead, ())
                if has_reading(char, strip_inner_reading(reading[1]))
            ]
            yield from self._score_endings(self.search.extend_all(guesses, named), at, stray)
        yield from self._score_endings(self.search.fill_slots(guesses, (lead, None)), at, stray)

    def _find_trail_letter(self, at: int) -> int | None:
        """Return the single byte at `at`, where it could be a trail byte."""
        char = self.text[at : at + 1]
        if (
            not "@" <= char <= "~"
            or _CLOSED_BRACKETS.match(self.text, at)
            or (char == "~" and self._is_drawn_out(at))
        ):
            return None
        return (
            None
            if char in "]}" and _OPEN_BRACKET.search(self.text, max(0, at - _BRACKET_CONTEXT_CHARS), at)
            else ord(char)
        )

    def _is_drawn_out(self, at: int) -> bool:
        """Tell whether the tilde at `at` draws out a word, as in any chat."""
        after = self.text[at + 1 : at + 2]
        return (
            at == self.start + 1
            or self.text.count("~") > 1
            or not after
            or after not in gbk_tables.codes_by_char()
        )

    def _score_endings(self, guesses: list[Guess], at: int, bonus: float = 0.0) -> Iterator[Restoration]:
        """Yield every guess with what the text from `at` on says of it."""
        reading = _BRACKETED_READING.match(self.text, at)
        resumed = reading.end() if reading else at
        right, end, _ = (self.text[resumed : resumed + _RIGHT_CONTEXT_CHARS] + "\n").partition("\n")
        right += end
        odd = partial(
            punctuation_prior.count_unpaired,
            self._sides_before,
            after=punctuation_prior.find_sides_after(self.text, at),
        )
        observed = self._score_observed(at, right) + _UNPAIRED_MARK_NATS * odd(self.text[self.start : at])
        for guess in guesses[:_MAX_TRIED_GUESSES]:
            score, fit = guess.score + self.search.score_after(guess.state, right), False
            if "。" in guess.text:
                score += punctuation_prior.stop_position_score(
                    self._clause_before,
                    guess.text,
                    self.text[at : at + punctuation_prior.CLAUSE_CONTEXT_CHARS],
                )
            score += _UNPAIRED_MARK_NATS * odd(guess.text)
            if guess.text[-1] in MARKS_BEFORE_WORDS and canonical_char(right[0]) in CLOSING_MARKS:
                score -= MISPLACED_MARK_NATS
            if reading:
                printed = strip_inner_reading(reading[1])
                fit = has_reading(guess.text[-1], printed)
                score += (
                    (
                        _FITTING_READING_NATS
                        if printed in list_readings(guess.text[-1])
                        else _NEAR_READING_NATS
                    )
                    if fit
                    else _MISFIT_READING_NATS
                )
            yield Restoration(score + bonus - observed, guess.text, resumed if fit else at)

    def _stray_letter_nats(self, at: int) -> float:
        """Return what it costs to leave a letter at `at` unexplained."""
        if self._find_trail_letter(at) is None:
            return 0.0
        if _BRACKETED_READING.match(self.text, at + 1):
            return _MISFIT_READING_NATS
        alone = self.text[at] not in _ORDINARY_SIGNS and not self.text[at + 1 : at + 2].isascii()
        return _STRAY_LETTER_NATS if alone else 0.0

    def _score_observed(self, at: int, right: str) -> float:
        """Return the score of what stands up to `at`, and of what follows it."""
        damaged = self.text[self.start : at]
        state = self.search.model.start_state(self._left_context + damaged)
        unread = _PRIVATE_USE_NATS * len(_PRIVATE_USE_CHAR.findall(damaged)) + _LETTER_CHOICE_NATS * len(
            _ASCII_LETTER.findall(damaged)
        )
        return (
            self.search.common_model.score_text(damaged, self._left_context)
            + self.search.score_after(state, right)
            + unread
        )
