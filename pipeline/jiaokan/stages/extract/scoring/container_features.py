"""Compute features of lines from their containers, their templates and common ancestors."""

from dataclasses import dataclass

import numpy as np

from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Ints, LineTable

_CONTAINER_LEVELS = 4


@dataclass(frozen=True, slots=True)
class LineContainers:
    """The containers and the template of each line.

    A container is a box that holds the line and other lines. `container_ids` has a row for each level,
    innermost first. Two lines have one template when the names and attributes of the boxes
    around them are the same.
    """

    container_ids: Ints
    template_ids: Ints


def find_line_containers(table: LineTable) -> LineContainers:
    """Find the containers and templates of the lines of a page."""
    return LineContainers(_find_container_ids(table), _find_template_ids(table))


def _find_container_ids(table: LineTable) -> Ints:
    sizes, box_of_line = table.box_end_lines - table.box_first_lines, table.box_of_line
    line_counts, wider_list = sizes.tolist(), list(range(len(sizes)))
    for i, parent in enumerate(table.box_parents.tolist()):  # parents come first
        wider_list[i] = parent if line_counts[parent] > line_counts[i] else wider_list[parent]
    wider_boxes = np.array(wider_list, dtype=np.int64)
    levels = [np.where(sizes[box_of_line] > 1, box_of_line, wider_boxes[box_of_line])]
    for _ in range(_CONTAINER_LEVELS - 1):
        levels.append(wider_boxes[levels[-1]])
    return np.array(levels)


def _find_template_ids(table: LineTable) -> Ints:
    """Return a number for each line: the same for lines whose innermost boxes have the same tags."""
    keys: dict[tuple[str, ...], int] = {}
    boxes, parents = table.boxes, table.box_parents.tolist()
    template_ids = []
    for i in table.box_of_line.tolist():
        parent = parents[i]
        box, parent_box, outer = boxes[i], boxes[parent], boxes[parents[parent]]
        key = (
            box.name,
            box.attributes[:40],
            parent_box.name,
            parent_box.attributes[:40],
            outer.name,
        )
        template_ids.append(keys.setdefault(key, len(keys)))
    return np.array(template_ids, dtype=np.int64)


def sum_in_boxes(table: LineTable, values: Floats, boxes: Ints) -> Floats:
    """Return the sum of a column over the lines in each of the boxes.

    Args:
        table: the lines.
        values: one column, or several as rows; the last axis is that of the lines.
        boxes: indexes of boxes, of any shape, which the sums have for each column.
    """
    total = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(values, axis=-1, out=total[..., 1:])
    sums: Floats = total[..., table.box_end_lines[boxes]] - total[..., table.box_first_lines[boxes]]
    return sums


def describe_containers(table: LineTable, containers: LineContainers) -> Columns:
    """Return features of the containers of each line: text, links, lines, sentence ends, place in it."""
    length, stop = table.counts[0], table.counts[4]
    text = length * (1 - table.link_shares)
    places = np.arange(len(length), dtype=np.float64)
    boxes = containers.container_ids
    chars, plain, stops = sum_in_boxes(table, np.array([length, text, stop]), boxes)
    count = (table.box_end_lines[boxes] - table.box_first_lines[boxes]).astype(np.float64)
    features = {
        "text": np.log1p(plain), "links": 1 - plain / np.maximum(chars, 1), "blocks": np.log1p(count),
        "mean": np.log1p(plain / np.maximum(count, 1)), "stops": stops / np.maximum(chars, 1),
        "share": plain / max(float(text.sum()), 1.0),
        "place": (places - table.box_first_lines[boxes]) / np.maximum(count, 1),
    }  # fmt: skip
    return name_levels(features)


def name_levels(features: Columns) -> Columns:
    """Return features that have a row for each level of containers as one column for each level."""
    return {
        f"c{level}_{name}": row
        for level in range(_CONTAINER_LEVELS)
        for name, row in zip(features, [rows[level] for rows in features.values()], strict=True)
    }


def describe_templates(table: LineTable, ids: Ints) -> Columns:
    """Return features of all lines with the template of each line: their number, text and sentence ends."""
    length, stop = table.counts[0], table.counts[4]
    count = np.bincount(ids).astype(np.float64) if len(ids) else np.zeros(0, dtype=np.float64)
    plain = np.bincount(ids, length * (1 - table.link_shares)).astype(np.float64)
    stops = np.bincount(ids, stop).astype(np.float64)
    return {
        "g_blocks": np.log1p(count[ids]),
        "g_mean": np.log1p((plain / np.maximum(count, 1))[ids]),
        "g_text": np.log1p(plain[ids]),
        "g_stops": (stops / np.maximum(count, 1))[ids],
    }


def describe_common_with_line(table: LineTable, line: int, name: str) -> Columns:
    """Return features of the innermost box that holds both a line and line `line`, -1 for no such line."""
    holds_line = (
        (table.box_first_lines <= line) & (line < table.box_end_lines)
        if line >= 0
        else np.zeros(len(table.box_first_lines), np.bool_)
    )
    return describe_common_box(table, holds_line, name)


def describe_common_box(table: LineTable, marked: Flags, name: str) -> Columns:
    """Return features of the innermost box around each line that `holds` marks: lines, depth, text."""
    n = len(table.box_of_line)
    if not marked.any():
        return {f"{name}_{part}": np.full(n, -1, dtype=np.float64) for part in ("apart", "steps", "share")}
    parents = table.box_parents.tolist()
    nearest = list(range(len(parents)))
    for i, is_marked in enumerate(marked.tolist()):  # parents come first
        if not is_marked:
            nearest[i] = nearest[parents[i]]
    common = np.array(nearest)[table.box_of_line]
    depth = table.box_depths
    text = table.counts[0] * (1 - table.link_shares)
    return {
        f"{name}_apart": np.log1p(table.box_end_lines[common] - table.box_first_lines[common]).astype(
            np.float64
        ),
        f"{name}_steps": (depth[table.box_of_line] - depth[common]).astype(np.float64),
        f"{name}_share": sum_in_boxes(table, text, common) / max(float(text.sum()), 1.0),
    }
