"""Describe lines by what holds them: containers, kin of the same make, common ancestors."""

from dataclasses import dataclass

import numpy as np

from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Ints, LineTable

_CONTAINER_LEVELS = 4


@dataclass(frozen=True, slots=True)
class LineContainers:
    """For each line the boxes that hold it and more, innermost first, and the number of its make."""

    container_ids: tuple[Ints, ...]
    template_ids: Ints


def find_line_containers(sheet: LineTable) -> LineContainers:
    """Find the holders and makes of the lines of a page."""
    return LineContainers(_find_container_ids(sheet), _find_template_ids(sheet))


def _find_container_ids(sheet: LineTable) -> tuple[Ints, ...]:
    sizes, at = sheet.box_end_lines - sheet.box_first_lines, sheet.box_of_line
    size, wider = sizes.tolist(), list(range(len(sizes)))
    for i, parent in enumerate(sheet.box_parents.tolist()):  # parents come first
        wider[i] = parent if size[parent] > size[i] else wider[parent]
    above = np.array(wider, dtype=np.int64)
    found = [np.where(sizes[at] > 1, at, above[at])]
    for _ in range(_CONTAINER_LEVELS - 1):
        found.append(above[found[-1]])
    return tuple(found)


def _find_template_ids(sheet: LineTable) -> Ints:
    """Number the lines by the names and classes of the three innermost boxes."""
    keys: dict[tuple[str, ...], int] = {}
    boxes, parents = sheet.boxes, sheet.box_parents.tolist()
    found = []
    for i in sheet.box_of_line.tolist():
        above = parents[i]
        own, around, higher = boxes[i], boxes[above], boxes[parents[above]]
        key = (own.name, own.attributes[:40], around.name, around.attributes[:40], higher.name)
        found.append(keys.setdefault(key, len(keys)))
    return np.array(found, dtype=np.int64)


def sum_in_boxes(sheet: LineTable, values: Floats, boxes: Ints) -> Floats:
    """Sum a column over the lines in each box."""
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return (total[sheet.box_end_lines[boxes]] - total[sheet.box_first_lines[boxes]]).astype(np.float64)


def describe_containers(sheet: LineTable, kin: LineContainers) -> Columns:
    """Return what the containers of each line hold."""
    length, stop = sheet.counts[0], sheet.counts[4]
    text = length * (1 - sheet.link_shares)
    places = np.arange(len(length), dtype=np.float64)
    columns: Columns = {}
    for level, inside in enumerate(kin.container_ids):
        chars, plain = sum_in_boxes(sheet, length, inside), sum_in_boxes(sheet, text, inside)
        count = (sheet.box_end_lines[inside] - sheet.box_first_lines[inside]).astype(np.float64)
        columns |= {
            f"c{level}_text": np.log1p(plain), f"c{level}_links": 1 - plain / np.maximum(chars, 1),
            f"c{level}_blocks": np.log1p(count), f"c{level}_mean": np.log1p(plain / np.maximum(count, 1)),
            f"c{level}_stops": sum_in_boxes(sheet, stop, inside) / np.maximum(chars, 1),
            f"c{level}_share": plain / max(float(text.sum()), 1.0),
            f"c{level}_place": (places - sheet.box_first_lines[inside]) / np.maximum(count, 1),
        }  # fmt: skip
    return columns


def describe_templates(sheet: LineTable, which: Ints) -> Columns:
    """Return what the lines of the same make hold together."""
    length, stop = sheet.counts[0], sheet.counts[4]
    count = np.bincount(which).astype(np.float64) if len(which) else np.zeros(0, dtype=np.float64)
    plain = np.bincount(which, length * (1 - sheet.link_shares)).astype(np.float64)
    stops = np.bincount(which, stop).astype(np.float64)
    return {
        "g_blocks": np.log1p(count[which]),
        "g_mean": np.log1p((plain / np.maximum(count, 1))[which]),
        "g_text": np.log1p(plain[which]),
        "g_stops": (stops / np.maximum(count, 1))[which],
    }


def describe_common_with_line(sheet: LineTable, line: int, name: str) -> Columns:
    """Describe the innermost box that holds a line and line number `line`; -1 stands for no such line."""
    holds = (
        (sheet.box_first_lines <= line) & (line < sheet.box_end_lines)
        if line >= 0
        else np.zeros(len(sheet.box_first_lines), np.bool_)
    )
    return describe_common_box(sheet, holds, name)


def describe_common_box(sheet: LineTable, holds: Flags, name: str) -> Columns:
    """Describe the innermost box that holds a line among those that `holds` marks: lines, steps, text."""
    n = len(sheet.box_of_line)
    if not holds.any():
        return {f"{name}_{part}": np.full(n, -1, dtype=np.float64) for part in ("apart", "steps", "share")}
    parents = sheet.box_parents.tolist()
    nearest = list(range(len(parents)))
    for i, held in enumerate(holds.tolist()):  # parents come first
        if not held:
            nearest[i] = nearest[parents[i]]
    found = np.array(nearest)[sheet.box_of_line]
    depth = sheet.box_depths
    text = sheet.counts[0] * (1 - sheet.link_shares)
    return {
        f"{name}_apart": np.log1p(sheet.box_end_lines[found] - sheet.box_first_lines[found]).astype(
            np.float64
        ),
        f"{name}_steps": (depth[sheet.box_of_line] - depth[found]).astype(np.float64),
        f"{name}_share": sum_in_boxes(sheet, text, found) / max(float(text.sum()), 1.0),
    }
