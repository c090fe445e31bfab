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
_SALTS = np.array([[0], [0x5BD1E995], [0x1B873593]], np.uint32)


def hash_ngrams(chars: Characters) -> tuple[Int64Array, Int64Array]:
    """Return the hashes of the n-grams that end at each used character, and the unit of each.

    The hashes have shape (3, characters). A unit of n code points that is used as a whole has
    3 n + 3 n-grams.
    """
    folded = _fold_table().take(chars.codes)
    before = np.zeros_like(folded)
    before[1:] = folded[:-1]  # the U+0000 after the unit before marks the start
    first = np.zeros_like(folded)
    first[2:] = folded[:-2]
    first[chars.starts] = 1  # nothing of the unit before
    unit = chars.unit
    if (long := chars.lengths > 2 * END_CHARS).any():
        is_read = np.ones(len(folded), bool)
        starts, ends = chars.starts[long] + END_CHARS, (chars.starts + chars.lengths)[long] - END_CHARS
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            is_read[start:end] = False
        (read,) = is_read.nonzero()
        folded, before, first, unit = folded.take(read), before.take(read), first.take(read), unit.take(read)
    hashes = np.empty((3, len(folded)), np.uint32)
    np.multiply(folded, _MULTIPLIERS[0], out=hashes[0])
    np.add(hashes[0], before * _MULTIPLIERS[1], out=hashes[1])
    np.add(hashes[1], first * _MULTIPLIERS[2], out=hashes[2])
    hashes ^= _SALTS
    _mix_bits(hashes)
    hashes >>= np.uint32(32 - BITS)
    return hashes.astype(np.int64), unit


def _mix_bits(values: Codes) -> None:
    """Mix the bits of each value, in place."""
    values ^= values >> np.uint32(15)
    values *= np.uint32(0x2C1B3C6D)
    values ^= values >> np.uint32(13)
    values *= np.uint32(0x297A2D39)


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
