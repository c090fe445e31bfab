"""The learned judge: the probability of boilerplate for each unit, and of no article for each page.

Two parts score units: linear scores of character n-grams (`ngrams`), then boosted trees over these
scores and all other features (`unit_table`). A third part scores the page by the probabilities of its
units, a fourth tells its title by the same features. All are in one file, made by
`python -m jiaokan.training.train_line_judge`, with a model card beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from jiaokan.core.errors import ConfigError
from jiaokan.models.boosted_trees import (
    Float32Array,
    Float64Array,
    Int64Array,
    ObliviousTrees,
    from_arrays,
    take_part,
)
from jiaokan.stages.strip.judge.ngrams import score_heads, score_ngrams
from jiaokan.stages.strip.judge.page_features import PAGE_NAMES, describe_pages
from jiaokan.stages.strip.judge.page_title import score_titles
from jiaokan.stages.strip.judge.unit_arrays import lay_out, read_characters
from jiaokan.stages.strip.judge.unit_features import Shape, Units, measure_shape
from jiaokan.stages.strip.judge.unit_pages import gather_units
from jiaokan.stages.strip.judge.unit_table import (
    CLAIM_NAMES,
    GROUPS,
    describe_score,
    describe_units,
    stack_columns,
)
from jiaokan.stages.strip.judge.units import CutPage

# the heads of the n-gram model: the first scores boilerplate, the others the kind of a removed unit
HEADS = (
    "boilerplate",
    "navigation",
    "byline",
    "related_links",
    "legal_footer",
    "share_widget",
    "site_banner",
    "duplicate_title",
)
CALIBRATION_ODDS = np.linspace(-8, 8, 65)  # log-odds of the trees at which the probabilities are stored
_MIN_REMOVED_CHANCE = 0.25  # probability of boilerplate; the settings remove no unit with less


@dataclass(frozen=True, slots=True)
class Judge:
    """The trained parts.

    Attributes:
        weights: of n-grams for each of HEADS, in parts of `scales`, shape (heads, 2 ** BITS).
        scales: of one part, shape (heads,).
        bias: of the first head.
        calibration: the chance that a letter of a unit is boilerplate, at CALIBRATION_ODDS of the trees.
        units: trees over the features of units; they give the log-odds of boilerplate.
        pages: trees over the features of pages; they give the log-odds of no article.
        titles: trees over the features of units; they give the log-odds of being the title of the page.
        names: the features of units that the trees were grown on, in order.
    """

    weights: npt.NDArray[np.int8]
    scales: Float32Array
    bias: float
    calibration: Float64Array
    units: ObliviousTrees
    pages: ObliviousTrees
    titles: ObliviousTrees
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageScores:
    """The result of the judge for one page.

    Attributes:
        chances: the probability of each unit to be boilerplate.
        kinds: the likeliest kind of each unit, as its index in HEADS.
        reasons: the groups of features with the largest contribution to boilerplate, as indexes in
            GROUPS, the largest first; shape (units, reasons).
        no_article: the probability that the page has no article.
        title_odds: the log-odds of each unit to be the title of the page; -inf for one that cannot be.
    """

    chances: Float64Array
    kinds: Int64Array
    reasons: Int64Array
    no_article: float
    title_odds: Float64Array


def score_pages(judge: Judge, pages: Sequence[CutPage], reasons: int) -> list[PageScores]:
    """Return the scores of pages, each of at least one unit.

    Args:
        judge: the trained parts.
        pages: the pages, split into units.
        reasons: how many groups of features to name.
    """
    if not pages:
        return []
    units = gather_units(pages)
    shape = measure_shape(units.texts)
    groups, columns = tabulate_units(judge, units, shape)
    odds, added = judge.units.explain_rows(columns, groups, len(GROUPS))
    chances = np.interp(odds, CALIBRATION_ODDS, judge.calibration)
    loudest = (-added).argsort(axis=0, kind="stable")[:reasons].T
    kinds = _name_kinds(judge, units.texts, chances)
    none = judge.pages.score_rows(np.array(describe_pages(units, shape, chances), np.float32))
    titles = score_titles(judge.titles, columns, shape)
    return [
        PageScores(
            chances[page], kinds[page], loudest[page], float(1 / (1 + np.exp(-none[at]))), titles[page]
        )
        for at, page in enumerate(units.rows.slice_units())
    ]


def _name_kinds(judge: Judge, texts: Sequence[str], chances: Float64Array) -> Int64Array:
    """Return the likeliest kind of each unit that can be removed, as its index in HEADS, 0 for others."""
    kinds = np.zeros(len(texts), np.int64)
    (likely,) = (chances > _MIN_REMOVED_CHANCE).nonzero()
    if len(likely):
        chars = read_characters([texts[at] for at in likely.tolist()])
        kinds[likely] = 1 + score_heads(chars, judge.weights[1:], judge.scales[1:]).argmax(axis=0)
    return kinds


def tabulate_units(judge: Judge, units: Units, shape: Shape) -> tuple[Int64Array, Float32Array]:
    """Return the group of each feature, and the features, shape (features, units)."""
    score = score_ngrams(shape.chars, judge.weights[0], float(judge.scales[0]), judge.bias)
    _, group, columns = stack_columns(
        describe_units(units, shape) | {GROUPS[-1]: describe_score(score, units)}
    )
    return group, columns


@lru_cache(maxsize=4)
def load_judge(path: Path) -> Judge:
    """Read a trained file.

    Raises:
        ConfigError: the file is missing or of another version.
    """
    try:
        with np.load(path) as stored:
            arrays = {name: stored[name] for name in stored.files}
        names = tuple(str(name) for name in arrays["unit_names"])
        if tuple(str(name) for name in arrays["page_names"]) != PAGE_NAMES or names != list_feature_names():
            raise ValueError("its features are those of another version")
        return Judge(
            arrays["weights"], arrays["scales"], float(arrays["bias"]),
            arrays["calibration"].astype(np.float64),
            from_arrays(take_part(arrays, "units")),
            from_arrays(take_part(arrays, "pages")),
            from_arrays(take_part(arrays, "titles")),
            names,
        )  # fmt: skip
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"{path}: no judge of lines of this version ({error}); train it again") from error


@lru_cache
def list_feature_names() -> tuple[str, ...]:
    """Return the names of the features of units, in order."""
    units = Units(
        ["甲"], lay_out([1]), np.array([[0], [0], [1], [1]]), np.zeros((len(CLAIM_NAMES), 1), np.float32)
    )
    score = describe_score(np.zeros(1, np.float32), units)
    groups = describe_units(units, measure_shape(units.texts)) | {GROUPS[-1]: score}
    return tuple(stack_columns(groups)[0])
