"""Cut a page into lines in reading order, units whole: a listing, a table row, a formula, a heading.

A line is a stretch of text that no block-level element or `<br>` interrupts; a listing is one line
with line feeds in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jiaokan.stages.extract.html.elements import BLOCK
from jiaokan.stages.extract.html.html_line import CAPTION, CODE, HEADING, ITEM, QUOTE, ROW, TEXT, Line
from jiaokan.stages.extract.html.struck_subtrees import HEADINGS, Struck
from jiaokan.stages.extract.html.tex_formulas import find_formula, has_formulas, is_drawn_again, may_draw
from jiaokan.stages.extract.html.tree_nodes import Node, Run, Tree
from jiaokan.stages.extract.html.visible_text import (
    BREAK,
    FORMULA,
    PLAIN,
    Atom,
    Piece,
    made,
    render,
    render_verbatim,
    seen,
)
from jiaokan.stages.extract.html.whole_units import data_rows, is_between_rows, is_code, keeps_line_feeds
from jiaokan.text.unicode_ranges import BLANK_CHARS, CONTROLS, INVISIBLE

_KIND_OF_TAG = {
    "li": ITEM, "dd": ITEM, "dt": ITEM, "blockquote": QUOTE, "q": QUOTE,
    "figcaption": CAPTION, "caption": CAPTION,
}  # fmt: skip
_MOST_PICTURES = 8  # pictures that stand before a line and are told with it
_LINE_BOXES = frozenset({"div", "p", "li", "tr"})
_NO_KIND = (TEXT, 0)
_VISIBLE = re.compile(f"[^{BLANK_CHARS}{INVISIBLE}{CONTROLS}\\n]")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page that hold anything visible, and the elements that draw a formula again."""

    lines: tuple[Line, ...]
    repeated: tuple[Node, ...]


def find_lines(tree: Tree, struck: Struck, breaks: bool = False) -> Lines:
    """Cut a page into lines; `breaks` says that each line feed parts two."""
    finder = _Finder(tree, struck, breaks)
    finder.visit(tree.nodes[0])
    finder.flush()
    return Lines(tuple(finder.lines), tuple(finder.repeated))


