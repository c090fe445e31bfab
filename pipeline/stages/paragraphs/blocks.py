"""Blocks that a site flattened to one line, split where their paragraphs show still."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.config import Paragraphs
from pipeline.edit import Edit, Span, replace
from pipeline.han import BLANK, HAN
from pipeline.stages.paragraphs.lines import Line, columns
from pipeline.stages.paragraphs.marks import finished, number

# a space after Han, a stop or a closing mark, and before Han, an opening mark or a digit
_SPACE = re.compile(rf"(?<=[{HAN}。!?…”’)》】;:])[{BLANK}]+(?=[{HAN}“‘《(【\d①-⑳])")
_STOP = re.compile("[。!?…]+[”’)]*(?=.)")
_ITEM = re.compile(
    r"(?<=[。!?…”:)])(?:(\d{1,2})(?:、|\.(?!\d))|([一二三四五六七八九十]{1,3})、|[(]([一二三四五六七八九十]{1,3})[)])"
)


def splits(text: str, lines: Sequence[Line], settings: Paragraphs) -> Iterator[Edit]:
    """Propose line feeds where a flattened block shows paragraph breaks."""
    spaces = {line: [Span(*m.span()) for m in _SPACE.finditer(line.read)] for line in lines}
    typed = _typed(spaces, settings)
    for line, found in spaces.items():
        for space in _breaks(line, found, typed, settings):
            span = Span(line.span.start + space.start, line.span.start + space.end)
            yield replace(text, span, "\n", "layout/block", 0.9, "a lone space stands for a paragraph break")
        if len(line.read) >= settings.block:
            for at in _items(line):
                span = Span(line.span.start + at, line.span.start + at)
                yield replace(text, span, "\n", "layout/block", 0.9, "the items of a list run on")


def _typed(spaces: dict[Line, list[Span]], settings: Paragraphs) -> bool:
    """Tell whether lone spaces after stops are a habit of typing, or too few to show anything."""
    blocks = [line for line in spaces if len(line.read) >= settings.block]
    spaced = sum(_stopped(line, space) for line in blocks for space in spaces[line])
    stops = sum(1 for line in blocks for _ in _STOP.finditer(line.read))
    return spaced < settings.block_breaks or spaced > settings.block_share * stops


def _stopped(line: Line, space: Span) -> bool:
    return finished(line.read[max(0, space.start - 8) : space.start])


def _breaks(line: Line, spaces: Sequence[Span], typed: bool, settings: Paragraphs) -> Iterator[Span]:
    """Yield the spaces of a line that are paragraph breaks.

    Wide ones after a stop are; lone ones are in a block, after a stop or between pieces of some length.
    """
    block = len(line.read) >= settings.block and not typed
    ends = [0, *(space.end for space in spaces), len(line.read)]
    sizes = [b - a for a, b in pairwise(ends)]
    for i, space in enumerate(spaces):
        wide = columns(space.of(line.read)) >= settings.block_wide
        if _stopped(line, space):
            if wide or block:
                yield space
        elif (
            block
            and line.read[space.start - 1] not in ";:"
            and min(sizes[i], sizes[i + 1]) >= settings.block_piece
        ):
            yield space


def _items(line: Line) -> Iterator[int]:
    """Yield where the items of a list begin: numbers of one style that rise by one from 1, after stops."""
    runs: dict[int, list[int]] = {}
    for found in _ITEM.finditer(line.read):
        kind = found.lastindex or 0
        run = runs.setdefault(kind, [])
        if number(found[kind]) == len(run) + 1 + (not run and number(found[kind]) == 2):
            run.append(found.start())
    for run in runs.values():
        if len(run) > 1:
            yield from run
