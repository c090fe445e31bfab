"""Choose the blocks that are the page's text, by what the scorer and the rules say of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.extraction.features import describe, second
from pipeline.extraction.head import Head
from pipeline.extraction.likeness import likeness
from pipeline.extraction.sheet import Floats, Sheet
from pipeline.extraction.trees import scorer

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
        return Choice(np.zeros(0, np.float32), (), np.zeros(0, np.bool_))
    scores = judge(sheet, head)
    rules = tuple(claims(sheet.lines))
    scores = np.where([bool(rule) for rule in rules], scores * claimed, scores).astype(np.float32)
    return Choice(scores, rules, best(scores, sheet.counts[0]))


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
