"""Describe every block of a page by numbers: its text, its tags, its neighbours, its container.

No number depends on a site; each is a count, a share, a distance, or a pattern of `words`.
"""

import numpy as np

from pipeline.extraction.scoring.columns import Columns, around, neighbours, shifted
from pipeline.extraction.scoring.places import below_title, places
from pipeline.extraction.scoring.sheet import Floats, Sheet
from pipeline.extraction.scoring.tagging import tagging
from pipeline.extraction.scoring.tree import common, containers, groups, kin, levels, within
from pipeline.extraction.scoring.wording import patterns, wording


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
    length = sheet.counts[0]
    text = length * (1 - sheet.links)
    mass = first * text
    total = max(float(mass.sum()), 1.0)
    n = len(first)
    found: Columns = {
        "p": first, "p_max": np.full(n, first.max(initial=0)), "p_mass": np.full(n, np.log1p(total)),
        "mass_before": (np.cumsum(mass) - mass) / total, "mass_share": mass / total,
        "p_rank": np.argsort(np.argsort(-first)).astype(np.float64),
    }  # fmt: skip
    for by in (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5):
        found[f"p{by:+d}"] = shifted(first, by)
    for reach in (3, 8):
        found[f"p~{reach}"] = around(first, reach)
        found[f"m~{reach}"] = around(mass, reach) / np.maximum(around(text, reach), 1)
    for level, inside in enumerate(levels(sheet)):
        count = np.maximum(sheet.last[inside] - sheet.first[inside], 1)
        inner = within(sheet, mass, inside)
        found |= {
            f"c{level}_p": within(sheet, first, inside) / count,
            f"c{level}_m": inner / np.maximum(within(sheet, text, inside), 1),
            f"c{level}_of_mass": inner / total,
        }
    which = groups(sheet)
    count = np.maximum(np.bincount(which), 1)
    found["g_p"] = (np.bincount(which, first) / count)[which].astype(np.float64)
    found["g_of_mass"] = (np.bincount(which, mass) / total)[which].astype(np.float64)
    best = int(np.argmax(mass)) if n else -1
    found["of_best"] = (which == which[best]).astype(np.float64) if n else first
    found["from_best"] = (np.arange(n) - best).astype(np.float64)
    found["sibling_of_best"] = (
        (sheet.parents[sheet.at] == sheet.parents[sheet.at[best]]).astype(np.float64) if n else first
    )
    return columns | found | _strong(first, length) | common(sheet, best, "best")


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
