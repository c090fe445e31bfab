"""A small learned judge of lines: boosted oblivious trees over what the page shows.

Trained by `python -m tests.bench.strip.train`; a tree asks the same few questions of every line
and adds what its answer is worth, in log-odds that the line is the article's.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.errors import ConfigError
from pipeline.rules import ARTICLE, Claim
from pipeline.stages.strip.evidence import whole
from pipeline.stages.strip.features import KIND_OF, KINDS, NAMES, Floats

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scorer:
    """Trees, one a row: the features `ask`ed, the bounds `above` which they say yes, what to `add`."""

    base: float
    ask: Ints
    above: Floats
    add: Floats


@lru_cache(maxsize=8)
def scorer(path: Path) -> Scorer:
    """Read a scorer; raises ConfigError where it does not fit this version's features."""
    try:
        said = json.loads(path.read_text("utf-8"))
        place = {name: at for at, name in enumerate(NAMES)}
        ask = np.array([[place[name] for name in tree["ask"]] for tree in said["trees"]], np.int64)
        above, add = (np.array([tree[key] for tree in said["trees"]], np.float64) for key in ("above", "add"))
        return Scorer(float(said["base"]), ask, above, add)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path}: no scorer of this version ({error}); train it again") from error


def claimed(
    count: int, claims: Iterable[Claim], lines: Sequence[str]
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return the surest claim on each of `count` whole lines, and which lines open a list."""
    sure, opens = [0.0] * count, [False] * count
    for claim in claims:
        if whole(claim, lines) and claim.rule.kind != ARTICLE:
            sure[claim.line] = max(sure[claim.line], claim.rule.confidence)
            opens[claim.line] |= claim.rule.scope == "block"
    return np.array(sure), np.array(opens, bool)


def worth(judge: Scorer, rows: Floats) -> Floats:
    """Return what each tree adds to each line; with the base, the log-odds that it is the article's."""
    depth = judge.ask.shape[1]
    leaf = (rows[:, judge.ask[:, 0]] > judge.above[:, 0]).astype(np.intp)
    for level in range(1, depth):
        leaf = leaf * 2 + (rows[:, judge.ask[:, level]] > judge.above[:, level])
    return np.asarray(judge.add[np.arange(len(judge.add)), leaf], np.float64)


def logits(judge: Scorer, rows: Floats) -> Floats:
    """Return the log-odds that each line is the article's."""
    return np.asarray(judge.base + worth(judge, rows).sum(axis=1), np.float64)


def reasons(judge: Scorer, added: Floats, most: int) -> list[str]:
    """Name, for each line, the kinds of features that spoke most against it, the loudest first."""
    loudest = np.argsort(added @ _kinds(judge), axis=1)[:, :most]
    return [", ".join(KINDS[at] for at in row) for row in loudest.tolist()]


def _kinds(judge: Scorer) -> Floats:
    """Return the share of each tree's questions that are of each kind."""
    kinds = np.array(KIND_OF)[judge.ask]
    return np.stack([(kinds == at).mean(axis=1) for at in range(len(KINDS))], axis=1)
