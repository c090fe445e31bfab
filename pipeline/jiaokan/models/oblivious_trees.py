"""Evaluate boosted oblivious trees: the one form in which trained scorers travel.

All nodes of one level of an oblivious tree ask the same question, so a tree is a list of questions
and a table of answers, and thousands of rows are judged at once.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Float64Array = NDArray[np.float64]

LEAF_UNIT_LOG_ODDS = 1e-4  # log-odds that one unit of a leaf value is worth; leaves travel as integers
_MAX_ROWS = 2048  # rows judged at a time


@dataclass(frozen=True, slots=True)
class TreeEnsemble:
    """Trees over named columns: `questions` and `borders` have a row per tree, as has `leaves`.

    A tree asks at each level whether a column lies above a border; the answers, read as a binary
    number with the first level as its lowest bit, are the place of its leaf.
    """

    names: tuple[str, ...]
    questions: NDArray[np.int64]
    borders: NDArray[np.float32]
    leaves: NDArray[np.float32]
    bias: float

    def predict_probabilities(self, columns: Mapping[str, Float64Array]) -> Float64Array:
        """Return for each row the probability that the trees give it."""
        rows = [columns[name] for name in self.names]
        table = np.concatenate(rows).astype(np.float32).reshape(len(rows), -1)  # as trained
        parts = [
            self._sum_leaves(table[:, at : at + _MAX_ROWS]) for at in range(0, table.shape[1], _MAX_ROWS)
        ]
        score = np.concatenate(parts) if parts else np.zeros(0)
        return np.asarray(1 / (1 + np.exp(-score * LEAF_UNIT_LOG_ODDS - self.bias)))

    def _sum_leaves(self, table: NDArray[np.float32]) -> Float64Array:
        trees, depth = self.questions.shape
        asked = table[self.questions.T.ravel()] > self.borders.T.ravel()[:, None]
        answers = np.packbits(asked.reshape(depth, trees, -1), axis=0, bitorder="little")[0]
        places = (np.arange(trees, dtype=np.int32) << depth)[:, None] + answers
        return np.asarray(self.leaves.ravel().take(places).sum(axis=0, dtype=np.float64))


def make_ensemble(record: Mapping[str, list[object]]) -> TreeEnsemble:
    """Make a forest from its record."""
    return TreeEnsemble(
        tuple(str(name) for name in record["names"]),
        np.array(record["questions"], dtype=np.int64),
        np.array(record["borders"], dtype=np.float32),
        np.array(record["leaves"], dtype=np.float32),
        float(str(record["bias"])),
    )


def load_ensembles(file: str) -> tuple[TreeEnsemble, ...]:
    """Return the forests of a trained file of this package, in the order of its passes."""
    data = json.loads((files("jiaokan.models") / file).read_text("utf-8"))
    return tuple(make_ensemble(part) for part in data["passes"])
