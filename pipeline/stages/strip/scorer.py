"""A small learned judge of lines: boosted oblivious trees over what the page shows.

Trained by `python -m tests.bench.strip.train`; a tree asks the same few questions of every line
and adds what its answer is worth, in log-odds that the line is the article's.
"""

import json
from dataclasses import dataclass
from functools import lru_cache, reduce
from pathlib import Path

import numpy as np

from pipeline.errors import ConfigError
from pipeline.stages.strip.features import KIND_OF, KINDS, NAMES
from pipeline.stages.strip.look import Floats, Ints


@dataclass(frozen=True, slots=True)
class Scorer:
    """Trees, one a row of `ask` and `add`.

    A question is whether feature `of` lies above a bound; `ask` holds those of a tree, and what it
    adds stands in `add` by its answers, read as a binary number. `kinds` is the share of each tree's
    questions that are of each kind.
    """

    base: float
    of: Ints
    above: Floats
    ask: Ints
    add: Floats
    kinds: Floats


def grown(base: float, ask: Ints, above: Floats, add: Floats) -> Scorer:
    """Make a scorer of trees that ask for features by number; what many ask is answered once."""
    pairs = np.stack([ask.ravel(), above.ravel()])
    (of, bounds), place = np.unique(pairs, axis=1, return_inverse=True)
    kinds = np.array(KIND_OF)[ask]
    share = np.stack([(kinds == at).mean(axis=1) for at in range(len(KINDS))], axis=1)
    return Scorer(base, of.astype(np.int64), bounds[:, None], place.reshape(ask.shape), add, share)


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


def worth(judge: Scorer, rows: Floats) -> Floats:
    """Return what each tree adds to each line; with the base, the log-odds that it is the article's."""
    answers = (rows.take(judge.of, axis=0) > judge.above).view(np.uint8)[judge.ask]
    leaf = reduce(lambda said, answer: said << 1 | answer, np.moveaxis(answers, 1, 0))
    trees, leaves = judge.add.shape
    return np.asarray(judge.add.take(leaf + np.arange(0, trees * leaves, leaves)[:, None]), np.float64)


def logits(judge: Scorer, rows: Floats) -> Floats:
    """Return the log-odds that each line is the article's."""
    return np.asarray(judge.base + worth(judge, rows).sum(axis=0), np.float64)


def reasons(judge: Scorer, added: Floats, lines: Ints, most: int) -> list[str]:
    """Name, for each of some lines, the kinds of features that spoke most against it, the loudest first."""
    spoke = np.einsum("tn,tk->kn", added, judge.kinds)  # no BLAS: its threads cost more than they save
    loudest = np.argsort(spoke.T[lines], axis=1).T[:most]
    return list(map(_named, *loudest.tolist()))


@lru_cache
def _named(*kinds: int) -> str:
    return ", ".join(KINDS[kind] for kind in kinds)
