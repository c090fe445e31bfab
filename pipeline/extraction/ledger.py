"""Write down as edits of the page how its text comes out of its markup."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.edit import Edit, Span
from pipeline.extraction.blocks import Block
from pipeline.extraction.flow import Piece

TAG, BREAK, BOILERPLATE = "html/tag", "html/break", "html/boilerplate"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a block: kept with `before` put between it and the last, or gone by `rule`."""

    block: Block
    pieces: Sequence[Piece]
    kept: bool
    before: str = "\n"
    rule: str = BOILERPLATE
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A kept block in the text that the edits leave, and in the page."""

    block: Block
    span: Span
    source: Span


class Ledger:
    """The edits of a page, and where each kept block stands after them."""

    def __init__(self, text: str, verdicts: Sequence[Verdict]) -> None:
        self._text = text
        self._at = 0  # in the page: all before is settled
        self._size = 0  # of the clean text so far
        self.edits: list[Edit] = []
        self.placed: list[Placed] = []
        for verdict in verdicts:
            if verdict.kept:
                self._keep(verdict)
            else:
                self._drop(verdict)
        self._put(len(text), "", TAG)

    def _drop(self, verdict: Verdict) -> None:
        """Take a block away, with the markup before it."""
        self._put(verdict.block.span.end, "", verdict.rule, verdict.confidence, verdict.why)

    def _keep(self, verdict: Verdict) -> None:
        before = verdict.before if self.placed else ""
        pieces = [piece for piece in verdict.pieces if piece.end > self._at]
        seen = [piece for piece in pieces if piece.new]
        self._put(seen[0].start, before, BREAK if before else TAG)
        start = self._size
        for piece in seen:
            self._put(piece.start, "", TAG)
            self._put(piece.end, piece.new, piece.rule)
        source = Span(seen[0].start, seen[-1].end)
        self.placed.append(Placed(verdict.block, Span(start, self._size), source))

    def _put(self, end: int, new: str, rule: str, confidence: float = 1.0, why: str = "") -> None:
        """Settle the page up to `end`: `new` stands in its place."""
        old = self._text[self._at : end]
        if old != new:
            self.edits.append(Edit(self._at, old, new, rule, round(confidence, 3), why))
        self._at = end
        self._size += len(new)


def merged(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Join deletions by one rule that touch."""
    last: Edit | None = None
    for edit in edits:
        alike = last and last.end == edit.start and last.rule == edit.rule in (TAG, "html/space")
        if last and alike:
            last = Edit(last.start, last.old + edit.old, last.new + edit.new, last.rule)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last
