"""The ledger of a document: the steps of its stages, which lead from the raw text to the text and back.

replay(raw, steps)   == text     the ledger leads from the raw text to the text
restore(text, steps) == raw      and back
OffsetChain(steps)               leads a span of the text to the span of the raw text that it came from
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import starmap
from typing import cast

from jiaokan.core.edits import Edit, Span, apply_edits, undo_edits
from jiaokan.core.offsets import OffsetMap


@dataclass(frozen=True, slots=True)
class Step:
    """What one stage did: its edits in order, in offsets of the text that the stage received."""

    stage: str
    edits: tuple[Edit, ...]
    _offset_map: OffsetMap | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def offset_map(self) -> OffsetMap:
        """The map that leads spans of the text after the step to the text before it; it is made once."""
        if self._offset_map is None:
            object.__setattr__(self, "_offset_map", OffsetMap(self.edits))
        return cast(OffsetMap, self._offset_map)

    def __reduce__(self) -> tuple[object, ...]:
        return Step, (self.stage, self.edits)


class OffsetChain:
    """Maps spans of a text back through several steps; for many spans of the same document."""

    __slots__ = ("_maps", "_moving_maps")

    def __init__(self, steps: Sequence[Step]) -> None:
        self._set_maps([step.offset_map for step in steps])

    def _set_maps(self, maps: list[OffsetMap]) -> None:
        self._maps = maps
        self._moving_maps = [one for one in reversed(maps) if not one.is_identity]

    def invert(self) -> "OffsetChain":
        """Return the chain that maps spans of the raw text to the text after all steps."""
        inverse = OffsetChain(())
        inverse._set_maps([offset_map.invert() for offset_map in reversed(self._maps)])
        return inverse

    def map_back(self, span: Span, after: int | None = None) -> Span:
        """Return the span of the raw text that a span came from.

        Args:
            span: Span of the text that the first `after` steps left.
            after: Number of steps; None stands for all.
        """
        return Span(*self.map_range(span.start, span.end, after))

    def map_range(self, start: int, end: int, after: int | None = None) -> tuple[int, int]:
        """Do the same as `map_back` for a start and an end."""
        for offset_map in self._moving_maps if after is None else reversed(self._maps[:after]):
            start, end = offset_map.map_range(start, end)
        return start, end

    def map_ranges(self, ranges: Iterable[tuple[int, int]], after: int) -> list[tuple[int, int]]:
        """Do the same as `map_range` for many starts and ends."""
        for offset_map in reversed(self._maps[:after]):
            if not offset_map.is_identity:
                ranges = starmap(offset_map.map_range, ranges)
        return list(ranges)


def replay(raw: str, steps: Iterable[Step]) -> str:
    """Apply every step to the raw text and return the clean text.

    Raises:
        LawError: A step does not fit its text.

    >>> replay("甲乙丙", [Step("strip", (Edit(1, "乙", "", "r"),))])
    '甲丙'
    """
    return reduce(lambda text, step: apply_edits(text, step.edits), steps, raw)


def restore(text: str, steps: Sequence[Step]) -> str:
    """Undo every step, the last one first, and return the raw text.

    Raises:
        LawError: A step does not fit its text.

    >>> restore("甲丙", [Step("strip", (Edit(1, "乙", "", "r"),))])
    '甲乙丙'
    """
    return reduce(lambda after, step: undo_edits(after, step.edits), reversed(steps), text)
