"""Columns of features, one value for each line, and features of the lines near each line."""

from collections.abc import Sequence

import numpy as np

from jiaokan.models.shifted_values import shift_values
from jiaokan.stages.extract.scoring.line_table import Floats

Columns = dict[str, Floats]

_NEIGHBOUR_OFFSETS = (-3, -2, -1, 1, 2, 3)
_REACH_LINES = (3, 8)


def describe_near_lines(columns: Columns) -> Columns:
    """Return features of the lines before and after each line, and means over the lines around it."""
    common_names = ("length", "link_share", "stops")
    near_columns: Columns = {}
    names = (*common_names, "class_content", "line_nav")
    for offset, rows in zip(
        _NEIGHBOUR_OFFSETS, shift_values(_stack_columns(columns, names), _NEIGHBOUR_OFFSETS), strict=True
    ):
        near_columns |= {f"{name}{offset:+d}": row for name, row in zip(names, rows, strict=True)}
    names = (*common_names, "function_share", "noise_share")
    for reach in _REACH_LINES:
        rows = average_around(_stack_columns(columns, names), reach)
        near_columns |= {f"{name}~{reach}": row for name, row in zip(names, rows, strict=True)}
    return near_columns


def _stack_columns(columns: Columns, names: Sequence[str]) -> Floats:
    return np.array([columns[name] for name in names])


def average_around(values: Floats, reach: int) -> Floats:
    """Return the mean over the lines at most `reach` lines away.

    Args:
        values: one column, or several as rows; the last axis is that of the lines.
        reach: a number of lines.

    >>> average_around(np.array([1.0, 2.0, 6.0]), 1).tolist()
    [1.5, 3.0, 4.0]
    """
    line_count = values.shape[-1]
    total = np.zeros((*values.shape[:-1], line_count + 1))
    np.cumsum(values, axis=-1, out=total[..., 1:])
    places = np.arange(line_count)
    low, high = np.maximum(places - reach, 0), np.minimum(places + reach + 1, line_count)
    return np.asarray((total[..., high] - total[..., low]) / np.maximum(high - low, 1))
