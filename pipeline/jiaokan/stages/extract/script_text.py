"""Find the text of a page that only its scripts hold: JSON-LD, or the state that a browser draws from."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiaokan.core.edits import Edit, Span, make_deletion
from jiaokan.stages.extract.html.elements import BLOCK
from jiaokan.stages.extract.html.line_finder import Lines, find_lines
from jiaokan.stages.extract.html.page_head import content_span
from jiaokan.stages.extract.html.struck_subtrees import Struck, strike
from jiaokan.stages.extract.html.tokenizer import scan
from jiaokan.stages.extract.html.tree_builder import build_tree
from jiaokan.stages.extract.html.tree_nodes import Tree
from jiaokan.stages.extract.html.visible_text import TAG
from jiaokan.text.unicode_ranges import count_han

# one that never ends is consumed too, or each quotation mark in it would be tried
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*+)("?)\s*+(:?)', re.S)
_SHORTEST = 100  # code points of a literal that is looked into
_LONGEST = 2_000_000
_BODIES = re.compile(
    r"^(?:articlebody|content|body|text|detail|html|desc|description|article|richtext|.*content)$", re.I
)
_BODY_WEIGHT = 2.0
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\[^u]")
_DATA = "html/data"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A string literal that holds text: its place, quotation marks left out, its key, its Han."""

    span: Span
    key: str
    han: int


def hidden(tree: Tree) -> Hidden | None:
    """Return the longest Chinese text in the page's scripts; one whose key names a body weighs double."""
    best: tuple[float, Hidden] | None = None
    for node in tree.nodes:
        if node.name != "script":
            continue
        for found in _texts(tree.text, content_span(node)):
            weight = found.han * (_BODY_WEIGHT if _BODIES.match(found.key) else 1.0)
            if best is None or weight > best[0]:
                best = weight, found
    return best[1] if best else None


def _texts(text: str, span: Span) -> Iterator[Hidden]:
    key = ""
    for literal in _LITERAL.finditer(text, span.start, span.end):
        if literal[3]:
            key = literal[1]
        elif literal[2] and _SHORTEST <= len(literal[1]) <= _LONGEST and (value := _decoded(literal[1])):
            han = sum(count_han(line.text) for line in read_value(value)[2].lines)
            yield Hidden(Span(*literal.span(1)), key, han)


def _decoded(literal: str) -> str:
    """Return what the content of a literal says, "" where it is no JSON."""
    try:
        return _plain(json.loads(f'"{literal}"', strict=False))
    except ValueError:
        return ""


def _plain(value: str) -> str:
    """Join the halves of astral characters; one without the other is no character."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def alone(text: str, found: Hidden) -> list[Edit]:
    """Return the edits that leave of a page what a literal says, each escape as its character."""
    start, end = found.span.start, found.span.end
    edits = [
        Edit(escape.start(), escape[0], _plain(json.loads(f'"{escape[0]}"')), _DATA)
        for escape in _ESCAPES.finditer(text, start, end)
    ]
    return [make_deletion(text, Span(0, start), TAG), *edits, make_deletion(text, Span(end, len(text)), TAG)]


def read_value(value: str) -> tuple[Tree, Struck, Lines]:
    """Cut what a literal says into lines; its line feeds part them where no markup does."""
    marked = any(name in BLOCK or name == "br" for _, _, name, _, _ in scan(value))
    tree = build_tree(value)
    struck = strike(tree)
    return tree, struck, find_lines(tree, struck, breaks=not marked)
