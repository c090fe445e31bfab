"""What the tree of a page is made of: elements and stretches of text, each with its place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from jiaokan.stages.extract.html.elements import UNSEEN


class Run(NamedTuple):
    """A stretch of text in code points of the page; `link` is the number of its `a` element, -1 for none."""

    start: int
    end: int
    link: int
    bold: bool


# makes a run in half the time that a call of its class takes
made: Callable[[tuple[int, int, int, bool]], Run] = partial(tuple.__new__, Run)


class Node:
    """An element; `start` is where its start tag begins, `end` the place after its end tag.

    Numbers count the start tags, so the descendants of a node are those after it up to `last`.
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

    def __init__(  # the ends of the start tag come bare: a page makes thousands
        self, number: int, name: str, attributes: str, parent: "Node | None", start: int, inner: int
    ) -> None:
        self.number = self.last = number
        self.name = name
        self.attributes = attributes
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.unseen: bool = name in UNSEEN or (parent is not None and parent.unseen)
        self.start = start
        self.inner = self.end = inner
        self.children: list[Node | Run] = []

    def elements(self) -> Iterator["Node"]:
        """Yield the elements right below."""
        for child in self.children:
            if isinstance(child, Node):
                yield child

    def ancestors(self) -> Iterator["Node"]:
        """Yield the element and those above it, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@dataclass(frozen=True, slots=True)
class Tree:
    """A page as a tree; `nodes` and `runs` are in order of the page, the first node is the page itself.

    `unended` are the numbers of links that somebody forgot to end.
    """

    text: str
    nodes: tuple[Node, ...]
    runs: tuple[Run, ...]
    unended: frozenset[int]

    def descendants(self, node: Node) -> tuple[Node, ...]:
        """Return the elements below a node, in order."""
        return self.nodes[node.number + 1 : node.last + 1]

    def is_linked(self, run: Run) -> bool:
        """Tell whether a run of text is part of a link."""
        return run.link >= 0 and run.link not in self.unended
