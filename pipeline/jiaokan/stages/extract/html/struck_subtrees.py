"""Find the subtrees of a page that are no content: by their element, their role, or their names.

Two strengths. What is never text (buttons, line numbers, marks of permalinks) goes in any case. All
else is a *ground*: evidence that the scorer weighs and can overrule.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jiaokan.stages.extract.html.element_traits import HIDDEN, NO_TRAITS, Traits, traits
from jiaokan.stages.extract.html.elements import BLOCK
from jiaokan.stages.extract.html.tree_nodes import Node, Tree
from jiaokan.text.normalized_view import to_code_points

Floats = NDArray[np.float64]

CONTROL, MEDIA, PERMALINK, LINE_NUMBER = "control", "media", "permalink", "line-number"
# grounds in the order of their numbers in the scorer's columns; 0 is none
GROUNDS = (
    "", "navigation", "contents", "sidebar", "footer", "sharing", "related", "comments", "advertisement",
    "dialog", "tools", "author", "meta", HIDDEN, "aside", "header",
)  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEVER_TEXT = {
    "button": CONTROL, "select": CONTROL, "textarea": CONTROL, "option": CONTROL, "datalist": CONTROL,
    "svg": MEDIA, "canvas": MEDIA, "video": MEDIA, "audio": MEDIA,
}  # fmt: skip
_BY_TAG = {"nav": "navigation", "footer": "footer", "dialog": "dialog"}
_DIGITS = re.compile(r"[\d\s]*")
_NO_WORD = re.compile(r"\W{0,3}")
_CALLOUT = re.compile(r"admon|note|tip|warn|callout|hint|alert", re.I)
_MOST_RUNS = 400  # stretches of text of an element that are looked at
_HIDDEN_CHARS = 200  # code points of hidden inline text that is never the article's
_CONTENT_LETTERS = 150  # unlinked letters from which a `main` or `article` holds content
_SPARED_SHARE = 0.35  # share of the page's unlinked letters above which a name alone strikes nothing
_SPARED_FOOTER = 0.6

# for each BMP code point whether it is no white space; all beyond it are none
_SOLID = np.array([not chr(code).isspace() for code in range(0x10000)], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Struck:
    """What is struck of a page: `never` and `grounds` give for a node's number the rule that strikes it.

    `letters` and `linked` hold for each node the letters below it, and those of them in links.
    """

    never: dict[int, str]
    grounds: dict[int, str]
    letters: Floats
    linked: Floats


def strike(tree: Tree) -> Struck:
    """Find the subtrees of a page that are no content."""
    firsts, lasts = np.array([run[:2] for run in tree.runs], dtype=np.int64).reshape(-1, 2).T
    solid = np.concatenate(([0], np.cumsum(_SOLID[np.minimum(to_code_points(tree.text), 0xFFFF)])))
    sizes = (solid[lasts] - solid[firsts]).astype(np.float64)
    begins = np.searchsorted(firsts, [node.start for node in tree.nodes])
    ends = np.searchsorted(firsts, [node.end for node in tree.nodes])
    said = [NO_TRAITS if _is_mute(node) else traits(node.attributes) for node in tree.nodes]
    never = dict(_never_text(tree, said, begins.tolist(), ends.tolist()))
    for number in never:
        sizes[begins[number] : ends[number]] = 0
    for node in tree.nodes:
        if node.unseen:
            sizes[begins[node.number] : ends[node.number]] = 0
    linked = sizes * np.array([tree.is_linked(run) for run in tree.runs], dtype=np.float64)
    totals = [np.concatenate(([0.0], np.cumsum(row))) for row in (sizes, linked)]
    letters, in_links = (total[ends] - total[begins] for total in totals)
    grounds = dict(_grounds(tree, said, never, _Letters((letters - in_links).tolist(), letters.tolist())))
    return Struck(never, grounds, letters, in_links)


def _is_mute(node: Node) -> bool:
    """Tell whether the attributes of an element say nothing, or nothing of what a reader sees."""
    return not node.attributes or node.unseen or node.name in ("meta", "link")


def _never_text(
    tree: Tree, said: Sequence[Traits], begins: list[int], ends: list[int]
) -> Iterator[tuple[int, str]]:
    """Yield the nodes that go in any case, the outermost of them, with their rule."""
    until = 0
    for node, one_said in zip(tree.nodes, said, strict=True):
        if node.number < until or node.unseen:
            continue
        rule = _NEVER_TEXT.get(node.name, "")
        if not rule and (suspect := _suspect(node, one_said)):
            runs = tree.runs[begins[node.number] : ends[node.number]][:_MOST_RUNS]
            content = html.unescape("".join([tree.text[run.start : run.end] for run in runs]))
            rule = suspect if _PROOFS[suspect](content) else ""
        if rule:
            until = node.last + 1
            yield node.number, rule


def _suspect(node: Node, said: Traits) -> str:
    """Return the rule by which an element goes in any case if its content fits, "" for none."""
    if said.line_number:
        return LINE_NUMBER
    if node.name == "a" and (said.permalink or (node.parent is not None and node.parent.name in HEADINGS)):
        return PERMALINK
    return HIDDEN if said.hidden and node.name not in BLOCK else ""


_PROOFS: dict[str, Callable[[str], bool]] = {
    LINE_NUMBER: lambda content: _DIGITS.fullmatch(content) is not None,
    PERMALINK: lambda content: bool(content.strip()) and _NO_WORD.fullmatch(content.strip()) is not None,
    HIDDEN: lambda content: len(content) < _HIDDEN_CHARS,
}


class _Letters(NamedTuple):
    """For each node the letters below it that stand in no link, and all of them."""

    unlinked: list[float]
    whole: list[float]


def _grounds(
    tree: Tree, said: Sequence[Traits], never: dict[int, str], letters: _Letters
) -> Iterator[tuple[int, str]]:
    """Yield the nodes that something speaks against, nested ones too, with their ground."""
    holds = [
        own > _CONTENT_LETTERS and (one_said.content or node.name in ("main", "article"))
        for node, one_said, own in zip(tree.nodes, said, letters.unlinked, strict=True)
    ]
    held = [0, *accumulate(holds)]
    code_until = 0
    for node, one_said in zip(tree.nodes[1:], said[1:], strict=True):
        if node.number < code_until or node.number in never or node.unseen:
            continue
        if node.name in ("pre", "code", "math"):
            code_until = node.last + 1
            continue
        spared = held[node.last + 1] > held[node.number]
        if ground := _ground(node, one_said, letters, spared):
            yield node.number, ground


def _ground(node: Node, said: Traits, letters: _Letters, spared: bool) -> str:
    """Return what speaks against an element, "" for nothing."""
    ground = _BY_TAG.get(node.name, "") or (HIDDEN if said.hidden else said.kind)
    if not ground and node.name not in ("aside", "header"):
        return ""
    size, unlinked = letters.whole[node.number], letters.unlinked[node.number]
    in_heading = node.name in HEADINGS or (node.parent is not None and node.parent.name in HEADINGS)
    if ground and not spared and not in_heading:
        limit = _SPARED_FOOTER if node.name == "footer" else _SPARED_SHARE
        if unlinked <= limit * letters.unlinked[0] or ground == "comments":
            return ground
    if node.name == "aside" and (
        2 * unlinked < size or (unlinked < 40 and not _CALLOUT.search(node.attributes))
    ):
        return "aside"
    return "header" if node.name == "header" and 2 * unlinked < size else ""
