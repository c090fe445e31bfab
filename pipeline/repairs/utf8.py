"""UTF-8 some of whose bytes were lost: what each may have been, and the likeliest text of them all."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from pipeline.language import Model, chinese
from pipeline.repairs import clauses, gbk
from pipeline.repairs.search import Guess, Search, best, brackets, is_traditional

_WHOLE = re.compile(rb"[\xe2-\xe9\xef][\x80-\xbf]{2}")
_WELL_FORMED = 0.5  # share of the high bytes that must stand in such sequences
_QUESTION = 4.0  # nats for a question mark that is one
_ODD = 5.0  # nats for a mark that follows one of its own side
_BEAM = 16

LEADS = (*range(0xE3, 0xEA), 0xEF, 0xE2)  # of Han and the marks of Chinese
TRAILS = tuple(range(0x80, 0xC0))
# bytes of the characters that each lead byte begins; those of no Han come back where no byte was lost
_SIZE = {lead: 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4 for lead in range(0xC2, 0xF5)}

Choices = tuple[int, ...]
Option = tuple[int, str, float]  # the slot after it, the characters that it may be, and its cost


@dataclass(frozen=True, slots=True)
class Slot:
    """A byte of the UTF-8 text: what it may have been, and whether it may not have been at all."""

    choices: Choices
    literal: bool = False
    optional: bool = False
    here: float = 0.0  # nats for an optional byte that was there
    gone: float = 0.0  # nats for one that was not


def well_formed(slots: list[Slot]) -> bool:
    """Tell whether most of the bytes that are left stand in whole characters."""
    data = bytes(slot.choices[0] if len(slot.choices) == 1 else 0x80 for slot in slots if not slot.optional)
    high = sum(b >= 0x80 for b in data)
    return 3 * len(_WHOLE.findall(data)) > _WELL_FORMED * high


def decoded(slots: list[Slot]) -> tuple[str, float] | None:
    """Return the best text, and its share of the probability that the beam holds."""
    options = _alive(slots)
    known = "".join(chars for ways in options for _, chars, _ in ways if len(chars) == 1)
    search = Search(Model(), Model(), is_traditional(known), brackets(known))
    at: defaultdict[int, list[Guess]] = defaultdict(list, {0: search.begin("")})
    for i, ways in enumerate(options):
        guesses = best(_different(at.pop(i, ())), _BEAM)
        if guesses:
            for end, chars, cost in ways:
                cheaper = [Guess(g.score - cost, g.text, g.state) for g in guesses]
                at[end] += map(_weighed, search.extend(cheaper, chars)) if chars else cheaper
    ends = (
        Guess(g.score + search.after(g.state, "\n") - _ODD * clauses.left_open(g.text), g.text, g.state)
        for g in at[len(slots)]
    )
    last = best(_different(ends), _BEAM)
    if not last:
        return None
    return last[0].text, 1 / sum(exp(guess.score - last[0].score) for guess in last)


def _alive(slots: list[Slot]) -> list[list[Option]]:
    """Return the options at each slot after which the rest of the slots can be read."""
    options: list[list[Option]] = [[] for _ in slots]
    alive = [False] * len(slots) + [True]
    for i in reversed(range(len(slots))):
        options[i] = [option for option in _options(slots, i) if alive[option[0]]]
        alive[i] = bool(options[i])
    return options


def _weighed(guess: Guess) -> Guess:
    return Guess(guess.score - _ODD, guess.text, guess.state) if clauses.repeats(guess.text) else guess


def _different(guesses: Iterable[Guess]) -> Iterable[Guess]:
    """Return the best guess of each text: what was lost in one of several places is the same."""
    return {guess.text: guess for guess in sorted(guesses, key=lambda guess: guess.score)}.values()


def _options(slots: list[Slot], i: int) -> Iterator[Option]:
    """Yield what may begin at slot `i`."""
    slot = slots[i]
    if slot.optional:
        yield i + 1, "", slot.gone
    for ascii_ in (b for b in slot.choices if b < 0x80):
        yield i + 1, chr(ascii_), 0.0
    if slot.literal:
        yield i + 1, "?", _QUESTION
    known = len(slot.choices) == 1 and slot.choices[0] in _SIZE
    leads = slot.choices if known else tuple(b for b in slot.choices if b in LEADS)
    for tails, end, cost in _tails(slots, i + 1, _SIZE[leads[0]] - 1) if leads else ():
        if chars := _characters(leads, tails) or ("\ufffd" if known else ""):
            yield end, chars, slot.here + cost


def _tails(slots: list[Slot], i: int, count: int) -> Iterator[tuple[tuple[Choices, ...], int, float]]:
    """Yield `count` continuation bytes from slot `i` on, the slot after them, and their cost."""
    if not count:
        yield (), i, 0.0
    elif i < len(slots):
        slot = slots[i]
        if choices := tuple(b for b in slot.choices if b in TRAILS):
            for tails, end, cost in _tails(slots, i + 1, count - 1):
                yield (choices, *tails), end, slot.here + cost
        if slot.optional:
            for tails, end, cost in _tails(slots, i + 1, count):
                yield tails, end, slot.gone + cost


@lru_cache(4096)
def _characters(leads: Choices, tails: tuple[Choices, ...]) -> str:
    """Return the plausible characters of these bytes, of those that are known the one."""
    if len(leads) == 1 and all(len(tail) == 1 for tail in tails):
        return bytes((*leads, *(tail[0] for tail in tails))).decode("utf-8", "ignore")
    if len(tails) != 2:
        return ""
    likely, plausible = _known()
    codes = [(a & 15) << 12 | (b & 63) << 6 | (c & 63) for a in leads for b in tails[0] for c in tails[1]]
    chars = [char for char in map(chr, codes) if char in plausible]
    return "".join(filter(likely.__contains__, chars)) or "".join(chars)


@lru_cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters of three bytes that running text may hold, and all that Chinese text may."""
    plausible = frozenset(char for char in map(chr, range(0x800, 0x10000)) if chinese(char))
    return frozenset(filter(gbk.likely, plausible)), plausible
