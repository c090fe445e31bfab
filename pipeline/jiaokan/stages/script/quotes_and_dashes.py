"""Quotation marks, stops, ellipses and dashes of Chinese prose, from the strokes typed for them."""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Edit, covering
from jiaokan.stages.script.foreign_sentences import foreign_spans
from jiaokan.stages.script.mark_context import (
    BREAK,
    HAN_CHAR,
    in_code,
    in_prose,
    in_reference,
    in_sentences,
    is_han,
    word,
)
from jiaokan.text.unicode_ranges import HAN

_CURLED = re.compile("[“”]")
_CURLED_SINGLE = re.compile("[‘’]")
# not the apostrophe of a Latin word
_SINGLE = re.compile("(?<![A-Za-z0-9])'([^'\n]{1,60})'(?![A-Za-z0-9])")
_LINE = re.compile(r"[^\n]+")
# longer runs are leaders and rules
DOTS = re.compile(r"(?<![.。])(?:\.{3,6}|。{3,6})(?![.。])")
_BEFORE_OPEN = frozenset(("", "\n", *":：(（《"))
_AFTER_CLOSE = frozenset(("", "\n", *",，.。;；!！?？、)）》"))
_CLOSED = re.compile(r'[。.！？!?…]"\s*$')
# a point that another word, a quotation or a break follows
_POINT = re.compile(
    f"(?<![.\\s])[.](?=[{HAN}0-9A-Z“‘（《「『【”’》）」』】\"'(),;:<\\s]|$)|(?<=[{HAN}』”」）] )[.](?=\\s|$)"
)
# shares, times, fractions and whole words, which number no part of a text
_FIGURE = re.compile("[%％‰℃]$|\\d[:/]\\d{1,4}$|[A-Za-z]{4}$")
_DECIMAL = re.compile("[〇零一二三四五六七八九十][.][〇零一二三四五六七八九十]")
_NUMBERED = re.compile("(?:^|\\s)[一二三四五六七八九十]{1,3}$")
_HYPHENS = re.compile("(?<!-)-{2,3}(?!-)")


def strokes(text: str) -> Iterator[Edit]:
    """Propose “”, 。, …… and —— for what stands for them beside Chinese words."""
    yield from _quotes(text)
    for dots in in_sentences(text, DOTS.finditer(text)):
        if any(map(is_han, _words(text, dots))):
            yield Edit(dots.start(), dots[0], "……", "punctuation/ellipsis")
    if "。" not in DOTS.sub("", text):
        yield from _stops(text)
    for hyphens in in_sentences(text, _HYPHENS.finditer(text)):
        words = _words(text, hyphens)
        if any(map(is_han, words)) and all(side in BREAK or is_han(side) for side in words):
            yield Edit(hyphens.start(), hyphens[0], "——", "punctuation/dash")


def _stops(text: str) -> Iterator[Edit]:
    """Propose 。 for the point that ends a sentence, on a page that has no other stop."""
    for point in in_sentences(text, _POINT.finditer(text)):
        at = point.start()
        if _ends(text, point) and not in_code(text, at) and not in_reference(text, at):
            yield Edit(at, ".", "。", "punctuation/stop")


def _ends(text: str, point: re.Match[str]) -> bool:
    """Say whether a point ends a sentence: it neither numbers a part of a text nor parts a number."""
    at = point.start()
    left, right = _words(text, point)
    before = text[max(0, at - 8) : at]
    if is_han(left):
        return not (_NUMBERED.search(before) or _DECIMAL.match(text, at - 1))
    figure = is_han(right) and _FIGURE.search(before) is not None
    return figure or (right in BREAK and in_prose(text, at))


def _words(text: str, match: re.Match[str]) -> tuple[str, str]:
    return word(text, match.start(), -1), word(text, match.end() - 1, 1)


def _quotes(text: str) -> Iterator[Edit]:
    if '"' in text and not _CURLED.search(text):
        foreign = covering(list(foreign_spans(text)))
        for line in _LINE.finditer(text):
            yield from (edit for edit in _double_quotes(text, line) if not foreign(edit.start))
    if "'" in text and not _CURLED_SINGLE.search(text):
        yield from _single_quotes(text)


def _double_quotes(text: str, line: re.Match[str]) -> Iterator[Edit]:
    """Curl the quotation marks of a line that have their other half, and a lone one around all of it."""
    places = [line.start() + i for i, char in enumerate(line[0]) if char == '"']
    if len(places) == 1:
        yield from _lone(text, line, places[0])
    for start, end in _pairs(text, places):
        if in_code(text, start):
            continue
        if HAN_CHAR.search(text, start, end) or is_han(word(text, start, -1)) or is_han(word(text, end, 1)):
            yield Edit(start, '"', "“", "punctuation/quote")
            yield Edit(end, '"', "”", "punctuation/quote")


def _single_quotes(text: str) -> Iterator[Edit]:
    for match in in_sentences(text, _SINGLE.finditer(text)):
        if HAN_CHAR.search(match[1]) and any(map(is_han, _words(text, match))):
            yield Edit(match.start(), "'", "‘", "punctuation/quote")
            yield Edit(match.end() - 1, "'", "’", "punctuation/quote")


def _pairs(text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Pair marks in turn; where one is missing, start anew at each that can only open or only close."""
    missing = len(places) % 2 == 1
    opened: int | None = None
    for place in places:
        before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
        opens = missing and before in _BEFORE_OPEN
        closes = missing and not opens and after in _AFTER_CLOSE
        if opened is not None and not opens:
            yield opened, place
            opened = None
        elif not closes:
            opened = place


def _lone(text: str, line: re.Match[str], place: int) -> Iterator[Edit]:
    """Curl the one mark of a line where it opens all of it or closes it: speech goes on over paragraphs."""
    if line[0].lstrip().startswith('"') and is_han(word(text, place, 1)):
        yield Edit(place, '"', "“", "punctuation/quote")
    elif _CLOSED.search(line[0]):
        yield Edit(place, '"', "”", "punctuation/quote")
