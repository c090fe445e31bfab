"""How paragraphs stood on the page as it came in: at which margin, and under what that went."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jiaokan.config.schema import ParagraphSettings
from jiaokan.core.document import Document, OffsetChain
from jiaokan.core.edits import Span
from jiaokan.stages.paragraphs.text_lines import ALL_BLANKS, LINE_ENDS
from jiaokan.text.normalized_view import normalize_chars

_MAX_BEFORE_CHARS = 40  # code points before a paragraph that are looked at


@dataclass(frozen=True, slots=True)
class RawLayout:
    """What the page as it came in shows of its paragraphs.

    `flush`: those, after the first, without the indent that its prose has; `gone`: the folded end of
    the line above, where an earlier stage took that line away.
    """

    unindented: frozenset[int] = frozenset()
    removed_lines_above: Mapping[int, str] = field(default_factory=dict)


def read_raw_layout(document: Document, spans: Sequence[Span], settings: ParagraphSettings) -> RawLayout:
    """Look at the raw text around the paragraphs; of a page of markup nothing is told."""
    if document.has_passed("extract"):
        return RawLayout()
    befores = list(_find_texts_before(document, spans))
    margins = [len(before) - len(before.rstrip(ALL_BLANKS)) for before in befores]
    gone = {i: normalize_chars(line) for i, before in enumerate(befores) if (line := _find_last_line(before))}
    prose = [margin for span, margin in zip(spans, margins, strict=True) if len(span) > settings.caption]
    if sum(margin > 0 for margin in prose) < max(settings.indents * len(prose), 2):
        return RawLayout(removed_lines_above=gone)
    return RawLayout(frozenset(i for i, margin in enumerate(margins) if i and margin == 0), gone)


def _find_texts_before(document: Document, spans: Sequence[Span]) -> Iterator[str]:
    """Yield what stands between each paragraph and the one above it in the raw text, near its end."""
    raw, lineage, at = document.raw, OffsetChain(document.steps), 0
    for span in spans:
        start = lineage.map_back(Span(span.start, span.start + 1)).start
        yield raw[max(at, start - _MAX_BEFORE_CHARS) : start]
        at = lineage.map_back(Span(span.end - 1, span.end)).end


def _find_last_line(before: str) -> str:
    """Return the last line that holds more than white space."""
    lines = before.rstrip(ALL_BLANKS + LINE_ENDS)
    return lines[max(map(lines.rfind, LINE_ENDS)) + 1 :].strip(ALL_BLANKS)
