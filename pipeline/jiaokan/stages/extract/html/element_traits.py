"""Read the traits of an element from its names, its role and its style."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from jiaokan.stages.extract.html.tokenizer import parse_attributes
from jiaokan.stages.extract.html.tree_nodes import Node

HIDDEN = "hidden"
_KIND_OF_ROLE = {
    "navigation": "navigation", "menu": "navigation", "menubar": "navigation", "banner": "header",
    "contentinfo": "footer", "search": "tools", "dialog": "dialog", "alertdialog": "dialog",
}  # fmt: skip
_WORD_BOUNDARY = re.compile(r"[\s_\-:]+|(?<=[a-z])(?=[A-Z])")
# names that describe other elements of the page: has-sidebar is on an element beside the sidebar
_NAMES_OF_NEIGHBOURS = re.compile(
    r"""
    (?:has|have|with|without|no|is)-?                      # has-sidebar, no-toc, withNavbar
    (?:sidebar|toc|nav|navbar|menu|banner|footer)\w*
    |anchorWithSticky\w+                                   # anchorWithStickyNavbar_LWe7 (Docusaurus)
    |toc-backref                                           # a link from a heading to the contents (Sphinx)
    """,
    re.I | re.X,
)
# the kind of an element whose name has one of these words
_WORDS_OF_KIND = {
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
_KIND_OF_WORD = {word: kind for kind, words in _WORDS_OF_KIND.items() for word in words.split()}
# the kind of an element whose name matches; tried in this order
_NAME_PARTS_OF_KIND = {
    "comments": r"(?:^|[\s_-])(?:comments?|comment-?list|cmts?|disqus\w*|gitalk|giscus|utterances|valine"
    r"|waline|gitment|replies|respond|comment-wrap)(?=$|[\s_-])",
    "navigation": r"post-nav|page-nav|md-sidebar|nav-chapters|nav-wrapper|prev-?next|next-?prev"
    r"|sphinxsidebar|rst-breadcrumbs",
    "contents": r"table-of-contents|post-toc|article-toc|toc-",
    "footer": r"rst-footer|post-copyright|post-bottom|post-footer|article-footer|last-?updated",
    "related": r"related-|-related",
    "tools": r"page-edit|edit-page|edit-link|code-block-header|copy-btn|btn-copy|copybtn|clipboard|code-copy"
    r"|view-source|md-source-file|md-feedback",
    "author": r"author-box|post-author|author-info",
    "meta": r"rich_media_meta|meta_content"
    r"|post-meta|post-tags?|article-tags?|entry-meta|article-meta|post-header-meta|page-meta|md-tags"
    r"|reading-time|word-count|read-count|busuanzi",
}
_KIND_OF_PART = tuple((kind, re.compile(part, re.I)) for kind, part in _NAME_PARTS_OF_KIND.items())
_PERMALINK_NAMES = re.compile(
    r"""
    (?:^|\s)
    (?:header-?link                  # headerlink (Sphinx)
      |header-?anchor                # header-anchor (VuePress)
      |hash-link                     # Docusaurus
      |anchorjs-link|anchor-link|heading-anchor
      |td-heading-self-link          # Docsy
      |permalink
    )(?=\s|$)
    """,
    re.I | re.X,
)
_LINE_NUMBERS = re.compile(
    r"""
    (?:^|[\s_-])
    (?:gutter                                          # the left cell of a listing of Hexo
      |line-?nos?                                      # linenos (Pygments)
      |line-?num(?:ber)?s?(?:-wrapper|-rows)?          # line-numbers-rows (Prism)
      |linenodiv|lnt|ln                                # Pygments, Chroma
      |hljs-ln-n(?:umbers)?                            # highlight.js
      |blob-num                                        # gists
    )(?=$|\s)
    """,
    re.I | re.X,
)
_HIDING_NAMES = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text|d-none|is-hidden|jammer)(?=\s|$)", re.I
)
# elements in which a font draws an icon in place of a word: <i class="material-icons">check</i>
_ICON_NAMES = re.compile(r"(?:^|\s)(?:google-)?material-(?:icons|symbols)(?:-\w+)*(?=\s|$)", re.I)
# no pattern here has a digit, so names that differ in numbers alone have one entry in the cache
_NUMBER = re.compile(r"\d+")
_TABS = ("tabpanel", "tab")  # roles of elements that a tab shows when it is selected
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CONTENT_NAMES = re.compile(
    r"""
    (?:^|\s)
    (?:theme-default-content|content__default|vp-doc   # VuePress, VitePress
      |markdown-section                                # docsify
      |md-content__inner                               # Material for MkDocs
      |theme-doc-markdown                              # Docusaurus
      |td-content                                      # Docsy
      |mw-parser-output                                # MediaWiki
      |rich_media_content|js_content                   # WeChat
      |article-entry|post-body                         # Hexo
      |TRS_Editor|artibody|endText|post_body           # systems of news sites
      |theme-hope-content|theme-reco-content           # themes of VuePress
      |rst-content                                     # Sphinx
    )(?=\s|$)
    """,
    re.I | re.X,
)


@dataclass(frozen=True, slots=True)
class ElementTraits:
    """What the attributes of a tag say about its element.

    `kind` is a kind of boilerplate, "" for none. `is_content` says that the element holds the article,
    `is_icon` that a font draws an icon in place of its word.
    """

    kind: str = ""
    is_hidden: bool = False
    is_permalink: bool = False
    is_line_number: bool = False
    is_content: bool = False
    is_icon: bool = False


NO_TRAITS = ElementTraits()


class _Name(NamedTuple):
    """What one class or id says.

    `part` is an index into `_KIND_OF_PART`, `_NO_PART` for none. `word_kind` is the kind of the first
    word that has one, "" for none. `draws_formula` is true for the names of KaTeX and MathJax.
    """

    part: int
    word_kind: str
    draws_formula: bool
    is_hidden: bool
    is_permalink: bool
    is_line_number: bool
    is_content: bool
    is_icon: bool


_NO_PART = len(_KIND_OF_PART)
_PLAIN_NAME = _Name(_NO_PART, "", False, False, False, False, False, False)


@lru_cache(maxsize=1 << 16)
def _read_name(name: str) -> _Name:
    """Return what one class or id says. Most pages use the same few, so results are cached."""
    part = next((number for number, (_, part) in enumerate(_KIND_OF_PART) if part.search(name)), _NO_PART)
    words = _WORD_BOUNDARY.split(_NAMES_OF_NEIGHBOURS.sub("", name))
    return _Name(
        part,
        next((kind for word in words if (kind := _KIND_OF_WORD.get(word.lower(), ""))), ""),
        "katex" in name or "mjx" in name,
        _HIDING_NAMES.search(name) is not None,
        _PERMALINK_NAMES.search(name) is not None,
        _LINE_NUMBERS.search(name) is not None,
        _CONTENT_NAMES.search(name) is not None,
        _ICON_NAMES.search(name) is not None,
    )


def read_traits(node: Node) -> ElementTraits:
    """Return what the attributes of an element say about it.

    >>> from jiaokan.stages.extract.html.tree_builder import build_tree
    >>> nodes = build_tree('<div class="sidebar"><p style="display: none">').nodes
    >>> read_traits(nodes[1]).kind, read_traits(nodes[2]).is_hidden
    ('sidebar', True)
    """
    name_traits = _read_names(node.names) if node.names else NO_TRAITS
    lower = node.attributes.lower()
    # the strings of which attributes hold one when a trait does not follow from the names
    if "role" in lower or "hidden" in lower or "none" in lower or "itemprop" in lower:
        return _add_traits_of_attributes(name_traits, node.attributes)
    return name_traits


@lru_cache(maxsize=1 << 14)
def _add_traits_of_attributes(name_traits: ElementTraits, attributes: str) -> ElementTraits:
    lower, values = attributes.lower(), parse_attributes(attributes)
    role = values.get("role", "").lower()
    return ElementTraits(
        _KIND_OF_ROLE.get(role, "") or name_traits.kind,
        role not in _TABS and (name_traits.is_hidden or _is_hidden(lower, values)),
        name_traits.is_permalink,
        name_traits.is_line_number,
        name_traits.is_content or values.get("itemprop", "").lower() == "articlebody",
        name_traits.is_icon,
    )


@lru_cache(maxsize=1 << 14)
def _read_names(names: str) -> ElementTraits:
    """Return what the classes and ids of an element say together."""
    traits = [
        traits for name in _NUMBER.sub("0", names).split() if (traits := _read_name(name)) != _PLAIN_NAME
    ]
    if not traits:
        return NO_TRAITS
    return ElementTraits(
        _find_kind(traits),
        any(name.is_hidden for name in traits),
        any(name.is_permalink for name in traits),
        any(name.is_line_number for name in traits),
        any(name.is_content for name in traits),
        any(name.is_icon for name in traits),
    )


def _is_hidden(lower: str, values: dict[str, str]) -> bool:
    """Tell whether the attribute `hidden` or the style hides an element."""
    if "hidden" in lower.split() or values.get("hidden", "until-found") != "until-found":
        return True
    return _HIDING_STYLE.search(values.get("style", "")) is not None


def _find_kind(traits: Sequence[_Name]) -> str:
    """Return the kind of boilerplate that classes and ids name, "" for none.

    >>> [_find_kind([_read_name(name)]) for name in ("post-nav", "has-sidebar", "entry", "ads")]
    ['navigation', '', '', 'advertisement']
    """
    if any(name.draws_formula for name in traits):
        return ""
    part = min((name.part for name in traits), default=_NO_PART)
    if part < _NO_PART:
        return _KIND_OF_PART[part][0]
    return next((name.word_kind for name in traits if name.word_kind), "")
