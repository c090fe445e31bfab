"""Pages of one size that a site runs together without a number: line feeds that stand at equal distances."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations

from jiaokan.config.schema import ParagraphSettings
from jiaokan.stages.paragraphs.broken_sentences import is_unfinished_prose
from jiaokan.stages.paragraphs.list_markers import is_mid_sentence
from jiaokan.stages.paragraphs.text_lines import TextLine

_MAX_TRIED_ENDS = 12  # ends of lines, of those that stop amid prose, between which a page may lie
_PAGE_SIZE_SLACK_CHARS = 2  # code points by which a page may be longer or shorter

PageEndLines = list[int]  # lines that end where pages do


def find_equal_pages(lines: Sequence[TextLine], settings: ParagraphSettings) -> PageEndLines:
    """Return the lines that end pages of one size, most of them amid a sentence; none where none show."""
    torn = [i for i, line in enumerate(lines[:-1]) if is_unfinished_prose(line.normalized, settings)]
    ends = [line.span.end for line in lines]
    for first, second in combinations(torn[:_MAX_TRIED_ENDS], 2):
        size = ends[second] - ends[first]
        slots = list(_find_page_ends(ends, ends[first], size)) if size >= settings.page_size else []
        cut = sum(is_mid_sentence(lines[i].normalized) for i in slots)
        most = 2 * len(set(torn).intersection(slots)) >= len(torn) and cut >= settings.page_cut * len(slots)
        halves = list(
            _find_page_ends(ends, ends[first] + size // 2, size)
        )  # as many where lines are of one length
        if most and 2 * len(halves) < len(slots) and _may_fill_text(slots, ends, size):
            return slots
    return []


def _may_fill_text(slots: PageEndLines, ends: Sequence[int], size: int) -> bool:
    """Tell whether pages fill the text: four of them, or fewer that begin where it does."""
    places = ends[-1] // size
    first = len(slots) > 1 and abs(ends[slots[0]] + 1 - size) <= _PAGE_SIZE_SLACK_CHARS
    return (first or len(slots) > 3) and len(slots) >= places - places // 8


def _find_page_ends(ends: Sequence[int], start: int, size: int) -> Iterator[int]:
    """Yield the lines that end at `start` or whole pages before or after it."""
    at = start % size
    while at < ends[-1] - _PAGE_SIZE_SLACK_CHARS:
        i = bisect_left(ends, at - _PAGE_SIZE_SLACK_CHARS)
        if i < len(ends) - 1 and ends[i] <= at + _PAGE_SIZE_SLACK_CHARS:
            yield i
            at = ends[i]
        at += size
