"""Score units by linear models over hashed n-grams of characters.

The n-grams are of 1 to 3 characters, with digits as 0, letters in lower case, and a mark at each end of
the unit. Of a long unit only both ends are used. A head of the model sums a weight for every n-gram.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from jiaokan.models.boosted_trees import Float32Array, Int64Array
from jiaokan.stages.strip.judge.unit_arrays import Characters, Codes

BITS = 16  # bits of a hash
END_CHARS = 40  # code points at each end of a long unit that are used
_MULTIPLIERS = np.array([0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35], np.uint32)


def hash_ngrams(chars: Characters) -> tuple[Int64Array, Int64Array]:
    """Return the hashes of the n-grams that end at each used character, and the unit of each.

    The hashes have shape (3, characters). A unit of n code points that is used as a whole has
    3 n + 3 n-grams.
    """
    folded = _fold_table().take(chars.codes)
    place = np.arange(len(folded)) - chars.starts.repeat(chars.lengths + 1)
    first = np.zeros_like(folded)
    first[2:] = folded[:-2]
    first[chars.starts] = 1  # nothing of the unit before
    before = np.zeros_like(folded)
    before[1:] = folded[:-1]  # the U+0000 after the unit before marks the start
    unit = chars.unit
    if (chars.lengths > 2 * END_CHARS).any():
        left = chars.lengths[unit] - place
        read = (place < END_CHARS) | (left <= END_CHARS)
        folded, before, first, unit = folded[read], before[read], first[read], unit[read]
    one = folded * _MULTIPLIERS[0]
    two = one + before * _MULTIPLIERS[1]
    three = two + first * _MULTIPLIERS[2]
    salts = np.array([[0], [0x5BD1E995], [0x1B873593]], np.uint32)
    hashes = _mix_bits(np.stack([one, two, three]) ^ salts) >> np.uint32(32 - BITS)
    return hashes.astype(np.int64), unit


def _mix_bits(values: Codes) -> Codes:
    values = (values ^ (values >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return np.asarray(values ^ (values >> np.uint32(13)), np.uint32) * np.uint32(0x297A2D39)


def score_ngrams(chars: Characters, weights: npt.NDArray[np.int8], scale: float, bias: float) -> Float32Array:
    """Return the score of each unit by one head: the sum of its n-grams, divided by the root of their number.

    Args:
        chars: the units.
        weights: of n-grams, in parts of `scale`, shape (2 ** BITS,).
        scale: of one part.
        bias: of any unit.
    """
    (scores,) = score_heads(chars, weights[None], [scale], bias)
    return np.asarray(scores, np.float32)


def score_heads(
    chars: Characters,
    weights: npt.NDArray[np.int8],
    scales: Sequence[float] | Float32Array,
    bias: float = 0.0,
) -> Float32Array:
    """Return the scores of each unit by several heads, shape (heads, units).

    Args:
        chars: the units, whose n-grams are hashed once for all heads.
        weights: of n-grams for each head, in parts of its scale, shape (heads, 2 ** BITS).
        scales: of one part, for each head.
        bias: of any unit.
    """
    hashes, units = hash_ngrams(chars)
    read = np.bincount(units, minlength=len(chars.lengths))
    starts, root = read.cumsum() - read, np.sqrt(3.0 * read)
    scores = np.empty((len(weights), len(read)), np.float32)
    for row, of_head, scale in zip(scores, weights, scales, strict=True):
        sums = np.add.reduceat(of_head.take(hashes).sum(axis=0, dtype=np.int32), starts)
        row[:] = sums * float(scale) / root + bias
    return scores


@lru_cache
def _fold_table() -> Codes:
    """Return the table that folds code points: digits to 0, letters to lower case."""
    table = np.arange(0x110000, dtype=np.uint32)
    for code in range(ord("A"), ord("Z") + 1):
        table[code] = code + 32
    table[ord("0") : ord("9") + 1] = ord("0")
    return table
