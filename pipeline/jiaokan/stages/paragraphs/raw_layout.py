"""The layout of the paragraphs in the raw text: their indents, and removed lines above them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.core.document import Document
from jiaokan.core.edits import Span
from jiaokan.core.ledger import OffsetChain
from jiaokan.stages.paragraphs.line_markup import LineMarkup, read_line_markup
from jiaokan.stages.paragraphs.text_lines import ALL_BLANKS, LINE_ENDS
from jiaokan.text.normalized_view import normalize_chars

_MAX_BEFORE_CHARS = 40  # code points before a paragraph that are examined


@dataclass(frozen=True, slots=True)
class RawLayout:
    """What the raw text shows about the paragraphs.

    Attributes:
        unindented: paragraphs after the first without the indent that most prose of the page has.
        removed_lines_above: for a paragraph below a removed line, the end of that line, normalized.
        markup: what the markup of a page of HTML shows around each paragraph; empty for other pages.
    """

    unindented: frozenset[int] = frozenset()
    removed_lines_above: Mapping[int, str] = field(default_factory=dict)
    markup: Sequence[LineMarkup] = ()


def read_raw_layout(document: Document, spans: Sequence[Span], settings: ParagraphSettings) -> RawLayout:
    """Read the layout of paragraphs from the raw text around them.

    Args:
        document: the document after earlier stages.
        spans: half-open spans of its non-empty paragraphs, in code points of `document.text`.
        settings: the limits for captions and indents.
    """
    if document.has_passed("extract"):
        return RawLayout(markup=read_line_markup(document, spans))
    texts_before = list(_find_texts_before(document, spans))
    margins = [len(before) - len(before.rstrip(ALL_BLANKS)) for before in texts_before]
    removed = {
        i: normalize_chars(line) for i, before in enumerate(texts_before) if (line := _find_last_line(before))
    }
    prose_margins = [
        margin for span, margin in zip(spans, margins, strict=True) if len(span) > settings.captions.max_chars
    ]
    if sum(margin > 0 for margin in prose_margins) < max(
        settings.wrap.min_all_indented_share * len(prose_margins), 2
    ):
        return RawLayout(removed_lines_above=removed)
    return RawLayout(frozenset(i for i, margin in enumerate(margins) if i and margin == 0), removed)


def _find_texts_before(document: Document, spans: Sequence[Span]) -> Iterator[str]:
    """Yield the end of the raw text between each paragraph and the paragraph above it."""
    raw, offsets, previous_end = document.raw, OffsetChain(document.steps), 0
    for span in spans:
        start, _ = offsets.map_range(span.start, span.start + 1)
        yield raw[max(previous_end, start - _MAX_BEFORE_CHARS) : start]
        _, previous_end = offsets.map_range(span.end - 1, span.end)


def _find_last_line(before: str) -> str:
    """Return the last line that holds more than white space, trimmed."""
    trimmed = before.rstrip(ALL_BLANKS + LINE_ENDS)
    if not trimmed:  # as between most paragraphs
        return ""
    return trimmed[max(map(trimmed.rfind, LINE_ENDS)) + 1 :].strip(ALL_BLANKS)
