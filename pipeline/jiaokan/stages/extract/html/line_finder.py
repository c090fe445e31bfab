"""Cut a page into lines in reading order, units whole: a listing, a table row, a formula, a heading.

A line is a stretch of text that no block-level element or `<br>` interrupts; a listing is one line
with line feeds in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jiaokan.stages.extract.html.elements import BLOCK_TAGS
from jiaokan.stages.extract.html.html_line import CAPTION, CODE, HEADING, ITEM, QUOTE, ROW, TEXT, HtmlLine
from jiaokan.stages.extract.html.struck_subtrees import HEADING_TAGS, ElementGrounds
from jiaokan.stages.extract.html.tex_formulas import find_formula, has_formulas, is_drawn_again, may_draw
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree, TextRun
from jiaokan.stages.extract.html.visible_text import (
    BREAK_RULE,
    FORMULA_RULE,
    NO_RULE,
    RenderedPiece,
    SourcePiece,
    join_pieces,
    made,
    render_code,
    render_line,
)
from jiaokan.stages.extract.html.whole_units import (
    find_data_rows,
    is_between_rows,
    is_code_element,
    keeps_line_feeds,
)
from jiaokan.text.unicode_ranges import BLANK_CHARS, CONTROLS, INVISIBLE

_KIND_OF_TAG = {
    "li": ITEM, "dd": ITEM, "dt": ITEM, "blockquote": QUOTE, "q": QUOTE,
    "figcaption": CAPTION, "caption": CAPTION,
}  # fmt: skip
_MAX_PICTURES = 8  # pictures that stand before a line and are told with it
_CODE_LINE_TAGS = frozenset({"div", "p", "li", "tr"})
_PLAIN_KIND = (TEXT, 0)
_VISIBLE_CHAR = re.compile(f"[^{BLANK_CHARS}{INVISIBLE}{CONTROLS}\\n]")


@dataclass(frozen=True, slots=True)
class VisibleLines:
    """The lines of a page that hold anything visible, and the elements that draw a formula again."""

    lines: tuple[HtmlLine, ...]
    repeated_formulas: tuple[Node, ...]


def find_lines(tree: PageTree, struck: ElementGrounds, breaks: bool = False) -> VisibleLines:
    """Cut a page into lines; `breaks` says that each line feed parts two."""
    finder = _LineFinder(tree, struck, breaks)
    finder.visit_children(tree.nodes[0])
    finder.end_line()
    return VisibleLines(tuple(finder.lines), tuple(finder.repeated))


class _LineFinder:
    """The line being filled, and those before it."""

    def __init__(self, tree: PageTree, struck: ElementGrounds, breaks: bool) -> None:
        self.tree = tree
        self.struck = struck
        self.lines: list[HtmlLine] = []
        self.repeated: list[Node] = []  # what draws a formula whose TeX stands elsewhere
        self.atoms: list[SourcePiece] = []
        self.pictures: list[Node] = []
        self.block = tree.nodes[0]  # the innermost block element
        self.formulas = has_formulas(tree.text)
        self.feeds = breaks  # line feeds are line breaks here
        self.breaks = 0  # <br> since the last visible text
        self.cell = False  # inside a cell of a row of data
        self.kinds: dict[int, tuple[str, int]] = {}

    def visit_children(self, node: Node) -> None:
        """Walk the children of a node."""
        for child in node.children:
            if isinstance(child, TextRun):
                self._add_text(child, node)
            elif not self._handle_element(child):
                self._enter_element(child)

    def end_line(self) -> None:
        """End the line being filled; in a cell of a row it only parts words."""
        if not self.atoms or self.cell:
            return
        atoms, text = tuple(self.atoms), self.tree.text
        self.atoms.clear()
        if _is_blank(text, atoms):
            del self.pictures[:-_MAX_PICTURES]
        else:
            self._add_line(atoms, tuple(render_line(text, atoms)), self.block)

    def _enter_element(self, node: Node) -> None:
        if node.name not in BLOCK_TAGS:
            self.visit_children(node)
            return
        if self.cell:
            self._add_gap(node.start, node.inner)
            self.visit_children(node)
            return
        self.end_line()
        self.breaks = 0
        outer, feeds = self.block, self.feeds
        self.block, self.feeds = node, feeds or keeps_line_feeds(node)
        self.visit_children(node)
        self.end_line()
        self.breaks = 0
        self.block, self.feeds = outer, feeds

    def _handle_element(self, node: Node) -> bool:
        """Deal with an element that is no plain container of text; tell whether it was one."""
        if self.formulas and may_draw(node) and self._handle_formula(node):
            return True
        if node.number in self.struck.never_text:
            return True
        return self._handle_mark(node) or (not self.cell and self._handle_unit(node))

    def _handle_formula(self, node: Node) -> bool:
        """Deal with an element that draws a formula, or draws one again."""
        if formula := find_formula(self.tree, node):
            self._add_formula(node, formula.add_dollar_marks(), formula.is_display)
        elif node.number not in self.struck.never_text and is_drawn_again(node):
            self.repeated.append(node)
        else:
            return False
        return True

    def _handle_mark(self, node: Node) -> bool:
        """Deal with an element that holds no text to read: a break, a picture, a script."""
        if node.unseen:
            if node.name in BLOCK_TAGS:
                self.end_line()
        elif node.name == "br":
            self._break_line(node.start, node.end)
        elif node.name == "img":
            self.pictures.append(node)
        else:
            return False
        return True

    def _handle_unit(self, node: Node) -> bool:
        """Deal with code and with tables of data."""
        if is_code_element(self.tree, node):
            self.end_line()
            self._add_code(node)
            return True
        rows = find_data_rows(self.tree, self.struck, node) if node.name == "table" else []
        if rows:
            self.end_line()
            self._add_rows(node, rows)
        return bool(rows)

    def _add_text(self, run: TextRun, node: Node) -> None:
        text = self.tree.text
        start, end, link, bold = run
        if is_between_rows(node) and text[start:end].isspace():
            return
        if link >= 0 and not self.tree.is_linked(run):
            link = -1
        if self.feeds and not self.cell:
            while (feed := text.find("\n", start, end)) >= 0:
                if start < feed:
                    self.atoms.append(SourcePiece(start, feed, link, bold))
                self._break_line(feed, feed + 1)
                start = feed + 1
        if start < end:
            self.atoms.append(made((start, end, link, bold, None, NO_RULE)))

    def _add_gap(self, start: int, end: int) -> None:
        self.atoms.append(SourcePiece(start, end, new=" ", rule=BREAK_RULE))

    def _break_line(self, start: int, end: int) -> None:
        """Part two lines at a line break; in a cell two words."""
        if self.cell:
            self._add_gap(start, end)
            return
        before = len(self.lines)
        breaks = self.breaks
        self.end_line()
        self.breaks = 1 if len(self.lines) > before else breaks + 1

    def _add_formula(self, node: Node, marked: str, display: bool) -> None:
        display = display and not self.cell
        if display:
            self.end_line()
        self.atoms.append(SourcePiece(node.start, node.end, new=marked, rule=FORMULA_RULE))
        if display:
            self.end_line()

    def _add_code(self, node: Node) -> None:
        atoms: list[SourcePiece] = []
        self._collect_code(node, atoms)
        self._add_line(tuple(atoms), tuple(render_code(self.tree.text, atoms)), node, CODE, node.number)

    def _collect_code(self, node: Node, atoms: list[SourcePiece]) -> None:
        """Gather the text of a listing: its gutters and buttons left out, boxes of lines as line feeds."""
        for child in node.children:
            if isinstance(child, TextRun):
                layout = is_between_rows(node) and self.tree.text[child.start : child.end].isspace()
                if not layout:
                    atoms.append(SourcePiece(child.start, child.end))
            elif child.name == "br":
                atoms.append(SourcePiece(child.start, child.end, new="\n", rule=BREAK_RULE))
            elif child.number not in self.struck.never_text and not child.unseen:
                boxed = child.name in _CODE_LINE_TAGS or (child.name == "pre" and node.name == "div")
                if boxed:
                    self._start_box(atoms, child)
                self._collect_code(child, atoms)

    def _start_box(self, atoms: list[SourcePiece], box: Node) -> None:
        """Put a line feed before a box of a line of code, unless one stands there."""
        last = next((atom for atom in reversed(atoms) if atom.new is not None or atom.end > atom.start), None)
        ended = last is None or (last.new or self.tree.text[last.start : last.end]).endswith("\n")
        if not ended:
            atoms.append(SourcePiece(box.start, box.inner, new="\n", rule=BREAK_RULE))

    def _add_rows(self, table: Node, rows: Sequence[Sequence[Node]]) -> None:
        """Put each row of a table of data on a line, and its caption before it."""
        for caption in table.iter_child_elements():
            if caption.name == "caption":
                self._enter_element(caption)
        for row in rows:
            self.cell = True
            for at, cell in enumerate(row):
                if at:
                    self.atoms.append(SourcePiece(cell.start, cell.inner, new="\t", rule=BREAK_RULE))
                self.visit_children(cell)
            self.cell = False
            atoms = tuple(self.atoms)
            self.atoms.clear()
            self._add_line(atoms, tuple(render_line(self.tree.text, atoms)), row[0], ROW, table.number)

    def _add_line(
        self,
        atoms: tuple[SourcePiece, ...],
        pieces: tuple[RenderedPiece, ...],
        node: Node,
        kind: str = "",
        unit: int = -1,
    ) -> None:
        """Add a line, if it holds anything visible."""
        text = join_pieces(pieces)
        if not _VISIBLE_CHAR.search(text):
            del self.pictures[:-_MAX_PICTURES]
            return
        named, level = (kind, 0) if kind else self._find_kind(node)
        pictures = tuple(self.pictures[-_MAX_PICTURES:]) if kind != CODE else ()
        self.lines.append(HtmlLine(atoms, pieces, text, node, named, level, unit, self.breaks, pictures))
        self.pictures.clear()
        self.breaks = 0

    def _find_kind(self, node: Node) -> tuple[str, int]:
        """Return the kind of the lines of a block element, and the level of a heading."""
        found = self.kinds.get(node.number)
        if found is None:
            above = node.parent
            found = _own_kind(node.name) or (self._find_kind(above) if above is not None else _PLAIN_KIND)
            self.kinds[node.number] = found
        return found


def _own_kind(name: str) -> tuple[str, int] | None:
    if name in HEADING_TAGS:
        return HEADING, int(name[1])
    return (_KIND_OF_TAG[name], 0) if name in _KIND_OF_TAG else None


def _is_blank(text: str, atoms: Sequence[SourcePiece]) -> bool:
    """Tell whether stretches of the page are nothing but white space, as most between tags are."""
    return all(new is None and text[start:end].isspace() for start, end, _, _, new, _ in atoms)
