"""Find subtrees of a page that are not content, by their element, their role or their names.

There are two strengths. What is never text (buttons, line numbers, permalink marks) is always
removed. Everything else is a *ground*: evidence against a subtree, which the scorer weighs with the
rest and can overrule.
"""

import html
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jiaokan.stages.extract.html.element_traits import HIDDEN, NO_TRAITS, ElementTraits, read_traits
from jiaokan.stages.extract.html.elements import BLOCK_TAGS
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree

Floats = NDArray[np.float64]

CONTROL, MEDIA, PERMALINK, LINE_NUMBER = "control", "media", "permalink", "line-number"
# the grounds; the index is the number of the ground in the columns of the scorer, 0 for none
GROUND_NAMES = (
    "", "navigation", "contents", "sidebar", "footer", "sharing", "related", "comments", "advertisement",
    "dialog", "tools", "author", "meta", HIDDEN, "aside", "header",
)  # fmt: skip
HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HEAD_TAGS = frozenset({"meta", "link"})  # elements that show nothing, whatever their attributes say
_NEVER_TEXT_TAGS = {
    "button": CONTROL, "select": CONTROL, "textarea": CONTROL, "option": CONTROL, "datalist": CONTROL,
    "svg": MEDIA, "canvas": MEDIA, "video": MEDIA, "audio": MEDIA,
}  # fmt: skip
_GROUND_OF_TAG = {"nav": "navigation", "footer": "footer", "dialog": "dialog"}
_DIGITS_OR_BLANKS = re.compile(r"[\d\s]*")
_ICON_WORD = re.compile(r"\s*[a-z\d_]{0,40}\s*")  # what an icon font draws an icon for: check_circle
_NO_WORD = re.compile(r"\W{0,3}")
_CALLOUT_NAME = re.compile(r"admon|note|tip|warn|callout|hint|alert", re.I)
_MAX_RUNS = 400  # text runs of an element that are searched
_MAX_HIDDEN_CHARS = 200  # code points; shorter hidden inline text is always removed
_MIN_CONTENT_LETTERS = 150  # unlinked letters; with more, a `main` or `article` holds content
# share of the unlinked letters of the page; an element with more gets no ground by its name
_MAX_STRUCK_SHARE = 0.35
_MAX_STRUCK_FOOTER_SHARE = 0.6  # the same for a `footer` element


@dataclass(frozen=True, slots=True)
class ElementGrounds:
    """The evidence against elements of a page.

    `never_text` maps the number of a node to the rule by which it is always removed, `grounds` to the
    ground against it. `letters` has for each node the number of visible letters below it (code points
    that are not white space), `linked_letters` of those in links.
    """

    never_text: dict[int, str]
    grounds: dict[int, str]
    letters: Floats
    linked_letters: Floats


def find_element_grounds(tree: PageTree) -> ElementGrounds:
    """Find the subtrees of a page that are not content.

    >>> from jiaokan.stages.extract.html.tree_builder import build_tree
    >>> find_element_grounds(build_tree("<nav>首页</nav><p>春天来了。</p>")).grounds
    {1: 'navigation'}
    >>> find_element_grounds(build_tree("<button>赞</button><p>春天来了。</p>")).never_text
    {1: 'control'}
    """
    traits = _list_traits(tree)
    never_text = dict(_find_never_text(tree, traits))
    sizes = _count_visible_letters(tree, never_text)
    linked = sizes * (np.array([run.link for run in tree.runs], dtype=np.int64) >= 0)
    begins = np.array([node.first_run for node in tree.nodes])
    ends = np.array([node.end_run for node in tree.nodes])
    totals = [np.concatenate(([0.0], np.cumsum(row))) for row in (sizes, linked)]
    letters, linked_letters = (total[ends] - total[begins] for total in totals)
    grounds = dict(
        _find_grounds(
            tree, traits, never_text, _Letters((letters - linked_letters).tolist(), letters.tolist())
        )
    )
    return ElementGrounds(never_text, grounds, letters, linked_letters)


def _list_traits(tree: PageTree) -> list[ElementTraits]:
    """Return the traits of each element. Those with the same attributes have the same."""
    known = {"": NO_TRAITS}
    traits = []
    for node in tree.nodes:
        if node.unseen or node.name in _HEAD_TAGS:
            traits.append(NO_TRAITS)
            continue
        if node.attributes not in known:
            known[node.attributes] = read_traits(node)
        traits.append(known[node.attributes])
    return traits


