"""Runs of page numbers among the lines of a page.

A number is a page number if the numbers rise by one, the pages have an even size, and the text before
the numbers stops inside sentences. Items of a list and numbered headings do not fulfil this.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.stages.paragraphs.broken_sentences import stops_within
from jiaokan.stages.paragraphs.joins.sentence_pieces import UNIT_OF_FIGURE
from jiaokan.stages.paragraphs.list_markers import COMMAS, PROSE_MARK, has_sentence_end, is_mid_sentence
from jiaokan.stages.paragraphs.page_number_forms import (
    DASHED_NUMBER,
    HAN_IN_NUMBERS,
    LEADING_PAGE_NUMBER,
    LONE_PAGE_NUMBER,
    REMOVED_PAGE_NUMBER,
    STATED_PAGE_NUMBER,
)
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.unicode_ranges import has_han, parse_number

# page numbers as a share of all lone numbers, if the first page number is not 1
_MIN_EXCERPT_SHARE = 0.7
_MAX_LINES_TOO_CLOSE = 4  # more lines than this lie between two such numbers
_MAX_COUNTER_CHARS = 5  # code points of a number of pages with the slash before it
_MIN_LONG_PAGE_CHARS = 250  # code points of a page that is longer than an item or a step
MAX_PAGE_NUMBER_CHARS = 40  # code points of a page number with the white space around it

NumberLengths = Mapping[int, int]  # index of a line -> code points of the number at its start


def find_page_numbers(
    lines: Sequence[TextLine], pattern: re.Pattern[str], settings: ParagraphSettings
) -> NumberLengths:
    """Return the lines that begin with page numbers of one style.

    `pattern` is LONE_PAGE_NUMBER, of numbers on lines of their own, or LEADING_PAGE_NUMBER.
    """
    for style, matches in _match_by_style(lines, pattern).items():
        values = {i: parse_number(match[style]) for i, match in matches.items()}
        run = _find_rising_run(values, lines)
        lone_count = sum(matches[i].end() == len(lines[i].normalized) for i in run)
        if pattern is LEADING_PAGE_NUMBER and (lone_count == len(run) > 1 or _follows_item(run, values)):
            continue  # item numbers, on lines of their own or one below another
        if len(run) == 1 and "/" in lines[run[0]].normalized[:_MAX_COUNTER_CHARS]:
            continue  # 1/3 of a gallery
        if _is_page_run(lines, run, settings) or _has_evident_numbers(lines, run):
            return {i: matches[i].end() for i in run}
        if pattern is LONE_PAGE_NUMBER and _is_excerpt(
            lines, run := _find_rising_run(values, lines, min(values.values())), values
        ):
            return {i: matches[i].end() for i in run}
    return {}


def _match_by_style(
    lines: Sequence[TextLine], pattern: re.Pattern[str]
) -> dict[int, dict[int, re.Match[str]]]:
    """Return the matches of a pattern at the start of lines by the style of the number, then by line."""
    matches_by_style: dict[int, dict[int, re.Match[str]]] = {}
    for i, line in enumerate(lines):
        first = line.normalized[0]
        if line.is_row or ("\u4e00" <= first <= "\u9fff" and first not in HAN_IN_NUMBERS):
            continue  # as most lines begin
        if match := pattern.match(line.normalized[:MAX_PAGE_NUMBER_CHARS]):
            matches_by_style.setdefault(match.lastindex or 0, {})[i] = match
    return matches_by_style


def _follows_item(run: Sequence[int], values: Mapping[int, int]) -> bool:
    """Tell whether the only number of a run is an item: 1 amid the text, 2 below 1."""
    at = run[0] if len(run) == 1 else 0
    return at > 0 and (values[at] == 1 or any(i < at and values[i] == values[at] - 1 for i in values))


def _has_evident_numbers(lines: Sequence[TextLine], run: Sequence[int]) -> bool:
    """Tell whether the numbers, each alone on its line, are stated page numbers or all end the text."""
    texts = [lines[i].normalized for i in run]
    if not run or not all(map(LONE_PAGE_NUMBER.match, texts)):
        return False
    is_first_dashed = run == [0] and bool(DASHED_NUMBER.match(texts[0]))
    is_pager = run[-1] - run[0] == len(run) - 1 and run[-1] == len(lines) - 1 > 0
    return is_first_dashed or is_pager or all(map(STATED_PAGE_NUMBER.match, texts))


def _is_excerpt(lines: Sequence[TextLine], run: Sequence[int], values: NumberLengths) -> bool:
    """Tell whether numbers that do not begin at 1 are nearly all lone numbers and split sentences."""
    inner_lines = [i for i in run if 0 < i < len(lines) - 1]
    # a running head may stand between the prose and the number
    above = [[line.normalized for line in lines[max(i - 2, 0) : i]] for i in inner_lines]
    cut_count = sum(any(is_mid_sentence(text) and PROSE_MARK.search(text) for text in two) for two in above)
    is_too_short = len(run) < 2 or len(run) < _MIN_EXCERPT_SHARE * len(values)
    return (
        not is_too_short
        and bool(cut_count)
        and 2 * cut_count >= len(inner_lines)
        and all(second - first > _MAX_LINES_TOO_CLOSE for first, second in pairwise(run[:-1]))
    )


def _is_page_run(lines: Sequence[TextLine], run: Sequence[int], settings: ParagraphSettings) -> bool:
    """Tell whether the numbers split sentences and the pages between them have an even size."""
    lone_lines = {i for i in run if REMOVED_PAGE_NUMBER.match(lines[i].normalized)}
    inner_lines = [i for i in run if i and not (i in lone_lines and i == len(lines) - 1)]
    if not inner_lines or (
        len(inner_lines) == 1 and not PROSE_MARK.search(lines[inner_lines[0] - 1].normalized)
    ):
        return False  # a single number without prose before it is no page number
    if len(inner_lines) == 1 and _is_amount(lines, inner_lines[0]):
        return False
    texts = [lines[i].normalized for i in inner_lines if i not in lone_lines]
    # a short text without a stop is a heading; the end of a split sentence has a stop
    heading_count = sum(
        len(text) <= settings.headings.max_chars and not (has_sentence_end(text) and inner_lines[1:])
        for text in texts
    )
    cut_count = sum(_is_cut_before(lines, i) for i in inner_lines)
    splits_sentences = cut_count >= settings.page_breaks.min_cut_share * len(
        inner_lines
    ) and 2 * heading_count <= len(inner_lines)
    is_stated = all(
        STATED_PAGE_NUMBER.match(lines[i].normalized) or DASHED_NUMBER.match(lines[i].normalized) for i in run
    )
    return splits_sentences and (
        is_stated
        or _has_even_sizes(lines, run, _MIN_LONG_PAGE_CHARS, settings)
        or (
            _tears_text(lines, inner_lines, settings)
            and _has_even_sizes(lines, run, settings.page_breaks.min_numbered_page_chars, settings)
        )
    )


def _tears_text(lines: Sequence[TextLine], numbers: Sequence[int], settings: ParagraphSettings) -> bool:
    """Tell whether one of the numbers stands inside a word or behind a comma.

    Above the number of an item a sentence may lack its stop, but no word is torn.
    """
    return any(stops_within(lines[i - 1].normalized, _read_below(lines, i), settings) for i in numbers)


def _read_below(lines: Sequence[TextLine], i: int) -> str:
    """Return what follows the number at the start of a line, on that line or the next."""
    text = lines[i].normalized
    rest = LEADING_PAGE_NUMBER.sub("", LONE_PAGE_NUMBER.sub("", text), 1).lstrip()
    return rest or (lines[i + 1].normalized if i + 1 < len(lines) else " ")


def _is_amount(lines: Sequence[TextLine], i: int) -> bool:
    """Tell whether a bare number with a unit on the next line belongs to the sentence around it."""
    return (
        lines[i].normalized.isdecimal()
        and i + 1 < len(lines)
        and bool(UNIT_OF_FIGURE.match(lines[i + 1].normalized))
    )


def _is_cut_before(lines: Sequence[TextLine], i: int) -> bool:
    """Tell whether the text before a line stops inside a sentence."""
    before, text = lines[i - 1].normalized, lines[i].normalized
    if not is_mid_sentence(before) or REMOVED_PAGE_NUMBER.match(before):
        return False
    is_lone = LONE_PAGE_NUMBER.match(text) or REMOVED_PAGE_NUMBER.match(text)
    return bool(is_lone) or has_han(before[-1]) or before[-1] in COMMAS  # else an item below an address


def _find_rising_run(values: Mapping[int, int], lines: Sequence[TextLine], first: int = 1) -> list[int]:
    """Return the lines whose numbers rise by one from `first`, or from the number after it.

    Of several lines with one number, the first after a split sentence is taken.
    """
    lines_by_value: dict[int, list[int]] = {}
    for i, value in values.items():
        lines_by_value.setdefault(value, []).append(i)
    run = [
        i
        for i in lines_by_value.get(first, ())
        if not i or _is_cut_before(lines, i) or REMOVED_PAGE_NUMBER.match(lines[i].normalized)
    ][:1]
    value = first + 1
    while candidates := [i for i in lines_by_value.get(value, ()) if not run or i > run[-1]]:
        run.append(next((i for i in candidates if i and _is_cut_before(lines, i)), candidates[0]))
        value += 1
    return run


def _has_even_sizes(
    lines: Sequence[TextLine], run: Sequence[int], min_chars: int, settings: ParagraphSettings
) -> bool:
    """Tell whether most pages except the last are near the median size, and that is `min_chars` or more."""
    starts = sorted({0, *run})
    sizes = [lines[second].span.start - lines[first].span.start for first, second in pairwise(starts)]
    median = sorted(sizes)[len(sizes) // 2]
    even_count = sum(
        abs(size - median) <= settings.page_breaks.page_length_tolerance * median for size in sizes
    )
    return median >= min_chars and even_count >= settings.page_breaks.min_cut_share * len(sizes)
