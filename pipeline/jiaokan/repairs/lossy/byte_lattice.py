"""Bytes some of which were lost: what each may have been, and the likeliest text of them all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import product
from math import exp

from jiaokan.repairs import gbk_tables, punctuation_prior
from jiaokan.repairs.beam_search import Guess, Search, best, brackets, is_traditional
from jiaokan.text.language_model import Model, alone, chinese

_QUESTION = 4.0  # nats for a question mark that is one
_UNKNOWN = 10.0  # nats for a character of which too little is left
_ODD = 5.0  # nats for a mark that follows one of its own side
_MANY = 300  # of the characters that lost bytes leave, those that are looked at, the commonest
_FAR = 12  # slots that the bytes of a character take at most, and those that may be lost among them
_BEAM = 16

Choices = tuple[int, ...]
Option = tuple[int, str, float]  # the slot after it, the characters that it may be, and its cost


@dataclass(frozen=True, slots=True)
class Slot:
    """A byte of the text: what it may have been, and whether it may not have been at all."""

    choices: Choices
    literal: bool = False  # it may be the question mark that is shown
    optional: bool = False
    here: float = 0.0  # nats for an optional byte that was there
    gone: float = 0.0  # nats for one that was not


@dataclass(frozen=True, slots=True, eq=False)
class Right:
    """The charset that the text was written in: what its bytes may be, and the characters that they make.

    `size` gives the number of bytes of a character by its first one; `leads` are those that a lost
    one may have been. A character of bytes that are all known need not be Chinese.
    """

    charset: str
    leads: Choices
    trails: frozenset[int]
    size: dict[int, int]

    @property
    def choices(self) -> Choices:
        """Return what a lost byte may have been."""
        return tuple(sorted({*self.leads, *(b for b in self.trails if b >= 0x80)}))


_MARKS_AND_HAN = (*range(0xE2, 0xEA), 0xEF)
UTF_8 = Right(
    "utf-8",
    _MARKS_AND_HAN,
    frozenset(range(0x80, 0xC0)),
    {lead: 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4 for lead in range(0xC2, 0xF5)},
)
GBK = Right("gbk", tuple(gbk_tables.LEADS), frozenset(gbk_tables.TRAILS), dict.fromkeys(gbk_tables.LEADS, 2))
BIG5 = Right("big5hkscs", tuple(range(0xA1, 0xFA)), GBK.trails, dict.fromkeys(range(0x87, 0xFF), 2))


def decoded(slots: list[Slot], right: Right) -> tuple[str, float] | None:
    """Return the best text, and its share of the probability that the beam holds."""
    options = _alive(slots, right)
    known = "".join(chars for ways in options for _, chars, _ in ways if len(chars) == 1)
    search = Search(Model(), Model(), is_traditional(known), brackets(known))
    at: defaultdict[int, list[Guess]] = defaultdict(list, {0: search.begin("")})
    for i, ways in enumerate(options):
        guesses = best(_different(at.pop(i, ())), _BEAM)
        if guesses:
            for end, chars, cost in ways:
                cheaper = [guess.less(cost) for guess in guesses]
                at[end] += map(_weighed, search.extend(cheaper, chars)) if chars else cheaper
    ends = (
        guess.less(_ODD * punctuation_prior.left_open(guess.text) - search.after(guess.state, "\n"))
        for guess in at[len(slots)]
    )
    last = best(_different(ends), _BEAM)
    if not last:
        return None
    return last[0].text, 1 / sum(exp(guess.score - last[0].score) for guess in last)


def _weighed(guess: Guess) -> Guess:
    return guess.less(_ODD) if punctuation_prior.repeats(guess.text) else guess


def _different(guesses: Iterable[Guess]) -> Iterable[Guess]:
    """Return the best guess of each text: what was lost in one of several places is the same."""
    return {guess.text: guess for guess in sorted(guesses, key=lambda guess: guess.score)}.values()


def _alive(slots: list[Slot], right: Right) -> list[list[Option]]:
    """Return the options at each slot after which the rest of the slots can be read."""
    options: list[list[Option]] = [[] for _ in slots]
    alive = [False] * len(slots) + [True]
    for i in reversed(range(len(slots))):
        options[i] = [option for option in _options(slots, i, right) if alive[option[0]]]
        alive[i] = bool(options[i])
    return options


def _options(slots: list[Slot], i: int, right: Right) -> Iterator[Option]:
    """Yield what may begin at slot `i`."""
    slot = slots[i]
    if slot.optional:
        yield i + 1, "", slot.gone
    for ascii_ in (b for b in slot.choices if b < 0x80):
        yield i + 1, chr(ascii_), 0.0
    if slot.literal:
        yield i + 1, "?", _QUESTION
    if i < _FAR and _cut_before(slots, i, right):
        yield i + 1, "\ufffd", _UNKNOWN
    if _cut_after(slots, i, right):
        yield len(slots), "\ufffd", _UNKNOWN
    known = len(slot.choices) == 1 and slot.choices[0] in right.size
    leads = slot.choices if known else tuple(b for b in slot.choices if b in right.leads)
    for tails, end, cost in _tails(slots, i + 1, right.size[leads[0]] - 1, right.trails) if leads else ():
        if chars := _characters(right.charset, leads, tails):
            yield end, chars, slot.here + cost
        else:
            yield end, "\ufffd", slot.here + cost + _UNKNOWN


def _cut_before(slots: list[Slot], i: int, right: Right) -> bool:
    """Tell whether slot `i` may be of a character that was cut at the beginning of the text."""
    count = _within(slots[: i + 1], right)
    return not slots[i].optional and count is not None and count < right.size[right.leads[0]]


def _cut_after(slots: list[Slot], i: int, right: Right) -> bool:
    """Tell whether slot `i` may begin a character that was cut at the end of the text."""
    if slots[i].optional or len(slots) - i > _FAR:
        return False
    first = slots[i].choices[0] if len(slots[i].choices) == 1 else right.leads[0]
    count = _within(slots[i + 1 :], right)
    return first in right.size and count is not None and count < right.size[first] - 1


def _within(slots: list[Slot], right: Right) -> int | None:
    """Return how many bytes the slots are at least, None where one cannot be within a character."""
    sure = [slot for slot in slots if not slot.optional]
    return len(sure) if all(not slot.choices or slot.choices[-1] in right.trails for slot in sure) else None


def _tails(
    slots: list[Slot], i: int, count: int, trails: frozenset[int]
) -> Iterator[tuple[tuple[Choices, ...], int, float]]:
    """Yield `count` continuation bytes from slot `i` on, the slot after them, and their cost."""
    if not count:
        yield (), i, 0.0
    elif i < len(slots):
        slot = slots[i]
        if choices := tuple(b for b in slot.choices if b in trails):
            for tails, end, cost in _tails(slots, i + 1, count - 1, trails):
                yield (choices, *tails), end, slot.here + cost
        if slot.optional:
            for tails, end, cost in _tails(slots, i + 1, count, trails):
                yield tails, end, slot.gone + cost


@lru_cache(8192)
def _characters(charset: str, leads: Choices, tails: tuple[Choices, ...]) -> str:
    """Return the plausible characters of these bytes, of those that are known the one."""
    if all(len(choices) == 1 for choices in (leads, *tails)):
        return bytes(choices[0] for choices in (leads, *tails)).decode(charset, "ignore")
    found = _of_three(leads, *tails) if len(tails) == 2 else _of_two(charset, leads, *tails)
    likely, plausible = _known()
    chars = [char for char in found if char in plausible]
    chars = [char for char in chars if char in likely] or chars
    return "".join(chars if len(chars) <= _MANY else nlargest(_MANY, chars, alone))


def _of_three(leads: Choices, second: Choices, third: Choices) -> Iterator[str]:
    """Yield the characters of three bytes in UTF-8."""
    return (chr((a & 15) << 12 | (b & 63) << 6 | (c & 63)) for a, b, c in product(leads, second, third))


def _of_two(charset: str, leads: Choices, *tails: Choices) -> Iterator[str]:
    """Yield the characters of a pair of which one byte is known; all others would be a mere guess."""
    if len(tails) == 1 and charset != "utf-8" and 1 in (len(leads), len(tails[0])):
        yield from (pair.decode(charset, "ignore") for pair in map(bytes, product(leads, tails[0])))


@lru_cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that running text may hold, and all that Chinese text may."""
    candidates = (*range(0x80, 0x3200), *range(0x3400, 0x10000))  # no symbols of units and words in squares
    plausible = frozenset(char for char in map(chr, candidates) if chinese(char))
    return frozenset(filter(gbk_tables.likely, plausible)), plausible
