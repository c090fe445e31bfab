"""Build the tree of a page. Every element and every text run keeps its offsets in the page.

Elements are opened and closed as in browsers. What is nested deeper than `MAX_DEPTH` becomes a child
of the last element above that depth.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from jiaokan.stages.extract.html.elements import (
    BLOCK_TAGS,
    DEFAULT_SCOPE_LIMITS,
    ENDED_BY_BLOCK,
    ENDED_BY_START,
    FRAME_TAGS,
    NON_CLOSING_BLOCK_TAGS,
    SCOPE_LIMITS,
    VOID_TAGS,
)
from jiaokan.stages.extract.html.tokenizer import Tag, UnreadableError, scan_tags
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree
from jiaokan.stages.extract.html.visible_text import NO_RULE, SourcePiece, make_source_piece

MAX_DEPTH = 256
MAX_LINK_CHARS = 300  # code points; a longer link has lost its end tag

# returns the tags of a page with their offsets
TagScanner = Callable[[str], Iterable[Tag]]


def choose_tag_scanner(name: str) -> TagScanner:
    """Return the tag scanner for a value of the setting `parser`."""
    if name == "bs4":
        from jiaokan.stages.extract.html.bs4_tokenizer import scan_tags_with_soup  # noqa: PLC0415 - takes 0.2 s

        return scan_tags_with_soup
    return scan_tags


def build_tree(text: str, limit: int = 1 << 30, scan: TagScanner = scan_tags) -> PageTree:
    """Build the tree of a page.

    Args:
        text: the page.
        limit: the largest number of elements and text runs.
        scan: finds the tags.

    Raises:
        UnreadableError: the page has more than `limit` elements and text runs.

    >>> [(node.name, node.start, node.end) for node in build_tree("<p>一<p>二</p>").nodes]
    [('html', 0, 12), ('p', 0, 4), ('p', 4, 12)]
    """
    builder = _TreeBuilder()
    position = 0
    for start, end, name, attributes, is_end_tag in scan(text):
        if position < start:
            builder.add_text(position, start)
        if is_end_tag:
            builder.end_element(name, start, end)
        elif name:
            builder.start_element(name, attributes, start, end)
        if len(builder.nodes) + len(builder.runs) > limit:
            raise UnreadableError(f"the page has more than {limit} elements and stretches of text")
        position = end
    if position < len(text):
        builder.add_text(position, len(text))
    builder.pop_to(0, len(text))
    return PageTree(text, tuple(builder.nodes), tuple(builder.list_runs()))


class _TreeBuilder:
    """The tree so far, and the stack of open elements."""

    def __init__(self) -> None:
        root = Node(0, "html", "", None, (0, 0, 0))
        self.nodes = [root]
        self.runs: list[SourcePiece] = []
        self.unended_links: set[int] = set()
        self.stack = [root]
        self.places_of_name: defaultdict[str, list[int]] = defaultdict(list)  # indexes in the stack, by name
        self.places_of_name["html"].append(0)
        self.bold = self.places_of_name["b"], self.places_of_name["strong"]
        self.loosely_ended = self.places_of_name["p"], self.places_of_name["option"]
        self.block_places = [0]  # indexes of the blocks in the stack
        self.overflow_blocks = 0  # number of open blocks that are nested too deep
        self.link = -1  # number of the open link, -1 for none
        self.link_depth = 0  # size of the stack at its start tag
        self.link_chars = 0  # code points of its text so far

    def add_text(self, start: int, end: int) -> None:
        """Add a text run to the innermost open element."""
        top = self.stack[-1]
        weak, strong = self.bold
        if self.link >= 0:
            self.link_chars += end - start
            if self.link_chars > MAX_LINK_CHARS:
                self.unended_links.add(self.link)
                self.link = -1
        link, is_bold = -1 if top.unseen else self.link, bool(weak or strong)
        self.runs.append(make_source_piece((start, end, link, is_bold, None, NO_RULE)))

    def list_runs(self) -> list[SourcePiece]:
        """Return the text runs, those of links that have lost their end tag without a link."""
        unended = self.unended_links
        return (
            [run._replace(link=-1) if run.link in unended else run for run in self.runs]
            if unended
            else self.runs
        )

    def start_element(self, name: str, attributes: str, start: int, inner: int) -> None:
        """Open an element, and close the elements that its start tag closes by implication."""
        if name in BLOCK_TAGS:
            self._end_implied(name, start)
            self._end_link_outside()
        elif name == "a":
            self.link = -1
            self._end_inline("a", start, start)
        if name in FRAME_TAGS:
            return
        node = Node(len(self.nodes), name, attributes, self.stack[-1], (start, inner, len(self.runs)))
        self.nodes.append(node)
        if name == "a" and "href" in attributes.lower():
            self.link, self.link_chars, self.link_depth = node.number, 0, len(self.stack)
        if name in VOID_TAGS:
            return
        if len(self.stack) >= MAX_DEPTH:
            self.overflow_blocks += name in BLOCK_TAGS
            return
        self.places_of_name[name].append(len(self.stack))
        if name in BLOCK_TAGS:
            self.block_places.append(len(self.stack))
        self.stack.append(node)

    def end_element(self, name: str, start: int, end: int) -> None:
        """Close the innermost open element of a name, unless a scope limit is between.

        As in browsers, `</br>` is a line break.
        """
        is_block = name in BLOCK_TAGS
        if name == "a":
            self.link = -1
        if name == "br":
            self.start_element(name, "", start, end)
        elif name == self.stack[-1].name and not (is_block and self.overflow_blocks):
            self._end_innermost(end)
        elif is_block:
            self._end_block(name, start, end)
        else:
            self._end_inline(name, start, end)
        self._end_link_outside()

    def pop_to(self, size: int, end: int) -> None:
        """Close the elements from index `size` of the stack on, at the offset `end`."""
        last, end_run = len(self.nodes) - 1, len(self.runs)
        for node in self.stack[size:]:
            node.end, node.last, node.end_run = end, last, end_run
            if size:
                self.places_of_name[node.name].pop()
        del self.stack[size:]
        levels = self.block_places
        while levels and levels[-1] >= size:
            levels.pop()

    def _end_innermost(self, end: int) -> None:
        """Close the innermost open element, as most end tags do; the page itself stays open."""
        if (size := len(self.stack) - 1) == 0:
            return
        node = self.stack.pop()
        node.end, node.last, node.end_run = end, len(self.nodes) - 1, len(self.runs)
        self.places_of_name[node.name].pop()
        if self.block_places[-1] == size:
            self.block_places.pop()

    def _end_link_outside(self) -> None:
        """End the open link when the element around it is closed."""
        if self.link >= 0 and self.link_depth > len(self.stack):
            self.link = -1

    def _end_implied(self, name: str, position: int) -> None:
        paragraphs, options = self.loosely_ended
        if (paragraphs or options) and name not in NON_CLOSING_BLOCK_TAGS:
            self._pop_all(ENDED_BY_BLOCK, DEFAULT_SCOPE_LIMITS, position)
        if kinds := ENDED_BY_START.get(name):
            self._pop_all(kinds, SCOPE_LIMITS[name], position)

    def _end_block(self, name: str, start: int, end: int) -> None:
        if self.overflow_blocks:
            self.overflow_blocks -= 1
        elif (places := self.places_of_name[name]) and places[-1] > self._find_nearest(
            SCOPE_LIMITS.get(name, DEFAULT_SCOPE_LIMITS)
        ):
            self._pop_at(places[-1], start, end)

    def _end_inline(self, name: str, start: int, end: int) -> None:
        if (places := self.places_of_name[name]) and places[-1] > self.block_places[-1]:
            self._pop_at(places[-1], start, end)

    def _pop_at(self, place: int, start: int, end: int) -> None:
        """Close the element at an index of the stack by its end tag, and first the elements in it."""
        node = self.stack[place]
        self.pop_to(place, start)
        node.end = end

    def _find_nearest(self, names: frozenset[str]) -> int:
        """Return the highest index in the stack of one of `names`, 0 where none is open."""
        nearest = 0
        for name in names:
            if (places := self.places_of_name[name]) and places[-1] > nearest:
                nearest = places[-1]
        return nearest

    def _pop_all(self, kinds: frozenset[str], limits: frozenset[str], position: int) -> None:
        """Close every open element of `kinds` inside the nearest of `limits`."""
        while (place := self._find_nearest(kinds)) and place > self._find_nearest(limits):
            self.pop_to(place, position)
