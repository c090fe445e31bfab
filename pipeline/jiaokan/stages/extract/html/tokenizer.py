"""Find the offset of every tag of a page.

The ledger needs the exact offset of each text run. The common parsers do not keep it: html.parser
gives the line and column of start tags only, lxml and lexbor give lines or nothing. So one regular
expression finds the tags here, by the tokenization rules of the HTML standard (13.2.5) as far as
they concern text. The time is linear in the length of the page for any input.
"""

import re
from collections.abc import Iterator
from itertools import islice


class UnreadableError(ValueError):
    """The page cannot be parsed. The message says why."""


# The start and end of a tag in code points, its name in lower case, its attributes, and whether it is
# an end tag. The name of a comment or declaration is "". A plain tuple: a page has thousands of them.
Tag = tuple[int, int, str, str, bool]

# Groups: "/" of an end tag, name, attributes, "!--". A usual tag is matched as a whole. Of a tag with
# "<" in it or with unbalanced quotes only the name is matched, and the attributes are None.
_TAG_OR_COMMENT = re.compile(
    r"""
    <(?:
      (/?)([a-zA-Z][^\s/>]*+)                           # the name: <p, </div
      (?:(
        (?:[^<>"'=]++
          |=\s*+(?:"[^"<]*+"|'[^'<]*+')                 # a quoted value: ="post main"
          |=(?!\s*+["'])                                # before a value without quotes: =post
        )*+
      )>)?
      |(!--)                                            # a comment
      |[!?/]                                            # <!DOCTYPE html>, <?xml, </ without a name
    )
    """,
    re.X,
)
# The quantifiers are possessive, so that a failed match costs one pass. A quote opens a value only
# after "=".
_ATTRIBUTES_TO_TAG_END = re.compile(r"(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|[=\"'])*+(?=>)")
# elements whose content is not markup, with the pattern of their end tag
RAW_TEXT_ENDS = {
    name: re.compile(f"</{name}(?=[\\s/>])", re.I)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}  # fmt: skip
# a textarea from which a script of the page builds a gallery or a part below the first screen
_TEXTAREA = re.compile("<textarea", re.I)
_HIDDEN_TEXTAREA = re.compile(r"display\s*:\s*none|hidden|lazy", re.I)
_DIALOG_OR_TEMPLATE = re.compile(r"dialog|popup|layer|login|te?m?pl|share|foot", re.I)
_CHINESE_PARAGRAPH = re.compile(r"<p\b[^<>]*+>[^<，。！？；]*+[，。！？；]", re.I)
_MIN_TEXTAREA_PARAGRAPHS = 3
_MAX_TITLE_CHARS = 1000  # code points of the source of a title
_ATTRIBUTE_VALUE = re.compile(
    r"(?:^|(?<=[\s\"'/]))([^\s=\"'/>]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
)  # id="a", id='a', id=a


class _MarkupEnds:
    """Find where tags and comments end. A search that failed once is not repeated."""

    __slots__ = ("_comments", "_quotes", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._comments = self._quotes = True

    def find_tag_end(self, start: int) -> int:
        """Return the offset of the ">" that ends a tag whose attributes begin at `start`, -1 for none."""
        if self._quotes and (match := _ATTRIBUTES_TO_TAG_END.match(self._text, start)):
            return match.end()
        self._quotes = False  # a quote is never closed: quotes are ignored from here on
        return self._text.find(">", start)

    def find_comment_end(self, mark: re.Match[str]) -> int:
        """Return the offset after a comment or declaration, -1 for none."""
        if mark[4] and self._comments:
            if (end := self._text.find("-->", mark.start() + 2)) >= 0:
                return end + 3
            self._comments = False
        return self._text.find(">", mark.end() - 1) + 1 or -1


def _holds_paragraphs(text: str, attributes: str, start: int, end: int) -> bool:
    """Tell whether a textarea is hidden and its content is markup of Chinese paragraphs, and no dialog."""
    if not _HIDDEN_TEXTAREA.search(attributes) or _DIALOG_OR_TEMPLATE.search(attributes):
        return False
    if _TEXTAREA.search(text, start, end):
        return False  # one inside the other: each would be read to the end of the page
    paragraphs = _CHINESE_PARAGRAPH.finditer(text, start, end)
    return sum(1 for _ in islice(paragraphs, _MIN_TEXTAREA_PARAGRAPHS)) == _MIN_TEXTAREA_PARAGRAPHS


def _find_content_end(text: str, name: str, attributes: str, start: int) -> int:
    """Return where the raw text at the start of an element ends, `start` where its content is markup."""
    close = RAW_TEXT_ENDS[name].search(text, start)
    if close and name == "textarea" and _holds_paragraphs(text, attributes, start, close.start()):
        return start
    return close.start() if close else len(text)


def scan_tags(text: str) -> Iterator[Tag]:
    """Yield the tags, comments and declarations of a page in order. Everything else is text.

    The content of the elements in `RAW_TEXT_ENDS` is text, but for a hidden textarea that holds paragraphs:
    scripts of the page show its content, as they do with the captions of galleries. A tag that never ends is
    text too. A title whose end tag is broken ends at the next tag, at an empty span, so that it does not
    swallow the page.

    >>> list(scan_tags('<p id="a">字</p>'))
    [(0, 10, 'p', ' id="a"', False), (11, 15, 'p', '', True)]
    """
    ends, position, size = _MarkupEnds(text), 0, len(text)
    while mark := _TAG_OR_COMMENT.search(text, position):
        start, position = mark.span()
        slash, name, attributes, _ = mark.groups()
        if not name:
            if (position := ends.find_comment_end(mark)) < 0:
                return
            yield start, position, "", "", False
            continue
        if attributes is None:
            if (end := ends.find_tag_end(position)) < 0:
                return
            attributes, position = text[position:end], end + 1
        name = name.lower()
        yield start, position, name, attributes, slash == "/"
        if name in RAW_TEXT_ENDS and not slash:
            content, position = position, _find_content_end(text, name, attributes, position)
            if name == "title" and (position == size or position - content > _MAX_TITLE_CHARS):
                position = max(text.find("<", content), content)
                yield position, position, name, "", True


def parse_attributes(attributes: str) -> dict[str, str]:
    """Return the attributes by name in lower case, the first of each name. Entities are not decoded.

    >>> parse_attributes(' HREF="/a?b&amp;c" id=x')
    {'href': '/a?b&amp;c', 'id': 'x'}
    """
    values: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE_VALUE.findall(attributes):
        values.setdefault(name.lower(), double or single or bare)
    return values
