"""Find removed units without which a kept sentence has a hole: a linked word, or a number before its unit."""

import re
from collections.abc import Iterator

from jiaokan.stages.strip.judge.unit_verdicts import UnitVerdicts
from jiaokan.stages.strip.judge.units import CutPage

# words after which no sentence ends
_UNFINISHED_END = re.compile("[在和与及将把被从向由于或该为]$|[,、]$")
_PROSE_MARK = re.compile("[,。;!?]")
_CLOSING_MARKS = {"“": "”", "「": "」", "『": "』", "《": "》"}
_MAX_QUOTED_UNITS = 4  # between an opening mark and its closing mark, both on lines of their own
_MIN_UNFINISHED_CHARS = 10  # code points of the line above
_MAX_LINKED_CHARS = 10  # code points of a linked word on a line of its own


def find_sentence_parts(page: CutPage, gone: UnitVerdicts) -> Iterator[int]:
    """Yield the removed units inside a kept sentence.

    There are three forms: a number at a blank with the kept rest of its line behind it (2016 年, 3 万人), a
    short line between a kept line that stops after 在, 和 or a comma and a kept line of prose, and an opening
    mark on a line of its own whose closing mark begins a kept line soon below.
    """
    for at in gone:
        if at + 1 == len(page.texts) or at + 1 in gone:
            continue
        is_linked = at - 1 not in gone and _is_linked_word(page, at)
        if is_linked or _is_number_of_next_piece(page, at) or _is_opening_mark(page, gone, at):
            yield at


def _is_number_of_next_piece(page: CutPage, at: int) -> bool:
    return page.texts[at].isdecimal() and page.units[at].line == page.units[at + 1].line


def _is_linked_word(page: CutPage, at: int) -> bool:
    above = page.texts[at - 1] if at else ""
    return (
        page.units[at].pieces == 1
        and len(page.texts[at]) <= _MAX_LINKED_CHARS
        and len(above) >= _MIN_UNFINISHED_CHARS
        and bool(_UNFINISHED_END.search(above))
        and bool(_PROSE_MARK.search(page.texts[at + 1]))
    )


def _is_opening_mark(page: CutPage, gone: UnitVerdicts, at: int) -> bool:
    closing_mark = _CLOSING_MARKS.get(page.texts[at])
    below = range(at + 1, min(at + 1 + _MAX_QUOTED_UNITS, len(page.texts)))
    return closing_mark is not None and any(
        page.texts[other].startswith(closing_mark) for other in below if other not in gone
    )
