"""Describe every block of a page by numbers: its text, its tags, its neighbours, its container.

No number depends on a site; each is a count, a share, a distance, or a pattern of `words`.
"""

import numpy as np

from pipeline.extraction.scoring.columns import Columns, around, neighbours, shifted
from pipeline.extraction.scoring.places import below_title, places
from pipeline.extraction.scoring.sheet import Floats, Sheet
from pipeline.extraction.scoring.tagging import tagging
from pipeline.extraction.scoring.tree import common, containers, kin, within
from pipeline.extraction.scoring.wording import patterns, wording

_NEAR = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
_REACHES = (3, 8)


def describe(sheet: Sheet, title: Floats, summary: Floats) -> Columns:
    """Return the columns of the first pass.

    `title` and `summary` say how far each block is the page's title, and part of what its head
    says of it.
    """
    columns = wording(sheet) | patterns(sheet) | tagging(sheet) | places(sheet)
    columns |= below_title(sheet, title) | {"summary": summary}
    columns |= containers(sheet) | kin(sheet)
    return columns | neighbours(columns)


def second(sheet: Sheet, columns: Columns, first: Floats) -> Columns:
    """Return the columns of the second pass, which sees what the first thought of all blocks."""
    text = sheet.counts[0] * (1 - sheet.links)
    mass = first * text
    total = max(float(mass.sum()), 1.0)
    n = len(first)
    found: Columns = {
        "p": first,
        "p_max": np.full(n, first.max(initial=0)),
        "p_mass": np.full(n, np.log1p(total)),
        "mass_before": (np.cumsum(mass) - mass) / total,
        "mass_share": mass / total,
        "p_rank": np.argsort(np.argsort(-first)).astype(np.float64),
    }
    found |= {f"p{by:+d}": row for by, row in zip(_NEAR, shifted(first, _NEAR), strict=True)}
    rows = np.array([first, mass, text])
    for reach in _REACHES:
        mean, heavy, plain = around(rows, reach)
        found |= {f"p~{reach}": mean, f"m~{reach}": heavy / np.maximum(plain, 1)}
    found |= _inside(sheet, first, mass, text) | _strong(first, sheet.counts[0])
    return columns | found | _best(sheet, first, mass)


def _inside(sheet: Sheet, first: Floats, mass: Floats, text: Floats) -> Columns:
    """Return what the first pass thought of the containers of each block."""
    found: Columns = {}
    total = max(float(mass.sum()), 1.0)
    for level, inside in enumerate(sheet.holders):
        count = np.maximum(sheet.last[inside] - sheet.first[inside], 1)
        inner = within(sheet, mass, inside)
        found[f"c{level}_p"] = within(sheet, first, inside) / count
        found[f"c{level}_m"] = inner / np.maximum(within(sheet, text, inside), 1)
        found[f"c{level}_of_mass"] = inner / total
    return found


def _best(sheet: Sheet, first: Floats, mass: Floats) -> Columns:
    """Return how near of kin and place each block is to the one that is surest to be text."""
    which = sheet.makes
    best = int(np.argmax(mass))
    parents = sheet.parents[sheet.at]
    return {
        "g_p": (np.bincount(which, first) / np.maximum(np.bincount(which), 1))[which],
        "g_of_mass": (np.bincount(which, mass) / max(float(mass.sum()), 1.0))[which],
        "of_best": (which == which[best]).astype(np.float64),
        "from_best": np.arange(len(first), dtype=np.float64) - best,
        "sibling_of_best": (parents == parents[best]).astype(np.float64),
    } | common(sheet, best, "best")


def _strong(first: Floats, length: Floats) -> Columns:
    """Return how far the nearest sure block is, before and after."""
    n = len(first)
    places = np.arange(n)
    strong = (first > 0.5) & (length > 20)
    before = np.maximum.accumulate(np.where(strong, places, -n - 1)) if n else places
    after = np.minimum.accumulate(np.where(strong, places, 2 * n + 1)[::-1])[::-1] if n else places
    return {
        "since_strong": np.log1p((places - before).astype(np.float64)),
        "until_strong": np.log1p((after - places).astype(np.float64)),
    }
