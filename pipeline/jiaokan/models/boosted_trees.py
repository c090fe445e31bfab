"""Boosted oblivious trees: every level of a tree asks one question of every row.

CatBoost grows them (`SymmetricTree`); numpy evaluates them. A question is whether a feature lies above a
bound. The answers of a tree, read as a binary number, choose what it adds to the log-odds.

Trained files are npz archives; a name of an array begins with the part of the model that it belongs to.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import numpy as np
import numpy.typing as npt

Float32Array = npt.NDArray[np.float32]
Float64Array = npt.NDArray[np.float64]
Int64Array = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
NamedArrays = Mapping[str, npt.NDArray[np.generic]]

_MAX_LEAF_PARTS = 4095  # of the largest leaf: 400 trees of depth 6 sum up exactly in single precision
# rows evaluated at a time, and answers or leaves of these rows computed at a time: they fit the cache
_BLOCK_ROWS, _BLOCK_CELLS = 2048, 1 << 17
# Products of matrices with more multiplications than this are given to several threads by the library of
# linear algebra, and on cores that others use too these wait for each other ten times as long as they work.
_MAX_PRODUCT_OPERATIONS = 200_000


@dataclass(frozen=True, slots=True)
class ObliviousTrees:
    """Trees of one depth.

    Attributes:
        base: log-odds before any tree.
        scale: log-odds of one part, in which leaves are counted.
        features: the feature of each distinct question, shape (questions,).
        bounds: the bound of each distinct question, shape (questions, 1).
        levels: the question of each level of each tree, shape (depth, trees).
        leaves: what each leaf adds, in whole parts, shape (trees, 2 ** depth); the answer of the first
            level is the highest bit. Sums of whole numbers do not depend on their order.
    """

    base: float
    scale: float
    features: Int64Array
    bounds: Float32Array
    levels: Int64Array
    leaves: Float32Array

    def score_rows(self, columns: Float32Array) -> Float64Array:
        """Return the log-odds of each row.

        Args:
            columns: feature values, shape (features, rows).
        """
        totals = np.zeros(columns.shape[1], np.float64)
        for start in range(0, columns.shape[1], _BLOCK_ROWS):
            rows = slice(start, start + _BLOCK_ROWS)
            for _, values in self._look_up_leaves(np.ascontiguousarray(columns[:, rows])):
                totals[rows] += values.sum(axis=0)
        return totals * self.scale + self.base

    def explain_rows(
        self, columns: Float32Array, groups: Int64Array, count: int
    ) -> tuple[Float64Array, Float32Array]:
        """Return the log-odds of each row, and how much of them each group of features adds.

        What a tree adds is shared out by the number of its questions in each group.

        Args:
            columns: feature values, shape (features, rows).
            groups: the group of each feature, shape (features,).
            count: number of groups.

        Returns:
            Log-odds, shape (rows,), and what groups add, shape (count, rows).
        """
        of_level = groups[self.features][self.levels]
        asked = np.stack([(of_level == group).sum(axis=0) for group in range(count)]).astype(np.float32)
        added = np.zeros((count, columns.shape[1]), np.float32)
        for start in range(0, columns.shape[1], _BLOCK_ROWS):
            rows = slice(start, start + _BLOCK_ROWS)
            for trees, values in self._look_up_leaves(np.ascontiguousarray(columns[:, rows])):
                added[:, rows] += _multiply_in_one_thread(asked[:, trees], values)
        # whole numbers, so that the sums of groups are the sums of trees
        totals = added.sum(axis=0, dtype=np.float64) / len(self.levels)
        return totals * self.scale + self.base, added * np.float32(self.scale / len(self.levels))

    def _look_up_leaves(self, columns: Float32Array) -> Iterator[tuple[slice, Float32Array]]:
        """Yield some trees after others, and what each of them adds to each row, shape (trees, rows)."""
        answers = self._answer_questions(columns)
        trees, width = self.leaves.shape
        first_leaves = np.arange(0, trees * width, width, dtype=np.int32)[:, None]
        for part in _split_range(trees, columns.shape[1]):
            levels = self.levels[:, part]
            leaf = answers.take(levels[0], axis=0)
            for level in levels[1:]:
                leaf += leaf
                leaf += answers.take(level, axis=0)
            yield part, self.leaves.take(leaf + first_leaves[part], mode="clip")

    def _answer_questions(self, columns: Float32Array) -> npt.NDArray[np.uint8]:
        """Return the answer to each distinct question for each row, 0 or 1."""
        answers = np.empty((len(self.features), columns.shape[1]), bool)
        for part in _split_range(*answers.shape):
            np.greater(columns.take(self.features[part], axis=0), self.bounds[part], out=answers[part])
        return answers.view(np.uint8)

    def to_arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return the trees as arrays that `from_arrays` reads."""
        return {
            "base": np.array([self.base, self.scale]),
            "features": self.features.astype(np.uint16),
            "bounds": self.bounds[:, 0],
            "levels": self.levels.astype(np.uint16),
            "leaves": self.leaves.astype(np.int16),
        }


