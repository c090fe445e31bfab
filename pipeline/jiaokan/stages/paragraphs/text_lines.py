"""The lines of a text, and the white space between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import fold
from jiaokan.text.unicode_ranges import BLANK

STAGE = "paragraphs"

# line feed, and what else ends a line for certain (UAX 14, classes BK, CR, NL)
FEEDS = "\n\r\x0b\x0c\x85\u2028\u2029"
BLANKS = "".join(re.findall(f"[{BLANK}]", "".join(map(chr, range(0x3001)))))
_LINE = re.compile(f"[^{FEEDS}]+")
_NARROW = re.compile("[\x00-\xff]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line less the white space at its ends.

    `read` is the line folded; `margin` and `tail` are the white space before and after it, in code
    points; `feeds` the line feeds between it and the line before; `width` the columns of the line and
    its margin; `paged`: a page begins with it; `code`: it is of a program listing.
    """

    span: Span
    read: str
    margin: int = 0
    tail: int = 0
    feeds: int = 0
    width: int = 0
    paged: bool = False
    code: bool = False


def columns(text: str) -> int:
    """Return how wide a text prints: one column to a character of Latin-1, two to all others."""
    return 2 * len(text) - sum(map(len, _NARROW.findall(text)))


def lines(text: str) -> Iterator[Line]:
    """Yield the lines that hold more than white space."""
    at = 0
    for found in _LINE.finditer(text):
        body = found[0].lstrip(BLANKS)
        start = found.end() - len(body)
        body = body.rstrip(BLANKS)
        if body:
            span = Span(start, start + len(body))
            feeds, width = text.count("\n", at, start), columns(text[found.start() : span.end])
            yield Line(span, fold(body), start - found.start(), found.end() - span.end, feeds, width)
            at = span.end
