"""Read the lines of a page of plain text for the finders of metadata, with what cleaning did to each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from jiaokan.core.edits import Span
from jiaokan.metadata import PageLine, PageLines, find_article
from jiaokan.metadata.page_lines import make_page_line
from jiaokan.text.normalized_view import NormalizedText

MAX_LINES_BETWEEN_COPIES = 3  # lines from a copy of the title to the title


def make_text_lines(
    view: NormalizedText, kept: Sequence[Span], title: Span | None, removed: Sequence[Span] = ()
) -> PageLines:
    """Return the lines of a page of plain text.

    Args:
        view: The normalized view of the raw text.
        kept: The raw spans of the paragraphs of the cleaned article, in order.
        title: The raw span of the paragraph that is the title.
        removed: The raw spans that cleaning took away inside lines, in order.
    """
    lines: list[PageLine] = []
    found = -1
    title_start = len(view.original) if title is None else title.start
    is_shorter, first_removed = view.is_shorter, removed[0].start if removed else len(view.original)
    starts = [span.start for span in removed]
    reached = list(accumulate([span.end for span in removed], max))  # the furthest end so far
    for at, text, (start, end), is_kept in _iterate_lines(view, kept):
        if found < 0 and end > title_start:
            found = len(lines)
        inside: tuple[Span, ...] = ()
        if is_kept and end > first_removed:
            near = removed[bisect_right(reached, start) : bisect_left(starts, end)]
            inside = _find_removed(Span(start, end), len(text), near, is_shorter) if near else ()
        lines.append(make_page_line((text, view, at, is_kept, None, "", 0, False, False, inside)))
    return find_article(lines, _find_upper_copy(lines, found))


def _find_upper_copy(lines: Sequence[PageLine], title: int) -> int:
    """Return the first line that says the title among those just above it; a byline may stand between."""
    if title < 0:
        return title
    above = range(max(0, title - MAX_LINES_BETWEEN_COPIES), title)
    return next((i for i in above if lines[i].letters == lines[title].letters), title)


def _find_removed(line: Span, size: int, near: Sequence[Span], is_shorter: bool) -> tuple[Span, ...]:
    """Return the parts of a line, in its own code points, that lie in the removed raw spans.

    Args:
        line: The raw span of the line.
        size: Its code points in the view.
        near: The removed spans that begin before its end, in order.
        is_shorter: Whether the view lacks characters of the raw text.
    """
    inside = [span for span in near if span.end > line.start]
    if not inside or is_shorter:
        return tuple(Span(0, size) for _ in inside[:1] if len(inside[0]) >= len(line) // 2)
    return tuple(Span(max(0, span.start - line.start), span.end - line.start) for span in inside)


def _iterate_lines(
    view: NormalizedText, kept: Sequence[Span]
) -> Iterator[tuple[int, str, tuple[int, int], bool]]:
    """Yield start, text, raw start and end, and "is kept" of every line that is not blank."""
    is_shorter, beyond = view.is_shorter, (len(view.original) + 1,) * 2
    paragraphs = iter([(span.start, span.end) for span in kept])
    kept_start, kept_end = next(paragraphs, beyond)
    at = 0
    for text in view.text.split("\n"):
        behind = at + len(text)
        start, end = view.map_range(at, behind) if is_shorter else (at, behind)
        while kept_end <= start:
            kept_start, kept_end = next(paragraphs, beyond)
        if text and not text.isspace():
            yield at, text, (start, end), kept_start < end
        at = behind + 1
