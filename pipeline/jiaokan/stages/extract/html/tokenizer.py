"""Walk the markup of a page and say where every tag and every run of text stands.

The ledger needs the exact offset of each text run, which the tree builders do not keep
(html.parser gives the line and column of start tags alone; lxml and lexbor give lines or
nothing). So the page is cut here by one regular expression after the tokenization rules of the
HTML standard (13.2.5), as far as text is concerned. Time is linear in the page on any input.
"""

import re
from collections.abc import Iterator


class UnreadableError(ValueError):
    """The page cannot be cut into blocks; the message says why."""


# Where a tag begins and ends, its lower-case name, its attributes, and whether it is an end tag; the
# name of a comment or declaration is empty. A bare tuple: a page has thousands of them.
Tag = tuple[int, int, str, str, bool]

# A tag as most are written is matched at once, up to the next "<" at most; of any other the beginning.
_TAG_OR_COMMENT = re.compile(
    r"<(?:(/?)([a-zA-Z][^\s/>]*+)"
    r"(?:((?:[^<>\"'=]++|=\s*+(?:\"[^\"<]*+\"|'[^'<]*+')|=(?!\s*+[\"']))*+)>)?|(!--)|[!?/])"
)
# Possessive, so that a failed match costs one pass. A quote opens a value only after "=".
_ATTRIBUTES_TO_TAG_END = re.compile(r"(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|[=\"'])*+(?=>)")
# elements whose content is no markup
RAW_TEXT_ENDS = {
    name: re.compile(f"</{name}(?=[\\s/>])", re.I)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}  # fmt: skip
_ATTRIBUTE_VALUE = re.compile(
    r"(?:^|(?<=[\s\"'/]))([^\s=\"'/>]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
)


class _MarkupEnds:
    """Find where tags and comments end; what was sought in vain once is not sought again."""

    __slots__ = ("_comments", "_quotes", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._comments = self._quotes = True

    def find_tag_end(self, at: int) -> int:
        """Return the place of the ">" that ends a tag whose attributes begin at `at`, -1 for none."""
        if self._quotes and (found := _ATTRIBUTES_TO_TAG_END.match(self._text, at)):
            return found.end()
        self._quotes = False  # a quote that never ends: read on without quotes
        return self._text.find(">", at)

    def find_comment_end(self, mark: re.Match[str]) -> int:
        """Return the place after a comment or declaration, -1 for none."""
        if mark[4] and self._comments:
            if (end := self._text.find("-->", mark.start() + 2)) >= 0:
                return end + 3
            self._comments = False
        return self._text.find(">", mark.end() - 1) + 1 or -1


def scan_tags(text: str) -> Iterator[Tag]:
    """Yield the tags, comments and declarations of a page in order; all else is text.

    The content of script, style, title and their like is text. So is a tag that never ends.
    """
    ends, at, size = _MarkupEnds(text), 0, len(text)
    while mark := _TAG_OR_COMMENT.search(text, at):
        start, at = mark.span()
        slash, name, attributes, _ = mark.groups()
        if not name:
            if (at := ends.find_comment_end(mark)) < 0:
                return
            yield start, at, "", "", False
            continue
        if attributes is None:
            if (end := ends.find_tag_end(at)) < 0:
                return
            attributes, at = text[at:end], end + 1
        name = name.lower()
        yield start, at, name, attributes, slash == "/"
        if name in RAW_TEXT_ENDS and not slash:
            close = RAW_TEXT_ENDS[name].search(text, at)
            at = close.start() if close else size


def parse_attributes(attributes: str) -> dict[str, str]:
    """Return the attributes by lower-case name, the first of each name; entities stay as they are."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE_VALUE.findall(attributes):
        found.setdefault(name.lower(), double or single or bare)
    return found
