"""Realign a run of GBK characters that is one byte off.

Every character of the run consists of the trail byte of one true character and the lead byte of the
next. The run ends at a single byte: an ASCII character, or a trail byte of 80, which decoders drop.
"""

from collections.abc import Iterator
from math import inf

from jiaokan.repairs import gbk_tables
from jiaokan.repairs.beam_search import BeamSearch, Guess, PartialBytes, keep_best
from jiaokan.repairs.byte_slips.ending_scores import (
    BRACKETED_READING,
    PRIVATE_USE_CHAR,
    BestLogOdds,
    EndingScorer,
    Restoration,
)
from jiaokan.repairs.pinyin_dictionary import has_reading, strip_inner_reading

MAX_RUN_CHARS = 200  # characters of a run; damage of a longer one is of another kind
_LEFT_CONTEXT_CHARS = 8  # code points before the damage that are scored with it
_MIN_UNDOUBTED_CHAR_NATS = -5.0  # score of a character below which a pair may have been lost before it
# characters after which a search is given up that has lost so many nats
_CHECKED_CHAR_COUNTS, _MAX_DEFICIT_NATS = (1, 2, 4), 2.0
# nats per character below which so many characters, or more, are no text
_MIN_MEAN_NATS, _MIN_SCORED_CHARS = -7.7, 24
_LONG_HEAD_BYTES = 3  # bytes of a head of which the last begins a character
_LOST_PAIR_COST_NATS = 1.0  # cost of a pair that left no sign: one in seven, with a decoder that drops them
# pairs that are tried without success, and characters that allow a further one
_MAX_VAIN_LOST_PAIRS, _CHARS_PER_LOST_PAIR = 4, 2
# guesses before a lost pair and after it, and nats by which the latter may be worse than without the pair
_GUESSES_BEFORE_LOST_PAIR, _GUESSES_AFTER_LOST_PAIR, _MAX_LOST_PAIR_DEFICIT_NATS = 16, 10, 8.0
# log odds below which a restoration is not finished; the text after it lends it less
_MIN_UNFINISHED_LOG_ODDS = -12.0
HIT_MARKS = "?;"  # marks that replace a byte pair


def read_byte_pairs(text: str, start: int, max_chars: int = MAX_RUN_CHARS) -> list[tuple[int, int]]:
    """Return the byte pairs of the run that begins at `start`.

    A mark within the run may be another pair that was replaced; its pair is then that of its full-width form.

    >>> [f"{lead:X} {trail:X}" for lead, trail in read_byte_pairs("菰灰a", 0)]
    ['DD D4', 'BB D2']
    """
    pairs: list[tuple[int, int]] = []
    for char in text[start : start + max_chars]:
        code = gbk_tables.codes_by_char().get(char) or (
            0xA300 | gbk_tables.MARK_TRAIL_BYTES[char] if char in HIT_MARKS else None
        )
        if code is None:
            break
        pairs.append((code >> 8, code & 0xFF))
        if code & 0xFF < 0x80:
            break
    return pairs


def _is_unreadable(guess: Guess) -> bool:
    """Tell whether a guess of many characters does not read as text."""
    return guess.score < _MIN_MEAN_NATS * max(_MIN_SCORED_CHARS, len(guess.text))


