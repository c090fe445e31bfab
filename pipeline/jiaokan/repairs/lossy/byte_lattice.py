"""Decode bytes of which some were lost: what each may have been, and the likeliest text of all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import product
from math import exp

from jiaokan.repairs import gbk_tables, punctuation_prior
from jiaokan.repairs.beam_search import BeamSearch, Guess, find_rare_brackets, is_traditional, keep_best
from jiaokan.text.language_model import LanguageModel, char_log_prob, is_all_chinese

_QUESTION_MARK_NATS = 4.0  # cost of a question mark that was in the text
_UNKNOWN_CHAR_NATS = 10.0  # cost of a character of which too few bytes are left
_UNPAIRED_MARK_NATS = 5.0  # cost of a paired mark after another of the same side
_MAX_CHARS_PER_LOSS = 300  # most frequent characters that are tried for lost bytes
_MAX_CHAR_SLOTS = 12  # slots of a character, lost bytes included
_BEAM_WIDTH = 16

ByteChoices = tuple[int, ...]
SlotOption = tuple[int, str, float]  # the slot after it, the possible characters, and the cost in nats


@dataclass(frozen=True, slots=True)
class ByteSlot:
    """A byte of the original text.

    Attributes:
        choices: Values that it may have had, in order.
        may_be_question_mark: Whether it may be the question mark that the text shows.
        is_optional: Whether there may have been no byte.
        present_nats: Cost of an optional byte that was there.
        absent_nats: Cost of an optional byte that was not there.
    """

    choices: ByteChoices
    may_be_question_mark: bool = False
    is_optional: bool = False
    present_nats: float = 0.0
    absent_nats: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class SourceCharset:
    """The charset in which the text was written.

    A character whose bytes are all known need not be Chinese.

    Attributes:
        charset: Python's name.
        lead_bytes: Lead bytes that a lost byte may have been.
        trail_bytes: Bytes that may follow a lead byte.
        char_bytes_by_lead: Number of bytes of a character, by its lead byte.
    """

    charset: str
    lead_bytes: ByteChoices
    trail_bytes: frozenset[int]
    char_bytes_by_lead: dict[int, int]

    @property
    def lost_byte_choices(self) -> ByteChoices:
        """The values that a lost byte may have had, in order."""
        return tuple(sorted({*self.lead_bytes, *(b for b in self.trail_bytes if b >= 0x80)}))


_MARKS_AND_HAN = (*range(0xE2, 0xEA), 0xEF)
UTF_8 = SourceCharset(
    "utf-8",
    _MARKS_AND_HAN,
    frozenset(range(0x80, 0xC0)),
    {lead: 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4 for lead in range(0xC2, 0xF5)},
)
GBK = SourceCharset(
    "gbk",
    tuple(gbk_tables.LEAD_BYTES),
    frozenset(gbk_tables.TRAIL_BYTES),
    dict.fromkeys(gbk_tables.LEAD_BYTES, 2),
)
BIG5 = SourceCharset(
    "big5hkscs", tuple(range(0xA1, 0xFA)), GBK.trail_bytes, dict.fromkeys(range(0x87, 0xFF), 2)
)


def decode_slots(slots: list[ByteSlot], right: SourceCharset) -> tuple[str, float] | None:
    """Return the best text of the slots with its share of the probability of all texts in the beam.

    Args:
        slots: The bytes.
        right: The charset of the text.
    """
    options = _list_viable_options(slots, right)
    known_chars = "".join(
        chars for slot_options in options for _, chars, _ in slot_options if len(chars) == 1
    )
    search = BeamSearch(
        LanguageModel(), LanguageModel(), is_traditional(known_chars), find_rare_brackets(known_chars)
    )
    guesses_by_slot: defaultdict[int, list[Guess]] = defaultdict(list, {0: search.start_guesses("")})
    for i, slot_options in enumerate(options):
        guesses = keep_best(_drop_duplicates(guesses_by_slot.pop(i, ())), _BEAM_WIDTH)
        if guesses:
            for end, chars, cost in slot_options:
                costed = [guess.with_cost(cost) for guess in guesses]
                guesses_by_slot[end] += (
                    map(_penalize_repeated_side, search.extend_all(costed, tuple(chars))) if chars else costed
                )
    ends = (
        guess.with_cost(
            _UNPAIRED_MARK_NATS * punctuation_prior.count_open_pairs(guess.text)
            - search.score_after(guess.state, "\n")
        )
        for guess in guesses_by_slot[len(slots)]
    )
    final = keep_best(_drop_duplicates(ends), _BEAM_WIDTH)
    if not final:
        return None
    return final[0].text, 1 / sum(exp(guess.score - final[0].score) for guess in final)


def _penalize_repeated_side(guess: Guess) -> Guess:
    return guess.with_cost(_UNPAIRED_MARK_NATS) if punctuation_prior.is_repeated_side(guess.text) else guess


def _drop_duplicates(guesses: Iterable[Guess]) -> Iterable[Guess]:
    """Return the best guess of each text; a loss at several positions may give the same text."""
    return {guess.text: guess for guess in sorted(guesses, key=lambda guess: guess.score)}.values()


def _list_viable_options(slots: list[ByteSlot], right: SourceCharset) -> list[list[SlotOption]]:
    """Return the options at each slot after which the remaining slots can be decoded."""
    options: list[list[SlotOption]] = [[] for _ in slots]
    is_viable = [False] * len(slots) + [True]
    for i in reversed(range(len(slots))):
        options[i] = [option for option in _list_options(slots, i, right) if is_viable[option[0]]]
        is_viable[i] = bool(options[i])
    return options


def _list_options(slots: list[ByteSlot], i: int, right: SourceCharset) -> Iterator[SlotOption]:
    """Yield the options that begin at slot `i`."""
    slot = slots[i]
    if slot.is_optional:
        yield i + 1, "", slot.absent_nats
    for ascii_byte in (b for b in slot.choices if b < 0x80):
        yield i + 1, chr(ascii_byte), 0.0
    if slot.may_be_question_mark:
        yield i + 1, "?", _QUESTION_MARK_NATS
    if i < _MAX_CHAR_SLOTS and _may_be_cut_before(slots, i, right):
        yield i + 1, "\ufffd", _UNKNOWN_CHAR_NATS
    if _may_be_cut_after(slots, i, right):
        yield len(slots), "\ufffd", _UNKNOWN_CHAR_NATS
    is_known = len(slot.choices) == 1 and slot.choices[0] in right.char_bytes_by_lead
    leads = slot.choices if is_known else tuple(b for b in slot.choices if b in right.lead_bytes)
    for tails, end, cost in (
        _list_tails(slots, i + 1, right.char_bytes_by_lead[leads[0]] - 1, right.trail_bytes) if leads else ()
    ):
        if chars := _list_characters(right.charset, leads, tails):
            yield end, chars, slot.present_nats + cost
        else:
            yield end, "\ufffd", slot.present_nats + cost + _UNKNOWN_CHAR_NATS


def _may_be_cut_before(slots: list[ByteSlot], i: int, right: SourceCharset) -> bool:
    """Return whether slot `i` may belong to a character that was cut at the beginning of the text."""
    count = _count_certain_bytes(slots[: i + 1], right)
    return (
        not slots[i].is_optional
        and count is not None
        and count < right.char_bytes_by_lead[right.lead_bytes[0]]
    )


def _may_be_cut_after(slots: list[ByteSlot], i: int, right: SourceCharset) -> bool:
    """Return whether slot `i` may begin a character that was cut at the end of the text."""
    if slots[i].is_optional or len(slots) - i > _MAX_CHAR_SLOTS:
        return False
    first = slots[i].choices[0] if len(slots[i].choices) == 1 else right.lead_bytes[0]
    count = _count_certain_bytes(slots[i + 1 :], right)
    return (
        first in right.char_bytes_by_lead
        and count is not None
        and count < right.char_bytes_by_lead[first] - 1
    )


def _count_certain_bytes(slots: list[ByteSlot], right: SourceCharset) -> int | None:
    """Return the minimum number of bytes in the slots, None where one cannot be within a character."""
    certain = [slot for slot in slots if not slot.is_optional]
    return (
        len(certain)
        if all(not slot.choices or slot.choices[-1] in right.trail_bytes for slot in certain)
        else None
    )


def _list_tails(
    slots: list[ByteSlot], i: int, count: int, trail_bytes: frozenset[int]
) -> Iterator[tuple[tuple[ByteChoices, ...], int, float]]:
    """Yield `count` trail bytes from slot `i` on, each with the slot after them and their cost."""
    if not count:
        yield (), i, 0.0
    elif i < len(slots):
        slot = slots[i]
        if choices := tuple(b for b in slot.choices if b in trail_bytes):
            for tails, end, cost in _list_tails(slots, i + 1, count - 1, trail_bytes):
                yield (choices, *tails), end, slot.present_nats + cost
        if slot.is_optional:
            for tails, end, cost in _list_tails(slots, i + 1, count, trail_bytes):
                yield tails, end, slot.absent_nats + cost


@lru_cache(8192)
def _list_characters(charset: str, leads: ByteChoices, tails: tuple[ByteChoices, ...]) -> str:
    """Return the plausible characters of these bytes; for bytes that are all known, their character."""
    if all(len(choices) == 1 for choices in (leads, *tails)):
        return bytes(choices[0] for choices in (leads, *tails)).decode(charset, "ignore")
    decoded = (
        _decode_three_bytes(leads, *tails) if len(tails) == 2 else _decode_two_bytes(charset, leads, *tails)
    )
    likely, plausible = _plausible_chars()
    chars = [char for char in decoded if char in plausible]
    chars = [char for char in chars if char in likely] or chars
    return "".join(
        chars if len(chars) <= _MAX_CHARS_PER_LOSS else nlargest(_MAX_CHARS_PER_LOSS, chars, char_log_prob)
    )


def _decode_three_bytes(leads: ByteChoices, second: ByteChoices, third: ByteChoices) -> Iterator[str]:
    """Yield the characters of three bytes in UTF-8."""
    return (chr((a & 15) << 12 | (b & 63) << 6 | (c & 63)) for a, b, c in product(leads, second, third))


def _decode_two_bytes(charset: str, leads: ByteChoices, *tails: ByteChoices) -> Iterator[str]:
    """Yield the characters of a pair with one known byte; without one there is too little evidence."""
    if len(tails) == 1 and charset != "utf-8" and 1 in (len(leads), len(tails[0])):
        yield from (pair.decode(charset, "ignore") for pair in map(bytes, product(leads, tails[0])))


@lru_cache
def _plausible_chars() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that running text has, and all that Chinese text may have."""
    candidates = (*range(0x80, 0x3200), *range(0x3400, 0x10000))  # without the units and words in squares
    plausible = frozenset(char for char in map(chr, candidates) if is_all_chinese(char))
    return frozenset(filter(gbk_tables.is_likely_char, plausible)), plausible
