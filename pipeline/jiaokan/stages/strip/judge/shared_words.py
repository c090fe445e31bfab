"""Compute what the units of a page have in common: pairs of characters, whole texts, shapes."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from jiaokan.models.boosted_trees import BoolArray, Float32Array, Int64Array
from jiaokan.stages.strip.judge.unit_arrays import (
    BAR,
    BLANK,
    BRACKET,
    COLON,
    COMMA,
    DIGIT,
    QUOTE,
    STOP,
    Characters,
    PageRows,
)

WORD_NAMES = (
    "pairs in the main block", "pairs elsewhere on the page", "pairs in the first unit",
    "pairs in the first units", "pairs of the first unit", "times on the page", "shape on the page",
    "said above",
)  # fmt: skip
_FIRST_UNITS = 3
_MIN_BITS, _MAX_BITS, _ROOM = 10, 22, 6  # slots of a page: the next power of two above six times its pairs
_IS_COUNTED = np.ones(16, bool)  # by class of character: marks and blanks are left out
_IS_COUNTED[[STOP, COMMA, COLON, BAR, QUOTE, BRACKET, BLANK]] = False
_IN_MAIN, _ELSEWHERE, _IN_FIRST, _IN_FIRSTS, _OF_FIRST = (np.uint8(1 << at) for at in range(5))
_FLAG_BITS = 5  # what is told of a pair, a bit for each of the first five of WORD_NAMES
_COMBINATIONS = np.arange(1 << _FLAG_BITS)
_NUMBER = re.compile("[0-9]+")

Flags = npt.NDArray[np.uint8]


def share_words(texts: Sequence[str], chars: Characters, rows: PageRows, main: BoolArray) -> Float32Array:
    """Return how much of each unit occurs elsewhere on its page, shape (len(WORD_NAMES), units).

    Args:
        texts: the units.
        chars: the same as characters.
        rows: where the pages lie.
        main: which units are prose of the main block.
    """
    return np.concatenate([_share_pairs(chars, rows, main), _count_repeats(texts, chars, rows)])


def _share_pairs(chars: Characters, rows: PageRows, main: BoolArray) -> Float32Array:
    pairs, units = _pair_characters(chars)
    count = len(chars.lengths)
    each = np.bincount(units, minlength=count)
    in_main = main.repeat(each)
    flags = np.zeros(len(pairs), np.uint8)
    firsts = np.minimum(rows.starts + 1, rows.ends)
    tops = np.minimum(rows.starts + _FIRST_UNITS, rows.ends)
    places = np.concatenate([[0], each.cumsum()])
    edges = places[np.stack([rows.starts, firsts, tops, rows.ends], axis=1)]
    for low, first, top, high in edges.tolist():
        if high > low:
            _flag_pairs(flags[low:high], pairs[low:high], in_main[low:high], first - low, top - low)
    cells = np.bincount((units << _FLAG_BITS) | flags, minlength=count << _FLAG_BITS)
    bits = _COMBINATIONS >> np.arange(_FLAG_BITS)[:, None] & 1
    found = (bits @ cells.reshape(count, -1).T).astype(np.float32)
    found[:4] /= np.maximum(each, 1)
    found[4] /= rows.spread_to_units(np.maximum(each[rows.starts], 1))
    return found


def _flag_pairs(flags: Flags, pairs: Int64Array, in_main: BoolArray, first: int, top: int) -> None:
    """Flag the pairs of a page that occur elsewhere on it.

    Args:
        flags: of each pair, to be filled: a bit for each of the first five of WORD_NAMES.
        pairs: the hashed pairs of the page.
        in_main: which of them are of the main block.
        first: pairs of the first unit.
        top: pairs of the first units.
    """
    bits = max(_MIN_BITS, min(_MAX_BITS, (len(pairs) * _ROOM).bit_length()))
    slots, size = pairs & ((1 << bits) - 1), 1 << bits
    flags |= (np.bincount(slots[in_main], minlength=size).take(slots) > in_main) * _IN_MAIN
    flags |= (np.bincount(slots, minlength=size).take(slots) > 1) * _ELSEWHERE
    of_first = np.zeros(size, bool)
    of_first[slots[:first]] = True
    flags[first:] |= of_first.take(slots[first:]) * (_IN_FIRST | _OF_FIRST)
    of_top = np.bincount(slots[:top], minlength=size).take(slots)
    of_top[:top] -= 1
    flags |= (of_top > 0) * _IN_FIRSTS


def _pair_characters(chars: Characters) -> tuple[Int64Array, Int64Array]:
    """Return the hashed pairs of adjacent letters, digits and Han in each unit, with marks left out."""
    (places,) = _IS_COUNTED.take(chars.classes).nonzero()  # with the U+0000 between units
    codes = chars.codes.take(places)
    is_pair = codes[1:] > 0
    is_pair &= codes[:-1] > 0
    (ends,) = is_pair.nonzero()
    mixed = ((codes[:-1] * np.uint32(0x9E3779B1)) ^ (codes[1:] * np.uint32(0x85EBCA6B))).take(ends)
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return np.asarray(mixed >> np.uint32(8), np.int64), chars.unit.take(places.take(ends))


def _count_repeats(texts: Sequence[str], chars: Characters, rows: PageRows) -> Float32Array:
    """Return how often each unit, and its shape without numbers, occurs on the page, and how often above."""
    page = rows.spread_to_units(np.arange(len(rows.starts)))
    (numbered,) = np.logical_or.reduceat(chars.classes == DIGIT, chars.starts).nonzero()
    shapes = list(texts)
    without_numbers = _NUMBER.sub("0", "\n".join(map(texts.__getitem__, numbered.tolist()))).split("\n")
    for at, shape in zip(numbered.tolist(), without_numbers, strict=False):  # "" where none is numbered
        shapes[at] = shape
    times, above = _rank_equals(_number_texts(texts) * len(rows.starts) + page)
    alike, _ = _rank_equals(_number_texts(shapes) * len(rows.starts) + page)
    return np.array([np.log1p(times), np.log1p(alike), np.minimum(above, 9)], np.float32)


def _number_texts(texts: Sequence[str]) -> Int64Array:
    """Return a number for each text, the same for equal ones."""
    numbers = dict(zip(texts, range(len(texts)), strict=True))
    return np.fromiter(map(numbers.__getitem__, texts), np.int64, len(texts))


def _rank_equals(numbers: Int64Array) -> tuple[Int64Array, Int64Array]:
    """Return for each number how many are equal, and how many of those stand before it."""
    order = numbers.argsort(kind="stable")
    ordered = numbers[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    sizes = np.diff(np.append(starts, len(ordered)))
    times, above = np.empty(len(order), np.int64), np.empty(len(order), np.int64)
    times[order] = sizes.repeat(sizes)
    above[order] = np.arange(len(order)) - starts.repeat(sizes)
    return times, above
