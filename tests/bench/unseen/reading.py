"""Read a page of HTML as lines, as the people did who labelled the lines of `labels.jsonl`."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "ul", "option", "select", "button", "textarea", "label",
))  # fmt: skip
_NO_TEXT = ("script", "style", "noscript", "template", "svg", "iframe")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_HEAD_BYTES = 4096
_BLANKS = " \t\u3000\u00a0"


def decode_page(page: bytes) -> str:
    """Return a page as text: UTF-8 where it is valid, else the charset that it declares, GB 18030 for none."""
    try:
        return page.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(page[:_HEAD_BYTES])
    name = declared[1].decode("ascii").lower() if declared else "gb18030"
    try:
        return page.decode(_WIDER.get(name, name), "replace")
    except LookupError:
        return page.decode("gb18030", "replace")


def read_lines(html: str) -> list[str]:
    """Return the lines of a page, the title of its head first, none of them blank.

    >>> read_lines("<title>甲</title><p>乙 <b>丙</b></p>丁")
    ['甲', '乙 丙', '丁']
    """
    soup = BeautifulSoup(html.replace("\r\n", "\n").replace("\r", "\n"), "html.parser")
    for tag in soup(_NO_TEXT):
        tag.decompose()
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    if soup.head:
        soup.head.decompose()
    lines = (line.strip(_BLANKS) for line in "".join(_list_pieces(soup, keeps_blanks=False)).split("\n"))
    return [line for line in (title, *lines) if line]


def _list_pieces(node: Tag, keeps_blanks: bool) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, PreformattedString):  # comments and declarations
            continue
        if isinstance(child, NavigableString):
            yield str(child) if keeps_blanks else re.sub(r"[ \t\n\f]+", " ", child)
        elif isinstance(child, Tag) and child.name == "br":
            yield "\n"
        elif isinstance(child, Tag) and child.name != "title":
            around = "\n" if child.name in _BLOCKS else ""
            yield around
            yield from _list_pieces(child, keeps_blanks or child.name == "pre")
            yield around
