"""MinHash: a signature whose equal places estimate how many 5-grams of characters two texts share.

Everything is arithmetic on whole arrays with constants that stand here, so that a signature depends on
nothing but its text. Raise `publish.version` where one of them changes.

On 3,100 distinct texts and 150 planted twins of each kind, 42 bands of 3 found all twins in Traditional
script, in full width, with foreign lines around them or cut to 70 %, .95 of those cut to 40 %, and .99 of
those with a quarter of the words replaced.
"""

import numpy as np
import numpy.typing as npt

from jiaokan.text.code_points import CodePoints

GRAM_CHARS = 5
PERMUTATIONS = 128
BANDS, ROWS_PER_BAND = 42, 3
_SEED = 20261128
_CHUNK_HASHES = 2048  # hashes that are permuted at a time: a megabyte of products

Hashes = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.uint64]

_random = np.random.Generator(np.random.PCG64(_SEED))
_FACTORS = _random.integers(0, 1 << 32, PERMUTATIONS, np.uint32) | np.uint32(1)
_SHIFTS = _random.integers(0, 1 << 32, PERMUTATIONS, np.uint32)
_GRAM_WEIGHTS = _random.integers(0, 1 << 64, GRAM_CHARS, np.uint64) | np.uint64(1)
_BAND_WEIGHTS = _random.integers(0, 1 << 64, (ROWS_PER_BAND, 1), np.uint64) | np.uint64(1)
_EMPTY = np.uint32(0xFFFFFFFF)


def hash_grams(points: CodePoints) -> Hashes:
    """Return the hashes of the 5-grams of a folded text, sorted, each once; none for a shorter text."""
    count = len(points) - GRAM_CHARS + 1
    if count < 1:
        return np.zeros(0, np.uint32)
    wide = points.astype(np.uint64)
    total = wide[:count] * _GRAM_WEIGHTS[0]
    for place in range(1, GRAM_CHARS):
        total += wide[place : place + count] * _GRAM_WEIGHTS[place]
    hashes = (_mix_bits(total) >> np.uint64(32)).astype(np.uint32)
    hashes.sort()
    return hashes[np.concatenate(([True], hashes[1:] != hashes[:-1]))]


def make_signature(hashes: Hashes) -> Hashes:
    """Return the least hash under each permutation `hash * factor + shift` modulo 2**32, (PERMUTATIONS,)."""
    least = np.full(PERMUTATIONS, _EMPTY, np.uint32)
    for at in range(0, len(hashes), _CHUNK_HASHES):
        permuted = _FACTORS[:, None] * hashes[at : at + _CHUNK_HASHES]
        permuted += _SHIFTS[:, None]
        np.minimum(least, permuted.min(axis=1), out=least)
    return least


def make_band_keys(signatures: Hashes) -> Keys:
    """Return the keys of the bands of signatures of shape (n, PERMUTATIONS), as (n, BANDS)."""
    bands = signatures[:, : BANDS * ROWS_PER_BAND].reshape(-1, BANDS, ROWS_PER_BAND).astype(np.uint64)
    sums = (bands @ _BAND_WEIGHTS)[..., 0]
    return _mix_bits(sums + np.arange(BANDS, dtype=np.uint64))


def _mix_bits(values: Keys) -> Keys:
    """Finish a hash as SplitMix64 does; arithmetic modulo 2**64 is meant."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
