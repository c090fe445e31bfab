"""Cut a page into leaf blocks in reading order, each with its place in the tree.

A block is a run of text that no block-level tag or `<br>` interrupts. Bounds: what is nested
deeper than DEEPEST hangs on the last element within it, as in browsers.
"""

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
from pipeline.extraction.page.parts import Block, Element, Mark, Page, Run

DEEPEST = 512
_CARRIED = 8  # pictures that stand before a block and are told with it


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
        start, end = token.start, token.end
        if self.hidden:
            if self.last.name in UNSEEN and not self.last.closing:
                self.unseen.append((self.last, Span(start, end)))
            return
        if self.places.get("pre"):
            while (feed := self.text.find("\n", start, end)) >= 0:
                self._run(start, feed)
                self._break()
                start = feed + 1
        self._run(start, end)

    def _run(self, start: int, end: int) -> None:
        """Add a stretch of text; white space begins no block, but for the indent of a line of `pre`."""
        if not self.visible:
            self.visible = not self.text[start:end].isspace()
            if not self.visible and not self.places.get("pre"):
                return
        bold = bool(self.places.get("b") or self.places.get("strong"))
        self.runs.append(Run(start, end, self.link >= 0, bold))

    def _break(self) -> None:
        breaks = self.breaks * (not self.visible)
        self._flush()
        self.breaks = breaks + 1

    def _flush(self) -> None:
        """End the block being filled."""
        breaks, self.breaks = self.breaks, 0
        if self.visible:
            block = Block(tuple(self.runs), self.stack[self.levels[-1]], tuple(self.marks), breaks)
            self.blocks.append(block)
            self.visible = False
            self.marks.clear()
        elif self.marks:
            self.marks = [mark for mark in self.marks[-_CARRIED:] if mark.name == "img"]
        self.runs.clear()

    def _start(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._break()
        elif name in BLOCK:
            self._flush()
            self._imply(name)
        elif name == "meta":
            self.metas.append(token)
        elif name == "img":
            self.marks.append(Mark(name, token.attributes, token.start))
        if name in VOID:
            return
        if name not in FRAME:
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
        elif name == "a":
            self.marks.append(Mark(name, token.attributes, token.start))
            if "href" in token.attributes.lower():
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
