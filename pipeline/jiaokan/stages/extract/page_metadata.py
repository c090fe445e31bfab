"""Read the metadata of a page of HTML from its lines and its head."""

from jiaokan.metadata import (
    Candidate,
    HtmlHead,
    PageLine,
    find_article,
    read_metadata,
)
from jiaokan.metadata.html_titles import find_html_title
from jiaokan.stages.extract.scoring.line_table import Flags, LineTable
from jiaokan.text.normalized_view import NormalizedText


def read_page_metadata(
    table: LineTable, chosen: Flags, head: HtmlHead, url: str | None
) -> tuple[Candidate, ...]:
    """Return the metadata of a page, with spans in it. `chosen` marks the lines of its text."""
    lines = [_make_line(table, i, bool(is_kept)) for i, is_kept in enumerate(chosen.tolist())]
    title = find_html_title(lines, head)
    starts = [line.span.start for line in lines]
    title_line = starts.index(title.span.start) if title and title.span and title.span.start in starts else -1
    return read_metadata(find_article(lines, title_line), head, url, [title] if title else [])


def _make_line(table: LineTable, i: int, is_kept: bool) -> PageLine:
    line, text = table.lines[i], table.texts[i]
    is_link = all(
        piece.link >= 0 or table.tree.text[piece.start : piece.end].isspace() for piece in line.source_pieces
    )
    return PageLine(
        table.normalized_texts[i],
        NormalizedText(table.normalized_texts[i], text),
        0,
        is_kept,
        table.spans[i],
        table.boxes[table.box_of_line[i]].name,
        line.level,
        is_link,
        is_link and _is_in_navigation(table, i),
    )


def _is_in_navigation(table: LineTable, i: int) -> bool:
    grounds = {
        table.element_grounds.grounds.get(node.number) for node in table.lines[i].node.iter_ancestors()
    }
    return "navigation" in grounds
