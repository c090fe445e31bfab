"""A barcode of a document: where on its raw page which stage did how much.

The raw text is cut into cells of equal length. Each cell is one character: BLANK where nothing was touched,
else the stage that touched most of it and the share of it that was touched, in SHADES steps.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from jiaokan.core.edits import Span

BAR_CELLS = 72
SHADES = 6
BLANK = "."
FIRST_CODE = ord("A")  # stage s at level v is chr(FIRST_CODE + s * SHADES + v)
# owners of a code point: nobody, stage s as UNTOUCHED + 1 + s, and where it removed as FIRST_REMOVER + s
UNTOUCHED, FIRST_REMOVER = 0, 129
STAGE_TABLE = bytes([*range(FIRST_REMOVER), *range(1, 256 - FIRST_REMOVER + 1)])


class Touch(NamedTuple):
    """A raw span that a stage touched, half-open; `is_removal` if its stage takes text away."""

    stage: int
    start: int
    end: int
    is_removal: bool


def make_barcode(touches: Iterable[Touch], length: int, unseen: Iterable[Span] = ()) -> str:
    """Return the barcode of a raw text of `length` code points.

    A code point belongs to the first stage that touched it; a removal takes it from a stage that is none.

    Args:
        touches: in the order in which the stages made them; they may overlap.
        length: code points of the raw text.
        unseen: spans that a reader does not see, in order and apart; they have no place in the barcode.

    >>> make_barcode([Touch(0, 0, 36, True), Touch(1, 30, 37, False)], 72)
    'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFL...................................'
    """
    owners = bytearray(length)
    for stage, start, end, is_removal in touches:
        owners[start:end] = owners[start:end].translate(_make_owner_table(stage, is_removal))
    owners = _drop_spans(owners, unseen)
    length = len(owners)
    ends = [length * (i + 1) // BAR_CELLS for i in range(BAR_CELLS)]
    return "".join(_encode_cell(owners[start:end]) for start, end in zip([0, *ends], ends, strict=False))


def _drop_spans(owners: bytearray, unseen: Iterable[Span]) -> bytearray:
    """Return the owners without those of some spans."""
    kept, at = bytearray(), 0
    for span in unseen:
        kept += owners[at : span.start]
        at = span.end
    return kept + owners[at:]


@lru_cache
def _make_owner_table(stage: int, is_removal: bool) -> bytes:
    """Return the table that gives code points to a stage and leaves those that others keep."""
    if is_removal:
        return bytes([FIRST_REMOVER + stage] * FIRST_REMOVER) + bytes(range(FIRST_REMOVER, 256))
    return bytes([stage + 1, *range(1, 256)])


def _encode_cell(owners: bytearray) -> str:
    counts = Counter(owners.translate(STAGE_TABLE))
    touched = len(owners) - counts.pop(UNTOUCHED, 0)
    if not touched:
        return BLANK
    stage = max(sorted(counts), key=counts.__getitem__) - 1
    return chr(FIRST_CODE + stage * SHADES + min(SHADES - 1, touched * SHADES // len(owners)))
