"""Compute features of lines from the regions of the page: grounds, units, series, the main container."""

from collections.abc import Mapping, Sequence

import numpy as np

from jiaokan.stages.extract.html.html_line import HEADING, LINE_KINDS, ROW
from jiaokan.stages.extract.html.struck_subtrees import GROUND_NAMES
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.container_features import describe_common_box
from jiaokan.stages.extract.scoring.line_regions import LineRegions
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Ints, LineTable

_LEAF_TAGS = frozenset({"p", "pre", "ul", "ol", "table", "blockquote", "tbody", "tr", "dl", "figure"})
# share of the mass of a box that its child must hold for the search to go on there; the features k0_… are of
# the wider container, which the first share finds, and k1_… of the narrower one by the second
_DESCENT_SHARES = (0.95, 0.8)
_GROUND_MASS_FACTOR = 0.3  # factor for the mass of a line with a ground against it, which may still be text


def find_containers(table: LineTable, mass: Floats, shares: Sequence[float]) -> list[int]:
    """Return for each of some shares the index of the box that holds the content.

    Starting from the page, the search goes down while one child holds that share of the mass of its
    parent.

    Args:
        table: the lines.
        mass: score times length of each line.
        shares: each between 0 and 1.
    """
    total = np.concatenate(([0.0], np.cumsum(mass)))
    held = (total[table.box_end_lines] - total[table.box_first_lines]).tolist()
    children: dict[int, list[int]] = {}
    for i, parent in enumerate(table.box_parents.tolist()):
        if i and held[i] > 0:
            children.setdefault(parent, []).append(i)
    return [_find_container(table, held, children, share) for share in shares]


def _find_container(
    table: LineTable, held: Sequence[float], children: Mapping[int, Sequence[int]], share: float
) -> int:
    """Return the box at which the search of `find_containers` ends for one share.

    Args:
        table: the lines.
        held: the mass of each box.
        children: for each box with mass below it, the boxes right below it that hold some.
        share: between 0 and 1.
    """
    at = 0
    while below := children.get(at):
        best = max(below, key=held.__getitem__)
        if held[best] < share * held[at] or (
            table.boxes[best].name in _LEAF_TAGS and not _is_layout_table(table, best)
        ):
            return at
        at = best
    return at


def _is_layout_table(table: LineTable, box: int) -> bool:
    """Tell whether a table or a part of one is page layout: none of its lines is a row of data."""
    if table.boxes[box].name not in ("table", "tbody", "tr"):
        return False
    inside = table.lines[table.box_first_lines[box] : table.box_end_lines[box]]
    return not any(line.kind == ROW for line in inside)


def _flag_holding_boxes(table: LineTable, box: int) -> Flags:
    """Return which boxes are the given box or hold it."""
    flags = np.zeros(len(table.boxes), dtype=np.bool_)
    parents = table.box_parents
    while True:
        flags[box] = True
        if not box:
            return flags
        box = int(parents[box])


def describe_regions(table: LineTable, regions: LineRegions) -> Columns:
    """Return features of the ground, the unit and the series of each line."""
    columns: Columns = {
        f"ground_{name}": (regions.ground == i).astype(np.float64) for i, name in enumerate(GROUND_NAMES) if i
    }
    columns |= {f"is_{name}": (regions.kind == i).astype(np.float64) for i, name in enumerate(LINE_KINDS)}
    letters, linked_letters = table.element_grounds.letters, table.element_grounds.linked_letters
    unit = [line.unit for line in table.lines]
    units = _take_of_elements(letters, unit)
    links = _take_of_elements(linked_letters / np.maximum(letters, 1), unit)
    columns |= {
        "level": np.array([line.level for line in table.lines], dtype=np.float64),
        "series": regions.series.astype(np.float64), "slotted": (regions.slot >= 0).astype(np.float64),
        "unit_letters": np.log1p(units), "unit_links": links,
    }  # fmt: skip
    return columns | _describe_lists(table)


def _take_of_elements(values: Floats, numbers: Sequence[int]) -> Floats:
    """Return the values of elements by their numbers, 0 for the number -1."""
    at = np.array(numbers, dtype=np.int64)
    return np.where(at >= 0, values[at], 0.0)


def _describe_lists(table: LineTable) -> Columns:
    """Return the letters of the innermost list or table around each line, and the share in links."""
    nearest = [-1] * len(table.boxes)
    for i, (box, parent) in enumerate(zip(table.boxes, table.box_parents.tolist(), strict=True)):
        nearest[i] = box.number if box.name in ("ul", "ol", "dl", "table") else nearest[parent] if i else -1
    numbers = [nearest[i] for i in table.box_of_line.tolist()]
    letters = _take_of_elements(table.element_grounds.letters, numbers)
    linked = _take_of_elements(table.element_grounds.linked_letters, numbers)
    return {"list_letters": np.log1p(letters), "list_links": linked / np.maximum(letters, 1)}


