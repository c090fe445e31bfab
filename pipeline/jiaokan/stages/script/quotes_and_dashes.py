"""Restore the quotation marks, stops, ellipses and dashes of Chinese prose from their ASCII forms."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Edit, Span, make_coverage_test
from jiaokan.stages.script.mark_context import (
    HAN_CHAR,
    LINE_BOUNDARIES,
    MarkContext,
    find_word_char,
    is_han,
    is_in_prose,
    is_in_reference,
)
from jiaokan.text.unicode_ranges import HAN

_CURLY_DOUBLE_QUOTE = re.compile("[“”]")
_CURLY_SINGLE_QUOTE = re.compile("[‘’]")
# excludes the apostrophe of a Latin word
_SINGLE_QUOTATION = re.compile("(?<![A-Za-z0-9])'([^'\n]{1,60})'(?![A-Za-z0-9])")
_LINE = re.compile(r"[^\n]+")
# longer runs are dot leaders and separators
DOT_RUN = re.compile(r"(?<![.。])(?:\.{3,6}|。{3,6})(?![.。])")
_CHARS_BEFORE_OPENING = frozenset(("", "\n", *":：(（《"))
_CHARS_AFTER_CLOSING = frozenset(("", "\n", *",，.。;；!！?？、)）》"))
_QUOTE_AT_LINE_END = re.compile(r'[。.！？!?…]"\s*$')
# a point before a word, a quotation mark or a break
_STOP_CANDIDATE = compile_on_use(
    rf"""
      (?<![.\s])[.](?=[{HAN}0-9A-Z“‘（《「『【”’》）」』】"'(),;:<\s]|$)   # 他来了.她
    | (?<=[{HAN}』”」）]\ )[.](?=\s|$)                                 # 他来了 .
    """,
    re.VERBOSE,
)
# shares, times, fractions and whole words; they are no item numbers
_FIGURE_AT_END = re.compile("[%％‰℃]$|\\d[:/]\\d{1,4}$|[A-Za-z]{4}$")
_CHINESE_DECIMAL = re.compile("[〇零一二三四五六七八九十][.][〇零一二三四五六七八九十]")
_NUMERAL_AT_END = re.compile("(?:^|\\s)[一二三四五六七八九十]{1,3}$")
# short words that points part on a line of their own, without the words of a sentence: 爱.艺术.时尚
_LISTED_WORD = f"(?:(?![了的是在我你您他她])[{HAN}]){{1,3}}"
_LISTED_WORDS = compile_on_use(rf"^\s*{_LISTED_WORD}(?:[.]{_LISTED_WORD}){{2,}}\s*$", re.MULTILINE)
_HYPHEN_RUN = re.compile("(?<!-)-{2,3}(?!-)")


def propose_quotes_and_dashes(context: MarkContext) -> Iterator[Edit]:
    """Propose “”, 。, …… and —— for their ASCII forms next to Chinese words.

    >>> [(edit.start, edit.new) for edit in propose_quotes_and_dashes(MarkContext('他说"好"'))]
    [(2, '“'), (4, '”')]
    """
    text = context.text
    yield from _propose_quotes(context)
    has_dots = "..." in text or "。。。" in text
    for dots in context.filter_sentence_marks(DOT_RUN.finditer(text)) if has_dots else ():
        if any(map(is_han, _find_words_beside(text, dots))):
            yield Edit(dots.start(), dots[0], "……", "punctuation/ellipsis")
    if "。" not in (DOT_RUN.sub("", text) if has_dots else text):
        yield from _propose_stops(context)
    for hyphens in context.filter_sentence_marks(_HYPHEN_RUN.finditer(text)) if "--" in text else ():
        words = _find_words_beside(text, hyphens)
        if any(map(is_han, words)) and all(side in LINE_BOUNDARIES or is_han(side) for side in words):
            yield Edit(hyphens.start(), hyphens[0], "——", "punctuation/dash")


def _propose_stops(context: MarkContext) -> Iterator[Edit]:
    """Propose 。 for each point that ends a sentence, on a page without any other stop."""
    text = context.text
    if "." not in text:
        return
    is_in_list = make_coverage_test(Span(*words.span()) for words in _LISTED_WORDS.finditer(text))
    for point in context.filter_sentence_marks(_STOP_CANDIDATE.finditer(text)):
        start = point.start()
        if (
            _is_sentence_end(text, point)
            and not is_in_list(start)
            and not context.is_near_code(start)
            and not is_in_reference(text, start)
        ):
            yield Edit(start, ".", "。", "punctuation/stop")


def _is_sentence_end(text: str, point: re.Match[str]) -> bool:
    """Tell whether a point ends a sentence and is not part of an item number or a decimal."""
    start = point.start()
    left, right = _find_words_beside(text, point)
    before = text[max(0, start - 8) : start]
    if is_han(left):
        return not (_NUMERAL_AT_END.search(before) or _CHINESE_DECIMAL.match(text, start - 1))
    follows_figure = is_han(right) and _FIGURE_AT_END.search(before) is not None
    return follows_figure or (right in LINE_BOUNDARIES and is_in_prose(text, start))


def _find_words_beside(text: str, match: re.Match[str]) -> tuple[str, str]:
    return find_word_char(text, match.start(), -1), find_word_char(text, match.end() - 1, 1)


def _propose_quotes(context: MarkContext) -> Iterator[Edit]:
    text = context.text
    if '"' in text and not _CURLY_DOUBLE_QUOTE.search(text):
        for line in _LINE.finditer(text):
            for edit in _propose_double_quotes(context, line):
                if not context.is_foreign(edit.start):
                    yield edit
    if "'" in text and not _CURLY_SINGLE_QUOTE.search(text):
        yield from _propose_single_quotes(context)


def _propose_double_quotes(context: MarkContext, line: re.Match[str]) -> Iterator[Edit]:
    """Propose curly marks for the pairs of a line, and for a lone mark around all of it."""
    text = context.text
    places = [line.start() + i for i, char in enumerate(line[0]) if char == '"']
    if len(places) == 1:
        yield from _propose_lone_quote(text, line, places[0])
    for start, end in _pair_quotes(text, places):
        if context.is_near_code(start):
            continue
        if (
            HAN_CHAR.search(text, start, end)
            or is_han(find_word_char(text, start, -1))
            or is_han(find_word_char(text, end, 1))
        ):
            yield Edit(start, '"', "“", "punctuation/quote")
            yield Edit(end, '"', "”", "punctuation/quote")


def _propose_single_quotes(context: MarkContext) -> Iterator[Edit]:
    text = context.text
    for match in context.filter_sentence_marks(_SINGLE_QUOTATION.finditer(text)):
        if HAN_CHAR.search(match[1]) and any(map(is_han, _find_words_beside(text, match))):
            yield Edit(match.start(), "'", "‘", "punctuation/quote")
            yield Edit(match.end() - 1, "'", "’", "punctuation/quote")


def _pair_quotes(text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Pair marks in turn and yield the offsets of each pair.

    If the number of marks is odd, a mark that can only open begins a new pair, and a mark that can only
    close begins none.
    """
    is_odd = len(places) % 2 == 1
    opening: int | None = None
    for place in places:
        before, after = text[max(0, place - 1) : place], text[place + 1 : place + 2]
        must_open = is_odd and before in _CHARS_BEFORE_OPENING
        must_close = is_odd and not must_open and after in _CHARS_AFTER_CLOSING
        if opening is not None and not must_open:
            yield opening, place
            opening = None
        elif not must_close:
            opening = place


def _propose_lone_quote(text: str, line: re.Match[str], place: int) -> Iterator[Edit]:
    """Propose a curly mark for the only mark of a line, if it opens or closes a paragraph of long speech."""
    if line[0].lstrip().startswith('"') and is_han(find_word_char(text, place, 1)):
        yield Edit(place, '"', "“", "punctuation/quote")
    elif _QUOTE_AT_LINE_END.search(line[0]):
        yield Edit(place, '"', "”", "punctuation/quote")
