"""Align a raw text with its clean one: every piece with what was done to it and by which rule.

The pieces lie end to end: their `before` joined is the raw text, their `after` joined the clean one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiaokan.core.document import Document, OffsetChain, Step
from jiaokan.core.edits import Edit, Span, invert_edits


@dataclass(frozen=True, slots=True)
class StageEdit:
    """An edit that touched a piece, and the stage that made it."""

    stage: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class AlignedPiece:
    """A stretch of raw text, what became of it, and the causes in the order they came."""

    span: Span
    before: str
    after: str
    causes: tuple[StageEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class EditedRegion:
    """A raw span that edits touched; `is_deletion` if all there is to it is one deletion."""

    span: Span
    causes: tuple[StageEdit, ...]

    @property
    def is_deletion(self) -> bool:
        """True where nothing is left and one edit alone did it."""
        return len(self.causes) == 1 and not self.causes[0].edit.new


def align_pieces(document: Document) -> tuple[AlignedPiece, ...]:
    """Return the raw text in pieces; one without causes came through untouched."""
    return tuple(_align_runs(document))


def _align_runs(document: Document) -> Iterator[AlignedPiece]:
    raw, text = document.raw, document.text
    forward = OffsetChain([Step(step.stage, invert_edits(step.edits)) for step in reversed(document.steps)])
    at = 0  # code point of the clean text
    runs = [
        *_group_touching_regions(_find_edited_regions(document)),
        [EditedRegion(Span(len(raw), len(raw)), ())],
    ]
    yield from _make_untouched_piece(raw, Span(0, runs[0][0].span.start))
    at = runs[0][0].span.start
    for run, following in pairwise(runs):
        end, until = run[-1].span.end, following[0].span.start
        last = forward.map_back(Span(end, end + 1)).start if end < until else len(text)
        for region in run:
            after = "" if region.is_deletion else text[at:last]
            yield AlignedPiece(region.span, region.span.slice_text(raw), after, region.causes)
        yield from _make_untouched_piece(raw, Span(end, until))
        at = last + until - end


def _make_untouched_piece(raw: str, span: Span) -> Iterator[AlignedPiece]:
    if span:
        yield AlignedPiece(span, span.slice_text(raw), span.slice_text(raw))


def _find_edited_regions(document: Document) -> list[EditedRegion]:
    """Return the touched spans of the raw text in order, those that share text made one."""
    lineage = OffsetChain(document.steps)
    regions: list[EditedRegion] = []
    for number, step in enumerate(document.steps):
        added = [
            EditedRegion(lineage.map_back(e.span, number), (StageEdit(step.stage, e),)) for e in step.edits
        ]
        regions = _overlay_regions(regions, added)
    return regions


def _overlay_regions(regions: Sequence[EditedRegion], added: Sequence[EditedRegion]) -> list[EditedRegion]:
    """Lay the regions of one more step over those of the steps before."""
    result: list[EditedRegion] = []
    waiting = list(reversed(regions))
    for new in added:
        while waiting and waiting[-1].span.end <= new.span.start and waiting[-1].span != new.span:
            result.append(waiting.pop())
        under = []
        while waiting and (waiting[-1].span.start < new.span.end or waiting[-1].span == new.span):
            under.append(waiting.pop())
        if under and new.is_deletion and all(region.is_deletion for region in under):
            around = list(_extend_deletions(under, new))
            if len(around) > len(under):
                result += around
            else:  # all that it takes away had been put in beside what was gone
                before = reversed(_pop_insertions(result, new.span.start))
                waiting.append(
                    _merge_regions([*before, *under, *_pop_insertions(waiting, new.span.end), new])
                )
        elif under:
            waiting.append(_merge_regions([*under, new]))
        else:
            result.append(new)
    return [*result, *reversed(waiting)]


def _pop_insertions(regions: list[EditedRegion], place: int) -> list[EditedRegion]:
    """Take away from the end of the list, and return, what was put in at a place of the raw text."""
    taken = []
    while regions and regions[-1].span == Span(place, place):
        taken.append(regions.pop())
    return taken


def _extend_deletions(under: Sequence[EditedRegion], new: EditedRegion) -> Iterator[EditedRegion]:
    """Yield what was gone before as it is, and between it what the new deletion adds."""
    at = new.span.start
    for region in under:
        if at < region.span.start:
            yield EditedRegion(Span(at, region.span.start), new.causes)
        yield region
        at = region.span.end
    if at < new.span.end:
        yield EditedRegion(Span(at, new.span.end), new.causes)


def _merge_regions(regions: Sequence[EditedRegion]) -> EditedRegion:
    span = Span(min(r.span.start for r in regions), max(r.span.end for r in regions))
    return EditedRegion(span, tuple(dict.fromkeys(cause for region in regions for cause in region.causes)))


def _group_touching_regions(regions: Sequence[EditedRegion]) -> Iterator[list[EditedRegion]]:
    """Gather regions that touch, and make those one whose clean texts nothing keeps apart."""
    run: list[EditedRegion] = []
    for region in regions:
        if run and region.span.start > run[-1].span.end:
            yield _merge_kept_regions(run)
            run = []
        run.append(region)
    if run:
        yield _merge_kept_regions(run)


def _merge_kept_regions(run: list[EditedRegion]) -> list[EditedRegion]:
    """Leave at most one region of a run that has a clean text."""
    stay = [i for i, region in enumerate(run) if not region.is_deletion]
    if len(stay) < 2:
        return run
    first, last = stay[0], stay[-1]
    return [*run[:first], _merge_regions(run[first : last + 1]), *run[last + 1 :]]
