"""Cut a page into leaf blocks in reading order, each with its place in the tree.

A block is a run of text that no block-level tag or `<br>` interrupts. Bounds: what is nested
deeper than DEEPEST hangs on the last element within it, as in browsers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.edit import Span
from pipeline.extraction.page.elements import (
    BLOCK,
    ENDS,
    FRAME,
    LOOSE,
    OTHER_WALLS,
    TIGHT,
    UNSEEN,
    VOID,
    WALLS,
)
from pipeline.extraction.page.markup import Token, scan

DEEPEST = 512
_CARRIED = 8  # pictures that stand before a block and are told with it


class Element(NamedTuple):
    """An element of the page; `first` is the number of the first block in it."""

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
    """An inline tag or a picture in a block, at `start` in the page."""

    name: str
    attributes: str
    start: int


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
    unseen: tuple[tuple[Token, Span], ...]
    metas: tuple[Token, ...]


def read(text: str) -> Page:
    """Cut the text of a page into blocks."""
    builder = _Builder(text)
    for token in scan(text):
        builder.take(token)
    return builder.finish()


class _Builder:
    """The stack of open elements, and the block being filled."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.elements = [Element(0, "html", "", 0, 0, 0)]
        self.ends = [0]
        self.stack = [0]
        self.places: dict[str, list[int]] = {"html": [0]}  # where in the stack each name stands
        self.levels = [0]  # where in the stack the blocks stand
        self.blocks: list[Block] = []
        self.unseen: list[tuple[Token, Span]] = []
        self.metas: list[Token] = []
        self.runs: list[Run] = []
        self.marks: list[Mark] = []
        self.visible = False  # the runs hold more than white space
        self.last = Token(0, 0)
        self.link = -1  # number of the open link
        self.hidden = self.overflow = self.breaks = 0

    def take(self, token: Token) -> None:
        """Put one token where it belongs."""
        if not token.name:
            self._text(token)
        elif token.closing:
            self._end(token.name)
        else:
            self._start(token)
        self.last = token

    def finish(self) -> Page:
        """Close everything that is open."""
        self._flush()
        while self.stack:
            self._pop()
        return Page(
            self.text,
            tuple(self.blocks),
            tuple(self.elements),
            tuple(self.ends),
            tuple(self.unseen),
            tuple(self.metas),
        )

    def _text(self, token: Token) -> None:
        if self.hidden:
            if self.last.name in UNSEEN and not self.last.closing:
                self.unseen.append((self.last, Span(token.start, token.end)))
            return
        bold = bool(self.places.get("b") or self.places.get("strong"))
        for start, end in self._lines(token):
            if start > token.start:
                self._break()
            if not self.visible:
                self.visible = not self.text[start:end].isspace()
            self.runs.append(Run(start, end, self.link >= 0, bold))

    def _lines(self, token: Token) -> Iterator[tuple[int, int]]:
        """Yield the lines of a text where line breaks count, else the whole of it."""
        start = token.start
        if self.places.get("pre"):
            while (feed := self.text.find("\n", start, token.end)) >= 0:
                yield start, feed
                start = feed + 1
        yield start, token.end

    def _break(self) -> None:
        breaks = self.breaks * (not self.visible)
        self._flush()
        self.breaks = breaks + 1

    def _flush(self) -> None:
        """End the block being filled."""
        if self.visible:
            block = Block(tuple(self.runs), self.stack[self.levels[-1]], tuple(self.marks), self.breaks)
            self.blocks.append(block)
            self.visible = False
            self.marks.clear()
        self.breaks = 0
        self.runs.clear()
        self.marks = [mark for mark in self.marks[-_CARRIED:] if mark.name == "img"]

    def _start(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._break()
        elif name in BLOCK:
            self._flush()
            self._imply(name)
        elif name == "meta":
            self.metas.append(token)
        if name in VOID:
            if name != "br":
                self.marks.append(Mark(name, token.attributes, token.start))
        elif name not in FRAME:
            self._push(token)

    def _push(self, token: Token) -> None:
        name = token.name
        if len(self.stack) >= DEEPEST:
            self.overflow += 1
            return
        if name == "a":  # links do not nest
            self._end_inline(name)
        at, index = len(self.stack), len(self.elements)
        self.elements.append(Element(index, name, token.attributes, self.stack[-1], at, len(self.blocks)))
        self.ends.append(0)
        self.stack.append(index)
        self.places.setdefault(name, []).append(at)
        self.hidden += name in UNSEEN
        if name in BLOCK:
            self.levels.append(at)
            return
        self.marks.append(Mark(name, token.attributes, token.start))
        if name == "a" and "href" in token.attributes.lower():
            self.link = index

    def _pop(self) -> None:
        index = self.stack.pop()
        name = self.elements[index].name
        self.places[name].pop()
        self.hidden -= name in UNSEEN
        if self.levels and self.levels[-1] == len(self.stack):
            self.levels.pop()
        if self.link == index:
            self.link = -1
        self.ends[index] = len(self.blocks)

    def _nearest(self, names: frozenset[str]) -> int:
        """Return the highest place in the stack of one of `names`, 0 where none is open."""
        found = 0
        for name in names:
            places = self.places.get(name)
            if places and places[-1] > found:
                found = places[-1]
        return found

    def _imply(self, name: str) -> None:
        """End what the start of `name` ends without saying so."""
        if name not in TIGHT and (self.places.get("p") or self.places.get("option")):
            self._pop_all(LOOSE, OTHER_WALLS)
        if kinds := ENDS.get(name):
            self._pop_all(kinds, WALLS[name])

    def _pop_all(self, kinds: frozenset[str], walls: frozenset[str]) -> None:
        """Pop every element of `kinds` that stands above the nearest of `walls`."""
        while (at := self._nearest(kinds)) > self._nearest(walls - kinds):
            self._pop_to(at)

    def _pop_to(self, at: int) -> None:
        while len(self.stack) > at:
            self._pop()

    def _end(self, name: str) -> None:
        if name in BLOCK:
            self._flush()
        if name in FRAME or name in VOID:
            return
        if self.overflow:
            self.overflow -= 1
        elif name not in BLOCK:
            self._end_inline(name)
        elif (places := self.places.get(name)) and places[-1] > self._nearest(WALLS.get(name, OTHER_WALLS)):
            self._pop_to(places[-1])

    def _end_inline(self, name: str) -> None:
        """End an inline element; where blocks begun in it are still open, only its effect ends."""
        places = self.places.get(name)
        if places and places[-1] > self.levels[-1]:
            self._pop_to(places[-1])
        if name == "a":
            self.link = -1
