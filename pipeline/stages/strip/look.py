"""The lines of pages as arrays: what each holds, and what stands within reach of it on its page.

Many pages lie in one row, since a step over a thousand lines costs little more than one over a
dozen. No number of a page hangs on what lies beside it: whole numbers sum up without a rest, so
that those of a page are a difference; fractions are summed page by page.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from pipeline.reading import codes

Number = TypeVar("Number", bound=np.generic)
Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# classes of characters that tell a sentence from a label, in the view; what is in none is Han mostly
CLASSES = {
    "stops": "。！？!?…",
    "commas": "，,、；;",
    "colons": "：:",
    "digits": "0123456789",
    "Latin": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "bars": "|>/·_-—~<=+#*&@.\\",
    "quotes": "“”‘’《》\"'",
    "brackets": "()[]【】{}〔〕",
    "blanks": " ",
}
STOP, COMMA, COLON, DIGIT, LATIN, BAR, QUOTE, BRACKET, BLANK, OTHER = range(len(CLASSES) + 1)

REACH = (1, 3, 8, 20)  # lines to either side
REACHES = np.array([REACH]).T  # the same as a column, to be held against a row of lines
SURE = 0.8  # confidence of a rule that counts for the whole page
_PROSE_STOP, _PROSE_COMMA = 18, 30  # code points of prose that has a stop, or only a comma
_BRIEF = 15  # code points of a line that counts as short among its neighbours
_HEAVY = 200  # code points from which prose weighs no more


@dataclass(frozen=True, slots=True)
class Pages:
    """Where pages lie in a row of lines: from `starts` up to `ends`.

    `at` is the place of each line in the row; its own page is all from `begin` up to `end`, and what
    stands within each reach of it there from `low` up to `high`.
    """

    starts: Ints
    ends: Ints
    at: Ints
    begin: Ints
    end: Ints
    low: Ints
    high: Ints

    def spread(self, values: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """Return values, one a page, for each line of the pages."""
        return values.repeat(self.ends - self.starts, axis=-1)

    def each(self) -> list[slice]:
        """Return the lines of each page."""
        return [slice(*page) for page in zip(self.starts.tolist(), self.ends.tolist(), strict=True)]


@dataclass(frozen=True, slots=True)
class Look:
    """The lines of some pages.

    `claims` is the confidence of the surest rule against each, `opens` says which start a list;
    `counts` are those of the characters in each class, `first` and `last` the classes that it begins
    and ends with; `prose` says which are prose and no rule's, `mass` weighs those, a long one no more
    than a common one; `near` averages what stands within reach: the claims, whether a line is short,
    whether it ends a sentence, the lengths, and these squared.
    """

    lines: Sequence[str]
    pages: Pages
    claims: Floats
    opens: Flags
    lengths: Ints
    counts: Ints
    first: npt.NDArray[np.uint8]
    last: npt.NDArray[np.uint8]
    ends: Flags
    prose: Flags
    mass: Floats
    near: Floats


@lru_cache
def _table() -> npt.NDArray[np.uint8]:
    table = np.full(sys.maxunicode + 1, OTHER, np.uint8)
    for number, chars in enumerate(CLASSES.values()):
        table[[ord(char) for char in chars]] = number
    return table


def look(pages: Sequence[Sequence[str]], claims: Floats, opens: Flags) -> Look:
    """Turn pages of lines of the view, none of them blank, into arrays."""
    lines = list(chain.from_iterable(pages))
    n = len(lines)
    lengths = np.fromiter(map(len, lines), np.int64, n)
    kinds = _table().take(codes("".join(lines)))
    each = np.multiply(kinds, n, dtype=np.int64) + np.arange(n).repeat(lengths)
    counts = np.bincount(each, minlength=n * (OTHER + 1)).reshape(-1, n)
    past = lengths.cumsum()
    first, last, before = kinds[past - lengths], kinds[past - 1], kinds[np.maximum(past - 2, past - lengths)]
    ends = (last == STOP) | (before == STOP) & ((last == QUOTE) | (last == BRACKET))
    stop = (counts[STOP] > 0) & (lengths >= _PROSE_STOP)
    comma = (counts[COMMA] > 0) & (lengths >= _PROSE_COMMA)
    prose = (stop | comma) & (claims <= SURE)
    mass = np.where(prose, np.minimum(lengths, _HEAVY), 0.0)
    laid = _laid(pages)
    near = _near(laid, claims, lengths, ends)
    return Look(lines, laid, claims, opens, lengths, counts, first, last, ends, prose, mass, near)


def _laid(pages: Sequence[Sequence[str]]) -> Pages:
    sizes = np.fromiter(map(len, pages), np.int64, len(pages))
    ends = sizes.cumsum()
    starts = ends - sizes
    at, begin, end = np.arange(ends[-1]), starts.repeat(sizes), ends.repeat(sizes)
    low, high = np.maximum(at - REACHES, begin), np.minimum(at + REACHES + 1, end)
    return Pages(starts, ends, at, begin, end, low, high)


def _near(pages: Pages, claims: Floats, lengths: Ints, ends: Flags) -> Floats:
    """Return the means of what stands within each reach."""
    total = summed(np.array([lengths <= _BRIEF, ends, lengths, lengths**2], np.float64))
    near = np.empty((len(total) + 1, *pages.low.shape))
    near[0] = _claimed(pages, claims)
    for within, sums in zip(near[1:], total, strict=True):
        np.subtract(sums.take(pages.high), sums.take(pages.low), out=within)
    near /= pages.high - pages.low
    return near


def _claimed(pages: Pages, claims: Floats) -> Floats:
    """Return the sum of the claims within each reach: fractions, so each page starts from nothing."""
    through, before = np.empty(len(claims)), np.empty(len(claims))
    for page in pages.each():
        claims[page].cumsum(out=through[page])
    before[1:] = through[:-1]
    before[pages.starts] = 0
    return through[pages.high - 1] - before[pages.low]


def summed(values: Floats) -> Floats:
    """Return the sum of what stands before each place, and of all; of each row where there are rows."""
    total = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    values.cumsum(axis=-1, out=total[..., 1:])
    return total
