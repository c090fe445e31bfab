"""Groups of HTML elements, by the HTML standard (sections 4, 13 and 15)."""

# elements without content and end tag
VOID_TAGS = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
# elements that are shown as blocks; all others, unknown ones too, are inline, as in browsers
BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "iframe", "legend", "li", "listing", "main", "menu", "nav",
    "noembed", "noframes", "noscript", "ol", "optgroup", "option", "p", "plaintext", "pre", "script",
    "section", "select", "style", "summary", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
    "thead", "title", "tr", "ul", "xmp",
})  # fmt: skip
# elements whose content is never shown as text
UNSEEN_TAGS = frozenset({
    "iframe", "noembed", "noframes", "script", "style", "template", "title",
})  # fmt: skip
# every page has these elements, so that their tags are ignored
FRAME_TAGS = frozenset({"html", "head", "body"})

BOLD_TAGS = frozenset({"b", "strong"})

# the start of a block ends an open paragraph or option
ENDED_BY_BLOCK = frozenset({"p", "option"})
# blocks whose start ends neither
NON_CLOSING_BLOCK_TAGS = frozenset(
    {"option", "optgroup", "script", "style", "template", "noscript", "button", "title"}
)

_ROW_TAGS = frozenset({"tr", "td", "th"})
_ROW_GROUP_TAGS = _ROW_TAGS | {"tbody", "thead", "tfoot"}
# for a start tag, the open elements that it ends, up to the nearest of its `SCOPE_LIMITS`
ENDED_BY_START = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": _ROW_TAGS,
    "tbody": _ROW_GROUP_TAGS,
    "thead": _ROW_GROUP_TAGS,
    "tfoot": _ROW_GROUP_TAGS,
}
_CELL_TAGS = frozenset({"table", "td", "th", "caption"})
# open elements outside these are not ended by an end tag or an implied end inside them
DEFAULT_SCOPE_LIMITS = _CELL_TAGS
SCOPE_LIMITS = {
    "li": _CELL_TAGS | {"ul", "ol", "menu", "dir"},
    "dt": _CELL_TAGS | {"dl"},
    "dd": _CELL_TAGS | {"dl"},
    "table": frozenset[str](),
} | dict.fromkeys(("td", "th", "tr", "tbody", "thead", "tfoot", "caption"), frozenset({"table"}))
