"""Find the subtrees of a page that are no content: by their element, their role, or their names.

Two strengths. What is never text (buttons, line numbers, marks of permalinks) goes in any case. All
else is a *ground*: evidence that the scorer weighs and can overrule.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pipeline.extraction.page.elements import BLOCK
from pipeline.extraction.page.markup import attributes_of
from pipeline.extraction.page.naming import names
from pipeline.extraction.page.tree import Node, Tree

Floats = NDArray[np.float64]

CONTROL, MEDIA, PERMALINK, LINE_NUMBER, HIDDEN = "control", "media", "permalink", "line-number", "hidden"
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
_BY_ROLE = {
    "navigation": "navigation", "menu": "navigation", "menubar": "navigation", "banner": "header",
    "contentinfo": "footer", "search": "tools", "dialog": "dialog", "alertdialog": "dialog",
}  # fmt: skip
_WORD = re.compile(r"[\s_\-:]+|(?<=[a-z])(?=[A-Z])")
# names that say what a page has beside the element that bears them
_BESIDE = re.compile(
    r"(?:has|have|with|without|no|is)-?(?:sidebar|toc|nav|navbar|menu|banner|footer)\w*|anchorWithSticky\w+|toc-backref",
    re.I,
)
# one word of a name says what the element is
_WORDS = {
    "navigation": "nav navbar navigation breadcrumb breadcrumbs crumb crumbs menu pager pagination paginator"
    " prevnext sidenav skip",
    "contents": "toc toctree outline",
    "sidebar": "sidebar widget widgets",
    "footer": "footer copyright license",
    "sharing": "share sharing social bdsharebuttonbox sns reward donate qrcode subscribe",
    "related": "related recommend recommended recommends hotnews ranking",
    "advertisement": "ads ad adsbygoogle advert advertisement banner guanggao",
    "dialog": "cookie modal popup login prompt",
    "tools": "toolbar editlink backtotop totop search searchbox feedback copy",
    "meta": "tagcloud tags taglist",
}
_KIND_OF_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split()}
# a part of a name says it
_PARTS = {
    "comments": r"(?:^|[\s_-])(?:comments?|comment-?list|cmts?|disqus\w*|gitalk|giscus|utterances|valine|waline"
    r"|gitment|replies|respond|comment-wrap)(?=$|[\s_-])",
    "navigation": r"post-nav|page-nav|md-sidebar|nav-chapters|nav-wrapper|prev-?next|next-?prev|sphinxsidebar|rst-breadcrumbs",
    "contents": r"table-of-contents|post-toc|article-toc|toc-",
    "footer": r"rst-footer|post-copyright|post-bottom|post-footer|article-footer|last-?updated",
    "related": r"related-|-related",
    "tools": r"page-edit|edit-page|edit-link|code-block-header|copy-btn|btn-copy|copybtn|clipboard|code-copy"
    r"|view-source|md-source-file|md-feedback",
    "author": r"author-box|post-author|author-info",
    "meta": r"post-meta|post-tags?|article-tags?|entry-meta|article-meta|post-header-meta|page-meta|md-tags"
    r"|reading-time|word-count|read-count|busuanzi",
}
_KIND_OF_PART = tuple((kind, re.compile(part, re.I)) for kind, part in _PARTS.items())
_PERMALINK_NAMES = re.compile(
    r"(?:^|\s)(?:header-?link|header-?anchor|hash-link|anchorjs-link|anchor-link|heading-anchor"
    r"|td-heading-self-link|permalink)(?=\s|$)",
    re.I,
)
_LINE_NUMBERS = re.compile(
    r"(?:^|[\s_-])(?:gutter|line-?nos?|line-?num(?:ber)?s?(?:-wrapper|-rows)?|linenodiv|lnt|ln"
    r"|hljs-ln-n(?:umbers)?|blob-num)(?=$|\s)",
    re.I,
)
_HIDING_NAMES = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|d-none|is-hidden|jammer)(?=\s|$)", re.I
)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DIGITS = re.compile(r"[\d\s]*")
_NO_WORD = re.compile(r"\W{0,3}")
_CALLOUT = re.compile(r"admon|note|tip|warn|callout|hint|alert", re.I)
_CONTENT_NAMES = re.compile(
    r"(?:^|\s)(?:theme-default-content|content__default|vp-doc|markdown-section|md-content__inner"
    r"|theme-doc-markdown|td-content|mw-parser-output|rich_media_content|js_content|article-entry|post-body"
    r"|TRS_Editor|artibody|endText|post_body|theme-hope-content|theme-reco-content|rst-content)(?=\s|$)",
    re.I,
)
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


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a tag says of its element: a kind by its names, whether it is hidden, and the like."""

    kind: str = ""
    hidden: bool = False
    permalink: bool = False
    line_number: bool = False
    content: bool = False


