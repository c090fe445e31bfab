"""The features of what stands around a unit: runs of its kind, distances, its neighbours, and its page."""

import numpy as np

from jiaokan.models.boosted_trees import BoolArray, Float64Array, Int64Array
from jiaokan.stages.strip.judge.unit_arrays import PageRows
from jiaokan.stages.strip.judge.unit_features import Columns, Shape

_REACH = (2, 6, 15)  # units to either side
_BESIDE = (-1, 1)
_PARTS = 1 << 12  # of a unit, to which a value is rounded before it is summed


def describe_runs(shape: Shape, rows: PageRows) -> Columns:
    """Return the length of the run of flagged units that a unit is part of, 0 where it is not flagged."""
    kinds = {
        "short": shape.short, "headline": shape.headline, "bare": ~shape.prose, "prose": shape.prose,
        "label": shape.label, "date": shape.forms[0],
    }  # fmt: skip
    return {f"run of {name} units": measure_runs(flags, rows) for name, flags in kinds.items()}


def measure_runs(flags: BoolArray, rows: PageRows) -> Float64Array:
    """Return the length of the run of flagged units in which each stands, as log(1 + n), or 0."""
    change = np.ones(len(flags) + 1, bool)
    change[1:-1] = flags[1:] != flags[:-1]
    change[rows.starts] = True
    (edges,) = change.nonzero()
    sizes = np.diff(edges)
    return np.asarray(np.log1p(sizes.repeat(sizes)) * flags, np.float64)


def describe_distances(flags: dict[str, BoolArray], mass: Int64Array, rows: PageRows) -> Columns:
    """Return the distance to the nearest flagged unit above and below, in units and in characters of prose.

    Args:
        flags: by name, the units that are looked for.
        mass: characters of prose in each unit.
        rows: where the pages lie.
    """
    count, size = len(mass), rows.end - rows.begin
    total = np.concatenate([[0], mass.cumsum()])
    before, whole = total[rows.begin], np.maximum(total[rows.end] - total[rows.begin], 1)
    first = next(iter(flags))
    columns: Columns = {
        f"prose above, by {first}": (total[rows.at] - before) / whole,
        f"prose below, by {first}": (total[rows.end] - total[rows.at + 1]) / whole,
    }
    for name, flagged in flags.items():
        above, below = np.full(count, -1), np.full(count, count)
        np.maximum.accumulate(np.where(flagged, rows.at, -1)[:-1], out=above[1:])
        np.minimum.accumulate(np.where(flagged, rows.at, count)[:0:-1], out=below[-2::-1])
        up, down = above >= rows.begin, below < rows.end
        start, end = np.where(up, above + 1, rows.begin), np.where(down, below, rows.end)
        columns[f"units since {name}"] = np.log1p(np.where(up, rows.at - above, 2 * size))
        columns[f"units until {name}"] = np.log1p(np.where(down, below - rows.at, 2 * size))
        columns[f"prose since {name}"] = np.log1p(total[rows.at] - total[start])
        columns[f"prose until {name}"] = np.log1p(total[end] - total[rows.at + 1])
    return columns


def describe_neighbours(values: Columns, rows: PageRows) -> Columns:
    """Return means of features over the units above and below, and the values of the adjacent units."""
    names = list(values)
    # whole numbers sum up without a rest, so that no page's features hang on the pages beside it
    own = np.array([np.rint(np.asarray(values[name], np.float64) * _PARTS) for name in names]) / _PARTS
    total = np.zeros((len(names), own.shape[1] + 1))
    own.cumsum(axis=1, out=total[:, 1:])
    columns: Columns = {}

    def add_columns(label: str, found: Float64Array) -> None:
        columns.update((f"{name} {label}", row) for name, row in zip(names, found, strict=True))

    for reach in _REACH:
        low, high = np.maximum(rows.at - reach, rows.begin), np.minimum(rows.at + reach + 1, rows.end)
        add_columns(f"within {reach}", (total[:, high] - total[:, low] - own) / np.maximum(high - low - 1, 1))
    add_columns("above", (total[:, rows.at] - total[:, rows.begin]) / np.maximum(rows.at - rows.begin, 1))
    add_columns("below", (total[:, rows.end] - total[:, rows.at + 1]) / np.maximum(rows.end - 1 - rows.at, 1))
    for step in _BESIDE:
        at = rows.at + step
        within = (at >= rows.begin) & (at < rows.end)
        add_columns(f"at {step:+d}", np.where(within, own[:, np.where(within, at, rows.at)], -1.0))
    return columns


def describe_page(values: Columns, rows: PageRows, lengths: Int64Array) -> Columns:
    """Return the share of the characters of a page, and of its units, that have each of some features."""
    columns: Columns = {}
    whole, size = np.add.reduceat(lengths, rows.starts), rows.ends - rows.starts
    for name, value in values.items():
        held = np.asarray(value, np.float64)
        columns[f"page: {name}, by characters"] = rows.spread_to_units(
            np.add.reduceat(held * lengths, rows.starts) / whole
        )
        columns[f"page: {name}, by units"] = rows.spread_to_units(np.add.reduceat(held, rows.starts) / size)
    return columns
