"""A line of a page, and the kinds of lines."""

from dataclasses import dataclass

from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.html.visible_text import RenderedPiece, SourcePiece

TEXT, ITEM, ROW, CODE, QUOTE, CAPTION, HEADING = "text", "item", "row", "code", "quote", "caption", "heading"
LINE_KINDS = (TEXT, ITEM, ROW, CODE, QUOTE, CAPTION, HEADING)


@dataclass(frozen=True, slots=True, eq=False)
class HtmlLine:
    """A line of a page: its pieces in order, what they say, the block element it stands in, its kind.

    `level` is the depth of a heading; `unit` the number of the element that must stay whole with
    all its lines (a table, a listing), -1 for none; `breaks` counts the `<br>` alone before it;
    `pictures` are the `img` in it and right before it.
    """

    source_pieces: tuple[SourcePiece, ...]
    pieces: tuple[RenderedPiece, ...]
    text: str
    node: Node
    kind: str
    level: int = 0
    unit: int = -1
    br_count: int = 0
    pictures: tuple[Node, ...] = ()

    @property
    def start(self) -> int:
        """Code point of the page where the first visible piece begins."""
        return next(piece.start for piece in self.pieces if piece.new)

    @property
    def end(self) -> int:
        """Code point of the page after the last visible piece."""
        return next(piece.end for piece in reversed(self.pieces) if piece.new)
