"""Make paragraphs of kept lines: a stanza of verse is one, else each line is one by itself."""

from collections.abc import Sequence

from jiaokan.core.document import Paragraph
from jiaokan.core.edits import Span
from jiaokan.stages.extract.html.element_names import has_caption_name
from jiaokan.stages.extract.html.html_line import CAPTION, CODE, HEADING, ITEM, QUOTE, ROW, TEXT, HtmlLine
from jiaokan.stages.extract.markup_edits import PlacedLine

_MAX_VERSE_CHARS = 24  # code points of a line of verse at most
_MIN_VERSE_LINES = 4  # lines of verse at least
_ROLE_OF_KIND = {
    TEXT: "body", ITEM: "list_item", ROW: "table", CODE: "code", QUOTE: "quote", CAPTION: "caption",
    HEADING: "heading",
}  # fmt: skip


def make_paragraphs(placed: Sequence[PlacedLine]) -> list[tuple[Paragraph, Span]]:
    """Return the paragraphs of the text, each with its place in the page."""
    found: list[tuple[Paragraph, Span]] = []
    at = 0
    while at < len(placed):
        role, end = find_role(placed[at].line), at + 1
        if role == "body" and (lines := _find_stanza_end(placed, at)) - at >= _MIN_VERSE_LINES:
            role, end = "verse", lines
        first, last = placed[at], placed[end - 1]
        paragraph = Paragraph(Span(first.span.start, last.span.end), role, first.line.level)
        found.append((paragraph, Span(first.source.start, last.source.end)))
        at = end
    return found


def find_role(line: HtmlLine) -> str:
    """Return the part that a line plays, by the elements it stands in."""
    if line.kind == TEXT and any(
        node.attributes and has_caption_name(node.attributes) for node in line.node.iter_ancestors()
    ):
        return "caption"
    return _ROLE_OF_KIND[line.kind]


def _find_stanza_end(placed: Sequence[PlacedLine], at: int) -> int:
    """Return the place after the last of short lines that single `<br>` alone part."""
    end = at
    while end < len(placed) and len(placed[end].span) <= _MAX_VERSE_CHARS:
        line = placed[end].line
        if end > at and (line.br_count != 1 or line.node is not placed[at].line.node):
            break
        end += 1
    return end
