"""Page numbers that document-sharing sites print before each page of a text: "1、" ... "7、"."""

import re
from collections.abc import Sequence

from jiaokan.config.schema import PageNumberSettings
from jiaokan.core.edits import Edit, Span, make_deletion
from jiaokan.stages.strip.page_lines import LinePlaces, NormalizedPage
from jiaokan.text.unicode_ranges import CLOSING_MARKS, SENTENCE_STOPS

_FIRST_NUMBER = "1、"
_PAGE_NUMBER = re.compile(r"([1-9]\d{0,3})、")
_SENTENCE_END = re.compile(f"[{SENTENCE_STOPS};:][{CLOSING_MARKS}]*$")
_RULE_ID = "page/number"


def may_have_page_numbers(page: NormalizedPage) -> bool:
    """Tell whether the text of a page, with what may go of it, has a first number anywhere."""
    return _FIRST_NUMBER in page.view.text


def find_page_numbers(page: NormalizedPage, settings: PageNumberSettings) -> list[Edit]:
    """Return the edits that take page numbers away, and the line feeds with which they cut a sentence.

    Numbers count from 1 without a gap through long lines, and most of them cut a sentence: no list
    does both.
    """
    if not may_have_page_numbers(page):
        return []
    run = _find_number_run(page.lines)
    cuts = [at for at in run[1:] if _is_cut_sentence(page.lines, at)]
    length = sum(len(page.lines[at]) for at in run[:-1])
    if len(run) < settings.least or len(cuts) < settings.cut_share * (len(run) - 1):
        return []
    if length < settings.line_length * (len(run) - 1):
        return []
    why = f"numbers 1 to {len(run)} run through the page and {len(cuts)} of them cut a sentence"
    places = page.locate_lines()
    return [_delete_number(page, places, at, at in cuts, why) for at in run]


def _find_number_run(lines: Sequence[str]) -> list[int]:
    """Return the lines that bear 1、, 2、, 3、 … in turn."""
    run: list[int] = []
    number = _FIRST_NUMBER
    for at, line in enumerate(lines):
        if line.startswith(number):
            run.append(at)
            number = f"{len(run) + 1}、"
    return run


def _find_line_above(lines: Sequence[str], at: int) -> int:
    """Return the nearest line above that is not blank, -1 where there is none."""
    return next((above for above in range(at - 1, -1, -1) if lines[above]), -1)


def _is_cut_sentence(lines: Sequence[str], at: int) -> bool:
    above = _find_line_above(lines, at)
    return above >= 0 and not _SENTENCE_END.search(lines[above])


def _delete_number(page: NormalizedPage, places: LinePlaces, at: int, cut: bool, why: str) -> Edit:
    """Delete the number of a line, and all back to the sentence it cuts."""
    found = _PAGE_NUMBER.match(page.lines[at])
    number = places.find_source_span(at, 0, found.end() if found else 0)
    start = number.start
    if cut:
        above = _find_line_above(page.lines, at)
        start = places.find_source_span(above, 0, len(page.lines[above])).end
    return make_deletion(page.text, Span(start, number.end), _RULE_ID, 1.0, why)
