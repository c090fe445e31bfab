"""Parse a page with Beautiful Soup and record the offset of each tag.

The tree of Beautiful Soup keeps the line and column of start tags only. It keeps no offsets of end
tags and text. Its parser (html.parser) calls a method for each tag and reports how far it has read,
so the offsets are recorded there.
"""

from typing import Any
from warnings import catch_warnings, simplefilter

from bs4 import BeautifulSoup
from bs4.builder._htmlparser import BeautifulSoupHTMLParser, HTMLParserTreeBuilder
from bs4.exceptions import ParserRejectedMarkup

from jiaokan.stages.extract.html.tokenizer import RAW_TEXT_ENDS, Tag, UnreadableError

_COMMENT_TAG = ("", False)


class _TagRecorder(BeautifulSoupHTMLParser):
    """The parser of Beautiful Soup, with a record of the tags.

    For each part of the page the parser first calls the method of the tag, then `updatepos`.
    """

    # html.parser has only script and style here
    CDATA_CONTENT_ELEMENTS = tuple(RAW_TEXT_ENDS)  # type: ignore[misc]  # typeshed calls it final

    def __init__(self, soup: BeautifulSoup, *args: Any, **kwargs: Any) -> None:
        super().__init__(soup, *args, **kwargs)
        self.tags: list[Tag] = []
        self.read_chars = 0  # code points of the page that are read
        self.pending_tag: tuple[str, bool] | None = None  # the name of the tag, and whether it is an end tag

    def updatepos(self, i: int, j: int) -> int:
        """Record the tag between `i` and `j`. The parser calls this once for each part of the page."""
        tag_start, self.read_chars = self.read_chars, self.read_chars + j - i
        if self.pending_tag:
            name, closing = self.pending_tag
            attributes = self.rawdata[i + 1 + closing + len(name) : j - 1] if name else ""
            self.tags.append((tag_start, self.read_chars, name, attributes, closing))
            self.pending_tag = None
        return super().updatepos(i, j)

    def handle_starttag(self, tag: str, *args: Any, **kwargs: Any) -> None:
        """Note the name of a start tag."""
        self.pending_tag = self.pending_tag or (tag, False)
        super().handle_starttag(tag, *args, **kwargs)

    def handle_endtag(self, tag: str, check_already_closed: bool = True) -> None:
        """Note the name of an end tag, unless the start tag is the same tag, as in `<br>`."""
        self.pending_tag = self.pending_tag or (tag, True)
        super().handle_endtag(tag, check_already_closed)

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.pending_tag = _COMMENT_TAG
        super().handle_comment(data)

    def handle_decl(self, decl: str) -> None:
        """Note a declaration."""
        self.pending_tag = _COMMENT_TAG
        super().handle_decl(decl)

    def unknown_decl(self, data: str) -> None:
        """Note a CDATA section or another marked section."""
        self.pending_tag = _COMMENT_TAG
        super().unknown_decl(data)

    def handle_pi(self, data: str) -> None:
        """Note a processing instruction."""
        self.pending_tag = _COMMENT_TAG
        super().handle_pi(data)


class _RecordingBuilder(HTMLParserTreeBuilder):
    """The tree builder of Beautiful Soup, with the parser that records tags."""

    tags: list[Tag]

    def feed(self, markup: str | bytes, _parser_class: type[BeautifulSoupHTMLParser] = _TagRecorder) -> None:
        """Parse a page and keep its tags."""
        arguments, options = self.parser_args
        assert self.soup is not None
        parser = _TagRecorder(self.soup, *arguments, **options)
        try:
            parser.feed(str(markup))
            parser.close()
        except AssertionError as error:  # a marked section of an unknown kind
            raise ParserRejectedMarkup(error) from error
        self.tags = parser.tags


def scan_tags_with_soup(text: str) -> list[Tag]:
    """Return the tags, comments and declarations of a page in order. Everything else is text.

    Args:
        text: the page.

    Returns:
        The tags, with half-open offsets in code points.

    Raises:
        UnreadableError: Beautiful Soup rejects the markup.

    >>> scan_tags_with_soup('<p id="a">字</p>')
    [(0, 10, 'p', ' id="a"', False), (11, 15, 'p', '', True)]
    """
    builder = _RecordingBuilder()
    with catch_warnings():
        simplefilter("ignore")  # a page without tags gives the warning that it may be a file name
        try:
            BeautifulSoup(text, builder=builder)
        except ParserRejectedMarkup as error:
            raise UnreadableError(str(error)) from error
    return builder.tags
