"""What stands beside a mark: the nearest word on its line, and whether that is Chinese prose."""

import re
from collections.abc import Iterator

from jiaokan.core.edits import Span, make_coverage_test
from jiaokan.stages.script.foreign_sentences import find_foreign_spans
from jiaokan.stages.script.half_width_spans import EMOTICON_PATTERN, FORMULA_PATTERN
from jiaokan.text.unicode_ranges import ASTRAL_HAN, BLANK_CHARS, HAN

HAN_CHAR = re.compile(f"[{HAN}]|[{ASTRAL_HAN}]")
LINE_BOUNDARIES = frozenset(("", "\n"))
PUNCTUATION_MARKS = frozenset("，：；？！（）,:;?!()。、.…—-~～\"'“”‘’「」『』《》〈〉【】[]〔〕·*")
BLANKS = frozenset(re.findall(f"[{BLANK_CHARS}]", "".join(map(chr, range(0x3001)))))
# addresses of the web and of mail, less the marks of the sentence that they end; entities; emoticons
_NON_SENTENCE_RUN = re.compile(
    r"(?:(?:https?|ftp)://|www\.)[!-~]{0,2000}[\w/=&#~-]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|&#?\w{1,32};"
    r"|[:;]['-]?(?:[)]|[(DPp](?=\s|$))|\((?=[^()\n]{0,6}[\^_])[\^_;*~@=oOTxX><.'\"-]{2,8}\)",
    re.ASCII,
)
# the kind of a work that a reference names: [J], [EB/OL] (GB/T 7714)
_REFERENCE_KIND = re.compile(r"\[[A-Z]{1,2}(?:/[A-Z]{2})?\]")
_CODE_SIGN = re.compile(r"[{}]|[A-Za-z_]\(['\"]|[!=]=")
_MAX_SKIPPED_CHARS = 9  # so many blanks, or marks without a word, are a gap
_MAX_MARK_RUN_CHARS = 6  # marks of a run, such as an ellipsis of points, on average at most
_CONTEXT_CHARS = 15  # code points to each side that show what kind of text it is


def find_word_char(text: str, place: int, step: int) -> str:
    """Return the nearest character of a word, "\\n" where the line ends before it, "" at a gap or end."""
    seen, last = 0, ""
    for _ in range(_MAX_SKIPPED_CHARS * _MAX_MARK_RUN_CHARS):
        char, place = _find_next_non_blank(text, place, step)
        if char not in PUNCTUATION_MARKS:
            return char
        seen += char != last  # a run of one mark, such as an ellipsis in either form, is one
        last = char
        if seen == _MAX_SKIPPED_CHARS:
            break
    return ""


def find_non_blank(text: str, place: int, step: int) -> str:
    """Return the nearest character beyond `place` that is no blank, "" at a gap or end."""
    return _find_next_non_blank(text, place, step)[0]


def _find_next_non_blank(text: str, place: int, step: int) -> tuple[str, int]:
    """Return the next character that is no blank and its place, "" where there is none near."""
    for i in range(place + step, place + step * _MAX_SKIPPED_CHARS, step):
        if not 0 <= i < len(text):
            break
        if text[i] not in BLANKS:
            return text[i], i
    return "", place


def is_han(char: str) -> bool:
    """Say whether a character, or the first of several, is Han."""
    return HAN_CHAR.match(char) is not None


def is_latin(char: str) -> bool:
    """Say whether a character is an ASCII letter or digit."""
    return char.isascii() and char.isalnum()


def is_near_code(text: str, place: int) -> bool:
    """Say whether the line near `place` holds what program text does and prose does not."""
    return _CODE_SIGN.search(_get_line_context(text, place, 2 * _CONTEXT_CHARS)) is not None


def is_in_reference(text: str, place: int) -> bool:
    """Say whether the line near `place` names the kind of a work, as a list of references does."""
    return _REFERENCE_KIND.search(_get_line_context(text, place, 4 * _CONTEXT_CHARS)) is not None


def is_in_prose(text: str, place: int) -> bool:
    """Say whether at least half of the letters near `place` on its line are Han."""
    near = _get_line_context(text, place, _CONTEXT_CHARS)
    return 2 * len(HAN_CHAR.findall(near)) >= sum(map(str.isalpha, near)) > 0


def _get_line_context(text: str, place: int, reach: int) -> str:
    """Return what stands on the line of `place` within `reach` code points to each side."""
    before = text[max(0, place - reach) : place].rpartition("\n")[2]
    return before + text[place : place + reach].partition("\n")[0]


def filter_sentence_marks(text: str, marks: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the marks that may be of a Chinese sentence, given in order.

    Marks of an address, an entity, an emoticon, a formula or a sentence in another language are not;
    where Han stand on both sides of a mark of the latter, it may be, unless it is half of a pair.
    """
    apart, foreign = (
        make_coverage_test(_find_non_sentence_spans(text)),
        make_coverage_test(list(find_foreign_spans(text))),
    )
    for mark in marks:
        at = mark.start()
        if not apart(at) and (not foreign(at) or _is_between_han(text, mark)):
            yield mark


def _find_non_sentence_spans(text: str) -> list[Span]:
    """Return what has marks that are of no sentence."""
    found = (
        match
        for pattern in (_NON_SENTENCE_RUN, FORMULA_PATTERN, EMOTICON_PATTERN)
        for match in pattern.finditer(text)
    )
    return [Span(*match.span()) for match in found]


def _is_between_han(text: str, mark: re.Match[str]) -> bool:
    return (
        mark[0] not in "()"
        and is_han(text[mark.start() - 1 : mark.start()])
        and is_han(text[mark.end() : mark.end() + 1])
    )
