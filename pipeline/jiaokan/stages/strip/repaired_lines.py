"""Find the lines that the mojibake stage changed, and select the edits on them."""

from collections.abc import Sequence
from itertools import chain

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit, Span, invert_edits, make_note
from jiaokan.stages.strip.damaged_lines import find_edit_lines

_REPAIR_STAGE = "mojibake"
_STRIP_STAGE = "strip"


def find_repaired_lines(document: Document) -> frozenset[int]:
    """Return the indexes of the lines of the current text that the mojibake stage changed.

    Lines that the stage joined, split or shortened count too.
    """
    spans: list[Span] = []
    for step in document.steps:
        if spans:
            forward = step.offset_map.invert()
            spans = [forward.map_back(span) for span in spans]
        if step.stage == _REPAIR_STAGE:
            spans += [edit.span for edit in invert_edits(step.edits) if edit.new != edit.old]
    notes = (make_note(document.text, span, _REPAIR_STAGE) for span in spans)
    return frozenset(chain.from_iterable(find_edit_lines(document.text, notes)))


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
