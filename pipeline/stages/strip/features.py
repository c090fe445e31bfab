"""What can be seen of every line at once: its own shape, and that of the page round it.

All is counted with arrays over the whole page, so that a page of ten thousand menu lines costs
little more than one of ten paragraphs.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# classes of characters that tell a sentence from a label, in the view
_CLASSES = (
    ("stop", "。！？!?…"),
    ("comma", "，,、；;"),
    ("colon", "：:"),
    ("digit", "0123456789"),
    ("latin", "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ("bar", "|>/·_-—~<=+#*&@.\\"),
    ("quote", "“”‘’《》\"'"),
    ("bracket", "()[]【】{}〔〕"),
    ("blank", " "),
)
_OTHER = len(_CLASSES)  # Han for the most part
_STOP, _COMMA, _COLON, _DIGIT, _LATIN, _BAR, _QUOTE, _BRACKET, _BLANK = range(_OTHER)
_LENGTHS = (3, 5, 8, 12, 18, 26, 40, 70, 120)  # code points at which a line counts as longer
_REACH = (1, 3, 8, 20)  # lines to either side
_COSTS = (10, 30, 90)  # code points of prose that a line of another kind costs the main block


@lru_cache
def _table() -> npt.NDArray[np.uint8]:
    table = np.full(0x10000, _OTHER, np.uint8)
    for number, (_, chars) in enumerate(_CLASSES):
        table[[ord(char) for char in chars]] = number
    return table


NAMES = (
    *(f"longer than {n}" for n in _LENGTHS),
    *(f"share of {name}" for name, _ in _CLASSES),
    "ends a sentence", "ends in a colon", "begins with a digit", "begins with a bar", "ends in a bracket",
    "ends in a digit", "has a stop", "has a comma", "is prose", "prose and long", "claim", "no claim and short",
    "said again", "first line",
    *(f"{what} within {n}" for n in _REACH for what in ("prose before", "prose after", "claims", "short lines", "mean length", "sentence ends", "spread of length")),
    "prose above", "prose below", "none above", "none below", "middle of the prose",
    *(f"{what} the block {cost}" for cost in _COSTS for what in ("in", "lines above", "lines below")),
    "lines since a list opened", "page share of claims", "page claims", "lines",
    "page share of prose", "short and prose both sides", "place in page", "gap to prose above", "gap to prose below",
)  # fmt: skip


# what the features are about, and so what the ledger says of a line that went
KINDS = (
    "its own shape", "rules on it and near it", "how much prose is near", "the lines round it",
    "its place to the main block", "its place on the page", "what kind of page it is",
)  # fmt: skip
_ABOUT = (
    ("claim", 1), ("rules", 1), ("list opened", 1), ("block", 4), ("page share", 6), ("page claims", 6), ("lines", 6),
    ("place in", 5), ("first line", 5), ("prose before", 2), ("prose after", 2), ("prose above", 2), ("prose below", 2),
    ("above", 2), ("below", 2), ("middle of", 2), ("both sides", 2), ("within", 3), ("said again", 3),
)  # fmt: skip
KIND_OF = tuple(
    next((kind for part, kind in _ABOUT if part in name and name != "lines" or name == part), 0)
    for name in NAMES
)


def features(lines: Sequence[str], claims: Floats, opens: npt.NDArray[np.bool_]) -> Floats:
    """Return one row for each line, in the order of NAMES; no line is blank.

    `claims` is the confidence, 0 to 1, of the surest rule against each line.
    """
    counts, lengths, first, last, ends = _shapes(lines)
    share = counts[:, :_OTHER] / lengths[:, None]
    prose = (((counts[:, _STOP] > 0) & (lengths >= 18)) | ((counts[:, _COMMA] > 0) & (lengths >= 30))) & (
        claims < 0.9
    )
    again = _said_again(lines)
    n = len(lines)
    own = [
        *(lengths > bound for bound in _LENGTHS),
        *share.T,
        ends, last == _COLON, first == _DIGIT, first == _BAR, last == _BRACKET, last == _DIGIT,
        counts[:, _STOP] > 0, counts[:, _COMMA] > 0, prose, prose & (lengths > 60), claims,
        (claims == 0) & (lengths <= 12), again, np.arange(n) == 0,
    ]  # fmt: skip
    weight = np.where(prose, np.minimum(lengths, 200), 0.0)
    mass = np.concatenate([[0.0], np.cumsum(weight)])
    near = _near(mass, lengths, claims, ends)
    total = max(mass[-1], 1.0)
    above, below = mass[:-1] / total, (mass[-1] - mass[1:]) / total
    gap_up, gap_down = _gaps(prose)
    wide = [
        above, below, above == 0, below == 0, np.minimum(above, below),
        *(row for cost in _COSTS for row in _block(weight, lengths, claims, cost)),
        np.log1p(_since(opens)), np.full(n, (claims > 0.8).mean()), np.full(n, np.log1p((claims > 0.8).sum())), np.full(n, np.log1p(n)),
        np.full(n, weight.sum() / lengths.sum()), (gap_up <= 2) & (gap_down <= 2) & (lengths <= 40),
        np.arange(n) / n, np.log1p(gap_up), np.log1p(gap_down),
    ]  # fmt: skip
    return np.stack([np.asarray(row, np.float64) for row in (*own, *near, *wide)], axis=1)


def _shapes(lines: Sequence[str]) -> tuple[Floats, ...]:
    lengths = np.fromiter(map(len, lines), np.int64, len(lines))
    codes = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), np.uint32)
    kinds = _table()[np.minimum(codes, 0xFFFF)]
    width = _OTHER + 1
    row = np.repeat(np.arange(len(lines)) * width, lengths)
    counts = np.bincount(row + kinds, minlength=len(lines) * width).reshape(-1, width)
    at = np.cumsum(lengths)
    first, last, before = kinds[at - lengths], kinds[at - 1], kinds[np.maximum(at - 2, at - lengths)]
    ends = (last == _STOP) | ((before == _STOP) & ((last == _QUOTE) | (last == _BRACKET)))
    return counts.astype(np.float64), lengths.astype(np.float64), first, last, ends


def _said_again(lines: Sequence[str]) -> npt.NDArray[np.bool_]:
    seen: dict[str, int] = {}
    for line in lines:
        seen[line] = seen.get(line, 0) + 1
    return np.fromiter((seen[line] > 1 for line in lines), bool, len(lines))


def _near(mass: Floats, lengths: Floats, claims: Floats, ends: Floats) -> Iterator[Floats]:
    """Sum up the lines within each reach of each line."""
    n = len(lengths)
    at = np.arange(n)
    values = np.stack([claims, lengths <= 15, ends, lengths, lengths**2])
    total = np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)
    for reach in _REACH:
        low, high = np.maximum(at - reach, 0), np.minimum(at + 1 + reach, n)
        sure, short, stops, mean, square = (total[:, high] - total[:, low]) / (high - low)
        yield (mass[at] - mass[low]) / (100 * reach)
        yield (mass[high] - mass[at + 1]) / (100 * reach)
        yield from (sure, short, np.log1p(mean) / 5, stops)
        yield np.sqrt(np.maximum(square - mean**2, 0)) / (lengths + 1)


def _block(weight: Floats, lengths: Floats, claims: Floats, cost: float) -> list[Floats]:
    """Say where each line stands to the main block: the run of lines with the most prose for its cost.

    Maximum subsequence segmentation (Pasternack and Roth 2009), with prose for words.
    """
    n = len(weight)
    value = np.where(weight > 0, weight, -cost * np.where(claims > 0.8, 3.0, 1.0))
    total = np.concatenate([[0.0], np.cumsum(value)])
    low = np.minimum.accumulate(total)
    end = int(np.argmax(total - low))
    start = int(np.argmin(total[: end + 1]))
    at = np.arange(n)
    if end <= start:
        return [np.zeros(n)] * 3
    above, below = np.maximum(start - at, 0), np.maximum(at - end + 1, 0)
    return [((at >= start) & (at < end)).astype(np.float64), np.log1p(above), np.log1p(below)]


def _since(marks: npt.NDArray[np.bool_]) -> Floats:
    """Count the lines from each to the nearest mark above or at it; 1000 where there is none."""
    at = np.arange(len(marks))
    return (at - np.maximum.accumulate(np.where(marks, at, -1000))).astype(np.float64)


def _gaps(prose: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Count the lines from each to the nearest prose above and below."""
    n = len(prose)
    at = np.arange(n)
    above = np.maximum.accumulate(np.where(prose, at, -n))
    before = np.concatenate([[-n], above[:-1]])
    below = np.minimum.accumulate(np.where(prose, at, 2 * n)[::-1])[::-1]
    after = np.concatenate([below[1:], [2 * n]])
    return (at - before).astype(np.float64), (after - at).astype(np.float64)
