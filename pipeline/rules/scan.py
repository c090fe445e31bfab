"""Look for thousands of literals in one pass over a page.

A literal is known by its head, three characters at most. Arrays find where a head may stand: wherever
the slot of the one, two or three characters that begin there is taken. Three characters make sure
that next to nothing passes in vain; with two, a sixth of all places would.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.reading import Codes, codes

_HEAD = 3  # characters
_END = [""] * (_HEAD + 1)  # lines after the last, so that a head may begin anywhere
_MIX = np.uint32(0x9E5)  # spreads neighbours over the slots
_SLOTS = 1 << 16  # for heads of one length; some may share one
_OFFSETS = np.arange(0, _HEAD * _SLOTS, _SLOTS, dtype=np.uint32)[:, None]


class Scan:
    """Find which values stand in which lines by their literals.

    `longest` says of a value in how many code points of a line it is looked for at most.
    """

    __slots__ = ("_held", "_longest", "_taken")

    def __init__(self, values: Mapping[str, Iterable[int]], longest: Callable[[int], int]) -> None:
        self._taken = np.zeros(_HEAD * _SLOTS, bool)
        self._longest = np.zeros(_HEAD * _SLOTS, np.int64)
        self._held: dict[int, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
        for literal in sorted(values):
            head = literal[:_HEAD]
            slot = int(_slots(codes(head.ljust(2 * _HEAD)))[len(head) - 1, 0])
            self._held[slot].append((literal, tuple(values[literal])))
            self._taken[slot] = True
            most = max(map(longest, values[literal]), default=0)
            self._longest[slot] = max(self._longest[slot], min(most, sys.maxsize))

    def lines(self, lines: Sequence[str]) -> defaultdict[int, set[int]]:
        """Return the values of the literals that stand in each line, for lines that have any."""
        text = "\n".join([*lines, *_END])
        slots = _slots(codes(text)).ravel()
        places = np.flatnonzero(self._taken.take(slots))
        slots = slots[places]
        places %= len(text) - _HEAD
        lengths = np.fromiter(map(len, lines), np.int64, len(lines))
        rows = np.searchsorted(np.cumsum(lengths + 1), places, side="right")
        fit = lengths[rows] <= self._longest[slots]
        found: defaultdict[int, set[int]] = defaultdict(set)
        for slot, at, row in zip(slots[fit].tolist(), places[fit].tolist(), rows[fit].tolist(), strict=True):
            for literal, values in self._held[slot]:
                if text.startswith(literal, at):
                    found[row].update(values)
        return found


def _slots(points: Codes) -> npt.NDArray[np.uint32]:
    """Return a slot for each run of one, two and three characters, one row each, but for the last few."""
    slots = np.empty((_HEAD, len(points) - _HEAD), np.uint32)
    slots[0] = points[:-_HEAD]
    for size in range(1, _HEAD):
        np.multiply(slots[size - 1], _MIX, out=slots[size])
        slots[size] += points[size : size - _HEAD]
    slots &= _SLOTS - 1
    slots += _OFFSETS
    return slots
