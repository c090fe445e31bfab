"""Values of the rows above and below each row, as features of it."""

from collections.abc import Sequence

import numpy as np

from jiaokan.models.boosted_trees import Float64Array


def shift_values(values: Float64Array, offsets: Sequence[int]) -> list[Float64Array]:
    """Return for each offset the values of the lines so far below, -1 outside the page.

    Args:
        values: one column, or several as rows; the last axis is that of the lines.
        offsets: numbers of lines; a negative one leads to the lines above.

    >>> shift_values(np.array([1.0, 2.0, 3.0]), [1])[0].tolist()
    [2.0, 3.0, -1.0]
    """
    line_count, largest = values.shape[-1], max(map(abs, offsets))
    padded = np.full((*values.shape[:-1], line_count + 2 * largest), -1, dtype=np.float64)
    padded[..., largest : largest + line_count] = values
    return [padded[..., largest + offset : largest + offset + line_count] for offset in offsets]
