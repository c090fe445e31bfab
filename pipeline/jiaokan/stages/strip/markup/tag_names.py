"""Names of HTML: elements by the effect of their tags on the text, and attributes.

Source: the indexes of elements and attributes in the HTML Standard, with the obsolete ones it lists.
"""

# elements that begin or end a line on the page
BREAKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "noscript",
    "ol", "optgroup", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "tfoot",
    "thead", "title", "tr", "ul",
])  # fmt: skip
# cells of a table
CELL_TAGS = frozenset(("td", "th"))
# elements whose text is no text of the page
RAW = frozenset(("script", "style"))
# elements without a closing tag
VOID = frozenset([
    "area", "base", "br", "col", "command", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
])  # fmt: skip
_INLINE = frozenset([
    "a", "abbr", "acronym", "applet", "area", "audio", "b", "base", "basefont", "bdi", "bdo", "big",
    "blink", "button", "canvas", "cite", "code", "col", "colgroup", "command", "data", "datalist", "del",
    "details", "dfn", "em", "embed", "font", "frame", "i", "iframe", "img", "input", "ins", "kbd", "keygen",
    "label", "link", "map", "mark", "marquee", "meta", "meter", "nobr", "noframes", "object", "output",
    "param", "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span",
    "strike", "strong", "sub", "sup", "svg", "template", "textarea", "time", "track", "tt", "u", "var",
    "video", "wbr",
])  # fmt: skip
ELEMENTS = BREAKS | CELL_TAGS | RAW | _INLINE
# names that are words or letters too: <title> in a manual, List<Object>, a<b>c
WORDS = frozenset([
    "a", "abbr", "address", "area", "article", "aside", "audio", "b", "base", "body", "button", "canvas",
    "caption", "cite", "code", "col", "command", "data", "details", "dialog", "dir", "embed", "figure",
    "footer", "form", "frame", "head", "header", "i", "input", "ins", "label", "legend", "link", "main",
    "map", "mark", "menu", "meta", "meter", "nav", "object", "option", "output", "param", "picture",
    "progress", "q", "s", "samp", "section", "select", "small", "source", "style", "sub", "summary", "sup",
    "svg", "table", "template", "time", "title", "track", "u", "var", "video",
])  # fmt: skip
_ATTRIBUTES = [
    "align", "alink", "allow", "allowfullscreen", "allowtransparency", "alt", "autoplay", "background",
    "bgcolor", "border", "cellpadding", "cellspacing", "class", "clear", "color", "cols", "colspan",
    "content", "controls", "coords", "data", "datetime", "dir", "face", "frameborder", "height", "href",
    "hspace", "id", "lang", "language", "longdesc", "loop", "marginheight", "marginwidth", "name", "nowrap",
    "rel", "rows", "rowspan", "scrolling", "shape", "size", "src", "srcset", "start", "style", "tabindex",
    "target", "title", "type", "usemap", "valign", "value", "vspace", "width", "xmlns",
]  # fmt: skip
# pattern of a known attribute name
ATTRIBUTE = (
    rf"(?:{'|'.join(_ATTRIBUTES)}|on[a-z]{{3,20}}|(?:data|aria|xml|v|o|ng)[-:][\w:.-]{{1,40}}|_src|original)"
)
# attributes without a value
FLAGS = "allowfullscreen|async|autoplay|checked|controls|defer|disabled|hidden|itemscope|loop|multiple|muted"
FLAGS += "|nohref|noresize|noshade|nowrap|open|readonly|required|selected|webkitallowfullscreen"
