"""Page numbers that document-sharing sites print before each page of a text: "1、" ... "7、"."""

import re
from collections.abc import Sequence

from jiaokan.config.schema import PageNumbers
from jiaokan.core.edits import Edit, Span, delete
from jiaokan.stages.strip.page_lines import Page, Places
from jiaokan.text.unicode_ranges import CLOSERS, STOPS

_FIRST = "1、"
_NUMBER = re.compile(r"([1-9]\d{0,3})、")
_FINISHED = re.compile(f"[{STOPS};:][{CLOSERS}]*$")
_RULE = "page/number"


def may_number(page: Page) -> bool:
    """Tell whether the text of a page, with what may go of it, has a first number anywhere."""
    return _FIRST in page.read.text


def page_numbers(page: Page, settings: PageNumbers) -> list[Edit]:
    """Return the edits that take page numbers away, and the line feeds with which they cut a sentence.

    Numbers count from 1 without a gap through long lines, and most of them cut a sentence: no list
    does both.
    """
    if not may_number(page):
        return []
    run = _run(page.lines)
    cuts = [at for at in run[1:] if _cut(page.lines, at)]
    length = sum(len(page.lines[at]) for at in run[:-1])
    if len(run) < settings.least or len(cuts) < settings.cut_share * (len(run) - 1):
        return []
    if length < settings.line_length * (len(run) - 1):
        return []
    why = f"numbers 1 to {len(run)} run through the page and {len(cuts)} of them cut a sentence"
    places = page.places()
    return [_taken(page, places, at, at in cuts, why) for at in run]


def _run(lines: Sequence[str]) -> list[int]:
    """Return the lines that bear 1、, 2、, 3、 … in turn."""
    run: list[int] = []
    number = _FIRST
    for at, line in enumerate(lines):
        if line.startswith(number):
            run.append(at)
            number = f"{len(run) + 1}、"
    return run


def _above(lines: Sequence[str], at: int) -> int:
    """Return the nearest line above that is not blank, -1 where there is none."""
    return next((above for above in range(at - 1, -1, -1) if lines[above]), -1)


def _cut(lines: Sequence[str], at: int) -> bool:
    above = _above(lines, at)
    return above >= 0 and not _FINISHED.search(lines[above])


def _taken(page: Page, places: Places, at: int, cut: bool, why: str) -> Edit:
    """Delete the number of a line, and all back to the sentence it cuts."""
    found = _NUMBER.match(page.lines[at])
    number = places.part(at, 0, found.end() if found else 0)
    start = number.start
    if cut:
        above = _above(page.lines, at)
        start = places.part(above, 0, len(page.lines[above])).end
    return delete(page.text, Span(start, number.end), _RULE, 1.0, why)
