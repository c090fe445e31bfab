"""Make the edits that turn a page into its text.

Edits of markup, line breaks and white space remove nothing visible. Visible text that is removed has
an edit of its own with the rule that removes it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jiaokan.core.edits import Edit, Span
from jiaokan.stages.extract.html.html_line import HtmlLine
from jiaokan.stages.extract.html.visible_text import BREAK_RULE, SPACE_RULE, TAG_RULE

BOILERPLATE_RULE = "html/boilerplate"


class RemovedSpan(NamedTuple):
    """A removed part of the page with visible text, and the rule that removes it."""

    start: int
    end: int
    rule: str
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A kept line with its span in the text after the edits, and its span in the page."""

    line: HtmlLine
    span: Span
    source: Span


class MarkupEdits:
    """The edits of a page, and the span of each kept line after them.

    Args:
        text: the page.
        kept: the lines that are kept, in order.
        removed: what is removed; a span inside an earlier one counts with it.
    """

    def __init__(self, text: str, kept: Sequence[HtmlLine], removed: Sequence[RemovedSpan]) -> None:
        self._text = text
        self._removed = [*make_disjoint(removed)]
        self._next = 0  # index in `_removed`
        self._position = 0  # offset in the page: everything before has its edits
        self._size = 0  # code points of the text so far
        self.edits: list[Edit] = []
        self.placed: list[PlacedLine] = []
        for line in kept:
            self._keep_line(line)
        self._remove_until(len(text), "")

    def _keep_line(self, line: HtmlLine) -> None:
        visible = [piece for piece in line.pieces if piece.new]
        self._remove_until(visible[0].start, "\n" if self.placed else "")
        start = self._size
        for piece in visible:
            self._remove_until(piece.start, "")
            self._add_edit(piece.end, piece.new, piece.rule)
        source = Span(visible[0].start, visible[-1].end)
        self.placed.append(PlacedLine(line, Span(start, self._size), source))

    def _remove_until(self, end: int, before: str) -> None:
        """Remove everything up to `end`, removed spans by their rules, and insert `before` there."""
        while self._next < len(self._removed) and self._removed[self._next].start < end:
            removed = self._removed[self._next]
            self._next += 1
            if removed.end <= self._position:
                continue
            if removed.start > self._position:
                before = self._replace_markup(removed.start, before)
            self._add_edit(min(removed.end, end), "", removed.rule, removed.confidence, removed.why)
        if before or self._position < end:
            self._replace_markup(end, before)

    def _replace_markup(self, end: int, new: str) -> str:
        """Replace the markup or white space up to `end` by `new`; return "", the text still to insert."""
        rule = BREAK_RULE if new else TAG_RULE if "<" in self._text[self._position : end] else SPACE_RULE
        self._add_edit(end, new, rule)
        return ""

    def _add_edit(self, end: int, new: str, rule: str, confidence: float = 1.0, why: str = "") -> None:
        """Replace the page up to `end` by `new`."""
        old = self._text[self._position : end]
        if old != new:
            self.edits.append(Edit(self._position, old, new, rule, round(confidence, 3), why))
        self._position = end
        self._size += len(new)


def make_disjoint(removed: Sequence[RemovedSpan]) -> Iterator[RemovedSpan]:
    """Yield the spans in order without overlaps: an earlier span takes what two have in common."""
    position = 0
    for span in sorted(removed, key=lambda span: (span.start, -span.end)):
        if span.end > position:
            yield span if span.start >= position else span._replace(start=position)
            position = span.end
