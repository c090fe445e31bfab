"""Find the regions of a page that each line is in: grounds, slots and series."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from jiaokan.stages.extract.html.element_names import remove_numbers
from jiaokan.stages.extract.html.html_line import LINE_KINDS
from jiaokan.stages.extract.html.struck_subtrees import GROUND_NAMES
from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.scoring.line_table import Ints, LineTable

MIN_SERIES_SIZE = 3  # siblings of one template that are a series
_MAX_SERIES_SIZE = 30
_SERIES_TAGS = frozenset({"div", "li", "article", "section", "dl", "table", "tr", "dd"})


@dataclass(frozen=True, slots=True)
class LineRegions:
    """What follows from the tree alone, for each line.

    `ground` is the index in `GROUND_NAMES` of the ground against it, `ground_box` the index of the box
    with that ground, -1 for none. A series is three or more siblings of one template; `slot` is a
    number for the path in the parts of a series, -1 for none; `series` is the size of the largest
    series around the line. `kind` is the index in `LINE_KINDS`.
    """

    ground: Ints
    ground_box: Ints
    slot: Ints
    series: Ints
    kind: Ints


def find_regions(table: LineTable) -> LineRegions:
    """Find the grounds, slots, series and kinds of the lines of a page."""
    grounds, places = _find_box_grounds(table)
    slots, series = _number_slots(table)
    at = table.box_of_line
    kinds = np.array([LINE_KINDS.index(line.kind) for line in table.lines], dtype=np.int64)
    return LineRegions(grounds[at], places[at], slots[at], series[at], kinds)


def _find_box_grounds(table: LineTable) -> tuple[Ints, Ints]:
    """Return for each box the innermost ground around it, and the index of the box that has it."""
    ground, place = [0] * len(table.boxes), [-1] * len(table.boxes)
    for i, (box, parent) in enumerate(zip(table.boxes, table.box_parents.tolist(), strict=True)):
        named = table.element_grounds.grounds.get(box.number, "")
        ground[i], place[i] = (GROUND_NAMES.index(named), i) if named else (ground[parent], place[parent])
    return np.array(ground, dtype=np.int64), np.array(place, dtype=np.int64)


def _find_template(node: Node) -> tuple[str, str]:
    """Return the name of an element and the start of its attributes without numbers."""
    return node.name, remove_numbers(node.attributes[:40]) if node.attributes else ""


def _can_be_in_series(box: Node) -> bool:
    return box.name in _SERIES_TAGS and (bool(box.attributes) or box.name in ("li", "article"))


def _number_slots(table: LineTable) -> tuple[Ints, Ints]:
    """Return for each box its slot in the innermost series around it, and the size of the largest.

    Two boxes have the same slot when their paths below the parts of a series are the same.
    """
    parents, boxes = table.box_parents.tolist(), table.boxes
    numbers: dict[tuple[str, str], int] = {}
    makes = [numbers.setdefault(_find_template(box), len(numbers)) for box in boxes]
    places = [parent * len(numbers) + make for parent, make in zip(parents, makes, strict=True)]
    siblings = Counter(places)
    keys: dict[tuple[int, int], int] = {}
    slot, series = [-1] * len(parents), [0] * len(parents)
    for i in range(1, len(parents)):
        parent, box, size = parents[i], boxes[i], siblings[places[i]]
        series[i] = series[parent]
        if size >= MIN_SERIES_SIZE and _can_be_in_series(box):
            slot[i] = keys.setdefault((-1, places[i]), len(keys))
            series[i] = max(series[parent], min(size, _MAX_SERIES_SIZE))
        elif slot[parent] >= 0:
            slot[i] = keys.setdefault((slot[parent], makes[i]), len(keys))
    return np.array(slot, dtype=np.int64), np.array(series, dtype=np.int64)
