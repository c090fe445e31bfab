"""The context of a mark: the nearest word on its line, and whether the text around it is Chinese prose."""

import re
from collections.abc import Callable, Iterable, Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import make_coverage_test
from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.stages.script.foreign_sentences import find_foreign_spans
from jiaokan.stages.script.half_width_spans import find_non_sentence_spans
from jiaokan.text.unicode_ranges import ASTRAL_HAN, BLANK_CHARS, HAN

HAN_CHAR = compile_on_use(f"[{HAN}]|[{ASTRAL_HAN}]")
LINE_BOUNDARIES = frozenset(("", "\n"))
PUNCTUATION_MARKS = frozenset("，：；？！（）,:;?!()。、.…—-~～\"'“”‘’「」『』《》〈〉【】[]〔〕·*")
BLANKS = frozenset(re.findall(f"[{BLANK_CHARS}]", "".join(map(chr, range(0x3001)))))
# the type of a work in a list of references: [J], [EB/OL] (GB/T 7714)
_REFERENCE_KIND = re.compile(r"\[[A-Z]{1,2}(?:/[A-Z]{2})?\]")
_CODE_SIGN = re.compile(r"[{}]|[A-Za-z_]\(['\"]|[!=]=")
_MAX_SKIPPED_CHARS = 9  # blanks, or marks without a word, that make a gap
_MAX_MARK_RUN_CHARS = 6  # average length of a run of one mark, such as an ellipsis
_CONTEXT_CHARS = 15  # code points examined on each side of a mark


def find_word_char(text: str, place: int, step: int) -> str:
    """Return the nearest character of a word in one direction.

    Args:
        text: the text.
        place: the offset of a mark, in code points.
        step: 1 to search after the mark, -1 to search before it.

    Returns:
        The character, "\\n" if the line ends before it, "" at a gap or at the end of the text.
    """
    run_count, last_mark = 0, ""
    for _ in range(_MAX_SKIPPED_CHARS * _MAX_MARK_RUN_CHARS):
        char, place = _find_next_non_blank(text, place, step)
        if char not in PUNCTUATION_MARKS:
            return char
        run_count += char != last_mark  # a run of one mark, such as an ellipsis, counts once
        last_mark = char
        if run_count == _MAX_SKIPPED_CHARS:
            break
    return ""


def find_non_blank(text: str, place: int, step: int) -> str:
    """Return the nearest non-blank character in one direction, "" at a gap or the end."""
    return _find_next_non_blank(text, place, step)[0]


def _find_next_non_blank(text: str, place: int, step: int) -> tuple[str, int]:
    """Return the next non-blank character and its offset, "" and `place` if none is near."""
    for i in range(place + step, place + step * _MAX_SKIPPED_CHARS, step):
        if not 0 <= i < len(text):
            break
        if text[i] not in BLANKS:
            return text[i], i
    return "", place


def is_han(char: str) -> bool:
    """Tell whether a character, or the first character of a string, is Han."""
    return HAN_CHAR.match(char) is not None


def is_latin(char: str) -> bool:
    """Tell whether a character is an ASCII letter or digit."""
    return char.isascii() and char.isalnum()


def is_in_reference(text: str, place: int) -> bool:
    """Tell whether the line near `place` names the type of a work, as a list of references does."""
    return _REFERENCE_KIND.search(_get_line_context(text, place, 4 * _CONTEXT_CHARS)) is not None


def is_in_prose(text: str, place: int) -> bool:
    """Tell whether at least half of the letters near `place` on its line are Han."""
    context = _get_line_context(text, place, _CONTEXT_CHARS)
    return 2 * len(HAN_CHAR.findall(context)) >= sum(map(str.isalpha, context)) > 0


def _get_line_context(text: str, place: int, reach: int) -> str:
    """Return the text on the line of `place` within `reach` code points on each side."""
    before = text[max(0, place - reach) : place].rpartition("\n")[2]
    return before + text[place : place + reach].partition("\n")[0]


class MarkContext:
    """A text in which marks are looked at: what all of them need to know of it is found once, at first use.

    Attributes:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def filter_sentence_marks(self, marks: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
        """Yield the marks, in order, that may belong to a Chinese sentence.

        Marks of an address, an entity, an emoticon or a formula are excluded. Marks of a sentence in another
        language are excluded too, unless Han is on both sides and the mark is no bracket.
        """
        for mark in marks:
            start = mark.start()
            if not self._is_excluded(start) and (not self.is_foreign(start) or self._is_between_han(mark)):
                yield mark

    def is_near_code(self, place: int) -> bool:
        """Tell whether the line near `place` holds signs of program code that prose does not have."""
        if not self._has_code_sign:
            return False
        context = _get_line_context(self.text, place, 2 * _CONTEXT_CHARS)
        return _CODE_SIGN.search(context) is not None

    @lazy_property
    def is_foreign(self) -> Callable[[int], bool]:
        """Says whether a code point stands in a sentence or quotation in another language."""
        return make_coverage_test(find_foreign_spans(self.text))

    @lazy_property
    def _is_excluded(self) -> Callable[[int], bool]:
        return make_coverage_test(find_non_sentence_spans(self.text))

    @lazy_property
    def _has_code_sign(self) -> bool:
        return _CODE_SIGN.search(self.text) is not None

    def _is_between_han(self, mark: re.Match[str]) -> bool:
        return (
            mark[0] not in "()"
            and is_han(self.text[mark.start() - 1 : mark.start()])
            and is_han(self.text[mark.end() : mark.end() + 1])
        )
