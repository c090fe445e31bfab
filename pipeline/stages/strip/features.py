"""What can be seen of every line at once: its own shape, and that of the page round it.

All is counted with arrays over whole pages, so that ten thousand menu lines cost little more than
ten paragraphs.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from pipeline.stages.strip.look import (
    BAR,
    BRACKET,
    CLASSES,
    COLON,
    COMMA,
    DIGIT,
    OTHER,
    REACH,
    REACHES,
    SURE,
    Flags,
    Floats,
    Ints,
    Look,
    Pages,
    Singles,
    look,
    summed,
)

Columns = dict[tuple[str, ...], npt.NDArray[np.generic]]  # names, and a row for each

_LENGTHS = (3, 5, 8, 12, 18, 26, 40, 70, 120)  # code points at which a line counts as longer
_COSTS = (10, 30, 90)  # code points of prose that a line of another kind costs the main block
_BLOCKS = tuple(
    f"{place} the block of {cost}" for cost in _COSTS for place in ("in", "lines above", "lines below")
)
_TRIPLE = 3.0  # times as much costs a line that a rule is sure of
_FAR = 1000  # lines
# the same as columns, to be held against a row of lines
_BOUNDS, _PRICES, _ENDS, _BEGINS = (
    np.array([values]).T for values in (_LENGTHS, _COSTS, (COLON, BRACKET, DIGIT), (DIGIT, BAR))
)


def _own(page: Look) -> Columns:
    lengths, counts = page.lengths, page.counts
    return {
        _each("longer than {}", _LENGTHS): lengths > _BOUNDS,
        _each("share of {}", tuple(CLASSES)): counts[:OTHER] / lengths,
        ("ends a sentence",): page.ends,
        ("ends in a colon", "ends in a bracket", "ends in a digit"): page.last == _ENDS,
        ("begins with a digit", "begins with a bar"): page.first == _BEGINS,
        ("has a stop", "has a comma"): counts[: COMMA + 1] > 0,
        ("is prose",): page.prose,
        ("is long prose",): page.prose & (lengths > 60),
        ("stands again",): _again(page),
    }


def _rules(page: Look) -> Columns:
    at, begin = page.pages.at, page.pages.begin
    opened = np.maximum.accumulate(np.where(page.opens, at, -1))
    return {
        ("claim",): page.claims,
        ("short and no claim",): (page.claims == 0) & (page.lengths <= 12),
        ("lines since a list opened",): np.log1p(at - np.where(opened >= begin, opened, begin - _FAR)),
        _each("claims within {}", REACH): page.near[0],
    }


def _neighbours(page: Look) -> Columns:
    lengths = page.lengths
    _, short, ends, mean, square = page.near
    return {
        _each("short lines within {}", REACH): short,
        _each("sentence ends within {}", REACH): ends,
        _each("mean length within {}", REACH): np.log1p(mean),
        _each("spread of length within {}", REACH): np.sqrt(np.maximum(square - mean**2, 0)) / (lengths + 1),
    }


def _prose(page: Look) -> Columns:
    on = page.pages
    total = summed(page.mass)
    before, after = total[on.begin], total[on.end]
    whole = np.maximum(after - before, 1.0)
    far = _to_prose(page)
    return {
        ("prose above", "prose below"): (
            sides := np.array([(total[:-1] - before) / whole, (after - total[1:]) / whole])
        ),
        ("no prose above", "no prose below"): sides == 0,
        ("prose on both sides",): sides.min(axis=0),
        ("short between prose",): (far.max(axis=0) <= 2) & (page.lengths <= 40),
        ("lines to prose above", "lines to prose below"): np.log1p(far),
        _each("prose above within {}", REACH): (total[:-1] - total[on.low]) / REACHES,
        _each("prose below within {}", REACH): (total[on.high] - total[1:]) / REACHES,
    }


def _to_prose(page: Look) -> Ints:
    """Return how far it is up and down to prose: as far again as the page is long where there is none."""
    at, begin, end = page.pages.at, page.pages.begin, page.pages.end
    n, size = len(at), end - begin
    above, below = np.full(n, -1), np.full(n, n)
    np.maximum.accumulate(np.where(page.prose, at, -1)[:-1], out=above[1:])
    np.minimum.accumulate(np.where(page.prose, at, n)[:0:-1], out=below[-2::-1])
    up = np.where(above >= begin, above, begin - size)
    down = np.where(below < end, below, end + size)
    return np.array([at - up, down - at])


def _blocks(page: Look) -> Columns:
    """Say where each line stands to the main block of its page, for three costs of what is not prose."""
    at = page.pages.at
    dear = np.where(page.claims > SURE, _TRIPLE, 1.0)
    worth = np.where(page.mass > 0, page.mass, -_PRICES * dear)
    start, end = page.pages.spread(_main(page.pages, worth))
    found = end > start
    inside = found & (at >= start) & (at < end)
    above, below = (np.log1p(np.maximum(far, 0)) * found for far in (start - at, at - end + 1))
    return {_BLOCKS: np.stack([inside, above, below], axis=1).reshape(-1, len(at))}


def _main(pages: Pages, worth: Floats) -> Ints:
    """Return where the main block of each page begins and ends, for each row of what lines are worth.

    The main block is the run of lines with the most prose for its cost: maximum subsequence
    segmentation (Pasternack and Roth 2009), with prose for words. What lines are worth is whole.
    """
    total = summed(worth)
    before, after = total[:, :-1], total[:, 1:]
    # each page lies deeper than all of the one above it, so that its least begins anew
    depth = pages.spread(np.arange(len(pages.starts)) * (total.max() - total.min() + 1))
    least = np.minimum.accumulate(before - depth, axis=1) + depth
    gain = after - least
    most = np.maximum.reduceat(gain, pages.starts, axis=1)
    last = _first(pages, gain == pages.spread(most))
    start = _first(pages, before == pages.spread(least[np.arange(len(last))[:, None], last]))
    return np.array([start, np.where(most > 0, last + 1, start)])


def _first(pages: Pages, flags: Flags) -> Ints:
    """Return the first line of each page that is flagged, for each row of flags."""
    places = np.where(flags, pages.at, len(pages.at))
    return np.asarray(np.minimum.reduceat(places, pages.starts, axis=1), np.int64)


def _page(page: Look) -> Columns:
    on = page.pages
    sizes = on.ends - on.starts
    sure, mass, length = (
        np.add.reduceat(values, on.starts) for values in (page.claims > SURE, page.mass, page.lengths)
    )
    whole = np.array([np.log1p(sizes), np.log1p(sure), sure / sizes, mass / length])
    names = ("lines of the page", "claims of the page", "share of claims", "share of prose")
    return {
        ("place on the page",): (on.at - on.begin) / (on.end - on.begin),
        ("first line",): on.at == on.begin,
        names: on.spread(whole),
    }


def _again(page: Look) -> Flags:
    again = np.zeros(len(page.lines), bool)
    for at in page.pages.each():
        lines = page.lines[at]
        times = Counter(lines)
        if len(times) < len(lines):
            again[at] = np.fromiter(map(times.__getitem__, lines), np.int64, len(lines)) > 1
    return again


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


def features(pages: Sequence[Sequence[str]], claims: Floats, opens: Flags) -> Singles:
    """Return one row for each name of NAMES, one column for each line of the pages; no line is blank."""
    page = look(pages, claims, opens)
    rows = np.empty((len(NAMES), len(page.lines)), np.float32)
    at = 0
    for _, group in _GROUPS:
        for names, values in group(page).items():
            rows[at : at + len(names)] = values
            at += len(names)
    return rows


_SAMPLE = look([("甲",)], np.zeros(1), np.zeros(1, bool))
_NAMES = tuple(tuple(chain.from_iterable(group(_SAMPLE))) for _, group in _GROUPS)
NAMES = tuple(chain.from_iterable(_NAMES))
KIND_OF = tuple(kind for kind, names in enumerate(_NAMES) for _ in names)
