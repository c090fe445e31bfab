"""Pages turned into units with all that the judge needs to know of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.models.oblivious import Singles
from pipeline.rules import ARTICLE, BRAND, KINDS, Found
from pipeline.stages.strip.page import Page
from pipeline.stages.strip.unit_arrays import lay_out
from pipeline.stages.strip.unit_features import Units
from pipeline.stages.strip.units import Unit, cut_page, trim_unit

_KIND_ROW = {kind: at for at, kind in enumerate(KINDS)}
_SHARE, _WHOLE, _OPENS = range(len(KINDS), len(KINDS) + 3)
_WHOLE_SHARE = 0.9  # of a unit that a claim on all of it covers at least


@dataclass(frozen=True, slots=True)
class CutPage:
    """A page and its units; `texts` is what each says, in the view, trimmed."""

    page: Page
    units: Sequence[Unit]
    texts: Sequence[str]


def cut_pages(pages: Sequence[Page], found: Mapping[str, Found]) -> list[CutPage]:
    """Cut pages into units; one that says nothing has none."""
    cut = []
    for page in pages:
        units = cut_page(page, found)
        cut.append(CutPage(page, units, [trim_unit(page.lines[unit.line], unit) for unit in units]))
    return cut


def gather_units(pages: Sequence[CutPage], found: Mapping[str, Found]) -> Units:
    """Lay the units of pages in one row, with their places and what rules claim of them; no page is empty."""
    texts = [text for page in pages for text in page.texts]
    rows = lay_out([len(page.units) for page in pages])
    places = np.array([place for page in pages for place in _list_places(page)], np.int64).T
    claims = np.zeros((len(KINDS) + 3, len(texts)), np.float32)
    at = 0
    for page in pages:
        _mark_claims(claims[:, at : at + len(page.units)], page, found)
        at += len(page.units)
    return Units(texts, rows, places, claims)


def _list_places(page: CutPage) -> list[tuple[int, int, int, int, int]]:
    places = []
    above = -1
    for unit in page.units:
        blanks = unit.line - above - 1 if unit.piece == 0 else 0
        above = unit.line
        places.append((unit.line, unit.piece, unit.pieces, len(page.page.lines[unit.line]), min(blanks, 9)))
    return places


def _mark_claims(claims: Singles, page: CutPage, found: Mapping[str, Found]) -> None:
    lines = page.page.lines
    for at, unit in enumerate(page.units):
        for rule, start, end in found.get(lines[unit.line], ()):
            low, high = max(start, unit.start), min(end, unit.end)
            if high <= low or rule.scope == BRAND:
                continue
            share = min(1.0, (high - low) / max(1, len(page.texts[at])))
            row = _KIND_ROW[rule.kind]
            claims[row, at] = max(claims[row, at], rule.confidence * share)
            if rule.kind != ARTICLE:
                claims[_SHARE, at] = max(claims[_SHARE, at], share)
                if share >= _WHOLE_SHARE:
                    claims[_WHOLE, at] = max(claims[_WHOLE, at], rule.confidence)
                    claims[_OPENS, at] = max(claims[_OPENS, at], rule.scope == "block")
