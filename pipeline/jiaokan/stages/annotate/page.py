"""A page as the annotators read it: the raw text, its view, and what the strip stage took away."""

import re
from dataclasses import dataclass
from typing import Self

from jiaokan.core.document import HTML_MEDIA, Document, Fact, OffsetChain
from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import NormalizedText, normalize_view

_HTML_TAG = re.compile(r"<[^<>]*>")
_INVISIBLE_START = re.compile(r"<(?:script|style)\b|<!--", re.IGNORECASE)
_INVISIBLE_ENDS = {
    name: re.compile(end, re.IGNORECASE)
    for name, end in (("<script", "</script"), ("<style", "</style"), ("<!--", "-->"))
}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the view: its text, where it starts there, and whether it was taken away whole.

    `head` is true before the title: what stands there belongs to the site.
    """

    text: str
    start: int
    is_stripped: bool
    is_before_title: bool


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The raw text, its view, and the view's lines; blank lines are left out."""

    raw: str
    view: NormalizedText
    lines: tuple[SourceLine, ...]
    lineage: OffsetChain
    title: str

    @classmethod
    def from_document(cls, document: Document) -> Self:
        """Read the page that a document came from."""
        raw, lineage = document.raw, OffsetChain(document.steps)
        read = normalize_view(_blank_markup(raw) if document.origin.media == HTML_MEDIA else raw)
        kept = [lineage.map_back(paragraph.span) for paragraph in document.paragraphs]
        title = next((p.span for p in document.paragraphs if p.role == "title"), None)
        begin = lineage.map_back(title).start if title else (kept[0].start if kept else len(raw))
        lines = _split_source_lines(read, kept, begin)
        return cls(
            raw, read, lines, lineage, normalize_view(title.slice_text(document.text)).text if title else ""
        )

    def make_fact(
        self, field: str, line: SourceLine, match: re.Match[str], group: str | int, value: str = ""
    ) -> Fact:
        """Make the fact that a match in a line gives; `value` where it is not the very words."""
        start, end = match.span(group)
        span = self.view.map_back(line.start + start, line.start + end)
        return Fact(field, value or match[group].strip(), span)


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


def _split_source_lines(read: NormalizedText, kept: list[Span], begin: int) -> tuple[SourceLine, ...]:
    lines: list[SourceLine] = []
    at = paragraph = 0
    for text in read.text.split("\n"):
        span = read.map_back(at, at + len(text))
        while paragraph < len(kept) and kept[paragraph].end <= span.start:
            paragraph += 1
        stripped = paragraph == len(kept) or kept[paragraph].start >= span.end
        if text.strip():
            lines.append(SourceLine(text, at, stripped, span.end <= begin))
        at += len(text) + 1
    return tuple(lines)
