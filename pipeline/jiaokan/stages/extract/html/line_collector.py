"""Collect the lines of a page of HTML in its order."""

import re

from jiaokan.stages.extract.html.html_line import CODE, HtmlLine
from jiaokan.stages.extract.html.line_kinds import LineKinds
from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.html.visible_text import RenderedPiece, SourcePiece, join_pieces
from jiaokan.text.unicode_ranges import BLANK_CHARS, CONTROLS, INVISIBLE

_MAX_PICTURES = 8  # pictures directly before a line that are kept with it
_VISIBLE_CHAR = re.compile(f"[^{BLANK_CHARS}{INVISIBLE}{CONTROLS}\\n]")


class LineCollector:
    """The lines so far, and the pieces of the line that is not complete yet."""

    def __init__(self) -> None:
        self.lines: list[HtmlLine] = []
        self.sources: list[SourcePiece] = []
        self.has_text = False  # whether the pieces hold more than white space
        self.pictures: list[Node] = []  # those since the last line
        self.br_count = 0  # <br> since the last visible text
        self.line_kinds = LineKinds()

    def add_replacement(self, start: int, end: int, new: str, rule: str) -> None:
        """Add the text that replaces a piece of markup; it counts as text even where it is a blank.

        Args:
            start: Code point of the page where the markup begins.
            end: Code point behind it.
            new: The text.
            rule: Rule of the edit.
        """
        self.sources.append(SourcePiece(start, end, new=new, rule=rule))
        self.has_text = True

    def take_sources(self) -> tuple[SourcePiece, ...]:
        """Return the pieces of the line so far, and begin another line."""
        sources = tuple(self.sources)
        self.sources.clear()
        self.has_text = False
        return sources

    def add_line(
        self,
        sources: tuple[SourcePiece, ...],
        pieces: tuple[RenderedPiece, ...],
        node: Node,
        kind: str = "",
        unit: int = -1,
    ) -> None:
        """Add a line if it holds a visible character.

        Args:
            sources: The pieces of the page that the line is made of.
            pieces: The pieces of its text.
            node: The element that holds it.
            kind: Kind of the line; "" to find it from the element.
            unit: Number of the table or listing that it is part of, -1 for none.
        """
        text = join_pieces(pieces)
        if not _VISIBLE_CHAR.search(text):
            self.forget_far_pictures()
            return
        line_kind, level = (kind, 0) if kind else self.line_kinds.find_kind(node)
        pictures = tuple(self.pictures[-_MAX_PICTURES:]) if kind != CODE else ()
        visible = [piece for piece in pieces if piece.new]
        start, end = visible[0].start, visible[-1].end
        self.lines.append(
            HtmlLine(sources, pieces, text, start, end, node, line_kind, level, unit, self.br_count, pictures)
        )
        self.pictures.clear()
        self.br_count = 0

    def forget_far_pictures(self) -> None:
        """Keep only the last _MAX_PICTURES of the pictures since the last line."""
        del self.pictures[:-_MAX_PICTURES]
