"""Write the lines of a page as Markdown: headings, lists, tables, code, formulas, links, pictures."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiaokan.stages.extract.extraction_result import Annotation
from jiaokan.stages.extract.html.html_line import CODE, HEADING, ROW
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree
from jiaokan.stages.extract.html.whole_units import find_language
from jiaokan.stages.extract.markup_edits import PlacedLine

_FENCE_LINE = re.compile(r"^`{3,}", re.M)
_INDENT = "    "
_QUOTE_PREFIX = "> "
_LIST_TAGS = frozenset({"ul", "ol", "menu", "dir"})


def write_page_markdown(
    tree: PageTree, text: str, placed: Sequence[PlacedLine], annotations: Sequence[Annotation]
) -> str:
    """Return the kept lines of a page as Markdown.

    Args:
        tree: the page.
        text: its text.
        placed: its lines in order, with their places in it.
        noted: its links and pictures, with their places in it.
    """
    blocks = [
        _Block(one, _write_inline(text, one, annotations), _pictures_above(one, annotations))
        for one in placed
    ]
    parts: list[str] = []
    for before, block in pairwise([None, *blocks]):
        assert block is not None
        if before is not None:
            parts.append("\n" if _is_tight(before, block) and not block.above else "\n\n")
        parts += [f"{picture}\n\n" for picture in block.above]
        parts.append(_write_block(tree, before, block))
    return "".join(parts)


class _Block:
    """A line with its inline Markdown, the pictures above it, and the list item that it is in."""

    __slots__ = ("above", "inline", "item", "line", "quotes")

    def __init__(self, placed: PlacedLine, inline: str, above: Sequence[str]) -> None:
        self.line = placed.line
        self.inline = inline
        self.above = above
        holders = list(self.line.node.iter_ancestors())
        self.item = next((node for node in holders if node.name in ("li", "dd")), None)
        self.quotes = sum(node.name == "blockquote" for node in holders)


def _write_inline(text: str, placed: PlacedLine, annotations: Sequence[Annotation]) -> str:
    """Return the text of a line with its links and pictures as Markdown."""
    start, end = placed.span.start, placed.span.end
    if placed.line.kind == CODE:
        return text[start:end]
    marks: list[tuple[int, int, str]] = []
    for order, annotation in enumerate(annotations):
        if start <= annotation.span.start and annotation.span.end <= end and _is_on_line(placed, annotation):
            if annotation.kind == "image":
                marks.append((annotation.span.start, order, _picture(annotation)))
            else:
                marks += [
                    (annotation.span.start, order, "["),
                    (annotation.span.end, -1, f"]({annotation.target})"),
                ]
    pieces: list[str] = []
    at = start
    for place, _, mark in sorted(marks):
        pieces += (text[at:place], mark)
        at = place
    return "".join([*pieces, text[at:end]])


def _picture(annotation: Annotation) -> str:
    return f"![{annotation.text}]({annotation.target})"


def _pictures_above(placed: PlacedLine, annotations: Sequence[Annotation]) -> list[str]:
    """Return the pictures before the element of a line, each as a block by itself."""
    starts = {node.start for node in placed.line.pictures if _is_above(placed, node)}
    return [
        _picture(annotation)
        for annotation in annotations
        if annotation.kind == "image" and annotation.source.start in starts
    ]


def _is_above(placed: PlacedLine, picture: Node) -> bool:
    return picture.start < placed.line.node.start


def _is_on_line(placed: PlacedLine, annotation: Annotation) -> bool:
    """Tell whether a link or picture belongs inside a line, not to the line before."""
    return annotation.kind != "image" or any(
        node.start == annotation.source.start and not _is_above(placed, node) for node in placed.line.pictures
    )


def _is_tight(before: _Block, block: _Block) -> bool:
    """Tell whether no blank line is written between two blocks."""
    if block.line.kind == ROW:
        return before.line.unit == block.line.unit
    return (
        before.item is not None and block.item is not None and CODE not in (before.line.kind, block.line.kind)
    )


def _write_block(tree: PageTree, before: _Block | None, block: _Block) -> str:
    """Return a block with its Markdown marks and indents."""
    line = block.line
    prefix = _QUOTE_PREFIX * block.quotes
    if line.kind == ROW:
        return "\n".join(prefix + row for row in _write_row(before, block))
    body = block.inline
    if line.kind == HEADING:
        return f"{prefix}{'#' * line.level} {body}"
    if line.kind == CODE:
        body = _fence_code(body, find_language(tree, line.node))
    first, rest = _find_item_marks(tree, before, block)
    head, *tail = body.split("\n")
    return "\n".join(
        [prefix + first + head, *(prefix + rest + one if one else prefix.rstrip() for one in tail)]
    )


def _find_item_marks(tree: PageTree, before: _Block | None, block: _Block) -> tuple[str, str]:
    """Return the text before the first line of a block in a list, and before its other lines."""
    item = block.item
    if item is None:
        return "", ""
    depth = sum(node.name in _LIST_TAGS for node in item.iter_ancestors())
    indent = _INDENT * max(depth - 1, 0)
    inner = indent + _INDENT
    if before is not None and before.item is item:
        return inner, inner
    mark = ":   " if item.name == "dd" else _format_item_number(tree, item) or "-   "
    return indent + mark, inner


def _format_item_number(tree: PageTree, item: Node) -> str:
    """Return the number of an item of an ordered list, padded to an indent, "" for other lists."""
    if item.parent is None or item.parent.name != "ol":
        return ""
    items = [node for node in tree.iter_child_elements(item.parent) if node.name == "li"]
    number = items.index(item) + 1
    return f"{number}.".ljust(4)


def _write_row(before: _Block | None, block: _Block) -> Iterator[str]:
    """Yield a row of a table, and after the first row the delimiter row."""
    cells = [cell.replace("|", "\\|") for cell in block.inline.split("\t")]
    yield f"| {' | '.join(cells)} |"
    if before is None or before.line.unit != block.line.unit:
        yield f"|{' --- |' * len(cells)}"


def _fence_code(code: str, language: str) -> str:
    longest = max((len(fence) for fence in _FENCE_LINE.findall(code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"
