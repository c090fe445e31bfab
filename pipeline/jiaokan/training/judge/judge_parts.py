"""Train the parts of a judge on the units of labelled pages, on all folds and on all but one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.isotonic import IsotonicRegression

from jiaokan.models.boosted_trees import BoolArray, Float32Array, Float64Array, Int64Array, ObliviousTrees
from jiaokan.stages.strip.judge.page_features import describe_pages
from jiaokan.stages.strip.judge.unit_features import measure_shape
from jiaokan.stages.strip.judge.unit_judge import CALIBRATION_ODDS, Judge, list_feature_names
from jiaokan.stages.strip.judge.unit_table import GROUPS, describe_score, stack_columns
from jiaokan.training.judge.title_trees import fit_title_trees, label_titles
from jiaokan.training.judge.unit_data import UnitData
from jiaokan.training.judge.word_model import WordModel, fit_word_model, score_out_of_fold
from jiaokan.training.tree_fitting import fit_trees

# of trees that are added to those of a judge, a third as many and each with less to say
ADDED_TREE_OPTIONS = {"iterations": 120, "learning_rate": 0.05}
UNIT_TREE_OPTIONS = {"iterations": 300, "learning_rate": 0.08, "depth": 6, "rsm": 0.3}
PAGE_TREE_OPTIONS = {"iterations": 120, "learning_rate": 0.06, "depth": 4, "rsm": 0.6}
_NOT_BY_HAND_PAGE_WEIGHT = 0.3  # of a page that was not labelled by hand, in the training of page trees
_MIN_CHANCE, _MAX_CHANCE = 0.002, 0.998  # no unit is certain
_CHANCE_SLOPE = 1e-4  # probability that the calibration gains over 8 units of log-odds within a step
_SCALE_QUANTILE = 0.9999  # of the weights of words, which becomes 127


@dataclass(frozen=True, slots=True)
class TrainedTrees:
    """The trees of all folds, and what they were trained on.

    Attributes:
        columns: All features of the units, shape (features, units).
        odds: The log-odds of boilerplate of each unit by the trees that did not see its fold, shape (units,).
        units: For each fold the trees that score units, trained on the other folds.
        titles: The same for the trees that score titles.
        title_labels: What `label_titles` returns.
    """

    columns: Float32Array
    odds: Float64Array
    units: Sequence[ObliviousTrees]
    titles: Sequence[ObliviousTrees]
    title_labels: Int64Array


def train_judges(
    data: UnitData, folds: int, held_out: bool, base: Judge | None = None
) -> tuple[Judge, list[Judge]]:
    """Train a judge on all pages and, if `held_out`, for each fold one on the other folds.

    Args:
        data: The units.
        folds: Number of folds.
        held_out: Whether judges of folds are wanted.
        base: A judge to train further: its word model stays, and trees are added to its trees.

    Returns:
        The judge of all pages, and the judges of the folds in order.
    """
    words = read_word_model(base) if base else None
    scores, models = score_out_of_fold(data, folds, words)
    trees, usable = train_folds(data, scores, folds, base), data.usable_units
    by_hand = usable & np.repeat([p.origin == "hand" for p in data.pages], np.diff(data.ends, prepend=0))
    page_indexes = [i for i, page in enumerate(data.pages) if page.origin != "aligned"]
    held_out_judges = []
    for fold in range(folds if held_out else 0):
        calibration = calibrate_chances(data, trees.odds, by_hand & (data.folds != fold))
        training_pages = [i for i in page_indexes if data.pages[i].fold != fold]
        chances = np.interp(trees.odds, CALIBRATION_ODDS, calibration)
        page_trees = fit_page_trees(data, chances, training_pages, base)
        parts = (models[fold], trees.units[fold], calibration, page_trees, trees.titles[fold])
        held_out_judges.append(make_judge(*parts))
    calibration = calibrate_chances(data, trees.odds, by_hand)
    chances = np.interp(trees.odds, CALIBRATION_ODDS, calibration)
    page_trees = fit_page_trees(data, chances, page_indexes, base)
    all_units = np.ones(len(usable), bool)
    unit_trees = fit_unit_trees(data, trees.columns, all_units, base)
    base_titles = base.titles if base else None
    title_trees = fit_title_trees(data, trees.columns, trees.title_labels, all_units, base_titles)
    judge = make_judge(
        words or fit_word_model(data, usable), unit_trees, calibration, page_trees, title_trees
    )
    return replace(judge, weights=base.weights, scales=base.scales) if base else judge, held_out_judges


def retrain_pages(data: UnitData, folds: int, base: Judge) -> tuple[Judge, list[Judge]]:
    """Train further the trees of a judge that recognize a page without an article; its other parts stay.

    Returns:
        The judge of all pages, and for each fold one that did not see it.
    """
    scores, _ = score_out_of_fold(data, folds, read_word_model(base))
    odds = base.units.score_rows(add_scores(data, scores))
    chances = np.interp(odds, CALIBRATION_ODDS, base.calibration)
    known = [i for i, page in enumerate(data.pages) if page.origin != "aligned"]
    others = ([i for i in known if data.pages[i].fold != fold] for fold in range(folds))
    judge, *held_out_judges = (
        replace(base, pages=fit_page_trees(data, chances, pages, base)) for pages in (known, *others)
    )
    return judge, held_out_judges


def train_folds(data: UnitData, scores: Float32Array, folds: int, base: Judge | None) -> TrainedTrees:
    """Train for each fold the trees for units and titles on the units of the other folds."""
    columns, title_labels = add_scores(data, scores), label_titles(data)
    odds, units, titles = np.zeros(len(data.labels)), [], []
    for fold in range(folds):
        others, own = data.folds != fold, data.folds == fold
        units.append(fit_unit_trees(data, columns, others, base))
        odds[own] = units[-1].score_rows(columns[:, own])
        titles.append(fit_title_trees(data, columns, title_labels, others, base.titles if base else None))
    return TrainedTrees(columns, odds, units, titles, title_labels)


def add_scores(data: UnitData, scores: Float32Array) -> Float32Array:
    """Return the features of the units with those of their word scores, shape (features, units)."""
    parts, start = [], 0
    for units in data.units:
        end = start + len(units.texts)
        parts.append(stack_columns({GROUPS[-1]: describe_score(scores[start:end], units)})[2])
        start = end
    return np.vstack([data.columns, np.concatenate(parts, axis=1)])


def fit_unit_trees(
    data: UnitData, columns: Float32Array, units: BoolArray, base: Judge | None
) -> ObliviousTrees:
    """Train the trees that score the units, on some of them, on top of those of `base` if there is one."""
    rows = data.usable_units & units
    options = UNIT_TREE_OPTIONS | (ADDED_TREE_OPTIONS if base else {})
    return fit_trees(
        columns[:, rows], data.labels[rows], data.weights[rows], options, base.units if base else None
    )


def fit_page_trees(
    data: UnitData, chances: Float64Array, pages: Sequence[int], base: Judge | None
) -> ObliviousTrees:
    """Train the trees that recognize a page without an article from the probabilities of its units."""
    features = describe_all_pages(data, chances)[:, pages]
    labels = np.array([data.pages[page].no_article for page in pages], int)
    weights = np.array(
        [1.0 if data.pages[page].origin == "hand" else _NOT_BY_HAND_PAGE_WEIGHT for page in pages]
    )
    options = PAGE_TREE_OPTIONS | (ADDED_TREE_OPTIONS if base else {})
    table = np.asarray(features, np.float32)
    return fit_trees(table, labels, weights, options, base.pages if base else None)


def describe_all_pages(data: UnitData, chances: Float64Array) -> Float64Array:
    """Return the features of all pages, shape (features, pages)."""
    parts, start = [], 0
    for units in data.units:
        end = start + len(units.texts)
        parts.append(describe_pages(units, measure_shape(units.texts), chances[start:end]))
        start = end
    return np.concatenate(parts, axis=1)


def calibrate_chances(data: UnitData, odds: Float64Array, units: BoolArray) -> Float64Array:
    """Return the probability of boilerplate at each of CALIBRATION_ODDS.

    The regression is isotonic and weighted by letters, with the same weight for each page.

    Args:
        data: The units.
        odds: Log-odds of the units by trees that were not trained on their fold, shape (units,).
        units: Mask of the units to learn from, shape (units,).
    """
    lengths = np.concatenate([np.fromiter(map(len, group.texts), float) for group in data.units])
    sizes = np.diff(data.ends, prepend=0)
    weights = lengths / np.add.reduceat(lengths, data.ends - sizes).repeat(sizes)
    model = IsotonicRegression(y_min=_MIN_CHANCE, y_max=_MAX_CHANCE, out_of_bounds="clip")
    model.fit(odds[units], data.labels[units], sample_weight=weights[units])
    # a small slope inside each step, so that units of a page with different odds do not tie
    return np.asarray(model.predict(CALIBRATION_ODDS) + _CHANCE_SLOPE * CALIBRATION_ODDS / 8, np.float64)


def make_judge(
    words: WordModel,
    units: ObliviousTrees,
    calibration: Float64Array,
    pages: ObliviousTrees,
    titles: ObliviousTrees,
) -> Judge:
    """Return a judge of these parts; the weights of words are rounded to 8 bits."""
    scales = np.quantile(np.abs(words.weights), _SCALE_QUANTILE, axis=1) / 127
    weights = np.clip(np.rint(words.weights / scales[:, None]), -127, 127).astype(np.int8)
    scale = scales.astype(np.float32)
    return Judge(weights, scale, words.bias, calibration, units, pages, titles, list_feature_names())


def read_word_model(judge: Judge) -> WordModel:
    """Return the word model of a judge, as far as its 8 bits a weight hold it."""
    return WordModel(judge.weights * np.asarray(judge.scales, np.float64)[:, None], judge.bias)
