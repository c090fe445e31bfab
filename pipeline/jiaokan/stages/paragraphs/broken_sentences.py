"""Line feeds inside sentences: evidence that two lines, or pages of equal size, were one text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, combinations, pairwise, takewhile

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.stages.paragraphs.list_markers import COMMAS, PROSE_MARK, find_numbering_style, is_mid_sentence
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.language_model import load_lexicon
from jiaokan.text.unicode_ranges import count_han
from jiaokan.text.word_boundaries import word_continuation_score

_SEAM_SIDE_CHARS = 2  # code points on each side of a line feed; the page may hold them elsewhere without it
_MAX_SEARCHED_CHARS = 200_000  # code points of a page in which they are searched
_MAX_TRIED_ENDS = 12  # the first line ends inside prose that are tried as the ends of a page
_PAGE_SIZE_SLACK_CHARS = 2  # a page may be longer or shorter by as many code points

TextPair = tuple[str, str]  # two consecutive lines, normalized
PageEndLines = list[int]  # indexes of the lines that end pages


def is_unfinished_prose(text: str, settings: ParagraphSettings) -> bool:
    """Tell whether normalized text is prose that stops inside a sentence."""
    return (
        len(text) >= settings.sentences.min_comma_line_chars
        and is_mid_sentence(text)
        and bool(PROSE_MARK.search(text))
    )


def find_repeated_seams(lines: Sequence[TextLine], unfinished: Iterable[TextPair]) -> frozenset[str]:
    """Return the characters around line feeds inside prose that the page also holds without a line feed.

    Each is a string of `_SEAM_SIDE_CHARS` Han from both sides; `unfinished` are the `find_unfinished_pairs`.
    """
    sides = {_join_seam_sides(before, after) for before, after in unfinished}
    seams = {seam for seam in sides if count_han(seam) == 2 * _SEAM_SIDE_CHARS}
    if not seams:
        return frozenset()
    end_offsets = takewhile(_MAX_SEARCHED_CHARS.__ge__, accumulate(len(line.normalized) for line in lines))
    searched = "\n".join([line.normalized for line, _ in zip(lines, end_offsets, strict=False)])
    return frozenset(seam for seam in seams if seam in searched)


def is_torn(before: str, after: str, repeated_seams: frozenset[str], settings: ParagraphSettings) -> bool:
    """Tell whether a line feed split a word, or characters that the page repeats without a line feed.

    Where whole words meet, such a repetition shows nothing: a summary runs paragraphs together too.
    """
    if tears_word(before, after, settings):
        return True
    is_repeated = _join_seam_sides(before, after) in repeated_seams
    return (
        is_repeated and word_continuation_score(before, after) >= 0 and not _is_between_words(before, after)
    )


def has_torn_lines(
    unfinished: Iterable[TextPair], repeated_seams: frozenset[str], settings: ParagraphSettings
) -> bool:
    """Tell whether line feeds of the page split words, as pages of a fixed size do.

    `unfinished` are the `find_unfinished_pairs`.
    """
    torn = [
        is_torn(before, after, repeated_seams, settings)
        for before, after in unfinished
        if len(before) >= settings.sentences.min_unfinished_chars
    ]
    return sum(torn) > 0 and sum(torn) >= settings.sentences.min_split_word_share * len(torn)


def find_unfinished_pairs(lines: Sequence[TextLine], settings: ParagraphSettings) -> Iterator[TextPair]:
    """Yield the lines, normalized, that stop inside a sentence, each with the line below it."""
    for before, after in pairwise(lines):
        if is_unfinished_prose(before.normalized, settings) and not find_numbering_style(after.normalized):
            yield before.normalized, after.normalized


def _join_seam_sides(before: str, after: str) -> str:
    return before[-_SEAM_SIDE_CHARS:] + after[:_SEAM_SIDE_CHARS]


def find_equal_pages(lines: Sequence[TextLine], settings: ParagraphSettings) -> PageEndLines:
    """Return the lines that end pages of one size, most of them inside a sentence.

    The list is empty if the page shows no such size.
    """
    unfinished = [i for i, line in enumerate(lines[:-1]) if is_unfinished_prose(line.normalized, settings)]
    if len(unfinished) < 2:
        return []
    ends = [line.span.end for line in lines]
    for first, second in combinations(unfinished[:_MAX_TRIED_ENDS], 2):
        size = ends[second] - ends[first]
        page_ends = (
            list(_find_page_ends(ends, ends[first], size))
            if size >= settings.page_breaks.min_page_chars
            else []
        )
        cut_count = sum(is_mid_sentence(lines[i].normalized) for i in page_ends)
        explains_most = 2 * len(set(unfinished).intersection(page_ends)) >= len(unfinished)
        if not explains_most or cut_count < settings.page_breaks.min_cut_share * len(page_ends):
            continue
        if not any(stops_within(lines[i].normalized, lines[i + 1].normalized, settings) for i in page_ends):
            continue
        # lines also end half a page further on if all lines have one length
        half_page_ends = list(_find_page_ends(ends, ends[first] + size // 2, size))
        if 2 * len(half_page_ends) < len(page_ends) and _may_fill_text(page_ends, ends, size):
            return page_ends
    return []


def stops_within(before: str, after: str, settings: ParagraphSettings) -> bool:
    """Tell whether a line stops inside a word or at a comma."""
    return before[-1] in COMMAS or tears_word(before, after, settings)


def tears_word(before: str, after: str, settings: ParagraphSettings) -> bool:
    """Tell whether a line feed splits a word: the text goes on, and no whole words stand on both sides of it.

    >>> from jiaokan.config.config_loader import load_default
    >>> [tears_word("主管机", after, load_default().paragraphs) for after in ("关核准", "某人核准")]
    [True, False]
    """
    is_likely = word_continuation_score(before, after) >= settings.sentences.min_word_nats
    return is_likely and not _is_between_words(before, after)


def _is_between_words(before: str, after: str) -> bool:
    words = load_lexicon().word_shares
    return before[-2:] in words and after[:2] in words


def _may_fill_text(page_ends: PageEndLines, ends: Sequence[int], size: int) -> bool:
    """Tell whether the pages fill the text: four or more, or fewer that begin at its start."""
    page_count = ends[-1] // size
    starts_at_first_page = len(page_ends) > 1 and abs(ends[page_ends[0]] + 1 - size) <= _PAGE_SIZE_SLACK_CHARS
    return (starts_at_first_page or len(page_ends) > 3) and len(page_ends) >= page_count - page_count // 8


def _find_page_ends(ends: Sequence[int], start: int, size: int) -> Iterator[int]:
    """Yield the lines that end at `start` or a whole number of pages before or after it."""
    position = start % size
    while position < ends[-1] - _PAGE_SIZE_SLACK_CHARS:
        i = bisect_left(ends, position - _PAGE_SIZE_SLACK_CHARS)
        if i < len(ends) - 1 and ends[i] <= position + _PAGE_SIZE_SLACK_CHARS:
            yield i
            position = ends[i]
        position += size
