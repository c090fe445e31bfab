"""The edits after which every line of a text is a paragraph."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from jiaokan.config.schema import Paragraphs
from jiaokan.core.document import Document
from jiaokan.core.edits import Edit, Span, covering, delete, disjoint, line_spans
from jiaokan.core.edits import replace as put
from jiaokan.stages.paragraphs.file_titles import title_end
from jiaokan.stages.paragraphs.flattened_blocks import splits
from jiaokan.stages.paragraphs.line_joining import Join, bridge, verdicts
from jiaokan.stages.paragraphs.page_breaks import GLUED, paged
from jiaokan.stages.paragraphs.page_layout import survey
from jiaokan.stages.paragraphs.subtitles import TIMES, without_times
from jiaokan.stages.paragraphs.text_lines import STAGE, Line, lines
from jiaokan.text.normalized_view import fold
from jiaokan.text.verbatim import find_code_blocks, find_structure_lines

_BLANK = re.compile(r"[^\n]+")


def layout(document: Document, settings: Paragraphs) -> Iterator[Edit]:
    """Propose the edits."""
    text = document.text
    coded = covering(find_code_blocks(document))
    read = without_times(document, tuple(lines(text)))
    found = tuple(_coded(text, paged(document, read, settings), coded))
    prose = [line for line in found if not line.code]
    yield from _ends(text, found)
    title = title_end(document, found[0]) if found else ()
    yield from disjoint((*title, *splits(text, prose, settings)))
    page = survey(prose, document.has_passed(STAGE), settings)
    for before, after, why in verdicts(found, page):
        gap = Span(before.span.end + before.tail * before.code, after.span.start - after.margin * after.code)
        if before.code and after.code and _is_in_block(text, gap, coded):
            yield from _kept(text, gap)
        else:
            yield from _parted(text, gap, after) if why is None else _joined(text, gap, before, after, why)


def _coded(text: str, found: Sequence[Line], coded: Callable[[int], bool]) -> Iterator[Line]:
    """Yield the lines; those of code, headings and tables are marked, since none is joined to another."""
    rows = text.split("\n")
    apart = find_structure_lines(rows) if "#" in text or "|" in text else ()
    starts = {span.start for at, span in enumerate(line_spans(rows)) if at in apart} if apart else ()
    for line in found:
        alone = coded(line.span.start) or line.span.start - line.margin in starts
        yield replace(line, code=True) if alone else line


def _ends(text: str, found: Sequence[Line]) -> Iterator[Edit]:
    """Take away the white space before the first line and after the last one."""
    first, last = len(text), len(text)
    if found:
        first = found[0].span.start - found[0].margin * found[0].code
        last = found[-1].span.end + found[-1].tail * found[-1].code
    for span in (Span(0, first), Span(last, len(text))):
        if span:
            yield delete(text, span, _rule(span.of(text)) if span.of(text).strip() else "layout/blank_line")


def _rule(gap: str) -> str:
    """Return what the words between two paragraphs are: times of subtitles, page numbers, running heads."""
    told = [fold(line.strip()) for line in gap.splitlines() if line.strip()]
    if any(map(TIMES.match, told)):
        return "layout/subtitle"
    return "layout/page_break" if all(map(GLUED.match, told)) else "layout/running_head"


def _is_in_block(text: str, gap: Span, coded: Callable[[int], bool]) -> bool:
    """Tell whether the blank lines between two lines of code are of the same block as they."""
    feeds = [at for at in range(gap.start, gap.end) if text[at] == "\n"]
    return len(feeds) > 1 and all(coded(at + 1) for at in feeds[:-1])


def _kept(text: str, gap: Span) -> Iterator[Edit]:
    """Keep the line feeds of a gap, and nothing else of it."""
    for blank in _BLANK.finditer(text, gap.start, gap.end):
        yield delete(text, Span(*blank.span()), "layout/line_end")


def _joined(text: str, gap: Span, before: Line, after: Line, why: Join) -> Iterator[Edit]:
    """Make one line of two."""
    between, taken = bridge(before.read, after.read, why)
    rule = _rule(gap.of(text)) if gap.of(text).strip() else why.rule
    yield put(text, Span(gap.start - taken, gap.end), between, rule, why.confidence, why.why)


def _parted(text: str, gap: Span, after: Line) -> Iterator[Edit]:
    """Leave one line feed of the white space between two paragraphs."""
    old = gap.of(text)
    at = old.find("\n")
    if at < 0:
        yield put(text, gap, "\n", "layout/line_end")
    elif old.strip():
        yield put(text, gap, "\n", _rule(old))
    else:
        if at:
            yield delete(text, Span(gap.start, gap.start + at), "layout/line_end")
        if len(old) > at + 1:
            rule = "layout/blank_line" if after.feeds > 1 else "layout/indent"
            yield delete(text, Span(gap.start + at + 1, gap.end), rule)
