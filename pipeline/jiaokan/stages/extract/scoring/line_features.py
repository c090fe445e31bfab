"""Describe every line of a page by numbers: its text, its tags, its neighbours, its regions.

No number depends on a site; each is a count, a share, a distance, or a pattern of `words`.
"""

from dataclasses import dataclass

import numpy as np

from jiaokan.stages.extract.html.page_head import Head
from jiaokan.stages.extract.scoring.columns import Columns, around, neighbours, shifted
from jiaokan.stages.extract.scoring.container_features import (
    Kinship,
    common_with_line,
    containers,
    kinship,
    same_make,
    within,
)
from jiaokan.stages.extract.scoring.layout_features import below_title, places
from jiaokan.stages.extract.scoring.line_table import Floats, Sheet
from jiaokan.stages.extract.scoring.region_features import Regions, place_columns, region_columns, regions
from jiaokan.stages.extract.scoring.tag_features import tagging
from jiaokan.stages.extract.scoring.text_features import patterns, wording
from jiaokan.stages.extract.scoring.title_likeness import likeness

_NEAR = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
_REACHES = (3, 8)


@dataclass(frozen=True, slots=True)
class Described:
    """The columns of the first pass, with what the second needs beside them."""

    columns: Columns
    kin: Kinship
    found: Regions


def describe(sheet: Sheet, head: Head, claimed: Floats) -> Described:
    """Return the columns of the first pass; `claimed` marks the lines that a text rule claims whole."""
    title, summary = likeness(sheet, head)
    kin, found = kinship(sheet), regions(sheet)
    columns = wording(sheet) | patterns(sheet) | tagging(sheet) | places(sheet)
    columns |= below_title(sheet, title) | {"summary": summary, "claimed": claimed}
    columns |= containers(sheet, kin) | same_make(sheet, kin.makes) | place_columns(sheet, found)
    return Described(columns | neighbours(columns), kin, found)


def second(sheet: Sheet, described: Described, first: Floats) -> Columns:
    """Return the columns of the second pass, which sees what the first thought of all lines."""
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
    found |= _inside(sheet, described.kin, first, mass) | _strong(first, sheet.counts[0])
    found |= _best(sheet, described.kin, first, mass)
    return described.columns | found | region_columns(sheet, described.found, first)


def _inside(sheet: Sheet, kin: Kinship, first: Floats, mass: Floats) -> Columns:
    """Return what the first pass thought of the containers of each line."""
    found: Columns = {}
    total = max(float(mass.sum()), 1.0)
    text = sheet.counts[0] * (1 - sheet.links)
    for level, inside in enumerate(kin.holders):
        count = np.maximum(sheet.last[inside] - sheet.first[inside], 1)
        inner = within(sheet, mass, inside)
        found[f"c{level}_p"] = within(sheet, first, inside) / count
        found[f"c{level}_m"] = inner / np.maximum(within(sheet, text, inside), 1)
        found[f"c{level}_of_mass"] = inner / total
    return found


def _best(sheet: Sheet, kin: Kinship, first: Floats, mass: Floats) -> Columns:
    """Return how near of kin and place each line is to the one that is surest to be text."""
    which = kin.makes
    best = int(np.argmax(mass))
    parents = sheet.parents[sheet.at]
    return {
        "g_p": (np.bincount(which, first) / np.maximum(np.bincount(which), 1))[which],
        "g_of_mass": (np.bincount(which, mass) / max(float(mass.sum()), 1.0))[which],
        "of_best": (which == which[best]).astype(np.float64),
        "from_best": np.arange(len(first), dtype=np.float64) - best,
        "sibling_of_best": (parents == parents[best]).astype(np.float64),
    } | common_with_line(sheet, best, "best")


def _strong(first: Floats, length: Floats) -> Columns:
    """Return how far the nearest sure line is, before and after."""
    n = len(first)
    places = np.arange(n)
    strong = (first > 0.5) & (length > 20)
    before = np.maximum.accumulate(np.where(strong, places, -n - 1)) if n else places
    after = np.minimum.accumulate(np.where(strong, places, 2 * n + 1)[::-1])[::-1] if n else places
    return {
        "since_strong": np.log1p((places - before).astype(np.float64)),
        "until_strong": np.log1p((after - places).astype(np.float64)),
    }
