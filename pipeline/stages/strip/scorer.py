"""A small learned judge of lines: boosted oblivious trees over what the page shows.

Trained by `python -m tests.bench.strip.train`; a tree asks the same few questions of every line
and adds what its answer is worth, in log-odds that the line is the article's.
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from pathlib import Path

import numpy as np

from pipeline.errors import ConfigError
from pipeline.stages.strip.features import KIND_OF, KINDS, NAMES
from pipeline.stages.strip.look import Floats, Ints, Singles

PARTS = 10_000  # of a unit of log-odds; what trees add counts in these, whole, and sums up without a rest
_BLOCK = 320  # lines that are judged at a time: they lie in the cache, and BLAS starts no threads for them


@dataclass(frozen=True, slots=True)
class Scorer:
    """Trees, one a column of `ask` and `kinds` and a row of `add`.

    A question is whether feature `of` lies above a bound; `ask` holds those of a tree, one for each
    level, and what it adds stands in `add` by its answers, read as a binary number. `kinds` counts
    each tree's questions of each kind.
    """

    base: float
    of: Ints
    above: Singles
    ask: Ints
    add: Singles
    kinds: Singles


def grown(base: float, ask: Ints, above: Floats, add: Floats) -> Scorer:
    """Make a scorer of trees that ask for features by number; what many ask is answered once."""
    pairs = np.stack([ask.ravel(), above.ravel()])
    (of, bounds), place = np.unique(pairs, axis=1, return_inverse=True)
    kinds = np.array(KIND_OF)[ask]
    share = np.stack([(kinds == at).sum(axis=1) for at in range(len(KINDS))])
    return Scorer(
        base,
        of.astype(np.int64),
        bounds[:, None].astype(np.float32),
        np.ascontiguousarray(place.reshape(ask.shape).T),
        np.round(add * PARTS).astype(np.float32),
        share.astype(np.float32),
    )


@lru_cache(maxsize=8)
def scorer(path: Path) -> Scorer:
    """Read a scorer; raises ConfigError where it does not fit this version's features."""
    try:
        said = json.loads(path.read_text("utf-8"))
        place = {name: at for at, name in enumerate(NAMES)}
        ask = np.array([[place[name] for name in tree["ask"]] for tree in said["trees"]], np.int64)
        above, add = (np.array([tree[key] for tree in said["trees"]], np.float64) for key in ("above", "add"))
        return grown(float(said["base"]), ask, above, add)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path}: no scorer of this version ({error}); train it again") from error


def worth(judge: Scorer, rows: Singles) -> Singles:
    """Return what the questions of each kind add to each line, in PARTS of a unit of log-odds for each level.

    Lines come in blocks: a page has the memory of no more than one.
    """
    added = np.empty((len(KINDS), rows.shape[1]), np.float32)
    for at in range(0, rows.shape[1], _BLOCK):
        lines = slice(at, at + _BLOCK)
        np.matmul(judge.kinds, _added(judge, rows[:, lines]), out=added[:, lines])
    return added


def _added(judge: Scorer, rows: Singles) -> Singles:
    """Return what each tree adds to each line."""
    answers = (rows.take(judge.of, axis=0) > judge.above).view(np.uint8)
    levels = (answers.take(level, axis=0) for level in judge.ask)
    leaf = reduce(lambda said, answer: said + said + answer, levels)
    trees, leaves = judge.add.shape
    places = leaf + np.arange(0, trees * leaves, leaves, dtype=np.int32)[:, None]
    return np.asarray(judge.add.take(places, mode="clip"), np.float32)  # none lies outside


def logits(judge: Scorer, added: Singles) -> Floats:
    """Return the log-odds that each line is the article's, from what each kind of question adds to it."""
    return np.asarray(judge.base + added.sum(axis=0) / np.float64(PARTS * len(judge.ask)), np.float64)


def reasons(added: Singles, most: int) -> list[int]:
    """Return a number for each line: it says which kinds of features spoke most against it."""
    loudest = added.T.argsort(axis=1, kind="stable").T[:most]  # a tie falls alike on every processor
    numbers: list[int] = np.ravel_multi_index(tuple(loudest), (len(KINDS),) * len(loudest)).tolist()
    return numbers


@cache
def named(reason: int, most: int) -> str:
    """Name the kinds of features that one of the `reasons` stands for, the loudest first."""
    kinds = np.unravel_index(reason, (len(KINDS),) * min(most, len(KINDS)))
    return ", ".join(KINDS[int(kind)] for kind in kinds)
