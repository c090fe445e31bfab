"""Describe every line of a page by numbers: its text, its tags, its neighbours, its regions.

No number depends on a site; each is a count, a share, a distance, or a pattern of `words`.
"""

from dataclasses import dataclass

import numpy as np

from jiaokan.metadata.html_head import HtmlHead
from jiaokan.stages.extract.scoring.columns import Columns, average_around, describe_near_lines, shift_values
from jiaokan.stages.extract.scoring.container_features import (
    LineContainers,
    describe_common_with_line,
    describe_containers,
    describe_templates,
    find_line_containers,
    sum_in_boxes,
)
from jiaokan.stages.extract.scoring.layout_features import describe_below_title, describe_places
from jiaokan.stages.extract.scoring.line_table import Floats, LineTable
from jiaokan.stages.extract.scoring.region_features import (
    LineRegions,
    describe_region_scores,
    describe_regions,
    find_regions,
)
from jiaokan.stages.extract.scoring.tag_features import describe_tags
from jiaokan.stages.extract.scoring.text_features import describe_patterns, describe_text
from jiaokan.stages.extract.scoring.title_likeness import measure_likeness

_NEAR_OFFSETS = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
_REACH_LINES = (3, 8)


@dataclass(frozen=True, slots=True)
class LineFeatures:
    """The columns of the first pass, with what the second needs beside them."""

    columns: Columns
    containers: LineContainers
    regions: LineRegions


def describe_lines(sheet: LineTable, head: HtmlHead, claimed: Floats) -> LineFeatures:
    """Return the columns of the first pass; `claimed` marks the lines that a text rule claims whole."""
    title, summary = measure_likeness(sheet, head)
    kin, found = find_line_containers(sheet), find_regions(sheet)
    columns = describe_text(sheet) | describe_patterns(sheet) | describe_tags(sheet) | describe_places(sheet)
    columns |= describe_below_title(sheet, title) | {"summary": summary, "claimed": claimed}
    columns |= (
        describe_containers(sheet, kin)
        | describe_templates(sheet, kin.template_ids)
        | describe_regions(sheet, found)
    )
    return LineFeatures(columns | describe_near_lines(columns), kin, found)


def describe_second_pass(sheet: LineTable, described: LineFeatures, first: Floats) -> Columns:
    """Return the columns of the second pass, which sees what the first thought of all lines."""
    text = sheet.counts[0] * (1 - sheet.link_shares)
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
    found |= {
        f"p{by:+d}": row for by, row in zip(_NEAR_OFFSETS, shift_values(first, _NEAR_OFFSETS), strict=True)
    }
    rows = np.array([first, mass, text])
    for reach in _REACH_LINES:
        mean, heavy, plain = average_around(rows, reach)
        found |= {f"p~{reach}": mean, f"m~{reach}": heavy / np.maximum(plain, 1)}
    found |= _describe_container_scores(
        sheet, described.containers, first, mass
    ) | _describe_nearness_to_sure(first, sheet.counts[0])
    found |= _describe_nearness_to_best(sheet, described.containers, first, mass)
    return described.columns | found | describe_region_scores(sheet, described.regions, first)


def _describe_container_scores(sheet: LineTable, kin: LineContainers, first: Floats, mass: Floats) -> Columns:
    """Return what the first pass thought of the containers of each line."""
    found: Columns = {}
    total = max(float(mass.sum()), 1.0)
    text = sheet.counts[0] * (1 - sheet.link_shares)
    for level, inside in enumerate(kin.container_ids):
        count = np.maximum(sheet.box_end_lines[inside] - sheet.box_first_lines[inside], 1)
        inner = sum_in_boxes(sheet, mass, inside)
        found[f"c{level}_p"] = sum_in_boxes(sheet, first, inside) / count
        found[f"c{level}_m"] = inner / np.maximum(sum_in_boxes(sheet, text, inside), 1)
        found[f"c{level}_of_mass"] = inner / total
    return found


def _describe_nearness_to_best(sheet: LineTable, kin: LineContainers, first: Floats, mass: Floats) -> Columns:
    """Return how near of kin and place each line is to the one that is surest to be text."""
    which = kin.template_ids
    best = int(np.argmax(mass))
    parents = sheet.box_parents[sheet.box_of_line]
    return {
        "g_p": (np.bincount(which, first) / np.maximum(np.bincount(which), 1))[which],
        "g_of_mass": (np.bincount(which, mass) / max(float(mass.sum()), 1.0))[which],
        "of_best": (which == which[best]).astype(np.float64),
        "from_best": np.arange(len(first), dtype=np.float64) - best,
        "sibling_of_best": (parents == parents[best]).astype(np.float64),
    } | describe_common_with_line(sheet, best, "best")


def _describe_nearness_to_sure(first: Floats, length: Floats) -> Columns:
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
