"""Align a raw text with its clean one: every piece with what was done to it and by which rule.

The pieces lie end to end: their `before` joined is the raw text, their `after` joined the clean one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import Document, Lineage, Step
from pipeline.edit import Edit, Span, inverse


@dataclass(frozen=True, slots=True)
class Cause:
    """An edit that touched a piece, and the stage that made it."""

    stage: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of raw text, what became of it, and the causes in the order they came."""

    span: Span
    before: str
    after: str
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A raw span that edits touched; `gone` if all there is to it is one deletion."""

    span: Span
    causes: tuple[Cause, ...]

    @property
    def gone(self) -> bool:
        """True where nothing is left and one edit alone did it."""
        return len(self.causes) == 1 and not self.causes[0].edit.new


def pieces(document: Document) -> tuple[Piece, ...]:
    """Return the raw text in pieces; one without causes came through untouched."""
    return tuple(_pieces(document))


def _pieces(document: Document) -> Iterator[Piece]:
    raw, text = document.raw, document.text
    forward = Lineage([Step(step.stage, inverse(step.edits)) for step in reversed(document.steps)])
    at = 0  # code point of the clean text
    runs = [*_runs(_regions(document)), [Region(Span(len(raw), len(raw)), ())]]
    yield from _kept(raw, Span(0, runs[0][0].span.start))
    at = runs[0][0].span.start
    for run, following in pairwise(runs):
        end, until = run[-1].span.end, following[0].span.start
        last = forward.source(Span(end, end + 1)).start if end < until else len(text)
        for region in run:
            after = "" if region.gone else text[at:last]
            yield Piece(region.span, region.span.of(raw), after, region.causes)
        yield from _kept(raw, Span(end, until))
        at = last + until - end


def _kept(raw: str, span: Span) -> Iterator[Piece]:
    if span:
        yield Piece(span, span.of(raw), span.of(raw))


def _regions(document: Document) -> list[Region]:
    """Return the touched spans of the raw text in order, those that overlap made one."""
    lineage = Lineage(document.steps)
    touched = [
        (lineage.source(edit.span, number), number, Cause(step.stage, edit))
        for number, step in enumerate(document.steps)
        for edit in step.edits
    ]
    regions: list[Region] = []
    for span, _, cause in sorted(touched, key=lambda item: (item[0], item[1])):
        if regions and (span.start < regions[-1].span.end or span == regions[-1].span):
            whole = Span(regions[-1].span.start, max(span.end, regions[-1].span.end))
            regions[-1] = Region(whole, (*regions[-1].causes, cause))
        else:
            regions.append(Region(span, (cause,)))
    return regions


def _runs(regions: Sequence[Region]) -> Iterator[list[Region]]:
    """Gather regions that touch, and make those one whose clean texts nothing keeps apart."""
    run: list[Region] = []
    for region in regions:
        if run and region.span.start > run[-1].span.end:
            yield _settled(run)
            run = []
        run.append(region)
    if run:
        yield _settled(run)


def _settled(run: list[Region]) -> list[Region]:
    """Leave at most one region of a run that has a clean text."""
    stay = [i for i, region in enumerate(run) if not region.gone]
    if len(stay) < 2:
        return run
    first, last = stay[0], stay[-1]
    causes = tuple(cause for region in run[first : last + 1] for cause in region.causes)
    whole = Region(Span(run[first].span.start, run[last].span.end), causes)
    return [*run[:first], whole, *run[last + 1 :]]
