"""Running heads: what stands at the top or the foot of every page of a file, and in no sentence."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from jiaokan.config.schema import ParagraphSettings
from jiaokan.stages.paragraphs.list_markers import PROSE_MARK, has_sentence_end, is_mid_sentence
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.word_boundaries import word_continuation_score

_DIGITS = re.compile(r"\d+")
_MAX_HEAD_CHARS = 40  # code points of a running head
_MIN_HEAD_CHARS = 4
_MIN_UNNUMBERED_REPEATS = 3  # pages on which one stands where no number shows the pages
_MIN_NUMBERED_REPEATS = 2  # where numbers do
_MAX_PAGE_DEVIATION_SHARE = 0.5  # pages differ in length by this share at most


def find_running_heads(lines: Sequence[TextLine], numbers: Collection[int]) -> Mapping[int, int]:
    """Return the lines beside page numbers that most pages repeat, and the length of each."""
    beside = [k for i in numbers for k in (i - 1, i + 1) if 0 <= k < len(lines) and k not in numbers]
    found = [k for k in beside if _may_be_head(lines[k].normalized)]
    count = Counter(_mask_numbers(lines[k].normalized) for k in found)
    heads = [k for k in found if count[_mask_numbers(lines[k].normalized)] >= _MIN_NUMBERED_REPEATS]
    return {k: len(lines[k].normalized) for k in heads} if 2 * len(heads) > len(numbers) else {}


def find_repeated_heads(lines: Sequence[TextLine], settings: ParagraphSettings) -> Mapping[int, int]:
    """Return the lines that stand again and again at equal distances amid sentences, and cut words."""
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if _may_be_head(line.normalized):
            places.setdefault(_mask_numbers(line.normalized), []).append(i)
    runs = [
        run
        for run in places.values()
        if len(run) >= _MIN_UNNUMBERED_REPEATS and _is_page_sequence(lines, run, settings)
    ]
    return {i: len(lines[i].normalized) for run in runs for i in run}


def _may_be_head(read: str) -> bool:
    return (
        _MIN_HEAD_CHARS <= len(read) <= _MAX_HEAD_CHARS
        and not has_sentence_end(read)
        and not PROSE_MARK.search(read)
    )


def _mask_numbers(read: str) -> str:
    """Return a line with all numbers alike."""
    return _DIGITS.sub("0", read)


def _is_page_sequence(lines: Sequence[TextLine], run: Sequence[int], settings: ParagraphSettings) -> bool:
    """Tell whether lines stand between halves of sentences, some of words, and pages of a size part them."""
    cut = [i for i in run if 0 < i < len(lines) - 1 and _is_cutting_sentence(lines, i)]
    torn = [
        i
        for i in cut
        if word_continuation_score(lines[i - 1].normalized, lines[i + 1].normalized) >= settings.word
    ]
    ends = run[:-1]  # the last page is short
    sizes = sorted(lines[b].span.start - lines[a].span.start for a, b in pairwise(ends))
    middle = sizes[len(sizes) // 2]
    even = (
        sizes[0] >= (1 - _MAX_PAGE_DEVIATION_SHARE) * middle
        and sizes[-1] <= (1 + _MAX_PAGE_DEVIATION_SHARE) * middle
    )
    return 2 * len(cut) > len(run) and bool(torn) and even and middle >= settings.page_size


def _is_cutting_sentence(lines: Sequence[TextLine], i: int) -> bool:
    """Tell whether the line above stops amid prose and the line below opens no item."""
    before = lines[i - 1].normalized
    return (
        is_mid_sentence(before) and len(before) > len(lines[i].normalized) and bool(PROSE_MARK.search(before))
    )
