"""Compute the features of every line of a page: of its text, its tags, its neighbours, its regions.

No feature depends on a site. Each is a count, a share, a distance, or a match of a pattern in
`patterns`.
"""

from dataclasses import dataclass

import numpy as np

from jiaokan.metadata.html_head import HtmlHead
from jiaokan.models.shifted_values import shift_values
from jiaokan.stages.extract.scoring.columns import Columns, average_around, describe_near_lines
from jiaokan.stages.extract.scoring.container_features import (
    LineContainers,
    describe_common_with_line,
    describe_containers,
    describe_templates,
    find_line_containers,
    name_levels,
    sum_in_boxes,
)
from jiaokan.stages.extract.scoring.layout_features import describe_below_title, describe_places
from jiaokan.stages.extract.scoring.line_regions import LineRegions, find_regions
from jiaokan.stages.extract.scoring.line_table import Floats, LineTable
from jiaokan.stages.extract.scoring.region_features import describe_region_scores, describe_regions
from jiaokan.stages.extract.scoring.tag_features import describe_tags
from jiaokan.stages.extract.scoring.text_features import describe_patterns, describe_text
from jiaokan.stages.extract.scoring.title_likeness import measure_likeness

_NEAR_OFFSETS = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
_REACH_LINES = (3, 8)


@dataclass(frozen=True, slots=True)
class LineFeatures:
    """The columns of the first pass, and the containers and regions for the second."""

    columns: Columns
    containers: LineContainers
    regions: LineRegions


def describe_lines(table: LineTable, head: HtmlHead, claimed: Floats) -> LineFeatures:
    """Return the features for the first pass. `claimed` is 1 for lines that a text rule matches whole."""
    title, summary = measure_likeness(table, head)
    containers, regions = find_line_containers(table), find_regions(table)
    columns = describe_text(table) | describe_patterns(table) | describe_tags(table) | describe_places(table)
    columns |= describe_below_title(table, title) | {"summary": summary, "claimed": claimed}
    columns |= (
        describe_containers(table, containers)
        | describe_templates(table, containers.template_ids)
        | describe_regions(table, regions)
    )
    return LineFeatures(columns | describe_near_lines(columns), containers, regions)


def describe_second_pass(table: LineTable, features: LineFeatures, first_scores: Floats) -> Columns:
    """Return the features for the second pass, which include the scores of the first."""
    text = table.counts[0] * (1 - table.link_shares)
    mass = first_scores * text
    total = max(float(mass.sum()), 1.0)
    n = len(first_scores)
    score_columns: Columns = {
        "p": first_scores,
        "p_max": np.full(n, first_scores.max(initial=0)),
        "p_mass": np.full(n, np.log1p(total)),
        "mass_before": (np.cumsum(mass) - mass) / total,
        "mass_share": mass / total,
        "p_rank": np.argsort(np.argsort(-first_scores)).astype(np.float64),
    }
    score_columns |= {
        f"p{offset:+d}": row
        for offset, row in zip(_NEAR_OFFSETS, shift_values(first_scores, _NEAR_OFFSETS), strict=True)
    }
    rows = np.array([first_scores, mass, text])
    for reach in _REACH_LINES:
        score_mean, mass_mean, plain_mean = average_around(rows, reach)
        score_columns |= {f"p~{reach}": score_mean, f"m~{reach}": mass_mean / np.maximum(plain_mean, 1)}
    score_columns |= _describe_container_scores(
        table, features.containers, first_scores, mass
    ) | _describe_nearness_to_sure(first_scores, table.counts[0])
    score_columns |= _describe_nearness_to_best(table, features.containers, first_scores, mass)
    return features.columns | score_columns | describe_region_scores(table, features.regions, first_scores)


def _describe_container_scores(
    table: LineTable, containers: LineContainers, scores: Floats, mass: Floats
) -> Columns:
    """Return the scores of the first pass in the containers of each line."""
    boxes = containers.container_ids
    text = table.counts[0] * (1 - table.link_shares)
    count = np.maximum(table.box_end_lines[boxes] - table.box_first_lines[boxes], 1)
    score_sums, inner, plain = sum_in_boxes(table, np.array([scores, mass, text]), boxes)
    return name_levels(
        {
            "p": score_sums / count,
            "m": inner / np.maximum(plain, 1),
            "of_mass": inner / max(float(mass.sum()), 1.0),
        }
    )


def _describe_nearness_to_best(
    table: LineTable, containers: LineContainers, scores: Floats, mass: Floats
) -> Columns:
    """Return how each line is related to the line with the most score-weighted text."""
    ids = containers.template_ids
    best = int(np.argmax(mass))
    parents = table.box_parents[table.box_of_line]
    return {
        "g_p": (np.bincount(ids, scores) / np.maximum(np.bincount(ids), 1))[ids],
        "g_of_mass": (np.bincount(ids, mass) / max(float(mass.sum()), 1.0))[ids],
        "of_best": (ids == ids[best]).astype(np.float64),
        "from_best": np.arange(len(scores), dtype=np.float64) - best,
        "sibling_of_best": (parents == parents[best]).astype(np.float64),
    } | describe_common_with_line(table, best, "best")


def _describe_nearness_to_sure(first_scores: Floats, length: Floats) -> Columns:
    """Return the distance to the nearest long line with a high score, before and after."""
    n = len(first_scores)
    places = np.arange(n)
    is_sure = (first_scores > 0.5) & (length > 20)
    before = np.maximum.accumulate(np.where(is_sure, places, -n - 1)) if n else places
    after = np.minimum.accumulate(np.where(is_sure, places, 2 * n + 1)[::-1])[::-1] if n else places
    return {
        "since_strong": np.log1p((places - before).astype(np.float64)),
        "until_strong": np.log1p((after - places).astype(np.float64)),
    }
