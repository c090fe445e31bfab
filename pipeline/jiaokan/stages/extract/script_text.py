"""Find the text of a page that only its scripts hold: JSON-LD, or data from which they build the page."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jiaokan.core.edits import Edit, Span, make_deletion
from jiaokan.stages.extract.html.elements import BLOCK_TAGS
from jiaokan.stages.extract.html.line_finder import VisibleLines, find_lines
from jiaokan.stages.extract.html.page_head import find_content_span
from jiaokan.stages.extract.html.struck_subtrees import ElementGrounds, find_element_grounds
from jiaokan.stages.extract.html.tokenizer import scan_tags
from jiaokan.stages.extract.html.tree_builder import build_tree
from jiaokan.stages.extract.html.tree_nodes import PageTree
from jiaokan.stages.extract.html.visible_text import TAG_RULE
from jiaokan.text.code_points import join_surrogates
from jiaokan.text.unicode_ranges import count_han

# a literal without an end is matched too, or the search would start again at each quotation mark in it
_STRING_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*+)("?)\s*+(:?)', re.S)
_MIN_LITERAL_CHARS = 100  # code points of a literal that is decoded
_MAX_LITERAL_CHARS = 2_000_000
# names under which such data hold an article
_BODY_KEY = re.compile(
    r"^(?:articlebody|content|body|text|detail|html|desc|description|article|richtext|.*content)$", re.I
)
_BODY_WEIGHT = 2.0  # of the Han under such a name; under others they count once
_ESCAPE_SIGNS = ("\\u", "#")  # of JSON and of HTML: \u4e2d, &#20013;
_JSON_ESCAPE = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\[^u]")
_SCRIPT_DATA_RULE = "html/script-data"


@dataclass(frozen=True, slots=True)
class ScriptText:
    """A string literal with text in it: its span without the quotation marks, its key, its Han."""

    span: Span
    key: str
    han_count: int

    @property
    def weight(self) -> float:
        """The number of its Han, doubled where its key names a body."""
        return self.han_count * (_BODY_WEIGHT if _BODY_KEY.match(self.key) else 1.0)


def find_script_text(tree: PageTree, least: int) -> ScriptText | None:
    """Return the longest Chinese text in the scripts of a page; a key that names a body counts double.

    Args:
        tree: The page.
        least: The number of visible Han that the text must have; None is returned for a shorter one.
    """
    scripts = [find_content_span(tree, node) for node in tree.nodes if node.name == "script"]
    literals = [literal for span in scripts for literal in _find_literals(tree.text, span)]
    if all(literal.han_count < least for literal in literals):
        return None
    best, best_weight = None, -1.0
    for literal in literals:
        # to read what a literal shows takes long, and it is no more than the literal holds
        script = _read_literal(tree.text, literal) if literal.weight > best_weight else None
        if script and script.weight > best_weight:
            best, best_weight = script, script.weight
    return best if best and best.han_count >= least else None


def _find_literals(text: str, span: Span) -> Iterator[ScriptText]:
    """Yield the long literals of a script, each with the most Han that it can have: an escape may be one."""
    key = ""
    for literal in _STRING_LITERAL.finditer(text, span.start, span.end):
        if literal[3]:
            key = literal[1]
        elif literal[2] and _MIN_LITERAL_CHARS <= len(literal[1]) <= _MAX_LITERAL_CHARS:
            most = count_han(literal[1]) + sum(map(literal[1].count, _ESCAPE_SIGNS))
            yield ScriptText(Span(*literal.span(1)), key, most)


def _read_literal(text: str, literal: ScriptText) -> ScriptText | None:
    """Return a literal with the number of its visible Han, None where it is not JSON."""
    value = _decode_literal(literal.span.slice_text(text))
    if not value:
        return None
    visible = read_script_value(value)[2]
    return replace(literal, han_count=sum(count_han(line.text) for line in visible.lines))


def _decode_literal(literal: str) -> str:
    """Return the value of a literal, "" where it is not JSON."""
    try:
        return join_surrogates(json.loads(f'"{literal}"', strict=False))
    except ValueError:
        return ""


def keep_only_literal(text: str, script: ScriptText) -> list[Edit]:
    """Return the edits that leave only the value of a literal of the page, with its escapes decoded."""
    start, end = script.span.start, script.span.end
    edits = [
        Edit(escape.start(), escape[0], join_surrogates(json.loads(f'"{escape[0]}"')), _SCRIPT_DATA_RULE)
        for escape in _JSON_ESCAPE.finditer(text, start, end)
    ]
    return [
        make_deletion(text, Span(0, start), TAG_RULE),
        *edits,
        make_deletion(text, Span(end, len(text)), TAG_RULE),
    ]


def read_script_value(value: str) -> tuple[PageTree, ElementGrounds, VisibleLines]:
    """Split the value of a literal into lines, at line feeds where it has no markup for lines."""
    has_blocks = any(name in BLOCK_TAGS or name == "br" for _, _, name, _, _ in scan_tags(value))
    tree = build_tree(value)
    grounds = find_element_grounds(tree)
    return tree, grounds, find_lines(tree, grounds, line_feeds_break=not has_blocks)
