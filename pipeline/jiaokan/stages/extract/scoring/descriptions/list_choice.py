"""Give the lines of a description list one verdict."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from jiaokan.stages.extract.scoring.descriptions.description_labels import THING_LABELS
from jiaokan.stages.extract.scoring.descriptions.description_lists import DescriptionList
from jiaokan.stages.extract.scoring.line_features import LineFeatures
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, LineTable

_MIN_CHOSEN_SHARE = 0.5  # share of the text of a list that is chosen, for the rest of it to be added
_MIN_THING_LABELS = 2  # different labels of a thing in a list that is added
_MIN_THING_SHARE = 0.5  # their share in the labels of that list
_MIN_LIST_SCORE = 0.02  # score of that list
_MAX_LIST_LINK_SHARE = 0.5
_MAX_MEAN_OCCURRENCES = 1.5  # mean number of lists of the page that have one of these labels
_MIN_TITLE_LIKENESS = 0.5  # likeness to the page's title of the line that is the title
_SENTENCE_ENDS = ("。", "!", "?", ";", "…")


def draw_lists_together(table: LineTable, lists: Sequence[DescriptionList], scores: Floats) -> Floats:
    """Return the scores, for the lines of each list their mean, weighted by the length of the lines.

    No line has less than before in a list whose values are mostly sentences, which are paragraphs too. A line
    that is ruled out, with the score 0, stays out.
    """
    drawn = scores.copy()
    for found in lists:
        rows = slice(found.first, found.end)
        lengths = table.counts[0][rows]
        is_sentence = [text.rstrip().endswith(_SENTENCE_ENDS) for text in table.normalized_texts[rows]]
        least = scores[rows] if 2 * lengths[is_sentence].sum() >= lengths.sum() else 0.0
        drawn[rows] = np.maximum(np.average(scores[rows], weights=np.maximum(lengths, 1)), least)
    return np.where(scores > 0, drawn, 0.0)


def choose_whole_lists(
    table: LineTable, features: LineFeatures, lists: Sequence[DescriptionList], scores: Floats, kept: Flags
) -> Flags:
    """Return the choice with the rest of the lists that are mostly in it, and with the data of the thing.

    The data of the thing that the page is about stands below the title, has labels of a thing and few links.
    Lists of several things repeat their labels.

    Args:
        table: the lines.
        features: their features.
        lists: the description lists of the page.
        scores: the scores after `draw_lists_together`.
        kept: the choice.
    """
    kept = kept.copy()
    occurrences = Counter(label for found in lists for label in set(found.labels))
    title = features.columns["title"]
    title_row = int(np.argmax(title)) if title.max(initial=0) > _MIN_TITLE_LIKENESS else len(kept)
    for found in lists:
        rows = slice(found.first, found.end)
        lengths = table.counts[0][rows]
        is_mostly_chosen = lengths[kept[rows]].sum() >= _MIN_CHOSEN_SHARE * lengths.sum()
        has_few_links = lengths @ table.link_shares[rows] < _MAX_LIST_LINK_SHARE * lengths.sum()
        is_likely = found.first > title_row and scores[rows].max() >= _MIN_LIST_SCORE
        if is_mostly_chosen or (has_few_links and is_likely and _is_about_thing(found, occurrences)):
            kept[rows] |= scores[rows] > 0
    return kept


def _is_about_thing(found: DescriptionList, occurrences: Counter[str]) -> bool:
    """Tell whether the labels of a list are those of a thing, and not those of several things on the page."""
    labels = set(found.labels)
    of_thing = labels & THING_LABELS
    if len(of_thing) < max(_MIN_THING_LABELS, _MIN_THING_SHARE * len(labels)):
        return False
    return sum(occurrences[label] for label in of_thing) < _MAX_MEAN_OCCURRENCES * len(of_thing)
