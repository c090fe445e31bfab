"""Columns of numbers, one a block, and what stands next to each."""

from collections.abc import Sequence

import numpy as np

from jiaokan.stages.extract.scoring.line_table import Floats

Columns = dict[str, Floats]

_NEIGHBOUR_OFFSETS = (-3, -2, -1, 1, 2, 3)
_REACH_LINES = (3, 8)


def describe_near_lines(columns: Columns) -> Columns:
    """Return what columns say of the lines before and after, and of all near ones together."""
    alike = ("length", "link_share", "stops")
    found: Columns = {}
    names = (*alike, "class_content", "line_nav")
    for by, rows in zip(
        _NEIGHBOUR_OFFSETS, shift_values(_stack_columns(columns, names), _NEIGHBOUR_OFFSETS), strict=True
    ):
        found |= {f"{name}{by:+d}": row for name, row in zip(names, rows, strict=True)}
    names = (*alike, "function_share", "noise_share")
    for reach in _REACH_LINES:
        rows = average_around(_stack_columns(columns, names), reach)
        found |= {f"{name}~{reach}": row for name, row in zip(names, rows, strict=True)}
    return found


def _stack_columns(columns: Columns, names: Sequence[str]) -> Floats:
    return np.array([columns[name] for name in names])


def shift_values(values: Floats, by: Sequence[int]) -> list[Floats]:
    """Return the values of the block so many places on, -1 beyond the page; blocks are the last axis."""
    n, most = values.shape[-1], max(map(abs, by))
    wide = np.full((*values.shape[:-1], n + 2 * most), -1, dtype=np.float64)
    wide[..., most : most + n] = values
    return [wide[..., most + k : most + k + n] for k in by]


def average_around(values: Floats, reach: int) -> Floats:
    """Return the mean over the blocks at most `reach` places away; blocks are the last axis."""
    n = values.shape[-1]
    total = np.zeros((*values.shape[:-1], n + 1))
    np.cumsum(values, axis=-1, out=total[..., 1:])
    places = np.arange(n)
    low, high = np.maximum(places - reach, 0), np.minimum(places + reach + 1, n)
    return np.asarray((total[..., high] - total[..., low]) / np.maximum(high - low, 1))
