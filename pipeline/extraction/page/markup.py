"""Walk the markup of a page and say where every tag and every run of text stands.

The ledger needs the exact offset of each text run, which the tree builders do not keep
(html.parser gives the line and column of start tags alone; lxml and lexbor give lines or
nothing). So the page is cut here by one regular expression after the tokenization rules of the
HTML standard (13.2.5), as far as text is concerned. Time is linear in the page on any input.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """A tag, or a run of text where `name` is empty; `text[start:end]` is its source."""

    start: int
    end: int
    name: str = ""
    attributes: str = ""
    closing: bool = False


_OPEN = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]*+)|(!--)|[!?/])")
# Possessive, so that a failed match costs one pass. A quote opens a value only after "=".
_ATTRIBUTES = re.compile(r"(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|[=\"'])*+(?=>)")
# elements whose content is no markup
_RAW = {
    name: re.compile(f"</{name}(?=[\\s/>])", re.I)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}  # fmt: skip
_ATTRIBUTE = re.compile(
    r"(?:^|(?<=[\s\"'/]))([^\s=\"'/>]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
)


class _Ends:
    """Find where tags and comments end; what was sought in vain once is not sought again."""

    __slots__ = ("_comments", "_quotes", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._comments = self._quotes = True

    def tag(self, at: int) -> int:
        """Return the place of the ">" that ends a tag whose attributes begin at `at`, -1 for none."""
        if self._text.startswith(">", at):
            return at
        if self._quotes and (found := _ATTRIBUTES.match(self._text, at)):
            return found.end()
        self._quotes = False  # a quote that never ends: read on without quotes
        return self._text.find(">", at)

    def comment(self, mark: re.Match[str]) -> int:
        """Return the place after a comment or declaration, -1 for none."""
        if mark[3] and self._comments:
            if (end := self._text.find("-->", mark.start() + 2)) >= 0:
                return end + 3
            self._comments = False
        return self._text.find(">", mark.end() - 1) + 1 or -1


def scan(text: str) -> Iterator[Token]:
    """Yield the tags and runs of text of a page in order, comments and declarations left out.

    The content of script, style, title and their like is one run, between its two tags. A tag
    that never ends is text.
    """
    ends, at, done, size = _Ends(text), 0, 0, len(text)
    while mark := _OPEN.search(text, at):
        end = ends.tag(mark.end()) if mark[2] else ends.comment(mark)
        if end < 0:
            break
        if mark.start() > done:
            yield Token(done, mark.start())
        at = done = end
        if not (name := (mark[2] or "").lower()):
            continue
        at = done = end + 1
        yield Token(mark.start(), at, name, text[mark.end() : end], bool(mark[1]))
        if name in _RAW and not mark[1]:
            close = _RAW[name].search(text, at)
            at = close.start() if close else size
    if done < size:
        yield Token(done, size)


def attributes_of(attributes: str) -> dict[str, str]:
    """Return the attributes by lower-case name, the first of each name; entities stay as they are."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(attributes):
        found.setdefault(name.lower(), double or single or bare)
    return found
