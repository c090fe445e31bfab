"""Find the parts of a text that no stage may change: code, formulas, addresses.

Blocks are whole lines: fenced code, program listings, displayed formulas, indented code of Markdown.
Spans within a line are inline code, formulas of TeX and of spreadsheets, calls, addresses, and the
targets of Markdown links.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from jiaokan.core.document import Document
from jiaokan.core.edits import Edit, Span, find_line_spans, make_coverage_test
from jiaokan.text.verbatim.blocks import find_fenced_lines, find_verbatim_lines
from jiaokan.text.verbatim.front_matter_parser import FrontMatter, find_front_matter
from jiaokan.text.verbatim.inline import find_code_strings, find_inline_spans
from jiaokan.text.verbatim.named_markup import is_about_markup, is_entity_named_in_prose, is_named_in_prose
from jiaokan.text.verbatim.structure import find_heading_depth, find_structure_lines, measure_heading_mark

__all__ = [
    "FrontMatter",
    "drop_verbatim_edits",
    "find_code_blocks",
    "find_code_spans",
    "find_code_strings",
    "find_fenced_lines",
    "find_front_matter",
    "find_heading_depth",
    "find_structure_lines",
    "find_verbatim_lines",
    "find_verbatim_spans",
    "is_about_markup",
    "is_entity_named_in_prose",
    "is_named_in_prose",
    "measure_heading_mark",
]


def find_code_blocks(document: Document) -> Iterator[Span]:
    """Yield the spans of lines of blocks, and of lines that the markup calls code, with their line feeds."""
    lines = document.text.split("\n")
    block_lines = find_verbatim_lines(lines)
    marked = [paragraph.span for paragraph in document.paragraphs if paragraph.role == "code"]
    if not (block_lines or marked):
        return
    spans = list(find_line_spans(lines))
    for number in sorted(block_lines | _find_marked_lines(marked, spans)):
        yield Span(spans[number].start, min(spans[number].end + 1, len(document.text)))


def find_code_spans(document: Document) -> list[Span]:
    """Return the spans of code in a document: lines of blocks with their line feeds, and inline code.

    Lines that the markup of a page calls code are included.
    """
    return sorted([*find_code_blocks(document), *find_code_strings(document.text)])


def find_verbatim_spans(document: Document) -> list[Span]:
    """Return all verbatim spans of a document, in order; some may overlap."""
    return sorted([*find_code_blocks(document), *find_inline_spans(document.text)])


def drop_verbatim_edits(document: Document, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits outside the verbatim spans; these are searched only if there is an edit."""
    edits = iter(edits)
    if (first := next(edits, None)) is None:
        return
    if not (spans := find_verbatim_spans(document)):
        yield first
        yield from edits
        return
    covers = make_coverage_test(spans)
    for edit in chain((first,), edits):
        if not (covers(edit.start) or covers(max(edit.start, edit.end - 1))):
            yield edit


def _find_marked_lines(marked: Sequence[Span], spans: Sequence[Span]) -> set[int]:
    """Return the lines that the markup calls code, and blank lines between two of them."""
    covers = make_coverage_test(marked)
    marked_lines: set[int] = set()
    blank: list[int] | None = None  # blank lines since the last line of code, None after a line of text
    for number, span in enumerate(spans):
        if span and covers(span.end - 1):
            marked_lines.update(blank or (), (number,))
            blank = []
        elif span:
            blank = None
        elif blank is not None:
            blank.append(number)
    return marked_lines
