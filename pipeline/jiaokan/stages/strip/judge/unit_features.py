"""The features of units: shape, words, place on the page, neighbours, claims of rules, and the page around.

No feature needs a menu or many lines: pages of one line, and pages that were half cleaned, have all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from jiaokan.models.boosted_trees import BoolArray, Float32Array, Int64Array
from jiaokan.stages.strip.judge import unit_arrays as arrays
from jiaokan.stages.strip.judge.shared_words import WORD_NAMES, share_words
from jiaokan.stages.strip.judge.unit_arrays import Characters, PageRows

Columns = dict[str, npt.NDArray[Any]]

PROSE_CHARS = 18  # of a unit that counts as prose
_HEADLINE_CHARS = (7, 38)
_SHORT_CHARS = 6
_LABEL_CHARS = 10
# classes of the first and the last character that are features of their own
_BEGINNINGS = {
    "digit": arrays.DIGIT, "bracket": arrays.BRACKET, "bar": arrays.BAR, "numeral": arrays.NUMERAL,
}  # fmt: skip
_ENDS = {
    "digit": arrays.DIGIT, "bracket": arrays.BRACKET, "bar": arrays.BAR, "colon": arrays.COLON,
    "comma": arrays.COMMA,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Units:
    """The units of some pages, page by page.

    Attributes:
        texts: what each says, in the view, trimmed; none is empty.
        rows: where the pages lie.
        places: line of the page, piece, pieces of the line, code points of the line; shape (4, units).
        claims: what rules claim of each unit, shape (kinds + 3, units): the confidence for each kind times
            the share of the unit, then the largest share claimed, the surest claim on the whole unit, and
            whether such a claim opens a list.
    """

    texts: Sequence[str]
    rows: PageRows
    places: Int64Array
    claims: Float32Array


@dataclass(frozen=True, slots=True)
class Shape:
    """Counts of units that several groups of features use."""

    chars: Characters
    counts: Float32Array
    forms: BoolArray
    marks: Float32Array
    stop: BoolArray
    prose: BoolArray
    headline: BoolArray
    short: BoolArray
    label: BoolArray


def measure_shape(texts: Sequence[str]) -> Shape:
    """Count the characters of units and tell prose from headlines and labels."""
    chars = arrays.read_characters(texts)
    counts, lengths = arrays.count_classes(chars), chars.lengths
    marks = counts[arrays.STOP] + counts[arrays.COMMA]
    last = chars.starts + lengths - 1
    classes = chars.classes
    closed = (classes[last] == arrays.QUOTE) | (classes[last] == arrays.BRACKET)
    stop = (classes[last] == arrays.STOP) | (
        closed & (lengths > 1) & (classes[np.maximum(last - 1, 0)] == arrays.STOP)
    )
    prose = (marks + counts[arrays.COLON] >= 1) & (lengths >= PROSE_CHARS) & (stop | (marks >= 2))
    low, high = _HEADLINE_CHARS
    headline = (lengths >= low) & (lengths <= high) & ~stop & (marks <= 2)
    colon = _first_place(chars, classes == arrays.COLON)
    comma = _first_place(chars, (classes == arrays.COMMA) | (classes == arrays.STOP))
    label = (colon >= 1) & (colon <= _LABEL_CHARS) & ((comma < 0) | (comma > colon))
    return Shape(
        chars, counts, arrays.find_forms(chars), marks, stop, prose, headline, lengths <= _SHORT_CHARS, label
    )


def _first_place(chars: Characters, flags: BoolArray) -> Int64Array:
    """Return the place of the first flagged character in each unit, -1 where there is none."""
    place = np.where(flags, np.arange(len(flags)), len(flags))
    first = np.minimum.reduceat(place, chars.starts) - chars.starts
    return np.asarray(np.where(first < chars.lengths, first, -1), np.int64)


def describe_shape(shape: Shape) -> Columns:
    """Return the features that depend on the text of a unit alone."""
    chars, lengths = shape.chars, shape.chars.lengths
    first, last = chars.starts, chars.starts + lengths - 1
    columns: Columns = {"length": lengths, "marks": shape.marks, "ends a sentence": shape.stop}
    for at, name in enumerate((*arrays.CLASSES, "other")):
        columns[f"share of {name}"] = shape.counts[at] / lengths
    columns |= {f"has {name}": shape.forms[at] for at, name in enumerate(arrays.FORM_NAMES)}
    columns |= {f"begins with {name}": chars.classes[first] == kind for name, kind in _BEGINNINGS.items()}
    columns |= {f"ends in {name}": chars.classes[last] == kind for name, kind in _ENDS.items()}
    ellipsis = (chars.codes[last] == 0x2026) | (chars.codes[last] == ord(".")) & (
        chars.codes[np.maximum(last - 1, 0)] == ord(".")
    )
    columns |= {
        "ends in an ellipsis": ellipsis,
        "question": chars.codes[last] == ord("?"),
        "long number": arrays.find_long_numbers(chars),
        "prose": shape.prose, "headline": shape.headline, "short": shape.short, "label": shape.label,
        "label alone": shape.label & (chars.classes[last] == arrays.COLON),
        "no Han": shape.counts[[arrays.OTHER, arrays.FUNCTION, arrays.NUMERAL]].sum(axis=0) == 0,
    }  # fmt: skip
    return columns


def describe_place(units: Units) -> Columns:
    """Return the features of where a unit stands on its page and in its line."""
    rows, (_, piece, pieces, chars) = units.rows, units.places
    before, after, size = rows.at - rows.begin, rows.end - 1 - rows.at, rows.end - rows.begin
    lengths = np.fromiter(map(len, units.texts), np.int64, len(units.texts))
    offset = lengths.cumsum() - lengths
    total = np.add.reduceat(lengths, rows.starts)
    return {
        "place in units": before / size,
        "place in characters": (offset - offset[rows.begin]) / rows.spread_to_units(total),
        "units above": np.log1p(before), "units below": np.log1p(after),
        "piece": np.minimum(piece, 9), "pieces behind": np.minimum(pieces - 1 - piece, 9),
        "pieces": np.log1p(pieces), "line length": np.log1p(chars),
        "blank lines above": np.zeros(len(units.texts)),  # not asked: a page reads alike without them
        "units of page": np.log1p(size), "characters of page": rows.spread_to_units(np.log1p(total)),
        "lines of page": rows.spread_to_units(
            np.log1p(np.add.reduceat(piece == 0, rows.starts, dtype=np.int64))
        ),
    }  # fmt: skip


def find_main_block(shape: Shape, rows: PageRows) -> tuple[Int64Array, Int64Array]:
    """Return where the main block of each page begins and ends: the run with most prose and little else.

    Maximum subsequence segmentation (Pasternack and Roth 2009), with prose for words.
    """
    lengths = shape.chars.lengths
    weights = np.where(shape.prose, lengths, -8 - 4 * shape.short).astype(np.int64)
    total = np.concatenate([[0], weights.cumsum()])
    before, after = total[:-1], total[1:]
    depth = rows.spread_to_units(np.arange(len(rows.starts)) * (total.max() - total.min() + 1))
    least = np.minimum.accumulate(before - depth) + depth
    gain = after - least
    most = np.maximum.reduceat(gain, rows.starts)
    last = _first_flagged(rows, gain == rows.spread_to_units(most))
    start = _first_flagged(rows, before == rows.spread_to_units(least[last]))
    return start, np.where(most > 0, last + 1, start)


def _first_flagged(rows: PageRows, flags: BoolArray) -> Int64Array:
    return np.asarray(np.minimum.reduceat(np.where(flags, rows.at, len(rows.at)), rows.starts), np.int64)


def describe_words(units: Units, shape: Shape) -> Columns:
    """Return what a unit shares with its page: with the main block, the first units, all the rest."""
    rows = units.rows
    start, end = find_main_block(shape, rows)
    low, high = rows.spread_to_units(start), rows.spread_to_units(end)
    inside = (rows.at >= low) & (rows.at < high)
    far = np.where(rows.at < low, rows.at - low, np.where(rows.at >= high, rows.at - high + 1, 0))
    total = np.concatenate([[0], shape.chars.lengths.cumsum()])
    size, whole = total[end] - total[start], total[rows.ends] - total[rows.starts]
    columns: Columns = {
        "in the main block": inside, "units to the main block": np.clip(far, -60, 60),
        "share of the main block": rows.spread_to_units(size / whole),
        "length of the main block": rows.spread_to_units(np.log1p(size)),
    }  # fmt: skip
    shared = share_words(units.texts, shape.chars, rows, inside & shape.prose)
    return columns | dict(zip(WORD_NAMES, shared, strict=True))
