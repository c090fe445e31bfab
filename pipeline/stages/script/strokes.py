"""Quotation marks, ellipses and dashes of Chinese prose, from the strokes typed for them."""

import re
from collections.abc import Iterator

from pipeline.edit import Edit
from pipeline.stages.script.context import BREAK, HAN_CHAR, in_sentences, is_han, word

_CURLED = re.compile("[“”]")
_LINE = re.compile('[^\n]*"[^\n]*')
# longer runs are leaders and rules
_DOTS = re.compile(r"(?<![.。])(?:\.{3,6}|。{3,6})(?![.。])")
_HYPHENS = re.compile("(?<!-)-{2,3}(?!-)")


def strokes(text: str) -> Iterator[Edit]:
    """Propose “”, …… and —— for what stands for them beside Chinese words."""
    if '"' in text and not _CURLED.search(text):
        for line in _LINE.finditer(text):
            yield from _quotes(text, line)
    for dots in in_sentences(text, _DOTS.finditer(text)):
        if any(map(is_han, _words(text, dots))):
            yield Edit(dots.start(), dots[0], "……", "punctuation/ellipsis")
    for hyphens in in_sentences(text, _HYPHENS.finditer(text)):
        words = _words(text, hyphens)
        if any(map(is_han, words)) and all(side in BREAK or is_han(side) for side in words):
            yield Edit(hyphens.start(), hyphens[0], "——", "punctuation/dash")


def _words(text: str, match: re.Match[str]) -> tuple[str, str]:
    return word(text, match.start(), -1), word(text, match.end() - 1, 1)


def _quotes(text: str, line: re.Match[str]) -> Iterator[Edit]:
    """Curl the quotation marks of a line, first open then close, where all have their other half.

    A speech of several paragraphs opens each of them and closes the last.
    """
    places = [line.start() + i for i, char in enumerate(line[0]) if char == '"']
    if len(places) == 1:
        yield from _lone(text, line, places[0])
    if len(places) % 2:
        return
    for start, end in zip(places[::2], places[1::2], strict=True):
        if HAN_CHAR.search(text, start, end) or is_han(word(text, start, -1)) or is_han(word(text, end, 1)):
            yield Edit(start, '"', "“", "punctuation/quote")
            yield Edit(end, '"', "”", "punctuation/quote")


def _lone(text: str, line: re.Match[str], place: int) -> Iterator[Edit]:
    """Curl the one quotation mark of a line where it opens or closes all of it."""
    if line[0].lstrip().startswith('"') and is_han(word(text, place, 1)):
        yield Edit(place, '"', "“", "punctuation/quote")
    elif line[0].rstrip().endswith(('。"', '!"', '?"', '！"', '？"', '…"')):
        yield Edit(place, '"', "”", "punctuation/quote")
