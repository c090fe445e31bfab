"""Compute features of lines from their place on the page and below the title."""

from collections import Counter

import numpy as np

from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.container_features import describe_common_with_line
from jiaokan.stages.extract.scoring.line_table import Floats, Ints, LineTable


def describe_places(table: LineTable) -> Columns:
    """Return the place of each line on the page, and its share of the page."""
    length = table.counts[0]
    n = len(length)
    total = max(float(length.sum()), 1.0)
    text = length * (1 - table.link_shares)
    depth = table.box_depths[table.box_of_line].astype(np.float64)
    return {
        "depth": depth, "number": np.log1p(np.arange(n, dtype=np.float64)),
        "from_end": np.log1p(np.arange(n, dtype=np.float64)[::-1]),
        "position": (np.cumsum(length) - length) / total,
        "text_before": (np.cumsum(text) - text) / max(float(text.sum()), 1.0),
        "page_blocks": np.full(n, np.log1p(n), dtype=np.float64),
        "page_text": np.full(n, np.log1p(text.sum()), dtype=np.float64),
        "page_longest": np.full(n, np.log1p(text.max(initial=0)), dtype=np.float64),
        "of_longest": text / max(float(text.max(initial=1)), 1.0),
        "twice": _number_repeats(table),
    }  # fmt: skip


def _number_repeats(table: LineTable) -> Floats:
    """Return 0 for a line that occurs once on the page, else 1 for its first occurrence and 2 for others."""
    counts = Counter(table.normalized_texts)
    seen_lines: set[str] = set()
    numbers = []
    for line in table.normalized_texts:
        numbers.append((1.0 + (line in seen_lines)) if counts[line] > 1 else 0.0)
        seen_lines.add(line)
    return np.array(numbers, dtype=np.float64)


def describe_below_title(table: LineTable, title: Floats) -> Columns:
    """Return the distance of each line from the title of the page, in lines, text, links, and boxes."""
    n = len(title)
    places = np.arange(n)
    is_title = title >= max(0.5, 0.9 * float(title.max()))
    last = np.maximum.accumulate(np.where(is_title, places, -1))
    best = int(np.argmax(title))
    has_title = bool(is_title.any())
    plain, linked = table.counts[0] * (1 - table.link_shares), table.counts[0] * table.link_shares
    columns: Columns = {
        "title": title,
        "below_title": (last >= 0).astype(np.float64),
        "blocks_since_title": np.where(last >= 0, np.log1p(places - np.maximum(last, 0)), -1),
        "text_since_title": _sum_since(last, plain),
        "links_since_title": _sum_since(last, linked),
        "title_found": np.full(n, float(has_title)),
        "before_title": np.log1p(np.maximum(best - places, 0)) * has_title,
    }
    return columns | describe_common_with_line(table, best if has_title else -1, "title")


def _sum_since(start_lines: Ints, values: Floats) -> Floats:
    """Return log(1 + sum of the values between the start line and each line), -1 where that is -1."""
    total = np.concatenate(([0.0], np.cumsum(values)))
    between = np.maximum(total[:-1] - total[np.maximum(start_lines, 0) + 1], 0)
    return np.where(start_lines >= 0, np.log1p(between), -1)
