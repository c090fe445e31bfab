"""Choose the lines that are the page's text, by what the scorer and the rules say of them."""

from collections.abc import Callable, Sequence

import numpy as np

from pipeline.extraction.page.lines import HEADING
from pipeline.extraction.scoring.regions import Regions
from pipeline.extraction.scoring.sheet import Flags, Floats, Ints, Sheet
from pipeline.rules import Rulebook
from pipeline.rules.rule import ARTICLE
from pipeline.settings import Extract

_SLOT_SHARE = 0.8  # of a line's score that is the mean of its slot
_MIN_SLOT = 3  # lines of a slot that are judged alike
_UNREPEATED = 20  # code points of a line that nobody writes twice
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


def smoothed(sheet: Sheet, found: Regions, scores: Floats) -> Floats:
    """Return the scores with the lines of one slot judged alike, and those of one unit as one."""
    weights = np.maximum(sheet.counts[0], 1)
    scores = _shared(scores, found.slot, weights, _SLOT_SHARE, _MIN_SLOT)
    units = np.array([line.unit for line in sheet.lines], dtype=np.int64)
    return _shared(scores, units, weights, 1.0, 2)


def _shared(scores: Floats, groups: Ints, weights: Floats, share: float, least: int) -> Floats:
    """Return the scores drawn by `share` to the mean of their group; group -1 is none."""
    member = groups >= 0
    if not member.any():
        return scores
    _, which = np.unique(groups[member], return_inverse=True)
    counts = np.bincount(which)
    means = np.bincount(which, scores[member] * weights[member]) / np.bincount(which, weights[member])
    drawn = np.where(counts[which] >= least, share, 0.0)
    result = scores.copy()
    result[member] = drawn * means[which] + (1 - drawn) * scores[member]
    return result


def choose(sheet: Sheet, found: Regions, scores: Floats, settings: Extract) -> Flags:
    """Return which lines are the page's text, never none of them."""
    if not len(scores):
        return np.zeros(0, dtype=np.bool_)
    kept = scores >= settings.keep
    if not kept.any():
        kept = expected_best(scores, sheet.counts[0])
    kept = with_headings(sheet, found, kept)
    return once(sheet.views, kept)


def expected_best(scores: Floats, lengths: Floats) -> Flags:
    """Return the choice of lines with the highest expected F1, never an empty one.

    With scores as probabilities, the expected overlap of the likeliest lines with the true text
    is the sum of score times length; so the threshold follows from the page itself.
    """
    order = np.argsort(-scores, kind="stable")
    overlap = np.cumsum((scores * lengths)[order])
    chosen = np.cumsum(lengths[order])
    expected = 2 * overlap / (chosen + overlap[-1])
    kept = np.zeros(len(scores), dtype=np.bool_)
    kept[order[: int(np.argmax(expected)) + 1]] = True
    return kept


def with_headings(sheet: Sheet, found: Regions, kept: Flags) -> Flags:
    """Return the choice with the headings right above what is chosen, where nothing speaks against them."""
    kept = kept.copy()
    for i in range(len(kept) - 2, -1, -1):
        line = sheet.lines[i]
        if line.kind == HEADING and line.level > 1 and not kept[i] and not found.ground[i]:
            following = sheet.lines[i + 1]
            above = kept[:i].any()
            kept[i] = kept[i + 1] and above and (following.kind != HEADING or following.level > line.level)
    return kept


def once(lines: Sequence[str], kept: Flags) -> Flags:
    """Return the choice without the long lines that have been chosen before."""
    met: set[str] = set()
    found = []
    for line, keep in zip(lines, kept.tolist(), strict=True):
        found.append(keep and not (len(line) >= _UNREPEATED and line in met))
        if keep:
            met.add(line)
    return np.array(found, dtype=np.bool_)
