"""Look for thousands of literals in one pass over a page.

A literal is known by its head, three characters at most. Arrays find where a head may stand: first
where its first character does, then, of these places, where its slot is taken. Three characters make
sure that next to nothing passes in vain; with two, a sixth of all places would.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.reading import Codes, codes

_HEAD = 3  # characters
_END = [""] * _HEAD  # lines after the last, so that a head may begin anywhere
_MIX = np.uint32(0x9E5)  # spreads neighbours over the slots
_SLOTS = 1 << 16  # as many as 16 bits tell apart; heads may share one


class Scan:
    """Find which literals stand in which lines."""

    __slots__ = ("_first", "_heads", "_taken")

    def __init__(self, values: Mapping[str, Iterable[int]]) -> None:
        self._heads: tuple[dict[str, list[tuple[str, tuple[int, ...]]]], ...] = ({}, {}, {})
        for literal in sorted(values):
            head = literal[:_HEAD]
            self._heads[len(head) - 1].setdefault(head, []).append((literal, tuple(values[literal])))
        self._first = np.zeros(sys.maxunicode + 1, bool)
        self._taken = np.zeros((_HEAD, _SLOTS), bool)
        for size, heads in enumerate(self._heads):
            points = codes("".join(head.ljust(_HEAD) for head in heads))
            starts = np.arange(0, len(points), _HEAD)
            self._first[points[starts]] = True
            self._taken[size, _slots(points, starts)[size]] = True

    def lines(self, lines: Sequence[str]) -> defaultdict[int, set[int]]:
        """Return the values of the literals that stand in each line, for lines that have any."""
        text = "\n".join([*lines, *_END])
        points = codes(text)
        starts = np.flatnonzero(self._first[points[: -len(_END)]])
        rows = np.searchsorted(np.cumsum([len(line) + 1 for line in lines]), starts, side="right")
        found: defaultdict[int, set[int]] = defaultdict(set)
        for size, slots in enumerate(_slots(points, starts)):
            passed = self._taken[size][slots]
            heads = self._heads[size]
            for at, row in zip(starts[passed].tolist(), rows[passed].tolist(), strict=True):
                for literal, values in heads.get(text[at : at + size + 1], ()):
                    if text.startswith(literal, at):
                        found[row].update(values)
        return found


def _slots(points: Codes, starts: npt.NDArray[np.intp]) -> list[npt.NDArray[np.uint16]]:
    """Return a slot for each run of one, two and three characters that begins at one of `starts`."""
    runs = [points[starts]]
    for size in range(1, _HEAD):
        runs.append(runs[-1] * _MIX + points[starts + size])
    return [run.astype(np.uint16) for run in runs]
