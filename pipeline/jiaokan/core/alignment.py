"""Align the raw text of a document with its clean text, and give each changed piece its edits.

The pieces are contiguous: their `before` joined is the raw text, their `after` joined the clean text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit, Span
from jiaokan.core.ledger import OffsetChain


@dataclass(frozen=True, slots=True)
class StageEdit:
    """An edit and the stage that made it."""

    stage: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class AlignedPiece:
    """A span of the raw text, what became of it, and the edits that did it, in the order of the steps.

    `before` is the raw text of the span, `after` its clean text. A piece without `causes` is unchanged.
    """

    span: Span
    before: str
    after: str
    causes: tuple[StageEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class EditedRegion:
    """A span of the raw text that edits touched, and these edits in the order of the steps."""

    span: Span
    causes: tuple[StageEdit, ...]

    @property
    def is_deletion(self) -> bool:
        """True where a single edit removed the whole span."""
        return len(self.causes) == 1 and not self.causes[0].edit.new


def align_pieces(document: Document) -> tuple[AlignedPiece, ...]:
    """Return the raw text of a document in contiguous pieces, each with the edits that touched it.

    >>> from jiaokan.core.edits import Edit
    >>> document = Document("a", "分享到:今天").edited("strip", [Edit(0, "分享到:", "", "share/bar")])
    >>> [(piece.before, piece.after, len(piece.causes)) for piece in align_pieces(document)]
    [('分享到:', '', 1), ('今天', '今天', 0)]
    """
    return tuple(_align_runs(document))


def _align_runs(document: Document) -> Iterator[AlignedPiece]:
    raw, text = document.raw, document.text
    forward = OffsetChain(document.steps).invert()
    runs = [
        *_group_touching_regions(_find_edited_regions(document)),
        [EditedRegion(Span(len(raw), len(raw)), ())],
    ]
    yield from _make_untouched_piece(raw, Span(0, runs[0][0].span.start))
    clean_start = runs[0][0].span.start  # in the clean text; up to here both texts are the same
    for run, following in pairwise(runs):
        end, next_start = run[-1].span.end, following[0].span.start
        clean_end = forward.map_back(Span(end, end + 1)).start if end < next_start else len(text)
        for region in run:
            after = "" if region.is_deletion else text[clean_start:clean_end]
            yield AlignedPiece(region.span, region.span.slice_text(raw), after, region.causes)
        yield from _make_untouched_piece(raw, Span(end, next_start))
        clean_start = clean_end + next_start - end


def _make_untouched_piece(raw: str, span: Span) -> Iterator[AlignedPiece]:
    if span:
        yield AlignedPiece(span, span.slice_text(raw), span.slice_text(raw))


def _find_edited_regions(document: Document) -> list[EditedRegion]:
    """Return the spans of the raw text that edits touched, in order; those that overlap are merged."""
    lineage = OffsetChain(document.steps)
    regions: list[EditedRegion] = []
    for number, step in enumerate(document.steps):
        added = [
            EditedRegion(lineage.map_back(e.span, number), (StageEdit(step.stage, e),)) for e in step.edits
        ]
        regions = _overlay_regions(regions, added)
    return regions


def _overlay_regions(regions: Sequence[EditedRegion], added: Sequence[EditedRegion]) -> list[EditedRegion]:
    """Add the regions of one more step to those of the steps before it."""
    result: list[EditedRegion] = []
    waiting = list(reversed(regions))
    for new in added:
        while waiting and waiting[-1].span.end <= new.span.start and waiting[-1].span != new.span:
            result.append(waiting.pop())
        covered = []
        while waiting and (waiting[-1].span.start < new.span.end or waiting[-1].span == new.span):
            covered.append(waiting.pop())
        if covered and new.is_deletion and all(region.is_deletion for region in covered):
            extended = list(_extend_deletions(covered, new))
            if len(extended) > len(covered):
                result += extended
            else:  # it removes only text that earlier edits had inserted beside a deletion
                before = reversed(_pop_insertions(result, new.span.start))
                waiting.append(
                    _merge_regions([*before, *covered, *_pop_insertions(waiting, new.span.end), new])
                )
        elif covered:
            waiting.append(_merge_regions([*covered, new]))
        else:
            result.append(new)
    return [*result, *reversed(waiting)]


def _pop_insertions(regions: list[EditedRegion], offset: int) -> list[EditedRegion]:
    """Remove from the end of the list, and return, the insertions at an offset of the raw text."""
    insertions = []
    while regions and regions[-1].span == Span(offset, offset):
        insertions.append(regions.pop())
    return insertions


def _extend_deletions(covered: Sequence[EditedRegion], new: EditedRegion) -> Iterator[EditedRegion]:
    """Yield the earlier deletions, and what the new deletion removes between and around them."""
    start = new.span.start
    for region in covered:
        if start < region.span.start:
            yield EditedRegion(Span(start, region.span.start), new.causes)
        yield region
        start = region.span.end
    if start < new.span.end:
        yield EditedRegion(Span(start, new.span.end), new.causes)


def _merge_regions(regions: Sequence[EditedRegion]) -> EditedRegion:
    span = Span(min(r.span.start for r in regions), max(r.span.end for r in regions))
    return EditedRegion(span, tuple(dict.fromkeys(cause for region in regions for cause in region.causes)))


def _group_touching_regions(regions: Sequence[EditedRegion]) -> Iterator[list[EditedRegion]]:
    """Group regions that touch; in a group, merge those whose clean texts cannot be told apart."""
    run: list[EditedRegion] = []
    for region in regions:
        if run and region.span.start > run[-1].span.end:
            yield _merge_kept_regions(run)
            run = []
        run.append(region)
    if run:
        yield _merge_kept_regions(run)


def _merge_kept_regions(run: list[EditedRegion]) -> list[EditedRegion]:
    """Merge the regions of a run from the first to the last that leaves clean text."""
    kept = [i for i, region in enumerate(run) if not region.is_deletion]
    if len(kept) < 2:
        return run
    first, last = kept[0], kept[-1]
    return [*run[:first], _merge_regions(run[first : last + 1]), *run[last + 1 :]]
