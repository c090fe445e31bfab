"""Train the part of the judge that recognizes the title of a page."""

import numpy as np

from jiaokan.models.boosted_trees import BoolArray, Float32Array, Int64Array, ObliviousTrees
from jiaokan.stages.strip.judge.page_title import flag_title_candidates
from jiaokan.stages.strip.judge.unit_features import measure_shape
from jiaokan.text.normalized_view import keep_letters
from jiaokan.training.judge.unit_data import UnitData
from jiaokan.training.tree_fitting import fit_trees

TITLE_TREE_OPTIONS = {"iterations": 200, "learning_rate": 0.08, "depth": 5, "rsm": 0.3}
# of trees that are added to those of a judge
ADDED_TITLE_TREE_OPTIONS = {"iterations": 80, "learning_rate": 0.05}
_NO_TITLE_WEIGHT = 3.0  # of all other units of a page; its title has 1
_NOT_BY_HAND_WEIGHT = 0.4  # of a page that was not labelled by hand


def label_titles(data: UnitData) -> Int64Array:
    """Return for each unit 1 where it is the title, a copy too, 0 where it is not, and -1 if it is not known.

    It is known of units that may be a title, on pages whose title is known: pages with none, and pages with a
    unit that says the title and nothing else.
    """
    labels = []
    texts = [text for units in data.units for text in units.texts]
    for page, units in zip(data.pages, data.page_slices, strict=True):
        titles = frozenset() if page.no_article else page.titles
        own = texts[units]
        is_title = np.array([titles is not None and keep_letters(text) in titles for text in own], np.int64)
        is_known = titles is not None and (is_title.any() or not titles)
        labels.append(is_title if is_known else np.full(len(own), -1))
    candidates = np.concatenate([flag_title_candidates(measure_shape(units.texts)) for units in data.units])
    return np.where(candidates, np.concatenate(labels), -1)


def fit_title_trees(
    data: UnitData,
    columns: Float32Array,
    labels: Int64Array,
    units: BoolArray,
    base: ObliviousTrees | None = None,
) -> ObliviousTrees:
    """Train the trees on some units, on top of those of `base` if there are any.

    Args:
        data: the units.
        columns: all their features, shape (features, units).
        labels: what `label_titles` returns.
        units: mask of the units to learn from.
        base: trees that stay.
    """
    rows = units & (labels >= 0)
    weights = _weigh_units(data, labels)
    options = TITLE_TREE_OPTIONS | (ADDED_TITLE_TREE_OPTIONS if base else {})
    return fit_trees(columns[:, rows], labels[rows], weights[rows], options, base)


def _weigh_units(data: UnitData, labels: Int64Array) -> Float32Array:
    """Return the weight of each unit: each page has the same, whatever its length."""
    weights = np.zeros(len(labels), np.float32)
    for page, units in zip(data.pages, data.page_slices, strict=True):
        own, of_page = labels[units], 1.0 if page.origin == "hand" else _NOT_BY_HAND_WEIGHT
        weights[units][own == 1] = of_page / max(1, (own == 1).sum())
        weights[units][own == 0] = of_page * _NO_TITLE_WEIGHT / max(1, (own == 0).sum())
    return weights
