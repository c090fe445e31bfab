"""What can be seen of every line at once: its own shape, and that of the page round it.

All is counted with arrays over the whole page, so that a page of ten thousand menu lines costs
little more than one of ten paragraphs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Columns = dict[str, npt.NDArray[np.generic]]

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
_SURE = 0.8  # confidence of a rule that counts for the whole page
_FAR = 1000  # lines


@dataclass(frozen=True, slots=True)
class Look:
    """The lines of a page as arrays.

    `claims` is the confidence of the surest rule against each, `opens` says which start a list,
    `prose` which are prose and no rule's, `mass` weighs those, a long one no more than a common one.
    """

    lines: Sequence[str]
    claims: Floats
    opens: Flags
    lengths: Floats
    counts: Floats
    first: npt.NDArray[np.uint8]
    last: npt.NDArray[np.uint8]
    ends: Flags
    prose: Flags
    mass: Floats


@lru_cache
def _table() -> npt.NDArray[np.uint8]:
    table = np.full(0x10000, _OTHER, np.uint8)
    for number, chars in enumerate(_CLASSES.values()):
        table[[ord(char) for char in chars]] = number
    return table


def look(lines: Sequence[str], claims: Floats, opens: Flags) -> Look:
    """Turn lines of the view, none of them blank, into arrays."""
    lengths = np.fromiter(map(len, lines), np.int64, len(lines))
    codes = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _table()[np.minimum(codes, 0xFFFF)]
    row = np.repeat(np.arange(len(lines)) * (_OTHER + 1), lengths)
    counts = np.bincount(row + kinds, minlength=len(lines) * (_OTHER + 1)).reshape(len(lines), -1)
    at = np.cumsum(lengths)
    first, last, before = kinds[at - lengths], kinds[at - 1], kinds[np.maximum(at - 2, at - lengths)]
    closed = (before == _STOP) & ((last == _QUOTE) | (last == _BRACKET))
    ends = np.asarray((last == _STOP) | closed, bool)
    stop = (counts[:, _STOP] > 0) & (lengths >= _PROSE_STOP)
    comma = (counts[:, _COMMA] > 0) & (lengths >= _PROSE_COMMA)
    prose = np.asarray((stop | comma) & (claims <= _SURE), bool)
    mass = np.where(prose, np.minimum(lengths, 200), 0.0)
    return Look(
        lines, claims, opens, lengths.astype(float), counts.astype(float), first, last, ends, prose, mass
    )


def _own(page: Look) -> Columns:
    lengths, counts = page.lengths, page.counts
    return {
        **{f"longer than {bound}": lengths > bound for bound in _LENGTHS},
        **{f"share of {name}": counts[:, at] / lengths for at, name in enumerate(_CLASSES)},
        "ends a sentence": page.ends,
        "ends in a colon": page.last == _COLON,
        "ends in a bracket": page.last == _BRACKET,
        "ends in a digit": page.last == _DIGIT,
        "begins with a digit": page.first == _DIGIT,
        "begins with a bar": page.first == _BAR,
        "has a stop": counts[:, _STOP] > 0,
        "has a comma": counts[:, _COMMA] > 0,
        "is prose": page.prose,
        "is long prose": page.prose & (lengths > 60),
        "stands again": _again(page.lines),
    }


def _rules(page: Look) -> Columns:
    since = np.maximum.accumulate(np.where(page.opens, np.arange(len(page.lines)), -_FAR))
    return {
        "claim": page.claims,
        "short and no claim": (page.claims == 0) & (page.lengths <= 12),
        "lines since a list opened": np.log1p(np.arange(len(page.lines)) - since),
        **{f"claims within {reach}": near for reach, near in _near(page.claims)},
    }


def _neighbours(page: Look) -> Columns:
    lengths = page.lengths
    mean, square = dict(_near(lengths)), dict(_near(lengths**2))
    return {
        **{f"short lines within {reach}": near for reach, near in _near(lengths <= 15)},
        **{f"sentence ends within {reach}": near for reach, near in _near(page.ends)},
        **{f"mean length within {reach}": np.log1p(mean[reach]) for reach in _REACH},
        **{
            f"spread of length within {reach}": np.sqrt(np.maximum(square[reach] - mean[reach] ** 2, 0))
            / (lengths + 1)
            for reach in _REACH
        },
    }


def _prose(page: Look) -> Columns:
    n, at = len(page.lines), np.arange(len(page.lines))
    total = np.concatenate([[0.0], np.cumsum(page.mass)])
    whole = max(float(total[-1]), 1.0)
    above, below = total[:-1] / whole, (total[-1] - total[1:]) / whole
    up = at - np.concatenate([[-n], np.maximum.accumulate(np.where(page.prose, at, -n))[:-1]])
    down = (
        np.concatenate([np.minimum.accumulate(np.where(page.prose, at, 2 * n)[::-1])[::-1][1:], [2 * n]]) - at
    )
    low = {reach: np.maximum(at - reach, 0) for reach in _REACH}
    high = {reach: np.minimum(at + reach + 1, n) for reach in _REACH}
    return {
        "prose above": above,
        "prose below": below,
        "no prose above": above == 0,
        "no prose below": below == 0,
        "prose on both sides": np.minimum(above, below),
        "short between prose": (up <= 2) & (down <= 2) & (page.lengths <= 40),
        "lines to prose above": np.log1p(up),
        "lines to prose below": np.log1p(down),
        **{f"prose above within {reach}": (total[at] - total[low[reach]]) / reach for reach in _REACH},
        **{f"prose below within {reach}": (total[high[reach]] - total[at + 1]) / reach for reach in _REACH},
    }


def _blocks(page: Look) -> Columns:
    """Say where each line stands to the main block, for three costs of what is not prose.

    The main block is the run of lines with the most prose for its cost: maximum subsequence
    segmentation (Pasternack and Roth 2009), with prose for words.
    """
    columns: Columns = {}
    at = np.arange(len(page.lines))
    for cost in _COSTS:
        value = np.where(page.mass > 0, page.mass, -cost * np.where(page.claims > _SURE, 3.0, 1.0))
        total = np.concatenate([[0.0], np.cumsum(value)])
        end = int(np.argmax(total - np.minimum.accumulate(total)))
        start = int(np.argmin(total[: end + 1]))
        found = end > start
        columns[f"in the block of {cost}"] = found & (at >= start) & (at < end)
        columns[f"lines above the block of {cost}"] = np.log1p(np.maximum(start - at, 0)) * found
        columns[f"lines below the block of {cost}"] = np.log1p(np.maximum(at - end + 1, 0)) * found
    return columns


def _page(page: Look) -> Columns:
    n = len(page.lines)
    sure = (page.claims > _SURE).sum()
    return {
        "place on the page": np.arange(n) / n,
        "first line": np.arange(n) == 0,
        "lines of the page": np.full(n, np.log1p(n)),
        "claims of the page": np.full(n, np.log1p(sure)),
        "share of claims": np.full(n, sure / n),
        "share of prose": np.full(n, page.mass.sum() / page.lengths.sum()),
    }


def _again(lines: Sequence[str]) -> Flags:
    seen: dict[str, int] = {}
    for line in lines:
        seen[line] = seen.get(line, 0) + 1
    return np.fromiter((seen[line] > 1 for line in lines), bool, len(lines))


def _near(values: npt.NDArray[np.generic]) -> list[tuple[int, Floats]]:
    """Average what stands within each reach of each line."""
    n, at = len(values), np.arange(len(values))
    total = np.concatenate([[0.0], np.cumsum(values, dtype=float)])
    bounds = [(reach, np.maximum(at - reach, 0), np.minimum(at + reach + 1, n)) for reach in _REACH]
    return [(reach, (total[high] - total[low]) / (high - low)) for reach, low, high in bounds]


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
    """Return one row for each line, in the order of NAMES; no line is blank."""
    page = look(lines, claims, opens)
    columns = [column for _, group in _GROUPS for column in group(page).values()]
    return np.stack(columns, axis=1, dtype=np.float64)


_SAMPLE = look(("甲",), np.zeros(1), np.zeros(1, bool))
NAMES = tuple(name for _, group in _GROUPS for name in group(_SAMPLE))
KIND_OF = tuple(kind for kind, (_, group) in enumerate(_GROUPS) for _ in group(_SAMPLE))
