"""Compare the lines of a page with its title and its summary."""

from itertools import pairwise

import numpy as np

from jiaokan.metadata.html_head import HtmlHead
from jiaokan.stages.extract.scoring.line_table import Floats, LineTable
from jiaokan.text.normalized_view import normalize_letters

_MIN_TITLE_CHARS, _MAX_TITLE_CHARS = 4, 120
_MAX_SUMMARY_CHARS = 80  # code points at the start of a line that are compared with the summary
CharPairs = set[tuple[str, str]]
_SUMMARY_KEYS = ("articlebody", "text", "description", "headline")


def measure_likeness(table: LineTable, head: HtmlHead) -> tuple[Floats, Floats]:
    """Return for each line its likeness to the title and the share of it in the summary, each 0 to 1."""
    titles = [summaries.value for summaries in (head.title, head.metas.get("og:title")) if summaries]
    title = {pair for t in titles for pair in pairwise(normalize_letters(t))}
    summaries = [m.value for name in ("description", "og:description") if (m := head.metas.get(name))]
    summaries += [s.value for path, s in head.data if path.rsplit(".", 1)[-1].lower() in _SUMMARY_KEYS]
    summary = {pair for s in summaries for pair in pairwise(normalize_letters(s))}
    shortest = min((len(normalize_letters(t)) for t in titles), default=0)
    known_chars = {char for pair in title | summary for char in pair}
    rows = [
        (0.0, 0.0) if known_chars.isdisjoint(line) else _measure_shares(line, title, summary, shortest)
        for line in table.bare_texts
    ]
    shares = np.array(rows, dtype=np.float64).reshape(-1, 2)
    return shares[:, 0], shares[:, 1]


def _measure_shares(line: str, title: CharPairs, summary: CharPairs, shortest: int) -> tuple[float, float]:
    """Return the likeness of a line to the title, and the share of its start that is in the summary."""
    size = len(line)
    as_title = in_summary = 0.0
    if (
        title
        and _MIN_TITLE_CHARS <= size <= _MAX_TITLE_CHARS
        and (common := len(title.intersection(pairwise(line))))
    ):
        as_title = common / len(set(pairwise(line))) * min(1.0, 2 * common / max(shortest - 1, 1))
    if summary and size >= 2 * _MIN_TITLE_CHARS:
        head = line[:_MAX_SUMMARY_CHARS]
        if common := len(summary.intersection(pairwise(head))):
            in_summary = common / len(set(pairwise(head)))
    return as_title, in_summary
