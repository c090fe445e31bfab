"""What is measured of a page's blocks before anyone judges them: text, counts, and tree as arrays."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.extraction.page.flow import Piece, render, seen
from pipeline.extraction.page.parts import Block, Page
from pipeline.extraction.scoring.holding import holders, makes
from pipeline.extraction.scoring.words import STATEMENT
from pipeline.reading import view

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

BARE = 240  # code points of a line that may be a title
_SAYS = 400  # code points of a line in which a statement is looked for
_OTHER = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W_]")
COUNTS = ("length", "han", "digit", "latin", "stop", "comma", "function", "mark")
_STOPS, _COMMAS, _FUNCTION, _MARKS = "。！？；!?;…", ",、:", "的了是在不和有我他她你这也就都而", "|·>-/*"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's blocks that hold something to read, measured.

    `lines` are their texts, `views` the same as read, `bares` the letters, digits and Han of their
    beginnings; `stated` tells in which of them a site speaks for itself; `counts` has a row for
    each of COUNTS; `links` and `bold` are shares of the source. `first`, `last`, `parents` and
    `depths` run over the elements, all else over the blocks; for `holders` and `makes` see `holding`.
    """

    page: Page
    blocks: tuple[Block, ...]
    pieces: tuple[list[Piece], ...]
    lines: tuple[str, ...]
    views: tuple[str, ...]
    bares: tuple[str, ...]
    stated: Flags
    counts: Floats
    links: Floats
    bold: Floats
    first: Ints
    last: Ints
    parents: Ints
    depths: Ints
    at: Ints
    holders: tuple[Ints, ...]
    makes: Ints


def measure(page: Page) -> Sheet:
    """Measure the blocks of a page; blank ones are left out."""
    rendered = [(block, render(page.text, block.runs, _pre(page, block))) for block in page.blocks]
    texts = [seen(pieces).replace("\n", " ") for _, pieces in rendered]
    kept = [i for i, text in enumerate(texts) if _LETTER.search(text)]
    lines = tuple(texts[i] for i in kept)
    views = tuple(view("\n".join(lines)).text.split("\n")) if lines else ()
    blocks = tuple(rendered[i][0] for i in kept)
    before = np.searchsorted(np.array(kept, dtype=np.int64), np.arange(len(texts) + 1))
    _, _, _, above, depths, firsts = zip(*page.elements, strict=True)
    first, last, parents = before[list(firsts)], before[list(page.ends)], np.array(above, dtype=np.int64)
    at = np.array([block.element for block in blocks], dtype=np.int64)
    return Sheet(
        page,
        blocks,
        tuple(rendered[i][1] for i in kept),
        lines,
        views,
        tuple(bare_view(line[:BARE]) for line in views),
        _stated(views),
        _counts(views),
        *_emphasis(blocks),
        first,
        last,
        parents,
        np.array(depths, dtype=np.int64),
        at,
        holders(last - first, parents, at),
        makes(page.elements, at),
    )


def bare_view(line: str) -> str:
    """Return letters, digits and Han alone of a line as read."""
    return _OTHER.sub("", line).lower()


def _stated(views: tuple[str, ...]) -> Flags:
    heads = [line[:_SAYS].lower() for line in views]
    return np.array([STATEMENT.search(head) is not None for head in heads], dtype=np.bool_)


def _pre(page: Page, block: Block) -> bool:
    return page.elements[block.element].name == "pre"


def _emphasis(blocks: tuple[Block, ...]) -> tuple[Floats, Floats]:
    """Return the source code points of each block in links, and in bold, as shares."""
    rows = []
    for block in blocks:
        whole = link = bold = 0
        for start, end, linked, strong in block.runs:
            whole += end - start
            link += (end - start) * linked
            bold += (end - start) * strong
        rows.append((link / whole, bold / whole))
    table = np.array(rows, dtype=np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _kinds() -> NDArray[np.uint8]:
    """Return for each BMP code point a bit set of the kinds in COUNTS[1:]."""
    table = np.zeros(0x10000, dtype=np.uint8)
    for start, end in ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x3007, 0x3008)):
        table[start:end] |= 1
    table[ord("0") : ord("9") + 1] |= 2
    table[ord("a") : ord("z") + 1] |= 4
    table[ord("A") : ord("Z") + 1] |= 4
    for bit, chars in ((8, _STOPS), (16, _COMMAS), (32, _FUNCTION), (64, _MARKS)):
        table[[ord(char) for char in chars]] |= bit
    return table


_KINDS = _kinds()


def _counts(views: tuple[str, ...]) -> Floats:
    """Count the kinds of characters in every line at once."""
    if not views:
        return np.zeros((len(COUNTS), 0), dtype=np.float64)
    codes = np.frombuffer("\n".join(views).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = np.where(codes > 0xFFFF, np.uint8(1), _KINDS[np.minimum(codes, 0xFFFF)])
    lengths = np.array([len(line) for line in views])
    starts = np.concatenate(([0], np.cumsum(lengths + 1)[:-1]))
    bits = (kinds >> np.arange(len(COUNTS) - 1, dtype=np.uint8)[:, None]) & 1
    rows = np.add.reduceat(bits, starts, axis=1, dtype=np.int64)  # a line feed is of no kind
    return np.vstack((lengths, rows)).astype(np.float64)
