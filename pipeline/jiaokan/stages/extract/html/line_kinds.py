"""Find the kind of a line by the elements around it."""

from jiaokan.stages.extract.html.html_line import CAPTION, HEADING, ITEM, QUOTE, TEXT
from jiaokan.stages.extract.html.struck_subtrees import HEADING_TAGS
from jiaokan.stages.extract.html.tree_nodes import Node

_KIND_OF_TAG = {
    "li": ITEM, "dd": ITEM, "dt": ITEM, "blockquote": QUOTE, "q": QUOTE,
    "figcaption": CAPTION, "caption": CAPTION,
}  # fmt: skip
_PLAIN_KIND = (TEXT, 0)


class LineKinds:
    """The kinds of the lines of one page, computed once for each element."""

    def __init__(self) -> None:
        self._kind_of_node: dict[int, tuple[str, int]] = {}

    def find_kind(self, node: Node) -> tuple[str, int]:
        """Return the kind of the lines in an element, and the level of a heading, 0 for others."""
        kind = self._kind_of_node.get(node.number)
        if kind is None:
            parent = node.parent
            kind = _find_kind_of_tag(node.name) or (
                self.find_kind(parent) if parent is not None else _PLAIN_KIND
            )
            self._kind_of_node[node.number] = kind
        return kind


def _find_kind_of_tag(name: str) -> tuple[str, int] | None:
    if name in HEADING_TAGS:
        return HEADING, int(name[1])
    return (_KIND_OF_TAG[name], 0) if name in _KIND_OF_TAG else None
