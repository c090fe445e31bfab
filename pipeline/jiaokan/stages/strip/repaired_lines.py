"""Find the lines that the mojibake stage changed, and keep the edits that lie on them."""

from collections.abc import Sequence
from itertools import chain

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit, OffsetMap, Span, invert_edits, make_note
from jiaokan.stages.strip.damaged_lines import lines_of_edits

_REPAIRS = "mojibake"
_STRIP = "strip"


def find_repaired_lines(document: Document) -> frozenset[int]:
    """Return the numbers of the lines of the text now that the mojibake stage changed, from 0.

    A line that the stage joined or split counts, and one that it took characters from.
    """
    spans: list[Span] = []
    for step in document.steps:
        undone = invert_edits(step.edits) if spans or step.stage == _REPAIRS else ()
        if spans:
            forward = OffsetMap(undone)
            spans = [forward.map_back(span) for span in spans]
        if step.stage == _REPAIRS:
            spans += [edit.span for edit in undone if edit.new != edit.old]
    places = (make_note(document.text, span, _REPAIRS) for span in spans)
    return frozenset(chain.from_iterable(lines_of_edits(document.text, places)))


def keep_edits_on_lines(text: str, edits: Sequence[Edit], lines: frozenset[int]) -> list[Edit]:
    """Return the edits of `text` that touch no line but those of `lines`."""
    touched = lines_of_edits(text, edits)
    return [edit for edit, own in zip(edits, touched, strict=True) if lines.issuperset(own)]


def text_before_strip(document: Document) -> str:
    """Return the text now, and below it what the strip stage took: so much the page said."""
    taken = [
        edit.old for step in document.steps if step.stage == _STRIP for edit in step.edits if not edit.new
    ]
    return "\n".join((document.text, *taken))
