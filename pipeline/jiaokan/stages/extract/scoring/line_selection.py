"""Choose the lines that are the page's text, by what the scorer and the rules say of them."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from jiaokan.config.schema import ExtractSettings
from jiaokan.rules import Rulebook
from jiaokan.rules.rule import ARTICLE_KIND
from jiaokan.stages.extract.html.html_line import CODE, HEADING, KINDS
from jiaokan.stages.extract.html.struck_subtrees import GROUNDS
from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.scoring.edges import with_closing, with_last_units, with_sentences
from jiaokan.stages.extract.scoring.forum_posts import posts
from jiaokan.stages.extract.scoring.line_features import Described
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Ints, Sheet
from jiaokan.stages.extract.scoring.region_features import Regions

_SLOT_SHARE = 0.8  # of a line's score that is the mean of its slot
_MIN_STANZA, _VERSE_CHARS = 4, 24  # lines of verse, and code points of one at most
_MIN_SLOT = 3  # lines of a slot that are judged alike
_GAP_LINES = 3  # lines between two of the text that may be kept for their company
_DOUBT = 0.1  # score from which they are
_SURE = 0.995  # score of a statement of the site at the foot that stays
_FOOT_CHARS = 30  # code points of a line that is no prose
_FOOT_LINES = 5  # short lines among the statements at the foot
_TITLE_LIKE, _TITLE_UNLIKE = 0.5, 0.2  # likeness of a heading to the page's title
_UNREPEATED = 20  # code points of a line that may be part of a second copy
_COPY_SHARE = 0.3  # of the text that lines said before make, where the page holds it twice
_OPENING_LINES = 3  # of the text, among which a summary stands that its opening repeats
# for each line, as read, the id of the text rule that it matches, "" for none
Claims = Callable[[Sequence[str]], Sequence[str]]


def claims_of(book: Rulebook) -> Claims:
    """Return the claims of text rules on whole lines; the first rule of a line names it."""

    def claims(lines: Sequence[str]) -> Sequence[str]:
        found = [""] * len(lines)
        trimmed = [line.strip() for line in lines]
        for claim in book.find_claims(trimmed):
            whole = claim.start == 0 and claim.end == len(trimmed[claim.line])
            if whole and claim.rule.kind != ARTICLE_KIND:
                found[claim.line] = found[claim.line] or claim.rule.id
        return found

    return claims


def smoothed(sheet: Sheet, found: Regions, scores: Floats) -> Floats:
    """Return the scores with the lines of one slot judged alike, and those of one unit as one."""
    weights = np.maximum(sheet.counts[0], 1)
    scores = posts(sheet, found, scores)
    scores = _shared(scores, found.slot, weights, _SLOT_SHARE, _MIN_SLOT)
    scores = _shared(scores, _stanzas(sheet), weights, 1.0, _MIN_STANZA)
    units = np.array([line.unit for line in sheet.lines], dtype=np.int64)
    return _shared(scores, units, weights, 1.0, 2)


def _stanzas(sheet: Sheet) -> Ints:
    """Number the stretches of short lines that single `<br>` part, -1 for other lines."""
    found = np.full(len(sheet.lines), -1, dtype=np.int64)
    for i in range(1, len(sheet.lines)):
        line, before = sheet.lines[i], sheet.lines[i - 1]
        if line.breaks and line.node is before.node and max(len(line.text), len(before.text)) <= _VERSE_CHARS:
            found[i - 1] = found[i - 1] if found[i - 1] >= 0 else i
            found[i] = found[i - 1]
    return found


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


def choose(sheet: Sheet, described: Described, scores: Floats, settings: ExtractSettings) -> Flags:
    """Return which lines are the page's text, never none of them."""
    if not len(scores):
        return np.zeros(0, dtype=np.bool_)
    found = described.found
    kept = expected_best(scores, sheet.counts[0])
    if settings.favor == "recall":
        kept |= scores >= settings.keep_recall
    elif settings.favor == "precision":
        kept &= scores >= min(settings.keep_precision, float(scores.max()))
    if settings.comments:
        kept |= (found.ground == GROUNDS.index("comments")) & (scores >= settings.keep_recall)
    kept = bridged(sheet, found, scores, kept)
    kept = with_headings(sheet, found, kept)
    claimed = (described.columns["claimed"] > 0) & (found.kind != KINDS.index(CODE))
    kept = without_statements(sheet, claimed, scores, kept)
    kept = with_sentences(sheet, described, scores, kept)
    kept = with_last_units(sheet, described, scores, kept)
    kept = with_closing(sheet, found, kept)
    kept = before_next_article(sheet, described.columns["title"], kept)
    return once(sheet, kept)


