"""How much of a block stands in the page's title and summary."""

from itertools import pairwise

import numpy as np

from jiaokan.stages.extract.html.page_head import Head
from jiaokan.stages.extract.scoring.line_table import Floats, Sheet, bare_view
from jiaokan.text.normalized_view import normalize_chars

_SHORTEST, _LONGEST = 4, 120
_TELLING = 80  # code points of a line that are looked for in the summary
Pairs = set[tuple[str, str]]
_BODIES = ("articlebody", "text", "description", "headline")


def likeness(sheet: Sheet, head: Head) -> tuple[Floats, Floats]:
    """Return for each block how far it is the title, and how far it is in the summary."""
    titles = [said.value for said in (head.title, head.metas.get("og:title")) if said]
    title = {pair for t in titles for pair in pairwise(bare(t))}
    said = [m.value for name in ("description", "og:description") if (m := head.metas.get(name))]
    said += [s.value for path, s in head.data if path.rsplit(".", 1)[-1].lower() in _BODIES]
    summary = {pair for s in said for pair in pairwise(bare(s))}
    shortest = min((len(bare(t)) for t in titles), default=0)
    rows = [_shares(line, title, summary, shortest) for line in sheet.bares]
    table = np.array(rows, dtype=np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def bare(text: str) -> str:
    """Return letters, digits and Han alone, in one script and case."""
    return bare_view(normalize_chars(text))


def _shares(line: str, title: Pairs, summary: Pairs, shortest: int) -> tuple[float, float]:
    """Return how far a line is the title, and what share of its beginning is in the summary."""
    size = len(line)
    pairs = set(pairwise(line if size <= _LONGEST else line[:_TELLING]))
    named = held = 0.0
    if title and _SHORTEST <= size <= _LONGEST:
        common = len(pairs & title)
        named = common / len(pairs) * min(1.0, 2 * common / max(shortest - 1, 1))
    if summary and size >= 2 * _SHORTEST:
        told = pairs if size <= _TELLING else set(pairwise(line[:_TELLING]))
        held = len(told & summary) / len(told)
    return named, held
