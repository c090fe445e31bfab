"""Give Chinese prose its full-width marks back, where a page lost them all to half width.

Each mark is judged by the words it stands between, blanks and other marks apart: between Chinese
words it is Chinese; between numbers, Latin words or in an address it is not. A page that kept its
full-width marks meant the half-width ones that it has, and is left alone.
"""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Edit
from jiaokan.stages.script.brackets import propose_brackets
from jiaokan.stages.script.mark_context import (
    BLANKS,
    HAN_CHAR,
    LINE_BOUNDARIES,
    filter_sentence_marks,
    find_word_char,
    is_han,
    is_in_prose,
    is_near_code,
)
from jiaokan.stages.script.quotes_and_dashes import DOT_RUN, propose_quotes_and_dashes
from jiaokan.text.unicode_ranges import HALF_TO_FULL, HAN

_RULE_BY_MARK = {
    ",": "punctuation/comma",
    ":": "punctuation/colon",
    ";": "punctuation/semicolon",
    "?": "punctuation/question",
    "!": "punctuation/exclamation",
}
_FULL_WIDTH_MARK = re.compile("[，：；？！]")
_HALF_WIDTH_MARK_IN_CHINESE = re.compile(f"(?<=[{HAN}”’》）」』])[,:;?!](?=[{HAN}“‘《（「『\n])")
_MIN_FLATTENED_PER_KEPT = (
    4  # flattened marks against one full-width mark; against n of them, n squared times as many
)
_LINE = re.compile(r"[^\n]+")
_YEAR = re.compile(r"\d{4}年")
_MARK_RUN = re.compile(r"([,:;?!])\1*")
_DOTS_AT_END = re.compile(DOT_RUN.pattern + r"\Z")


def propose_full_width(text: str) -> Iterator[Edit]:
    """Propose the mark of Chinese prose for each mark that lost its width in it."""
    if HAN_CHAR.search(text) and _is_flattened(text):
        yield from _propose_marks(text)
        yield from propose_brackets(text)
        yield from propose_quotes_and_dashes(text)


def _is_flattened(text: str) -> bool:
    """Say whether hardly a mark between Chinese is full width.

    One or two may come from the site; each more makes it less likely that the page lost them.
    """
    kept = len(_FULL_WIDTH_MARK.findall(text))
    return not kept or len(_HALF_WIDTH_MARK_IN_CHINESE.findall(text)) > _MIN_FLATTENED_PER_KEPT * kept**2


def _propose_marks(text: str) -> Iterator[Edit]:
    for run in filter_sentence_marks(text, _find_runs(text)):
        if _is_chinese(text, run):
            yield Edit(run.start(), run[0], len(run[0]) * HALF_TO_FULL[run[1]], _RULE_BY_MARK[run[1]])


def _find_runs(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of one mark on lines that hold Han."""
    for line in _LINE.finditer(text):
        if HAN_CHAR.search(text, *line.span()):
            yield from _MARK_RUN.finditer(text, *line.span())


def _is_chinese(text: str, run: re.Match[str]) -> bool:
    """Say whether a run of one mark ends Chinese words, or leads to them."""
    left, right = find_word_char(text, run.start(), -1), find_word_char(text, run.end() - 1, 1)
    if _is_non_sentence_mark(text, run):
        return False
    if is_han(left) or is_han(right):
        return True
    if right in LINE_BOUNDARIES or left in LINE_BOUNDARIES:
        return left not in LINE_BOUNDARIES and is_in_prose(text, run.start())
    return _is_joining(text, run, left, right) and is_in_prose(text, run.start())


def _is_joining(text: str, run: re.Match[str], left: str, right: str) -> bool:
    """Say whether a run between words that are not Chinese joins them as Chinese prose does."""
    if run[1] in ";?!":
        return True
    if run[1] == ":":
        return False
    if _YEAR.match(text, run.end()):
        return True
    return text[run.end()] not in BLANKS and not (left.isdigit() and right.isdigit())


def _is_non_sentence_mark(text: str, run: re.Match[str]) -> bool:
    """Say whether a run is no mark of a sentence: of code, a label set off by blanks, a lost blank."""
    around = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    if is_near_code(text, run.start()):
        return True
    if run[1] == ":":
        return all(side in BLANKS for side in around)
    # pages that could not write a no-break space put "?" for it, where no question can end
    if run[0] != "?" or _DOTS_AT_END.search(text, max(0, run.start() - 6), run.start()):
        return False
    return all(side in BLANKS for side in around) or around[0] in {*"。，、；"}
