"""Look for thousands of literals in one pass over a page.

A literal is known by its head, three characters at most. Arrays find where a head may stand: wherever
the slot of the one, two or three characters that begin there is taken. Three characters make sure
that next to nothing passes in vain; with two, a sixth of all places would. As a number, the head then
tells which literals it begins, and of a literal of three characters all.
"""

import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from jiaokan.text.normalized_view import Codes, codes

_HEAD = 3  # characters
_END = [""] * (_HEAD + 1)  # lines after the last, so that a head may begin anywhere
_MIX = np.uint16(0x9E5)  # spreads neighbours over the slots
_SLOTS = 1 << 16  # for heads of one length: all the numbers of 16 bits; some may share one
_AHEAD = np.arange(_HEAD)[:, None]
_BITS = 21 * _AHEAD.astype(np.uint64)  # where a character stands in the number that is a head
_OF_SIZE = np.array([(1 << 21 * size) - 1 for size in range(1, _HEAD + 1)], np.uint64)
_NONE = ~np.uint64(0)  # more than any head

Places = npt.NDArray[np.int64]
Heads = npt.NDArray[np.uint64]


class Wanted(NamedTuple):
    """Something that stands where one of its literals does, in a line of so many code points."""

    literals: Sequence[str]
    shortest: int = 0
    longest: int = sys.maxsize


class Scan:
    """Find in which lines something stands; it is named by its place among all that is wanted."""

    __slots__ = (
        "_count",
        "_first",
        "_heads",
        "_literals",
        "_long",
        "_longest",
        "_places",
        "_shortest",
        "_taken",
    )

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        entries = sorted(
            (_head(literal), literal, place) for place, one in enumerate(wanted) for literal in one.literals
        )
        self._literals = [literal for _, literal, _ in entries]
        self._long = np.array([len(literal) > _HEAD for literal in self._literals], bool)
        self._places = np.array([place for _, _, place in entries], np.int64)
        bounds = [
            (wanted[place].shortest, min(wanted[place].longest, sys.maxsize)) for _, _, place in entries
        ]
        self._shortest, self._longest = np.array(bounds, np.int64).reshape(-1, 2).T
        heads = np.array([*(head for head, _, _ in entries), _NONE], np.uint64)
        self._heads, self._first, self._count = np.unique(heads, return_index=True, return_counts=True)
        self._taken = np.zeros((_HEAD, _SLOTS), bool)
        for literal in self._literals:
            self._taken[_slot(literal)] = True

    def lines(self, lines: Sequence[str]) -> Mapping[int, list[int]]:
        """Return each thing that stands in lines, with these, both by their places and in that order."""
        text = "\n".join([*lines, *_END])
        heads, starts = self._standing(codes(text))
        lengths = np.fromiter(map(len, lines), np.int64, len(lines))
        rows = np.arange(len(lines)).repeat(lengths + 1)[starts]
        entries, each = self._entries(heads, lengths[rows])
        (long,) = self._long[entries].nonzero()  # of the others no more is to be seen than the head
        literals = map(self._literals.__getitem__, entries[long].tolist())
        stand = np.ones(len(entries), bool)
        stand[long] = list(map(text.startswith, literals, starts[each[long]].tolist()))
        pairs = np.sort((self._places[entries] * len(lines) + rows[each])[stand])
        pairs = pairs[_new(pairs)]  # each once
        things, where = np.divmod(pairs, max(len(lines), 1))
        (begins,), at = _new(things).nonzero(), where.tolist()
        runs = pairwise([*begins.tolist(), len(at)])
        return {
            thing: at[begin:end] for thing, (begin, end) in zip(things[begins].tolist(), runs, strict=True)
        }

    def _standing(self, points: Codes) -> tuple[Heads, Places]:
        """Return what may be heads in a text, and where."""
        pairs = zip(self._taken, _slots(points), strict=True)
        (passed,) = np.concatenate([taken.take(slots) for taken, slots in pairs]).nonzero()
        sizes, starts = np.divmod(passed, len(points) - _HEAD)
        return _packed(points[starts + _AHEAD]) & _OF_SIZE[sizes], starts

    def _entries(self, heads: Heads, lengths: Places) -> tuple[Places, Places]:
        """Return the literals with some heads that fit lines of some lengths, and which head each has."""
        known = self._heads.searchsorted(heads)
        count = self._count[known] * (self._heads[known] == heads)
        each = np.arange(len(heads)).repeat(count)
        entries = np.arange(len(each)) + (self._first[known] - count.cumsum() + count).repeat(count)
        length = lengths[each]
        fit = (self._shortest[entries] <= length) & (length <= self._longest[entries])
        return entries[fit], each[fit]


def _new(values: Places) -> npt.NDArray[np.bool_]:
    """Tell which of some sorted values differ from the one before."""
    new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def _head(literal: str) -> int:
    """Return the head of a literal as a number."""
    return int(_packed(codes(literal[:_HEAD].ljust(_HEAD, "\0"))[:, None])[0])


def _packed(heads: Codes) -> Heads:
    """Return the characters of each head, one below the other, as one number."""
    return np.asarray((heads << _BITS).sum(axis=0), np.uint64)


def _slot(literal: str) -> tuple[int, int]:
    """Return the slot of a literal's head: for which length, and where."""
    size = min(len(literal), _HEAD)
    return size - 1, int(_slots(codes(literal.ljust(2 * _HEAD)))[size - 1, 0])


def _slots(points: Codes) -> npt.NDArray[np.uint16]:
    """Return a slot for each run of one, two and three characters, one row each, but for the last few."""
    slots = np.empty((_HEAD, len(points) - _HEAD), np.uint16)
    slots[0] = points[:-_HEAD]
    for size in range(1, _HEAD):
        np.multiply(slots[size - 1], _MIX, out=slots[size])
        slots[size] += points[size : size - _HEAD].astype(np.uint16)
    return slots
