"""Full-width brackets around Chinese, or around anything that Chinese words stand beside."""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Edit
from jiaokan.stages.script.mark_context import (
    BLANKS,
    BREAK,
    beside,
    in_code,
    in_prose,
    in_sentences,
    is_han,
    is_latin,
    word,
)
from jiaokan.text.unicode_ranges import HALF_TO_FULL, HAN

_BRACKET = re.compile("[()]")
_CHINESE = re.compile(f"[{HAN}、《》]")
_STRING = re.compile(r"[(]\s*f?['\"]")  # what a call begins with where it holds Chinese
_LONGEST = 200  # code points that a pair of brackets may hold


def chinese_brackets(text: str) -> Iterator[Edit]:
    """Propose full width for both brackets of a pair, or neither."""
    opened: list[int] = []
    for match in in_sentences(text, _BRACKET.finditer(text)):
        place = match.start()
        if match[0] == "(":
            opened.append(place)
        elif opened and place - opened[-1] <= _LONGEST:
            if _pair_is_chinese(text, start := opened.pop(), place):
                yield from (_edit(text, start), _edit(text, place))
        elif _alone_is_chinese(text, place):
            yield _edit(text, place)
    yield from (_edit(text, place) for place in opened if _alone_is_chinese(text, place))


def _edit(text: str, place: int) -> Edit:
    return Edit(place, text[place], HALF_TO_FULL[text[place]], "punctuation/bracket")


def _pair_is_chinese(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], beside(text, end, 1)
    called = is_latin(before) or before == "_"
    if _CHINESE.search(text, start, end):
        return not (called and (_STRING.match(text, start) or in_code(text, start)))
    if called:
        return is_han(after) and end - start > 2
    if before in BLANKS:
        return False
    return is_han(word(text, start, -1)) or is_han(after) or (after in BREAK and in_prose(text, start))


def _alone_is_chinese(text: str, place: int) -> bool:
    """Say whether a bracket without its other half stands between Chinese words, or numbers them: 1)甲."""
    before, after = text[place - 1 : place], beside(text, place, 1)
    return is_han(after) and (is_han(before) or (text[place] == ")" and before.isdigit()))
