"""Hand the lines and the head of a page of HTML to the reader of metadata."""

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
    sheet: LineTable, chosen: Flags, head: HtmlHead, url: str | None
) -> tuple[Candidate, ...]:
    """Return what a page states of itself, in spans of the page; `chosen` are the lines of its text."""
    lines = [_make_line(sheet, i, bool(is_kept)) for i, is_kept in enumerate(chosen.tolist())]
    title = find_html_title(lines, head)
    starts = [line.span.start for line in lines]
    at = starts.index(title.span.start) if title and title.span and title.span.start in starts else -1
    return read_metadata(find_article(lines, at), head, url, [title] if title else [])


def _make_line(sheet: LineTable, i: int, is_kept: bool) -> PageLine:
    line, text = sheet.lines[i], sheet.texts[i]
    is_link = all(
        atom.link >= 0 or sheet.tree.text[atom.start : atom.end].isspace() for atom in line.source_pieces
    )
    return PageLine(
        sheet.normalized_texts[i],
        NormalizedText(sheet.normalized_texts[i], text),
        0,
        is_kept,
        sheet.spans[i],
        sheet.boxes[sheet.box_of_line[i]].name,
        line.level,
        is_link,
        is_link and _is_in_navigation(sheet, i),
    )


def _is_in_navigation(sheet: LineTable, i: int) -> bool:
    grounds = {
        sheet.element_grounds.grounds.get(node.number) for node in sheet.lines[i].node.iter_ancestors()
    }
    return "navigation" in grounds
