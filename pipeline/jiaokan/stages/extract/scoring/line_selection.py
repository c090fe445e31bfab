"""Choose the lines of the article by their scores and by rules."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from jiaokan.config.schema import ExtractSettings
from jiaokan.rules import Rulebook
from jiaokan.rules.rule import ARTICLE_KIND
from jiaokan.stages.extract.html.html_line import CODE, HEADING, LINE_KINDS
from jiaokan.stages.extract.html.struck_subtrees import GROUND_NAMES
from jiaokan.stages.extract.scoring.descriptions.description_lists import find_description_lists
from jiaokan.stages.extract.scoring.descriptions.list_choice import choose_whole_lists, draw_lists_together
from jiaokan.stages.extract.scoring.edges import add_closing_lines, add_end_sentences, add_last_units
from jiaokan.stages.extract.scoring.forum_posts import favour_posts
from jiaokan.stages.extract.scoring.line_exclusion import (
    cut_at_next_article,
    find_hidden_addresses,
    remove_doubtful_claims,
    remove_repeats,
    remove_site_statements,
)
from jiaokan.stages.extract.scoring.line_features import LineFeatures
from jiaokan.stages.extract.scoring.line_regions import LineRegions
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Ints, LineTable
from jiaokan.text.verse import MAX_STANZA_LINE_CHARS, MIN_STANZA_LINES

_SLOT_MEAN_SHARE = 0.8  # weight of the mean of the slot in the score of a line
_RECALL_WEIGHT = 2  # of recall in the F measure, in units of that of precision; fitted on held-out pages
_MIN_SLOT_LINES = 3  # lines of a slot, for its mean to count
_MAX_GAP_LINES = 3  # lines of a gap between chosen lines that is closed
_MIN_GAP_SCORE = 0.1  # score of each line of such a gap
# returns for each normalized line the id of the text rule that it matches, "" for none
ClaimFinder = Callable[[Sequence[str]], Sequence[str]]


def make_claim_finder(book: Rulebook) -> ClaimFinder:
    """Return a function that finds the first text rule of each line that matches it as a whole."""

    def find_claims(lines: Sequence[str]) -> Sequence[str]:
        rule_ids = [""] * len(lines)
        trimmed = [line.strip() for line in lines]
        for claim in book.find_claims(trimmed):
            is_whole_line = claim.start == 0 and claim.end == len(trimmed[claim.line])
            if is_whole_line and claim.rule.kind != ARTICLE_KIND:
                rule_ids[claim.line] = rule_ids[claim.line] or claim.rule.id
        return rule_ids

    return find_claims


def smooth_scores(table: LineTable, regions: LineRegions, scores: Floats) -> Floats:
    """Return the scores with posts raised, and the scores in one slot, stanza or unit drawn together."""
    weights = np.maximum(table.counts[0], 1)
    scores = favour_posts(table, regions, scores)
    scores = _draw_to_group_mean(scores, regions.slot, weights, _SLOT_MEAN_SHARE, _MIN_SLOT_LINES)
    scores = _draw_to_group_mean(scores, _number_stanzas(table), weights, 1.0, MIN_STANZA_LINES)
    units = np.array([line.unit for line in table.lines], dtype=np.int64)
    return _draw_to_group_mean(scores, units, weights, 1.0, 2)


def _number_stanzas(table: LineTable) -> Ints:
    """Return a number for each run of short lines separated by `<br>`, -1 for other lines."""
    stanzas = np.full(len(table.lines), -1, dtype=np.int64)
    for i in range(1, len(table.lines)):
        line, before = table.lines[i], table.lines[i - 1]
        if (
            line.br_count
            and line.node is before.node
            and max(len(line.text), len(before.text)) <= MAX_STANZA_LINE_CHARS
        ):
            stanzas[i - 1] = stanzas[i - 1] if stanzas[i - 1] >= 0 else i
            stanzas[i] = stanzas[i - 1]
    return stanzas


def _draw_to_group_mean(scores: Floats, groups: Ints, weights: Floats, share: float, least: int) -> Floats:
    """Return the scores moved by the weight `share` to the mean of their group, -1 for no group.

    Groups of fewer than `least` lines keep their scores.
    """
    members = groups >= 0
    if not members.any():
        return scores
    _, index = np.unique(groups[members], return_inverse=True)
    counts = np.bincount(index)
    means = np.bincount(index, scores[members] * weights[members]) / np.bincount(index, weights[members])
    weight = np.where(counts[index] >= least, share, 0.0)
    result = scores.copy()
    result[members] = weight * means[index] + (1 - weight) * scores[members]
    return result


def choose_lines(
    table: LineTable, features: LineFeatures, scores: Floats, settings: ExtractSettings
) -> Flags:
    """Return which lines are the article. At least one is chosen unless there are no lines."""
    if not len(scores):
        return np.zeros(0, dtype=np.bool_)
    regions = features.regions
    lists = find_description_lists(table, regions)
    scores = draw_lists_together(table, lists, scores)
    scores = np.where(find_hidden_addresses(table), 0.0, scores)
    kept = choose_best_expected(scores, table.counts[0])
    if settings.favor == "recall":
        kept |= scores >= settings.recall_min_score
    elif settings.favor == "precision":
        kept &= scores >= min(settings.precision_min_score, float(scores.max()))
    if settings.comments:
        kept |= (regions.ground == GROUND_NAMES.index("comments")) & (scores >= settings.recall_min_score)
    kept = close_narrow_gaps(table, regions, scores, kept)
    claimed = (features.columns["claimed"] > 0) & (regions.kind != LINE_KINDS.index(CODE))
    if settings.favor != "recall":
        kept = remove_doubtful_claims(claimed, scores, kept)
    kept = add_headings(table, regions, kept)
    kept = remove_site_statements(table, claimed, scores, kept)
    kept = add_end_sentences(table, features, scores, kept)
    kept = add_last_units(table, features, scores, kept)
    kept = add_closing_lines(table, regions, kept)
    kept = cut_at_next_article(table, features.columns["title"], kept)
    kept = remove_repeats(table, features.containers.template_ids, kept)
    return choose_whole_lists(table, features, lists, scores, kept)


def choose_best_expected(scores: Floats, lengths: Floats) -> Flags:
    """Return the choice of lines with the highest expected F measure. It is never empty.

    With scores as probabilities, the expected overlap of the likeliest lines with the true text is
    the sum of score times length. So the threshold follows from the page. Recall weighs more than
    precision: a lost line is worse than one that is left, and the rules on text take lines that are left.

    Args:
        scores: probabilities, at least one.
        lengths: lengths of the lines in code points.

    >>> choose_best_expected(np.array([0.9, 0.1, 0.8]), np.array([50.0, 50.0, 50.0])).tolist()
    [True, False, True]
    """
    order = np.argsort(-scores, kind="stable")
    overlap = np.cumsum((scores * lengths)[order])
    chosen = np.cumsum(lengths[order])
    expected = overlap / (chosen + _RECALL_WEIGHT * overlap[-1])
    kept = np.zeros(len(scores), dtype=np.bool_)
    kept[order[: int(np.argmax(expected)) + 1]] = True
    return kept


def close_narrow_gaps(table: LineTable, regions: LineRegions, scores: Floats, kept: Flags) -> Flags:
    """Return the choice with gaps closed that are narrow or hold only units, and have no ground."""
    kept = kept.copy()
    for before, after in pairwise(kept.nonzero()[0].tolist()):
        gap = slice(before + 1, after)
        if after - before < 2 or regions.ground[gap].any():
            continue
        narrow = after - before <= _MAX_GAP_LINES + 1 and scores[gap].min() >= _MIN_GAP_SCORE
        kept[gap] |= narrow or all(line.unit >= 0 or line.kind == HEADING for line in table.lines[gap])
    return kept


def add_headings(table: LineTable, regions: LineRegions, kept: Flags) -> Flags:
    """Return the choice with the headings without a ground right above chosen lines."""
    kept = kept.copy()
    for i in range(len(kept) - 2, -1, -1):
        line = table.lines[i]
        if line.kind == HEADING and line.level > 1 and not kept[i] and not regions.ground[i]:
            following = table.lines[i + 1]
            above = kept[:i].any()
            kept[i] = kept[i + 1] and above and (following.kind != HEADING or following.level > line.level)
    return kept
