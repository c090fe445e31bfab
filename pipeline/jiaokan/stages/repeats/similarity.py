"""How alike two texts are, estimated from signatures and counted from 5-grams; what is called what."""

import numpy as np
import numpy.typing as npt

from jiaokan.config.schema import RepeatSettings
from jiaokan.core.annotations import RepeatKind
from jiaokan.stages.repeats.minhash import PERMUTATIONS, Hashes

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_DEVIATIONS = 2.5  # standard deviations of the estimate within which a pair is counted exactly


def count_shared(one: Hashes, other: Hashes) -> tuple[float, float]:
    """Return the Jaccard index of two sets of hashes, and the share of the smaller that the larger holds.

    Args:
        one: Sorted hashes, each once, as `hash_grams` returns them; not empty.
        other: The same of the other text.
    """
    together = np.concatenate((one, other))
    together.sort()
    shared = int(np.count_nonzero(together[1:] == together[:-1]))
    return shared / (len(together) - shared), shared / min(len(one), len(other))


def find_promising(equal: Ints, sizes: tuple[Ints, Ints], settings: RepeatSettings) -> npt.NDArray[np.bool_]:
    """Tell which pairs may be repeats, from how many places of their signatures are equal.

    Args:
        equal: Equal places of the two signatures of each pair, (n,).
        sizes: 5-grams of the first and of the second text of each pair, (n,) each.
        settings: What counts as a repeat.
    """
    share = equal / PERMUTATIONS
    deviation = np.sqrt((share + 1 / PERMUTATIONS) * (1 - share) / PERMUTATIONS)
    most = np.minimum(1.0, share + _DEVIATIONS * deviation)
    smaller = np.minimum(*sizes)
    contained = most * (sizes[0] + sizes[1]) / (1 + most) / np.maximum(smaller, 1)
    promising: npt.NDArray[np.bool_] = (smaller > 0) & (
        (most >= settings.near_jaccard) | (contained >= settings.held_containment)
    )
    return promising


def name_kind(jaccard: float, containment: float, settings: RepeatSettings) -> RepeatKind | None:
    """Return what a pair of different texts is, None where they are not alike.

    A text that stands in a longer one is a part of it: an anthology must not join its pieces.
    """
    if containment >= settings.part_containment and jaccard < settings.part_jaccard:
        return "part"
    if jaccard >= settings.near_jaccard:
        return "near"
    return "part" if containment >= settings.held_containment else None
