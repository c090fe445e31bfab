"""Restore full-width marks in Chinese prose on pages that lost them.

The words on both sides of a mark decide, blanks and other marks aside. A mark between Chinese words becomes
full width. Between numbers or Latin words, and in an address, it stays. A page that has kept full-width
marks is left alone, because its half-width marks are intended.
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit
from jiaokan.stages.script.brackets import propose_brackets
from jiaokan.stages.script.mark_context import (
    BLANKS,
    HAN_CHAR,
    LINE_BOUNDARIES,
    MarkContext,
    find_word_char,
    is_han,
    is_in_prose,
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
_FULL_WIDTH_MARKS = "，：；？！"
_HALF_WIDTH_MARK_IN_CHINESE = compile_on_use(f"[,:;?!](?<=[{HAN}”’》）」』].)(?=[{HAN}“‘《（「『\n])")
# half-width marks needed against one full-width mark; n full-width marks need n squared times as many
_MIN_FLATTENED_PER_KEPT = 4
_LINE = re.compile(r"[^\n]+")
_YEAR = re.compile(r"\d{4}年")
_DRIVE = re.compile(r"(?<![A-Za-z])[A-Za-z]:[盘盤\\/]")  # 复制到C:盘
_MARK_RUN = re.compile(r"([,:;?!])\1*")
_DOTS_AT_END = re.compile(DOT_RUN.pattern + r"\Z")


def propose_full_width(text: str) -> Iterator[Edit]:
    """Propose the full-width or Chinese mark for each mark of Chinese prose that lost it.

    >>> [(edit.start, edit.new) for edit in propose_full_width("他来了,我走了!")]
    [(3, '，'), (7, '！')]
    """
    if HAN_CHAR.search(text) and _is_flattened(text):
        context = MarkContext(text)
        yield from _propose_marks(context)
        yield from propose_brackets(context)
        yield from propose_quotes_and_dashes(context)


def _is_flattened(text: str) -> bool:
    """Tell whether almost no mark between Chinese characters is full width.

    One or two full-width marks may come from the site. Each more makes a loss on the page less likely.
    """
    full_width_count = sum(map(text.count, _FULL_WIDTH_MARKS))
    return (
        not full_width_count
        or len(_HALF_WIDTH_MARK_IN_CHINESE.findall(text)) > _MIN_FLATTENED_PER_KEPT * full_width_count**2
    )


def _propose_marks(context: MarkContext) -> Iterator[Edit]:
    for run in context.filter_sentence_marks(_find_runs(context.text)):
        if _is_chinese(context, run):
            yield Edit(run.start(), run[0], len(run[0]) * HALF_TO_FULL[run[1]], _RULE_BY_MARK[run[1]])


def _find_runs(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of one mark on lines that hold Han."""
    for line in _LINE.finditer(text):
        if HAN_CHAR.search(text, *line.span()):
            yield from _MARK_RUN.finditer(text, *line.span())


def _is_chinese(context: MarkContext, run: re.Match[str]) -> bool:
    """Tell whether a run of one mark follows Chinese words or leads to them."""
    text = context.text
    left, right = find_word_char(text, run.start(), -1), find_word_char(text, run.end() - 1, 1)
    if _is_non_sentence_mark(context, run):
        return False
    if is_han(left) or is_han(right):
        return True
    if right in LINE_BOUNDARIES or left in LINE_BOUNDARIES:
        return left not in LINE_BOUNDARIES and is_in_prose(text, run.start())
    return _is_joining(text, run, left, right) and is_in_prose(text, run.start())


def _is_joining(text: str, run: re.Match[str], left: str, right: str) -> bool:
    """Tell whether a run between words that are not Chinese joins them as Chinese prose does."""
    if run[1] in ";?!":
        return True
    if run[1] == ":":
        return False
    if _YEAR.match(text, run.end()):
        return True
    return text[run.end()] not in BLANKS and not (left.isdigit() and right.isdigit())


def _is_non_sentence_mark(context: MarkContext, run: re.Match[str]) -> bool:
    """Tell whether a run belongs to no sentence: it is code, a spaced label, or "?" for a lost blank."""
    text = context.text
    neighbors = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    if context.is_near_code(run.start()):
        return True
    if run[1] == ":":
        is_drive = run.start() > 0 and bool(_DRIVE.match(text, run.start() - 1))
        return is_drive or all(char in BLANKS for char in neighbors)
    # "?" may stand for a no-break space that the charset of the page lacks
    if run[0] != "?" or _DOTS_AT_END.search(text, max(0, run.start() - 6), run.start()):
        return False
    return all(char in BLANKS for char in neighbors) or neighbors[0] in {*"。，、；"}
