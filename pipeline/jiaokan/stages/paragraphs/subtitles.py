"""Subtitles: the numbers and times of SubRip and WebVTT, which no reader sees, and the lines between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from jiaokan.core.document import Document
from jiaokan.stages.paragraphs.text_lines import Line

_CLOCK = r"(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
TIMES = re.compile(rf"{_CLOCK} ?-->? ?{_CLOCK}(?: [a-z]+:\S+)*$")
_HEAD = re.compile(r"WEBVTT\b")
_COUNT = re.compile(r"\d{1,5}$")


def without_times(document: Document, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines without the numbers and times of subtitles; those between them join nothing."""
    timed = {i for i, line in enumerate(lines) if TIMES.match(line.read)}
    if not timed and not _was_timed(document):
        return tuple(lines)
    counts = {i for i, k in pairwise(range(len(lines))) if k in timed and _COUNT.match(lines[i].read)}
    heads = {0} if lines and _HEAD.match(lines[0].read) else set[int]()
    return tuple(_apart(line for i, line in enumerate(lines) if i not in timed | counts | heads))


def _was_timed(document: Document) -> bool:
    """Tell whether an earlier edit took the times of subtitles away."""
    olds = (edit.old for step in document.steps for edit in step.edits if "-->" in edit.old)
    return any(TIMES.match(line.strip()) for old in olds for line in old.splitlines())


def _apart(lines: Iterator[Line]) -> Iterator[Line]:
    return (replace(line, code=True, margin=0) for line in lines)
