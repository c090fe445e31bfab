"""Compute what the units of a page have in common: pairs of characters, whole texts, shapes."""

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
_UNCOUNTED_CLASSES = np.zeros(16, bool)  # marks and blanks
_UNCOUNTED_CLASSES[[STOP, COMMA, COLON, BAR, QUOTE, BRACKET, BLANK]] = True

Hashes = npt.NDArray[np.uint64]


def share_words(chars: Characters, rows: PageRows, main: BoolArray) -> Float32Array:
    """Return how much of each unit occurs elsewhere on its page, shape (len(WORD_NAMES), units).

    Args:
        chars: the units.
        rows: where the pages lie.
        main: which units are prose of the main block.
    """
    return np.concatenate([_share_pairs(chars, rows, main), _count_repeats(chars, rows)])


def _share_pairs(chars: Characters, rows: PageRows, main: BoolArray) -> Float32Array:
    pairs, units = _pair_characters(chars)
    count = len(chars.lengths)
    flags = np.zeros((5, len(pairs)), bool)
    firsts = np.minimum(rows.starts + 1, rows.ends)
    tops = np.minimum(rows.starts + _FIRST_UNITS, rows.ends)
    edges = np.searchsorted(units, np.stack([rows.starts, firsts, tops, rows.ends], axis=1))
    in_main = main[units]
    sizes = np.ones(count)
    for page, (low, first, top, high) in zip(rows.slice_units(), edges.tolist(), strict=True):
        if high > low:
            sizes[page] = _flag_pairs(
                flags[:, low:high], pairs[low:high], in_main[low:high], first - low, top - low
            )
    each = np.maximum(np.bincount(units, minlength=count), 1)
    found = np.array([np.bincount(units[flag], minlength=count) for flag in flags], np.float32)
    found[:4] /= each
    found[4] /= sizes
    return found


def _flag_pairs(flags: BoolArray, pairs: Int64Array, in_main: BoolArray, first: int, top: int) -> int:
    """Flag the pairs of a page that occur elsewhere on it, and return how many pairs its first unit has.

    Args:
        flags: a row for each of the first five of WORD_NAMES, to be filled.
        pairs: the hashed pairs of the page.
        in_main: which of them are of the main block.
        first: pairs of the first unit.
        top: pairs of the first units.
    """
    bits = max(_MIN_BITS, min(_MAX_BITS, (len(pairs) * _ROOM).bit_length()))
    slots = pairs & ((1 << bits) - 1)
    size = 1 << bits
    flags[0] = np.bincount(slots[in_main], minlength=size)[slots] > in_main
    flags[1] = np.bincount(slots, minlength=size)[slots] > 1
    of_first = np.zeros(size, bool)
    of_first[slots[:first]] = True
    flags[2, first:] = flags[4, first:] = of_first[slots[first:]]
    of_top = np.bincount(slots[:top], minlength=size)[slots]
    of_top[:top] -= 1
    flags[3] = of_top > 0
    return max(1, first)


def _pair_characters(chars: Characters) -> tuple[Int64Array, Int64Array]:
    """Return the hashed pairs of adjacent letters, digits and Han in each unit, with marks left out."""
    is_counted = ~_UNCOUNTED_CLASSES[chars.classes] & (chars.codes > 0)
    codes, unit = chars.codes[is_counted], chars.unit[is_counted]
    same = unit[1:] == unit[:-1]
    mixed = (codes[:-1] * np.uint32(0x9E3779B1)) ^ (codes[1:] * np.uint32(0x85EBCA6B))
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return np.asarray(mixed[same] >> np.uint32(8), np.int64), unit[1:][same]


def _count_repeats(chars: Characters, rows: PageRows) -> Float32Array:
    """Return how often each unit, and its shape without numbers, occurs on the page, and how often above."""
    page = rows.spread_to_units(np.arange(len(rows.starts)))
    digit = chars.classes == DIGIT
    begins = digit.copy()
    begins[1:] &= ~digit[:-1]
    texts = _hash_units(chars.codes, np.ones(len(digit), bool), chars, page)
    shapes = _hash_units(np.where(digit, np.uint32(ord("0")), chars.codes), ~digit | begins, chars, page)
    times, above = _rank_equals(texts)
    alike, _ = _rank_equals(shapes)
    return np.array([np.log1p(times), np.log1p(alike), np.minimum(above, 9)], np.float32)


def _hash_units(
    codes: npt.NDArray[np.uint32], is_counted: BoolArray, chars: Characters, page: Int64Array
) -> Hashes:
    """Return a hash of the counted characters of each unit, in their order, and of its page."""
    rank = is_counted.cumsum()
    rank -= (rank[chars.starts] - is_counted[chars.starts]).repeat(chars.lengths + 1)
    mixed = (codes.astype(np.uint64) << np.uint64(32)) ^ rank.astype(np.uint64)
    mixed = mixed * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    sums = np.add.reduceat(np.where(is_counted, mixed ^ (mixed >> np.uint64(32)), np.uint64(0)), chars.starts)
    return np.asarray(sums + page.astype(np.uint64) * np.uint64(0x94D049BB133111EB), np.uint64)


def _rank_equals(hashes: Hashes) -> tuple[Int64Array, Int64Array]:
    """Return for each hash the number of equal ones, and the number of those before it."""
    order = hashes.argsort(kind="stable")
    ordered = hashes[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    sizes = np.diff(np.append(starts, len(ordered)))
    times, above = np.empty(len(order), np.int64), np.empty(len(order), np.int64)
    times[order] = sizes.repeat(sizes)
    above[order] = np.arange(len(order)) - starts.repeat(sizes)
    return times, above
