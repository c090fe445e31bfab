"""Make paragraphs of kept blocks: a table row, a listing, a stanza of verse, else each block by itself."""

from collections.abc import Sequence

from pipeline.document import Paragraph
from pipeline.edit import Span
from pipeline.extraction.ledger import Placed
from pipeline.extraction.page.parts import Page
from pipeline.extraction.structure import role, row_of

_VERSE = 24  # code points of a line of verse at most
_LINES = 4  # lines of verse at least


def paragraphs(page: Page, placed: Sequence[Placed]) -> list[tuple[Paragraph, Span]]:
    """Return the paragraphs of the text, each with its place in the page."""
    found: list[tuple[Paragraph, Span]] = []
    at = 0
    while at < len(placed):
        part, level = role(page, placed[at].block)
        end = _row(page, placed, at) if part == "table" else at + 1
        if part == "code":
            end = _listing(placed, at)
        elif part == "body" and (lines := _stanza(placed, at)) - at >= _LINES:
            part, end = "verse", lines
        first, last = placed[at], placed[end - 1]
        paragraph = Paragraph(Span(first.span.start, last.span.end), part, level)
        found.append((paragraph, Span(first.source.start, last.source.end)))
        at = end
    return found


def _row(page: Page, placed: Sequence[Placed], at: int) -> int:
    """Return the place after the last cell of a row."""
    row, end = row_of(page, placed[at].block), at + 1
    while row and end < len(placed) and row_of(page, placed[end].block) == row:
        end += 1
    return end


def _listing(placed: Sequence[Placed], at: int) -> int:
    """Return the place after the last line of the same preformatted text."""
    end = at + 1
    while end < len(placed) and placed[end].block.element == placed[at].block.element:
        end += 1
    return end


def _stanza(placed: Sequence[Placed], at: int) -> int:
    """Return the place after the last of short lines that single `<br>` alone part."""
    end = at
    while end < len(placed) and len(placed[end].span) <= _VERSE:
        block = placed[end].block
        if end > at and (block.breaks != 1 or block.element != placed[at].block.element):
            break
        end += 1
    return end