def _count_visible_letters(tree: PageTree, never_text: Collection[int]) -> Floats:
    """Return the number of visible letters of each text run, 0 in elements that are never text or shown."""
    is_shown = bytearray(b"\1") * len(tree.runs)
    for node in tree.nodes:
        is_unseen = node.unseen and node.parent is not None and not node.parent.unseen
        if is_unseen or node.number in never_text:  # those inside it are done with it
            is_shown[node.first_run : node.end_run] = bytes(node.end_run - node.first_run)
    text = tree.text
    counts = [
        len("".join(text[run.start : run.end].split())) if shown else 0
        for run, shown in zip(tree.runs, is_shown, strict=True)
    ]
    return np.array(counts, dtype=np.float64)


def _find_never_text(tree: PageTree, traits: Sequence[ElementTraits]) -> Iterator[tuple[int, str]]:
    """Yield the numbers of the outermost nodes that are never text, with their rule."""
    end_number = 0
    for node, node_traits in zip(tree.nodes, traits, strict=True):
        if node.number < end_number or node.unseen:
            continue
        # a textarea that has elements in it is shown by a script
        is_shown = node.name == "textarea" and node.last > node.number
        rule = "" if is_shown else _NEVER_TEXT_TAGS.get(node.name, "")
        if not rule and (suspected := _find_suspected_rule(node, node_traits)):
            runs = tree.runs[node.first_run : min(node.end_run, node.first_run + _MAX_RUNS)]
            text = html.unescape("".join([tree.text[run.start : run.end] for run in runs]))
            rule = suspected if _RULE_CHECKS[suspected](text) else ""
        if rule:
            end_number = node.last + 1
            yield node.number, rule


def _find_suspected_rule(node: Node, traits: ElementTraits) -> str:
    """Return the rule by which an element is never text if its content passes the check, "" for none."""
    if traits.is_line_number:
        return LINE_NUMBER
    if traits.is_icon:
        return MEDIA
    if node.name == "a" and (
        traits.is_permalink or (node.parent is not None and node.parent.name in HEADING_TAGS)
    ):
        return PERMALINK
    return HIDDEN if traits.is_hidden and node.name not in BLOCK_TAGS else ""


_RULE_CHECKS: dict[str, Callable[[str], bool]] = {
    LINE_NUMBER: lambda content: _DIGITS_OR_BLANKS.fullmatch(content) is not None,
    MEDIA: lambda content: _ICON_WORD.fullmatch(content) is not None,
    PERMALINK: lambda content: bool(content.strip()) and _NO_WORD.fullmatch(content.strip()) is not None,
    HIDDEN: lambda content: len(content) < _MAX_HIDDEN_CHARS,
}


class _Letters(NamedTuple):
    """For each node, the number of letters below it outside links, and of all letters below it."""

    unlinked: list[float]
    total: list[float]


def _find_grounds(
    tree: PageTree, traits: Sequence[ElementTraits], never_text: dict[int, str], letters: _Letters
) -> Iterator[tuple[int, str]]:
    """Yield the numbers of the nodes that have a ground, nested ones too, with it."""
    holds_content = [
        unlinked > _MIN_CONTENT_LETTERS and (node_traits.is_content or node.name in ("main", "article"))
        for node, node_traits, unlinked in zip(tree.nodes, traits, letters.unlinked, strict=True)
    ]
    content_counts = [0, *accumulate(holds_content)]
    code_until = 0
    for node, node_traits in zip(tree.nodes[1:], traits[1:], strict=True):
        if node.number < code_until or node.number in never_text or node.unseen:
            continue
        if node.name in ("pre", "code", "math"):
            code_until = node.last + 1
            continue
        is_spared = content_counts[node.last + 1] > content_counts[node.number]
        if ground := _find_ground(node, node_traits, letters, is_spared):
            yield node.number, ground


def _find_ground(node: Node, traits: ElementTraits, letters: _Letters, is_spared: bool) -> str:
    """Return the ground against an element, "" for none; `is_spared` says that it holds the article."""
    ground = _GROUND_OF_TAG.get(node.name, "") or (HIDDEN if traits.is_hidden else traits.kind)
    if not ground and node.name not in ("aside", "header"):
        return ""
    letter_count, unlinked = letters.total[node.number], letters.unlinked[node.number]
    in_heading = node.name in HEADING_TAGS or (node.parent is not None and node.parent.name in HEADING_TAGS)
    if ground and not is_spared and not in_heading:
        limit = _MAX_STRUCK_FOOTER_SHARE if node.name == "footer" else _MAX_STRUCK_SHARE
        if unlinked <= limit * letters.unlinked[0] or ground == "comments":
            return ground
    if node.name == "aside" and (
        2 * unlinked < letter_count or (unlinked < 40 and not _CALLOUT_NAME.search(node.attributes))
    ):
        return "aside"
    return "header" if node.name == "header" and 2 * unlinked < letter_count else ""
