"""Sentences of a paragraph; what stands in quotes or brackets is never cut."""

import re

from pipeline.edit import Span
from pipeline.han import BLANK, CLOSERS, STOPS

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】", "〔": "〕"}
_STOP = re.compile(f"[{STOPS}]+[{CLOSERS}]*[{BLANK}]*")
_PAIRED = re.compile("[" + re.escape("".join(PAIRS) + "".join(PAIRS.values())) + "]")


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Return the spans of the sentences that a span of the text holds, white space between them left out."""
    body = span.of(text)
    shut = _shut(body)
    found: list[Span] = []
    start = at = 0
    for stop in _STOP.finditer(body):
        while at < len(shut) and shut[at].end <= stop.start():
            at += 1
        if at < len(shut) and shut[at].start < stop.start() and stop.end() < shut[at].end:
            continue
        found.append(Span(start, stop.start() + len(stop[0].rstrip(BLANK))))
        start = stop.end()
    if start < len(body):
        found.append(Span(start, len(body)))
    return tuple(Span(span.start + s.start, span.start + s.end) for s in found)


def _shut(body: str) -> list[Span]:
    """Return the outermost pairs of marks, in order; a mark without its other half is no pair."""
    stack: list[tuple[str, int]] = []
    pairs: list[Span] = []
    for mark in _PAIRED.finditer(body):
        if mark[0] in PAIRS:
            stack.append((PAIRS[mark[0]], mark.start()))
            continue
        for depth in range(len(stack) - 1, max(-1, len(stack) - 4), -1):
            if stack[depth][0] == mark[0]:
                start = stack[depth][1]
                del stack[depth:]
                while pairs and pairs[-1].start > start:
                    pairs.pop()
                pairs.append(Span(start, mark.end()))
                break
    return pairs
