"""Cut a page into leaf blocks in reading order, each with its place in the tree.

A block is a run of text that no block-level tag or `<br>` interrupts.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from pipeline.edit import Span
from pipeline.extraction.page.elements import BLOCK, BOLD, UNSEEN, VOID
from pipeline.extraction.page.markup import Tag, UnreadableError, scan
from pipeline.extraction.page.nesting import Nesting
from pipeline.extraction.page.parts import Block, Mark, Page, Run

_LONGEST_LINK = 300  # code points of a link; a longer one was never ended
_CARRIED = 8  # pictures that stand before a block and are told with it


# what says where the tags of a page stand
Parser = Callable[[str], Iterable[Tag]]


def parser(name: str) -> Parser:
    """Return a parser by its name in the settings."""
    if name == "bs4":
        from pipeline.extraction.page.soup import scan as heard  # noqa: PLC0415 - 0.2 s, for those who use it

        return heard
    return scan


def read(text: str, limit: int = 1 << 30, parse: Parser = scan, breaks: bool = False) -> Page:
    """Cut the text of a page into blocks; `breaks` says that each line feed parts two of them.

    Raises UnreadableError beyond `limit` blocks and elements.
    """
    builder = _Builder(text, limit, breaks)
    at = 0
    for start, end, name, attributes, closing in parse(text):
        if at < start:
            builder.text(at, start)
        if closing:
            builder.end(name)
        else:
            builder.start(name, attributes, start, end)
        at = end
    if at < len(text):
        builder.text(at, len(text))
    return builder.finish()


def _plain(run: Run, start: int) -> Run:
    """Return a run as one of no link, if it stands after `start`."""
    return run._replace(link=False) if run.start > start else run


class _Builder:
    """The open elements, and the block being filled."""

    def __init__(self, text: str, limit: int, breaks: bool) -> None:
        self.page = text
        self.limit = limit
        self.breaking = breaks
        self.tree = Nesting()
        # open inline elements that say nothing and are not in the stack
        self.bare: defaultdict[str, int] = defaultdict(int)
        self.blocks: list[Block] = []
        self.unseen: list[tuple[Mark, Span]] = []
        self.metas: list[Mark] = []
        self.runs: list[Run] = []
        self.marks: list[Mark] = []
        self.visible = False  # the runs hold more than white space
        self.begun: Mark | None = None  # the element that is not shown, of which nothing is read yet
        self.link: Mark | None = None  # the open link
        self.linked = 0  # size of the stack where it began
        self.length = 0  # code points in it
        self.breaks = 0

    def finish(self) -> Page:
        """Close everything that is open."""
        self._flush()
        self.tree.pop_to(0)
        blocks, elements, ends = tuple(self.blocks), tuple(self.tree.elements), tuple(self.tree.ends)
        return Page(self.page, blocks, elements, ends, tuple(self.unseen), tuple(self.metas))

    def text(self, start: int, end: int) -> None:
        """Put a run of text where it belongs."""
        if self.tree.hidden:
            if self.begun:
                self.unseen.append((self.begun, Span(start, end)))
            return
        if self.breaking or self.tree.places["pre"]:
            while (feed := self.page.find("\n", start, end)) >= 0:
                if start < feed:
                    self._run(start, feed)
                self._break()
                start = feed + 1
        if start < end:
            self._run(start, end)

    def _run(self, start: int, end: int) -> None:
        """Add a stretch of text; white space begins no block, but for the indent of a line of `pre`."""
        places = self.tree.places
        if not self.visible:
            self.visible = not self.page[start:end].isspace()
            if not self.visible and not places["pre"]:
                return
            if self.link and not self.runs and self.link not in self.marks:
                self.marks.append(self.link)
        bold = bool(places["b"] or places["strong"])
        self.runs.append(Run(start, end, self.link is not None, bold))
        if self.link:
            self.length += end - start
            if self.length > _LONGEST_LINK:
                self._unlink(self.link.start)

    def _unlink(self, start: int) -> None:
        """Take back the link that begins at `start`: somebody forgot its end tag."""
        at = len(self.blocks)
        while at and self.blocks[at - 1].runs[-1].start > start:
            at -= 1
            block = self.blocks[at]
            self.blocks[at] = block._replace(runs=tuple(_plain(run, start) for run in block.runs))
        at = len(self.runs)
        while at and self.runs[at - 1].start > start:
            at -= 1
            self.runs[at] = _plain(self.runs[at], start)
        self.link = None

    def _break(self) -> None:
        breaks = self.breaks * (not self.visible)
        self._flush()
        self.breaks = breaks + 1

    def _check(self) -> None:
        if len(self.blocks) + len(self.tree.elements) > self.limit:
            raise UnreadableError(f"the page has more than {self.limit} blocks and elements")

    def _flush(self) -> None:
        """End the block being filled."""
        if self.visible:
            element = self.tree.stack[self.tree.levels[-1]]
            self.blocks.append(Block(tuple(self.runs), element, tuple(self.marks), self.breaks))
            self.tree.block += 1
            self.visible = False
            self.marks.clear()
            self.runs.clear()
            self._check()
        elif self.marks or self.runs:
            self.marks = [mark for mark in self.marks[-_CARRIED:] if mark.name == "img"]
            self.runs.clear()
        self.breaks = 0

    def start(self, name: str, attributes: str, start: int, end: int) -> None:
        """Begin an element; where `name` is empty, pass over a comment."""
        self.begun = None
        if name in BLOCK:
            self._block(Mark(name, attributes, start, end))
        elif name == "br":
            self._break()
        elif name == "a":
            self._link(Mark(name, attributes, start, end))
        elif name == "img":
            self.marks.append(Mark(name, attributes, start, end))
        elif name == "meta":
            self.metas.append(Mark(name, attributes, start, end))
        elif name in BOLD or " id" in attributes or "class" in attributes:
            self._push(name, attributes)
        elif name:
            self.bare[name] += 1

    def _block(self, mark: Mark) -> None:
        self._flush()
        self.tree.imply(mark.name)
        self._unwind()
        if mark.name not in VOID:
            self._push(mark.name, mark.attributes)
            self.begun = mark if mark.name in UNSEEN else None

    def _link(self, mark: Mark) -> None:
        """Begin a link; the one before ends here, since links do not nest."""
        self.link = None
        if "href" in mark.attributes.lower():
            self.link, self.length = mark, 0
            self.linked = len(self.tree.stack)
            self.marks.append(self.link)

    def _push(self, name: str, attributes: str) -> None:
        self.tree.push(name, attributes)
        self._check()

    def _unwind(self) -> None:
        """End the link whose surroundings have ended."""
        if self.link and self.linked > len(self.tree.stack):
            self.link = None

    def end(self, name: str) -> None:
        """End an element, if one of that name is open."""
        self.begun = None
        if name in BLOCK:
            self._flush()
            self.tree.end_block(name)
            self._unwind()
        elif name == "a":
            self.link = None
        elif self.bare[name]:
            self.bare[name] -= 1
        else:
            self.tree.end_inline(name)
            self._unwind()
