"""Choose the blocks that are the page's text, by what the scorer and the rules say of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.extraction.page.head import Head
from pipeline.extraction.scoring.features import describe, second
from pipeline.extraction.scoring.likeness import likeness
from pipeline.extraction.scoring.naming import is_post
from pipeline.extraction.scoring.sheet import Floats, Sheet
from pipeline.extraction.scoring.trees import scorer

_POSTS = 2
_OUTSIDE = 0.3  # of the doubt that is left inside a post, of the trust that is left outside
_TELLING = 20  # code points of a line that nobody writes twice
# for each line the id of the text rule that it matches, "" for none
Claims = Callable[[Sequence[str]], Sequence[str]]


def unclaimed(lines: Sequence[str]) -> Sequence[str]:
    """Claim nothing."""
    return [""] * len(lines)


@dataclass(frozen=True, slots=True)
class Choice:
    """The verdict on each block: `scores` are probabilities, `rules` what claimed it."""

    scores: Floats
    rules: tuple[str, ...]
    kept: NDArray[np.bool_]


def choose(sheet: Sheet, head: Head, claims: Claims, claimed: float) -> Choice:
    """Judge the blocks of a page; a block that a rule claims keeps the share `claimed` of its score."""
    if not sheet.blocks:
        return Choice(np.zeros(0, np.float64), (), np.zeros(0, np.bool_))
    scores = judge(sheet, head)
    rules = tuple(claims(sheet.lines))
    scores = np.where([bool(rule) for rule in rules], scores * claimed, scores).astype(np.float64)
    scores = posts(sheet, scores)
    return Choice(scores, rules, once(sheet.views, best(scores, sheet.counts[0])))


def judge(sheet: Sheet, head: Head) -> Floats:
    """Return the probability of each block, by both passes of the scorer."""
    first, then = scorer()
    columns = describe(sheet, *likeness(sheet, head))
    return then.judge(second(sheet, columns, first.judge(columns)))


def best(scores: Floats, lengths: Floats) -> NDArray[np.bool_]:
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


def once(lines: Sequence[str], kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the choice without the long lines that have been chosen before."""
    met: set[str] = set()
    found = []
    for line, keep in zip(lines, kept.tolist(), strict=True):
        found.append(keep and not (len(line) >= _TELLING and line in met))
        if keep:
            met.add(line)
    return np.array(found, dtype=np.bool_)


def posts(sheet: Sheet, scores: Floats) -> Floats:
    """Return the scores of a page of posts: a post's body is text, the rest less so.

    One element of such a name may be anything; a page is of posts where there are _POSTS or more.
    """
    elements = sheet.page.elements
    inside = [False] * len(elements)
    bodies = 0
    for element in elements:
        own = is_post(element.attributes)
        bodies += own and not inside[element.parent]
        inside[element.number] = own or inside[element.parent]
    if bodies < _POSTS:
        return scores
    held = np.array([inside[i] for i in sheet.at.tolist()])
    return np.where(held, 1 - (1 - scores) * _OUTSIDE, scores * _OUTSIDE).astype(np.float64)