class _Finder:
    """The line being filled, and those before it."""

    def __init__(self, tree: Tree, struck: Struck, breaks: bool) -> None:
        self.tree = tree
        self.struck = struck
        self.lines: list[Line] = []
        self.repeated: list[Node] = []  # what draws a formula whose TeX stands elsewhere
        self.atoms: list[Atom] = []
        self.pictures: list[Node] = []
        self.block = tree.nodes[0]  # the innermost block element
        self.formulas = has_formulas(tree.text)
        self.feeds = breaks  # line feeds are line breaks here
        self.breaks = 0  # <br> since the last visible text
        self.cell = False  # inside a cell of a row of data
        self.kinds: dict[int, tuple[str, int]] = {}

    def visit(self, node: Node) -> None:
        """Walk the children of a node."""
        for child in node.children:
            if isinstance(child, Run):
                self._add_text(child, node)
            elif not self._handle(child):
                self._descend(child)

    def flush(self) -> None:
        """End the line being filled; in a cell of a row it only parts words."""
        if not self.atoms or self.cell:
            return
        atoms, text = tuple(self.atoms), self.tree.text
        self.atoms.clear()
        if _is_blank(text, atoms):
            del self.pictures[:-_MOST_PICTURES]
        else:
            self._put(atoms, tuple(render(text, atoms)), self.block)

    def _descend(self, node: Node) -> None:
        if node.name not in BLOCK:
            self.visit(node)
            return
        if self.cell:
            self._add_gap(node.start, node.inner)
            self.visit(node)
            return
        self.flush()
        self.breaks = 0
        outer, feeds = self.block, self.feeds
        self.block, self.feeds = node, feeds or keeps_line_feeds(node)
        self.visit(node)
        self.flush()
        self.breaks = 0
        self.block, self.feeds = outer, feeds

    def _handle(self, node: Node) -> bool:
        """Deal with an element that is no plain container of text; tell whether it was one."""
        if self.formulas and may_draw(node) and self._handle_formula(node):
            return True
        if node.number in self.struck.never:
            return True
        return self._handle_mark(node) or (not self.cell and self._handle_unit(node))

    def _handle_formula(self, node: Node) -> bool:
        """Deal with an element that draws a formula, or draws one again."""
        if formula := find_formula(self.tree, node):
            self._add_formula(node, formula.marked(), formula.display)
        elif node.number not in self.struck.never and is_drawn_again(node):
            self.repeated.append(node)
        else:
            return False
        return True

    def _handle_mark(self, node: Node) -> bool:
        """Deal with an element that holds no text to read: a break, a picture, a script."""
        if node.unseen:
            if node.name in BLOCK:
                self.flush()
        elif node.name == "br":
            self._break(node.start, node.end)
        elif node.name == "img":
            self.pictures.append(node)
        else:
            return False
        return True

    def _handle_unit(self, node: Node) -> bool:
        """Deal with code and with tables of data."""
        if is_code(self.tree, node):
            self.flush()
            self._put_code(node)
            return True
        rows = data_rows(self.tree, self.struck, node) if node.name == "table" else []
        if rows:
            self.flush()
            self._put_rows(node, rows)
        return bool(rows)

    def _add_text(self, run: Run, node: Node) -> None:
        text = self.tree.text
        start, end, link, bold = run
        if is_between_rows(node) and text[start:end].isspace():
            return
        if link >= 0 and not self.tree.is_linked(run):
            link = -1
        if self.feeds and not self.cell:
            while (feed := text.find("\n", start, end)) >= 0:
                if start < feed:
                    self.atoms.append(Atom(start, feed, link, bold))
                self._break(feed, feed + 1)
                start = feed + 1
        if start < end:
            self.atoms.append(made((start, end, link, bold, None, PLAIN)))

    def _add_gap(self, start: int, end: int) -> None:
        self.atoms.append(Atom(start, end, new=" ", rule=BREAK))

    def _break(self, start: int, end: int) -> None:
        """Part two lines at a line break; in a cell two words."""
        if self.cell:
            self._add_gap(start, end)
            return
        before = len(self.lines)
        breaks = self.breaks
        self.flush()
        self.breaks = 1 if len(self.lines) > before else breaks + 1

    def _add_formula(self, node: Node, marked: str, display: bool) -> None:
        display = display and not self.cell
        if display:
            self.flush()
        self.atoms.append(Atom(node.start, node.end, new=marked, rule=FORMULA))
        if display:
            self.flush()

    def _put_code(self, node: Node) -> None:
        atoms: list[Atom] = []
        self._collect_code(node, atoms)
        self._put(tuple(atoms), tuple(render_verbatim(self.tree.text, atoms)), node, CODE, node.number)

    def _collect_code(self, node: Node, atoms: list[Atom]) -> None:
        """Gather the text of a listing: its gutters and buttons left out, boxes of lines as line feeds."""
        for child in node.children:
            if isinstance(child, Run):
                layout = is_between_rows(node) and self.tree.text[child.start : child.end].isspace()
                if not layout:
                    atoms.append(Atom(child.start, child.end))
            elif child.name == "br":
                atoms.append(Atom(child.start, child.end, new="\n", rule=BREAK))
            elif child.number not in self.struck.never and not child.unseen:
                boxed = child.name in _LINE_BOXES or (child.name == "pre" and node.name == "div")
                if boxed:
                    self._start_box(atoms, child)
                self._collect_code(child, atoms)

    def _start_box(self, atoms: list[Atom], box: Node) -> None:
        """Put a line feed before a box of a line of code, unless one stands there."""
        last = next((atom for atom in reversed(atoms) if atom.new is not None or atom.end > atom.start), None)
        ended = last is None or (last.new or self.tree.text[last.start : last.end]).endswith("\n")
        if not ended:
            atoms.append(Atom(box.start, box.inner, new="\n", rule=BREAK))

    def _put_rows(self, table: Node, rows: Sequence[Sequence[Node]]) -> None:
        """Put each row of a table of data on a line, and its caption before it."""
        for caption in table.elements():
            if caption.name == "caption":
                self._descend(caption)
        for row in rows:
            self.cell = True
            for at, cell in enumerate(row):
                if at:
                    self.atoms.append(Atom(cell.start, cell.inner, new="\t", rule=BREAK))
                self.visit(cell)
            self.cell = False
            atoms = tuple(self.atoms)
            self.atoms.clear()
            self._put(atoms, tuple(render(self.tree.text, atoms)), row[0], ROW, table.number)

    def _put(
        self, atoms: tuple[Atom, ...], pieces: tuple[Piece, ...], node: Node, kind: str = "", unit: int = -1
    ) -> None:
        """Add a line, if it holds anything visible."""
        text = seen(pieces)
        if not _VISIBLE.search(text):
            del self.pictures[:-_MOST_PICTURES]
            return
        named, level = (kind, 0) if kind else self._kind_of(node)
        pictures = tuple(self.pictures[-_MOST_PICTURES:]) if kind != CODE else ()
        self.lines.append(Line(atoms, pieces, text, node, named, level, unit, self.breaks, pictures))
        self.pictures.clear()
        self.breaks = 0

    def _kind_of(self, node: Node) -> tuple[str, int]:
        """Return the kind of the lines of a block element, and the level of a heading."""
        found = self.kinds.get(node.number)
        if found is None:
            above = node.parent
            found = _own_kind(node.name) or (self._kind_of(above) if above is not None else _NO_KIND)
            self.kinds[node.number] = found
        return found


def _own_kind(name: str) -> tuple[str, int] | None:
    if name in HEADINGS:
        return HEADING, int(name[1])
    return (_KIND_OF_TAG[name], 0) if name in _KIND_OF_TAG else None


def _is_blank(text: str, atoms: Sequence[Atom]) -> bool:
    """Tell whether stretches of the page are nothing but white space, as most between tags are."""
    return all(new is None and text[start:end].isspace() for start, end, _, _, new, _ in atoms)
