"""Boosted trees in which every node of one level asks the same question: their record, and their score."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_ROWS = 4096  # rows judged at a time
SCALE = 1e-4  # of the leaf values, which travel as integers


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over named columns: `questions` and `borders` have a row per tree, as has `leaves`."""

    names: tuple[str, ...]
    questions: npt.NDArray[np.int64]
    borders: npt.NDArray[np.float32]
    leaves: Floats
    bias: float

    def judge(self, columns: Mapping[str, Floats]) -> Floats:
        """Return for each row the probability that the trees give it."""
        rows = [columns[name] for name in self.names]
        table = np.concatenate(rows).astype(np.float32).reshape(len(rows), -1)  # as trained
        parts = [self._sum(table[:, at : at + _ROWS]) for at in range(0, table.shape[1], _ROWS)]
        score = np.concatenate(parts) if parts else np.zeros(0)
        return np.asarray(1 / (1 + np.exp(-score - self.bias)))

    def _sum(self, table: npt.NDArray[np.float32]) -> Floats:
        trees, depth = self.questions.shape
        asked = table[self.questions.T.ravel()] > self.borders.T.ravel()[:, None]
        answers = asked.view(np.uint8).reshape(depth, trees, -1)
        places = (np.arange(trees) << depth)[:, None] + answers[0]
        for level in range(1, depth):
            places += answers[level] << level
        return np.asarray(self.leaves.ravel().take(places).sum(axis=0))


def forest(part: Mapping[str, list[object]]) -> Forest:
    """Make a forest from its record: `names`, `questions`, `borders` and `leaves` of each tree, `bias`."""
    leaves = np.array(part["leaves"], dtype=np.float64) * SCALE
    names = tuple(str(name) for name in part["names"])
    questions = np.array(part["questions"], dtype=np.int64)
    borders = np.array(part["borders"], dtype=np.float32)
    return Forest(names, questions, borders, leaves, float(str(part["bias"])))
