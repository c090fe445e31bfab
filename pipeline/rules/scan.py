"""Look for thousands of literals in one pass over a page.

A literal is known by its head, three characters at most: arrays find where a head may stand, and
next to nothing that they let pass is none. Three characters do: with two, a sixth of all places passes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.reading import Codes, codes

_HEAD = 3  # characters
_MIX = np.uint32(0x9E5)  # spreads neighbours over the slots
_SLOTS = 1 << 16  # as many as 16 bits tell apart; heads may share one


class Scan:
    """Find which literals stand in which lines."""

    __slots__ = ("_heads", "_seen")

    def __init__(self, values: Mapping[str, Iterable[int]]) -> None:
        self._heads: tuple[dict[str, list[tuple[str, tuple[int, ...]]]], ...] = ({}, {}, {})
        self._seen = np.zeros((_HEAD, _SLOTS), bool)
        for literal in sorted(values):
            head = literal[:_HEAD]
            size = len(head) - 1
            self._heads[size].setdefault(head, []).append((literal, tuple(values[literal])))
            self._seen[size, _slots(codes(head))[size]] = True

    def lines(self, lines: Sequence[str]) -> defaultdict[int, set[int]]:
        """Return the values of the literals that stand in each line, for lines that have any."""
        text = "\n".join([*lines, ""])
        ends = np.cumsum([len(line) + 1 for line in lines])
        found: defaultdict[int, set[int]] = defaultdict(set)
        for size, slots in enumerate(_slots(codes(text))):
            places = np.flatnonzero(self._seen[size][slots])
            rows = np.searchsorted(ends, places, side="right").tolist()
            heads = self._heads[size]
            for at, row in zip(places.tolist(), rows, strict=True):
                for literal, values in heads.get(text[at : at + size + 1], ()):
                    if text.startswith(literal, at):
                        found[row].update(values)
        return found


def _slots(codes: Codes) -> list[npt.NDArray[np.uint16]]:
    """Return a slot for each run of one, two and three characters."""
    runs = [codes]
    for size in range(1, _HEAD):
        runs.append(runs[-1][:-1] * _MIX + codes[size:])
    return [run.astype(np.uint16) for run in runs]
