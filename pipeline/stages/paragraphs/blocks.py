"""Blocks that a site flattened to one line, split where a lone space stands for a paragraph break."""

import re
from collections.abc import Iterator, Sequence

from pipeline.config import Paragraphs
from pipeline.edit import Span
from pipeline.han import ASTRAL_HAN, BLANK, HAN
from pipeline.stages.paragraphs.lines import Line
from pipeline.stages.paragraphs.marks import finished

# after Han, a stop or a closing mark; before Han, an opening mark or a digit
_BREAK = re.compile(
    rf"(?<=[{HAN}{ASTRAL_HAN}。!?…”’)》】])[{BLANK}]+(?=[{HAN}{ASTRAL_HAN}“‘《(【\d])".replace(ASTRAL_HAN, "")
)
_STOP = re.compile("[。!?…]+[”’)]*(?=.)")


def splits(lines: Sequence[Line], settings: Paragraphs) -> Iterator[Span]:
    """Yield the spaces, as spans of the text, that stand for paragraph breaks."""
    blocks = [line for line in lines if len(line.read) >= settings.block]
    spaced = sum(len(_after_stop(line)) for line in blocks)
    stops = sum(1 for line in blocks for _ in _STOP.finditer(line.read))
    if spaced < settings.block_breaks or spaced > settings.block_share * stops:
        return
    for line in blocks:
        for space in _breaks(line, settings):
            yield Span(line.span.start + space.start, line.span.start + space.end)


def _after_stop(line: Line) -> list[Span]:
    return [Span(*m.span()) for m in _BREAK.finditer(line.read) if finished(line.read[: m.start()][-8:])]


def _breaks(line: Line, settings: Paragraphs) -> Iterator[Span]:
    """Yield the breaks of one block: after a stop, or between two pieces that are paragraphs by length."""
    spaces = [Span(*m.span()) for m in _BREAK.finditer(line.read)]
    ends = [*(space.start for space in spaces), len(line.read)]
    at = 0
    for i, space in enumerate(spaces):
        before, after = space.start - at, ends[i + 1] - space.end
        at = space.end
        stopped = finished(line.read[max(0, space.start - 8) : space.start])
        if stopped or min(before, after) >= settings.block_piece:
            yield space