@dataclass(frozen=True, slots=True)
class NamedTrees:
    """Trees with the names of the features that they ask about, in order."""

    names: tuple[str, ...]
    trees: ObliviousTrees

    def predict_probabilities(self, columns: Mapping[str, Float64Array]) -> Float64Array:
        """Return for each row the probability that the trees give it.

        Args:
            columns: feature values by name; features that no tree asks about are passed over.
        """
        return np.asarray(1 / (1 + np.exp(-self.score_rows(columns))))

    def score_rows(self, columns: Mapping[str, Float64Array]) -> Float64Array:
        """Return for each row the log-odds that the trees give it."""
        rows = [columns[name] for name in self.names]
        return self.trees.score_rows(np.concatenate(rows).astype(np.float32).reshape(len(rows), -1))

    def spread_features(self, names: Sequence[str]) -> ObliviousTrees:
        """Return the trees over all of `names`, which hold those of these trees."""
        places = np.array([names.index(name) for name in self.names], np.int64)
        return replace(self.trees, features=places[self.trees.features])

    def to_arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return the trees and names as arrays for `load_named_trees`."""
        return {"names": np.array(self.names)} | self.trees.to_arrays()


def _split_range(count: int, rows: int) -> Iterator[slice]:
    """Yield the parts of a range of which each has at most _BLOCK_CELLS values for so many rows."""
    step = max(1, _BLOCK_CELLS // max(1, rows))
    return (slice(start, start + step) for start in range(0, count, step))


def _multiply_in_one_thread(left: Float32Array, right: Float32Array) -> Float32Array:
    """Return the matrix product, computed for so few columns at a time that one thread does it."""
    step = max(1, _MAX_PRODUCT_OPERATIONS // left.size)
    parts = [left @ right[:, at : at + step] for at in range(0, right.shape[1], step)]
    return np.concatenate(parts, axis=1)


def from_arrays(arrays: NamedArrays) -> ObliviousTrees:
    """Read trees that `ObliviousTrees.to_arrays` wrote; raises KeyError or ValueError where they are none."""
    base, scale = np.asarray(arrays["base"], np.float64).tolist()
    return ObliviousTrees(
        base,
        scale,
        np.asarray(arrays["features"], np.int64),
        np.asarray(arrays["bounds"], np.float32)[:, None],
        np.asarray(arrays["levels"], np.int64),
        np.asarray(arrays["leaves"], np.float32),
    )


def take_part(arrays: NamedArrays, part: str) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays of one part of a trained file, without the name of the part."""
    prefix = f"{part}."
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}


def load_named_trees(file: str, *parts: str) -> tuple[NamedTrees, ...]:
    """Return parts of a trained file of this package."""
    return read_named_trees(files("jiaokan.models") / file, *parts)


def read_named_trees(file: Traversable, *parts: str) -> tuple[NamedTrees, ...]:
    """Return parts of a trained file."""
    with file.open("rb") as stream, np.load(stream) as stored:
        arrays = {name: stored[name] for name in stored.files}
    found = [take_part(arrays, part) for part in parts]
    return tuple(NamedTrees(tuple(map(str, part["names"])), from_arrays(part)) for part in found)


def name_features(trees: ObliviousTrees, names: tuple[str, ...]) -> NamedTrees:
    """Return trees over all of `names` as trees over the features alone that they ask about."""
    used, places = np.unique(trees.features, return_inverse=True)
    return NamedTrees(tuple(names[i] for i in used), replace(trees, features=places.astype(np.int64)))


def from_catboost(document: Mapping[str, Any]) -> ObliviousTrees:
    """Make trees of a CatBoost model as its JSON file reads; every tree has the depth of the deepest."""
    trees = document["oblivious_trees"]
    splits = [[(s["float_feature_index"], s["border"]) for s in tree["splits"] or ()] for tree in trees]
    depth = max(map(len, splits))
    leaves = np.zeros((len(trees), 1 << depth), np.float32)
    for row, tree, asked in zip(leaves, trees, splits, strict=True):
        # CatBoost's first split is the lowest bit of the leaf's number
        row[:] = np.repeat(tree["leaf_values"], 1 << (depth - len(asked)))
    padded = [asked[::-1] + [asked[0] if asked else splits[0][0]] * (depth - len(asked)) for asked in splits]
    # what a padded level answers must not matter: the leaves below it are the same
    questions, places = np.unique(np.array(padded, np.float64).reshape(-1, 2), axis=0, return_inverse=True)
    factor, (bias,) = document["scale_and_bias"]
    scale = float(np.abs(leaves).max() or 1.0) / _MAX_LEAF_PARTS
    return ObliviousTrees(
        float(bias),
        scale * float(factor),
        questions[:, 0].astype(np.int64),
        questions[:, 1].astype(np.float32)[:, None],
        places.reshape(len(trees), depth).T.astype(np.int64),
        np.round(leaves / np.float32(scale)),
    )
