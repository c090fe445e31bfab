"""Align a raw text with its clean one: every piece with what was done to it and by which rule.

The pieces lie end to end: their `before` joined is the raw text, their `after` joined the clean one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiaokan.core.document import Document, Lineage, Step
from jiaokan.core.edits import Edit, Span, inverse


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
    """Return the touched spans of the raw text in order, those that share text made one."""
    lineage = Lineage(document.steps)
    regions: list[Region] = []
    for number, step in enumerate(document.steps):
        added = [Region(lineage.source(e.span, number), (Cause(step.stage, e),)) for e in step.edits]
        regions = _overlaid(regions, added)
    return regions


def _overlaid(regions: Sequence[Region], added: Sequence[Region]) -> list[Region]:
    """Lay the regions of one more step over those of the steps before."""
    result: list[Region] = []
    waiting = list(reversed(regions))
    for new in added:
        while waiting and waiting[-1].span.end <= new.span.start and waiting[-1].span != new.span:
            result.append(waiting.pop())
        under = []
        while waiting and (waiting[-1].span.start < new.span.end or waiting[-1].span == new.span):
            under.append(waiting.pop())
        if under and new.gone and all(region.gone for region in under):
            around = list(_around(under, new))
            if len(around) > len(under):
                result += around
            else:  # all that it takes away had been put in beside what was gone
                before = reversed(_put_in(result, new.span.start))
                waiting.append(_merged([*before, *under, *_put_in(waiting, new.span.end), new]))
        elif under:
            waiting.append(_merged([*under, new]))
        else:
            result.append(new)
    return [*result, *reversed(waiting)]


def _put_in(regions: list[Region], place: int) -> list[Region]:
    """Take away from the end of the list, and return, what was put in at a place of the raw text."""
    taken = []
    while regions and regions[-1].span == Span(place, place):
        taken.append(regions.pop())
    return taken


def _around(under: Sequence[Region], new: Region) -> Iterator[Region]:
    """Yield what was gone before as it is, and between it what the new deletion adds."""
    at = new.span.start
    for region in under:
        if at < region.span.start:
            yield Region(Span(at, region.span.start), new.causes)
        yield region
        at = region.span.end
    if at < new.span.end:
        yield Region(Span(at, new.span.end), new.causes)


def _merged(regions: Sequence[Region]) -> Region:
    span = Span(min(r.span.start for r in regions), max(r.span.end for r in regions))
    return Region(span, tuple(dict.fromkeys(cause for region in regions for cause in region.causes)))


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
    return [*run[:first], _merged(run[first : last + 1]), *run[last + 1 :]]
