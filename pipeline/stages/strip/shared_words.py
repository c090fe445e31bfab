"""What the units of a page have in common: pairs of characters, whole texts, shapes."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from pipeline.models.oblivious import Ints, Singles
from pipeline.stages.strip.unit_arrays import BAR, BLANK, BRACKET, COLON, COMMA, QUOTE, STOP, Bytes, Characters, Flags, Rows

WORD_NAMES = (
    "pairs in the main block", "pairs elsewhere on the page", "pairs in the first unit", "pairs in the first units",
    "times on the page", "shape on the page", "said above", "pairs in the unit above", "share of the title's pairs",
)  # fmt: skip
_MULTIPLIER = np.uint32(0x9E3779B1)
_FIRST_UNITS = 3
_MIN_BITS, _ROOM = 10, 8  # slots of a page: the next power of two above eight times its pairs
_SILENT = np.zeros(16, bool)
_SILENT[[STOP, COMMA, COLON, BAR, QUOTE, BRACKET, BLANK]] = True
_DIGITS = re.compile(r"\d+")


def share_words(texts: Sequence[str], chars: Characters, rows: Rows, main: Flags) -> Singles:
    """Return how much of each unit stands elsewhere on its page, shape (len(WORD_NAMES), units).

    Args:
        texts: the units.
        chars: the same as characters.
        rows: where the pages lie.
        main: which units are prose of the main block.
    """
    pairs, units = _pair_characters(chars)
    found = np.zeros((len(WORD_NAMES), len(texts)), np.float32)
    edges = np.searchsorted(units, [*rows.starts.tolist(), len(texts)])
    for page, low, high in zip(rows.slices(), edges, edges[1:], strict=False):
        if high > low:
            _share_pairs(found[:, page], pairs[low:high], units[low:high] - page.start, main[page])
        _count_repeats(found[:, page], texts[page])
    return found


def _pair_characters(chars: Characters) -> tuple[Ints, Ints]:
    """Return the pairs of letters, digits and Han that stand side by side in each unit, marks left out, hashed."""
    heard = ~_SILENT[chars.classes] & (chars.codes > 0)
    codes, unit = chars.codes[heard], chars.unit[heard]
    same = unit[1:] == unit[:-1]
    mixed = (codes[:-1] * _MULTIPLIER) ^ (codes[1:] * np.uint32(0x85EBCA6B))
    mixed = (mixed ^ (mixed >> np.uint32(15))) * np.uint32(0x2C1B3C6D)
    return np.asarray(mixed[same] >> np.uint32(8), np.int64), unit[1:][same]


def _share_pairs(found: Singles, pairs: Ints, units: Ints, main: Flags) -> None:
    bits = max(_MIN_BITS, min(24, int(len(pairs) * _ROOM).bit_length()))
    slots = pairs & ((1 << bits) - 1)
    size, count = 1 << bits, found.shape[1]
    of_unit = np.maximum(np.bincount(units, minlength=count), 1)

    def share(held: Flags) -> Ints:
        return np.bincount(units, held, count) / of_unit

    total = np.bincount(slots, minlength=size)
    in_main = main[units]
    of_main = np.bincount(slots[in_main], minlength=size)
    first, top = units == 0, units < _FIRST_UNITS
    of_first, of_top = np.bincount(slots[first], minlength=size), np.bincount(slots[top], minlength=size)
    found[0] = share(of_main[slots] > in_main)
    found[1] = share(total[slots] > 1)
    found[2] = share((of_first[slots] > 0) & ~first)
    found[3] = share(of_top[slots] > top)
    keys = np.unique(units * size + slots)
    above = np.isin(units * size + slots, keys + size)
    found[7] = share(above)
    # a unit that holds all of the first unit is longer than it: the share is of the first unit's pairs
    title = np.unique(slots[first])
    if len(title):
        hit = (of_first[keys % size] > 0) & (keys >= size)
        found[8] = np.bincount(keys[hit] // size, minlength=count) / len(title)


def _count_repeats(found: Singles, texts: Sequence[str]) -> None:
    times = Counter(texts)
    shapes = [_DIGITS.sub("0", text) for text in texts]
    alike = Counter(shapes)
    found[4] = np.log1p([times[text] for text in texts])
    found[5] = np.log1p([alike[shape] for shape in shapes])
    seen: Counter[str] = Counter()
    for at, text in enumerate(texts):
        if times[text] > 1:
            found[6, at] = min(9, seen[text])
            seen[text] += 1
