"""The parts of the tree of a page: elements and text runs with their offsets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from jiaokan.stages.extract.html.elements import UNSEEN_TAGS


class TextRun(NamedTuple):
    """A text run: half-open offsets in code points of the page.

    `link` is the number of the `a` element around it, -1 for none.
    """

    start: int
    end: int
    link: int
    is_bold: bool


# takes half the time of a call of the class
make_text_run: Callable[[tuple[int, int, int, bool]], TextRun] = partial(tuple.__new__, TextRun)


class Node:
    """An element.

    `start` is the offset of its start tag, `inner` the offset after it, `end` the offset after its end
    tag, in code points of the page. Nodes are numbered in the order of their start tags, so the
    descendants of a node are the nodes after it up to the number `last`.
    """

    __slots__ = (
        "attributes",
        "children",
        "depth",
        "end",
        "inner",
        "last",
        "name",
        "number",
        "parent",
        "start",
        "unseen",
    )

    def __init__(  # two numbers for the start tag, no Span: a page has thousands of elements
        self, number: int, name: str, attributes: str, parent: "Node | None", start: int, inner: int
    ) -> None:
        self.number = self.last = number
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.unseen: bool = name in UNSEEN_TAGS or (parent is not None and parent.unseen)
        self.start = start
        self.inner = self.end = inner
        self.children: list[Node | TextRun] = []

    def iter_child_elements(self) -> Iterator["Node"]:
        """Yield the child elements."""
        for child in self.children:
            if isinstance(child, Node):
                yield child

    def iter_ancestors(self) -> Iterator["Node"]:
        """Yield the element itself and its ancestors, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@dataclass(frozen=True, slots=True)
class PageTree:
    """A page as a tree.

    `nodes` and `runs` are in page order. The first node is the page itself. `unended_links` are the
    numbers of links that have lost their end tag.
    """

    text: str
    nodes: tuple[Node, ...]
    runs: tuple[TextRun, ...]
    unended_links: frozenset[int]

    def list_descendants(self, node: Node) -> tuple[Node, ...]:
        """Return the descendants of a node, in page order."""
        return self.nodes[node.number + 1 : node.last + 1]

    def is_linked(self, run: TextRun) -> bool:
        """Tell whether a text run is part of a link."""
        return run.link >= 0 and run.link not in self.unended_links
