"""The parts of the tree of a page: elements and text runs with their offsets."""

from collections.abc import Iterator
from dataclasses import dataclass

from jiaokan.stages.extract.html.element_names import find_element_names
from jiaokan.stages.extract.html.elements import UNSEEN_TAGS
from jiaokan.stages.extract.html.visible_text import SourcePiece


class Node:
    """An element.

    `start` is the offset of its start tag, `inner` the offset after it, `end` the offset after its end
    tag, in code points of the page. Nodes are numbered in the order of their start tags, so the
    descendants of a node are the nodes after it up to the number `last`. The text below it is in the
    runs of the page from `first_run` up to `end_run` (half-open). `names` are its classes, ids and item
    properties, separated by spaces.

    A node knows its parent, and the page its nodes. So a page has no reference cycles, and its nodes are
    freed without the garbage collector.
    """

    __slots__ = (
        "attributes",
        "depth",
        "end",
        "end_run",
        "first_run",
        "inner",
        "last",
        "name",
        "names",
        "number",
        "parent",
        "start",
        "unseen",
    )

    def __init__(  # numbers for the start tag, no Span: a page has thousands of elements
        self, number: int, name: str, attributes: str, parent: "Node | None", place: tuple[int, int, int]
    ) -> None:
        self.number = self.last = number
        self.name = name
        self.attributes = attributes
        self.names = find_element_names(attributes) if attributes else ""
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.unseen: bool = name in UNSEEN_TAGS or (parent is not None and parent.unseen)
        self.start, inner, first_run = place
        self.inner = self.end = inner
        self.first_run = self.end_run = first_run

    def iter_ancestors(self) -> Iterator["Node"]:
        """Yield the element itself and its ancestors, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@dataclass(frozen=True, slots=True)
class PageTree:
    """A page as a tree.

    `nodes` and `runs` are in page order. The first node is the page itself. A text run is a piece of source
    that is rendered as it stands, without a replacement.
    """

    text: str
    nodes: tuple[Node, ...]
    runs: tuple[SourcePiece, ...]

    def list_descendants(self, node: Node) -> tuple[Node, ...]:
        """Return the descendants of a node, in page order."""
        return self.nodes[node.number + 1 : node.last + 1]

    def iter_child_elements(self, node: Node) -> Iterator[Node]:
        """Yield the child elements of a node, in page order."""
        number = node.number + 1
        while number <= node.last:
            child = self.nodes[number]
            yield child
            number = child.last + 1

    def iter_children(self, node: Node) -> Iterator[Node | SourcePiece]:
        """Yield the child elements and the text runs directly in a node, in page order."""
        at, number = node.first_run, node.number + 1
        while number <= node.last:
            child = self.nodes[number]
            if at < child.first_run:
                yield from self.runs[at : child.first_run]
            yield child
            at, number = child.end_run, child.last + 1
        if at < node.end_run:
            yield from self.runs[at : node.end_run]

    def list_own_runs(self, node: Node) -> list[SourcePiece]:
        """Return the text runs directly in a node, in page order."""
        return [child for child in self.iter_children(node) if not isinstance(child, Node)]
