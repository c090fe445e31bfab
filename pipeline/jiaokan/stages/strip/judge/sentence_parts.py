"""Find removed units without which a kept sentence has a hole: a linked word, or a number before its unit."""

import re
from collections.abc import Iterator

from jiaokan.stages.strip.judge.unit_verdicts import UnitVerdicts
from jiaokan.stages.strip.judge.units import CutPage

# words after which no sentence ends
_UNFINISHED_END = re.compile("[在和与及将把被从向由于或该为]$|[,、]$")
_PROSE_MARK = re.compile("[,。;!?]")
_MIN_UNFINISHED_CHARS = 10  # code points of the line above
_MAX_LINKED_CHARS = 10  # code points of a linked word on a line of its own


def find_sentence_parts(page: CutPage, gone: UnitVerdicts) -> Iterator[int]:
    """Yield the removed units inside a kept sentence.

    There are two forms: a number at a blank with the kept rest of its line behind it (2016 年, 3 万人), and
    a short line between a kept line that stops after 在, 和 or a comma and a kept line of prose.
    """
    for at in gone:
        if at + 1 == len(page.texts) or at + 1 in gone:
            continue
        if _is_number_of_next_piece(page, at) or (at - 1 not in gone and _is_linked_word(page, at)):
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
