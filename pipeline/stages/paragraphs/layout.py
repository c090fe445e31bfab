"""The edits after which every line of a text is a paragraph."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.config import Paragraphs
from pipeline.document import Document
from pipeline.edit import Edit, Span, delete, replace
from pipeline.stages.paragraphs.blocks import splits
from pipeline.stages.paragraphs.joins import glue, join
from pipeline.stages.paragraphs.lines import Line, lines
from pipeline.stages.paragraphs.pages import paged
from pipeline.stages.paragraphs.survey import survey


def layout(document: Document, settings: Paragraphs) -> Iterator[Edit]:
    """Propose the edits."""
    text = document.text
    found = paged(document, tuple(lines(text)), settings)
    yield from _ends(text, found)
    yield from splits(text, found, settings)
    page = survey(found, settings)
    for before, after in pairwise(found):
        gap = Span(before.span.end, after.span.start)
        if joined := join(before, after, page):
            between, taken = glue(before.read, after.read)
            rule = "layout/hyphen" if taken else joined.rule
            gap = Span(gap.start - taken, gap.end)
            yield replace(text, gap, between, rule, joined.confidence, joined.why)
        else:
            yield from _parted(text, gap, after)


def _ends(text: str, found: Sequence[Line]) -> Iterator[Edit]:
    """Take away the white space before the first line and after the last one."""
    first, last = (found[0].span.start, found[-1].span.end) if found else (len(text), len(text))
    for span in (Span(0, first), Span(last, len(text))):
        if span:
            yield delete(text, span, "layout/page_break" if span.of(text).strip() else "layout/blank_line")


def _parted(text: str, gap: Span, after: Line) -> Iterator[Edit]:
    """Leave one line feed of the white space between two paragraphs."""
    old = gap.of(text)
    at = old.find("\n")
    if at < 0:
        yield replace(text, gap, "\n", "layout/line_end")
    elif old.strip():
        yield replace(text, gap, "\n", "layout/page_break")
    else:
        if at:
            yield delete(text, Span(gap.start, gap.start + at), "layout/line_end")
        if len(old) > at + 1:
            rule = "layout/blank_line" if after.feeds > 1 else "layout/indent"
            yield delete(text, Span(gap.start + at + 1, gap.end), rule)
