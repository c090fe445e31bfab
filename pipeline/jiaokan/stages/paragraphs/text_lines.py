"""Split a text into lines that hold text, with the white space around them."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from jiaokan.core.document import Document
from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.unicode_ranges import BLANK_CHARS

STAGE_NAME = "paragraphs"
_MIN_TABBED_PROSE_CHARS = 20  # code points behind the only tab of a line that is no row of a table

# the line feed and the other characters that always end a line (UAX 14, classes BK, CR, NL)
LINE_ENDS = "\n\r\x0b\x0c\x85\u2028\u2029"
ALL_BLANKS = "".join(re.findall(f"[{BLANK_CHARS}]", "".join(map(chr, range(0x3001)))))
_BLANK_SET = frozenset(ALL_BLANKS)
_LINE_CONTENT = re.compile(f"[^{LINE_ENDS}]+")


class TextLine(NamedTuple):  # a tuple and no dataclass for speed: a page has hundreds
    """A line of the text without the white space at its ends.

    Attributes:
        span: half-open, in code points of the text.
        normalized: the line in the normalized view (`normalize_chars`), of the same length.
        leading_blanks: code points of white space before the line.
        trailing_blanks: code points of white space after the line.
        line_feeds_before: line feeds between this line and the line before it.
        width_columns: print width of the line and its leading blanks.
        starts_page: whether a page of the file begins with this line.
        is_code: whether the line belongs to a code block or must not be joined for another reason.
        is_row: whether a tab parts the line into cells.
    """

    span: Span
    normalized: str
    leading_blanks: int = 0
    trailing_blanks: int = 0
    line_feeds_before: int = 0
    width_columns: int = 0
    starts_page: bool = False
    is_code: bool = False
    is_row: bool = False

    @property
    def is_prose(self) -> bool:
        """Tell whether the line may be part of a paragraph with its neighbours: no code and no row."""
        return not (self.is_code or self.is_row)


# makes a line from a tuple of all its fields, in a third of the time of a call of the class
_make_line: Callable[[tuple[object, ...]], TextLine] = partial(tuple.__new__, TextLine)


def count_columns(text: str) -> int:
    """Return the print width of a text: one column for a Latin-1 character, two for any other.

    >>> count_columns("ab中文")
    6
    """
    return 2 * len(text) - len(text.encode("latin-1", "ignore"))


def _is_row(line: str) -> bool:
    r"""Tell whether tabs part a line into cells; one tab may stand behind the number of a paragraph.

    >>> _is_row("姓名\t张三"), _is_row("1.\t加强领导，落实责任，确保各项工作都能够顺利推进")
    (True, False)
    """
    tabs = line.count("\t")
    return tabs > 1 or (tabs == 1 and len(line.partition("\t")[2]) < _MIN_TABBED_PROSE_CHARS)


def list_replaced_texts(document: Document) -> Iterable[str]:
    """Return what earlier steps replaced or removed, each text once: a page has thousands of edits.

    >>> from jiaokan.core.edits import Edit
    >>> edits = [Edit(0, "甲", "", "r"), Edit(2, "甲", "", "r")]
    >>> [*list_replaced_texts(Document("a", "甲乙甲").edited("strip", edits))]
    ['甲']
    """
    return dict.fromkeys(edit[1] for step in document.steps for edit in step.edits)


def split_text_lines(text: str) -> Iterator[TextLine]:
    r"""Yield the lines that hold more than white space.

    >>> [line.span.slice_text("甲\n\n  乙 \n") for line in split_text_lines("甲\n\n  乙 \n")]
    ['甲', '乙']
    """
    view, previous_end = normalize_chars(text), 0  # of all lines at once, which is ten times as fast
    has_tabs = "\t" in text
    for match in _LINE_CONTENT.finditer(text):
        first, last = match.span()
        start, end = first, last
        if text[first] in _BLANK_SET or text[last - 1] in _BLANK_SET:
            body = match[0].lstrip(ALL_BLANKS)
            start = last - len(body)
            end = start + len(body.rstrip(ALL_BLANKS))
        if start < end:
            line_feeds, width = text.count("\n", previous_end, start), count_columns(text[first:end])
            blanks = start - first, last - end
            is_row = has_tabs and _is_row(text[start:end])
            yield _make_line(
                (Span(start, end), view[start:end], *blanks, line_feeds, width, False, False, is_row)
            )
            previous_end = end
