"""Split a page into lines in reading order.

A line is text that no block-level element or `<br>` interrupts. A row of a table of data is one line
with tabs in it. A listing is one line with line feeds in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.stages.extract.html.code_pieces import collect_code_pieces
from jiaokan.stages.extract.html.code_text import render_code
from jiaokan.stages.extract.html.elements import BLOCK_TAGS
from jiaokan.stages.extract.html.html_line import CODE, ROW, HtmlLine
from jiaokan.stages.extract.html.line_collector import LineCollector
from jiaokan.stages.extract.html.struck_subtrees import ElementGrounds
from jiaokan.stages.extract.html.tex_formulas import (
    FORMULA_TAGS,
    find_formula,
    has_formulas,
    is_drawn_again,
    may_draw,
)
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree
from jiaokan.stages.extract.html.visible_text import BREAK_RULE, FORMULA_RULE, SourcePiece, render_line
from jiaokan.stages.extract.html.whole_units import (
    UNIT_TAGS,
    find_data_rows,
    has_code_rows,
    is_between_rows,
    is_code_element,
    keeps_line_feeds,
)

# elements that are no plain containers of text; a div may be one that holds code
_SPECIAL_TAGS = FORMULA_TAGS | UNIT_TAGS - {"div"} | {"br"}


@dataclass(frozen=True, slots=True)
class VisibleLines:
    """The lines of a page with anything visible in them, and the elements that draw a formula again."""

    lines: tuple[HtmlLine, ...]
    repeated_formulas: tuple[Node, ...]


def find_lines(tree: PageTree, grounds: ElementGrounds, line_feeds_break: bool = False) -> VisibleLines:
    """Split a page into lines.

    Args:
        tree: the page.
        grounds: what is never text.
        line_feeds_break: whether each line feed of the page is a line break.

    >>> from jiaokan.stages.extract.html.struck_subtrees import find_element_grounds
    >>> from jiaokan.stages.extract.html.tree_builder import build_tree
    >>> tree = build_tree("<h1>春天</h1><p>一<b>二</b><br>三</p>")
    >>> [(line.kind, line.text) for line in find_lines(tree, find_element_grounds(tree)).lines]
    [('heading', '春天'), ('text', '一二'), ('text', '三')]
    """
    finder = _LineFinder(tree, grounds, line_feeds_break)
    finder.visit_children(tree.nodes[0])
    finder.end_line()
    return VisibleLines(tuple(finder.lines), tuple(finder.repeated_formulas))


def _is_special(node: Node) -> bool:
    """Tell whether an element may be more than a plain container of text, by its name and its attributes."""
    return (
        node.name in _SPECIAL_TAGS
        or node.unseen
        or (bool(node.names) and (may_draw(node) or (node.name == "div" and has_code_rows(node.names))))
    )


class _LineFinder(LineCollector):
    """A walk through the elements of a page that collects its lines."""

    def __init__(self, tree: PageTree, grounds: ElementGrounds, line_feeds_break: bool) -> None:
        super().__init__()
        self.tree = tree
        self.grounds = grounds
        self.repeated_formulas: list[Node] = []  # elements that draw a formula whose TeX is elsewhere
        self.block = tree.nodes[0]  # the innermost block element
        self.line_feeds_break = line_feeds_break  # line feeds are line breaks here
        self.is_in_cell = False  # inside a cell of a row of data
        # elements that may be more than plain containers of text, by their numbers
        self.special = {node.number for node in tree.nodes if _is_special(node)} | grounds.never_text.keys()

    def visit_children(self, node: Node) -> None:
        """Add the text below an element."""
        tree, at, number = self.tree, node.first_run, node.number + 1
        while number <= node.last:
            child = tree.nodes[number]
            if at < child.first_run:
                self._add_runs(tree.runs[at : child.first_run], node)
            if number not in self.special or not self._handle_element(child):
                self._enter_element(child)
            at, number = child.end_run, child.last + 1
        if at < node.end_run:
            self._add_runs(tree.runs[at : node.end_run], node)

    def end_line(self) -> None:
        """End the line, unless it is a row of a table: there a line break only separates words."""
        if not self.sources or self.is_in_cell:
            return
        if self.has_text:
            sources = self.take_sources()
            self.add_line(sources, tuple(render_line(self.tree.text, sources)), self.block)
        else:  # only white space, as between most tags
            self.sources.clear()
            self.forget_far_pictures()

    def _enter_element(self, node: Node) -> None:
        if node.name not in BLOCK_TAGS:
            self.visit_children(node)
            return
        if self.is_in_cell:
            self._add_gap(node.start, node.inner)
            self.visit_children(node)
            return
        self.end_line()
        self.br_count = 0
        outer_block, outer_breaks = self.block, self.line_feeds_break
        self.block, self.line_feeds_break = node, outer_breaks or keeps_line_feeds(node)
        self.visit_children(node)
        self.end_line()
        self.br_count = 0
        self.block, self.line_feeds_break = outer_block, outer_breaks

    def _handle_element(self, node: Node) -> bool:
        """Add an element that is not a plain container of text; return False for a plain one after all."""
        if may_draw(node) and self._handle_formula(node):
            return True
        if node.number in self.grounds.never_text:
            return True
        if self._handle_mark(node):
            return True
        return node.name in UNIT_TAGS and not self.is_in_cell and self._handle_unit(node)

    @lazy_property
    def _has_formulas(self) -> bool:
        """Whether anything in the page but its pictures speaks of formulas."""
        return has_formulas(self.tree.text)

    def _handle_formula(self, node: Node) -> bool:
        """Add an element that draws a formula or a second copy of one; return False for others."""
        formula = find_formula(self.tree, node)
        if formula and (node.name != "img" or self._has_formulas):
            self._add_formula(node, formula.add_dollar_marks(), formula.is_display)
        elif node.number not in self.grounds.never_text and is_drawn_again(node):
            self.repeated_formulas.append(node)
        else:
            return False
        return True

    def _handle_mark(self, node: Node) -> bool:
        """Add an element without visible text (line break, picture, script); return False for others."""
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
        """Add a listing or a table of data; return False for other elements."""
        if is_code_element(self.tree, node):
            self.end_line()
            self._add_code(node)
            return True
        rows = find_data_rows(self.tree, self.grounds, node) if node.name == "table" else []
        if rows:
            self.end_line()
            self._add_rows(node, rows)
        return bool(rows)

    def _add_runs(self, runs: Sequence[SourcePiece], node: Node) -> None:
        """Add text runs that are directly in an element."""
        text, hides_blanks = self.tree.text, is_between_rows(node)
        for run in runs:
            is_blank = text[run.start : run.end].isspace()
            if is_blank and hides_blanks:
                continue
            if self.line_feeds_break and not self.is_in_cell:
                self._add_broken_run(run)
            else:
                self.sources.append(run)
                self.has_text = self.has_text or not is_blank

    def _add_broken_run(self, run: SourcePiece) -> None:
        """Add a text run whose line feeds are line breaks."""
        text, (start, end, link, is_bold, _, _) = self.tree.text, run
        while start < end:
            feed = text.find("\n", start, end)
            stop = feed if feed >= 0 else end
            if start < stop:
                self.sources.append(SourcePiece(start, stop, link, is_bold))
                self.has_text = self.has_text or not text[start:stop].isspace()
            if feed < 0:
                return
            self._break_line(feed, feed + 1)
            start = feed + 1

    def _add_gap(self, start: int, end: int) -> None:
        self.add_replacement(start, end, " ", BREAK_RULE)

    def _break_line(self, start: int, end: int) -> None:
        """End the line at a line break; in a cell of a row of data separate two words."""
        if self.is_in_cell:
            self._add_gap(start, end)
            return
        line_count = len(self.lines)
        br_count = self.br_count
        self.end_line()
        self.br_count = 1 if len(self.lines) > line_count else br_count + 1

    def _add_formula(self, node: Node, tex: str, is_display: bool) -> None:
        is_display = is_display and not self.is_in_cell
        if is_display:
            self.end_line()
        self.add_replacement(node.start, node.end, tex, FORMULA_RULE)
        if is_display:
            self.end_line()

    def _add_code(self, node: Node) -> None:
        sources = collect_code_pieces(self.tree, self.grounds, node)
        self.add_line(tuple(sources), tuple(render_code(self.tree.text, sources)), node, CODE, node.number)

    def _add_rows(self, table: Node, rows: Sequence[Sequence[Node]]) -> None:
        """Add the caption of a table of data, and each of its rows as a line."""
        for caption in self.tree.iter_child_elements(table):
            if caption.name == "caption":
                self._enter_element(caption)
        for row in rows:
            self.is_in_cell = True
            for column, cell in enumerate(row):
                if column:
                    self.add_replacement(cell.start, cell.inner, "\t", BREAK_RULE)
                self.visit_children(cell)
            self.is_in_cell = False
            sources = self.take_sources()
            self.add_line(sources, tuple(render_line(self.tree.text, sources)), row[0], ROW, table.number)
