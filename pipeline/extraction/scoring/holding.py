"""Tell by arrays which elements hold each block, and which blocks are of one make."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.extraction.page.parts import Element

Ints = NDArray[np.int64]

_LEVELS = 4


def holders(sizes: Ints, parents: Ints, at: Ints) -> tuple[Ints, ...]:
    """Return for each block the elements that hold it and more, innermost first, _LEVELS of them.

    `sizes` and `parents` run over the elements; `at` is the element of each block.
    """
    size, wider = sizes.tolist(), list(range(len(sizes)))
    for i, parent in enumerate(parents.tolist()):  # parents come first
        wider[i] = parent if size[parent] > size[i] else wider[parent]
    above = np.array(wider, dtype=np.int64)
    found = [np.where(sizes[at] > 1, at, above[at])]
    for _ in range(_LEVELS - 1):
        found.append(above[found[-1]])
    return tuple(found)


def makes(elements: Sequence[Element], at: Ints) -> Ints:
    """Number the blocks by the names and classes of the three innermost elements."""
    keys: dict[tuple[str, ...], int] = {}
    found = []
    for i in at.tolist():
        _, name, attributes, above, _, _ = elements[i]
        _, parent, around, higher, _, _ = elements[above]
        key = (name, attributes[:40], parent, around[:40], elements[higher].name)
        found.append(keys.setdefault(key, len(keys)))
    return np.array(found, dtype=np.int64)
