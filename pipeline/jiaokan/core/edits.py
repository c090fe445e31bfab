"""Spans, edits, and the one function that changes text.

An edit carries what it takes away as well as what it puts there, so a list of edits can be
checked against the text it is for, and turned round: the inverse of edits is edits.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from jiaokan.core.errors import LawError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points: `text[start:end]`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def slice_text(self, text: str) -> str:
        """Return the part of `text` that the span covers."""
        return text[self.start : self.end]


class Edit(NamedTuple):  # a tuple: a page of menus makes thousands
    """Put `new` where `old` stands at code point `start`, because `rule` asked for it.

    An edit whose `new` equals its `old` is a note: it changes nothing and flags a place.
    `confidence` is 0 to 1; `why` says what convinced the rule, where the rule's own reason
    does not say it all.
    """

    start: int
    old: str
    new: str
    rule: str
    confidence: float = 1.0
    why: str = ""

    @property
    def end(self) -> int:
        """Code point after the last one taken away."""
        return self.start + len(self.old)

    @property
    def span(self) -> Span:
        """Range of code points taken away."""
        return Span(self.start, self.end)


# makes an edit of all its fields in half the time that a call of its class takes
edit_from_fields: Callable[[tuple[int, str, str, str, float, str]], Edit] = partial(tuple.__new__, Edit)

Propose = Callable[[str], Iterable[Edit]]


def make_coverage_test(spans: Iterable[Span]) -> Callable[[int], bool]:
    """Return what tells whether one of the spans covers a code point."""
    ordered = sorted(spans)
    starts = [span.start for span in ordered]
    ends = list(accumulate((span.end for span in ordered), max))

    def is_covered(at: int) -> bool:
        before = bisect_right(starts, at)
        return before > 0 and at < ends[before - 1]

    return is_covered


def find_line_spans(lines: Iterable[str]) -> Iterator[Span]:
    """Yield the span of each line in the text that they make, joined by line feeds."""
    start = 0
    for line in lines:
        yield Span(start, start + len(line))
        start += len(line) + 1


def make_replacement(
    text: str, span: Span, new: str, rule: str, confidence: float = 1.0, why: str = ""
) -> Edit:
    """Make the edit that puts `new` where `span` of `text` stands."""
    return Edit(span.start, span.slice_text(text), new, rule, confidence, why)


def make_deletion(text: str, span: Span, rule: str, confidence: float = 1.0, why: str = "") -> Edit:
    """Make the edit that takes `span` of `text` away."""
    return make_replacement(text, span, "", rule, confidence, why)


def make_note(text: str, span: Span, rule: str, confidence: float = 1.0, why: str = "") -> Edit:
    """Make the edit that flags `span` of `text` and changes nothing."""
    return make_replacement(text, span, span.slice_text(text), rule, confidence, why)


def sort_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Sort edits by place; edits at one place keep the order they were given in."""
    return tuple(sorted(edits, key=lambda edit: (edit.start, edit.start + len(edit.old))))


def drop_overlapping_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Sort edits and drop each that overlaps an earlier one: at one start the longest wins."""
    kept: list[Edit] = []
    end = 0
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start >= end:
            kept.append(edit)
            end = edit.end
    return sort_edits(kept)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return the text after ordered edits given in offsets of `text`.

    Raises LawError where two edits overlap or one does not find its `old` in the text.
    """
    pieces: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at or not text.startswith(edit.old, edit.start):
            raise LawError(
                f"{edit.rule} expects {edit.old[:40]!r} at code point {edit.start}; the text has "
                f"{text[edit.start : edit.start + 40]!r} there, and {at} is where it may begin"
            )
        pieces += (text[at : edit.start], edit.new)
        at = edit.start + len(edit.old)
    pieces.append(text[at:])
    return "".join(pieces)


def invert_edits(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that undo ordered `edits`, in offsets of the text these leave."""
    undone = []
    shift = 0
    for edit in edits:
        undone.append(Edit(edit.start + shift, edit.new, edit.old, edit.rule, edit.confidence, edit.why))
        shift += len(edit.new) - len(edit.old)
    return tuple(undone)


def undo_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return the text that ordered `edits` were made on, from the text that they left.

    The same as `apply_edits(text, invert_edits(edits))`, without an edit made for each.

    Raises:
        LawError: an edit does not find its `new` in the text, or begins inside the one before it.
    """
    pieces: list[str] = []
    shift = at = 0
    for start, old, new, rule, _, _ in edits:
        begin = start + shift
        if begin < at or not text.startswith(new, begin):
            raise LawError(
                f"{rule} is to be undone: it left {new[:40]!r} at code point {begin}; the text has "
                f"{text[begin : begin + 40]!r} there, and {at} is where it may begin"
            )
        pieces += (text[at:begin], old)
        at = begin + len(new)
        shift += len(new) - len(old)
    pieces.append(text[at:])
    return "".join(pieces)


class OffsetMap:
    """Map spans of an edited text back to the text before the edits, in time log(edits) each.

    A code point that was kept maps to itself. One that an edit put there maps to all that the edit took away.
    """

    __slots__ = ("_after_ends", "_after_starts", "_before_ends", "_before_starts")

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._before_starts = [edit[0] for edit in edits]
        self._before_ends = [edit[0] + len(edit[1]) for edit in edits]
        self._after_starts: list[int] = []
        self._after_ends: list[int] = []
        shift = 0  # what an edit adds moves all that follows
        for start, old, new, *_ in edits:
            self._after_starts.append(start + shift)
            self._after_ends.append(start + shift + len(new))
            shift += len(new) - len(old)

    def invert(self) -> "OffsetMap":
        """Return the map that leads spans of the text before the edits to the edited text."""
        inverse = OffsetMap(())
        inverse._before_starts, inverse._before_ends = self._after_starts, self._after_ends
        inverse._after_starts, inverse._after_ends = self._before_starts, self._before_ends
        return inverse

    def map_back(self, span: Span) -> Span:
        """Map a span to the least span before the edits that its code points came from.

        An empty span maps to an empty one, right after the code point that stands before it; inside
        what an edit put there, to all that the edit took away.
        """
        return Span(*self.map_range(span.start, span.end))

    def map_range(self, start: int, end: int) -> tuple[int, int]:
        """Do the same as `map_back` for a start and an end."""
        if not self._after_ends:
            return start, end
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
