"""Name the part that each kept block plays, by the elements it stands in."""

import re
from functools import lru_cache

from pipeline.extraction.page.naming import names
from pipeline.extraction.page.parts import Block, Page

_HEADING = re.compile(r"h([1-6])$")
_ROLES = {
    "li": "list_item", "dd": "list_item", "dt": "list_item", "blockquote": "quote", "q": "quote",
    "figcaption": "caption", "caption": "caption", "td": "table", "th": "table", "pre": "code",
}  # fmt: skip
_CAPTION = re.compile(r"caption|imgtxt|pictext|tuzhu|pic_?txt|photo_?(?:txt|info|desc)", re.I)


def role(page: Page, block: Block) -> tuple[str, int]:
    """Return the role of a block and, for a heading, its level."""
    at = block.element
    while at:
        element = page.elements[at]
        if heading := _HEADING.match(element.name):
            return "heading", int(heading[1])
        found = _ROLES.get(element.name, "")
        if found and (found != "table" or is_data(page, at)):
            return found, 0
        if element.attributes and _is_caption(element.attributes):
            return "caption", 0
        at = element.parent
    return "body", 0


@lru_cache(maxsize=1 << 14)
def _is_caption(attributes: str) -> bool:
    return _CAPTION.search(names(attributes)) is not None


def is_data(page: Page, cell: int) -> bool:
    """Tell a cell of data from one that lays out the page: it is one block, as are those beside it."""
    row = page.elements[cell].parent
    inside = page.ends[row] - page.elements[row].first
    return page.elements[row].name == "tr" and page.ends[cell] - page.elements[cell].first == 1 and inside > 1


def separator(page: Page, block: Block, last: Block | None) -> str:
    """Return what stands between a kept block and the one before.

    Between cells of one row it is a tab for each cell that ends there, an empty one too; in code,
    a line feed for each line; a line feed else.
    """
    if last is None:
        return ""
    here, there = _cell(page, block), _cell(page, last)
    if here and there and page.elements[here].parent == page.elements[there].parent:
        between = page.elements[there + 1 : here + 1]
        return "\t" * sum(element.parent == page.elements[here].parent for element in between)
    return "\n" * (max(block.breaks, 1) if in_code(page, block) and block.element == last.element else 1)


def in_code(page: Page, block: Block) -> bool:
    """Tell whether a block is a line of preformatted text."""
    return page.elements[block.element].name == "pre"


def row_of(page: Page, block: Block) -> int:
    """Return the number of the data row that a block stands in, 0 for none."""
    cell = _cell(page, block)
    return page.elements[cell].parent if cell else 0


def table_of(page: Page, row: int) -> int:
    """Return the number of the table that a row stands in, 0 for none."""
    at = page.elements[row].parent
    while at and page.elements[at].name in ("tbody", "thead", "tfoot"):
        at = page.elements[at].parent
    return at if page.elements[at].name == "table" else 0


def _cell(page: Page, block: Block) -> int:
    """Return the number of the data cell that a block stands in, 0 for none."""
    at = block.element
    while at and page.elements[at].name not in ("td", "th"):
        at = page.elements[at].parent
    return at if at and is_data(page, at) else 0
