"""Compose pages from labelled ones: articles with boilerplate of other sources, excerpts, joined pages.

Pages without a menu, pages that are partly clean, lines that hold head, article and foot, and lists without
an article are rarer in labelled sets than in crawls.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jiaokan.training.labelled_pages import (
    DROPPED,
    KEPT,
    LabelledLine,
    LabelledPage,
    join_lines,
    read_letters,
)

BoilerplateBlock = tuple[str, Sequence[LabelledLine]]  # source, and consecutive lines of boilerplate
_HEAD_KINDS = {
    "navigation",
    "breadcrumb",
    "byline",
    "site_banner",
    "duplicate_title",
    "abstract",
    "seo_tags",
    "silver",
}
_MAX_SMALL_BLOCK_LINES = 3
_MIN_ARTICLE_CHARS, _MAX_JOINED_CHARS = 60, 6000


@dataclass(frozen=True, slots=True)
class BlockCollection:
    """Blocks of boilerplate: those above articles, those below articles, and small ones."""

    head_blocks: Sequence[BoilerplateBlock]
    foot_blocks: Sequence[BoilerplateBlock]
    small_blocks: Sequence[BoilerplateBlock]


def compose_pages(pages: Sequence[LabelledPage], seed: int, each: int = 2) -> list[LabelledPage]:
    """Compose pages from the pages of one fold.

    Args:
        pages: labelled pages of one fold.
        seed: seed of the random choices.
        each: number of articles with grafted boilerplate for each page.
    """
    blocks = _collect_blocks(pages)
    if not blocks.head_blocks or not blocks.foot_blocks or not blocks.small_blocks:
        return []
    rng = random.Random(seed)
    composed = [
        variant for page in pages if not page.no_article for variant in _vary_page(page, blocks, rng, each)
    ]
    composed += _compose_lists(pages, blocks, rng)
    return [replace(page, fold=pages[0].fold) for page in composed]


def _collect_blocks(pages: Sequence[LabelledPage]) -> BlockCollection:
    head_blocks: list[BoilerplateBlock] = []
    foot_blocks: list[BoilerplateBlock] = []
    for page in pages:
        for kinds, rows in _find_blocks(page):
            if kinds & _HEAD_KINDS:
                head_blocks.append((page.source, rows))
            if not kinds <= {"breadcrumb", "duplicate_title", "abstract"}:
                foot_blocks.append((page.source, rows))
    return BlockCollection(
        head_blocks, foot_blocks, [block for block in foot_blocks if len(block[1]) <= _MAX_SMALL_BLOCK_LINES]
    )


def _find_blocks(page: LabelledPage) -> Iterator[tuple[set[str], list[LabelledLine]]]:
    """Yield the runs of lines that are entirely boilerplate, with their kinds."""
    run: list[LabelledLine] = []
    for row in [*page.list_lines(), LabelledLine("end", KEPT * 3, ("",) * 3)]:
        if not row.text.strip():
            continue
        if set(row.states) == {DROPPED}:
            run.append(row)
        elif run:
            yield {kind for line in run for kind in line.kinds if kind}, run
            run = []


def _vary_page(
    page: LabelledPage, blocks: BlockCollection, rng: random.Random, each: int
) -> Iterator[LabelledPage]:
    rows = [row for row in page.list_lines() if row.text.strip()]
    kept = [row for row in rows if 2 * row.states.count(KEPT) > len(row.states)]
    if sum(len(row.text) for row in kept) < _MIN_ARTICLE_CHARS:
        return

    def make_variant(name: str, parts: Sequence[LabelledLine], joint: str = "\n") -> LabelledPage:
        variant = join_lines(f"{page.id}#{name}", page.source, parts, joint, "made")
        return replace(variant, titles=_find_kept_titles(page, parts) if joint == "\n" else None)

    for number in range(each):
        parts = _compose_article(kept, page.source, blocks, rng)
        draw = rng.random()
        yield make_variant(f"graft{number}", parts, " " if draw < 0.1 else "" if draw < 0.15 else "\n")
    if rng.random() < 0.5:
        yield make_variant("clean", kept)
    if untitled := _leave_out_title_copies(page, rows):
        yield make_variant("untitled", untitled)
    yield make_variant("excerpt", _choose_run(rows, (1, 2, 3, 4, 6, 9), rng))
    yield make_variant("scrap", _compose_fragment(kept, page.source, blocks, rng))
    if rng.random() < 0.4 and len(page.text) < _MAX_JOINED_CHARS:
        yield make_variant("joined", rows, rng.choice((" ", "", "  ")))


def _find_kept_titles(page: LabelledPage, parts: Sequence[LabelledLine]) -> frozenset[str] | None:
    """Return the titles of a page for a page of some of its lines, None where its title is not among them."""
    if not page.titles:
        return page.titles
    return page.titles if any(read_letters(row.text) in page.titles for row in parts) else None


def leave_out_title_copies(page: LabelledPage) -> LabelledPage:
    """Return the page without the copies of its title above it, the same page where there is none."""
    rows = _leave_out_title_copies(page, page.list_lines())
    if not rows:
        return page
    variant = join_lines(page.id, page.source, rows, "\n", page.origin, page.no_article)
    return replace(variant, titles=page.titles, fold=page.fold)


def _leave_out_title_copies(page: LabelledPage, rows: Sequence[LabelledLine]) -> list[LabelledLine]:
    """Return the lines without the copies of the title above it, as pages without their `<title>` are.

    An empty list where there is no copy.
    """
    letters = [read_letters(row.text) for row in rows]
    places = [i for i, line in enumerate(letters) if line in (page.titles or ())]
    kept = [i for i in places if KEPT in rows[i].states] or places
    copies = (
        {i for i in range(kept[0]) if any(title in letters[i] for title in page.titles or ())} if kept else ()
    )
    return [row for i, row in enumerate(rows) if i not in copies] if copies else []


def _compose_article(
    kept: Sequence[LabelledLine], source: str, blocks: BlockCollection, rng: random.Random
) -> list[LabelledLine]:
    draw = rng.random()
    if draw < 0.15:
        body = _choose_run(kept, (1, 2, 3, 4, 6), rng)
    else:
        body = list(kept if draw < 0.6 or len(kept) < 6 else kept[: rng.randint(3, len(kept))])
    heads = [
        row
        for _ in range(rng.choice((0, 1, 1, 2)))
        for row in _choose_block_lines(blocks.head_blocks, source, rng)
    ]
    if len(body) > 3 and rng.random() < 0.4:
        i = rng.randrange(1, len(body))
        body[i:i] = _choose_block_lines(blocks.small_blocks, source, rng)
    feet = [
        row
        for _ in range(rng.choice((0, 1, 1, 2, 3)))
        for row in _choose_block_lines(blocks.foot_blocks, source, rng)
    ]
    return heads + body + feet


def _compose_fragment(
    kept: Sequence[LabelledLine], source: str, blocks: BlockCollection, rng: random.Random
) -> list[LabelledLine]:
    run = _choose_run(kept, (1, 2, 3, 5), rng)
    above = _choose_block_lines(blocks.small_blocks, source, rng) if rng.random() < 0.5 else []
    below = _choose_block_lines(blocks.small_blocks, source, rng) if rng.random() < 0.6 else []
    return [*above, *run, *below]


def _choose_run(rows: Sequence[LabelledLine], sizes: Sequence[int], rng: random.Random) -> list[LabelledLine]:
    size = rng.choice(sizes)
    start = rng.randrange(max(1, len(rows) - size + 1))
    return list(rows[start : start + size])


def _choose_block_lines(
    blocks: Sequence[BoilerplateBlock], source: str, rng: random.Random
) -> list[LabelledLine]:
    """Return some lines of a random block, of another source if one is found in a few attempts."""
    for _ in range(6):
        other, rows = rng.choice(blocks)
        if other != source:
            break
    return _choose_run(rows, (1, 2, 3, 5, 8, 12, 20, 60), rng)


def _compose_lists(
    pages: Sequence[LabelledPage], blocks: BlockCollection, rng: random.Random
) -> Iterator[LabelledPage]:
    def choose() -> Sequence[BoilerplateBlock]:
        return rng.choice((blocks.head_blocks, blocks.foot_blocks, blocks.foot_blocks))

    for number in range(len(pages) // 4):
        rows = [row for _ in range(rng.randint(1, 4)) for row in _choose_block_lines(choose(), "", rng)]
        yield join_lines(
            f"{pages[0].source}#list{number}", pages[0].source, rows, "\n", "made", no_article=True
        )
