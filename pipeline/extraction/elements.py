"""What each HTML element means for the cutting of blocks, by the HTML standard (sections 4, 13 and 15)."""

# no content, no end tag
VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
# shown as blocks of their own; all others, unknown ones too, are phrasing content, as in browsers
BLOCK = frozenset(
    "address article aside blockquote caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup "
    "option p plaintext pre section summary table tbody td tfoot th thead tr ul select button title "
    "script style textarea iframe xmp noembed noframes noscript template".split()
)
# content that no reader sees as text
UNSEEN = frozenset("script style textarea title iframe xmp noembed noframes template option".split())
# their tags open and close nothing: a page is in them all the way
FRAME = frozenset({"html", "head", "body"})

# the start of a block ends a paragraph and an option
LOOSE = frozenset({"p", "option"})
TIGHT = frozenset({"option", "optgroup", "script", "style", "template", "noscript", "button", "title"})
_ROWS = frozenset({"tr", "td", "th"})
# a start tag ends open elements of these kinds, up to the nearest of its walls
ENDS = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": _ROWS,
    "tbody": _ROWS | {"tbody", "thead", "tfoot"},
    "thead": _ROWS | {"tbody", "thead", "tfoot"},
    "tfoot": _ROWS | {"tbody", "thead", "tfoot"},
}
_CELLS = frozenset({"table", "td", "th", "caption"})
_TABLE = frozenset({"table"})
# what neither an end tag nor an implied end reaches across
WALLS = {
    "li": _CELLS | {"ul", "ol", "menu", "dir"},
    "dt": _CELLS | {"dl"},
    "dd": _CELLS | {"dl"},
    "table": frozenset[str](),
} | dict.fromkeys(("td", "th", "tr", "tbody", "thead", "tfoot", "caption"), _TABLE)
OTHER_WALLS = _CELLS
