"""How paragraphs stood on the page as it came in: at which margin, and under what that went."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jiaokan.config.schema import Paragraphs
from jiaokan.core.document import Document, Lineage
from jiaokan.core.edits import Span
from jiaokan.stages.paragraphs.text_lines import BLANKS, FEEDS
from jiaokan.text.normalized_view import fold

_REACH = 40  # code points before a paragraph that are looked at


@dataclass(frozen=True, slots=True)
class Origins:
    """What the page as it came in shows of its paragraphs.

    `flush`: those, after the first, without the indent that its prose has; `gone`: the folded end of
    the line above, where an earlier stage took that line away.
    """

    flush: frozenset[int] = frozenset()
    gone: Mapping[int, str] = field(default_factory=dict)


def origins(document: Document, spans: Sequence[Span], settings: Paragraphs) -> Origins:
    """Look at the raw text around the paragraphs; of a page of markup nothing is told."""
    if document.has_passed("extract"):
        return Origins()
    befores = list(_befores(document, spans))
    margins = [len(before) - len(before.rstrip(BLANKS)) for before in befores]
    gone = {i: fold(line) for i, before in enumerate(befores) if (line := _last(before))}
    prose = [margin for span, margin in zip(spans, margins, strict=True) if len(span) > settings.caption]
    if sum(margin > 0 for margin in prose) < max(settings.indents * len(prose), 2):
        return Origins(gone=gone)
    return Origins(frozenset(i for i, margin in enumerate(margins) if i and margin == 0), gone)


def _befores(document: Document, spans: Sequence[Span]) -> Iterator[str]:
    """Yield what stands between each paragraph and the one above it in the raw text, near its end."""
    raw, lineage, at = document.raw, Lineage(document.steps), 0
    for span in spans:
        start = lineage.source(Span(span.start, span.start + 1)).start
        yield raw[max(at, start - _REACH) : start]
        at = lineage.source(Span(span.end - 1, span.end)).end


def _last(before: str) -> str:
    """Return the last line that holds more than white space."""
    lines = before.rstrip(BLANKS + FEEDS)
    return lines[max(map(lines.rfind, FEEDS)) + 1 :].strip(BLANKS)
