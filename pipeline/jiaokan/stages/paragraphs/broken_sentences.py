"""Line feeds after prose that stops amid a sentence, and what shows that they part what was one."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, takewhile

from jiaokan.config.schema import Paragraphs
from jiaokan.stages.paragraphs.list_markers import PROSE, amid, style
from jiaokan.stages.paragraphs.text_lines import Line
from jiaokan.text.unicode_ranges import count_han
from jiaokan.text.word_boundaries import bond

_SIDE = 2  # code points to each side of a line feed that the page may hold elsewhere without it
_READ = 200_000  # code points of a page that are searched for them


def stops_amid(read: str, settings: Paragraphs) -> bool:
    """Tell whether a folded line is prose and stops amid a sentence."""
    return amid(read) and len(read) >= settings.comma and bool(PROSE.search(read))


def said_again(lines: Sequence[Line], settings: Paragraphs) -> frozenset[str]:
    """Return the words across line feeds amid prose that stand on the page without one as well."""
    wanted = {_seam(a, b) for a, b in _stops(lines, settings) if count_han(_seam(a, b)) == 2 * _SIDE}
    if not wanted:
        return frozenset()
    sizes = accumulate(len(line.read) for line in lines)
    reads = [line.read for line, _ in zip(lines, takewhile(_READ.__ge__, sizes), strict=False)]
    return frozenset(part for read in reads for part in _parts(read) if part in wanted)


def is_torn(before: str, after: str, said: frozenset[str], settings: Paragraphs) -> bool:
    """Tell whether two lines were one: a word stands across the line feed, or what the page has elsewhere."""
    return _seam(before, after) in said or bond(before, after) >= settings.word


def torn(lines: Sequence[Line], said: frozenset[str], settings: Paragraphs) -> bool:
    """Tell whether a page tears what it says at line feeds, as where pages of a file are cut anywhere."""
    ends = [
        is_torn(a, b, said, settings) for a, b in _stops(lines, settings) if len(a) >= settings.unfinished
    ]
    return sum(ends) > 0 and sum(ends) >= settings.torn * len(ends)


def _stops(lines: Sequence[Line], settings: Paragraphs) -> Iterator[tuple[str, str]]:
    for a, b in pairwise(lines):
        if stops_amid(a.read, settings) and not style(b.read):
            yield a.read, b.read


def _seam(before: str, after: str) -> str:
    return before[-_SIDE:] + after[:_SIDE]


def _parts(read: str) -> Iterator[str]:
    return (read[i : i + 2 * _SIDE] for i in range(len(read) - 2 * _SIDE + 1))
