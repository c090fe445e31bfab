"""The lines of a text, and the white space between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.unicode_ranges import BLANK_CHARS

STAGE_NAME = "paragraphs"

# line feed, and what else ends a line for certain (UAX 14, classes BK, CR, NL)
LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
ALL_BLANKS = "".join(re.findall(f"[{BLANK_CHARS}]", "".join(map(chr, range(0x3001)))))
_LINE_CONTENT = re.compile(f"[^{LINE_ENDS}]+")
_NARROW_CHARS = re.compile("[\x00-\xff]+")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line less the white space at its ends.

    `read` is the line folded; `margin` and `tail` are the white space before and after it, in code
    points; `feeds` the line feeds between it and the line before; `width` the columns of the line and
    its margin; `paged`: a page begins with it; `code`: it is of a program listing.
    """

    span: Span
    normalized: str
    leading_blanks: int = 0
    trailing_blanks: int = 0
    line_feeds_before: int = 0
    width_columns: int = 0
    starts_page: bool = False
    is_code: bool = False


def count_columns(text: str) -> int:
    """Return how wide a text prints: one column to a character of Latin-1, two to all others."""
    return 2 * len(text) - sum(map(len, _NARROW_CHARS.findall(text)))


def split_text_lines(text: str) -> Iterator[TextLine]:
    """Yield the lines that hold more than white space."""
    at = 0
    for found in _LINE_CONTENT.finditer(text):
        body = found[0].lstrip(ALL_BLANKS)
        start = found.end() - len(body)
        body = body.rstrip(ALL_BLANKS)
        if body:
            span = Span(start, start + len(body))
            feeds, width = text.count("\n", at, start), count_columns(text[found.start() : span.end])
            yield TextLine(
                span, normalize_chars(body), start - found.start(), found.end() - span.end, feeds, width
            )
            at = span.end
