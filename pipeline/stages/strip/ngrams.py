"""What the words of a unit say: linear scores of hashed n-grams of characters.

Each unit is read as its 1-, 2- and 3-grams, digits as 0 and letters in lower case, with a mark at either
end; of a long unit both ends are read. Each head of the model adds up a weight for every n-gram.
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from pipeline.models.oblivious import Ints, Singles
from pipeline.stages.strip.unit_arrays import Characters, Codes

BITS = 16  # of a hash
END_CHARS = 40  # of a unit's either end that are read
_MULTIPLIERS = np.array([0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35], np.uint32)


def hash_ngrams(chars: Characters) -> tuple[Ints, Ints]:
    """Return the hash of every n-gram, and its unit; both in the order of units.

    A unit of n code points has 3 n + 3 of them where it is read whole.
    """
    folded = _fold_table().take(chars.codes)
    place = np.arange(len(folded)) - chars.starts.repeat(chars.lengths + 1)
    left = chars.lengths.repeat(chars.lengths + 1) - place
    read = (place < END_CHARS) | (left <= END_CHARS)
    before = np.concatenate([[np.uint32(0)], folded[:-1]])  # the U+0000 behind the unit above marks the start
    first = np.concatenate([[np.uint32(0), np.uint32(0)], folded[:-2]])
    first[place == 0] = 1  # nothing of the unit above
    one = folded * _MULTIPLIERS[0]
    two = one + before * _MULTIPLIERS[1]
    three = two + first * _MULTIPLIERS[2]
    shift = np.uint32(32 - BITS)
    hashes = np.stack([_mix(one), _mix(two ^ np.uint32(0x5BD1E995)), _mix(three ^ np.uint32(0x1B873593))], axis=1)[read]
    return (hashes >> shift).astype(np.int64), chars.unit[read]


def _mix(values: Codes) -> Codes:
    values = (values ^ (values >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return np.asarray(values ^ (values >> np.uint32(13)), np.uint32) * np.uint32(0x297A2D39)


def count_ngrams(units: Ints, count: int) -> Ints:
    """Return how many characters of each unit are read."""
    return np.bincount(units, minlength=count)


def score_ngrams(chars: Characters, weights: npt.NDArray[np.int8], scales: Singles, biases: Singles) -> Singles:
    """Return the score of each head for each unit, shape (heads, units).

    Args:
        chars: the units.
        weights: shape (2 ** BITS, heads), times `scales`.
        scales: shape (heads,).
        biases: shape (heads,).
    """
    hashes, units = hash_ngrams(chars)
    each = weights.take(hashes, axis=0).sum(axis=1, dtype=np.int32)  # (characters, heads)
    count = len(chars.lengths)
    read = count_ngrams(units, count)
    starts = read.cumsum() - read
    sums = np.add.reduceat(each, starts, axis=0).astype(np.float32)
    return np.asarray((sums * scales / np.sqrt(3.0 * read)[:, None] + biases).T, np.float32)


@lru_cache
def _fold_table() -> Codes:
    """Return what each code point is read as: digits as 0, letters in lower case."""
    table = np.arange(0x110000, dtype=np.uint32)
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = code + 32
    table[ord("0") : ord("9") + 1] = ord("0")
    return table