_NO_TRAITS = _Traits()


@lru_cache(maxsize=1 << 14)
def traits(attributes: str) -> _Traits:
    """Return what the attributes of a tag say of its element."""
    found = attributes_of(attributes)
    bears = names(attributes)
    hides = "hidden" in f" {attributes} ".lower().split() or (
        "hidden" in found and found["hidden"] != "until-found"
    )
    hides = hides or bool(_HIDING_STYLE.search(found.get("style", "")) or _HIDING_NAMES.search(bears))
    kind = _BY_ROLE.get(found.get("role", "").lower(), "")
    if found.get("role") in ("tabpanel", "tab"):
        hides = False
    return _Traits(
        kind or _kind_of(bears),
        hides,
        _PERMALINK_NAMES.search(bears) is not None,
        _LINE_NUMBERS.search(bears) is not None,
        _CONTENT_NAMES.search(bears) is not None or found.get("itemprop", "").lower() == "articlebody",
    )


def _kind_of(bears: str) -> str:
    """Return the ground that classes and ids name, "" for none.

    >>> _kind_of("post-nav left"), _kind_of("has-sidebar main"), _kind_of("entry")
    ('navigation', '', '')
    """
    if not bears or "katex" in bears or "mjx" in bears:
        return ""
    for kind, part in _KIND_OF_PART:
        if part.search(bears):
            return kind
    words = _WORD.split(_BESIDE.sub("", bears))
    return next((kind for word in words if (kind := _KIND_OF_WORD.get(word.lower(), ""))), "")


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
        if not rule and (node.attributes or (node.parent and node.parent.name in HEADINGS)):
            runs = tree.runs[begins[node.number] : ends[node.number]]
            rule = _never_by_names(tree, node, "".join(tree.text[run.start : run.end] for run in runs[:400]))
        if rule:
            until = node.last + 1
            yield node.number, rule


def _never_by_names(tree: Tree, node: Node, content: str) -> str:
    """Return the rule by which an element goes in any case, "" for none."""
    said = traits(node.attributes) if node.attributes else _NO_TRAITS
    if said.line_number and _DIGITS.fullmatch(content):
        return LINE_NUMBER
    in_heading = node.parent is not None and node.parent.name in HEADINGS
    wordless = _NO_WORD.fullmatch(content.strip()) is not None
    if node.name == "a" and wordless and (said.permalink or in_heading or "¶" in content):
        return PERMALINK if content.strip() else ""
    if said.hidden and node.name not in BLOCK and len(content) < 200:
        return HIDDEN
    return ""


def _grounds(
    tree: Tree, never: dict[int, str], letters: Floats, linked: Floats
) -> Iterator[tuple[int, str]]:
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
    said = traits(node.attributes) if node.attributes else _NO_TRAITS
    ground = _BY_TAG.get(node.name, "") or (HIDDEN if said.hidden else said.kind)
    in_heading = node.name in HEADINGS or (node.parent is not None and node.parent.name in HEADINGS)
    if ground and not spared and not in_heading:
        limit = _SPARED_FOOTER if node.name == "footer" else _SPARED_SHARE
        if unlinked <= limit * total or ground == "comments":
            return ground
    if node.name == "aside" and (2 * unlinked < size or (unlinked < 40 and not _CALLOUT.search(node.attributes))):
        return "aside"
    return "header" if node.name == "header" and 2 * unlinked < size else ""
