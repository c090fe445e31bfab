"""Describe lines by what holds them: containers, kin of the same make, common ancestors."""

from dataclasses import dataclass

import numpy as np

from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Ints, Sheet

_LEVELS = 4


@dataclass(frozen=True, slots=True)
class Kinship:
    """For each line the boxes that hold it and more, innermost first, and the number of its make."""

    holders: tuple[Ints, ...]
    makes: Ints


def kinship(sheet: Sheet) -> Kinship:
    """Find the holders and makes of the lines of a page."""
    return Kinship(_holders(sheet), _makes(sheet))


def _holders(sheet: Sheet) -> tuple[Ints, ...]:
    sizes, at = sheet.last - sheet.first, sheet.at
    size, wider = sizes.tolist(), list(range(len(sizes)))
    for i, parent in enumerate(sheet.parents.tolist()):  # parents come first
        wider[i] = parent if size[parent] > size[i] else wider[parent]
    above = np.array(wider, dtype=np.int64)
    found = [np.where(sizes[at] > 1, at, above[at])]
    for _ in range(_LEVELS - 1):
        found.append(above[found[-1]])
    return tuple(found)


def _makes(sheet: Sheet) -> Ints:
    """Number the lines by the names and classes of the three innermost boxes."""
    keys: dict[tuple[str, ...], int] = {}
    boxes, parents = sheet.boxes, sheet.parents.tolist()
    found = []
    for i in sheet.at.tolist():
        above = parents[i]
        own, around, higher = boxes[i], boxes[above], boxes[parents[above]]
        key = (own.name, own.attributes[:40], around.name, around.attributes[:40], higher.name)
        found.append(keys.setdefault(key, len(keys)))
    return np.array(found, dtype=np.int64)


def within(sheet: Sheet, values: Floats, boxes: Ints) -> Floats:
    """Sum a column over the lines in each box."""
    total = np.concatenate(([0.0], np.cumsum(values, dtype=np.float64)))
    return (total[sheet.last[boxes]] - total[sheet.first[boxes]]).astype(np.float64)


def containers(sheet: Sheet, kin: Kinship) -> Columns:
    """Return what the containers of each line hold."""
    length, stop = sheet.counts[0], sheet.counts[4]
    text = length * (1 - sheet.links)
    places = np.arange(len(length), dtype=np.float64)
    columns: Columns = {}
    for level, inside in enumerate(kin.holders):
        chars, plain = within(sheet, length, inside), within(sheet, text, inside)
        count = (sheet.last[inside] - sheet.first[inside]).astype(np.float64)
        columns |= {
            f"c{level}_text": np.log1p(plain), f"c{level}_links": 1 - plain / np.maximum(chars, 1),
            f"c{level}_blocks": np.log1p(count), f"c{level}_mean": np.log1p(plain / np.maximum(count, 1)),
            f"c{level}_stops": within(sheet, stop, inside) / np.maximum(chars, 1),
            f"c{level}_share": plain / max(float(text.sum()), 1.0),
            f"c{level}_place": (places - sheet.first[inside]) / np.maximum(count, 1),
        }  # fmt: skip
    return columns


def same_make(sheet: Sheet, which: Ints) -> Columns:
    """Return what the lines of the same make hold together."""
    length, stop = sheet.counts[0], sheet.counts[4]
    count = np.bincount(which).astype(np.float64) if len(which) else np.zeros(0, dtype=np.float64)
    plain = np.bincount(which, length * (1 - sheet.links)).astype(np.float64)
    stops = np.bincount(which, stop).astype(np.float64)
    return {
        "g_blocks": np.log1p(count[which]),
        "g_mean": np.log1p((plain / np.maximum(count, 1))[which]),
        "g_text": np.log1p(plain[which]),
        "g_stops": (stops / np.maximum(count, 1))[which],
    }


def common_with_line(sheet: Sheet, line: int, name: str) -> Columns:
    """Describe the innermost box that holds a line and line number `line`; -1 stands for no such line."""
    holds = (sheet.first <= line) & (line < sheet.last) if line >= 0 else np.zeros(len(sheet.first), np.bool_)
    return common(sheet, holds, name)


def common(sheet: Sheet, holds: Flags, name: str) -> Columns:
    """Describe the innermost box that holds a line among those that `holds` marks: lines, steps, text."""
    n = len(sheet.at)
    if not holds.any():
        return {f"{name}_{part}": np.full(n, -1, dtype=np.float64) for part in ("apart", "steps", "share")}
    parents = sheet.parents.tolist()
    nearest = list(range(len(parents)))
    for i, held in enumerate(holds.tolist()):  # parents come first
        if not held:
            nearest[i] = nearest[parents[i]]
    found = np.array(nearest)[sheet.at]
    depth = sheet.depths
    text = sheet.counts[0] * (1 - sheet.links)
    return {
        f"{name}_apart": np.log1p(sheet.last[found] - sheet.first[found]).astype(np.float64),
        f"{name}_steps": (depth[sheet.at] - depth[found]).astype(np.float64),
        f"{name}_share": within(sheet, text, found) / max(float(text.sum()), 1.0),
    }
