"""A line of a page, and the kinds of lines."""

from typing import NamedTuple

from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.html.visible_text import RenderedPiece, SourcePiece

TEXT, ITEM, ROW, CODE, QUOTE, CAPTION, HEADING = "text", "item", "row", "code", "quote", "caption", "heading"
LINE_KINDS = (TEXT, ITEM, ROW, CODE, QUOTE, CAPTION, HEADING)


class HtmlLine(NamedTuple):  # a tuple and no dataclass for speed: a page has hundreds
    """A line of a page.

    `source_pieces` are the parts of the page that it is made of, `pieces` the same as rendered, and
    `text` is the text of the pieces. `start` and `end` are the offsets in the page, in code points, of the
    first and after the last visible piece. `node` is the innermost block element around it. `kind` is one
    of `LINE_KINDS`. `level` is 1 to 6 for a heading, else 0. `unit` is the number of the table or
    listing that is kept or removed as a whole, -1 for none. `br_count` is the number of `<br>`
    between it and the line before. `pictures` are the `img` elements in it and right before it.
    """

    source_pieces: tuple[SourcePiece, ...]
    pieces: tuple[RenderedPiece, ...]
    text: str
    start: int
    end: int
    node: Node
    kind: str
    level: int = 0
    unit: int = -1
    br_count: int = 0
    pictures: tuple[Node, ...] = ()
