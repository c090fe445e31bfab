"""Write down as edits of the page how its text comes out of its markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.edit import Edit, Span
from pipeline.extraction.page.flow import Piece
from pipeline.extraction.page.parts import Block

TAG, BREAK, SPACE, BOILERPLATE = "html/tag", "html/break", "html/space", "html/boilerplate"


class Verdict(NamedTuple):
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
        self._put(verdict.block.runs[-1].end, "", verdict.rule, verdict.confidence, verdict.why)

    def _keep(self, verdict: Verdict) -> None:
        before = verdict.before if self.placed else ""
        seen = [piece for piece in verdict.pieces if piece.new]
        self._put(seen[0].start, before, BREAK if before else TAG)
        start = self._size
        for piece in seen:
            gap = self._text[self._at : piece.start]
            self._put(piece.start, "", TAG if "<" in gap else SPACE)
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