def describe_region_scores(table: LineTable, regions: LineRegions, scores: Floats) -> Columns:
    """Return features of the regions that depend on the scores of the first pass."""
    length = table.counts[0]
    clean = regions.ground == 0
    columns: Columns = {}
    mass = scores * length * np.where(clean, 1.0, _GROUND_MASS_FACTOR)
    boxes = find_containers(table, mass, _DESCENT_SHARES)
    described = {box: _describe_container(table, regions, box) for box in set(boxes)}  # most often one
    for number, box in enumerate(boxes):
        columns |= {f"k{number}{name}": column for name, column in described[box].items()}
    columns |= _describe_slots(table, regions, scores)
    columns |= _describe_units(table, scores)
    columns |= _describe_sections(table, regions, scores)
    return columns


def _describe_container(table: LineTable, regions: LineRegions, box: int) -> Columns:
    """Return features of the place of each line in or outside a container, as the ends of their names."""
    n = len(table.box_of_line)
    places = np.arange(n)
    first, last = int(table.box_first_lines[box]), int(table.box_end_lines[box])
    inside = (places >= first) & (places < last)
    size = max(last - first, 1)
    below = np.where(regions.ground_box >= 0, regions.ground_box, 0)
    within_box = (
        (table.box_first_lines[below] >= first)
        & (table.box_end_lines[below] <= last)
        & (regions.ground_box > box)
    )
    return {
        "_in": inside.astype(np.float64),
        "_place": np.clip((places - first) / size, -1, 2),
        "_before": np.clip(first - places, -1, 50).astype(np.float64),
        "_after": np.clip(places - last, -50, 50).astype(np.float64),
        "_own": (table.box_of_line == box).astype(np.float64),
        "_child": (table.box_parents[table.box_of_line] == box).astype(np.float64),
        "_ground": (within_box & (regions.ground > 0)).astype(np.float64),
    } | describe_common_box(table, _flag_holding_boxes(table, box), "")


def _average_groups(groups: Ints, values: Floats, weights: Floats) -> Floats:
    """Return for each line the weighted mean of its group."""
    _, which = np.unique(groups, return_inverse=True)
    total = np.bincount(which, values * weights)
    return np.asarray((total / np.maximum(np.bincount(which, weights), 1e-9))[which])


def _describe_slots(table: LineTable, regions: LineRegions, scores: Floats) -> Columns:
    n = len(scores)
    if not n:
        return {"slot_p": scores, "slot_lines": scores, "slot_length": scores}
    groups = np.where(regions.slot >= 0, regions.slot, -2 - np.arange(n))
    weights = np.maximum(table.counts[0], 1)
    ones = np.ones(n)
    _, which = np.unique(groups, return_inverse=True)
    count = np.bincount(which).astype(np.float64)[which]
    return {
        "slot_p": _average_groups(groups, scores, weights),
        "slot_lines": np.log1p(count),
        "slot_length": np.log1p(_average_groups(groups, table.counts[0], ones)),
    }


def _describe_units(table: LineTable, scores: Floats) -> Columns:
    n = len(scores)
    if not n:
        return {"unit_p": scores}
    unit = np.array([line.unit for line in table.lines], dtype=np.int64)
    groups = np.where(unit >= 0, unit, -2 - np.arange(n))
    return {"unit_p": _average_groups(groups, scores, np.maximum(table.counts[0], 1))}


def _describe_sections(table: LineTable, regions: LineRegions, scores: Floats) -> Columns:
    """Return the score, the size and the rank of the section between headings that each line is in."""
    n = len(scores)
    if not n:
        return {"section_p": scores, "section_place": scores, "section_lines": scores, "top_headings": scores}
    headings = regions.kind == LINE_KINDS.index(HEADING)
    section = np.cumsum(headings)
    weights = np.maximum(table.counts[0], 1) * np.where(headings, 0.01, 1.0)
    starts = np.searchsorted(section, section)
    counts = np.bincount(section).astype(np.float64)
    levels = np.array([line.level if line.kind == HEADING else 9 for line in table.lines])
    return {
        "section_p": _average_groups(section, scores, weights),
        "section_place": np.log1p(np.arange(n) - starts),
        "section_lines": np.log1p(counts[section]),
        "top_headings": np.cumsum(levels == levels.min()).clip(0, 10).astype(np.float64),
    }
