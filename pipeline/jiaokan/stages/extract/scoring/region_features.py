"""Describe lines by the regions of their page: container, struck grounds, units, series of like elements."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from jiaokan.stages.extract.html.html_line import HEADING, KINDS, ROW
from jiaokan.stages.extract.html.struck_subtrees import GROUNDS
from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.container_features import common
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Ints, Sheet

MIN_SERIES = 3  # like siblings from which they are a series
_LARGEST_SERIES = 30
_SERIES_TAGS = frozenset({"div", "li", "article", "section", "dl", "table", "tr", "dd"})
_LEAVES = frozenset({"p", "pre", "ul", "ol", "table", "blockquote", "tbody", "tr", "dl", "figure"})
_NUMBER = re.compile(r"\d+")
_DESCENT = (0.95, 0.8)  # share of a box's mass that one child must hold to be gone down to


@dataclass(frozen=True, slots=True)
class Regions:
    """What the tree alone says of each line.

    `ground` is the number in GROUNDS of what speaks against it, `ground_box` the box of that ground
    (-1 for none); `slot` numbers the places in series of like elements, -1 for none; `series` is
    the size of the largest series round it; `kind` the number in KINDS.
    """

    ground: Ints
    ground_box: Ints
    slot: Ints
    series: Ints
    kind: Ints


def regions(sheet: Sheet) -> Regions:
    """Find the regions of a page."""
    grounds, places = _grounds(sheet)
    slots, series = _slots(sheet)
    at = sheet.at
    kinds = np.array([KINDS.index(line.kind) for line in sheet.lines], dtype=np.int64)
    return Regions(grounds[at], places[at], slots[at], series[at], kinds)


def _grounds(sheet: Sheet) -> tuple[Ints, Ints]:
    """Return for each box the innermost ground round it, and the place of the box that bears it."""
    ground, place = [0] * len(sheet.boxes), [-1] * len(sheet.boxes)
    for i, (box, parent) in enumerate(zip(sheet.boxes, sheet.parents.tolist(), strict=True)):
        named = sheet.struck.grounds.get(box.number, "")
        ground[i], place[i] = (GROUNDS.index(named), i) if named else (ground[parent], place[parent])
    return np.array(ground, dtype=np.int64), np.array(place, dtype=np.int64)


def _make(node: Node) -> tuple[str, str]:
    """Return the name of an element and the beginning of its attributes, without numbers."""
    return node.name, _without_numbers(node.attributes[:40]) if node.attributes else ""


def _can_be_in_series(box: Node) -> bool:
    return box.name in _SERIES_TAGS and (bool(box.attributes) or box.name in ("li", "article"))


@lru_cache(maxsize=1 << 14)
def _without_numbers(attributes: str) -> str:
    return _NUMBER.sub("", attributes)


def _slots(sheet: Sheet) -> tuple[Ints, Ints]:
    """Number the places of boxes below the innermost of three or more siblings of one make.

    Two boxes have one number where they stand at the same path below siblings of one make.
    """
    parents, boxes = sheet.parents.tolist(), sheet.boxes
    numbers: dict[tuple[str, str], int] = {}
    makes = [numbers.setdefault(_make(box), len(numbers)) for box in boxes]
    places = [parent * len(numbers) + make for parent, make in zip(parents, makes, strict=True)]
    siblings = Counter(places)
    keys: dict[tuple[int, int], int] = {}
    slot, series = [-1] * len(parents), [0] * len(parents)
    for i in range(1, len(parents)):
        parent, box, size = parents[i], boxes[i], siblings[places[i]]
        series[i] = series[parent]
        if size >= MIN_SERIES and _can_be_in_series(box):
            slot[i] = keys.setdefault((-1, places[i]), len(keys))
            series[i] = max(series[parent], min(size, _LARGEST_SERIES))
        elif slot[parent] >= 0:
            slot[i] = keys.setdefault((slot[parent], makes[i]), len(keys))
    return np.array(slot, dtype=np.int64), np.array(series, dtype=np.int64)


def find_container(sheet: Sheet, mass: Floats, share: float = _DESCENT[0]) -> int:
    """Return the box that holds the content: down from the page while one child holds `share` of the mass."""
    total = np.concatenate(([0.0], np.cumsum(mass)))
    held = (total[sheet.last] - total[sheet.first]).tolist()
    children: dict[int, list[int]] = {}
    for i, parent in enumerate(sheet.parents.tolist()):
        if i and held[i] > 0:
            children.setdefault(parent, []).append(i)
    at = 0
    while below := children.get(at):
        best = max(below, key=held.__getitem__)
        if held[best] < share * held[at] or (
            sheet.boxes[best].name in _LEAVES and not _lays_out(sheet, best)
        ):
            return at
        at = best
    return at


def _lays_out(sheet: Sheet, box: int) -> bool:
    """Tell whether a table or part of one lays out the page, since its lines are no rows of data."""
    if sheet.boxes[box].name not in ("table", "tbody", "tr"):
        return False
    inside = sheet.lines[sheet.first[box] : sheet.last[box]]
    return not any(line.kind == ROW for line in inside)


def _holding(sheet: Sheet, box: int) -> Flags:
    """Return which boxes are a box or hold it."""
    found = np.zeros(len(sheet.boxes), dtype=np.bool_)
    parents = sheet.parents
    while True:
        found[box] = True
        if not box:
            return found
        box = int(parents[box])


def place_columns(sheet: Sheet, found: Regions) -> Columns:
    """Return what the tree says of each line: its ground, its unit, its series."""
    columns: Columns = {
        f"ground_{name}": (found.ground == i).astype(np.float64) for i, name in enumerate(GROUNDS) if i
    }
    columns |= {f"is_{name}": (found.kind == i).astype(np.float64) for i, name in enumerate(KINDS)}
    sizes = np.maximum(sheet.struck.letters, 1)
    unit = [line.unit for line in sheet.lines]
    units = np.array([sheet.struck.letters[i] if i >= 0 else 0 for i in unit], dtype=np.float64)
    links = np.array([sheet.struck.linked[i] / sizes[i] if i >= 0 else 0 for i in unit], dtype=np.float64)
    columns |= {
        "level": np.array([line.level for line in sheet.lines], dtype=np.float64),
        "series": found.series.astype(np.float64), "slotted": (found.slot >= 0).astype(np.float64),
        "unit_letters": np.log1p(units), "unit_links": links,
    }  # fmt: skip
    return columns | _list_columns(sheet)


def _list_columns(sheet: Sheet) -> Columns:
    """Return of the innermost list or table round each line its letters and links."""
    nearest = [-1] * len(sheet.boxes)
    for i, (box, parent) in enumerate(zip(sheet.boxes, sheet.parents.tolist(), strict=True)):
        nearest[i] = box.number if box.name in ("ul", "ol", "dl", "table") else nearest[parent] if i else -1
    numbers = [nearest[i] for i in sheet.at.tolist()]
    letters = np.array([sheet.struck.letters[i] if i >= 0 else 0 for i in numbers], dtype=np.float64)
    linked = np.array([sheet.struck.linked[i] if i >= 0 else 0 for i in numbers], dtype=np.float64)
    return {"list_letters": np.log1p(letters), "list_links": linked / np.maximum(letters, 1)}


def region_columns(sheet: Sheet, found: Regions, scores: Floats) -> Columns:
    """Return what the scores of the first pass make of the regions."""
    length = sheet.counts[0]
    clean = found.ground == 0
    columns: Columns = {}
    for number, share in enumerate(_DESCENT):
        box = find_container(sheet, scores * length * np.where(clean, 1.0, 0.3), share)
        columns |= _container_columns(sheet, found, box, f"k{number}")
    columns |= _slot_columns(sheet, found, scores)
    columns |= _unit_columns(sheet, scores)
    columns |= _section_columns(sheet, found, scores)
    return columns


def _container_columns(sheet: Sheet, found: Regions, box: int, name: str) -> Columns:
    """Describe where each line stands to a container."""
    n = len(sheet.at)
    places = np.arange(n)
    first, last = int(sheet.first[box]), int(sheet.last[box])
    inside = (places >= first) & (places < last)
    size = max(last - first, 1)
    below = np.where(found.ground_box >= 0, found.ground_box, 0)
    within_box = (sheet.first[below] >= first) & (sheet.last[below] <= last) & (found.ground_box > box)
    return {
        f"{name}_in": inside.astype(np.float64),
        f"{name}_place": np.clip((places - first) / size, -1, 2),
        f"{name}_before": np.clip(first - places, -1, 50).astype(np.float64),
        f"{name}_after": np.clip(places - last, -50, 50).astype(np.float64),
        f"{name}_own": (sheet.at == box).astype(np.float64),
        f"{name}_child": (sheet.parents[sheet.at] == box).astype(np.float64),
        f"{name}_ground": (within_box & (found.ground > 0)).astype(np.float64),
    } | common(sheet, _holding(sheet, box), name)


def _means(groups: Ints, values: Floats, weights: Floats) -> Floats:
    """Return the weighted mean of each line's group."""
    _, which = np.unique(groups, return_inverse=True)
    total = np.bincount(which, values * weights)
    return np.asarray((total / np.maximum(np.bincount(which, weights), 1e-9))[which])


