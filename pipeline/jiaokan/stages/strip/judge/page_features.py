"""The features of a whole page, from the chances of its units. They show whether it holds an article."""

from typing import Any

import numpy as np
import numpy.typing as npt

from jiaokan.models.boosted_trees import BoolArray, Float64Array
from jiaokan.stages.strip.judge.surrounding_features import measure_runs
from jiaokan.stages.strip.judge.unit_arrays import FUNCTION, OTHER
from jiaokan.stages.strip.judge.unit_features import Shape, Units
from jiaokan.stages.strip.judge.unit_table import CLAIM_NAMES

PAGE_NAMES = (
    "characters", "units", "characters likely kept", "share likely kept", "mean chance",
    "chance by characters",
    "longest run kept", "share of prose", "share of headlines", "share of short units", "share of labels",
    "sentences kept", "longest unit kept", "mean length", "share that ends in an ellipsis",
    "share with a date",
    "share of function words in what is kept", "marks in 100 characters kept", "chance of the first unit",
    "chance of the last unit", "mean square of chance", "share claimed by rules", "share said twice",
    "share of long units with a stop", "characters of prose kept",
    "share of other characters in what is kept",
)  # fmt: skip
_KEPT_CHANCE = 0.5
_LONG_UNIT_CHARS = 40
_WHOLE_CLAIM = CLAIM_NAMES.index("surest whole claim")


def describe_pages(units: Units, shape: Shape, chances: Float64Array) -> Float64Array:
    """Return the features of each page, shape (len(PAGE_NAMES), pages).

    Args:
        units: the units of the pages.
        shape: what is counted of them.
        chances: the chance of each unit to be boilerplate.
    """
    rows = units.rows
    lengths = shape.chars.lengths.astype(np.float64)
    kept = chances < _KEPT_CHANCE

    def sum_pages(values: npt.NDArray[Any]) -> Float64Array:
        return np.asarray(np.add.reduceat(np.asarray(values, np.float64), rows.starts), np.float64)

    def max_of_pages(values: Float64Array) -> Float64Array:
        return np.asarray(np.maximum.reduceat(values, rows.starts), np.float64)

    count, total, left = sum_pages(np.ones(len(kept))), sum_pages(lengths), sum_pages(lengths * kept)
    some = np.maximum(left, 1)
    return np.array([
        np.log1p(total), np.log1p(count), np.log1p(left), left / total, sum_pages(chances) / count,
        sum_pages(lengths * chances) / total, max_of_pages(measure_runs(kept, rows)),
        sum_pages(lengths * shape.prose) / total,
        sum_pages(lengths * shape.headline) / total, sum_pages(lengths * shape.short) / total,
        sum_pages(lengths * shape.label) / total,
        np.log1p(sum_pages(kept & shape.stop)), np.log1p(max_of_pages(lengths * kept)), total / count,
        sum_pages(lengths * _ends_in_ellipsis(shape)) / total, sum_pages(lengths * shape.forms[0]) / total,
        sum_pages(shape.counts[FUNCTION] * kept) / some, 100 * sum_pages(shape.marks * kept) / some,
        chances[rows.starts], chances[rows.ends - 1], sum_pages(chances**2) / count,
        sum_pages(lengths * (units.claims[_WHOLE_CLAIM] > 0)) / total, _count_repeats(units),
        sum_pages(lengths * ((lengths > _LONG_UNIT_CHARS) & shape.stop)) / total,
        np.log1p(sum_pages(lengths * (kept & shape.prose))), sum_pages(shape.counts[OTHER] * kept) / some,
    ])  # fmt: skip


def _ends_in_ellipsis(shape: Shape) -> BoolArray:
    last = shape.chars.codes[shape.chars.starts + shape.chars.lengths - 1]
    return np.asarray((last == ord("…")) | (last == ord(".")), bool)


def _count_repeats(units: Units) -> Float64Array:
    """Return the share of the units of each page whose text another unit of the page repeats."""
    pages = units.rows.slice_units()
    return np.array([1 - len(set(units.texts[page])) / (page.stop - page.start) for page in pages])
