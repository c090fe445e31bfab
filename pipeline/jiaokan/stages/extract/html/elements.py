"""What each HTML element means for the cutting of blocks, by the HTML standard (sections 4, 13 and 15)."""

# no content, no end tag
VOID = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
# shown as blocks of their own; all others, unknown ones too, are phrasing content, as in browsers
BLOCK = frozenset({
    "address", "article", "aside", "blockquote", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "iframe", "legend", "li", "listing", "main", "menu", "nav",
    "noembed", "noframes", "noscript", "ol", "optgroup", "option", "p", "plaintext", "pre", "script",
    "section", "select", "style", "summary", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
    "thead", "title", "tr", "ul", "xmp",
})  # fmt: skip
# content that no reader sees as text
UNSEEN = frozenset({
    "iframe", "noembed", "noframes", "script", "style", "template", "title",
})  # fmt: skip
# their tags open and close nothing: a page is in them all the way
FRAME = frozenset({"html", "head", "body"})

BOLD = frozenset({"b", "strong"})

# the start of a block ends a paragraph and an option, but for these
LOOSE = frozenset({"p", "option"})
TIGHT = frozenset({"option", "optgroup", "script", "style", "template", "noscript", "button", "title"})

_ROWS = frozenset({"tr", "td", "th"})
_GROUPS = _ROWS | {"tbody", "thead", "tfoot"}
# a start tag ends open elements of these kinds, up to the nearest of its walls
ENDS = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": _ROWS,
    "tbody": _GROUPS,
    "thead": _GROUPS,
    "tfoot": _GROUPS,
}
_CELLS = frozenset({"table", "td", "th", "caption"})
# what neither an end tag nor an implied end reaches across
OTHER_WALLS = _CELLS
WALLS = {
    "li": _CELLS | {"ul", "ol", "menu", "dir"},
    "dt": _CELLS | {"dl"},
    "dd": _CELLS | {"dl"},
    "table": frozenset[str](),
} | dict.fromkeys(("td", "th", "tr", "tbody", "thead", "tfoot", "caption"), frozenset({"table"}))
