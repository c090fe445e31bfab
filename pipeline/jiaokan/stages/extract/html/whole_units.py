"""Recognize listings of code and tables of data, which are kept or removed as a whole."""

import re
from collections.abc import Sequence
from functools import lru_cache

from jiaokan.stages.extract.html.struck_subtrees import HEADING_TAGS, LINE_NUMBER, ElementGrounds
from jiaokan.stages.extract.html.tokenizer import parse_attributes
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree
from jiaokan.text.unicode_ranges import count_han

PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
UNIT_TAGS = PREFORMATTED | {"table", "div"}  # elements that can be a listing or a table of data
_ROW_HOLDERS = frozenset({"table", "tbody", "thead", "tfoot", "tr"})  # of rows, and of their cells
# elements whose rows are lines of code: gists, CodeMirror, highlight.js
_CODE_ROW_NAMES = re.compile(r"blob-code|js-file-line-container|CodeMirror-code|hljs-ln(?:\s|$)", re.I)
_LINE_FEED_STYLE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_LINE_FEED_NAMES = re.compile(r"bbs-screen|bbs-content", re.I)
_CODE_NAMES = re.compile(
    r"highlight|code|language-|lang-|brush|prettyprint|hljs|literal-block|sourceCode", re.I
)
_LANGUAGE_NAME = re.compile(
    r"(?:^|[\s:;])(?:language|lang|highlight|brush:?\s*|sourceCode\s+)[-:\s]?\s*([\w+#.-]+)", re.I
)
_FIGURE_LANGUAGE = re.compile(r"^highlight\s+([\w+#-]+)")
_NOT_A_LANGUAGE = frozenset(
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
# what a table of data does not hold
_LAYOUT_PARTS = frozenset({"table", "form", "h1", "h2", "h3", "blockquote"})
_MAX_CELL_LETTERS = 300  # letters; a longer cell that is most of its table is page layout
_MAX_LONE_CELL_LETTERS = 40  # letters of a cell in a table of one row
_MAX_CELL_PARAGRAPHS = 12  # `p` and `div` children of a cell of data
_MIN_PROSE_CHARS = 200  # code points of preformatted text that can be prose
_MIN_PROSE_HAN_SHARE = 0.6  # share of Han in preformatted text that is prose
_MIN_POST_HAN_SHARE = 0.25  # the same for a post of a bulletin board
# the head of a post of a bulletin board, without blanks
_POST_HEAD = re.compile(
    r"""
    (?:作者|发信人|發信人|寄信人)[:：]?[\w.-]{2,20}(?:\([^()]{0,40}\))?,?   # 作者 name (名字)
    (?:看板|信区|信區|站内|站內)                                             # 看板 board
    """,
    re.X,
)


def is_code_element(tree: PageTree, node: Node) -> bool:
    """Tell whether an element is a listing of code."""
    if node.name in PREFORMATTED:
        return not _is_prose(tree, node)
    return node.name in ("table", "div") and bool(node.names) and has_code_rows(node.names)


@lru_cache(maxsize=1 << 14)
def has_code_rows(names: str) -> bool:
    """Tell whether the names of an element say that its rows are lines of code."""
    return _CODE_ROW_NAMES.search(names) is not None


def keeps_line_feeds(node: Node) -> bool:
    """Tell whether line feeds in an element are line breaks, as in a post of PTT."""
    if node.name in PREFORMATTED:
        return True
    if not node.attributes or ("white-space" not in node.attributes and "bbs-" not in node.attributes):
        return False
    return bool(_LINE_FEED_STYLE.search(node.attributes) or _LINE_FEED_NAMES.search(node.names))


def find_language(tree: PageTree, node: Node) -> str:
    """Return the programming language in the attributes of a listing or of elements near it, "" for none.

    >>> from jiaokan.stages.extract.html.tree_builder import build_tree
    >>> tree = build_tree('<pre><code class="language-Python">')
    >>> find_language(tree, tree.nodes[1])
    'python'
    """
    children = [*tree.iter_children(node)]
    inside = [child for child in children if isinstance(child, Node)]
    elements = [*inside, *node.iter_ancestors()][: len(children) + 4]
    for element in elements:
        if not element.attributes:
            continue
        attributes = parse_attributes(element.attributes)
        classes = attributes.get("class", "")
        match = _LANGUAGE_NAME.search(classes) or _FIGURE_LANGUAGE.search(classes)
        language = (
            attributes.get("data-lang") or attributes.get("data-language") or (match[1] if match else "")
        )
        if language and language.lower() not in _NOT_A_LANGUAGE:
            return language.lower().strip(";")
    return ""


def find_data_rows(tree: PageTree, grounds: ElementGrounds, table: Node) -> list[list[Node]]:
    """Return the cells of each row of a table of data, no rows for a table that is page layout."""
    rows: list[list[Node]] = []
    if _has_content_outside_cells(tree, table):
        return []
    for node in tree.list_descendants(table):
        if node.name in _LAYOUT_PARTS or (node.name == "pre" and not _is_in_gutter(grounds, node)):
            return []
        if node.name == "tr":
            rows.append([cell for cell in tree.iter_child_elements(node) if cell.name in ("td", "th")])
    rows = [row for row in rows if row]
    if not rows or 2 * sum(len(row) > 1 for row in rows) < len(rows):
        return []
    if len(rows) == 1 and max(grounds.letters[cell.number] for cell in rows[0]) > _MAX_LONE_CELL_LETTERS:
        return []
    size = float(grounds.letters[table.number])
    return [] if any(_is_layout_cell(tree, grounds, cell, size) for row in rows for cell in row) else rows


def is_between_rows(node: Node) -> bool:
    """Tell whether text directly in an element is between rows or cells, so that it is not shown."""
    return node.name in _ROW_HOLDERS


def _has_content_outside_cells(tree: PageTree, table: Node) -> bool:
    """Tell whether a table holds anything visible outside its cells and its caption."""
    for node in (table, *tree.list_descendants(table)):
        if not is_between_rows(node):
            continue
        for child in tree.iter_children(node):
            if not isinstance(child, Node):
                if not tree.text[child.start : child.end].isspace():
                    return True
            elif child.name not in _TABLE_PARTS:
                return True
    return False


def _is_in_gutter(grounds: ElementGrounds, node: Node) -> bool:
    return any(grounds.never_text.get(above.number) == LINE_NUMBER for above in node.iter_ancestors())


def _is_layout_cell(tree: PageTree, grounds: ElementGrounds, cell: Node, table_letters: float) -> bool:
    size = float(grounds.letters[cell.number])
    blocks = [child for child in tree.iter_child_elements(cell) if child.name in ("p", "div")]
    is_long = size > _MAX_CELL_LETTERS and 2 * size > table_letters
    return is_long or len(blocks) > _MAX_CELL_PARAGRAPHS or _are_nested(tree, grounds, blocks)


def _are_nested(tree: PageTree, grounds: ElementGrounds, blocks: Sequence[Node]) -> bool:
    """Tell whether several blocks of a cell hold text, one in a `div` inside it, as a post below its head."""
    filled = [block for block in blocks if grounds.letters[block.number]]
    return len(filled) > 1 and any(
        child.name == "div" and grounds.letters[child.number]
        for block in filled
        if block.name == "div"
        for child in tree.iter_child_elements(block)
    )


def _is_prose(tree: PageTree, node: Node) -> bool:
    """Tell whether preformatted text is prose, as in posts of old forums."""
    if any(child.name in ("code", "samp", "table", "ol") for child in tree.iter_child_elements(node)):
        return False
    if any(
        above.names and _CODE_NAMES.search(above.names)
        for above, _ in zip(node.iter_ancestors(), "123", strict=False)
    ):
        return False
    if any(above.name in HEADING_TAGS for above in node.iter_ancestors()):
        return False
    runs = [run for inner in (node, *tree.list_descendants(node)) for run in tree.list_own_runs(inner)]
    text = "".join("".join([tree.text[run.start : run.end] for run in runs]).split())
    least = _MIN_POST_HAN_SHARE if _POST_HEAD.match(text) else _MIN_PROSE_HAN_SHARE
    return len(text) >= _MIN_PROSE_CHARS and count_han(text) >= least * len(text)
