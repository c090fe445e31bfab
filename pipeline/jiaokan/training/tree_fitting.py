"""Train boosted trees with CatBoost, from nothing or on top of trees that are there."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, Pool

from jiaokan.models.boosted_trees import Float32Array, NamedTrees, ObliviousTrees, from_catboost

RANDOM_SEED = 0


def fit_trees(
    columns: Float32Array,
    labels: Any,
    weights: Any,
    options: dict[str, Any],
    base: ObliviousTrees | None = None,
) -> ObliviousTrees:
    """Train trees whose score is the log-odds of label 1.

    Args:
        columns: the features, shape (features, rows).
        labels: 0 or 1 for each row.
        weights: the weight of each row.
        options: further options of CatBoost.
        base: trees that stay; those that are trained add to their score.
    """
    model = CatBoostClassifier(
        border_count=64, random_seed=RANDOM_SEED, verbose=False, bootstrap_type="Bernoulli", subsample=0.8,
        allow_writing_files=False, score_function="L2", l2_leaf_reg=5, **options,
    )  # fmt: skip
    known = None if base is None else base.score_rows(columns)
    model.fit(Pool(columns.T, labels, weight=weights, baseline=known))
    trees = take_trees(model)
    return trees if base is None else join_trees(base, trees)


def save_named_trees(parts: Mapping[str, NamedTrees], path: Path) -> None:
    """Write trees as one compressed file that `read_named_trees` reads; equal trees are equal bytes."""
    arrays = {
        f"{part}.{name}": array for part, trees in parts.items() for name, array in trees.to_arrays().items()
    }
    np.savez_compressed(path, allow_pickle=False, **arrays)


def take_trees(model: CatBoostClassifier) -> ObliviousTrees:
    """Return the trees of a model that is trained."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "model.json"
        model.save_model(str(file), format="json")
        return from_catboost(json.loads(file.read_text("utf-8")))


def join_trees(first: ObliviousTrees, second: ObliviousTrees) -> ObliviousTrees:
    """Return trees whose score is the sum of the scores of both; leaves are rounded to the coarser scale."""
    depth, scale = max(len(first.levels), len(second.levels)), max(first.scale, second.scale)
    one, other = (_deepen(trees, depth) for trees in (first, second))
    return ObliviousTrees(
        first.base + second.base,
        scale,
        np.concatenate([one.features, other.features]),
        np.concatenate([one.bounds, other.bounds]),
        np.concatenate([one.levels, other.levels + len(one.features)], axis=1),
        np.concatenate([np.round(trees.leaves * np.float32(trees.scale / scale)) for trees in (one, other)]),
    )


def _deepen(trees: ObliviousTrees, depth: int) -> ObliviousTrees:
    """Return the same trees with more levels in front, up to a depth; what these test changes no score."""
    missing = depth - len(trees.levels)
    levels = np.concatenate([trees.levels[:1].repeat(missing, axis=0), trees.levels])
    return replace(trees, levels=levels, leaves=np.tile(trees.leaves, 1 << missing))
