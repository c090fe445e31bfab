"""What the head of a page of HTML and its data scripts state, as the finders of metadata receive it."""

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
