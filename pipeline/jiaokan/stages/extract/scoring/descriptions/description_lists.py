"""Find description lists: runs of labels and their values, such as the data of a book or of goods.

A label and its value are one line (出版社：中华书局), two lines (出版社： above 中华书局), or a `dt`
and a `dd`. Tables are units already.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice

import numpy as np

from jiaokan.stages.extract.html.html_line import HEADING, HtmlLine
from jiaokan.stages.extract.html.struck_subtrees import GROUND_NAMES
from jiaokan.stages.extract.html.tree_nodes import Node
from jiaokan.stages.extract.scoring.descriptions.description_labels import SITE_LABELS, fold_label
from jiaokan.stages.extract.scoring.line_regions import LineRegions
from jiaokan.stages.extract.scoring.line_table import LineTable

_MIN_WHOLE_ITEMS = 2  # labels in an element that is a list
_MIN_RUN_ITEMS = 3  # labels of a list that is a part of an element
_MIN_MEMBER_SHARE = 0.75  # share of labels and values in the lines of an element that is a list
_MIN_DISTINCT_SHARE = 0.7  # share of the labels that are different; dialogues and lists of things repeat them
_MAX_LIST_LINES = 40
_MAX_TITLE_LEVEL = 2  # a heading of this level or above is over a list, and not in it
_MAX_LINE_CHARS = 120  # code points of a label and a value in one line
_MAX_PHRASE_CHARS = 50  # code points of such a line whose value is several sentences
_MAX_VALUE_CHARS = 200  # code points of a value below its label
_MAX_COLON_PLACE = 24  # code points before the end of the colon of a label
_MAX_TERM_CHARS = 12  # code points of a `dt` without a colon
_ANCESTOR_LEVELS = 3  # levels above a label on which its value is
# grounds that do not speak against the list itself: sites put the data of a thing beside its text
_WEAK_GROUNDS = tuple(GROUND_NAMES.index(name) for name in ("", "sidebar", "meta"))
_LABELLED = re.compile(
    r"""
    \s*[【\[•·●◆■▪*※-]?\s*
    (?P<label>[^\W\d_][^:;,!?。…]{0,10}[^\s:;,.!?。、|])[】\]]?   # 出版社, 【定价】
    \s*:(?!//)\s*
    (?P<value>\S.*)?                                            # empty where the value is the next line
    """,
    re.X | re.S,
)
_NO_LABEL = "", False
_SENTENCE_INSIDE = re.compile(r"[。!?;]\s*\S")


@dataclass(frozen=True, slots=True)
class DescriptionList:
    """A list: the lines from `first` up to `end` (half-open), and its folded labels in their order."""

    first: int
    end: int
    labels: tuple[str, ...]


def find_description_lists(table: LineTable, regions: LineRegions) -> list[DescriptionList]:
    """Return the description lists of a page in their order.

    Left out are lists of what a site says of itself, and those in an element with a strong ground against it.
    """
    items = _find_items(table)
    if sum(map(bool, items.values())) < _MIN_WHOLE_ITEMS:
        return []
    whole = list(_find_whole_elements(table, items))
    for found in whole:
        for row in range(found.first, found.end):
            items.pop(row, None)
    lists = [
        found
        for found in (*whole, *_find_runs(table, items))
        if not _is_of_site(found) and np.isin(regions.ground[found.first : found.end], _WEAK_GROUNDS).all()
    ]
    return sorted(lists, key=lambda found: found.first)


def _find_items(table: LineTable) -> dict[int, str]:
    """Return for each line with a label this label, and "" for each line that is a value below its label."""
    labels = {
        row: _read_label(table, row)
        for row, (text, line) in enumerate(zip(table.normalized_texts, table.lines, strict=True))
        if text.find(":", 0, _MAX_COLON_PLACE) >= 0 or line.node.name == "dt"
    }
    items: dict[int, str] = {}
    for row, (label, has_value) in labels.items():
        if has_value:
            items[row] = label
        elif label and not labels.get(row + 1, _NO_LABEL)[0] and _is_value_below(table, row):
            items |= {row: label, row + 1: ""}
    return items


def _read_label(table: LineTable, row: int) -> tuple[str, bool]:
    """Return the label at the start of a line, "" for none, and whether its value is in the line too."""
    line, text = table.lines[row], table.normalized_texts[row]
    if _cannot_be_in_list(line):
        return _NO_LABEL
    if ":" not in text:
        is_term = line.node.name == "dt" and len(text) <= _MAX_TERM_CHARS
        return (fold_label(text) if is_term else ""), False
    match = _LABELLED.fullmatch(text) if len(text) <= _MAX_LINE_CHARS else None
    if match is None:
        return _NO_LABEL
    value = match["value"] or ""
    is_prose = len(text) > _MAX_PHRASE_CHARS and _SENTENCE_INSIDE.search(value)
    return _NO_LABEL if is_prose else (fold_label(match["label"]), bool(value))


def _is_value_below(table: LineTable, row: int) -> bool:
    """Tell whether there is a line below a label that is its value."""
    if row + 1 == len(table.lines):
        return False
    line, below = table.lines[row], table.lines[row + 1]
    if ":" not in table.normalized_texts[row] and below.node.name != "dd":
        return False
    is_value = below.unit < 0 and below.kind != HEADING and len(below.text) <= _MAX_VALUE_CHARS
    return is_value and _are_near(line.node, below.node)


def _are_near(first: Node, second: Node) -> bool:
    """Tell whether one element is among the nearest that hold the first and among those of the second."""
    around = [tuple(islice(node.iter_ancestors(), 1, 1 + _ANCESTOR_LEVELS)) for node in (first, second)]
    return any(node is other for node in around[0] for other in around[1])


def _find_whole_elements(table: LineTable, items: Mapping[int, str]) -> Iterator[DescriptionList]:
    """Yield the outermost elements most of whose lines are labels and values, without titles and tables."""
    totals = np.zeros((2, len(table.lines) + 1), dtype=np.int64)
    totals[0, [row + 1 for row in items]] = 1
    totals[1, [row + 1 for row, label in items.items() if label]] = 1
    np.cumsum(totals, axis=1, out=totals)
    firsts, ends = table.box_first_lines, table.box_end_lines
    members, labels = totals[:, ends] - totals[:, firsts]
    sizes = ends - firsts
    fits = (labels >= _MIN_WHOLE_ITEMS) & (sizes <= _MAX_LIST_LINES) & (members >= _MIN_MEMBER_SHARE * sizes)
    end = 0
    for box in fits.nonzero()[0].tolist():
        rows = range(int(firsts[box]), int(ends[box]))
        if rows.start < end or any(map(_cannot_be_in_list, table.lines[rows.start : rows.stop])):
            continue
        if found := _make_list(items, rows):
            end = found.end
            yield found


def _cannot_be_in_list(line: HtmlLine) -> bool:
    return line.unit >= 0 or (line.kind == HEADING and line.level <= _MAX_TITLE_LEVEL)


def _find_runs(table: LineTable, items: Mapping[int, str]) -> Iterator[DescriptionList]:
    """Yield the runs of labels and values that are in one element."""
    numbered = enumerate(sorted(items))
    # the difference of row and number is the same in rows that follow each other
    for _, group in groupby(numbered, key=lambda pair: (pair[1] - pair[0], _find_container(table, pair[1]))):
        run = [row for _, row in group]
        found = _make_list(items, range(run[0], run[-1] + 1)) if len(run) <= _MAX_LIST_LINES else None
        if found and len(found.labels) >= _MIN_RUN_ITEMS:
            yield found


def _find_container(table: LineTable, row: int) -> int:
    """Return the index of the innermost box that holds a line and another one."""
    box = int(table.box_of_line[row])
    while box and table.box_end_lines[box] - table.box_first_lines[box] == 1:
        box = int(table.box_parents[box])
    return box


def _make_list(items: Mapping[int, str], rows: range) -> DescriptionList | None:
    """Return the list of these lines, None where too many of its labels are the same."""
    labels = tuple(label for row in rows if (label := items.get(row)))
    is_list = len(set(labels)) >= _MIN_DISTINCT_SHARE * len(labels)
    return DescriptionList(rows.start, rows.stop, labels) if is_list else None


def _is_of_site(found: DescriptionList) -> bool:
    """Tell whether a list is what a site says beside an article: who wrote it, how to reach the site."""
    return 2 * sum(label in SITE_LABELS for label in found.labels) >= len(found.labels)
