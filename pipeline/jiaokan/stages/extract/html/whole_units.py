"""Know what must stay whole: code with its wrappers, tables of data."""

import re
from functools import lru_cache

from jiaokan.stages.extract.html.element_names import names
from jiaokan.stages.extract.html.struck_subtrees import HEADINGS, LINE_NUMBER, Struck
from jiaokan.stages.extract.html.tokenizer import attributes_of
from jiaokan.stages.extract.html.tree_nodes import Node, Run, Tree
from jiaokan.text.unicode_ranges import count_han

PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
_ROW_GROUPS = frozenset({"table", "tbody", "thead", "tfoot"})
# tables and boxes whose rows are lines of code: gists, CodeMirror
_CODE_ROWS = re.compile(r"blob-code|js-file-line-container|CodeMirror-code|hljs-ln(?:\s|$)", re.I)
_LINE_FEEDS = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_LINE_FEED_NAMES = re.compile(r"bbs-screen|bbs-content", re.I)
_CODE_NAMES = re.compile(
    r"highlight|code|language-|lang-|brush|prettyprint|hljs|literal-block|sourceCode", re.I
)
_LANGUAGE = re.compile(
    r"(?:^|[\s:;])(?:language|lang|highlight|brush:?\s*|sourceCode\s+)[-:\s]?\s*([\w+#.-]+)", re.I
)
_FIGURE = re.compile(r"^highlight\s+([\w+#-]+)")
_NO_LANGUAGE = frozenset(
    {
        "text",
        "plain",
        "plaintext",
        "plain_text",
        "none",
        "nohighlight",
        "default",
        "highlight",
        "table",
        "code",
    }
)
_TABLE_PARTS = frozenset({
    "caption", "colgroup", "col", "tbody", "thead", "tfoot", "tr", "td", "th", "script", "style", "template",
})  # fmt: skip
_LARGEST_CELL = 300  # letters of a cell above which one that is most of its table lays out the page
_LONE_CELL = 40  # letters of a cell of a table of one row, at most
_MOST_PARAGRAPHS = 12  # in a cell of data
_MIN_PROSE = 200  # code points of preformatted text that can be prose
_PROSE_HAN = 0.6  # share of Han from which preformatted text without a sign of code is prose


def is_code(tree: Tree, node: Node) -> bool:
    """Tell whether a node holds code as a whole."""
    if node.name in PREFORMATTED:
        return not _is_prose(tree, node)
    return node.name in ("table", "div") and bool(node.attributes) and _has_code_rows(node.attributes)


@lru_cache(maxsize=1 << 14)
def _has_code_rows(attributes: str) -> bool:
    return _CODE_ROWS.search(names(attributes)) is not None


def keeps_line_feeds(node: Node) -> bool:
    """Tell whether line feeds in a node are line breaks, as in a post of PTT."""
    if node.name in PREFORMATTED:
        return True
    if not node.attributes or ("white-space" not in node.attributes and "bbs-" not in node.attributes):
        return False
    return bool(_LINE_FEEDS.search(node.attributes) or _LINE_FEED_NAMES.search(names(node.attributes)))


def language_of(node: Node) -> str:
    """Return the language that the classes of a code block or of its wrappers name, "" for none."""
    near = [*node.elements(), *node.ancestors()][: len(node.children) + 4]
    for one in near:
        if not one.attributes:
            continue
        found = attributes_of(one.attributes)
        bears = found.get("class", "")
        match = _LANGUAGE.search(bears) or _FIGURE.search(bears)
        language = found.get("data-lang") or found.get("data-language") or (match[1] if match else "")
        if language and language.lower() not in _NO_LANGUAGE:
            return language.lower().strip(";")
    return ""


def data_rows(tree: Tree, struck: Struck, table: Node) -> list[list[Node]]:
    """Return the cells of each row of a table of data; none for a table that lays out the page."""
    rows: list[list[Node]] = []
    if _has_stray(tree, table):
        return []
    for node in tree.descendants(table):
        if node.name in ("table", "form", "h1", "h2", "h3") or (
            node.name == "pre" and not _in_gutter(struck, node)
        ):
            return []
        if node.name == "tr":
            rows.append([cell for cell in node.elements() if cell.name in ("td", "th")])
    rows = [row for row in rows if row]
    if not rows or 2 * sum(len(row) > 1 for row in rows) < len(rows):
        return []
    if len(rows) == 1 and max(struck.letters[cell.number] for cell in rows[0]) > _LONE_CELL:
        return []
    size = float(struck.letters[table.number])
    return [] if any(_lays_out(struck, cell, size) for row in rows for cell in row) else rows


def is_between_rows(node: Node) -> bool:
    """Tell whether text right below a node is nothing but the layout of the source."""
    return node.name in _ROW_GROUPS or node.name == "tr"


def _has_stray(tree: Tree, table: Node) -> bool:
    """Tell whether a table holds anything visible outside its cells and caption."""
    for node in (table, *tree.descendants(table)):
        if not is_between_rows(node):
            continue
        for child in node.children:
            if isinstance(child, Run):
                if not tree.text[child.start : child.end].isspace():
                    return True
            elif child.name not in _TABLE_PARTS:
                return True
    return False


def _in_gutter(struck: Struck, node: Node) -> bool:
    return any(struck.never.get(above.number) == LINE_NUMBER for above in node.ancestors())


def _lays_out(struck: Struck, cell: Node, table_letters: float) -> bool:
    size = float(struck.letters[cell.number])
    blocks = sum(child.name in ("p", "div") for child in cell.elements())
    return (size > _LARGEST_CELL and 2 * size > table_letters) or blocks > _MOST_PARAGRAPHS


def _is_prose(tree: Tree, node: Node) -> bool:
    """Tell whether preformatted text is prose, as old boards print their posts."""
    if any(child.name in ("code", "samp", "table", "ol") for child in node.elements()):
        return False
    if any(
        above.attributes and _CODE_NAMES.search(names(above.attributes))
        for above, _ in zip(node.ancestors(), "123", strict=False)
    ):
        return False
    parts = [tree.text[child.start : child.end] for child in node.children if isinstance(child, Run)]
    text = "".join("".join(parts).split())
    return (
        len(text) >= _MIN_PROSE
        and count_han(text) >= _PROSE_HAN * len(text)
        and not any(above.name in HEADINGS for above in node.ancestors())
    )
