"""Let Beautiful Soup parse a page, and write down where in the page each of its tags stands.

Its tree keeps the line and column of start tags alone; of end tags and text it keeps no place. But
its parser (html.parser underneath) tells each tag as it comes by, and how far it has read.
"""

from typing import Any
from warnings import catch_warnings, simplefilter

from bs4 import BeautifulSoup
from bs4.builder._htmlparser import BeautifulSoupHTMLParser, HTMLParserTreeBuilder
from bs4.exceptions import ParserRejectedMarkup

from jiaokan.stages.extract.html.tokenizer import RAW_TEXT_ENDS, Tag, UnreadableError

_COMMENT_TAG = ("", False)


class _TagRecorder(BeautifulSoupHTMLParser):
    """Beautiful Soup's own parser; what it hears first of each stretch of the page is that stretch."""

    # html.parser itself knows but script and style
    CDATA_CONTENT_ELEMENTS = tuple(RAW_TEXT_ENDS)  # type: ignore[misc]  # typeshed calls it final

    def __init__(self, soup: BeautifulSoup, *args: Any, **kwargs: Any) -> None:
        super().__init__(soup, *args, **kwargs)
        self.tags: list[Tag] = []
        self.told = 0  # code points of the page that are read
        self.heard: tuple[str, bool] | None = None

    def updatepos(self, i: int, j: int) -> int:
        """Note the tag that stands from `i` to `j`; the parser passes every stretch here, once."""
        start, self.told = self.told, self.told + j - i
        if self.heard:
            name, closing = self.heard
            attributes = self.rawdata[i + 1 + closing + len(name) : j - 1] if name else ""
            self.tags.append((start, self.told, name, attributes, closing))
            self.heard = None
        return super().updatepos(i, j)

    def handle_starttag(self, tag: str, *args: Any, **kwargs: Any) -> None:
        """Hear a start tag."""
        self.heard = self.heard or (tag, False)
        super().handle_starttag(tag, *args, **kwargs)

    def handle_endtag(self, tag: str, check_already_closed: bool = True) -> None:
        """Hear an end tag, which may be that of an element without content: `<br>` is one tag."""
        self.heard = self.heard or (tag, True)
        super().handle_endtag(tag, check_already_closed)

    def handle_comment(self, data: str) -> None:
        """Hear a comment."""
        self.heard = _COMMENT_TAG
        super().handle_comment(data)

    def handle_decl(self, decl: str) -> None:
        """Hear a declaration."""
        self.heard = _COMMENT_TAG
        super().handle_decl(decl)

    def unknown_decl(self, data: str) -> None:
        """Hear a CDATA section or the like."""
        self.heard = _COMMENT_TAG
        super().unknown_decl(data)

    def handle_pi(self, data: str) -> None:
        """Hear a processing instruction."""
        self.heard = _COMMENT_TAG
        super().handle_pi(data)


class _RecordingBuilder(HTMLParserTreeBuilder):
    """Beautiful Soup's own builder, with the parser that listens."""

    tags: list[Tag]

    def feed(self, markup: str | bytes, _parser_class: type[BeautifulSoupHTMLParser] = _TagRecorder) -> None:
        """Parse a page."""
        arguments, options = self.parser_args
        assert self.soup is not None
        parser = _TagRecorder(self.soup, *arguments, **options)
        try:
            parser.feed(str(markup))
            parser.close()
        except AssertionError as error:  # a marked section of a kind unknown to it
            raise ParserRejectedMarkup(error) from error
        self.tags = parser.tags


def scan_tags_with_soup(text: str) -> list[Tag]:
    """Return the tags, comments and declarations of a page in order; all else is text.

    Raises UnreadableError for markup that Beautiful Soup rejects.
    """
    builder = _RecordingBuilder()
    with catch_warnings():
        simplefilter("ignore")  # it wonders whether a page without tags is the name of a file
        try:
            BeautifulSoup(text, builder=builder)
        except ParserRejectedMarkup as error:
            raise UnreadableError(str(error)) from error
    return builder.tags
