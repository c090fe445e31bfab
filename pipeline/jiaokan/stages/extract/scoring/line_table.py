"""Make the table of the lines of a page: texts, character counts, and the tree as arrays."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jiaokan.core.edits import Span
from jiaokan.metadata.html_titles import MAX_TITLE_LINE_CHARS
from jiaokan.stages.extract.html.elements import BLOCK_TAGS, BOLD_TAGS
from jiaokan.stages.extract.html.html_line import HtmlLine
from jiaokan.stages.extract.html.struck_subtrees import ElementGrounds
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree
from jiaokan.stages.extract.scoring.class_features import list_class_bits
from jiaokan.stages.extract.scoring.pattern_counts import count_matches
from jiaokan.stages.extract.scoring.patterns import SITE_STATEMENT
from jiaokan.text.normalized_view import keep_letters_of_lines, normalize_view

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_MAX_STATEMENT_CHARS = 400  # code points at the start of a line that are searched for a statement
_BOX_TAGS = BLOCK_TAGS | BOLD_TAGS
_LETTER = re.compile(r"[^\W_]")
_FEED_OR_TAB = re.compile(r"[\n\t]")
COUNT_NAMES = ("length", "han", "digit", "latin", "stop", "comma", "function", "mark")
_STOP_CHARS, _COMMA_CHARS, _FUNCTION_CHARS, _MARK_CHARS = (
    "。！？；!?;…",
    ",、:",
    "的了是在不和有我他她你这也就都而",
    "|·>-/*",
)


@dataclass(frozen=True, slots=True)
class LineTable:
    """The lines of a page with a letter, a digit or Han in them.

    One entry for each line:
    `texts` are the lines with line feeds and tabs as blanks, `normalized_texts` their normalized
    views, `bare_texts` the letters, digits and Han at their start. `are_statements` marks statements
    of the site about itself. `counts` has a row for each of `COUNT_NAMES`. `link_shares` and
    `bold_shares` are shares of the source. `spans` are in code points of the page, `start_offsets`
    are their starts. `box_of_line` is the index in `boxes` of the innermost box.

    One entry for each box, in page order:
    `boxes` are the block elements, the bold elements and all elements with a class or an id. A box
    holds the lines from `box_first_lines` up to `box_end_lines` (half-open). `box_parents` are
    indexes in `boxes`; the page is its own parent. `box_depths` are depths in the tree, `box_class_bits`
    the class patterns that match their names.
    """

    tree: PageTree
    element_grounds: ElementGrounds
    lines: tuple[HtmlLine, ...]
    texts: tuple[str, ...]
    normalized_texts: tuple[str, ...]
    bare_texts: tuple[str, ...]
    are_statements: Flags
    counts: Floats
    link_shares: Floats
    bold_shares: Floats
    spans: tuple[Span, ...]
    start_offsets: Ints
    boxes: tuple[Node, ...]
    box_first_lines: Ints
    box_end_lines: Ints
    box_parents: Ints
    box_depths: Ints
    box_class_bits: Ints
    box_of_line: Ints


def has_letter_or_digit(line: HtmlLine) -> bool:
    """Tell whether a line has a letter, a digit or Han in it."""
    return _LETTER.search(line.text) is not None


def build_line_table(tree: PageTree, grounds: ElementGrounds, html_lines: Sequence[HtmlLine]) -> LineTable:
    """Make the table of the lines with a letter, a digit or Han in them."""
    lines = tuple(line for line in html_lines if has_letter_or_digit(line))
    texts = tuple(_FEED_OR_TAB.sub(" ", line.text) for line in lines)
    views = tuple(normalize_view("\n".join(texts)).text.split("\n")) if lines else ()
    boxes = _list_boxes(tree)
    box_of_node = np.full(len(tree.nodes), -1, dtype=np.int64)
    box_of_node[[box.number for box in boxes]] = np.arange(len(boxes))
    spans = tuple(Span(line.start, line.end) for line in lines)
    starts = np.array([span.start for span in spans], dtype=np.int64)
    return LineTable(
        tree,
        grounds,
        lines,
        texts,
        views,
        tuple(keep_letters_of_lines([line[:MAX_TITLE_LINE_CHARS] for line in views])),
        _find_statements(views),
        _count_char_kinds(views),
        *_measure_emphasis(lines),
        spans,
        starts,
        boxes,
        np.searchsorted(starts, [box.start for box in boxes]),
        np.searchsorted(starts, [box.end for box in boxes]),
        np.array(_find_box_parents(boxes, box_of_node), dtype=np.int64),
        np.array([box.depth for box in boxes], dtype=np.int64),
        np.array(list_class_bits(boxes), dtype=np.int64),
        box_of_node[[line.node.number for line in lines]],
    )


def _list_boxes(tree: PageTree) -> tuple[Node, ...]:
    found = [
        node
        for node in tree.nodes
        if node.name in _BOX_TAGS or "class" in node.attributes or " id" in node.attributes
    ]
    return (tree.nodes[0], *found)  # the page itself first, whatever its name


def _find_box_parents(boxes: Sequence[Node], box_of_node: Ints) -> list[int]:
    """Return for each box the index of the nearest box above it. The page is its own parent."""
    box_of_node_list = box_of_node.tolist()
    parents = []
    for box in boxes:
        above = box.parent
        while above is not None and box_of_node_list[above.number] < 0:
            above = above.parent
        parents.append(box_of_node_list[above.number] if above is not None else 0)
    return parents


def _find_statements(views: tuple[str, ...]) -> Flags:
    heads = [line[:_MAX_STATEMENT_CHARS].lower() for line in views]
    return np.asarray(count_matches((SITE_STATEMENT,), heads)[0] > 0, dtype=np.bool_)


def _measure_emphasis(lines: Sequence[HtmlLine]) -> tuple[Floats, Floats]:
    """Return the shares of the source of each line that are in links and in bold."""
    rows = []
    for line in lines:
        total = link = bold = 0
        for piece in line.source_pieces:
            if piece.new is None:
                size = piece.end - piece.start
                total += size
                link += size * (piece.link >= 0)
                bold += size * piece.is_bold
        rows.append((link / max(total, 1), bold / max(total, 1)))
    table = np.array(rows, dtype=np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _classify_chars() -> NDArray[np.uint8]:
    """Return for each BMP code point a bit set of the kinds in `COUNT_NAMES[1:]`."""
    table = np.zeros(0x10000, dtype=np.uint8)
    for start, end in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x3007, 0x3008)):
        table[start:end] |= 1
    table[ord("0") : ord("9") + 1] |= 2
    table[ord("a") : ord("z") + 1] |= 4
    table[ord("A") : ord("Z") + 1] |= 4
    for bit, chars in ((8, _STOP_CHARS), (16, _COMMA_CHARS), (32, _FUNCTION_CHARS), (64, _MARK_CHARS)):
        table[[ord(char) for char in chars]] |= bit
    return table


_CHAR_KINDS = _classify_chars()


def _count_char_kinds(views: tuple[str, ...]) -> Floats:
    """Return the counts of the kinds of characters, of all lines in one pass."""
    if not views:
        return np.zeros((len(COUNT_NAMES), 0), dtype=np.float64)
    codes = np.frombuffer("\n".join(views).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = np.where(codes > 0xFFFF, np.uint8(1), _CHAR_KINDS[np.minimum(codes, 0xFFFF)])
    lengths = np.array([len(line) for line in views])
    starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1]))
    bits = (kinds >> np.arange(len(COUNT_NAMES) - 1, dtype=np.uint8)[:, None]) & 1
    rows = np.add.reduceat(bits, starts, axis=1, dtype=np.int64)  # a line feed has no kind
    return np.vstack((lengths, rows)).astype(np.float64)
