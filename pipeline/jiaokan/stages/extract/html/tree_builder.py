"""Build the tree of a page: every element and every stretch of text keeps its place in the page.

Open elements are kept as browsers do. What is nested deeper than DEEPEST hangs on the last element
within it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from jiaokan.stages.extract.html.elements import BLOCK, ENDS, FRAME, LOOSE, OTHER_WALLS, TIGHT, VOID, WALLS
from jiaokan.stages.extract.html.tokenizer import Tag, UnreadableError, scan
from jiaokan.stages.extract.html.tree_nodes import Node, Run, Tree, made

DEEPEST = 256
MAX_LINK_CHARS = 300  # code points of a link; a longer one was never ended

# what says where the tags of a page stand
Parser = Callable[[str], Iterable[Tag]]


def parser(name: str) -> Parser:
    """Return a parser by its name in the settings."""
    if name == "bs4":
        from jiaokan.stages.extract.html.bs4_tokenizer import scan as heard  # noqa: PLC0415 - 0.2 s, for those who use it

        return heard
    return scan


def build_tree(text: str, limit: int = 1 << 30, parse: Parser = scan) -> Tree:
    """Build the tree of the text of a page.

    Raises:
        UnreadableError: the page has more than `limit` elements and stretches of text.
    """
    builder = _Builder()
    at = 0
    for start, end, name, attributes, closing in parse(text):
        if at < start:
            builder.add_text(at, start)
        if closing:
            builder.end_element(name, start, end)
        elif name:
            builder.start_element(name, attributes, start, end)
        if len(builder.nodes) + len(builder.runs) > limit:
            raise UnreadableError(f"the page has more than {limit} elements and stretches of text")
        at = end
    if at < len(text):
        builder.add_text(at, len(text))
    builder.pop_to(0, len(text))
    return Tree(text, tuple(builder.nodes), tuple(builder.runs), frozenset(builder.unended))


class _Builder:
    """The open elements of a page that is being read."""

    def __init__(self) -> None:
        root = Node(0, "html", "", None, 0, 0)
        self.nodes = [root]
        self.runs: list[Run] = []
        self.unended: set[int] = set()
        self.stack = [root]
        self.places: defaultdict[str, list[int]] = defaultdict(list)  # where in the stack each name stands
        self.places["html"].append(0)
        self.bold = self.places["b"], self.places["strong"]
        self.loose = self.places["p"], self.places["option"]
        self.levels = [0]  # where in the stack the blocks stand
        self.overflow = 0  # open blocks that are nested too deep
        self.link = -1  # number of the open link
        self.link_depth = 0  # size of the stack where it began
        self.link_chars = 0

    def add_text(self, start: int, end: int) -> None:
        """Hang a stretch of text on the innermost open element."""
        top = self.stack[-1]
        weak, strong = self.bold
        if self.link >= 0:
            self.link_chars += end - start
            if self.link_chars > MAX_LINK_CHARS:
                self.unended.add(self.link)
                self.link = -1
        run = made((start, end, -1 if top.unseen else self.link, bool(weak or strong)))
        self.runs.append(run)
        top.children.append(run)

    def start_element(self, name: str, attributes: str, start: int, inner: int) -> None:
        """Begin an element, and end what its start ends without saying so."""
        if name in BLOCK:
            self._end_implied(name, start)
            self._end_link_outside()
        elif name == "a":
            self.link = -1
            self._end_inline("a", start, start)
        if name in FRAME:
            return
        above = self.stack[-1]
        node = Node(len(self.nodes), name, attributes, above, start, inner)
        self.nodes.append(node)
        above.children.append(node)
        if name == "a" and "href" in attributes.lower():
            self.link, self.link_chars, self.link_depth = node.number, 0, len(self.stack)
        if name in VOID:
            return
        if len(self.stack) >= DEEPEST:
            self.overflow += name in BLOCK
            return
        self.places[name].append(len(self.stack))
        if name in BLOCK:
            self.levels.append(len(self.stack))
        self.stack.append(node)

    def end_element(self, name: str, start: int, end: int) -> None:
        """End the innermost element of a name, if one is open and no wall stands before it."""
        if name in BLOCK:
            self._end_block(name, start, end)
        else:
            if name == "a":
                self.link = -1
            self._end_inline(name, start, end)
        self._end_link_outside()

    def pop_to(self, size: int, at: int) -> None:
        """End the elements from place `size` of the stack on, at code point `at` of the page."""
        last = len(self.nodes) - 1
        for node in self.stack[size:]:
            node.end, node.last = at, last
            if size:
                self.places[node.name].pop()
        del self.stack[size:]
        levels = self.levels
        while levels and levels[-1] >= size:
            levels.pop()

    def _end_link_outside(self) -> None:
        """End the link whose surroundings have ended."""
        if self.link >= 0 and self.link_depth > len(self.stack):
            self.link = -1

    def _end_implied(self, name: str, at: int) -> None:
        paragraphs, options = self.loose
        if (paragraphs or options) and name not in TIGHT:
            self._pop_all(LOOSE, OTHER_WALLS, at)
        if kinds := ENDS.get(name):
            self._pop_all(kinds, WALLS[name], at)

    def _end_block(self, name: str, start: int, end: int) -> None:
        if self.overflow:
            self.overflow -= 1
        elif places := self.places[name]:
            innermost = places[-1] == len(self.stack) - 1
            if innermost or places[-1] > self._nearest(WALLS.get(name, OTHER_WALLS)):
                self._pop_at(places[-1], start, end)

    def _end_inline(self, name: str, start: int, end: int) -> None:
        if (places := self.places[name]) and places[-1] > self.levels[-1]:
            self._pop_at(places[-1], start, end)

    def _pop_at(self, place: int, start: int, end: int) -> None:
        """End the element at a place of the stack by its own end tag, and those in it before that."""
        node = self.stack[place]
        self.pop_to(place, start)
        node.end = end

    def _nearest(self, names: frozenset[str]) -> int:
        """Return the highest place in the stack of one of `names`, 0 where none is open."""
        return max((places[-1] for name in names if (places := self.places[name])), default=0)

    def _pop_all(self, kinds: frozenset[str], walls: frozenset[str], at: int) -> None:
        """End every element of `kinds` that stands above the nearest of `walls`."""
        while (place := self._nearest(kinds)) and place > self._nearest(walls):
            self.pop_to(place, at)
