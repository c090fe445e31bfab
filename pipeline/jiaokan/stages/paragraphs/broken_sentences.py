"""Line feeds after prose that stops amid a sentence, and what shows that they part what was one."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, takewhile

from jiaokan.config.schema import ParagraphSettings
from jiaokan.stages.paragraphs.list_markers import PROSE_MARK, find_numbering_style, is_mid_sentence
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.unicode_ranges import count_han
from jiaokan.text.word_boundaries import word_continuation_score

_SEAM_SIDE_CHARS = 2  # code points to each side of a line feed that the page may hold elsewhere without it
_MAX_SEARCHED_CHARS = 200_000  # code points of a page that are searched for them


def is_unfinished_prose(read: str, settings: ParagraphSettings) -> bool:
    """Tell whether a folded line is prose and stops amid a sentence."""
    return is_mid_sentence(read) and len(read) >= settings.comma and bool(PROSE_MARK.search(read))


def find_repeated_seams(lines: Sequence[TextLine], settings: ParagraphSettings) -> frozenset[str]:
    """Return the words across line feeds amid prose that stand on the page without one as well."""
    wanted = {
        _join_seam_sides(a, b)
        for a, b in _find_unfinished_pairs(lines, settings)
        if count_han(_join_seam_sides(a, b)) == 2 * _SEAM_SIDE_CHARS
    }
    if not wanted:
        return frozenset()
    sizes = accumulate(len(line.normalized) for line in lines)
    reads = [
        line.normalized for line, _ in zip(lines, takewhile(_MAX_SEARCHED_CHARS.__ge__, sizes), strict=False)
    ]
    return frozenset(part for read in reads for part in _list_seam_ngrams(read) if part in wanted)


def is_torn(before: str, after: str, said: frozenset[str], settings: ParagraphSettings) -> bool:
    """Tell whether two lines were one: a word stands across the line feed, or what the page has elsewhere."""
    return _join_seam_sides(before, after) in said or word_continuation_score(before, after) >= settings.word


def has_torn_lines(lines: Sequence[TextLine], said: frozenset[str], settings: ParagraphSettings) -> bool:
    """Tell whether a page tears what it says at line feeds, as where pages of a file are cut anywhere."""
    ends = [
        is_torn(a, b, said, settings)
        for a, b in _find_unfinished_pairs(lines, settings)
        if len(a) >= settings.unfinished
    ]
    return sum(ends) > 0 and sum(ends) >= settings.torn * len(ends)


def _find_unfinished_pairs(
    lines: Sequence[TextLine], settings: ParagraphSettings
) -> Iterator[tuple[str, str]]:
    for a, b in pairwise(lines):
        if is_unfinished_prose(a.normalized, settings) and not find_numbering_style(b.normalized):
            yield a.normalized, b.normalized


def _join_seam_sides(before: str, after: str) -> str:
    return before[-_SEAM_SIDE_CHARS:] + after[:_SEAM_SIDE_CHARS]


def _list_seam_ngrams(read: str) -> Iterator[str]:
    return (read[i : i + 2 * _SEAM_SIDE_CHARS] for i in range(len(read) - 2 * _SEAM_SIDE_CHARS + 1))
