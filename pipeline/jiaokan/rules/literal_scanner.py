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

from jiaokan.text.normalized_view import CodePoints, to_code_points

_HEAD_CHARS = 3  # characters
_PADDING_LINES = [""] * (_HEAD_CHARS + 1)  # lines after the last, so that a head may begin anywhere
_SLOT_MULTIPLIER = np.uint16(0x9E5)  # spreads neighbours over the slots
_SLOT_COUNT = 1 << 16  # for heads of one length: all the numbers of 16 bits; some may share one
_HEAD_OFFSETS = np.arange(_HEAD_CHARS)[:, None]
_CHAR_SHIFT_BITS = 21 * _HEAD_OFFSETS.astype(
    np.uint64
)  # where a character stands in the number that is a head
_HEAD_MASKS = np.array([(1 << 21 * size) - 1 for size in range(1, _HEAD_CHARS + 1)], np.uint64)
_NO_HEAD = ~np.uint64(0)  # more than any head

PlaceArray = npt.NDArray[np.int64]
HeadArray = npt.NDArray[np.uint64]


class LiteralQuery(NamedTuple):
    """Something that stands where one of its literals does, in a line of so many code points."""

    literals: Sequence[str]
    min_line_chars: int = 0
    max_line_chars: int = sys.maxsize


class LiteralScanner:
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

    def __init__(self, wanted: Sequence[LiteralQuery]) -> None:
        entries = sorted(
            (_pack_head(literal), literal, place)
            for place, one in enumerate(wanted)
            for literal in one.literals
        )
        self._literals = [literal for _, literal, _ in entries]
        self._long = np.array([len(literal) > _HEAD_CHARS for literal in self._literals], bool)
        self._places = np.array([place for _, _, place in entries], np.int64)
        bounds = [
            (wanted[place].min_line_chars, min(wanted[place].max_line_chars, sys.maxsize))
            for _, _, place in entries
        ]
        self._shortest, self._longest = np.array(bounds, np.int64).reshape(-1, 2).T
        heads = np.array([*(head for head, _, _ in entries), _NO_HEAD], np.uint64)
        self._heads, self._first, self._count = np.unique(heads, return_index=True, return_counts=True)
        self._taken = np.zeros((_HEAD_CHARS, _SLOT_COUNT), bool)
        for literal in self._literals:
            self._taken[_find_slot(literal)] = True

    def find_literal_lines(self, lines: Sequence[str]) -> Mapping[int, list[int]]:
        """Return each thing that stands in lines, with these, both by their places and in that order."""
        text = "\n".join([*lines, *_PADDING_LINES])
        heads, starts = self._find_heads(to_code_points(text))
        lengths = np.fromiter(map(len, lines), np.int64, len(lines))
        rows = np.arange(len(lines)).repeat(lengths + 1)[starts]
        entries, each = self._match_entries(heads, lengths[rows])
        (long,) = self._long[entries].nonzero()  # of the others no more is to be seen than the head
        literals = map(self._literals.__getitem__, entries[long].tolist())
        stand = np.ones(len(entries), bool)
        stand[long] = list(map(text.startswith, literals, starts[each[long]].tolist()))
        pairs = np.sort((self._places[entries] * len(lines) + rows[each])[stand])
        pairs = pairs[_mark_changes(pairs)]  # each once
        things, where = np.divmod(pairs, max(len(lines), 1))
        (begins,), at = _mark_changes(things).nonzero(), where.tolist()
        runs = pairwise([*begins.tolist(), len(at)])
        return {
            thing: at[begin:end] for thing, (begin, end) in zip(things[begins].tolist(), runs, strict=True)
        }

    def _find_heads(self, points: CodePoints) -> tuple[HeadArray, PlaceArray]:
        """Return what may be heads in a text, and where."""
        pairs = zip(self._taken, _compute_slots(points), strict=True)
        (passed,) = np.concatenate([taken.take(slots) for taken, slots in pairs]).nonzero()
        sizes, starts = np.divmod(passed, len(points) - _HEAD_CHARS)
        return _pack_heads(points[starts + _HEAD_OFFSETS]) & _HEAD_MASKS[sizes], starts

    def _match_entries(self, heads: HeadArray, lengths: PlaceArray) -> tuple[PlaceArray, PlaceArray]:
        """Return the literals with some heads that fit lines of some lengths, and which head each has."""
        known = self._heads.searchsorted(heads)
        count = self._count[known] * (self._heads[known] == heads)
        each = np.arange(len(heads)).repeat(count)
        entries = np.arange(len(each)) + (self._first[known] - count.cumsum() + count).repeat(count)
        length = lengths[each]
        fit = (self._shortest[entries] <= length) & (length <= self._longest[entries])
        return entries[fit], each[fit]


def _mark_changes(values: PlaceArray) -> npt.NDArray[np.bool_]:
    """Tell which of some sorted values differ from the one before."""
    new = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return new


def _pack_head(literal: str) -> int:
    """Return the head of a literal as a number."""
    return int(_pack_heads(to_code_points(literal[:_HEAD_CHARS].ljust(_HEAD_CHARS, "\0"))[:, None])[0])


def _pack_heads(heads: CodePoints) -> HeadArray:
    """Return the characters of each head, one below the other, as one number."""
    return np.asarray((heads << _CHAR_SHIFT_BITS).sum(axis=0), np.uint64)


def _find_slot(literal: str) -> tuple[int, int]:
    """Return the slot of a literal's head: for which length, and where."""
    size = min(len(literal), _HEAD_CHARS)
    return size - 1, int(_compute_slots(to_code_points(literal.ljust(2 * _HEAD_CHARS)))[size - 1, 0])


def _compute_slots(points: CodePoints) -> npt.NDArray[np.uint16]:
    """Return a slot for each run of one, two and three characters, one row each, but for the last few."""
    slots = np.empty((_HEAD_CHARS, len(points) - _HEAD_CHARS), np.uint16)
    slots[0] = points[:-_HEAD_CHARS]
    for size in range(1, _HEAD_CHARS):
        np.multiply(slots[size - 1], _SLOT_MULTIPLIER, out=slots[size])
        slots[size] += points[size : size - _HEAD_CHARS].astype(np.uint16)
    return slots
