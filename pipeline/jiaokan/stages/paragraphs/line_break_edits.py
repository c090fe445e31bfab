"""The edits that put one line feed at the end of each paragraph and none inside a paragraph."""

import re
from collections.abc import Callable, Iterator, Sequence

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.core.document import Document
from jiaokan.core.edits import (
    Edit,
    Span,
    drop_overlapping_edits,
    find_line_spans,
    make_coverage_test,
    make_deletion,
    make_replacement,
)
from jiaokan.stages.paragraphs.flattened_blocks import propose_block_breaks, propose_title_break
from jiaokan.stages.paragraphs.inner_spaces import measure_spacing
from jiaokan.stages.paragraphs.joins.join_vetoes import LineContext
from jiaokan.stages.paragraphs.joins.line_joining import decide_joins
from jiaokan.stages.paragraphs.joins.line_pair import LineJoin, find_join_text
from jiaokan.stages.paragraphs.page_breaks import flag_page_starts
from jiaokan.stages.paragraphs.page_layout import read_page_layout
from jiaokan.stages.paragraphs.page_number_forms import LEADING_PAGE_NUMBER, LONE_PAGE_NUMBER
from jiaokan.stages.paragraphs.subtitles import SUBTITLE_TIMES, remove_subtitle_times
from jiaokan.stages.paragraphs.text_lines import (
    STAGE_NAME,
    TextLine,
    list_replaced_texts,
    split_text_lines,
)
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.verbatim import find_code_blocks, find_structure_lines

_BLANKS_IN_LINE = re.compile(r"[^\n]+")


def propose_layout_edits(document: Document, settings: ParagraphSettings) -> Iterator[Edit]:
    """Propose the edits that make every line of the text one paragraph.

    Args:
        document: the document; earlier steps say what was removed between its lines.
        settings: the limits and confidences of the stage.

    Returns:
        Edits in code points of `document.text`; they are not sorted.
    """
    text = document.text
    is_in_code = make_coverage_test(find_code_blocks(document))
    replaced = list_replaced_texts(document)
    text_lines = remove_subtitle_times(replaced, tuple(split_text_lines(text)))
    text_lines = flag_page_starts(document, replaced, text_lines, settings)
    lines = tuple(_flag_unjoinable_lines(text, text_lines, is_in_code))
    prose = [line for line in lines if not line.is_code]
    yield from _trim_text_ends(text, lines)
    title = propose_title_break(text, replaced, lines[0]) if lines else ()
    spacing = measure_spacing(prose, settings)
    yield from drop_overlapping_edits((*title, *propose_block_breaks(text, spacing, settings)))
    layout = read_page_layout(
        prose, settings, was_edited=document.has_passed(STAGE_NAME), is_flattened=not spacing.is_habit
    )
    for before, after, join in decide_joins(lines, layout, LineContext(document, prose)):
        start = before.span.end + before.trailing_blanks * before.is_code
        end = after.span.start - after.leading_blanks * after.is_code
        if join is None and text[start:end] == "\n":  # nothing to do, as between most lines of a second round
            continue
        gap = Span(start, end)
        if before.is_code and after.is_code and _is_inside_code_block(text, gap, is_in_code):
            yield from _keep_line_feeds(text, gap)
        else:
            yield from (
                _separate_lines(text, gap, after)
                if join is None
                else _join_lines(text, gap, before, after, join)
            )


def _flag_unjoinable_lines(
    text: str, lines: Sequence[TextLine], is_in_code: Callable[[int], bool]
) -> Iterator[TextLine]:
    """Yield the lines. Lines of code, headings and tables are flagged as code: no rule joins them."""
    text_rows = text.split("\n")
    structure_rows = find_structure_lines(text_rows) if "#" in text or "|" in text else ()
    spans = find_line_spans(text_rows) if structure_rows else ()
    starts = {span.start for i, span in enumerate(spans) if i in structure_rows}
    for line in lines:
        is_separate = is_in_code(line.span.start) or line.span.start - line.leading_blanks in starts
        yield line._replace(is_code=True) if is_separate else line


def _trim_text_ends(text: str, lines: Sequence[TextLine]) -> Iterator[Edit]:
    """Delete the blanks and page furniture before the first line and after the last line."""
    text_start, text_end = len(text), len(text)
    if lines:
        text_start = lines[0].span.start - lines[0].leading_blanks * lines[0].is_code
        text_end = lines[-1].span.end + lines[-1].trailing_blanks * lines[-1].is_code
    for span in (Span(0, text_start), Span(text_end, len(text))):
        if span:
            yield make_deletion(
                text,
                span,
                _find_gap_rule(span.slice_text(text))
                if span.slice_text(text).strip()
                else "layout/blank-line",
            )


def _find_gap_rule(gap: str) -> str:
    """Return the rule for removed text in a gap: subtitle times, page numbers or running heads."""
    removed_lines = [normalize_chars(line.strip()) for line in gap.splitlines() if line.strip()]
    if any(map(SUBTITLE_TIMES.match, removed_lines)):
        return "layout/subtitle"
    is_number = all(LONE_PAGE_NUMBER.match(line) or LEADING_PAGE_NUMBER.match(line) for line in removed_lines)
    return "layout/page-break" if is_number else "layout/running-head"


def _is_inside_code_block(text: str, gap: Span, is_in_code: Callable[[int], bool]) -> bool:
    """Tell whether the blank lines between two lines of code belong to the same code block."""
    line_feeds = [i for i in range(gap.start, gap.end) if text[i] == "\n"]
    return len(line_feeds) > 1 and all(is_in_code(i + 1) for i in line_feeds[:-1])


def _keep_line_feeds(text: str, gap: Span) -> Iterator[Edit]:
    """Delete everything in a gap except its line feeds."""
    for blank in _BLANKS_IN_LINE.finditer(text, gap.start, gap.end):
        yield make_deletion(text, Span(*blank.span()), "layout/line-end")


def _join_lines(text: str, gap: Span, before: TextLine, after: TextLine, join: LineJoin) -> Iterator[Edit]:
    """Replace the gap between two lines by the text that joins them."""
    # of the text itself: a full-width mark before a figure takes no blank, its half-width form would
    join_text, removed_chars = find_join_text(before.span.slice_text(text), after.span.slice_text(text), join)
    rule = _find_gap_rule(gap.slice_text(text)) if gap.slice_text(text).strip() else join.rule
    yield make_replacement(
        text, Span(gap.start - removed_chars, gap.end), join_text, rule, join.confidence, join.why
    )


def _separate_lines(text: str, gap: Span, after: TextLine) -> Iterator[Edit]:
    """Leave exactly one line feed between two paragraphs."""
    blanks = gap.slice_text(text)
    line_feed = blanks.find("\n")
    if line_feed < 0:
        yield make_replacement(text, gap, "\n", "layout/line-end")
    elif blanks.strip():
        yield make_replacement(text, gap, "\n", _find_gap_rule(blanks))
    else:
        if line_feed:
            yield make_deletion(text, Span(gap.start, gap.start + line_feed), "layout/line-end")
        if len(blanks) > line_feed + 1:
            rule = "layout/blank-line" if after.line_feeds_before > 1 else "layout/indent"
            yield make_deletion(text, Span(gap.start + line_feed + 1, gap.end), rule)
