"""The raw text of a page as a reader sees it, for annotators that count words in it."""

import re

from jiaokan.core.document import HTML_MEDIA, Document
from jiaokan.text.normalized_view import normalize_view

_HTML_TAG = re.compile(r"<[^<>]*>")
_INVISIBLE_START = re.compile(r"<(?:script|style)\b|<!--", re.IGNORECASE)
_INVISIBLE_ENDS = {
    name: re.compile(end, re.IGNORECASE)
    for name, end in (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))
}


def normalize_source(document: Document) -> str:
    """Return the normalized view of the raw text of a document, that of HTML without its markup."""
    raw = document.raw
    return normalize_view(_blank_markup(raw) if document.origin.media == HTML_MEDIA else raw).text


def _blank_markup(page: str) -> str:
    """Return a page of HTML with line breaks as long as its markup, so that no offset moves."""
    pieces: list[str] = []
    at = 0
    while opened := _INVISIBLE_START.search(page, at):
        closed = _INVISIBLE_ENDS[opened[0].lower()].search(page, opened.end())
        end = closed.start() if closed else len(page)
        pieces += page[at : opened.start()], "\n".ljust(end - opened.start())
        at = end
    return _HTML_TAG.sub(lambda tag: "\n".ljust(len(tag[0])), "".join([*pieces, page[at:]]))
