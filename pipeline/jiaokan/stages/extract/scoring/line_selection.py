"""Choose the lines that are the page's text, by what the scorer and the rules say of them."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from jiaokan.config.schema import ExtractSettings
from jiaokan.rules import Rulebook
from jiaokan.rules.rule import ARTICLE_KIND
from jiaokan.stages.extract.html.html_line import CODE, HEADING, LINE_KINDS
from jiaokan.stages.extract.html.struck_subtrees import GROUND_NAMES
from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.scoring.edges import with_closing, with_last_units, with_sentences
from jiaokan.stages.extract.scoring.forum_posts import favour_posts
from jiaokan.stages.extract.scoring.line_features import LineFeatures
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Ints, LineTable
from jiaokan.stages.extract.scoring.region_features import LineRegions

_SLOT_MEAN_SHARE = 0.8  # of a line's score that is the mean of its slot
_MIN_STANZA_LINES, _MAX_VERSE_CHARS = 4, 24  # lines of verse, and code points of one at most
_MIN_SLOT_LINES = 3  # lines of a slot that are judged alike
_MAX_GAP_LINES = 3  # lines between two of the text that may be kept for their company
_MIN_GAP_SCORE = 0.1  # score from which they are
_MIN_STATEMENT_SCORE = 0.995  # score of a statement of the site at the foot that stays
_MAX_FOOT_CHARS = 30  # code points of a line that is no prose
_MAX_FOOT_LINES = 5  # short lines among the statements at the foot
_MIN_TITLE_LIKENESS, _MAX_OTHER_LIKENESS = 0.5, 0.2  # likeness of a heading to the page's title
_MIN_REPEATED_CHARS = 20  # code points of a line that may be part of a second copy
_COPY_SHARE = 0.3  # of the text that lines said before make, where the page holds it twice
_OPENING_LINES = 3  # of the text, among which a summary stands that its opening repeats
# for each line, as read, the id of the text rule that it matches, "" for none
ClaimFinder = Callable[[Sequence[str]], Sequence[str]]


def make_claim_finder(book: Rulebook) -> ClaimFinder:
    """Return the claims of text rules on whole lines; the first rule of a line names it."""

    def find_claims(lines: Sequence[str]) -> Sequence[str]:
        found = [""] * len(lines)
        trimmed = [line.strip() for line in lines]
        for claim in book.find_claims(trimmed):
            whole = claim.start == 0 and claim.end == len(trimmed[claim.line])
            if whole and claim.rule.kind != ARTICLE_KIND:
                found[claim.line] = found[claim.line] or claim.rule.id
        return found

    return find_claims


def smooth_scores(sheet: LineTable, found: LineRegions, scores: Floats) -> Floats:
    """Return the scores with the lines of one slot judged alike, and those of one unit as one."""
    weights = np.maximum(sheet.counts[0], 1)
    scores = favour_posts(sheet, found, scores)
    scores = _draw_to_group_mean(scores, found.slot, weights, _SLOT_MEAN_SHARE, _MIN_SLOT_LINES)
    scores = _draw_to_group_mean(scores, _number_stanzas(sheet), weights, 1.0, _MIN_STANZA_LINES)
    units = np.array([line.unit for line in sheet.lines], dtype=np.int64)
    return _draw_to_group_mean(scores, units, weights, 1.0, 2)


def _number_stanzas(sheet: LineTable) -> Ints:
    """Number the stretches of short lines that single `<br>` part, -1 for other lines."""
    found = np.full(len(sheet.lines), -1, dtype=np.int64)
    for i in range(1, len(sheet.lines)):
        line, before = sheet.lines[i], sheet.lines[i - 1]
        if (
            line.br_count
            and line.node is before.node
            and max(len(line.text), len(before.text)) <= _MAX_VERSE_CHARS
        ):
            found[i - 1] = found[i - 1] if found[i - 1] >= 0 else i
            found[i] = found[i - 1]
    return found


def _draw_to_group_mean(scores: Floats, groups: Ints, weights: Floats, share: float, least: int) -> Floats:
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


def choose_lines(
    sheet: LineTable, described: LineFeatures, scores: Floats, settings: ExtractSettings
) -> Flags:
    """Return which lines are the page's text, never none of them."""
    if not len(scores):
        return np.zeros(0, dtype=np.bool_)
    found = described.regions
    kept = choose_best_expected(scores, sheet.counts[0])
    if settings.favor == "recall":
        kept |= scores >= settings.keep_recall
    elif settings.favor == "precision":
        kept &= scores >= min(settings.keep_precision, float(scores.max()))
    if settings.comments:
        kept |= (found.ground == GROUND_NAMES.index("comments")) & (scores >= settings.keep_recall)
    kept = close_narrow_gaps(sheet, found, scores, kept)
    kept = add_headings(sheet, found, kept)
    claimed = (described.columns["claimed"] > 0) & (found.kind != LINE_KINDS.index(CODE))
    kept = remove_site_statements(sheet, claimed, scores, kept)
    kept = with_sentences(sheet, described, scores, kept)
    kept = with_last_units(sheet, described, scores, kept)
    kept = with_closing(sheet, found, kept)
    kept = cut_at_next_article(sheet, described.columns["title"], kept)
    return remove_repeats(sheet, kept)


