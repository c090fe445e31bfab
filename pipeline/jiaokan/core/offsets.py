"""Map spans of an edited text to the text before the edits."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import add, sub

from jiaokan.core.edits import Edit, Span


class OffsetMap:
    """Maps spans of an edited text to the text before the edits, in time log(edits) each.

    A code point that the edits kept maps to itself. One that an edit inserted maps to all code points
    that the edit removed.

    >>> OffsetMap([Edit(0, "分享", "", "r")]).map_back(Span(0, 1))
    Span(start=2, end=3)
    """

    __slots__ = ("_after_ends", "_after_starts", "_before_ends", "_before_starts")

    def __init__(self, edits: Sequence[Edit]) -> None:
        # one code point for one moves nothing, and the new one maps to the old one as if it were kept
        edits = [edit for edit in edits if len(edit[1]) != 1 or len(edit[2]) != 1]
        before_starts = [edit[0] for edit in edits]
        old_sizes = [len(edit[1]) for edit in edits]
        new_sizes = [len(edit[2]) for edit in edits]
        before_ends = list(map(add, before_starts, old_sizes))
        # what an edit adds moves all that follows
        shifts = accumulate(map(sub, new_sizes, old_sizes), initial=0)
        after_starts = list(map(add, before_starts, shifts))
        after_ends = list(map(add, after_starts, new_sizes))
        self._before_starts, self._before_ends = before_starts, before_ends
        self._after_starts, self._after_ends = after_starts, after_ends

    @property
    def is_identity(self) -> bool:
        """Whether every span maps to itself."""
        return not self._after_ends

    def invert(self) -> "OffsetMap":
        """Return the map that leads spans of the text before the edits to the edited text."""
        inverse = OffsetMap(())
        inverse._before_starts, inverse._before_ends = self._after_starts, self._after_ends
        inverse._after_starts, inverse._after_ends = self._before_starts, self._before_ends
        return inverse

    def map_back(self, span: Span) -> Span:
        """Return the smallest span of the text before the edits that holds the origin of a span.

        An empty span maps to an empty one right after the origin of the code point before it. Inside
        text that an edit inserted, it maps to all that the edit removed.
        """
        return Span(*self.map_range(span.start, span.end))

    def map_range(self, start: int, end: int) -> tuple[int, int]:
        """Do the same as `map_back` for a start and an end."""
        if not self._after_ends:
            return start, end
        if end == start + 1:
            return self._find_origin(start)
        if end > start:
            return self._find_origin(start)[0], self._find_origin(end - 1)[1]
        before = self._find_origin(start - 1) if start else (0, 0)
        return before if self._find_origin(start) == before else (before[1], before[1])

    def _find_origin(self, at: int) -> tuple[int, int]:
        """Return where the code point at `at` came from."""
        i = bisect_right(self._after_ends, at)  # so many edits lie wholly before it
        if i < len(self._after_starts) and self._after_starts[i] <= at:
            return self._before_starts[i], self._before_ends[i]
        if i:
            at += self._before_ends[i - 1] - self._after_ends[i - 1]
        return at, at + 1
