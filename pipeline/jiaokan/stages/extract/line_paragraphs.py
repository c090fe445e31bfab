"""Make paragraphs of kept lines: one of each stanza of verse, and one of every other line."""

from collections.abc import Sequence

from jiaokan.core.document import Paragraph
from jiaokan.core.edits import Span
from jiaokan.stages.extract.html.element_names import has_caption_name
from jiaokan.stages.extract.html.html_line import CAPTION, CODE, HEADING, ITEM, QUOTE, ROW, TEXT, HtmlLine
from jiaokan.stages.extract.markup_edits import PlacedLine
from jiaokan.text.verse import MAX_STANZA_LINE_CHARS, MIN_STANZA_LINES

_ROLE_OF_KIND = {
    TEXT: "body", ITEM: "list_item", ROW: "table", CODE: "code", QUOTE: "quote", CAPTION: "caption",
    HEADING: "heading",
}  # fmt: skip


def make_paragraphs(placed: Sequence[PlacedLine]) -> list[tuple[Paragraph, Span]]:
    """Return the paragraphs of the text, each with its span in the page."""
    paragraphs: list[tuple[Paragraph, Span]] = []
    start = 0
    while start < len(placed):
        role, end = find_role(placed[start].line), start + 1
        if role == "body" and (stanza_end := _find_stanza_end(placed, start)) - start >= MIN_STANZA_LINES:
            role, end = "verse", stanza_end
        first, last = placed[start], placed[end - 1]
        paragraph = Paragraph(Span(first.span.start, last.span.end), role, first.line.level)
        paragraphs.append((paragraph, Span(first.source.start, last.source.end)))
        start = end
    return paragraphs


def find_role(line: HtmlLine) -> str:
    """Return the role of a line, by its kind and the names of the elements around it."""
    if line.kind == TEXT and any(
        node.names and has_caption_name(node.names) for node in line.node.iter_ancestors()
    ):
        return "caption"
    return _ROLE_OF_KIND[line.kind]


def _find_stanza_end(placed: Sequence[PlacedLine], start: int) -> int:
    """Return the index after the last of the short lines that are separated by single `<br>`."""
    end = start
    while end < len(placed) and len(placed[end].span) <= MAX_STANZA_LINE_CHARS:
        line = placed[end].line
        if end > start and (line.br_count != 1 or line.node is not placed[start].line.node):
            break
        end += 1
    return end
