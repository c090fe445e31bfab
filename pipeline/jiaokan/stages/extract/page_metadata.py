"""Hand the lines and the head of a page of HTML to the reader of metadata."""

from jiaokan.metadata import (
    Candidate,
    HtmlHead,
    PageLine,
    find_article,
    read_metadata,
)
from jiaokan.metadata.html_titles import find_html_title
from jiaokan.stages.extract.scoring.line_table import Flags, Sheet
from jiaokan.text.normalized_view import NormalizedText


def read_page_metadata(sheet: Sheet, chosen: Flags, head: HtmlHead, url: str | None) -> tuple[Candidate, ...]:
    """Return what a page states of itself, in spans of the page; `chosen` are the lines of its text."""
    lines = [_make_line(sheet, i, bool(is_kept)) for i, is_kept in enumerate(chosen.tolist())]
    title = find_html_title(lines, head)
    starts = [line.span.start for line in lines]
    at = starts.index(title.span.start) if title and title.span and title.span.start in starts else -1
    return read_metadata(find_article(lines, at), head, url, [title] if title else [])


def _make_line(sheet: Sheet, i: int, is_kept: bool) -> PageLine:
    line, text = sheet.lines[i], sheet.texts[i]
    is_link = all(atom.link >= 0 or sheet.tree.text[atom.start : atom.end].isspace() for atom in line.atoms)
    return PageLine(
        sheet.views[i],
        NormalizedText(sheet.views[i], text),
        0,
        is_kept,
        sheet.spans[i],
        sheet.boxes[sheet.at[i]].name,
        line.level,
        is_link,
        is_link and _is_in_navigation(sheet, i),
    )


def _is_link(sheet: Sheet, i: int) -> bool:
    """Tell whether all of a line is a link."""
    text = sheet.tree.text
    return all(atom.link >= 0 or text[atom.start : atom.end].isspace() for atom in sheet.lines[i].atoms)


def _is_in_navigation(sheet: Sheet, i: int) -> bool:
    grounds = {sheet.struck.grounds.get(node.number) for node in sheet.lines[i].node.ancestors()}
    return "navigation" in grounds