def remove_site_statements(sheet: LineTable, claimed: Flags, scores: Floats, kept: Flags) -> Flags:
    """Return the choice without the lines at its foot in which the site speaks for itself.

    The foot ends at the first line of prose that no rule claims, or after a few short lines.
    """
    kept = kept.copy()
    short = 0
    for i in kept.nonzero()[0].tolist()[::-1]:
        if sheet.are_statements[i] or claimed[i]:
            kept[i] = scores[i] >= _MIN_STATEMENT_SCORE
        elif sheet.counts[0][i] > _MAX_FOOT_CHARS or short == _MAX_FOOT_LINES:
            break
        else:
            short += 1
    return kept if kept.any() else scores >= scores.max()


def cut_at_next_article(sheet: LineTable, title: Floats, kept: Flags) -> Flags:
    """Return the choice up to the next article: an h1 unlike the title, in a box beside the first."""
    tops = [i for i, line in enumerate(sheet.lines) if line.kind == HEADING and line.level == 1]
    own = max(tops, key=title.__getitem__, default=-1)
    if len(tops) < 2 or title[own] < _MIN_TITLE_LIKENESS:
        return kept
    for i in tops[tops.index(own) + 1 :]:
        box, other = _find_sibling_boxes(sheet.lines[own].node, sheet.lines[i].node)
        if (
            title[i] < _MAX_OTHER_LIKENESS
            and box is not None
            and other is not None
            and box.name == other.name
        ):
            before = kept & (sheet.start_offsets < other.start)
            return before if before.any() else kept
    return kept


def _find_sibling_boxes(one: Node, other: Node) -> tuple[Node | None, Node | None]:
    """Return the boxes right below the innermost element that holds both headings, each with more in it."""
    above = {
        node.number: below
        for node, below in zip(one.iter_ancestors(), (None, *one.iter_ancestors()), strict=False)
    }
    below = None
    for node in other.iter_ancestors():
        if node.number in above:
            own = above[node.number]
            alone = own is one or below is other
            return (None, None) if alone else (own, below)
        below = node
    return None, None


def choose_best_expected(scores: Floats, lengths: Floats) -> Flags:
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


def close_narrow_gaps(sheet: LineTable, found: LineRegions, scores: Floats, kept: Flags) -> Flags:
    """Return the choice with narrow gaps, and whole units amid the text, closed where no ground speaks."""
    kept = kept.copy()
    for before, after in pairwise(kept.nonzero()[0].tolist()):
        gap = slice(before + 1, after)
        if after - before < 2 or found.ground[gap].any():
            continue
        narrow = after - before <= _MAX_GAP_LINES + 1 and scores[gap].min() >= _MIN_GAP_SCORE
        kept[gap] |= narrow or all(line.unit >= 0 or line.kind == HEADING for line in sheet.lines[gap])
    return kept


def add_headings(sheet: LineTable, found: LineRegions, kept: Flags) -> Flags:
    """Return the choice with the headings right above what is chosen, where nothing speaks against them."""
    kept = kept.copy()
    for i in range(len(kept) - 2, -1, -1):
        line = sheet.lines[i]
        if line.kind == HEADING and line.level > 1 and not kept[i] and not found.ground[i]:
            following = sheet.lines[i + 1]
            above = kept[:i].any()
            kept[i] = kept[i + 1] and above and (following.kind != HEADING or following.level > line.level)
    return kept


def remove_repeats(sheet: LineTable, kept: Flags) -> Flags:
    """Return the choice without a second copy of the text, or of its opening.

    Manuals say and list the same more than once; a page that holds its text twice repeats much of it.
    """
    chosen = kept.nonzero()[0].tolist()
    met: dict[str, int] = {}
    repeated: dict[int, int] = {}  # places in the text: of a line, and of the first of its wording
    for at, i in enumerate(chosen):
        line = sheet.normalized_texts[i]
        if line in met and len(line) >= _MIN_REPEATED_CHARS and sheet.lines[i].unit < 0:
            repeated[at] = met[line]
        met.setdefault(line, at)
    size = float(sheet.counts[0][kept].sum())
    twice = sum(len(sheet.normalized_texts[chosen[at]]) for at in repeated) >= _COPY_SHARE * size
    found = kept.copy()
    found[[chosen[at] for at, first in repeated.items() if twice or first < _OPENING_LINES]] = False
    return found
