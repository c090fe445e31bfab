"""Find the title of a page of plain text."""

from collections.abc import Sequence

from jiaokan.core.document import Document, OffsetChain
from jiaokan.core.edits import Span
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.headlines import find_headline
from jiaokan.text.verbatim import measure_heading_mark

MAX_PARAGRAPHS_BELOW = 30  # paragraphs below the title that may say it again


def find_paragraph_title(document: Document, lineage: OffsetChain) -> Candidate | None:
    """Return the title that a paragraph of the cleaned text is, None where no paragraph is one."""
    at = next((i for i, p in enumerate(document.paragraphs) if p.role == "title"), -1)
    if at < 0:
        return None
    title = document.paragraphs[at].span
    below: Sequence[str] = [
        p.span.slice_text(document.text) for p in document.paragraphs[at + 1 : at + 1 + MAX_PARAGRAPHS_BELOW]
    ]
    start = title.start + measure_heading_mark(title.slice_text(document.text))
    span = find_headline(document.text[start : title.end], below)
    span = Span(start + span.start, start + span.end)
    return Candidate("title", span.slice_text(document.text), "title paragraph", lineage.map_back(span), 1)
