"""How much of a block stands in the page's title and summary."""

import re
from collections.abc import Iterable

import numpy as np

from pipeline.extraction.page.head import Head
from pipeline.extraction.scoring.sheet import Floats, Sheet
from pipeline.reading import fold

_SHORTEST, _LONGEST = 4, 120
_TELLING = 80  # code points of a line that are looked for in the summary
_OTHER = re.compile(r"[\W_]+")
_BODIES = ("articlebody", "text", "description", "headline")


def likeness(sheet: Sheet, head: Head) -> tuple[Floats, Floats]:
    """Return for each block how far it is the title, and how far it is in the summary."""
    titles = [said.value for said in (head.title, head.metas.get("og:title")) if said]
    title = _pairs(bare(t) for t in titles)
    said = [m.value for name in ("description", "og:description") if (m := head.metas.get(name))]
    said += [s.value for path, s in head.data if path.rsplit(".", 1)[-1].lower() in _BODIES]
    summary = _pairs(bare(s) for s in said)
    shortest = min((len(bare(t)) for t in titles), default=0)
    bares = [bare_view(line[: 2 * _LONGEST]) for line in sheet.views]
    first = [_titled(line, title, shortest) if title else 0.0 for line in bares]
    second = [_held(line[:_TELLING], summary) if summary else 0.0 for line in bares]
    return np.array(first, dtype=np.float64), np.array(second, dtype=np.float64)


def bare(text: str) -> str:
    """Return letters, digits and Han alone, in one script and case."""
    return bare_view(fold(text))


def bare_view(line: str) -> str:
    """Return letters, digits and Han alone of a line as read."""
    return _OTHER.sub("", line).lower()


def _pairs(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text[i : i + 2] for text in texts for i in range(len(text) - 1))


def _titled(line: str, title: frozenset[str], shortest: int) -> float:
    if not _SHORTEST <= len(line) <= _LONGEST:
        return 0.0
    pairs = _pairs([line])
    common = len(pairs & title)
    return common / len(pairs) * min(1.0, 2 * common / max(shortest - 1, 1))


def _held(line: str, summary: frozenset[str]) -> float:
    if len(line) < 2 * _SHORTEST:
        return 0.0
    pairs = _pairs([line])
    return len(pairs & summary) / len(pairs)
