"""Running heads: what stands at the top or the foot of every page of a file, and in no sentence."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from jiaokan.config.schema import Paragraphs
from jiaokan.stages.paragraphs.list_markers import PROSE, amid, finished
from jiaokan.stages.paragraphs.text_lines import Line
from jiaokan.text.word_boundaries import bond

_DIGITS = re.compile(r"\d+")
_LONGEST = 40  # code points of a running head
_SHORTEST = 4
_LEAST = 3  # pages on which one stands where no number shows the pages
_NUMBERED = 2  # where numbers do
_EVEN = 0.5  # pages differ in length by this share at most


def running_heads(lines: Sequence[Line], numbers: Collection[int]) -> Mapping[int, int]:
    """Return the lines beside page numbers that most pages repeat, and the length of each."""
    beside = [k for i in numbers for k in (i - 1, i + 1) if 0 <= k < len(lines) and k not in numbers]
    found = [k for k in beside if _is_label(lines[k].read)]
    count = Counter(_form(lines[k].read) for k in found)
    heads = [k for k in found if count[_form(lines[k].read)] >= _NUMBERED]
    return {k: len(lines[k].read) for k in heads} if 2 * len(heads) > len(numbers) else {}


def repeated_heads(lines: Sequence[Line], settings: Paragraphs) -> Mapping[int, int]:
    """Return the lines that stand again and again at equal distances amid sentences, and cut words."""
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if _is_label(line.read):
            places.setdefault(_form(line.read), []).append(i)
    runs = [run for run in places.values() if len(run) >= _LEAST and _is_paged(lines, run, settings)]
    return {i: len(lines[i].read) for run in runs for i in run}


def _is_label(read: str) -> bool:
    return _SHORTEST <= len(read) <= _LONGEST and not finished(read) and not PROSE.search(read)


def _form(read: str) -> str:
    """Return a line with all numbers alike."""
    return _DIGITS.sub("0", read)


def _is_paged(lines: Sequence[Line], run: Sequence[int], settings: Paragraphs) -> bool:
    """Tell whether lines stand between halves of sentences, some of words, and pages of a size part them."""
    cut = [i for i in run if 0 < i < len(lines) - 1 and _cuts(lines, i)]
    torn = [i for i in cut if bond(lines[i - 1].read, lines[i + 1].read) >= settings.word]
    ends = run[:-1]  # the last page is short
    sizes = sorted(lines[b].span.start - lines[a].span.start for a, b in pairwise(ends))
    middle = sizes[len(sizes) // 2]
    even = sizes[0] >= (1 - _EVEN) * middle and sizes[-1] <= (1 + _EVEN) * middle
    return 2 * len(cut) > len(run) and bool(torn) and even and middle >= settings.page_size


def _cuts(lines: Sequence[Line], i: int) -> bool:
    """Tell whether the line above stops amid prose and the line below opens no item."""
    before = lines[i - 1].read
    return amid(before) and len(before) > len(lines[i].read) and bool(PROSE.search(before))
