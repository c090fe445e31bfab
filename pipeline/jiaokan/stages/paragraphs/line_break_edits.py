"""The edits after which every line of a text is a paragraph."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from jiaokan.config.schema import ParagraphSettings
from jiaokan.core.document import Document
from jiaokan.core.edits import (
    Edit,
    Span,
    drop_overlapping_edits,
    find_line_spans,
    make_coverage_test,
    make_deletion,
)
from jiaokan.core.edits import make_replacement as put
from jiaokan.stages.paragraphs.file_titles import propose_title_break
from jiaokan.stages.paragraphs.flattened_blocks import propose_block_breaks
from jiaokan.stages.paragraphs.line_joining import LineJoin, decide_joins, find_join_text
from jiaokan.stages.paragraphs.page_breaks import LEADING_PAGE_NUMBER, mark_page_starts
from jiaokan.stages.paragraphs.page_layout import read_page_layout
from jiaokan.stages.paragraphs.subtitles import SUBTITLE_TIMES, remove_subtitle_times
from jiaokan.stages.paragraphs.text_lines import STAGE_NAME, TextLine, split_text_lines
from jiaokan.text.normalized_view import normalize_chars
from jiaokan.text.verbatim import find_code_blocks, find_structure_lines

_BLANKS_IN_LINE = re.compile(r"[^\n]+")


def propose_layout_edits(document: Document, settings: ParagraphSettings) -> Iterator[Edit]:
    """Propose the edits."""
    text = document.text
    coded = make_coverage_test(find_code_blocks(document))
    read = remove_subtitle_times(document, tuple(split_text_lines(text)))
    found = tuple(_mark_unjoinable_lines(text, mark_page_starts(document, read, settings), coded))
    prose = [line for line in found if not line.is_code]
    yield from _trim_text_ends(text, found)
    title = propose_title_break(document, found[0]) if found else ()
    yield from drop_overlapping_edits((*title, *propose_block_breaks(text, prose, settings)))
    page = read_page_layout(prose, document.has_passed(STAGE_NAME), settings)
    for before, after, why in decide_joins(found, page):
        gap = Span(
            before.span.end + before.trailing_blanks * before.is_code,
            after.span.start - after.leading_blanks * after.is_code,
        )
        if before.is_code and after.is_code and _is_inside_code_block(text, gap, coded):
            yield from _keep_line_feeds(text, gap)
        else:
            yield from (
                _separate_lines(text, gap, after)
                if why is None
                else _join_lines(text, gap, before, after, why)
            )


def _mark_unjoinable_lines(
    text: str, found: Sequence[TextLine], coded: Callable[[int], bool]
) -> Iterator[TextLine]:
    """Yield the lines; those of code, headings and tables are marked, since none is joined to another."""
    rows = text.split("\n")
    apart = find_structure_lines(rows) if "#" in text or "|" in text else ()
    starts = {span.start for at, span in enumerate(find_line_spans(rows)) if at in apart} if apart else ()
    for line in found:
        alone = coded(line.span.start) or line.span.start - line.leading_blanks in starts
        yield replace(line, is_code=True) if alone else line


def _trim_text_ends(text: str, found: Sequence[TextLine]) -> Iterator[Edit]:
    """Take away the white space before the first line and after the last one."""
    first, last = len(text), len(text)
    if found:
        first = found[0].span.start - found[0].leading_blanks * found[0].is_code
        last = found[-1].span.end + found[-1].trailing_blanks * found[-1].is_code
    for span in (Span(0, first), Span(last, len(text))):
        if span:
            yield make_deletion(
                text,
                span,
                _find_gap_rule(span.slice_text(text))
                if span.slice_text(text).strip()
                else "layout/blank_line",
            )


def _find_gap_rule(gap: str) -> str:
    """Return what the words between two paragraphs are: times of subtitles, page numbers, running heads."""
    told = [normalize_chars(line.strip()) for line in gap.splitlines() if line.strip()]
    if any(map(SUBTITLE_TIMES.match, told)):
        return "layout/subtitle"
    return "layout/page_break" if all(map(LEADING_PAGE_NUMBER.match, told)) else "layout/running_head"


def _is_inside_code_block(text: str, gap: Span, coded: Callable[[int], bool]) -> bool:
    """Tell whether the blank lines between two lines of code are of the same block as they."""
    feeds = [at for at in range(gap.start, gap.end) if text[at] == "\n"]
    return len(feeds) > 1 and all(coded(at + 1) for at in feeds[:-1])


def _keep_line_feeds(text: str, gap: Span) -> Iterator[Edit]:
    """Keep the line feeds of a gap, and nothing else of it."""
    for blank in _BLANKS_IN_LINE.finditer(text, gap.start, gap.end):
        yield make_deletion(text, Span(*blank.span()), "layout/line_end")


def _join_lines(text: str, gap: Span, before: TextLine, after: TextLine, why: LineJoin) -> Iterator[Edit]:
    """Make one line of two."""
    between, taken = find_join_text(before.normalized, after.normalized, why)
    rule = _find_gap_rule(gap.slice_text(text)) if gap.slice_text(text).strip() else why.rule
    yield put(text, Span(gap.start - taken, gap.end), between, rule, why.confidence, why.why)


def _separate_lines(text: str, gap: Span, after: TextLine) -> Iterator[Edit]:
    """Leave one line feed of the white space between two paragraphs."""
    old = gap.slice_text(text)
    at = old.find("\n")
    if at < 0:
        yield put(text, gap, "\n", "layout/line_end")
    elif old.strip():
        yield put(text, gap, "\n", _find_gap_rule(old))
    else:
        if at:
            yield make_deletion(text, Span(gap.start, gap.start + at), "layout/line_end")
        if len(old) > at + 1:
            rule = "layout/blank_line" if after.line_feeds_before > 1 else "layout/indent"
            yield make_deletion(text, Span(gap.start + at + 1, gap.end), rule)
