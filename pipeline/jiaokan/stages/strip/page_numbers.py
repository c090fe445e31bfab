"""Page numbers that document-sharing sites print before each page of a text: "1、" to "7、"."""

import re
from collections.abc import Sequence

from jiaokan.config.strip_settings import PageNumberSettings
from jiaokan.core.edits import Edit, Span, make_deletion
from jiaokan.stages.strip.normalized_page import LinePlaces, NormalizedPage
from jiaokan.text.unicode_ranges import CLOSING_MARKS, SENTENCE_STOPS

_FIRST_NUMBER = "1、"
_PAGE_NUMBER = re.compile(r"([1-9]\d{0,3})、")
_SENTENCE_END = re.compile(f"[{SENTENCE_STOPS};:][{CLOSING_MARKS}]*$")
_RULE_ID = "page/number"


def may_have_page_numbers(page: NormalizedPage) -> bool:
    """Tell whether the text of a page holds a first number anywhere."""
    return _FIRST_NUMBER in page.view.text


def find_page_numbers(page: NormalizedPage, settings: PageNumberSettings) -> list[Edit]:
    """Return the edits that delete page numbers and the line feeds with which they split a sentence.

    Page numbers count from 1 without a gap before long lines, and most split a sentence. List items do not.
    """
    if not may_have_page_numbers(page):
        return []
    run = _find_number_run(page.lines)
    cutting = [i for i in run[1:] if _is_cut_sentence(page.lines, i)]
    total_chars = sum(len(page.lines[i]) for i in run[:-1])
    if len(run) < settings.min_pages or len(cutting) < settings.min_cut_share * (len(run) - 1):
        return []
    if total_chars < settings.min_mean_page_chars * (len(run) - 1):
        return []
    why = f"numbers 1 to {len(run)} run through the page and {len(cutting)} of them cut a sentence"
    places = page.locate_lines()
    return [_delete_number(page, places, i, i in cutting, why) for i in run]


def _find_number_run(lines: Sequence[str]) -> list[int]:
    """Return the lines that begin with 1、, 2、, 3、 and so on, in order."""
    run: list[int] = []
    number = _FIRST_NUMBER
    for i, line in enumerate(lines):
        if line.startswith(number):
            run.append(i)
            number = f"{len(run) + 1}、"
    return run


def _find_line_above(lines: Sequence[str], i: int) -> int:
    """Return the nearest line above that is not blank, -1 if there is none."""
    return next((above for above in range(i - 1, -1, -1) if lines[above]), -1)


def _is_cut_sentence(lines: Sequence[str], i: int) -> bool:
    above = _find_line_above(lines, i)
    return above >= 0 and not _SENTENCE_END.search(lines[above])


def _delete_number(page: NormalizedPage, places: LinePlaces, i: int, is_cut: bool, why: str) -> Edit:
    """Delete the number of a line and everything between it and the sentence that it splits."""
    match = _PAGE_NUMBER.match(page.lines[i])
    number_span = places.find_source_span(i, 0, match.end() if match else 0)
    start = number_span.start
    if is_cut:
        above = _find_line_above(page.lines, i)
        start = places.find_source_span(above, 0, len(page.lines[above])).end
    return make_deletion(page.text, Span(start, number_span.end), _RULE_ID, 1.0, why)
