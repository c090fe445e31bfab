"""A barcode of a document: where on its raw page which stage did how much.

The raw text is cut into cells of equal length. Each cell is one character: BLANK where nothing was touched,
else the stage that touched most of it and the share of it that was touched, in LEVELS steps.
"""

from collections.abc import Iterable, Sequence

CELLS = 72
LEVELS = 6
BLANK = "."
FIRST_CODE = ord("A")  # stage s at level v is chr(FIRST_CODE + s * LEVELS + v)

Touch = tuple[int, int, int]  # stage number, first raw code point, code point after the last


def make_barcode(touches: Iterable[Touch], length: int, stages: int) -> str:
    """Return the barcode of a raw text of `length` code points.

    Args:
        touches: raw spans that stages touched, half-open, in any order; they may overlap.
        length: code points of the raw text.
        stages: how many stages there are; a touch's stage number is below it.

    >>> make_barcode([(0, 0, 36), (1, 36, 37)], 72, 2)
    'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFL...................................'
    """
    if not length:
        return BLANK * CELLS
    width = length / CELLS
    shares = [[0.0] * stages for _ in range(CELLS)]
    for stage, start, end in touches:
        first, last = int(start / width), min(CELLS - 1, int(max(end - 1, start) / width))
        for cell in range(min(first, CELLS - 1), last + 1):
            covered = min(end, (cell + 1) * width) - max(start, cell * width)
            shares[cell][stage] += max(covered, 0.0) / width
    return "".join(map(_encode_cell, shares))


def _encode_cell(shares: Sequence[float]) -> str:
    total = sum(shares)
    if not total:
        return BLANK
    stage = max(range(len(shares)), key=shares.__getitem__)
    return chr(FIRST_CODE + stage * LEVELS + min(LEVELS - 1, int(total * LEVELS)))
