"""The learned judge: how likely each unit of a page is boilerplate, and each page without an article.

Two parts judge units: linear scores of their words (`ngrams`), then boosted trees over these scores and all
else that shows (`unit_table`). A third part judges the page by what the units have come to. All stand in
one file, made by `python -m pipeline.training.line_judge`; its card lies beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.errors import ConfigError
from pipeline.models.oblivious import Floats, Ints, ObliviousTrees, Singles, from_arrays
from pipeline.rules import Found
from pipeline.stages.strip.ngrams import score_ngrams
from pipeline.stages.strip.page_features import PAGE_NAMES, describe_pages
from pipeline.stages.strip.unit_features import Units, measure_shape
from pipeline.stages.strip.unit_pages import CutPage, gather_units
from pipeline.stages.strip.unit_table import GROUPS, describe_scores, describe_units, stack_columns

# what a unit that goes is to the reader of the page: the heads of the model behind the first
HEADS = ("boilerplate", "navigation", "byline", "related_links", "legal_footer", "share_widget", "site_banner", "duplicate_title")
BOILERPLATE_CHANCE = 0.5


@dataclass(frozen=True, slots=True)
class Judge:
    """The trained parts.

    Attributes:
        weights: of n-grams for each head, shape (2 ** BITS, heads), 8-bit; `scales` and `biases` go with them.
        units: trees over the features of units; they give the log-odds of boilerplate.
        pages: trees over the features of pages; they give the log-odds of no article.
        names: the features of units that the trees were grown on, in order.
    """

    weights: npt.NDArray[np.int8]
    scales: Singles
    biases: Singles
    units: ObliviousTrees
    pages: ObliviousTrees
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageScores:
    """What the judge says of one page.

    Attributes:
        chances: the chance of each unit to be boilerplate.
        kinds: the likeliest kind of each unit, by its place in HEADS.
        reasons: the groups of features that spoke most for boilerplate, by their places in GROUPS, the loudest
            first; shape (units, reasons).
        no_article: the chance that the page holds no article.
    """

    chances: Floats
    kinds: Ints
    reasons: Ints
    no_article: float


def score_pages(judge: Judge, pages: Sequence[CutPage], found: Mapping[str, Found], reasons: int) -> list[PageScores]:
    """Return what the judge says of pages, each of at least one unit.

    Args:
        judge: the trained parts.
        pages: the pages, cut into units.
        found: what rules claim on each distinct line.
        reasons: how many groups of features to name.
    """
    if not pages:
        return []
    units = gather_units(pages, found)
    words, groups, columns = tabulate_units(judge, units)
    odds = judge.units.score_rows(columns)
    chances = 1 / (1 + np.exp(-odds))
    loudest = (-judge.units.attribute_rows(columns, groups, len(GROUPS))).argsort(axis=0, kind="stable")[:reasons].T
    kinds = 1 + words[1:].argmax(axis=0)
    none = judge.pages.score_rows(np.array(describe_pages(units, chances), np.float32))
    return [
        PageScores(chances[page], kinds[page], loudest[page], float(1 / (1 + np.exp(-none[at]))))
        for at, page in enumerate(units.rows.slices())
    ]


def tabulate_units(judge: Judge, units: Units) -> tuple[Singles, Ints, Singles]:
    """Return the scores of words, the group of each feature, and the features, shape (features, units)."""
    shape = measure_shape(units.texts)
    words = score_ngrams(shape.chars, judge.weights, judge.scales, judge.biases)
    groups = describe_units(units, shape) | {GROUPS[-1]: describe_scores(dict(zip(HEADS, words, strict=True)), units)}
    _, group, columns = stack_columns(groups)
    return words, group, columns


@lru_cache(maxsize=4)
def load_judge(path: Path) -> Judge:
    """Read a trained file; raises ConfigError where it is missing or of another version."""
    try:
        with np.load(path) as stored:
            arrays = {name: stored[name] for name in stored.files}
        names = tuple(str(name) for name in arrays["unit_names"])
        if tuple(str(name) for name in arrays["page_names"]) != PAGE_NAMES or names != feature_names():
            raise ValueError("its features are those of another version")
        return Judge(
            arrays["weights"], arrays["scales"], arrays["biases"],
            from_arrays(_part(arrays, "units.")), from_arrays(_part(arrays, "pages.")), names,
        )  # fmt: skip
    except (OSError, ValueError, KeyError) as error:
        raise ConfigError(f"{path}: no judge of lines of this version ({error}); train it again") from error


@lru_cache
def feature_names() -> tuple[str, ...]:
    """Return the names of the features of units, in order."""
    from pipeline.stages.strip.unit_arrays import lay_out
    from pipeline.stages.strip.unit_table import CLAIM_NAMES

    units = Units(["甲"], lay_out([1]), np.array([[0], [0], [1], [1], [0]]), np.zeros((len(CLAIM_NAMES), 1), np.float32))
    scores = dict.fromkeys(HEADS, np.zeros(1, np.float32))
    groups = describe_units(units, measure_shape(units.texts)) | {GROUPS[-1]: describe_scores(scores, units)}
    return tuple(stack_columns(groups)[0])


def _part(arrays: Mapping[str, npt.NDArray[np.generic]], prefix: str) -> dict[str, npt.NDArray[np.generic]]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}
