"""How much of a block stands in the page's title and summary."""

from itertools import pairwise

import numpy as np

from jiaokan.metadata.html_head import HtmlHead
from jiaokan.stages.extract.scoring.line_table import Floats, LineTable, keep_view_letters
from jiaokan.text.normalized_view import normalize_chars

_MIN_TITLE_CHARS, _MAX_TITLE_CHARS = 4, 120
_MAX_SUMMARY_CHARS = 80  # code points of a line that are looked for in the summary
CharPairs = set[tuple[str, str]]
_SUMMARY_KEYS = ("articlebody", "text", "description", "headline")


def measure_likeness(sheet: LineTable, head: HtmlHead) -> tuple[Floats, Floats]:
    """Return for each block how far it is the title, and how far it is in the summary."""
    titles = [said.value for said in (head.title, head.metas.get("og:title")) if said]
    title = {pair for t in titles for pair in pairwise(fold_to_letters(t))}
    said = [m.value for name in ("description", "og:description") if (m := head.metas.get(name))]
    said += [s.value for path, s in head.data if path.rsplit(".", 1)[-1].lower() in _SUMMARY_KEYS]
    summary = {pair for s in said for pair in pairwise(fold_to_letters(s))}
    shortest = min((len(fold_to_letters(t)) for t in titles), default=0)
    rows = [_measure_shares(line, title, summary, shortest) for line in sheet.bare_texts]
    table = np.array(rows, dtype=np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def fold_to_letters(text: str) -> str:
    """Return letters, digits and Han alone, in one script and case."""
    return keep_view_letters(normalize_chars(text))


def _measure_shares(line: str, title: CharPairs, summary: CharPairs, shortest: int) -> tuple[float, float]:
    """Return how far a line is the title, and what share of its beginning is in the summary."""
    size = len(line)
    pairs = set(pairwise(line if size <= _MAX_TITLE_CHARS else line[:_MAX_SUMMARY_CHARS]))
    named = held = 0.0
    if title and _MIN_TITLE_CHARS <= size <= _MAX_TITLE_CHARS:
        common = len(pairs & title)
        named = common / len(pairs) * min(1.0, 2 * common / max(shortest - 1, 1))
    if summary and size >= 2 * _MIN_TITLE_CHARS:
        told = pairs if size <= _MAX_SUMMARY_CHARS else set(pairwise(line[:_MAX_SUMMARY_CHARS]))
        held = len(told & summary) / len(told)
    return named, held
