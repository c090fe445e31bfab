"""Read the metadata of a page of HTML from its lines and its head."""

from collections.abc import Sequence

from jiaokan.metadata import (
    Candidate,
    HtmlHead,
    PageLine,
    find_article,
    read_metadata,
)
from jiaokan.metadata.html_titles import MAX_OPENING_LINES
from jiaokan.metadata.page_lines import make_page_line
from jiaokan.stages.extract.scoring.line_table import Flags, LineTable
from jiaokan.text.normalized_view import NormalizedText

_MAX_LINES_TO_TITLE = 12  # lines between the title and the first line of the text


def read_page_metadata(
    lines: Sequence[PageLine], title: Candidate | None, head: HtmlHead, url: str | None
) -> tuple[Candidate, ...]:
    """Return the metadata of a page, with spans in it, from its lines and its title."""
    title_row = find_row(lines, title)
    return read_metadata(find_article(lines, title_row), head, url, [title] if title else [])


def make_page_lines(table: LineTable, chosen: Flags) -> tuple[PageLine, ...]:
    """Return the lines of a page; `chosen` says which are of its text."""
    navigation = _flag_navigation(table)
    return tuple([_make_line(table, i, is_kept, navigation) for i, is_kept in enumerate(chosen.tolist())])


def find_shown_title(lines: Sequence[PageLine], title: Candidate | None) -> int:
    """Return the index of the line above the text that is its title, -1 for none.

    There is none where the text itself opens with the title.
    """
    kept = [i for i, line in enumerate(lines) if line.is_kept]
    row = find_row(lines, title)
    if (
        row < 0
        or not kept
        or lines[row].is_navigation
        or kept[0] - row > _MAX_LINES_TO_TITLE
        or row > kept[-1]
    ):
        return -1
    opening = (lines[i].letters for i in kept[:MAX_OPENING_LINES])
    return -1 if lines[row].letters in opening else row


def find_row(lines: Sequence[PageLine], title: Candidate | None) -> int:
    """Return the index of the line that is the title, -1 for none."""
    if title is None or title.span is None:
        return -1
    return next((i for i, line in enumerate(lines) if line.whole == title.span), -1)


def _make_line(table: LineTable, i: int, is_kept: bool, navigation: Sequence[int]) -> PageLine:
    line, text = table.lines[i], table.texts[i]
    is_link = True
    for piece in line.source_pieces:
        if piece.link < 0 and not table.tree.text[piece.start : piece.end].isspace():
            is_link = False
            break
    view, is_navigation = table.normalized_texts[i], is_link and bool(navigation[line.node.number])
    origin, span = NormalizedText(view, text), table.spans[i]
    return make_page_line((
        view, origin, 0, is_kept, span, line.node.name, line.level, is_link, is_navigation, ()
    ))  # fmt: skip


def _flag_navigation(table: LineTable) -> Sequence[int]:
    """Return 1 for each element with the ground of navigation and those below it, 0 for others."""
    flags = bytearray(len(table.tree.nodes))
    for number, ground in table.element_grounds.grounds.items():
        if ground == "navigation" and not flags[number]:
            count = table.tree.nodes[number].last + 1 - number
            flags[number : number + count] = bytes([1]) * count
    return flags
