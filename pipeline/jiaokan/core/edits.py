"""Spans, edits, and the one function that changes text.

An edit holds the text that it removes as well as the text that it inserts. So a list of edits can be
checked against its text, and inverted.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from operator import lt
from typing import NamedTuple

from jiaokan.core.errors import LawError


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """Half-open range of code points: `text[start:end]`.

    >>> Span(2, 4).slice_text("校勘学史")
    '学史'
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def slice_text(self, text: str) -> str:
        """Return the part of `text` that the span covers."""
        return text[self.start : self.end]


# set the fields of a new span, in half the time of the `__init__` of a frozen dataclass: a run makes millions
_set_start: Callable[[Span, int], None] = Span.__dict__["start"].__set__
_set_end: Callable[[Span, int], None] = Span.__dict__["end"].__set__


class Edit(NamedTuple):  # a tuple and no dataclass for speed: a page of menus makes thousands
    """The replacement of `old`, which stands at code point `start`, by `new`.

    `rule` is the id of the rule or repair that asks for it, as "family/name"; `confidence` is 0 to 1;
    `why` holds the evidence, where the reason of the rule does not say it all. An edit whose `new`
    equals its `old` is a note: it changes nothing and flags a place.
    """

    start: int
    old: str
    new: str
    rule: str
    confidence: float = 1.0
    why: str = ""

    @property
    def end(self) -> int:
        """Code point after the last one that the edit removes."""
        return self.start + len(self.old)

    @property
    def span(self) -> Span:
        """The code points that the edit removes."""
        return Span(self.start, self.end)


# makes an edit from a tuple of all its fields, in half the time of a call of the class
edit_from_fields: Callable[[tuple[int, str, str, str, float, str]], Edit] = partial(tuple.__new__, Edit)

Propose = Callable[[str], Iterable[Edit]]


def make_coverage_test(spans: Iterable[Span]) -> Callable[[int], bool]:
    """Return a function that says whether one of the spans covers a code point.

    >>> is_covered = make_coverage_test([Span(0, 2), Span(5, 6)])
    >>> [is_covered(offset) for offset in (1, 2, 5)]
    [True, False, True]
    """
    ordered = sorted(spans)
    if not ordered:
        return lambda _: False
    starts = [span.start for span in ordered]
    ends = list(accumulate((span.end for span in ordered), max))

    def is_covered(offset: int) -> bool:
        started = bisect_right(starts, offset)  # number of spans that start at the offset or before it
        return started > 0 and offset < ends[started - 1]

    return is_covered


def find_line_spans(lines: Iterable[str]) -> Iterator[Span]:
    """Yield the span of each line in the text that the lines make when joined by line feeds.

    >>> list(find_line_spans(["甲乙", "", "丙"]))
    [Span(start=0, end=2), Span(start=3, end=3), Span(start=4, end=5)]
    """
    start = 0
    for line in lines:
        yield Span(start, start + len(line))
        start += len(line) + 1


def make_replacement(
    text: str, span: Span, new: str, rule: str, confidence: float = 1.0, why: str = ""
) -> Edit:
    """Make the edit that replaces `span` of `text` by `new`."""
    return Edit(span.start, span.slice_text(text), new, rule, confidence, why)


def make_deletion(text: str, span: Span, rule: str, confidence: float = 1.0, why: str = "") -> Edit:
    """Make the edit that removes `span` of `text`."""
    return make_replacement(text, span, "", rule, confidence, why)


def make_note(text: str, span: Span, rule: str, confidence: float = 1.0, why: str = "") -> Edit:
    """Make a note: an edit that flags `span` of `text` and changes nothing."""
    return make_replacement(text, span, span.slice_text(text), rule, confidence, why)


def sort_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Sort edits by their start, then by their end; equal ones keep their order."""
    ordered = tuple(edits)
    starts = [edit[0] for edit in ordered]
    if all(map(lt, starts, starts[1:])):  # most proposals come in order
        return ordered
    return tuple(sorted(ordered, key=lambda edit: (edit[0], edit[0] + len(edit[1]))))


def drop_overlapping_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Sort edits and drop each one that overlaps an earlier one; of one start, the longest is kept.

    >>> drop_overlapping_edits([Edit(1, "b", "", "r"), Edit(0, "ab", "x", "r")])
    (Edit(start=0, old='ab', new='x', rule='r', confidence=1.0, why=''),)
    """
    kept: list[Edit] = []
    end = 0
    for edit in sorted(edits, key=lambda e: (e[0], -e[0] - len(e[1]))):
        if edit[0] >= end:
            kept.append(edit)
            end = edit[0] + len(edit[1])
    return sort_edits(kept)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Apply edits to a text.

    Args:
        text: The text.
        edits: Edits in offsets of `text`, in the order of `sort_edits`.

    Raises:
        LawError: Two edits overlap, or the text does not hold the `old` of an edit at its place.

    >>> apply_edits("市委书记强調", [Edit(5, "調", "调", "script/t2s")])
    '市委书记强调'
    """
    pieces: list[str] = []
    end = 0  # of the edit before
    for start, old, new, rule, _, _ in edits:
        if start < end or not text.startswith(old, start):
            raise LawError(
                f"{rule} expects {old[:40]!r} at code point {start}; the text has "
                f"{text[start : start + 40]!r} there, and {end} is where it may begin"
            )
        pieces += (text[end:start], new)
        end = start + len(old)
    pieces.append(text[end:])
    return "".join(pieces)


def invert_edits(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that undo `edits`, in offsets of the text that these leave.

    >>> invert_edits([Edit(1, "乙", "", "r"), Edit(3, "丁", "戊己", "r")])[1]
    Edit(start=2, old='戊己', new='丁', rule='r', confidence=1.0, why='')
    """
    inverse = []
    shift = 0
    for edit in edits:
        inverse.append(Edit(edit.start + shift, edit.new, edit.old, edit.rule, edit.confidence, edit.why))
        shift += len(edit.new) - len(edit.old)
    return tuple(inverse)


def undo_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return the text that edits were made on, from the text that they left.

    The result is that of `apply_edits(text, invert_edits(edits))`, without the cost of making the inverse.

    Args:
        text: The text after the edits.
        edits: The edits, in offsets of the text before them, in the order of `sort_edits`.

    Raises:
        LawError: Two edits overlap, or the text does not hold the `new` of an edit at its place.

    >>> undo_edits("甲丙", [Edit(1, "乙", "", "r")])
    '甲乙丙'
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
