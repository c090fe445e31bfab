"""Split pages into units, and collect the places and claims of the units for the judge."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from jiaokan.models.boosted_trees import Int64Array
from jiaokan.rules import ARTICLE_KIND, KINDS, RuleSpans
from jiaokan.stages.strip.judge.unit_arrays import PageRows, lay_out
from jiaokan.stages.strip.judge.unit_features import Units
from jiaokan.stages.strip.judge.units import CutPage, cut_page
from jiaokan.stages.strip.normalized_page import NormalizedPage

_KIND_ROW = {kind: at for at, kind in enumerate(KINDS)}
_SHARE, _WHOLE, _OPENS = range(len(KINDS), len(KINDS) + 3)
_WHOLE_SHARE = 0.9  # share of a unit that a claim covers, to be one on the whole unit


def cut_pages(pages: Sequence[NormalizedPage], found: Mapping[str, RuleSpans]) -> list[CutPage]:
    """Split pages into units. A page without text has none."""
    return [cut_page(page, found) for page in pages]


def gather_units(pages: Sequence[CutPage]) -> Units:
    """Return the units of all pages in one row, with their places and claims. No page may be empty."""
    texts = list(chain.from_iterable(page.texts for page in pages))
    rows = lay_out([len(page.units) for page in pages])
    claims = np.zeros((len(KINDS) + 3, len(texts)), np.float32)
    found = list(chain.from_iterable(map(_list_claims, pages, rows.starts.tolist())))
    if found:
        row, at, value = zip(*found, strict=True)
        np.maximum.at(claims, (np.array(row), np.array(at)), np.array(value, np.float32))
    return Units(texts, rows, _list_places(pages, rows), claims)


def _list_places(pages: Sequence[CutPage], rows: PageRows) -> Int64Array:
    """Return the places of units, shape (4, units), as `Units.places` has them."""
    count = len(rows.at)
    numbers = chain.from_iterable(chain.from_iterable(page.units for page in pages))
    line, _, _, piece, pieces = np.fromiter(numbers, np.int64, 5 * count).reshape(-1, 5).T
    sizes = np.array([len(page.page.lines) for page in pages], np.int64)
    lengths = np.fromiter(
        map(len, chain.from_iterable(page.page.lines for page in pages)), np.int64, sizes.sum()
    )
    length = lengths[line + rows.spread_to_units(sizes.cumsum() - sizes)]
    return np.stack([line, piece, pieces, length])


def _list_claims(page: CutPage, first: int) -> Iterator[tuple[int, int, float]]:
    """Yield the claims of rules on the units of a page: row, unit and value in `Units.claims`.

    Args:
        page: the page.
        first: the index of its first unit.
    """
    for at, rule, share in page.claims:
        yield _KIND_ROW[rule.kind], first + at, rule.confidence * share
        if rule.kind != ARTICLE_KIND:
            yield _SHARE, first + at, share
            if share >= _WHOLE_SHARE:
                yield _WHOLE, first + at, rule.confidence
                if rule.scope == "block":
                    yield _OPENS, first + at, 1.0
