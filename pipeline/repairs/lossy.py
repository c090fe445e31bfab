"""Read UTF-8 again that was read as GBK and lost bytes on the way: 鍙戝竷鐨?was 发布的。

GBK has no character for some pairs of bytes. A decoder puts "?" or U+FFFD for the first byte of
such a pair or for both, or drops it. The bytes that are left say what each lost one may have been;
the language model chooses.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from pipeline.edit import Edit, Span, replace
from pipeline.han import HAN
from pipeline.language import Model, chinese, mean, mostly_chinese
from pipeline.repairs import gbk, stretches
from pipeline.repairs.search import Guess, Search, best, is_traditional

_SIGNS = gbk.utf8_signs()
_HAN = re.compile(f"[{HAN}]+")
_TWO_SIGNS = re.compile(f"[{_SIGNS}][^{_SIGNS}\n]*[{_SIGNS}]")
_DENSE = 0.12  # share of such characters on a line from which it is looked at
_WHOLE = re.compile(rb"[\xe2-\xe9\xef][\x80-\xbf]{2}")
_WELL_FORMED = 0.5  # share of the high bytes that must stand in such sequences
_LONGEST = 4000  # characters of a line
_READS = -8.5  # mean score from which the result is believed
_FOREIGN = 0.25  # letters of other scripts for a Han that it may have
_OTHER_COUNT = 6.0  # nats for a sign that stands for one byte where others stand for two, and the reverse
_UNSEEN = 4.0  # nats for a byte that was lost without a sign
_QUESTION = 4.0  # nats for a question mark that is one
_BEAM = 16

_LEADS = (*range(0xE3, 0xEA), 0xEF, 0xE2)
# the other leads, and how many bytes each begins; GBK has a character for each of their pairs, and loses none
_RARE = {
    lead: 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4 for lead in range(0xC2, 0xF5) if lead not in _LEADS
}
_TRAILS = tuple(range(0x80, 0xC0))
_LOST = "?\ufffd"


@dataclass(frozen=True, slots=True)
class Slot:
    """A byte of the UTF-8 text: what it may have been, and whether it may not have been at all."""

    choices: tuple[int, ...]
    literal: bool = False
    optional: bool = False
    here: float = 0.0  # nats for an optional byte that was there
    gone: float = 0.0  # nats for one that was not


def propose(text: str) -> Iterator[Edit]:
    """Propose the likeliest text for each line of UTF-8 that was read as GBK with losses."""
    for start, end in stretches.lines(_TWO_SIGNS, text):
        line = text[start:end]
        if len(line) <= _LONGEST and gbk.misread(line, _DENSE) and (found := _read(line)):
            new, chance = found
            if mostly_chinese(new, _FOREIGN) and mean("".join(_HAN.findall(new))) > _READS:
                why = "UTF-8 read as GBK; lost bytes chosen by the language model"
                yield replace(text, Span(start, end), new, "lossy/utf-8-as-gbk", 0.5 + 0.39 * chance, why)


def _read(line: str) -> tuple[str, float] | None:
    """Return the likeliest text of the line and its share of the probability."""
    for slots in (_signed(line), _unsigned(line)):
        if slots and _well_formed(slots) and (found := _decoded(slots)):
            return found
    return None


def _signed(line: str) -> list[Slot] | None:
    """Return the bytes of a line that shows its losses, None where it does not."""
    if not any(sign in line for sign in _LOST):
        return None
    # browsers read a lone 80 as the euro sign, and put one sign for both bytes of a pair that is none
    costs = (0.0, _OTHER_COUNT) if "€" in line else (_OTHER_COUNT, 0.0)
    found: list[Slot] = []
    for i, char in enumerate(line):
        if char in _LOST:
            found.append(Slot(_lost(_first(line[i + 1 : i + 2])), literal=char == "?"))
            found.append(Slot(_TRAILS + _LEADS, optional=True, here=costs[0], gone=costs[1]))
        elif pair := _pair(char):
            found += pair
        else:
            return None
    return found


def _unsigned(line: str) -> list[Slot] | None:
    """Return the bytes of a line whose losses left no sign, None where a character is no reading of GBK."""
    found: list[Slot] = []
    for char in line:
        if not (pair := _pair(char)):
            return None
        found += (*_unseen(_first(char)), *pair)
    return [*found, *_unseen(0)]


def _pair(char: str) -> list[Slot]:
    """Return the bytes of a character, none if GBK has none."""
    if char.isascii() or char == "€":
        return [Slot((ord(char) if char.isascii() else 0x80,))]
    code = gbk.codes().get(char)
    return [Slot((code >> 8,)), Slot((code & 0xFF,))] if code else []


def _first(char: str) -> int:
    """Return the first byte of a character in GBK, 0 for what has none."""
    return ord(char) if char.isascii() and char else gbk.codes().get(char, 0) >> 8


def _unseen(after: int) -> Iterator[Slot]:
    """Yield the bytes, two at most, that may have been lost without a sign before this one."""
    yield Slot(_lost_twice(), optional=True, here=_UNSEEN)
    yield Slot(_lost(after), optional=True, here=_UNSEEN)


@lru_cache(1)
def _lost_twice() -> tuple[int, ...]:
    """Return the bytes that make no GBK character with most of the bytes of UTF-8 after them."""
    many = len(_TRAILS + _LEADS) / 2
    return tuple(
        b for b in _TRAILS + _LEADS if b == 0x80 or len(gbk.unassigned()[b] & {*_TRAILS, *_LEADS}) > many
    )


def _lost(after: int) -> tuple[int, ...]:
    """Return the bytes that make no GBK character with the byte after them."""
    return tuple(b for b in _TRAILS + _LEADS if b == 0x80 or after < 0x40 or after in gbk.unassigned()[b])


def _well_formed(slots: list[Slot]) -> bool:
    data = bytes(slot.choices[0] if len(slot.choices) == 1 else 0x80 for slot in slots if not slot.optional)
    high = sum(b >= 0x80 for b in data)
    return 3 * len(_WHOLE.findall(data)) > _WELL_FORMED * high


def _decoded(slots: list[Slot]) -> tuple[str, float] | None:
    """Return the best text, and its share of the probability that the beam holds."""
    known = "".join(chars for i in range(len(slots)) for _, chars, _ in _options(slots, i) if len(chars) == 1)
    search = Search(Model(), Model(), is_traditional(known))
    at: defaultdict[int, list[Guess]] = defaultdict(list, {0: search.begin("")})
    for i in range(len(slots)):
        guesses = best(at.pop(i, ()), _BEAM)
        if guesses:
            for end, chars, cost in _options(slots, i):
                cheaper = [Guess(g.score - cost, g.text, g.state) for g in guesses]
                at[end] += search.extend(cheaper, chars) if chars else cheaper
    ends = (Guess(g.score + search.after(g.state, "\n"), g.text, g.state) for g in at[len(slots)])
    last = best(ends, _BEAM)
    if not last:
        return None
    return last[0].text, 1 / sum(exp(guess.score - last[0].score) for guess in last)


def _options(slots: list[Slot], i: int) -> Iterator[tuple[int, str, float]]:
    """Yield the characters that may begin at slot `i`, the slot after them, and their cost."""
    slot = slots[i]
    if slot.optional:
        yield i + 1, "", slot.gone
    for ascii_ in (b for b in slot.choices if b < 0x80):
        yield i + 1, chr(ascii_), 0.0
    if slot.literal:
        yield i + 1, "?", _QUESTION
    if len(slot.choices) == 1 and (size := _RARE.get(slot.choices[0])):
        yield from _known_bytes(slots, i, size)
    leads = tuple(b for b in slot.choices if b in _LEADS)
    for second, j, cost in _next(slots, i + 1) if leads else ():
        for third, k, more in _next(slots, j):
            if chars := _characters(leads, second, third):
                yield k, chars, slot.here + cost + more


def _known_bytes(slots: list[Slot], i: int, size: int) -> Iterator[tuple[int, str, float]]:
    """Yield the character of `size` bytes at slot `i`, where all of them are known."""
    places = [j for j in range(i, min(i + 3 * size, len(slots))) if not slots[j].optional][:size]
    data = bytes(slots[j].choices[0] for j in places if len(slots[j].choices) == 1)
    char = data.decode("utf-8", "ignore")
    if len(data) == size and len(char) == 1:
        yield places[-1] + 1, char, 0.0


def _next(slots: list[Slot], i: int) -> Iterator[tuple[tuple[int, ...], int, float]]:
    """Yield the continuation bytes at slot `i`, or at the one after an optional one."""
    if i < len(slots):
        choices = tuple(b for b in slots[i].choices if b in _TRAILS)
        if choices:
            yield choices, i + 1, slots[i].here
        if slots[i].optional:
            yield from ((after, j, cost + slots[i].gone) for after, j, cost in _next(slots, i + 1))


@lru_cache(4096)
def _characters(leads: tuple[int, ...], second: tuple[int, ...], third: tuple[int, ...]) -> str:
    """Return the plausible characters of three bytes."""
    likely, plausible = _known()
    codes = [(a & 15) << 12 | (b & 63) << 6 | (c & 63) for a in leads for b in second for c in third]
    if len(codes) == 1:  # no byte of it was lost
        return chr(codes[0])
    chars = [char for char in map(chr, codes) if char in plausible]
    return "".join(filter(likely.__contains__, chars)) or "".join(chars)


@lru_cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters of three bytes that running text may hold, and all that Chinese text may."""
    plausible = frozenset(char for char in map(chr, range(0x800, 0x10000)) if chinese(char))
    return frozenset(filter(gbk.likely, plausible)), plausible
