"""Train the part of the judge that recognizes the title of a page."""

import numpy as np

from jiaokan.models.boosted_trees import BoolArray, Float32Array, Int64Array, ObliviousTrees
from jiaokan.stages.strip.judge.page_title import find_candidates
from jiaokan.stages.strip.judge.unit_features import measure_shape
from jiaokan.text.normalized_view import keep_letters
from jiaokan.training.tree_fitting import fit_trees
from jiaokan.training.unit_data import UnitData

TITLE_TREE_OPTIONS = {"iterations": 200, "learning_rate": 0.08, "depth": 5, "rsm": 0.3}
_OTHERS_WEIGHT = 3.0  # of all other units of a page; its title has 1
_OTHER_WEIGHT = 0.4  # of a page that was not labelled by hand


def label_titles(data: UnitData) -> Int64Array:
    """Return for each unit 1 where it is the title, a copy too, 0 where it is not, and -1 if it is not known.

    It is known of units that may be a title, on pages whose title is known: pages with none, and pages with a
    unit that says the title and nothing else.
    """
    labels = []
    texts = [text for units in data.units for text in units.texts]
    starts = [0, *data.ends.tolist()]
    for page, start, end in zip(data.pages, starts, starts[1:], strict=False):
        titles = frozenset() if page.no_article else page.titles
        if titles is None:
            labels.append(np.full(end - start, -1))
            continue
        is_title = np.array([keep_letters(text) in titles for text in texts[start:end]], np.int64)
        labels.append(is_title if is_title.any() or not titles else np.full(end - start, -1))
    candidates = np.concatenate([find_candidates(measure_shape(units.texts)) for units in data.units])
    return np.where(candidates, np.concatenate(labels), -1)


def fit_title_trees(
    data: UnitData, columns: Float32Array, labels: Int64Array, units: BoolArray
) -> ObliviousTrees:
    """Train the trees on some units.

    Args:
        data: the units.
        columns: all their features, shape (features, units).
        labels: what `label_titles` returns.
        units: mask of the units to learn from.
    """
    rows = units & (labels >= 0)
    weights = _weigh_units(data, labels)
    return fit_trees(columns[:, rows], labels[rows], weights[rows], TITLE_TREE_OPTIONS)


def _weigh_units(data: UnitData, labels: Int64Array) -> Float32Array:
    """Return the weight of each unit: each page has the same, whatever its length."""
    weights = np.zeros(len(labels), np.float32)
    starts = [0, *data.ends.tolist()]
    for page, start, end in zip(data.pages, starts, starts[1:], strict=False):
        own, of_page = labels[start:end], 1.0 if page.origin == "hand" else _OTHER_WEIGHT
        weights[start:end][own == 1] = of_page / max(1, (own == 1).sum())
        weights[start:end][own == 0] = of_page * _OTHERS_WEIGHT / max(1, (own == 0).sum())
    return weights
