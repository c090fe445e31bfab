"""Detect escapes that have a function where they stand: in source code, in a URL, in markup.

Each test receives the text, the match of the escapes, and the text that they stand for.
"""

import re
from bisect import bisect_right
from functools import lru_cache

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.text.language_model import mean_log_prob
from jiaokan.text.unicode_ranges import HAN, extract_han

# strings of source code, first those of several lines, and regular expressions of JavaScript
_STRING_LITERAL = re.compile(
    r"""
      "{3}[\s\S]*?"{3}                     # strings of Python in three quotation marks
    | '{3}[\s\S]*?'{3}
    | `(?:[^`\\]|\\[\s\S])*+`              # `template`
    | "(?:[^"\\\n]|\\.)*+"                 # "string"
    | '(?:[^'\\\n]|\\.)*+'                 # 'string'
    | (?<=[=(,:!&|?\[{;])/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/   # (/[a-z]/
    """,
    re.VERBOSE,
)
# the beginning of a string, where the line is too long or too irregular to find its strings
_STRING_OPENING = re.compile(
    r"(?:^|[=(\[{,:+!&|?;]|\b(?:case|in|return|throw))\s*[a-zA-Z]{0,2}([\"'`])[^\"'`]*$"
)
_TAG_START = re.compile("</?[A-Za-z]")
_ENTITY_PATTERN = re.compile(r"&#?\w{2,8};")
# characters that markup does not need to escape: Han and marks of Chinese; and references to them
_CHINESE_CHAR = compile_on_use(f"[{HAN}\u3001-\u3011\u3014-\u301b\uff01-\uff5e]")
_WIDE_CHAR_REFERENCE = "&#(?:1[2-9][0-9]{3}|[2-46][0-9]{4}|[xX][3-9fF][0-9a-fA-F]{3});"  # &#20013;
_REFERENCE_AT_END = re.compile(f"{_WIDE_CHAR_REFERENCE}$")
_REFERENCE_AT_START = re.compile(_WIDE_CHAR_REFERENCE)
_ESCAPE_AT_END = re.compile(r"(?:\\[ux]|%u?)[0-9a-fA-F]{2,4}$")
_ESCAPE_AT_START = re.compile(r"\\[ux]|%[0-9a-fA-Fu]")
_REGEX_OPENING = re.compile(
    r"(?:^|[=(\[{,:+!&|?])\s*/[^/]*$"
)  # a regular expression of JavaScript, before the escape
_CHAR_CLASS_OPENING = re.compile(r"\[\^?$|\\[ux][0-9a-fA-F]+-$")
_CHAR_RANGE_END = re.compile(r"-\\[ux]")
_MAX_CLASS_CHARS = 4  # characters in a row that a character class has at most
_MAX_ESCAPE_CHARS = 6  # code points of the longest escape
_TOKEN_AT_END = compile_on_use(r"[^\s\u2e80-\uffff]*$")
_PERCENT_ESCAPE = re.compile("%(?:u[0-9a-fA-F]{4}|[0-9a-fA-F]{2})")
_URL_START = re.compile(r".*(?:[a-z][a-z0-9+.-]*:/|www\.)", re.IGNORECASE)
_PATH_OR_QUERY = re.compile("[^%]*[?&=/@]")  # a mark of a path or a query, before the first escape
_SENTENCE_MARK = re.compile("[，。；]")
_MIN_MEAN_NATS = -10.0  # nats per character below which Han are no text
_CONTEXT_CHARS = 200  # code points on each side of an escape
_BROKEN_LINE_CHARS = range(73, 77)  # code points of a broken line in quoted-printable, with its "="


def is_in_code(text: str, match: re.Match[str], new: str) -> bool:
    """Return whether the match is in a string of source code, or in a regular expression."""
    if new.isascii() or _is_in_string(text, match):
        return True
    left = _get_left_context(text, match)
    is_in_class = _CHAR_RANGE_END.match(text, match.end()) or _CHAR_CLASS_OPENING.search(left)
    if is_in_class and len(new) <= _MAX_CLASS_CHARS:
        return True
    return _REGEX_OPENING.search(left) is not None and "/" in _get_right_context(text, match)


def is_in_url(text: str, match: re.Match[str], new: str) -> bool:
    """Return whether the match is part of a URL or of source code.

    The marks of a path may be marks of a sentence; a sentence that begins there has further ones.
    """
    if new.isascii() or _is_in_string(text, match):
        return True
    token_match = _TOKEN_AT_END.search(_get_left_context(text, match))
    assert token_match is not None  # the match may be empty
    before = token_match[0]
    if len(before) == _CONTEXT_CHARS:  # it may begin within an escape
        before = before[max(0, before.find("%")) :]
    before = _PERCENT_ESCAPE.sub("%", before)
    return _URL_START.match(before) is not None or (
        not _SENTENCE_MARK.search(new) and _PATH_OR_QUERY.match(before) is not None
    )


def is_literal_equals_sign(text: str, match: re.Match[str], new: str) -> bool:
    """Return whether the match is only a "=" at the end of a line too short or too long to be broken."""
    return not new and match.end() - 1 - text.rfind("\n", 0, match.start()) - 1 not in _BROKEN_LINE_CHARS


def is_in_markup(text: str, match: re.Match[str], new: str) -> bool:
    """Return whether the text is markup or about markup: &lt; beside a plain < is meant literally."""
    if new in "<>&\"'":
        line = _get_left_context(text, match) + _get_right_context(text, match)
        return new in _ENTITY_PATTERN.sub("", line) or _has_tags(text)
    if _CHINESE_CHAR.search(new) or not _has_tags(text):
        return False
    return not (
        _REFERENCE_AT_START.match(text, match.end())
        or _REFERENCE_AT_END.search(_get_left_context(text, match))
    )


def is_number_list(_: str, __: re.Match[str], new: str) -> bool:
    """Return whether the match is a list of numbers, such as #15322; #15364: they give no text."""
    return mean_log_prob(extract_han(new)) < _MIN_MEAN_NATS


def _get_left_context(text: str, match: re.Match[str]) -> str:
    """Return the text before the match on its line, within the context."""
    return text[max(0, match.start() - _CONTEXT_CHARS) : match.start()].rpartition("\n")[2]


def _get_right_context(text: str, match: re.Match[str]) -> str:
    """Return the text after the match on its line, within the context."""
    return text[match.end() : match.end() + _CONTEXT_CHARS].partition("\n")[0]


def _is_in_string(text: str, match: re.Match[str]) -> bool:
    """Return whether the match is in a string of source code."""
    opening = _STRING_OPENING.search(_get_left_context(text, match))
    if opening and opening[1] in _get_right_context(text, match):
        return True
    strings = _find_strings(text)
    index = bisect_right(strings, match.start(), key=lambda string: string.start) - 1
    return (
        index >= 0 and match.start() < strings[index].end and not _is_quoted_in_sentence(text, strings[index])
    )


def _is_quoted_in_sentence(text: str, string: Span) -> bool:
    """Return whether a quotation belongs to a sentence, which continues right before or after it."""
    before, after = (
        text[max(0, string.start - _MAX_ESCAPE_CHARS) : string.start],
        text[string.end : string.end + 1],
    )
    is_preceded = _ESCAPE_AT_END.search(before) or not before[-1:].isascii()
    return bool(is_preceded or _ESCAPE_AT_START.match(text, string.end) or not after.isascii())


@lru_cache(1)  # called for every escape of a text
def _find_strings(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _STRING_LITERAL.finditer(text)]


@lru_cache(1)  # called for every entity of a text
def _has_tags(text: str) -> bool:
    return _TAG_START.search(text) is not None
