"""Write down as edits of the page how its text comes out of its markup.

An edit of markup, of a break or of white space holds nothing that a reader sees: what is visible and
goes has an edit of its own, with the rule that took it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jiaokan.core.edits import Edit, Span
from jiaokan.stages.extract.html.html_line import HtmlLine
from jiaokan.stages.extract.html.visible_text import BREAK_RULE, SPACE_RULE, TAG_RULE

BOILERPLATE_RULE = "html/boilerplate"


class RemovedSpan(NamedTuple):
    """A stretch of the page with visible text that goes, and the rule that takes it."""

    start: int
    end: int
    rule: str
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A kept line in the text that the edits leave, and in the page."""

    line: HtmlLine
    span: Span
    source: Span


class MarkupEdits:
    """The edits of a page, and where each kept line stands after them.

    Args:
        text: the page.
        kept: the lines that are kept, in order.
        gone: what goes, ordered by start; one inside an earlier one counts with it.
    """

    def __init__(self, text: str, kept: Sequence[HtmlLine], gone: Sequence[RemovedSpan]) -> None:
        self._text = text
        self._gone = [*make_disjoint(gone)]
        self._next = 0  # of `_gone`
        self._at = 0  # in the page: all before is settled
        self._size = 0  # of the clean text so far
        self.edits: list[Edit] = []
        self.placed: list[PlacedLine] = []
        for line in kept:
            self._keep_line(line)
        self._remove_until(len(text), "")

    def _keep_line(self, line: HtmlLine) -> None:
        seen = [piece for piece in line.pieces if piece.new]
        self._remove_until(seen[0].start, "\n" if self.placed else "")
        start = self._size
        for piece in seen:
            self._remove_until(piece.start, "")
            self._add_edit(piece.end, piece.new, piece.rule)
        source = Span(seen[0].start, seen[-1].end)
        self.placed.append(PlacedLine(line, Span(start, self._size), source))

    def _remove_until(self, end: int, before: str) -> None:
        """Take away all up to `end`, what goes by a rule by that rule, and put `before` there."""
        while self._next < len(self._gone) and self._gone[self._next].start < end:
            gone = self._gone[self._next]
            self._next += 1
            if gone.end <= self._at:
                continue
            if gone.start > self._at:
                before = self._replace_markup(gone.start, before)
            self._add_edit(min(gone.end, end), "", gone.rule, gone.confidence, gone.why)
        if before or self._at < end:
            self._replace_markup(end, before)

    def _replace_markup(self, end: int, new: str) -> str:
        """Put `new` in the place of the markup or white space up to `end`; return what is still to be put."""
        rule = BREAK_RULE if new else TAG_RULE if "<" in self._text[self._at : end] else SPACE_RULE
        self._add_edit(end, new, rule)
        return ""

    def _add_edit(self, end: int, new: str, rule: str, confidence: float = 1.0, why: str = "") -> None:
        """Settle the page up to `end`: `new` stands in its place."""
        old = self._text[self._at : end]
        if old != new:
            self.edits.append(Edit(self._at, old, new, rule, round(confidence, 3), why))
        self._at = end
        self._size += len(new)


def make_disjoint(gone: Sequence[RemovedSpan]) -> Iterator[RemovedSpan]:
    """Yield what goes in order, what an earlier one covers left out and cut off."""
    at = 0
    for one in sorted(gone, key=lambda one: (one.start, -one.end)):
        if one.end > at:
            yield one._replace(start=max(one.start, at))
            at = one.end
