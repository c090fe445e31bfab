"""Running heads: lines that every page of a file repeats at its top or foot, outside any sentence."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.stages.paragraphs.list_markers import PROSE_MARK, has_sentence_end, is_mid_sentence
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.word_boundaries import word_continuation_score

_WORD = re.compile(r"[^\W\d_]{2}")  # figures alone are data: 1012412, ￥99 ￥99
_DIGITS = re.compile(r"\d+")
_MIN_HEAD_CHARS, _MAX_HEAD_CHARS = 4, 40  # of a running head, in code points
_MIN_UNNUMBERED_REPEATS = 3  # pages with the head, if the file has no page numbers
_MIN_NUMBERED_REPEATS = 2  # pages with the head, if the file has page numbers
_MAX_PAGE_DEVIATION_SHARE = 0.5  # of the median page length


def find_running_heads(lines: Sequence[TextLine], numbers: Collection[int]) -> Mapping[int, int]:
    """Return the lines next to page numbers that most pages repeat, each with its length in code points."""
    neighbors = [
        i for number in numbers for i in (number - 1, number + 1) if 0 <= i < len(lines) and i not in numbers
    ]
    candidates = [i for i in neighbors if _may_be_head(lines[i].normalized)]
    count = Counter(_mask_numbers(lines[i].normalized) for i in candidates)
    heads = [i for i in candidates if count[_mask_numbers(lines[i].normalized)] >= _MIN_NUMBERED_REPEATS]
    return {i: len(lines[i].normalized) for i in heads} if 2 * len(heads) > len(numbers) else {}


def find_repeated_heads(lines: Sequence[TextLine], settings: ParagraphSettings) -> Mapping[int, int]:
    """Return the lines that repeat at equal distances inside sentences, and split words at least once.

    Each line is mapped to its length in code points.
    """
    lines_by_text: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if _may_be_head(line.normalized):
            lines_by_text.setdefault(_mask_numbers(line.normalized), []).append(i)
    runs = [
        run
        for run in lines_by_text.values()
        if len(run) >= _MIN_UNNUMBERED_REPEATS and _is_page_sequence(lines, run, settings)
    ]
    return {i: len(lines[i].normalized) for run in runs for i in run}


def _may_be_head(text: str) -> bool:
    return (
        _MIN_HEAD_CHARS <= len(text) <= _MAX_HEAD_CHARS
        and not has_sentence_end(text)
        and not PROSE_MARK.search(text)
        and bool(_WORD.search(text))
    )


def _mask_numbers(text: str) -> str:
    """Return the text with every number replaced by 0."""
    return _DIGITS.sub("0", text)


def _is_page_sequence(lines: Sequence[TextLine], run: Sequence[int], settings: ParagraphSettings) -> bool:
    """Tell whether the lines split sentences and a word, and the pages between them have an even size."""
    cutting = [i for i in run if 0 < i < len(lines) - 1 and _is_cutting_sentence(lines, i)]
    word_cutting = [
        i
        for i in cutting
        if word_continuation_score(lines[i - 1].normalized, lines[i + 1].normalized)
        >= settings.sentences.min_word_nats
    ]
    full_pages = run[:-1]  # the last page may be short
    sizes = sorted(
        lines[second].span.start - lines[first].span.start for first, second in pairwise(full_pages)
    )
    median = sizes[len(sizes) // 2]
    is_even = (
        sizes[0] >= (1 - _MAX_PAGE_DEVIATION_SHARE) * median
        and sizes[-1] <= (1 + _MAX_PAGE_DEVIATION_SHARE) * median
    )
    return (
        2 * len(cutting) > len(run)
        and bool(word_cutting)
        and is_even
        and median >= settings.page_breaks.min_page_chars
    )


def _is_cutting_sentence(lines: Sequence[TextLine], i: int) -> bool:
    """Tell whether the line above stops inside prose and is longer than this line."""
    before = lines[i - 1].normalized
    return (
        is_mid_sentence(before) and len(before) > len(lines[i].normalized) and bool(PROSE_MARK.search(before))
    )
