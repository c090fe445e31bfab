"""What the head of a page of HTML and its data scripts state, as the finders of metadata receive it."""

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
    """The title element, the meta elements by lower-case name, and the strings of data scripts.

    `data` holds the strings of JSON-LD, `state` those of scripts such as `__NEXT_DATA__`; both as
    (path, string) in order, the path being the keys joined by ".". `times` are the `time` elements
    with a date, `links` the addresses of link elements by their relation, `scripts` those of a page of
    WeChat, `names` the elements whose class says author or account.
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

# what hangs on an article in data scripts and has authors and days of its own
_PARTS = frozenset(
    (
        "review", "reviews", "comment", "comments", "itemreviewed", "workexample", "ispartof", "haspart",
        "about", "mentions", "mainentityofpage", "acceptedanswer", "suggestedanswer",
        "itemlistelement", "relatedlink",
    )
)  # fmt: skip
_WORKS = frozenset(
    ("Book", "Product", "Movie", "TVSeries", "MusicAlbum", "SoftwareApplication", "VideoGame", "Course")
)  # what pages describe


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
