"""A page as the annotators read it: the raw text, its view, and what the strip stage took away."""

import re
from dataclasses import dataclass
from typing import Self

from jiaokan.core.document import HTML, Document, Fact, Lineage
from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import View, view

_TAG = re.compile(r"<[^<>]*>")
_UNSEEN = re.compile(r"<(?:script|style)\b|<!--", re.IGNORECASE)
_ENDS = {
    name: re.compile(end, re.IGNORECASE)
    for name, end in (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the view: its text, where it starts there, and whether it was taken away whole.

    `head` is true before the title: what stands there belongs to the site.
    """

    text: str
    start: int
    stripped: bool
    head: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The raw text, its view, and the view's lines; blank lines are left out."""

    raw: str
    view: View
    lines: tuple[Line, ...]
    lineage: Lineage
    title: str

    @classmethod
    def of(cls, document: Document) -> Self:
        """Read the page that a document came from."""
        raw, lineage = document.raw, Lineage(document.steps)
        read = view(_visible(raw) if document.origin.media == HTML else raw)
        kept = [lineage.source(paragraph.span) for paragraph in document.paragraphs]
        title = next((p.span for p in document.paragraphs if p.role == "title"), None)
        begin = lineage.source(title).start if title else (kept[0].start if kept else len(raw))
        lines = _lines(read, kept, begin)
        return cls(raw, read, lines, lineage, view(title.of(document.text)).text if title else "")

    def fact(self, field: str, line: Line, match: re.Match[str], group: str | int, value: str = "") -> Fact:
        """Make the fact that a match in a line gives; `value` where it is not the very words."""
        start, end = match.span(group)
        span = self.view.source(line.start + start, line.start + end)
        return Fact(field, value or match[group].strip(), span)


def _visible(page: str) -> str:
    """Return a page of HTML with line breaks as long as its markup, so that no offset moves."""
    pieces: list[str] = []
    at = 0
    while opened := _UNSEEN.search(page, at):
        closed = _ENDS[opened[0].lower()].search(page, opened.end())
        end = closed.start() if closed else len(page)
        pieces += page[at : opened.start()], "\n".ljust(end - opened.start())
        at = end
    return _TAG.sub(lambda tag: "\n".ljust(len(tag[0])), "".join([*pieces, page[at:]]))


def _lines(read: View, kept: list[Span], begin: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    at = paragraph = 0
    for text in read.text.split("\n"):
        span = read.source(at, at + len(text))
        while paragraph < len(kept) and kept[paragraph].end <= span.start:
            paragraph += 1
        stripped = paragraph == len(kept) or kept[paragraph].start >= span.end
        if text.strip():
            lines.append(Line(text, at, stripped, span.end <= begin))
        at += len(text) + 1
    return tuple(lines)