def without_statements(sheet: Sheet, claimed: Flags, scores: Floats, kept: Flags) -> Flags:
    """Return the choice without the lines at its foot in which the site speaks for itself.

    The foot ends at the first line of prose that no rule claims, or after a few short lines.
    """
    kept = kept.copy()
    short = 0
    for i in kept.nonzero()[0].tolist()[::-1]:
        if sheet.stated[i] or claimed[i]:
            kept[i] = scores[i] >= _SURE
        elif sheet.counts[0][i] > _FOOT_CHARS or short == _FOOT_LINES:
            break
        else:
            short += 1
    return kept if kept.any() else scores >= scores.max()


def before_next_article(sheet: Sheet, title: Floats, kept: Flags) -> Flags:
    """Return the choice up to the next article: an h1 unlike the title, in a box beside the first."""
    tops = [i for i, line in enumerate(sheet.lines) if line.kind == HEADING and line.level == 1]
    own = max(tops, key=title.__getitem__, default=-1)
    if len(tops) < 2 or title[own] < _TITLE_LIKE:
        return kept
    for i in tops[tops.index(own) + 1 :]:
        box, other = _boxes_beside(sheet.lines[own].node, sheet.lines[i].node)
        if title[i] < _TITLE_UNLIKE and box is not None and other is not None and box.name == other.name:
            before = kept & (sheet.starts < other.start)
            return before if before.any() else kept
    return kept


def _boxes_beside(one: Node, other: Node) -> tuple[Node | None, Node | None]:
    """Return the boxes right below the innermost element that holds both headings, each with more in it."""
    above = {
        node.number: below for node, below in zip(one.ancestors(), (None, *one.ancestors()), strict=False)
    }
    below = None
    for node in other.ancestors():
        if node.number in above:
            own = above[node.number]
            alone = own is one or below is other
            return (None, None) if alone else (own, below)
        below = node
    return None, None


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


def bridged(sheet: Sheet, found: Regions, scores: Floats, kept: Flags) -> Flags:
    """Return the choice with narrow gaps, and whole units amid the text, closed where no ground speaks."""
    kept = kept.copy()
    for before, after in pairwise(kept.nonzero()[0].tolist()):
        gap = slice(before + 1, after)
        if after - before < 2 or found.ground[gap].any():
            continue
        narrow = after - before <= _GAP_LINES + 1 and scores[gap].min() >= _DOUBT
        kept[gap] |= narrow or all(line.unit >= 0 or line.kind == HEADING for line in sheet.lines[gap])
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


def once(sheet: Sheet, kept: Flags) -> Flags:
    """Return the choice without a second copy of the text, or of its opening.

    Manuals say and list the same more than once; a page that holds its text twice repeats much of it.
    """
    chosen = kept.nonzero()[0].tolist()
    met: dict[str, int] = {}
    repeated: dict[int, int] = {}  # places in the text: of a line, and of the first of its wording
    for at, i in enumerate(chosen):
        line = sheet.views[i]
        if line in met and len(line) >= _UNREPEATED and sheet.lines[i].unit < 0:
            repeated[at] = met[line]
        met.setdefault(line, at)
    size = float(sheet.counts[0][kept].sum())
    twice = sum(len(sheet.views[chosen[at]]) for at in repeated) >= _COPY_SHARE * size
    found = kept.copy()
    found[[chosen[at] for at, first in repeated.items() if twice or first < _OPENING_LINES]] = False
    return found
