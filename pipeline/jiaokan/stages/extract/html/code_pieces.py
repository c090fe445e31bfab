"""Collect the text of a listing of code from its markup."""

from jiaokan.stages.extract.html.struck_subtrees import ElementGrounds
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree
from jiaokan.stages.extract.html.visible_text import BREAK_RULE, SourcePiece
from jiaokan.stages.extract.html.whole_units import is_between_rows

_CODE_LINE_TAGS = frozenset({"div", "p", "li", "tr"})


def collect_code_pieces(tree: PageTree, grounds: ElementGrounds, node: Node) -> list[SourcePiece]:
    """Return the text of a listing.

    Line numbers and buttons are left out. An element that holds a line of code becomes a line feed
    and its text.
    """
    collector = _CodeCollector(tree, grounds)
    collector.collect(node)
    return collector.sources


class _CodeCollector:
    """The pieces of a listing so far."""

    def __init__(self, tree: PageTree, grounds: ElementGrounds) -> None:
        self.tree = tree
        self.grounds = grounds
        self.sources: list[SourcePiece] = []

    def collect(self, node: Node) -> None:
        """Add the text below an element."""
        for child in self.tree.iter_children(node):
            if not isinstance(child, Node):
                layout = is_between_rows(node) and self.tree.text[child.start : child.end].isspace()
                if not layout:
                    self.sources.append(SourcePiece(child.start, child.end))
            elif child.name == "br":
                self.sources.append(SourcePiece(child.start, child.end, new="\n", rule=BREAK_RULE))
            elif child.number not in self.grounds.never_text and not child.unseen:
                if child.name in _CODE_LINE_TAGS or (child.name == "pre" and node.name == "div"):
                    self._start_code_line(child)
                self.collect(child)

    def _start_code_line(self, box: Node) -> None:
        """Add a line feed before an element that holds a line of code, unless the text so far ends in one."""
        last = next(
            (
                source
                for source in reversed(self.sources)
                if source.new is not None or source.end > source.start
            ),
            None,
        )
        ended = last is None or (last.new or self.tree.text[last.start : last.end]).endswith("\n")
        if not ended:
            self.sources.append(SourcePiece(box.start, box.inner, new="\n", rule=BREAK_RULE))
