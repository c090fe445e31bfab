"""Propose full-width brackets around Chinese text and next to Chinese words."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit
from jiaokan.stages.script.mark_context import (
    BLANKS,
    LINE_BOUNDARIES,
    MarkContext,
    find_non_blank,
    find_word_char,
    is_han,
    is_in_prose,
    is_latin,
)
from jiaokan.text.unicode_ranges import HALF_TO_FULL, HAN

_BRACKET = re.compile("[()]")
_CHINESE_CHAR = compile_on_use(f"[{HAN}、《》]")
_STRING_ARGUMENT = re.compile(r"[(]\s*f?['\"]")  # the start of a call with a string, which may hold Chinese
_MAX_BRACKETED_CHARS = 200  # between the brackets of a pair, in code points


def propose_brackets(context: MarkContext) -> Iterator[Edit]:
    """Propose full width for both brackets of a pair or for neither.

    >>> [(edit.start, edit.new) for edit in propose_brackets(MarkContext("校勘(校正文字)"))]
    [(2, '（'), (7, '）')]
    """
    text, open_brackets = context.text, list[int]()
    for match in context.filter_sentence_marks(_BRACKET.finditer(text)):
        place = match.start()
        if match[0] == "(":
            open_brackets.append(place)
        elif open_brackets and place - open_brackets[-1] <= _MAX_BRACKETED_CHARS:
            if _pair_is_chinese(context, start := open_brackets.pop(), place):
                yield from (_widen_bracket(text, start), _widen_bracket(text, place))
        elif _alone_is_chinese(text, place):
            yield _widen_bracket(text, place)
    yield from (_widen_bracket(text, place) for place in open_brackets if _alone_is_chinese(text, place))


def _widen_bracket(text: str, place: int) -> Edit:
    return Edit(place, text[place], HALF_TO_FULL[text[place]], "punctuation/bracket")


def _pair_is_chinese(context: MarkContext, start: int, end: int) -> bool:
    """Tell whether a pair of brackets holds Chinese or belongs to Chinese text."""
    text = context.text
    before, after = text[start - 1 : start], find_non_blank(text, end, 1)
    may_be_call = is_latin(before) or before == "_"
    if _CHINESE_CHAR.search(text, start, end):
        return not (may_be_call and (_STRING_ARGUMENT.match(text, start) or context.is_near_code(start)))
    if may_be_call:
        return is_han(after) and end - start > 2
    if before in BLANKS:
        return False
    return (
        is_han(find_word_char(text, start, -1))
        or is_han(after)
        or (after in LINE_BOUNDARIES and is_in_prose(text, start))
    )


def _alone_is_chinese(text: str, place: int) -> bool:
    """Tell whether a bracket without its counterpart is between Chinese words or numbers an item: 1)甲."""
    before, after = text[place - 1 : place], find_non_blank(text, place, 1)
    return is_han(after) and (is_han(before) or (text[place] == ")" and before.isdigit()))
