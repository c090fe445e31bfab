"""Cut a page into leaf blocks in reading order, each with its place in the tree.

A block is a run of text that no block-level tag or `<br>` interrupts. Bounds: what is nested
deeper than DEEPEST hangs on the last element within it, as in browsers.
"""

from pipeline.edit import Span
from pipeline.extraction.page.elements import (
    BLOCK,
    BOLD,
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


class TooLongError(ValueError):
    """The page has more parts than are looked at; the message says how many."""


def read(text: str, limit: int = 1 << 30) -> Page:
    """Cut the text of a page into blocks; raises TooLongError beyond `limit` blocks and elements."""
    builder = _Builder(text)
    for token in scan(text):
        builder.take(token)
        if len(builder.blocks) + len(builder.elements) > limit:
            raise TooLongError(f"the page has more than {limit} blocks and elements")
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
        self.bare: dict[str, int] = {}  # open inline elements that say nothing and are not in the stack
        self.blocks: list[Block] = []
        self.unseen: list[tuple[Token, Span]] = []
        self.metas: list[Token] = []
        self.runs: list[Run] = []
        self.marks: list[Mark] = []
        self.visible = False  # the runs hold more than white space
        self.last = Token(0, 0)
        self.link: Mark | None = None  # the open link
        self.linked = 0  # size of the stack where it began
        self.hidden = self.overflow = self.breaks = 0

    def take(self, token: Token) -> None:
        """Put one token where it belongs."""
        if not token.name:
            self._text(token.start, token.end)
        elif token.closing:
            self._end(token.name)
        else:
            self._start(token)
        self.last = token

    def finish(self) -> Page:
        """Close everything that is open."""
        self._flush()
        self._pop_to(0)
        blocks, elements, ends = tuple(self.blocks), tuple(self.elements), tuple(self.ends)
        return Page(self.text, blocks, elements, ends, tuple(self.unseen), tuple(self.metas))

    def _text(self, start: int, end: int) -> None:
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
            if self.link and not self.runs and self.link not in self.marks:
                self.marks.append(self.link)
        bold = bool(self.places.get("b") or self.places.get("strong"))
        self.runs.append(Run(start, end, self.link is not None, bold))

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
        elif self.marks:
            self.marks = [mark for mark in self.marks[-_CARRIED:] if mark.name == "img"]
        self.breaks = 0
        self.runs.clear()

    def _start(self, token: Token) -> None:
        name = token.name
        if name in BLOCK:
            self._flush()
            self._imply(name)
            if name not in VOID:
                self._push(token)
        elif name == "br":
            self._break()
        elif name == "a":
            self._link(token)
        elif name == "img":
            self.marks.append(Mark(name, token.attributes, token.start))
        elif name == "meta":
            self.metas.append(token)
        elif name in BOLD or " id" in token.attributes or "class" in token.attributes:
            self._push(token)
        else:
            self.bare[name] = self.bare.get(name, 0) + 1

    def _link(self, token: Token) -> None:
        """Begin a link; the one before ends here, since links do not nest."""
        self.link = None
        if "href" in token.attributes.lower():
            self.link = Mark(token.name, token.attributes, token.start)
            self.linked = len(self.stack)
            self.marks.append(self.link)

    def _push(self, token: Token) -> None:
        name, at = token.name, len(self.stack)
        if name in VOID or name in FRAME:
            return
        if at >= DEEPEST:
            self.overflow += 1
            return
        number = len(self.elements)
        self.elements.append(Element(number, name, token.attributes, self.stack[-1], at, len(self.blocks)))
        self.ends.append(0)
        self.stack.append(number)
        self.places.setdefault(name, []).append(at)
        if name in BLOCK:
            self.levels.append(at)
            self.hidden += name in UNSEEN

    def _pop_to(self, at: int) -> None:
        """End the elements that stand at `at` and above."""
        while len(self.stack) > at:
            number = self.stack.pop()
            name = self.elements[number].name
            self.places[name].pop()
            self.hidden -= name in UNSEEN
            self.ends[number] = len(self.blocks)
        while self.levels and self.levels[-1] >= at:
            self.levels.pop()
        if self.link and self.linked > at:
            self.link = None

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
        """End every element of `kinds` that stands above the nearest of `walls`."""
        while (at := self._nearest(kinds)) > self._nearest(walls - kinds):
            self._pop_to(at)

    def _end(self, name: str) -> None:
        if name in BLOCK:
            self._flush()
            self._end_block(name)
        elif name == "a":
            self.link = None
        elif self.bare.get(name):
            self.bare[name] -= 1
        elif (places := self.places.get(name)) and places[-1] > self.levels[-1]:
            self._pop_to(places[-1])

    def _end_block(self, name: str) -> None:
        if self.overflow:
            self.overflow -= 1
        elif (places := self.places.get(name)) and places[-1] > self._nearest(WALLS.get(name, OTHER_WALLS)):
            self._pop_to(places[-1])
