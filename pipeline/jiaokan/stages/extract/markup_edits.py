"""Write down as edits of the page how its text comes out of its markup.

An edit of markup, of a break or of white space holds nothing that a reader sees: what is visible and
goes has an edit of its own, with the rule that took it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jiaokan.core.edits import Edit, Span
from jiaokan.stages.extract.html.html_line import Line
from jiaokan.stages.extract.html.visible_text import BREAK, SPACE, TAG

BOILERPLATE = "html/boilerplate"


class Gone(NamedTuple):
    """A stretch of the page with visible text that goes, and the rule that takes it."""

    start: int
    end: int
    rule: str
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A kept line in the text that the edits leave, and in the page."""

    line: Line
    span: Span
    source: Span


class Ledger:
    """The edits of a page, and where each kept line stands after them.

    Args:
        text: the page.
        kept: the lines that are kept, in order.
        gone: what goes, ordered by start; one inside an earlier one counts with it.
    """

    def __init__(self, text: str, kept: Sequence[Line], gone: Sequence[Gone]) -> None:
        self._text = text
        self._gone = [*disjoint_gone(gone)]
        self._next = 0  # of `_gone`
        self._at = 0  # in the page: all before is settled
        self._size = 0  # of the clean text so far
        self.edits: list[Edit] = []
        self.placed: list[Placed] = []
        for line in kept:
            self._keep(line)
        self._settle(len(text), "")

    def _keep(self, line: Line) -> None:
        seen = [piece for piece in line.pieces if piece.new]
        self._settle(seen[0].start, "\n" if self.placed else "")
        start = self._size
        for piece in seen:
            self._settle(piece.start, "")
            self._put(piece.end, piece.new, piece.rule)
        source = Span(seen[0].start, seen[-1].end)
        self.placed.append(Placed(line, Span(start, self._size), source))

    def _settle(self, end: int, before: str) -> None:
        """Take away all up to `end`, what goes by a rule by that rule, and put `before` there."""
        while self._next < len(self._gone) and self._gone[self._next].start < end:
            gone = self._gone[self._next]
            self._next += 1
            if gone.end <= self._at:
                continue
            if gone.start > self._at:
                before = self._clear(gone.start, before)
            self._put(min(gone.end, end), "", gone.rule, gone.confidence, gone.why)
        if before or self._at < end:
            self._clear(end, before)

    def _clear(self, end: int, new: str) -> str:
        """Put `new` in the place of the markup or white space up to `end`; return what is still to be put."""
        rule = BREAK if new else TAG if "<" in self._text[self._at : end] else SPACE
        self._put(end, new, rule)
        return ""

    def _put(self, end: int, new: str, rule: str, confidence: float = 1.0, why: str = "") -> None:
        """Settle the page up to `end`: `new` stands in its place."""
        old = self._text[self._at : end]
        if old != new:
            self.edits.append(Edit(self._at, old, new, rule, round(confidence, 3), why))
        self._at = end
        self._size += len(new)


def disjoint_gone(gone: Sequence[Gone]) -> Iterator[Gone]:
    """Yield what goes in order, what an earlier one covers left out and cut off."""
    at = 0
    for one in sorted(gone, key=lambda one: (one.start, -one.end)):
        if one.end > at:
            yield one._replace(start=max(one.start, at))
            at = one.end
