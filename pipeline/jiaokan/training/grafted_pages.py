"""Make pages of labelled ones: articles with the boilerplate of other sources, excerpts, pages on one line.

Pages without a menu, pages that are half clean, lines that hold head, article and foot, and lists without any
article are rarer in labelled sets than in crawls.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jiaokan.training.labelled_pages import DROPPED, KEPT, LabelledLine, LabelledPage, join_lines

BoilerplateBlock = tuple[str, Sequence[LabelledLine]]  # source, and lines of boilerplate that stand together
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
    """Blocks of boilerplate: those that stand above articles, those below, and small ones."""

    head_blocks: Sequence[BoilerplateBlock]
    foot_blocks: Sequence[BoilerplateBlock]
    small_blocks: Sequence[BoilerplateBlock]


def compose_pages(pages: Sequence[LabelledPage], seed: int, each: int = 2) -> list[LabelledPage]:
    """Return pages made of the pages of one fold, and of no other.

    Args:
        pages: labelled pages of one fold.
        seed: of the random choices.
        each: articles with boilerplate grafted on, for each page.
    """
    bank = _collect_blocks(pages)
    if not bank.head_blocks or not bank.foot_blocks or not bank.small_blocks:
        return []
    chance = random.Random(seed)
    made = [new for page in pages if not page.no_article for new in _vary_page(page, bank, chance, each)]
    made += _compose_lists(pages, bank, chance)
    return [replace(page, fold=pages[0].fold) for page in made]


def _collect_blocks(pages: Sequence[LabelledPage]) -> BlockCollection:
    heads: list[BoilerplateBlock] = []
    feet: list[BoilerplateBlock] = []
    for page in pages:
        for kinds, rows in _find_blocks(page):
            if kinds & _HEAD_KINDS:
                heads.append((page.source, rows))
            if not kinds <= {"breadcrumb", "duplicate_title", "abstract"}:
                feet.append((page.source, rows))
    return BlockCollection(heads, feet, [block for block in feet if len(block[1]) <= _MAX_SMALL_BLOCK_LINES])


def _find_blocks(page: LabelledPage) -> Iterator[tuple[set[str], list[LabelledLine]]]:
    """Yield the runs of lines that are wholly boilerplate, with their kinds."""
    run: list[LabelledLine] = []
    for row in [*page.list_lines(), LabelledLine("end", KEPT * 3, ("",) * 3)]:
        if not row.text.strip():
            continue
        if set(row.states) == {DROPPED}:
            run.append(row)
        elif run:
            yield {kind for one in run for kind in one.kinds if kind}, run
            run = []


def _vary_page(
    page: LabelledPage, bank: BlockCollection, chance: random.Random, each: int
) -> Iterator[LabelledPage]:
    rows = [row for row in page.list_lines() if row.text.strip()]
    kept = [row for row in rows if 2 * row.states.count(KEPT) > len(row.states)]
    if sum(len(row.text) for row in kept) < _MIN_ARTICLE_CHARS:
        return

    def make_variant(name: str, parts: Sequence[LabelledLine], joint: str = "\n") -> LabelledPage:
        return join_lines(f"{page.id}#{name}", page.source, parts, joint, "made")

    for number in range(each):
        parts = _compose_article(kept, page.source, bank, chance)
        draw = chance.random()
        yield make_variant(f"graft{number}", parts, " " if draw < 0.1 else "" if draw < 0.15 else "\n")
    if chance.random() < 0.5:
        yield make_variant("clean", kept)
    yield make_variant("excerpt", _choose_run(rows, (1, 2, 3, 4, 6, 9), chance))
    yield make_variant("scrap", _compose_fragment(kept, page.source, bank, chance))
    if chance.random() < 0.4 and len(page.text) < _MAX_JOINED_CHARS:
        yield make_variant("joined", rows, chance.choice((" ", "", "  ")))


def _compose_article(
    kept: Sequence[LabelledLine], source: str, bank: BlockCollection, chance: random.Random
) -> list[LabelledLine]:
    draw = chance.random()
    if draw < 0.15:
        body = _choose_run(kept, (1, 2, 3, 4, 6), chance)
    else:
        body = list(kept if draw < 0.6 or len(kept) < 6 else kept[: chance.randint(3, len(kept))])
    parts = [
        row
        for _ in range(chance.choice((0, 1, 1, 2)))
        for row in _choose_block_lines(bank.head_blocks, source, chance)
    ]
    if len(body) > 3 and chance.random() < 0.4:
        at = chance.randrange(1, len(body))
        body[at:at] = _choose_block_lines(bank.small_blocks, source, chance)
    feet = [
        row
        for _ in range(chance.choice((0, 1, 1, 2, 3)))
        for row in _choose_block_lines(bank.foot_blocks, source, chance)
    ]
    return parts + body + feet


def _compose_fragment(
    kept: Sequence[LabelledLine], source: str, bank: BlockCollection, chance: random.Random
) -> list[LabelledLine]:
    few = _choose_run(kept, (1, 2, 3, 5), chance)
    above = _choose_block_lines(bank.small_blocks, source, chance) if chance.random() < 0.5 else []
    below = _choose_block_lines(bank.small_blocks, source, chance) if chance.random() < 0.6 else []
    return [*above, *few, *below]


def _choose_run(
    rows: Sequence[LabelledLine], sizes: Sequence[int], chance: random.Random
) -> list[LabelledLine]:
    size = chance.choice(sizes)
    start = chance.randrange(max(1, len(rows) - size + 1))
    return list(rows[start : start + size])


def _choose_block_lines(
    blocks: Sequence[BoilerplateBlock], source: str, chance: random.Random
) -> list[LabelledLine]:
    """Return some lines of a block that comes from another source, where one is soon found."""
    for _ in range(6):
        other, rows = chance.choice(blocks)
        if other != source:
            break
    return _choose_run(rows, (1, 2, 3, 5, 8, 12, 20, 60), chance)


def _compose_lists(
    pages: Sequence[LabelledPage], bank: BlockCollection, chance: random.Random
) -> Iterator[LabelledPage]:
    def choose() -> Sequence[BoilerplateBlock]:
        return chance.choice((bank.head_blocks, bank.foot_blocks, bank.foot_blocks))

    for number in range(len(pages) // 4):
        rows = [row for _ in range(chance.randint(1, 4)) for row in _choose_block_lines(choose(), "", chance)]
        yield join_lines(
            f"{pages[0].source}#list{number}", pages[0].source, rows, "\n", "made", no_article=True
        )
