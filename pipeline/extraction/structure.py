"""Name the part that each kept block plays, by the elements it stands in."""

import re
from functools import lru_cache

from pipeline.extraction.page.parts import Block, Page
from pipeline.extraction.scoring.naming import names

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
    """Return what stands between a kept block and the one before: a tab between cells of one row."""
    if last is None:
        return ""
    here, there = row_of(page, block), row_of(page, last)
    return "\t" if here and here == there else "\n"


def row_of(page: Page, block: Block) -> int:
    """Return the number of the data row that a block stands in, 0 for none."""
    at = block.element
    while at and page.elements[at].name not in ("td", "th"):
        at = page.elements[at].parent
    return page.elements[at].parent if at and is_data(page, at) else 0
