"""Make paragraphs of kept lines: a stanza of verse is one, else each line is one by itself."""

from collections.abc import Sequence

from jiaokan.core.document import Paragraph
from jiaokan.core.edits import Span
from jiaokan.stages.extract.html.element_names import is_caption
from jiaokan.stages.extract.html.html_line import CAPTION, CODE, HEADING, ITEM, QUOTE, ROW, TEXT, Line
from jiaokan.stages.extract.markup_edits import Placed

_VERSE = 24  # code points of a line of verse at most
_LINES = 4  # lines of verse at least
_ROLES = {
    TEXT: "body", ITEM: "list_item", ROW: "table", CODE: "code", QUOTE: "quote", CAPTION: "caption",
    HEADING: "heading",
}  # fmt: skip


def paragraphs(placed: Sequence[Placed]) -> list[tuple[Paragraph, Span]]:
    """Return the paragraphs of the text, each with its place in the page."""
    found: list[tuple[Paragraph, Span]] = []
    at = 0
    while at < len(placed):
        role, end = role_of(placed[at].line), at + 1
        if role == "body" and (lines := _stanza(placed, at)) - at >= _LINES:
            role, end = "verse", lines
        first, last = placed[at], placed[end - 1]
        paragraph = Paragraph(Span(first.span.start, last.span.end), role, first.line.level)
        found.append((paragraph, Span(first.source.start, last.source.end)))
        at = end
    return found


def role_of(line: Line) -> str:
    """Return the part that a line plays, by the elements it stands in."""
    if line.kind == TEXT and any(
        node.attributes and is_caption(node.attributes) for node in line.node.ancestors()
    ):
        return "caption"
    return _ROLES[line.kind]


def _stanza(placed: Sequence[Placed], at: int) -> int:
    """Return the place after the last of short lines that single `<br>` alone part."""
    end = at
    while end < len(placed) and len(placed[end].span) <= _VERSE:
        line = placed[end].line
        if end > at and (line.breaks != 1 or line.node is not placed[at].line.node):
            break
        end += 1
    return end
