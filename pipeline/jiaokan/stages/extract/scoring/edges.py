"""Extend the chosen lines at both ends: sentences, tables and listings, and the closing of a notice."""

import re

import numpy as np

from jiaokan.stages.extract.html.html_line import HEADING
from jiaokan.stages.extract.scoring.line_features import LineFeatures
from jiaokan.stages.extract.scoring.line_regions import LineRegions
from jiaokan.stages.extract.scoring.line_table import Flags, Floats, LineTable

_MIN_TEMPLATE_LINES = 2  # chosen lines of one template, for the next line of it to be added
_MIN_UNIT_SCORE = 0.05  # score of a table or listing below the text that is added
_MIN_SENTENCE_SCORE = 0.2  # score of a sentence beside the text that is added
_MAX_CLOSING_LINES = 2  # lines below the text that can be its signature and its date
_CLOSING_DATE = re.compile(
    r"""
    \s*
    (?:(?:19|20)\d\d                              # 2019
      |1[01]\d                                    # 108, a year of the Republic
      |[一二][〇○零oO0一二三四五六七八九]{3}      # 二〇一九
    )\s*[年./-]
    \s*[\d一二三四五六七八九十]{1,2}\s*[月./-]    # 10月
    \s*[\d一二三四五六七八九十]{1,3}\s*日?\s*     # 二十一日
    """,
    re.X,
)


def add_end_sentences(table: LineTable, features: LineFeatures, scores: Floats, kept: Flags) -> Flags:
    """Return the choice with the sentences right before and after it that have the template of its ends.

    Scores are lower at the ends of a text, since fewer of the lines around are text.
    """
    kept = kept.copy()
    templates, columns = features.containers.template_ids, features.columns
    prose = (columns["ends"] > 0) & (columns["links"] == 0) & (features.regions.ground == 0)
    prose &= (scores >= _MIN_SENTENCE_SCORE) & ~table.are_statements & (columns["claimed"] == 0)
    for step in (-1, 1):
        chosen = kept.nonzero()[0]
        edge = int(chosen[0 if step < 0 else -1]) if len(chosen) else -1
        has_template = np.count_nonzero(templates[chosen] == templates[edge]) >= _MIN_TEMPLATE_LINES
        while (
            has_template
            and 0 <= edge + step < len(kept)
            and prose[edge + step]
            and templates[edge + step] == templates[edge]
        ):
            edge += step
            kept[edge] = True
    return kept


def add_last_units(table: LineTable, features: LineFeatures, scores: Floats, kept: Flags) -> Flags:
    """Return the choice with the tables and listings right below it that have its templates, and headings."""
    kept = kept.copy()
    chosen = kept.nonzero()[0]
    templates, ground = features.containers.template_ids, features.regions.ground
    known_templates = set(templates[chosen].tolist())
    end = last = row = int(chosen[-1]) if len(chosen) else len(kept)
    while row + 1 < len(kept) and templates[row + 1] in known_templates and not ground[row + 1]:
        row += 1
        is_unit = table.lines[row].unit >= 0 and scores[row] >= _MIN_UNIT_SCORE
        if not is_unit and table.lines[row].kind != HEADING:
            break
        last = row if is_unit else last
    kept[end : last + 1] = True
    return kept


def add_closing_lines(table: LineTable, regions: LineRegions, kept: Flags) -> Flags:
    """Return the choice with the signature and the date of a notice right below its last line."""
    kept = kept.copy()
    last = int(kept.nonzero()[0][-1]) if kept.any() else len(kept)
    for i in range(last + 1, min(last + 1 + _MAX_CLOSING_LINES, len(kept))):
        if regions.ground[i] or table.lines[i].node.parent is not table.lines[last].node.parent:
            break
        if _CLOSING_DATE.fullmatch(table.normalized_texts[i]):
            kept[last : i + 1] = True
    return kept
