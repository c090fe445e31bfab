"""Find the lines that the mojibake stage changed, and select the edits on them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit
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


def keep_edits_on_lines(text: str, edits: Sequence[Edit], lines: frozenset[int]) -> list[Edit]:
    """Return the edits of `text` that touch only lines in `lines`."""
    lines_by_edit = find_edit_lines(text, edits)
    return [
        edit for edit, edit_lines in zip(edits, lines_by_edit, strict=True) if lines.issuperset(edit_lines)
    ]


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