class MisalignedRun:
    """A run of characters that is one byte off, with the damage before it.

    Args:
        search: The search in the document.
        text: The document.
        start: Offset of the damage.
        run: Offset of the run.
    """

    def __init__(self, search: BeamSearch, text: str, start: int, run: int) -> None:
        self.search, self.text, self.start, self.run_start = search, text, start, run
        self.pairs = read_byte_pairs(text, run)
        self.end = run + len(self.pairs)
        # private use in the text shows that its decoder kept the pairs that it did not know
        self._keeps_private_use = PRIVATE_USE_CHAR.search(text) is not None
        self._vain_lost_pairs = 0  # lost pairs that were tried where a run scores badly
        self._left_context = text[max(0, start - _LEFT_CONTEXT_CHARS) : start]
        self._endings = EndingScorer(search, text, start, self._left_context)

    def generate_restorations(
        self, head: PartialBytes, best_log_odds: BestLogOdds, log_odds_against: float = 0.0
    ) -> Iterator[Restoration]:
        """Yield the restorations in which the bytes of `head` and then those of the run make up the text.

        Args:
            head: The bytes.
            best_log_odds: What the searches for the same slip have reached.
            log_odds_against: Log odds against a slip with this head.
        """
        initial, self._vain_lost_pairs = self.search.start_guesses(self._left_context), 0
        yield from self._restore_without_run(initial, head)
        guesses, lead_before = self.search.fill_slots(initial, head[:-1]), head[-1]
        checked_from, deficit = self.run_start, 0.0
        if not guesses:  # the head fits no character
            return
        for offset, (trail, lead) in enumerate(self.pairs, self.run_start + 1):
            if self.text[offset - 1] in HIT_MARKS:
                yield from self._end_after_lead(guesses, lead_before or 0, offset - 1)
                checked_from = offset - 1
                deficit = min(0.0, guesses[0].score - self._endings.score_damage(offset - 1))
            guesses = self._extend_guesses(guesses, lead_before, trail)
            if not guesses or _is_unreadable(guesses[0]):
                return
            gain = guesses[0].score - self._endings.score_damage(offset)
            is_worse = offset - checked_from in _CHECKED_CHAR_COUNTS and gain < deficit - _MAX_DEFICIT_NATS
            if is_worse or not best_log_odds.record_search(offset, gain - log_odds_against):
                return
            if gain - log_odds_against > _MIN_UNFINISHED_LOG_ODDS:
                yield from self._end_at_vanished_trail(guesses, lead, offset)
            if offset == self.end:
                yield from self._end_after_lead(guesses, lead, offset)
            lead_before = lead

    def _extend_guesses(self, guesses: list[Guess], lead: int | None, trail: int) -> list[Guess]:
        """Return the guesses extended by the bytes of one character, or of two with a lost pair between.

        A decoder that drops private use leaves no sign of pairs that only GB 18030 has.
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
        min_score = direct[0].score - _MAX_LOST_PAIR_DEFICIT_NATS if direct else -inf
        return keep_best([*direct, *self._extend_around_lost_pair(guesses, lead, trail, min_score)])

    def _extend_around_lost_pair(
        self, guesses: list[Guess], lead: int, trail: int, min_score: float = -inf
    ) -> list[Guess]:
        """Return the guesses extended by two characters, between which a decoder dropped a pair.

        Args:
            guesses: The guesses.
            lead: Lead byte of the first character.
            trail: Trail byte of the second character.
            min_score: Score in nats below which none is of use.
        """
        cost = _LOST_PAIR_COST_NATS
        firsts = self.search.extend_all(
            guesses[:_GUESSES_BEFORE_LOST_PAIR], gbk_tables.chars_before_lost_pair(lead), min_score + cost
        )
        pairs = (
            (
                guess.with_cost(cost),
                gbk_tables.chars_after_lost_pair(gbk_tables.codes_by_char()[guess.text[-1]] & 0xFF, trail),
            )
            for guess in firsts[:_GUESSES_AFTER_LOST_PAIR]
        )
        return self.search.extend_each(pairs, min_score)[:_GUESSES_AFTER_LOST_PAIR]

    def _restore_without_run(self, initial: list[Guess], head: PartialBytes) -> Iterator[Restoration]:
        """Yield the restorations in which no character was read one byte off."""
        if len(head) == 1 and head[0] is not None:
            yield from self._end_at_vanished_trail(initial, head[0], self.run_start)
        letter = self._endings.find_trail_letter(self.end)
        # only Traditional text has common characters that end in a letter
        if not self.pairs and letter is not None and (head != (None,) or self.search.traditional):
            yield from self._endings.score_endings(
                self.search.fill_slots(initial, (*head, letter)),
                self.run_start + 1,
                -self._endings.stray_letter_nats(self.run_start),
            )
        if not self.pairs and len(head) == 1 and head[0] is not None:
            yield from self._end_at_orphaned_lead(initial, head[0], self.run_start)
        if (
            not self.pairs
            and letter is not None
            and len(head) == _LONG_HEAD_BYTES
            and not self._keeps_private_use
        ):
            extended = self._extend_around_lost_pair(
                self.search.fill_slots(initial, head[:-1]), head[-1] or 0, letter
            )
            yield from self._endings.score_endings(
                extended, self.run_start + 1, -self._endings.stray_letter_nats(self.run_start)
            )

    def _end_at_vanished_trail(self, guesses: list[Guess], lead: int, offset: int) -> Iterator[Restoration]:
        """Yield the restorations in which a dropped trail byte of 80 ends the run before `offset`."""
        if lead << 8 | 0x80 in gbk_tables.chars_by_code():
            yield from self._endings.score_endings(self.search.fill_slots(guesses, (lead, 0x80)), offset)

    def _end_after_lead(self, guesses: list[Guess], lead: int, offset: int) -> Iterator[Restoration]:
        """Yield the restorations in which the run ends at `offset`, after a lead byte."""
        if lead < 0x80:
            yield from self._endings.score_endings(self.search.fill_slots(guesses, (lead,)), offset)
            return
        letter = self._endings.find_trail_letter(offset)
        if letter is not None:
            yield from self._endings.score_endings(
                self.search.fill_slots(guesses, (lead, letter)), offset + 1
            )
            if not self._keeps_private_use:
                yield from self._endings.score_endings(
                    self._extend_around_lost_pair(guesses, lead, letter), offset + 1
                )
        yield from self._end_at_orphaned_lead(guesses, lead, offset)

    def _end_at_orphaned_lead(self, guesses: list[Guess], lead: int, offset: int) -> Iterator[Restoration]:
        """Yield the restorations in which the lead byte before `offset` lost its trail byte.

        Pinyin after it shows which character it may have been.
        """
        letter_nats = self._endings.stray_letter_nats(offset)
        if pinyin := BRACKETED_READING.match(self.text, offset):
            reading = strip_inner_reading(pinyin[1])
            fitting_chars = tuple(
                char
                for _, char in gbk_tables.likely_chars_by_lead().get(lead, ())
                if has_reading(char, reading)
            )
            yield from self._endings.score_endings(
                self.search.extend_all(guesses, fitting_chars), offset, letter_nats
            )
        yield from self._endings.score_endings(
            self.search.fill_slots(guesses, (lead, None)), offset, letter_nats
        )
