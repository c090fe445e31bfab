"""Pages of a file that a site joined into one text: page numbers, and the lines that begin pages."""

from collections.abc import Iterable, Iterator, Sequence

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.core.document import Document
from jiaokan.core.edits import Span
from jiaokan.core.ledger import OffsetChain
from jiaokan.stages.paragraphs.broken_sentences import find_equal_pages
from jiaokan.stages.paragraphs.page_number_forms import (
    LEADING_PAGE_NUMBER,
    LONE_PAGE_NUMBER,
    REMOVED_PAGE_NUMBER,
)
from jiaokan.stages.paragraphs.page_number_runs import MAX_PAGE_NUMBER_CHARS, NumberLengths, find_page_numbers
from jiaokan.stages.paragraphs.running_heads import find_repeated_heads, find_running_heads
from jiaokan.stages.paragraphs.text_lines import TextLine


def flag_page_starts(
    document: Document, replaced: Iterable[str], lines: Sequence[TextLine], settings: ParagraphSettings
) -> tuple[TextLine, ...]:
    """Return the lines without page numbers and running heads; the first line of a page has `starts_page`.

    `replaced` is what earlier steps replaced or removed (`list_replaced_texts`).
    """
    for pattern in (LONE_PAGE_NUMBER, LEADING_PAGE_NUMBER):
        if numbers := find_page_numbers(lines, pattern, settings):
            heads = find_running_heads(lines, numbers) if pattern is LONE_PAGE_NUMBER else {}
            lines = tuple(_remove_numbers(lines, {**numbers, **heads}))
    if repeated_heads := find_repeated_heads(lines, settings):
        lines = tuple(_remove_numbers(lines, repeated_heads))
    lines = tuple(_flag_stripped_page_starts(document, replaced, lines, settings))
    if any(line.starts_page for line in lines):
        return lines
    first_lines = {i + 1 for i in find_equal_pages(lines, settings)}
    return tuple(
        line._replace(starts_page=True) if i in first_lines else line for i, line in enumerate(lines)
    )


def _remove_numbers(lines: Sequence[TextLine], numbers: NumberLengths) -> Iterator[TextLine]:
    starts_page = False
    for i, line in enumerate(lines):
        rest = line.normalized[numbers.get(i, 0) :]
        body = rest.lstrip()
        starts_page = starts_page or line.starts_page or i in numbers
        if body:
            span = Span(line.span.end - len(body), line.span.end)
            leading_blanks = len(rest) - len(body) if i in numbers else line.leading_blanks
            yield line._replace(
                span=span, normalized=body, leading_blanks=leading_blanks, starts_page=starts_page
            )
            starts_page = False


def _flag_stripped_page_starts(
    document: Document, replaced: Iterable[str], lines: Sequence[TextLine], settings: ParagraphSettings
) -> Iterator[TextLine]:
    """Flag the lines below a page number that an earlier stage removed."""
    removed_texts = (old.strip() for old in replaced if len(old) < MAX_PAGE_NUMBER_CHARS)
    if not any(map(REMOVED_PAGE_NUMBER.match, removed_texts)):
        yield from lines
        return
    raw, offsets = document.raw, OffsetChain(document.steps)
    for above, line in zip((None, *lines), lines, strict=False):
        if len(line.normalized) < settings.sentences.min_unfinished_chars:
            yield line
            continue
        start, _ = offsets.map_range(line.span.start, line.span.start + 1)
        end_above = offsets.map_range(above.span.end - 1, above.span.end)[1] if above else 0
        removed = raw[max(end_above, start - MAX_PAGE_NUMBER_CHARS) : start].strip()
        yield line._replace(starts_page=True) if REMOVED_PAGE_NUMBER.match(removed) else line
