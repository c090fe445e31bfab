"""Pages of one size that a site runs together without a number: line feeds that stand at equal distances."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import combinations

from jiaokan.config.schema import Paragraphs
from jiaokan.stages.paragraphs.broken_sentences import stops_amid
from jiaokan.stages.paragraphs.list_markers import amid
from jiaokan.stages.paragraphs.text_lines import Line

_TRIED = 12  # ends of lines, of those that stop amid prose, between which a page may lie
_SLACK = 2  # code points by which a page may be longer or shorter

Slots = list[int]  # lines that end where pages do


def sized(lines: Sequence[Line], settings: Paragraphs) -> Slots:
    """Return the lines that end pages of one size, most of them amid a sentence; none where none show."""
    torn = [i for i, line in enumerate(lines[:-1]) if stops_amid(line.read, settings)]
    ends = [line.span.end for line in lines]
    for first, second in combinations(torn[:_TRIED], 2):
        size = ends[second] - ends[first]
        slots = list(_slots(ends, ends[first], size)) if size >= settings.page_size else []
        cut = sum(amid(lines[i].read) for i in slots)
        most = 2 * len(set(torn).intersection(slots)) >= len(torn) and cut >= settings.page_cut * len(slots)
        halves = list(_slots(ends, ends[first] + size // 2, size))  # as many where lines are of one length
        if most and 2 * len(halves) < len(slots) and _fill(slots, ends, size):
            return slots
    return []


def _fill(slots: Slots, ends: Sequence[int], size: int) -> bool:
    """Tell whether pages fill the text: four of them, or fewer that begin where it does."""
    places = ends[-1] // size
    first = len(slots) > 1 and abs(ends[slots[0]] + 1 - size) <= _SLACK
    return (first or len(slots) > 3) and len(slots) >= places - places // 8


def _slots(ends: Sequence[int], start: int, size: int) -> Iterator[int]:
    """Yield the lines that end at `start` or whole pages before or after it."""
    at = start % size
    while at < ends[-1] - _SLACK:
        i = bisect_left(ends, at - _SLACK)
        if i < len(ends) - 1 and ends[i] <= at + _SLACK:
            yield i
            at = ends[i]
        at += size
