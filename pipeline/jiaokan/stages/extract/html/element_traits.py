"""Read what the names, the role and the style of an element say of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from jiaokan.stages.extract.html.element_names import names
from jiaokan.stages.extract.html.tokenizer import attributes_of

HIDDEN = "hidden"
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
# no pattern here holds a digit: names that differ in numbers alone say the same
_NUMBER = re.compile(r"\d+")
_TABS = ("tabpanel", "tab")  # roles of what a tab shows when it is chosen
# one of them stands in all attributes that say something beside the names
_TELLING = ("role", "hidden", "none", "itemprop")
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CONTENT_NAMES = re.compile(
    r"(?:^|\s)(?:theme-default-content|content__default|vp-doc|markdown-section|md-content__inner"
    r"|theme-doc-markdown|td-content|mw-parser-output|rich_media_content|js_content|article-entry|post-body"
    r"|TRS_Editor|artibody|endText|post_body|theme-hope-content|theme-reco-content|rst-content)(?=\s|$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a tag says of its element: a kind by its names, whether it is hidden, and the like."""

    kind: str = ""
    hidden: bool = False
    permalink: bool = False
    line_number: bool = False
    content: bool = False


NO_TRAITS = Traits()


@dataclass(frozen=True, slots=True)
class _Name:
    """What one class or id says; `part` is the number in `_KIND_OF_PART`, `word` a kind, "" for none."""

    part: int
    word: str
    draws: bool
    hidden: bool
    permalink: bool
    line_number: bool
    content: bool


_NO_PART = len(_KIND_OF_PART)


@lru_cache(maxsize=1 << 16)
def _said_by(name: str) -> _Name:
    """Return what one class or id says; the same few stand on most pages."""
    part = next((number for number, (_, part) in enumerate(_KIND_OF_PART) if part.search(name)), _NO_PART)
    words = _WORD.split(_BESIDE.sub("", name))
    return _Name(
        part,
        next((kind for word in words if (kind := _KIND_OF_WORD.get(word.lower(), ""))), ""),
        "katex" in name or "mjx" in name,
        _HIDING_NAMES.search(name) is not None,
        _PERMALINK_NAMES.search(name) is not None,
        _LINE_NUMBERS.search(name) is not None,
        _CONTENT_NAMES.search(name) is not None,
    )


@lru_cache(maxsize=1 << 14)
def traits(attributes: str) -> Traits:
    """Return what the attributes of a tag say of its element."""
    by_names, lower = _by_names(names(attributes)), attributes.lower()
    if not any(word in lower for word in _TELLING):
        return by_names
    found = attributes_of(attributes)
    role = found.get("role", "").lower()
    return Traits(
        _BY_ROLE.get(role, "") or by_names.kind,
        role not in _TABS and (by_names.hidden or _is_hidden(lower, found)),
        by_names.permalink,
        by_names.line_number,
        by_names.content or found.get("itemprop", "").lower() == "articlebody",
    )


@lru_cache(maxsize=1 << 14)
def _by_names(bears: str) -> Traits:
    """Return what classes and ids say together."""
    said = [_said_by(name) for name in _NUMBER.sub("0", bears).split()]
    return Traits(
        _kind_of(said),
        any(name.hidden for name in said),
        any(name.permalink for name in said),
        any(name.line_number for name in said),
        any(name.content for name in said),
    )


def _is_hidden(lower: str, found: dict[str, str]) -> bool:
    """Tell whether attributes hide an element, by one of their own or by its style."""
    if "hidden" in lower.split() or found.get("hidden", "until-found") != "until-found":
        return True
    return _HIDING_STYLE.search(found.get("style", "")) is not None


def _kind_of(said: Sequence[_Name]) -> str:
    """Return the ground that classes and ids name, "" for none.

    >>> [_kind_of([_said_by(name)]) for name in ("post-nav", "has-sidebar", "entry", "ads")]
    ['navigation', '', '', 'advertisement']
    """
    if any(name.draws for name in said):
        return ""
    part = min((name.part for name in said), default=_NO_PART)
    return _KIND_OF_PART[part][0] if part < _NO_PART else next((name.word for name in said if name.word), "")
