"""Mend the two ends of the chosen text: its first and last paragraph, and what closes a notice."""

import re

import numpy as np

from jiaokan.stages.extract.html.html_line import HEADING
from jiaokan.stages.extract.scoring.line_features import Described
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, Sheet
from jiaokan.stages.extract.scoring.region_features import Regions

_MIN_ALIKE = 2  # chosen lines of one make from which the next one of it is the same text
_MIN_UNIT_SCORE = 0.05  # of a table or listing below the text that belongs to it
_MIN_SCORE = 0.2  # of a sentence beside the text that belongs to it
_CLOSING_LINES = 2  # lines below the text that can be its signature and its day
_CLOSING_DAY = re.compile(
    r"\s*(?:(?:19|20)\d\d|1[01]\d|[一二][〇○零oO0一二三四五六七八九]{3})\s*[年./-]"
    r"\s*[\d一二三四五六七八九十]{1,2}\s*[月./-]\s*[\d一二三四五六七八九十]{1,3}\s*日?\s*"
)


def with_sentences(sheet: Sheet, described: Described, scores: Floats, kept: Flags) -> Flags:
    """Return the choice with the sentences right before and after it that are made as its own lines are.

    At the ends of a text less stands round a line that speaks for it, so scores are lower there.
    """
    kept = kept.copy()
    makes, columns = described.kin.makes, described.columns
    prose = (columns["ends"] > 0) & (columns["links"] == 0) & (described.found.ground == 0)
    prose &= (scores >= _MIN_SCORE) & ~sheet.stated & (columns["claimed"] == 0)
    for step in (-1, 1):
        own = kept.nonzero()[0]
        at = int(own[0 if step < 0 else -1]) if len(own) else -1
        alike = np.count_nonzero(makes[own] == makes[at]) >= _MIN_ALIKE
        while alike and 0 <= at + step < len(kept) and prose[at + step] and makes[at + step] == makes[at]:
            at += step
            kept[at] = True
    return kept


def with_last_units(sheet: Sheet, described: Described, scores: Floats, kept: Flags) -> Flags:
    """Return the choice with the tables and listings right below it, and their headings, made as its own."""
    kept = kept.copy()
    own = kept.nonzero()[0]
    makes, ground = described.kin.makes, described.found.ground
    known = set(makes[own].tolist())
    end = last = at = int(own[-1]) if len(own) else len(kept)
    while at + 1 < len(kept) and makes[at + 1] in known and not ground[at + 1]:
        at += 1
        is_unit = sheet.lines[at].unit >= 0 and scores[at] >= _MIN_UNIT_SCORE
        if not is_unit and sheet.lines[at].kind != HEADING:
            break
        last = at if is_unit else last
    kept[end : last + 1] = True
    return kept


def with_closing(sheet: Sheet, found: Regions, kept: Flags) -> Flags:
    """Return the choice with the signature and the day that close a notice, beside its last line."""
    kept = kept.copy()
    last = int(kept.nonzero()[0][-1]) if kept.any() else len(kept)
    for i in range(last + 1, min(last + 1 + _CLOSING_LINES, len(kept))):
        if found.ground[i] or sheet.lines[i].node.parent is not sheet.lines[last].node.parent:
            break
        if _CLOSING_DAY.fullmatch(sheet.views[i]):
            kept[last : i + 1] = True
    return kept
