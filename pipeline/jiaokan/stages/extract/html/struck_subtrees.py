"""Find the subtrees of a page that are no content: by their element, their role, or their names.

Two strengths. What is never text (buttons, line numbers, marks of permalinks) goes in any case. All
else is a *ground*: evidence that the scorer weighs and can overrule.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jiaokan.stages.extract.html.element_traits import HIDDEN, NO_TRAITS, traits
from jiaokan.stages.extract.html.elements import BLOCK
from jiaokan.stages.extract.html.tree_nodes import Node, Tree

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
    sizes = np.array([_letters(tree.text, run.start, run.end) for run in tree.runs], dtype=np.float64)
    firsts = np.array([run.start for run in tree.runs], dtype=np.int64)
    begins = np.searchsorted(firsts, [node.start for node in tree.nodes])
    ends = np.searchsorted(firsts, [node.end for node in tree.nodes])
    never = dict(_never_text(tree, begins.tolist(), ends.tolist()))
    for number in never:
        sizes[begins[number] : ends[number]] = 0
    for node in tree.nodes:
        if node.unseen:
            sizes[begins[node.number] : ends[node.number]] = 0
    linked = sizes * np.array([tree.is_linked(run) for run in tree.runs], dtype=np.float64)
    totals = [np.concatenate(([0.0], np.cumsum(row))) for row in (sizes, linked)]
    letters, in_links = (total[ends] - total[begins] for total in totals)
    grounds = dict(_grounds(tree, never, letters, in_links))
    return Struck(never, grounds, letters, in_links)


def _letters(text: str, start: int, end: int) -> int:
    return len("".join(text[start:end].split()))


def _never_text(tree: Tree, begins: list[int], ends: list[int]) -> Iterator[tuple[int, str]]:
    """Yield the nodes that go in any case, the outermost of them, with their rule."""
    until = 0
    for node in tree.nodes:
        if node.number < until or node.unseen:
            continue
        rule = _NEVER_TEXT.get(node.name, "")
        if not rule and (suspect := _suspect(node)):
            runs = tree.runs[begins[node.number] : ends[node.number]][:_MOST_RUNS]
            content = "".join([tree.text[run.start : run.end] for run in runs])
            rule = suspect if _PROOFS[suspect](content) else ""
        if rule:
            until = node.last + 1
            yield node.number, rule


def _suspect(node: Node) -> str:
    """Return the rule by which an element goes in any case if its content fits, "" for none."""
    said = traits(node.attributes) if node.attributes else NO_TRAITS
    if said.line_number:
        return LINE_NUMBER
    in_heading = node.parent is not None and node.parent.name in HEADINGS
    if node.name == "a" and (said.permalink or in_heading):
        return PERMALINK
    return HIDDEN if said.hidden and node.name not in BLOCK else ""


_PROOFS: dict[str, Callable[[str], bool]] = {
    LINE_NUMBER: lambda content: _DIGITS.fullmatch(content) is not None,
    PERMALINK: lambda content: bool(content.strip()) and _NO_WORD.fullmatch(content.strip()) is not None,
    HIDDEN: lambda content: len(content) < _HIDDEN_CHARS,
}


def _grounds(tree: Tree, never: dict[int, str], letters: Floats, linked: Floats) -> Iterator[tuple[int, str]]:
    """Yield the nodes that something speaks against, nested ones too, with their ground."""
    own = letters - linked
    holds = np.array([_holds_content(node, own[node.number]) for node in tree.nodes], dtype=np.int64)
    held = np.concatenate(([0], np.cumsum(holds)))
    code_until = 0
    for node in tree.nodes[1:]:
        if node.number < code_until or node.number in never or node.unseen:
            continue
        if node.name in ("pre", "code", "math"):
            code_until = node.last + 1
            continue
        spared = held[node.last + 1] > held[node.number]
        if ground := _ground(node, own, letters, spared):
            yield node.number, ground


def _holds_content(node: Node, own: float) -> bool:
    named = node.name in ("main", "article") or (bool(node.attributes) and traits(node.attributes).content)
    return named and own > _CONTENT_LETTERS


def _ground(node: Node, own: Floats, letters: Floats, spared: bool) -> str:
    """Return what speaks against an element, "" for nothing."""
    number, size = node.number, float(letters[node.number])
    unlinked, total = float(own[number]), float(own[0])
    said = traits(node.attributes) if node.attributes else NO_TRAITS
    ground = _BY_TAG.get(node.name, "") or (HIDDEN if said.hidden else said.kind)
    in_heading = node.name in HEADINGS or (node.parent is not None and node.parent.name in HEADINGS)
    if ground and not spared and not in_heading:
        limit = _SPARED_FOOTER if node.name == "footer" else _SPARED_SHARE
        if unlinked <= limit * total or ground == "comments":
            return ground
    if node.name == "aside" and (
        2 * unlinked < size or (unlinked < 40 and not _CALLOUT.search(node.attributes))
    ):
        return "aside"
    return "header" if node.name == "header" and 2 * unlinked < size else ""
