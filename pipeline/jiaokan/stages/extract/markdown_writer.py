"""Write the lines of a page as Markdown: headings, lists, tables, code, formulas, links, pictures."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from jiaokan.stages.extract.extraction_result import Annotation
from jiaokan.stages.extract.html.html_line import CODE, HEADING, ROW
from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.html.whole_units import language_of
from jiaokan.stages.extract.markup_edits import Placed

_FENCE = re.compile(r"^`{3,}", re.M)
_INDENT = "    "
_QUOTE = "> "
_LIST_TAGS = frozenset({"ul", "ol", "menu", "dir"})


def to_markdown(text: str, placed: Sequence[Placed], noted: Sequence[Annotation]) -> str:
    """Return the kept lines of a page as Markdown.

    Args:
        text: the text of the page.
        placed: its lines in order, with their places in it.
        noted: its links and pictures, with their places in it.
    """
    blocks = [_Block(one, _inline(text, one, noted), _pictures_above(one, noted)) for one in placed]
    parts: list[str] = []
    for before, block in pairwise([None, *blocks]):
        assert block is not None
        if before is not None:
            parts.append("\n" if _is_tight(before, block) and not block.above else "\n\n")
        parts += [f"{picture}\n\n" for picture in block.above]
        parts.append(_written(before, block))
    return "".join(parts)


class _Block:
    """A line with its inline Markdown, the pictures above it, and the list item it stands in."""

    __slots__ = ("above", "inline", "item", "line", "quotes")

    def __init__(self, placed: Placed, inline: str, above: Sequence[str]) -> None:
        self.line = placed.line
        self.inline = inline
        self.above = above
        holders = list(self.line.node.ancestors())
        self.item = next((node for node in holders if node.name in ("li", "dd")), None)
        self.quotes = sum(node.name == "blockquote" for node in holders)


def _inline(text: str, placed: Placed, noted: Sequence[Annotation]) -> str:
    """Return the text of a line with its links and pictures written out."""
    start, end = placed.span.start, placed.span.end
    if placed.line.kind == CODE:
        return text[start:end]
    marks: list[tuple[int, int, str]] = []
    for order, one in enumerate(noted):
        if start <= one.span.start and one.span.end <= end and _belongs(placed, one):
            if one.kind == "image":
                marks.append((one.span.start, order, _picture(one)))
            else:
                marks += [(one.span.start, order, "["), (one.span.end, -1, f"]({one.target})")]
    pieces: list[str] = []
    at = start
    for place, _, mark in sorted(marks):
        pieces += (text[at:place], mark)
        at = place
    return "".join([*pieces, text[at:end]])


def _picture(one: Annotation) -> str:
    return f"![{one.text}]({one.target})"


def _pictures_above(placed: Placed, noted: Sequence[Annotation]) -> list[str]:
    """Return the pictures that stand above the element of a line, each a block by itself."""
    starts = {node.start for node in placed.line.pictures if _is_above(placed, node)}
    return [_picture(one) for one in noted if one.kind == "image" and one.source.start in starts]


def _is_above(placed: Placed, picture: Node) -> bool:
    return picture.start < placed.line.node.start


def _belongs(placed: Placed, one: Annotation) -> bool:
    """Tell whether a picture at the seam of two lines belongs inside this one."""
    return one.kind != "image" or any(
        node.start == one.source.start and not _is_above(placed, node) for node in placed.line.pictures
    )


def _is_tight(before: _Block, block: _Block) -> bool:
    """Tell whether two blocks stand on lines that follow one another."""
    if block.line.kind == ROW:
        return before.line.unit == block.line.unit
    return (
        before.item is not None and block.item is not None and CODE not in (before.line.kind, block.line.kind)
    )


def _written(before: _Block | None, block: _Block) -> str:
    """Return a block with its marks, indents included."""
    line = block.line
    prefix = _QUOTE * block.quotes
    if line.kind == ROW:
        return "\n".join(prefix + row for row in _row(before, block))
    body = block.inline
    if line.kind == HEADING:
        return f"{prefix}{'#' * line.level} {body}"
    if line.kind == CODE:
        body = _fenced(body, language_of(line.node))
    first, rest = _item_marks(before, block)
    head, *tail = body.split("\n")
    return "\n".join(
        [prefix + first + head, *(prefix + rest + one if one else prefix.rstrip() for one in tail)]
    )


def _item_marks(before: _Block | None, block: _Block) -> tuple[str, str]:
    """Return what stands before the first line of a block in a list, and before its others."""
    item = block.item
    if item is None:
        return "", ""
    depth = sum(node.name in _LIST_TAGS for node in item.ancestors())
    indent = _INDENT * max(depth - 1, 0)
    inner = indent + _INDENT
    if before is not None and before.item is item:
        return inner, inner
    mark = ":   " if item.name == "dd" else _number(item) or "-   "
    return indent + mark, inner


def _number(item: Node) -> str:
    """Return the number of an item of an ordered list, as wide as an indent, "" for other lists."""
    if item.parent is None or item.parent.name != "ol":
        return ""
    number = [node for node in item.parent.elements() if node.name == "li"].index(item) + 1
    return f"{number}.".ljust(4)


def _row(before: _Block | None, block: _Block) -> Iterator[str]:
    """Yield a row of a table, below the first of them the line that makes it the head."""
    cells = [cell.replace("|", "\\|") for cell in block.inline.split("\t")]
    yield f"| {' | '.join(cells)} |"
    if before is None or before.line.unit != block.line.unit:
        yield f"|{' --- |' * len(cells)}"


def _fenced(code: str, language: str) -> str:
    longest = max((len(fence) for fence in _FENCE.findall(code)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"
