"""Subtitles in SubRip and WebVTT: remove the numbers and times, and keep each line as a paragraph."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from jiaokan.stages.paragraphs.text_lines import TextLine

_CLOCK_TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
SUBTITLE_TIMES = re.compile(rf"{_CLOCK_TIME} ?-->? ?{_CLOCK_TIME}(?: [a-z]+:\S+)*$")
_WEBVTT_HEADER = re.compile(r"WEBVTT\b")
_SUBTITLE_NUMBER = re.compile(r"\d{1,5}$")


def remove_subtitle_times(replaced: Iterable[str], lines: Sequence[TextLine]) -> tuple[TextLine, ...]:
    """Return the lines without subtitle numbers and times. The remaining lines are not joined.

    `replaced` is what earlier steps replaced or removed (`list_replaced_texts`).
    """
    time_lines = {
        i for i, line in enumerate(lines) if "--" in line.normalized and SUBTITLE_TIMES.match(line.normalized)
    }
    if not time_lines and not _has_removed_times(replaced):
        return tuple(lines)
    number_lines = {
        i
        for i, next_line in pairwise(range(len(lines)))
        if next_line in time_lines and _SUBTITLE_NUMBER.match(lines[i].normalized)
    }
    header_lines = {0} if lines and _WEBVTT_HEADER.match(lines[0].normalized) else set[int]()
    return tuple(
        _flag_unjoinable(
            line for i, line in enumerate(lines) if i not in time_lines | number_lines | header_lines
        )
    )


def _has_removed_times(replaced: Iterable[str]) -> bool:
    """Tell whether an earlier edit removed subtitle times."""
    removed_texts = (old for old in replaced if "-->" in old)
    return any(
        SUBTITLE_TIMES.match(line.strip()) for removed in removed_texts for line in removed.splitlines()
    )


def _flag_unjoinable(lines: Iterator[TextLine]) -> Iterator[TextLine]:
    return (line._replace(is_code=True, leading_blanks=0) for line in lines)
