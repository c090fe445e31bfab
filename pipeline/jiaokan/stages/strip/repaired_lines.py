"""Find the lines that the mojibake stage changed, and select the edits of a page that is stripped again."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit
from jiaokan.core.ledger import OffsetChain
from jiaokan.stages.strip.damaged_lines import find_edit_lines, find_range_lines

_REPAIR_STAGE = "mojibake"
_STRIP_STAGE = "strip"


def find_repaired_lines(document: Document) -> frozenset[int]:
    """Return the indexes of the lines of the current text that the mojibake stage changed.

    Lines that the stage joined, split or shortened count too.
    """
    ranges: list[tuple[int, int]] = []
    for step in document.steps:
        if ranges and not step.offset_map.is_identity:
            forward = step.offset_map.invert()
            ranges = [forward.map_range(start, end) for start, end in ranges]
        if step.stage == _REPAIR_STAGE:
            ranges += _list_changed_ranges(step.edits)
    return frozenset(chain.from_iterable(find_range_lines(document.text, ranges))) if ranges else frozenset()


def _list_changed_ranges(edits: Iterable[Edit]) -> Iterator[tuple[int, int]]:
    """Yield the range of the edited text that each edit wrote, notes left out."""
    shift = 0
    for start, old, new, *_ in edits:
        if new != old:
            yield start + shift, start + shift + len(new)
        shift += len(new) - len(old)


def keep_edits_on_repaired_lines(document: Document, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits of the current text that touch only lines which the mojibake stage changed."""
    lines = find_repaired_lines(document)
    lines_by_edit = find_edit_lines(document.text, edits)
    return [
        edit for edit, edit_lines in zip(edits, lines_by_edit, strict=True) if lines.issuperset(edit_lines)
    ]


def drop_title_removals(document: Document, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits of the current text without those that remove the whole title.

    The title was recognized when the page still had its boilerplate, so that judgement is the better one.
    """
    title = document.find_fact_span("title")
    if title is None or not edits:
        return list(edits)
    start, end = OffsetChain(document.steps).invert().map_range(title.start, title.end)
    return [edit for edit in edits if start == end or not edit.start <= start < end <= edit.end]


def join_stripped_text(document: Document) -> str:
    """Return the current text, followed by the texts that the strip stage deleted."""
    deleted = [
        edit.old
        for step in document.steps
        if step.stage == _STRIP_STAGE
        for edit in step.edits
        if not edit.new
    ]
    return "\n".join((document.text, *deleted))
