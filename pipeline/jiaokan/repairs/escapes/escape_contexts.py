"""Tell where an escape does its work: in source code, in a URL, in markup.

Each test is given the text, the match of the escapes, and the text that they stand for.
"""

import re
from bisect import bisect_right
from functools import lru_cache

from jiaokan.core.edits import Span
from jiaokan.text.language_model import mean_log_prob
from jiaokan.text.unicode_ranges import HAN, extract_han

# strings of source code, those of more lines first; and patterns of JavaScript, which may hold a quote
_STRING_LITERAL = re.compile(
    r'"{3}[\s\S]*?"{3}|' + r"'{3}[\s\S]*?'{3}|`(?:[^`\\]|\\[\s\S])*+`"
    r"|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'"
    r"|(?<=[=(,:!&|?\[{;])/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/"
)
# what opens a string, where the line is too long or too odd to tell its strings apart
_STRING_OPENING = re.compile(
    r"(?:^|[=(\[{,:+!&|?;]|\b(?:case|in|return|throw))\s*[a-zA-Z]{0,2}([\"'`])[^\"'`]*$"
)
_TAG_START = re.compile("</?[A-Za-z]")
_ENTITY_PATTERN = re.compile(r"&#?\w{2,8};")
# what no markup needs to escape: Han, the marks of Chinese, and what stands right beside such an escape
_CHINESE_CHAR = re.compile(f"[{HAN}\u3001-\u3011\u3014-\u301b\uff01-\uff5e]")
_WIDE_CHAR_REFERENCE = (
    "&#(?:1[2-9][0-9]{3}|[2-46][0-9]{4}|[xX][3-9fF][0-9a-fA-F]{3});"  # from U+3000 on, and U+FF01
)
_REFERENCE_AT_END, _REFERENCE_AT_START = (
    re.compile(f"{_WIDE_CHAR_REFERENCE}$"),
    re.compile(_WIDE_CHAR_REFERENCE),
)
_ESCAPE_AT_END = re.compile(r"(?:\\[ux]|%u?)[0-9a-fA-F]{2,4}$")
_ESCAPE_AT_START = re.compile(r"\\[ux]|%[0-9a-fA-Fu]")
_REGEX_OPENING = re.compile(r"(?:^|[=(\[{,:+!&|?])\s*/[^/]*$")  # of JavaScript, before the escape
_CHAR_CLASS_OPENING = re.compile(r"\[\^?$|\\[ux][0-9a-fA-F]+-$")
_CHAR_RANGE_END = re.compile(r"-\\[ux]")
_MAX_CLASS_CHARS = 4  # characters that a class holds in a row, at most
_MAX_ESCAPE_CHARS = 6  # code points of an escape
_TOKEN_AT_END = re.compile(r"[^\s\u2e80-\uffff]*$")
_PERCENT_ESCAPE = re.compile("%(?:u[0-9a-fA-F]{4}|[0-9a-fA-F]{2})")
_URL_START = re.compile(r".*(?:[a-z][a-z0-9+.-]*:/|www\.)", re.IGNORECASE)
_PATH_OR_QUERY = re.compile("[^%]*[?&=/@]")  # what parts a path or a query, before the first escape
_SENTENCE_MARK = re.compile("[，。；]")
_MIN_MEAN_NATS = -10.0  # mean score below which Han are no text
_CONTEXT_CHARS = 200  # code points beside an escape that are looked at
_BROKEN_LINE_CHARS = range(73, 77)  # code points of a quoted-printable line that is broken, "=" and all


def is_in_code(text: str, match: re.Match[str], new: str) -> bool:
    """Tell whether the match stands in a string of source code, or in a pattern."""
    if new.isascii() or _is_in_string(text, match):
        return True
    left = _get_left_context(text, match)
    in_class = _CHAR_RANGE_END.match(text, match.end()) or _CHAR_CLASS_OPENING.search(left)
    if in_class and len(new) <= _MAX_CLASS_CHARS:
        return True
    return _REGEX_OPENING.search(left) is not None and "/" in _get_right_context(text, match)


def is_in_url(text: str, match: re.Match[str], new: str) -> bool:
    """Tell whether the match is part of a URL or of source code.

    The marks of a path may be those of a sentence: one that begins there shows it by its own.
    """
    if new.isascii() or _is_in_string(text, match):
        return True
    token = _TOKEN_AT_END.search(_get_left_context(text, match))
    assert token is not None  # it may be empty
    seen = token[0]
    if len(seen) == _CONTEXT_CHARS:  # it may begin within an escape
        seen = seen[max(0, seen.find("%")) :]
    seen = _PERCENT_ESCAPE.sub("%", seen)
    return _URL_START.match(seen) is not None or (
        not _SENTENCE_MARK.search(new) and _PATH_OR_QUERY.match(seen) is not None
    )


def is_literal_equals_sign(text: str, match: re.Match[str], new: str) -> bool:
    """Tell whether the match is a mere "=" at the end of a line that nothing made so long as to be broken."""
    return not new and match.end() - 1 - text.rfind("\n", 0, match.start()) - 1 not in _BROKEN_LINE_CHARS


def is_in_markup(text: str, match: re.Match[str], new: str) -> bool:
    """Tell whether the text is markup, or speaks of it: &lt; beside a plain < is meant as such."""
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
    """Tell whether the match are numbers of something, such as #15322; #15364: no text comes of them."""
    return mean_log_prob(extract_han(new)) < _MIN_MEAN_NATS


def _get_left_context(text: str, match: re.Match[str]) -> str:
    """Return what stands before the match on its line, as far as it is looked at."""
    return text[max(0, match.start() - _CONTEXT_CHARS) : match.start()].rpartition("\n")[2]


def _get_right_context(text: str, match: re.Match[str]) -> str:
    """Return what stands behind the match on its line, as far as it is looked at."""
    return text[match.end() : match.end() + _CONTEXT_CHARS].partition("\n")[0]


def _is_in_string(text: str, match: re.Match[str]) -> bool:
    """Tell whether the match stands in a string of source code."""
    opened = _STRING_OPENING.search(_get_left_context(text, match))
    if opened and opened[1] in _get_right_context(text, match):
        return True
    strings = _find_strings(text)
    at = bisect_right(strings, match.start(), key=lambda string: string.start) - 1
    return at >= 0 and match.start() < strings[at].end and not _is_quoted_in_sentence(text, strings[at])


def _is_quoted_in_sentence(text: str, string: Span) -> bool:
    """Tell whether what is quoted belongs to a sentence: one goes on right before it or behind it."""
    before, after = (
        text[max(0, string.start - _MAX_ESCAPE_CHARS) : string.start],
        text[string.end : string.end + 1],
    )
    ends = _ESCAPE_AT_END.search(before) or not before[-1:].isascii()
    return bool(ends or _ESCAPE_AT_START.match(text, string.end) or not after.isascii())


@lru_cache(1)  # every escape of a text asks it
def _find_strings(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _STRING_LITERAL.finditer(text)]


@lru_cache(1)  # every entity of a text asks it
def _has_tags(text: str) -> bool:
    return _TAG_START.search(text) is not None
