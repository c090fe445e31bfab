"""Where paragraphs stood on their lines, before the stages took the white space away."""

from collections.abc import Iterator, Sequence

from pipeline.document import Document, Lineage
from pipeline.edit import Span
from pipeline.settings import Paragraphs
from pipeline.stages.paragraphs.lines import BLANKS

_REACH = 40  # blanks of a margin at most


def flush(document: Document, spans: Sequence[Span], settings: Paragraphs) -> frozenset[int]:
    """Return the paragraphs, after the first, without the indent that the prose of the page has."""
    if document.has_passed("extract"):
        return frozenset()  # what stands before a paragraph is markup
    margins = list(_margins(document, spans))
    prose = [margin for span, margin in zip(spans, margins, strict=True) if len(span) > settings.caption]
    if sum(margin > 0 for margin in prose) < max(settings.indents * len(prose), 2):
        return frozenset()
    return frozenset(i for i, margin in enumerate(margins) if i and margin == 0)


def _margins(document: Document, spans: Sequence[Span]) -> Iterator[int]:
    """Yield the code points of white space before each paragraph on its line in the raw text."""
    raw, lineage = document.raw, Lineage(document.steps)
    for span in spans:
        start = lineage.source(Span(span.start, span.start + 1)).start
        before = raw[max(0, start - _REACH) : start]
        yield len(before) - len(before.rstrip(BLANKS))
