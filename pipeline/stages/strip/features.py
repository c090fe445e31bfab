"""What can be seen of every line at once: its own shape, and that of the page round it.

All is counted with arrays over the whole page, so that a page of ten thousand menu lines costs
little more than one of ten paragraphs.
"""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from pipeline.reading import codes

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Columns = dict[tuple[str, ...], npt.NDArray[np.generic]]  # names, and a row for each

# classes of characters that tell a sentence from a label, in the view; what is in none is Han mostly
_CLASSES = {
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
_STOP, _COMMA, _COLON, _DIGIT, _LATIN, _BAR, _QUOTE, _BRACKET, _BLANK, _OTHER = range(len(_CLASSES) + 1)

_LENGTHS = (3, 5, 8, 12, 18, 26, 40, 70, 120)  # code points at which a line counts as longer
_PROSE_STOP, _PROSE_COMMA = 18, 30  # code points of prose that has a stop, or only a comma
_REACH = (1, 3, 8, 20)  # lines to either side
_COSTS = (10, 30, 90)  # code points of prose that a line of another kind costs the main block
_BLOCKS = tuple(
    f"{place} the block of {cost}" for cost in _COSTS for place in ("in", "lines above", "lines below")
)
_SURE = 0.8  # confidence of a rule that counts for the whole page
_TRIPLE = 3.0  # times as much costs a line that a rule is sure of
_BRIEF = 15  # code points of a line that counts as short among its neighbours
_HEAVY = 200  # code points from which prose weighs no more
_FAR = 1000  # lines
# the same as columns, to be held against a row of lines
_BOUNDS, _REACHES, _PRICES, _ENDS, _BEGINS = (
    np.array([values]).T for values in (_LENGTHS, _REACH, _COSTS, (_COLON, _BRACKET, _DIGIT), (_DIGIT, _BAR))
)


@dataclass(frozen=True, slots=True)
class Look:
    """The lines of a page as arrays.

    `claims` is the confidence of the surest rule against each, `opens` says which start a list,
    `prose` which are prose and no rule's, `mass` weighs those, a long one no more than a common one;
    `at` is their place; `low` and `high` bound what stands within each reach, and `near` averages it:
    the claims, whether a line is short, whether it ends a sentence, the lengths, and these squared.
    """

    lines: Sequence[str]
    claims: Floats
    opens: Flags
    lengths: Ints
    counts: Ints
    first: npt.NDArray[np.uint8]
    last: npt.NDArray[np.uint8]
    ends: Flags
    prose: Flags
    mass: Floats
    at: Ints
    low: Ints
    high: Ints
    near: Floats


@lru_cache
def _table() -> npt.NDArray[np.uint8]:
    table = np.full(sys.maxunicode + 1, _OTHER, np.uint8)
    for number, chars in enumerate(_CLASSES.values()):
        table[[ord(char) for char in chars]] = number
    return table


def look(lines: Sequence[str], claims: Floats, opens: Flags) -> Look:
    """Turn lines of the view, none of them blank, into arrays."""
    n = len(lines)
    lengths = np.fromiter(map(len, lines), np.int64, n)
    kinds = _table()[codes("".join(lines))]
    row = np.repeat(np.arange(0, n * (_OTHER + 1), _OTHER + 1), lengths)
    counts = np.bincount(row + kinds, minlength=n * (_OTHER + 1)).reshape(n, -1).T
    past = np.cumsum(lengths)
    first, last, before = kinds[past - lengths], kinds[past - 1], kinds[np.maximum(past - 2, past - lengths)]
    ends = (last == _STOP) | (before == _STOP) & ((last == _QUOTE) | (last == _BRACKET))
    stop = (counts[_STOP] > 0) & (lengths >= _PROSE_STOP)
    comma = (counts[_COMMA] > 0) & (lengths >= _PROSE_COMMA)
    prose = (stop | comma) & (claims <= _SURE)
    mass = np.where(prose, np.minimum(lengths, _HEAVY), 0.0)
    at = np.arange(n)
    low, high = np.maximum(at - _REACHES, 0), np.minimum(at + _REACHES + 1, n)
    total = _summed(np.array([claims, lengths <= _BRIEF, ends, lengths, lengths**2], np.float64))
    near = (total[:, high] - total[:, low]) / (high - low)
    return Look(lines, claims, opens, lengths, counts, first, last, ends, prose, mass, at, low, high, near)


def _own(page: Look) -> Columns:
    lengths, counts = page.lengths, page.counts
    return {
        _each("longer than {}", _LENGTHS): lengths > _BOUNDS,
        _each("share of {}", tuple(_CLASSES)): counts[:_OTHER] / lengths,
        ("ends a sentence",): page.ends,
        ("ends in a colon", "ends in a bracket", "ends in a digit"): page.last == _ENDS,
        ("begins with a digit", "begins with a bar"): page.first == _BEGINS,
        ("has a stop", "has a comma"): counts[: _COMMA + 1] > 0,
        ("is prose",): page.prose,
        ("is long prose",): page.prose & (lengths > 60),
        ("stands again",): _again(page.lines),
    }


def _rules(page: Look) -> Columns:
    since = np.maximum.accumulate(np.where(page.opens, page.at, -_FAR))
    return {
        ("claim",): page.claims,
        ("short and no claim",): (page.claims == 0) & (page.lengths <= 12),
        ("lines since a list opened",): np.log1p(page.at - since),
        _each("claims within {}", _REACH): page.near[0],
    }


def _neighbours(page: Look) -> Columns:
    lengths = page.lengths
    _, short, ends, mean, square = page.near
    return {
        _each("short lines within {}", _REACH): short,
        _each("sentence ends within {}", _REACH): ends,
        _each("mean length within {}", _REACH): np.log1p(mean),
        _each("spread of length within {}", _REACH): np.sqrt(np.maximum(square - mean**2, 0)) / (lengths + 1),
    }


def _prose(page: Look) -> Columns:
    n, at = len(page.lines), page.at
    total = _summed(page.mass)
    whole = max(float(total[-1]), 1.0)
    above, below = total[:-1] / whole, (total[-1] - total[1:]) / whole
    up = np.concatenate([[-n], np.maximum.accumulate(np.where(page.prose, at, -n))[:-1]])
    down = np.concatenate([np.minimum.accumulate(np.where(page.prose, at, 2 * n)[::-1])[-2::-1], [2 * n]])
    far = np.stack([at - up, down - at])
    return {
        ("prose above", "prose below"): (sides := np.stack([above, below])),
        ("no prose above", "no prose below"): sides == 0,
        ("prose on both sides",): np.minimum(above, below),
        ("short between prose",): (far.max(axis=0) <= 2) & (page.lengths <= 40),
        ("lines to prose above", "lines to prose below"): np.log1p(far),
        _each("prose above within {}", _REACH): (total[:-1] - total[page.low]) / _REACHES,
        _each("prose below within {}", _REACH): (total[page.high] - total[1:]) / _REACHES,
    }


def _blocks(page: Look) -> Columns:
    """Say where each line stands to the main block, for three costs of what is not prose.

    The main block is the run of lines with the most prose for its cost: maximum subsequence
    segmentation (Pasternack and Roth 2009), with prose for words.
    """
    at = page.at
    dear = np.where(page.claims > _SURE, _TRIPLE, 1.0)
    total = _summed(np.where(page.mass > 0, page.mass, -_PRICES * dear))
    ends = np.argmax(total - np.minimum.accumulate(total, axis=1), axis=1)
    starts = np.array([np.argmin(row[: end + 1]) for row, end in zip(total, ends, strict=True)])
    start, end = starts[:, None], ends[:, None]
    found = end > start
    inside = found & (at >= start) & (at < end)
    above, below = (np.log1p(np.maximum(far, 0)) * found for far in (start - at, at - end + 1))
    return {_BLOCKS: np.stack([inside, above, below], axis=1).reshape(-1, len(at))}


def _page(page: Look) -> Columns:
    n = len(page.lines)
    sure = (page.claims > _SURE).sum()
    whole = (np.log1p(n), np.log1p(sure), sure / n, page.mass.sum() / page.lengths.sum())
    names = ("lines of the page", "claims of the page", "share of claims", "share of prose")
    return {
        ("place on the page",): page.at / n,
        ("first line",): page.at == 0,
        names: np.repeat(np.array([whole]).T, n, axis=1),
    }


def _again(lines: Sequence[str]) -> Flags:
    if len(set(lines)) == len(lines):
        return np.zeros(len(lines), bool)
    times = Counter(lines)
    return np.fromiter((times[line] > 1 for line in lines), bool, len(lines))


def _summed(values: Floats) -> Floats:
    """Return the sum of what stands before each place, and of all; of each row where there are rows."""
    total = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=total[..., 1:])
    return total


@lru_cache
def _each(name: str, values: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(map(name.format, values))


# what the features are about, which is what the ledger says of a line that went
_GROUPS: tuple[tuple[str, Callable[[Look], Columns]], ...] = (
    ("its own shape", _own),
    ("the rules on it and near it", _rules),
    ("the lines round it", _neighbours),
    ("the prose round it", _prose),
    ("its place to the main block", _blocks),
    ("the page as a whole", _page),
)
KINDS = tuple(kind for kind, _ in _GROUPS)


def features(lines: Sequence[str], claims: Floats, opens: Flags) -> Floats:
    """Return one row for each name of NAMES, one column for each line; no line is blank."""
    page = look(lines, claims, opens)
    rows = [row for _, group in _GROUPS for row in group(page).values()]
    return np.vstack(rows, dtype=np.float64)


_SAMPLE = look(("甲",), np.zeros(1), np.zeros(1, bool))
_NAMES = tuple(tuple(chain.from_iterable(group(_SAMPLE))) for _, group in _GROUPS)
NAMES = tuple(chain.from_iterable(_NAMES))
KIND_OF = tuple(kind for kind, names in enumerate(_NAMES) for _ in names)
