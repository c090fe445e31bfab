"""Give Chinese prose its full-width marks back, where a page lost them all to half width.

Each mark is judged by the words it stands between, blanks and other marks apart: between Chinese
words it is Chinese; between numbers, Latin words or in an address it is not. A page that kept its
full-width marks meant the half-width ones that it has, and is left alone.
"""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Edit
from jiaokan.stages.script.brackets import chinese_brackets
from jiaokan.stages.script.mark_context import (
    BLANKS,
    BREAK,
    HAN_CHAR,
    in_code,
    in_prose,
    in_sentences,
    is_han,
    word,
)
from jiaokan.stages.script.quotes_and_dashes import DOTS, strokes
from jiaokan.text.unicode_ranges import HALF_TO_FULL, HAN

_RULES = {
    ",": "punctuation/comma",
    ":": "punctuation/colon",
    ";": "punctuation/semicolon",
    "?": "punctuation/question",
    "!": "punctuation/exclamation",
}
_KEPT = re.compile("[，：；？！]")
_BETWEEN = re.compile(f"(?<=[{HAN}”’》）」』])[,:;?!](?=[{HAN}“‘《（「『\n])")
_AGAINST_ONE = 4  # flattened marks against one full-width mark; against n of them, n squared times as many
_LINE = re.compile(r"[^\n]+")
_YEAR = re.compile(r"\d{4}年")
_RUN = re.compile(r"([,:;?!])\1*")
_AFTER_DOTS = re.compile(DOTS.pattern + r"\Z")


def full_width(text: str) -> Iterator[Edit]:
    """Propose the mark of Chinese prose for each mark that lost its width in it."""
    if HAN_CHAR.search(text) and _flattened(text):
        yield from _marks(text)
        yield from chinese_brackets(text)
        yield from strokes(text)


def _flattened(text: str) -> bool:
    """Say whether hardly a mark between Chinese is full width.

    One or two may come from the site; each more makes it less likely that the page lost them.
    """
    kept = len(_KEPT.findall(text))
    return not kept or len(_BETWEEN.findall(text)) > _AGAINST_ONE * kept**2


def _marks(text: str) -> Iterator[Edit]:
    for run in in_sentences(text, _runs(text)):
        if _is_chinese(text, run):
            yield Edit(run.start(), run[0], len(run[0]) * HALF_TO_FULL[run[1]], _RULES[run[1]])


def _runs(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of one mark on lines that hold Han."""
    for line in _LINE.finditer(text):
        if HAN_CHAR.search(text, *line.span()):
            yield from _RUN.finditer(text, *line.span())


def _is_chinese(text: str, run: re.Match[str]) -> bool:
    """Say whether a run of one mark ends Chinese words, or leads to them."""
    left, right = word(text, run.start(), -1), word(text, run.end() - 1, 1)
    if _is_apart(text, run):
        return False
    if is_han(left) or is_han(right):
        return True
    if right in BREAK or left in BREAK:
        return left not in BREAK and in_prose(text, run.start())
    return _joins(text, run, left, right) and in_prose(text, run.start())


def _joins(text: str, run: re.Match[str], left: str, right: str) -> bool:
    """Say whether a run between words that are not Chinese joins them as Chinese prose does."""
    if run[1] in ";?!":
        return True
    if run[1] == ":":
        return False
    if _YEAR.match(text, run.end()):
        return True
    return text[run.end()] not in BLANKS and not (left.isdigit() and right.isdigit())


def _is_apart(text: str, run: re.Match[str]) -> bool:
    """Say whether a run is no mark of a sentence: of code, a label set off by blanks, a lost blank."""
    around = text[max(0, run.start() - 1) : run.start()], text[run.end() : run.end() + 1]
    if in_code(text, run.start()):
        return True
    if run[1] == ":":
        return all(side in BLANKS for side in around)
    # pages that could not write a no-break space put "?" for it, where no question can end
    if run[0] != "?" or _AFTER_DOTS.search(text, max(0, run.start() - 6), run.start()):
        return False
    return all(side in BLANKS for side in around) or around[0] in {*"。，、；"}
