"""Describe blocks by where they stand: on the page, under the title, in their containers."""

from collections import Counter

import numpy as np

from jiaokan.stages.extract.scoring.columns import Columns
from jiaokan.stages.extract.scoring.container_features import describe_common_with_line
from jiaokan.stages.extract.scoring.line_table import Floats, Ints, LineTable


def describe_places(sheet: LineTable) -> Columns:
    """Return how far down the page each block stands, and how much of the page it is."""
    length = sheet.counts[0]
    n = len(length)
    total = max(float(length.sum()), 1.0)
    text = length * (1 - sheet.link_shares)
    depth = sheet.box_depths[sheet.box_of_line].astype(np.float64)
    return {
        "depth": depth, "number": np.log1p(np.arange(n, dtype=np.float64)),
        "from_end": np.log1p(np.arange(n, dtype=np.float64)[::-1]),
        "position": (np.cumsum(length) - length) / total,
        "text_before": (np.cumsum(text) - text) / max(float(text.sum()), 1.0),
        "page_blocks": np.full(n, np.log1p(n), dtype=np.float64),
        "page_text": np.full(n, np.log1p(text.sum()), dtype=np.float64),
        "page_longest": np.full(n, np.log1p(text.max(initial=0)), dtype=np.float64),
        "of_longest": text / max(float(text.max(initial=1)), 1.0),
        "twice": _mark_repeats(sheet),
    }  # fmt: skip


def _mark_repeats(sheet: LineTable) -> Floats:
    """Return whether the same line stands elsewhere on the page: 1 for the first of them, 2 after."""
    counts = Counter(sheet.normalized_texts)
    met: set[str] = set()
    found = []
    for line in sheet.normalized_texts:
        found.append((1.0 + (line in met)) if counts[line] > 1 else 0.0)
        met.add(line)
    return np.array(found, dtype=np.float64)


def describe_below_title(sheet: LineTable, title: Floats) -> Columns:
    """Return how far from the page's title each block stands, in blocks, text, links, and tree."""
    n = len(title)
    places = np.arange(n)
    named = title >= max(0.5, 0.9 * float(title.max()))
    last = np.maximum.accumulate(np.where(named, places, -1))
    best = int(np.argmax(title))
    found = bool(named.any())
    plain, linked = sheet.counts[0] * (1 - sheet.link_shares), sheet.counts[0] * sheet.link_shares
    columns: Columns = {
        "title": title,
        "below_title": (last >= 0).astype(np.float64),
        "blocks_since_title": np.where(last >= 0, np.log1p(places - np.maximum(last, 0)), -1),
        "text_since_title": _sum_since(last, plain),
        "links_since_title": _sum_since(last, linked),
        "title_found": np.full(n, float(found)),
        "before_title": np.log1p(np.maximum(best - places, 0)) * found,
    }
    return columns | describe_common_with_line(sheet, best if found else -1, "title")


def _sum_since(last: Ints, values: Floats) -> Floats:
    """Return the logarithm of the sum of the values between block `last` and each block, -1 for none."""
    total = np.concatenate(([0.0], np.cumsum(values)))
    between = np.maximum(total[:-1] - total[np.maximum(last, 0) + 1], 0)
    return np.where(last >= 0, np.log1p(between), -1)
