"""What a finder of metadata looks at, and what it finds."""

from dataclasses import dataclass

from jiaokan.core.edits import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value of a field, who says it (`h1`, `meta og:title`, `byline`, `url`), its place in the page."""

    field: str
    value: str
    source: str
    span: Span


@dataclass(frozen=True, slots=True)
class View:
    """The lines of a page as a finder reads them.

    `lines` are as seen by the rules, `texts` as they stand, `spans` their places in the page;
    `title` is the number of the title's line (-1 for none), `top` and `end` the first line of the
    text and the one after its last.
    """

    lines: tuple[str, ...]
    texts: tuple[str, ...]
    spans: tuple[Span, ...]
    title: int
    top: int
    end: int
