"""What the head and the data scripts of a page of HTML state, as the finders of metadata receive it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jiaokan.core.edits import Span


@dataclass(frozen=True, slots=True)
class HeadValue:
    """One value of the head: its text, the name that it goes by, and its place in the page."""

    value: str
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class HtmlHead:
    """What the head of a page of HTML, its scripts and some of its elements state.

    Attributes:
        title: The title element, None where there is none.
        metas: The meta elements by their name in lower case.
        data: The strings of JSON-LD in order, each with its path: the keys joined by ".".
        state: The same of scripts such as `__NEXT_DATA__`.
        times: The `datetime` of each `time` element.
        links: The addresses of link elements by their relation.
        scripts: The whole scripts of an article of WeChat; empty for other pages.
        names: The short elements whose class says author or account.
    """

    title: HeadValue | None
    metas: dict[str, HeadValue]
    data: tuple[tuple[str, HeadValue], ...]
    state: tuple[tuple[str, HeadValue], ...]
    times: tuple[HeadValue, ...] = ()
    links: dict[str, HeadValue] = field(default_factory=dict)
    scripts: tuple[HeadValue, ...] = ()
    names: tuple[HeadValue, ...] = ()


EMPTY_HEAD = HtmlHead(None, {}, (), ())

# keys of things that belong to an article in data scripts and have authors and days of their own
_PARTS = frozenset(
    (
        "review", "reviews", "comment", "comments", "itemreviewed", "workexample", "ispartof", "haspart",
        "about", "mentions", "mainentityofpage", "acceptedanswer", "suggestedanswer",
        "itemlistelement", "relatedlink",
    )
)  # fmt: skip
_WORKS = frozenset(
    ("Book", "Product", "Movie", "TVSeries", "MusicAlbum", "SoftwareApplication", "VideoGame", "Course")
)  # types of works that a page describes


def list_article_data(head: HtmlHead) -> Iterator[tuple[str, HeadValue]]:
    """Yield path and value of the data that speak of the page itself.

    Data of comments and reviews do not, nor those of a book or another work that the page describes.
    """
    spans_of_works = {
        value.span for path, value in head.data if path in ("@type", "@graph.@type") and value.value in _WORKS
    }
    for path, value in head.data:
        if value.span not in spans_of_works and _PARTS.isdisjoint(path.lower().split(".")):
            yield path, value
