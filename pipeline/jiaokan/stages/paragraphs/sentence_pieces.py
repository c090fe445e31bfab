"""Pieces of a sentence: what links, emphasis and figures in tags of their own leave on lines of their own.

Every pattern is for folded text.
"""

import re

from jiaokan.config.schema import Paragraphs
from jiaokan.stages.paragraphs.list_markers import COLONS, COMMAS, CONTINUES, PROSE, amid, apart, style
from jiaokan.text.word_boundaries import bond

# 2015 | 9.3 | 12.3% | 09:30 | 1,102,284
_FIGURE = re.compile(r"\(?[A-Z]{0,4}\)?\d[\d.,:/%~-]*$")
# what follows a figure in a sentence: a unit, or a word of extent
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT = re.compile(
    "[年月日时分号点至到%‰倍度以余多人名位个家户项次岁届元吨亩米公千百万亿平美条款种台辆座件章]"
)
_COUNTED = re.compile(r"\d[\d.,]*(?:[万亿%户家种人元吨个名项]|\d$)(?!月)")  # 496.97万人 opens no paragraph
_PARTICLE = re.compile("[了着过的地得吗呢吧]$|的(?![士确])")
# what no sentence ends with, and what seldom ends one
_HANGS = re.compile(
    "(?:[在和与及将把对被从向以由于或并其该让使据至是为达第共约]|目前|其中|进行|包括|通过|根据|有关|叫做)$"
)
_LONGEST = 20  # code points of a piece


def piece(before: str, after: str, below: str, *, joined: bool, settings: Paragraphs) -> str:
    """Return why two lines are pieces of one sentence, "" where nothing shows that they are.

    `below` is the line after the second; `joined`: the first is itself a piece of the line above it.
    """
    if joined and len(before) == 1 and before in COLONS + COMMAS:
        return "a mark amid the sentence"
    if not amid(before) or apart(before) or style(after):
        return ""
    return _reason(before, after, below, settings)


def _reason(before: str, after: str, below: str, settings: Paragraphs) -> str:
    if _needs_figure(before, after, below):
        return "a figure amid the sentence"
    if _PARTICLE.match(after):
        return "no line opens with a particle"
    if _HANGS.search(before) and len(before) >= 4:
        return "the sentence is unfinished"
    return "a piece amid the sentence" if _is_word(before, after, below, settings) else ""


def is_figure(read: str) -> bool:
    """Tell whether a line is a figure alone."""
    return bool(_FIGURE.match(read))


def _needs_figure(before: str, after: str, below: str) -> bool:
    """Tell whether one of two lines is a figure that the sentence around it needs."""
    if _FIGURE.match(after):
        opens = _YEAR.fullmatch(after) and not PROSE.search(before) and not _HANGS.search(before)
        return not opens and bool(CONTINUES.match(below) or _UNIT.match(below))
    if _FIGURE.match(before):
        return bool(_UNIT.match(after))
    return bool(_COUNTED.match(after)) and len(before) <= _LONGEST


def _is_word(before: str, after: str, below: str, settings: Paragraphs) -> bool:
    """Tell whether a short line that a mark goes on from belongs to the sentence above it."""
    if not CONTINUES.match(below) or len(after) > _LONGEST or PROSE.search(after) or not amid(after):
        return False
    prose = PROSE.search(before) or len(before) >= settings.comma
    return bool(prose) or bond(before, after) > 0
