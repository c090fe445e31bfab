"""Make pages of labelled ones: articles with the boilerplate of other sources, excerpts, pages on one line.

Pages without a menu, pages that are half clean, lines that hold head, article and foot, and lists without any
article are rarer in labelled sets than in crawls.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from jiaokan.training.labelled_pages import DROPPED, KEPT, LabelledPage, Row, join_rows

Block = tuple[str, Sequence[Row]]  # source, and lines of boilerplate that stand together
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
_SMALL_ROWS = 3
_MIN_ARTICLE_CHARS, _MAX_JOINED_CHARS = 60, 6000


@dataclass(frozen=True, slots=True)
class Bank:
    """Blocks of boilerplate: those that stand above articles, those below, and small ones."""

    heads: Sequence[Block]
    feet: Sequence[Block]
    small: Sequence[Block]


def graft_pages(pages: Sequence[LabelledPage], seed: int, each: int = 2) -> list[LabelledPage]:
    """Return pages made of the pages of one fold, and of no other.

    Args:
        pages: labelled pages of one fold.
        seed: of the random choices.
        each: articles with boilerplate grafted on, for each page.
    """
    bank = _collect_blocks(pages)
    if not bank.heads or not bank.feet or not bank.small:
        return []
    chance = random.Random(seed)
    made = [new for page in pages if not page.no_article for new in _vary_page(page, bank, chance, each)]
    made += _make_lists(pages, bank, chance)
    return [replace(page, fold=pages[0].fold) for page in made]


def _collect_blocks(pages: Sequence[LabelledPage]) -> Bank:
    heads: list[Block] = []
    feet: list[Block] = []
    for page in pages:
        for kinds, rows in _find_blocks(page):
            if kinds & _HEAD_KINDS:
                heads.append((page.source, rows))
            if not kinds <= {"breadcrumb", "duplicate_title", "abstract"}:
                feet.append((page.source, rows))
    return Bank(heads, feet, [block for block in feet if len(block[1]) <= _SMALL_ROWS])


def _find_blocks(page: LabelledPage) -> Iterator[tuple[set[str], list[Row]]]:
    """Yield the runs of lines that are wholly boilerplate, with their kinds."""
    run: list[Row] = []
    for row in [*page.rows(), Row("end", KEPT * 3, ("",) * 3)]:
        if not row.text.strip():
            continue
        if set(row.states) == {DROPPED}:
            run.append(row)
        elif run:
            yield {kind for one in run for kind in one.kinds if kind}, run
            run = []


def _vary_page(page: LabelledPage, bank: Bank, chance: random.Random, each: int) -> Iterator[LabelledPage]:
    rows = [row for row in page.rows() if row.text.strip()]
    kept = [row for row in rows if 2 * row.states.count(KEPT) > len(row.states)]
    if sum(len(row.text) for row in kept) < _MIN_ARTICLE_CHARS:
        return

    def make(name: str, parts: Sequence[Row], joint: str = "\n") -> LabelledPage:
        return join_rows(f"{page.id}#{name}", page.source, parts, joint, "made")

    for number in range(each):
        parts = _dress_article(kept, page.source, bank, chance)
        draw = chance.random()
        yield make(f"graft{number}", parts, " " if draw < 0.1 else "" if draw < 0.15 else "\n")
    if chance.random() < 0.5:
        yield make("clean", kept)
    yield make("excerpt", _choose_run(rows, (1, 2, 3, 4, 6, 9), chance))
    yield make("scrap", _dress_scrap(kept, page.source, bank, chance))
    if chance.random() < 0.4 and len(page.text) < _MAX_JOINED_CHARS:
        yield make("joined", rows, chance.choice((" ", "", "  ")))


def _dress_article(kept: Sequence[Row], source: str, bank: Bank, chance: random.Random) -> list[Row]:
    draw = chance.random()
    if draw < 0.15:
        body = _choose_run(kept, (1, 2, 3, 4, 6), chance)
    else:
        body = list(kept if draw < 0.6 or len(kept) < 6 else kept[: chance.randint(3, len(kept))])
    parts = [row for _ in range(chance.choice((0, 1, 1, 2))) for row in _take(bank.heads, source, chance)]
    if len(body) > 3 and chance.random() < 0.4:
        at = chance.randrange(1, len(body))
        body[at:at] = _take(bank.small, source, chance)
    feet = [row for _ in range(chance.choice((0, 1, 1, 2, 3))) for row in _take(bank.feet, source, chance)]
    return parts + body + feet


def _dress_scrap(kept: Sequence[Row], source: str, bank: Bank, chance: random.Random) -> list[Row]:
    few = _choose_run(kept, (1, 2, 3, 5), chance)
    above = _take(bank.small, source, chance) if chance.random() < 0.5 else []
    below = _take(bank.small, source, chance) if chance.random() < 0.6 else []
    return [*above, *few, *below]


def _choose_run(rows: Sequence[Row], sizes: Sequence[int], chance: random.Random) -> list[Row]:
    size = chance.choice(sizes)
    start = chance.randrange(max(1, len(rows) - size + 1))
    return list(rows[start : start + size])


def _take(blocks: Sequence[Block], source: str, chance: random.Random) -> list[Row]:
    """Return some lines of a block that comes from another source, where one is soon found."""
    for _ in range(6):
        other, rows = chance.choice(blocks)
        if other != source:
            break
    return _choose_run(rows, (1, 2, 3, 5, 8, 12, 20, 60), chance)


def _make_lists(pages: Sequence[LabelledPage], bank: Bank, chance: random.Random) -> Iterator[LabelledPage]:
    choose: Callable[[], Sequence[Block]] = lambda: chance.choice((bank.heads, bank.feet, bank.feet))  # noqa: E731
    for number in range(len(pages) // 4):
        rows = [row for _ in range(chance.randint(1, 4)) for row in _take(choose(), "", chance)]
        yield join_rows(
            f"{pages[0].source}#list{number}", pages[0].source, rows, "\n", "made", no_article=True
        )
