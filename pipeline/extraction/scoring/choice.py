"""Choose the blocks that are the page's text, by what the scorer and the rules say of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pipeline.extraction.page.head import Head
from pipeline.extraction.scoring.features import describe, second
from pipeline.extraction.scoring.likeness import likeness
from pipeline.extraction.scoring.posts import posts
from pipeline.extraction.scoring.sheet import Flags, Floats, Sheet
from pipeline.extraction.scoring.trees import scorer
from pipeline.extraction.structure import row_of, table_of
from pipeline.rules import Rulebook
from pipeline.rules.rule import ARTICLE
from pipeline.settings import Extract

_TELLING = 20  # code points of a line that nobody writes twice
STATEMENT_RULE = "html/statement"
# for each line, as read, the id of the text rule that it matches, "" for none
Claims = Callable[[Sequence[str]], Sequence[str]]


def claims_of(book: Rulebook) -> Claims:
    """Return the claims of text rules on whole lines; the first rule of a line names it."""

    def claims(lines: Sequence[str]) -> Sequence[str]:
        found = [""] * len(lines)
        trimmed = [line.strip() for line in lines]
        for claim in book.claims(trimmed):
            whole = claim.start == 0 and claim.end == len(trimmed[claim.line])
            if whole and claim.rule.kind != ARTICLE:
                found[claim.line] = found[claim.line] or claim.rule.id
        return found

    return claims


@dataclass(frozen=True, slots=True)
class Choice:
    """The verdict on each block: `scores` are probabilities, `rules` what claimed it."""

    scores: Floats
    rules: tuple[str, ...]
    kept: Flags


def choose(sheet: Sheet, head: Head, claims: Claims, settings: Extract) -> Choice:
    """Judge the blocks of a page by the scorer and by the rules at once."""
    if not sheet.blocks:
        return Choice(np.zeros(0), (), np.zeros(0, np.bool_))
    return weighed(sheet, judge(sheet, head), claims(sheet.views), settings)


def everything(sheet: Sheet) -> Choice:
    """Choose all blocks, of what is known to be text."""
    n = len(sheet.blocks)
    return Choice(np.ones(n), ("",) * n, np.ones(n, dtype=np.bool_))


def weighed(sheet: Sheet, scores: Floats, rules: Sequence[str], settings: Extract) -> Choice:
    """Weigh what rules claim against the scores, and choose."""
    stated = sheet.stated
    claimed = np.array([bool(rule) for rule in rules], dtype=np.bool_)
    named = stated | claimed
    scores = np.where(named, scores, posts(sheet, scores))
    scores = scores * np.where(stated, settings.stated, np.where(claimed, settings.claimed, 1.0))
    kept = bridged(np.where(named, 0.0, scores), best(scores, sheet.counts[0]), settings)
    kept = whole(sheet, kept, ~named)
    rules = tuple(rule or STATEMENT_RULE * said for rule, said in zip(rules, stated.tolist(), strict=True))
    return Choice(scores, rules, once(sheet.views, kept))


def judge(sheet: Sheet, head: Head) -> Floats:
    """Return the probability of each block, by both passes of the scorer."""
    first, then = scorer()
    columns = describe(sheet, *likeness(sheet, head))
    return then.judge(second(sheet, columns, first.judge(columns)))


def best(scores: Floats, lengths: Floats) -> Flags:
    """Return the choice of blocks with the highest expected F1, never an empty one.

    With scores as probabilities, the expected overlap of the likeliest blocks with the true text
    is the sum of score times length; so the threshold follows from the page itself.
    """
    order = np.argsort(-scores, kind="stable")
    overlap = np.cumsum((scores * lengths)[order])
    chosen = np.cumsum(lengths[order])
    expected = 2 * overlap / (chosen + overlap[-1])
    kept = np.zeros(len(scores), dtype=np.bool_)
    kept[order[: int(np.argmax(expected)) + 1]] = True
    return kept


def bridged(scores: Floats, kept: Flags, settings: Extract) -> Flags:
    """Return the choice with the narrow gaps in it closed, where nothing in them is surely boilerplate."""
    kept = kept.copy()
    places = kept.nonzero()[0].tolist()
    for a, b in pairwise(places):
        if 1 < b - a <= settings.gap + 1 and scores[a + 1 : b].min() >= settings.doubt:
            kept[a + 1 : b] = True
    return kept


def whole(sheet: Sheet, kept: Flags, free: Flags) -> Flags:
    """Return the choice with the data tables and rows whole that are most chosen, or amid the text.

    Blocks that are not `free` stay as they are.
    """
    kept = kept.copy()
    page = sheet.page
    rows = {row_of(page, sheet.blocks[i]) for i in kept.nonzero()[0].tolist()} - {0}
    tables = {table_of(page, row) for row in rows} - {0}
    for element in (*sorted(rows), *sorted(tables)):
        first, last = sheet.first[element], sheet.last[element]
        inside = slice(first, last)
        size = sheet.counts[0][inside]
        amid = first > 0 and last < len(kept) and kept[first - 1] and kept[last]
        if amid or 2 * size[kept[inside]].sum() >= size.sum():
            kept[inside] |= free[inside]
    return kept


def once(lines: Sequence[str], kept: Flags) -> Flags:
    """Return the choice without the long lines that have been chosen before."""
    met: set[str] = set()
    found = []
    for line, keep in zip(lines, kept.tolist(), strict=True):
        found.append(keep and not (len(line) >= _TELLING and line in met))
        if keep:
            met.add(line)
    return np.array(found, dtype=np.bool_)
