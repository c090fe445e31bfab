"""Show a text with line feeds for all its line ends, so that every stage finds the same lines in it."""

import re
from collections.abc import Iterable, Iterator

from jiaokan.core.edits import Edit, Propose

# Line ends beside the line feed that are no control characters of a damaged text: files of old Macs, and
# texts of JavaScript. U+0085, U+000B and U+000C are left: misread text holds them inside its lines.
_OTHER_LINE_ENDS = re.compile("\r(?!\n)|[\u2028\u2029]")
_FIRST_CHARS = "\r\u2028\u2029"  # of these: most texts have none, and a search for one is much faster


def feed_lines(text: str) -> str:
    r"""Return a text of the same length whose lines all end in line feeds, or in CR and LF.

    >>> feed_lines("新闻\r首页\u2028正文\r\n")
    '新闻\n首页\n正文\r\n'
    """
    return _OTHER_LINE_ENDS.sub("\n", text) if any(map(text.__contains__, _FIRST_CHARS)) else text


def quote_text(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield edits of a text as long as `text` as edits of `text`: each quotes what it replaces."""
    for edit in edits:
        old = edit.span.slice_text(text)
        yield edit._replace(old=old, new=old if edit.new == edit.old else edit.new)


def propose_on_lines(propose: Propose, text: str) -> Iterable[Edit]:
    r"""Return the edits that are proposed for a text whose lines all end in line feeds, as edits of `text`.

    >>> from jiaokan.core.edits import Span, make_deletion
    >>> [edit.old for edit in propose_on_lines(lambda fed: [make_deletion(fed, Span(1, 2), "r")], "一\r二")]
    ['\r']
    """
    fed = feed_lines(text)
    return propose(text) if fed is text else quote_text(text, propose(fed))
