"""How much of a block stands in the page's title and summary."""

from itertools import pairwise

import numpy as np

from pipeline.extraction.page.head import Head
from pipeline.extraction.scoring.sheet import Floats, Sheet, bare_view
from pipeline.reading import fold

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
    first = [_titled(line, title, shortest) if title else 0.0 for line in sheet.bares]
    second = [_held(line[:_TELLING], summary) if summary else 0.0 for line in sheet.bares]
    return np.array(first, dtype=np.float64), np.array(second, dtype=np.float64)


def bare(text: str) -> str:
    """Return letters, digits and Han alone, in one script and case."""
    return bare_view(fold(text))


def _pairs(line: str) -> Pairs:
    return set(pairwise(line))


def _titled(line: str, title: Pairs, shortest: int) -> float:
    if not _SHORTEST <= len(line) <= _LONGEST:
        return 0.0
    pairs = _pairs(line)
    common = len(pairs & title)
    return common / len(pairs) * min(1.0, 2 * common / max(shortest - 1, 1))


def _held(line: str, summary: Pairs) -> float:
    if len(line) < 2 * _SHORTEST:
        return 0.0
    pairs = _pairs(line)
    return len(pairs & summary) / len(pairs)