def _slot_columns(sheet: Sheet, found: Regions, scores: Floats) -> Columns:
    n = len(scores)
    if not n:
        return {"slot_p": scores, "slot_lines": scores, "slot_length": scores}
    groups = np.where(found.slot >= 0, found.slot, -2 - np.arange(n))
    weights = np.maximum(sheet.counts[0], 1)
    ones = np.ones(n)
    _, which = np.unique(groups, return_inverse=True)
    count = np.bincount(which).astype(np.float64)[which]
    return {
        "slot_p": _means(groups, scores, weights),
        "slot_lines": np.log1p(count),
        "slot_length": np.log1p(_means(groups, sheet.counts[0], ones)),
    }


def _unit_columns(sheet: Sheet, scores: Floats) -> Columns:
    n = len(scores)
    if not n:
        return {"unit_p": scores}
    unit = np.array([line.unit for line in sheet.lines], dtype=np.int64)
    groups = np.where(unit >= 0, unit, -2 - np.arange(n))
    return {"unit_p": _means(groups, scores, np.maximum(sheet.counts[0], 1))}


def _section_columns(sheet: Sheet, found: Regions, scores: Floats) -> Columns:
    """Return of the section between two headings that each line stands in: its score, its place, its rank."""
    n = len(scores)
    if not n:
        return {"section_p": scores, "section_place": scores, "section_lines": scores, "top_headings": scores}
    headings = found.kind == KINDS.index(HEADING)
    section = np.cumsum(headings)
    weights = np.maximum(sheet.counts[0], 1) * np.where(headings, 0.01, 1.0)
    starts = np.searchsorted(section, section)
    counts = np.bincount(section).astype(np.float64)
    levels = np.array([line.level if line.kind == HEADING else 9 for line in sheet.lines])
    return {
        "section_p": _means(section, scores, weights),
        "section_place": np.log1p(np.arange(n) - starts),
        "section_lines": np.log1p(counts[section]),
        "top_headings": np.cumsum(levels == levels.min()).clip(0, 10).astype(np.float64),
    }
