"""Columns of numbers, one a block, and what stands next to each."""

import numpy as np

from pipeline.extraction.scoring.sheet import Floats

Columns = dict[str, Floats]

_NEIGHBOURS = (-3, -2, -1, 1, 2, 3)
_REACHES = (3, 8)


def neighbours(columns: Columns) -> Columns:
    """Return what columns say of the blocks before and after, and of all near ones together."""
    found: Columns = {}
    for name in ("length", "link_share", "stops", "class_content", "line_nav"):
        for by in _NEIGHBOURS:
            found[f"{name}{by:+d}"] = shifted(columns[name], by)
    for name in ("length", "link_share", "stops", "function_share", "noise_share"):
        for reach in _REACHES:
            found[f"{name}~{reach}"] = around(columns[name], reach)
    return found


def shifted(values: Floats, by: int) -> Floats:
    """Return the value of the block `by` places on, -1 beyond the page."""
    n = len(values)
    moved = np.full(n, -1, dtype=np.float64)
    if by >= 0:
        moved[: max(n - by, 0)] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


def around(values: Floats, reach: int) -> Floats:
    """Return the mean over the blocks at most `reach` places away."""
    n = len(values)
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    places = np.arange(n)
    low, high = np.maximum(places - reach, 0), np.minimum(places + reach + 1, n)
    return np.asarray((total[high] - total[low]) / np.maximum(high - low, 1))
