"""The parts that a page is cut into."""

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.edit import Span


class Element(NamedTuple):
    """An element of the page, of those that part text or have a name; `first` is its first block."""

    number: int
    name: str
    attributes: str
    parent: int
    depth: int
    first: int


class Run(NamedTuple):
    """A stretch of text inside a block, in code points of the page."""

    start: int
    end: int
    link: bool
    bold: bool


class Mark(NamedTuple):
    """The start tag of a link or picture, or of an element that is not shown; its place in the page."""

    name: str
    attributes: str
    start: int
    end: int


class Block(NamedTuple):
    """A leaf block: its runs in order, its element, and how many `<br>` alone part it from the last."""

    runs: tuple[Run, ...]
    element: int
    marks: tuple[Mark, ...]
    breaks: int

    @property
    def span(self) -> Span:
        """Range of the page from the first run to the last, tags between them included."""
        return Span(self.runs[0].start, self.runs[-1].end)


@dataclass(frozen=True, slots=True)
class Page:
    """A page in blocks.

    `elements` are in the order of their start tags, `ends` says for each which block comes after
    it; `unseen` are the contents of title, script and the like, each with its start tag.
    """

    text: str
    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    ends: tuple[int, ...]
    unseen: tuple[tuple[Mark, Span], ...]
    metas: tuple[Mark, ...]
