"""How much of a block stands in the page's title and summary."""

from collections.abc import Iterable

import numpy as np

from pipeline.extraction.head import Head
from pipeline.extraction.sheet import Floats, Sheet
from pipeline.reading import fold

_SHORTEST, _LONGEST = 4, 120
_BODIES = ("articlebody", "text", "description", "headline")


def likeness(sheet: Sheet, head: Head) -> tuple[Floats, Floats]:
    """Return for each block how far it is the title, and how far it is in the summary."""
    titles = [said.value for said in (head.title, head.metas.get("og:title")) if said]
    title = _pairs(bare(t) for t in titles)
    said = [m.value for name in ("description", "og:description") if (m := head.metas.get(name))]
    said += [s.value for path, s in head.data if path.rsplit(".", 1)[-1].lower() in _BODIES]
    summary = _pairs(bare(s) for s in said)
    shortest = min((len(bare(t)) for t in titles), default=0)
    first = [_titled(bare(line), title, shortest) if title else 0.0 for line in sheet.views]
    second = [_held(bare(line[:80]), summary) if summary else 0.0 for line in sheet.views]
    return np.array(first, dtype=np.float32), np.array(second, dtype=np.float32)


def bare(text: str) -> str:
    """Return letters, digits and Han alone, in one script and case."""
    return "".join(filter(str.isalnum, fold(text).lower()))


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
