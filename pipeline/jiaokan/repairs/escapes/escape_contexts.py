"""Tell where an escape does its work: in source code, in a URL, in markup.

Each test is given the text, the match of the escapes, and the text that they stand for.
"""

import re
from bisect import bisect_right
from functools import lru_cache

from jiaokan.core.edits import Span
from jiaokan.text.language_model import mean
from jiaokan.text.unicode_ranges import HAN, only_han

# strings of source code, those of more lines first; and patterns of JavaScript, which may hold a quote
_STRING = re.compile(
    r'"{3}[\s\S]*?"{3}|' + r"'{3}[\s\S]*?'{3}|`(?:[^`\\]|\\[\s\S])*+`"
    r"|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'"
    r"|(?<=[=(,:!&|?\[{;])/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/"
)
# what opens a string, where the line is too long or too odd to tell its strings apart
_OPENED = re.compile(r"(?:^|[=(\[{,:+!&|?;]|\b(?:case|in|return|throw))\s*[a-zA-Z]{0,2}([\"'`])[^\"'`]*$")
_TAG = re.compile("</?[A-Za-z]")
_ENTITY = re.compile(r"&#?\w{2,8};")
# what no markup needs to escape: Han, the marks of Chinese, and what stands right beside such an escape
_WRITTEN = re.compile(f"[{HAN}\u3001-\u3011\u3014-\u301b\uff01-\uff5e]")
_NUMBER = "&#(?:1[2-9][0-9]{3}|[2-46][0-9]{4}|[xX][3-9fF][0-9a-fA-F]{3});"  # from U+3000 on, and U+FF01
_AFTER_IT, _BEFORE_IT = re.compile(f"{_NUMBER}$"), re.compile(_NUMBER)
_ESCAPE_ENDS = re.compile(r"(?:\\[ux]|%u?)[0-9a-fA-F]{2,4}$")
_ESCAPE = re.compile(r"\\[ux]|%[0-9a-fA-Fu]")
_PATTERN = re.compile(r"(?:^|[=(\[{,:+!&|?])\s*/[^/]*$")  # of JavaScript, before the escape
_CLASS = re.compile(r"\[\^?$|\\[ux][0-9a-fA-F]+-$")
_RANGE = re.compile(r"-\\[ux]")
_FEW = 4  # characters that a class holds in a row, at most
_LONGEST = 6  # code points of an escape
_TOKEN = re.compile(r"[^\s\u2e80-\uffff]*$")
_ESCAPED = re.compile("%(?:u[0-9a-fA-F]{4}|[0-9a-fA-F]{2})")
_SCHEME = re.compile(r".*(?:[a-z][a-z0-9+.-]*:/|www\.)", re.IGNORECASE)
_PATH = re.compile("[^%]*[?&=/@]")  # what parts a path or a query, before the first escape
_SENTENCE = re.compile("[，。；]")
_NO_TEXT = -10.0  # mean score below which Han are no text
_SEEN = 200  # code points beside an escape that are looked at
_SOFT = range(73, 77)  # code points of a quoted-printable line that is broken, "=" and all


def in_code(text: str, match: re.Match[str], new: str) -> bool:
    """Tell whether the match stands in a string of source code, or in a pattern."""
    if new.isascii() or _in_string(text, match):
        return True
    left = _left(text, match)
    in_class = _RANGE.match(text, match.end()) or _CLASS.search(left)
    if in_class and len(new) <= _FEW:
        return True
    return _PATTERN.search(left) is not None and "/" in _right(text, match)


def in_url(text: str, match: re.Match[str], new: str) -> bool:
    """Tell whether the match is part of a URL or of source code.

    The marks of a path may be those of a sentence: one that begins there shows it by its own.
    """
    if new.isascii() or _in_string(text, match):
        return True
    token = _TOKEN.search(_left(text, match))
    assert token is not None  # it may be empty
    seen = token[0]
    if len(seen) == _SEEN:  # it may begin within an escape
        seen = seen[max(0, seen.find("%")) :]
    seen = _ESCAPED.sub("%", seen)
    return _SCHEME.match(seen) is not None or (not _SENTENCE.search(new) and _PATH.match(seen) is not None)


def in_line(text: str, match: re.Match[str], new: str) -> bool:
    """Tell whether the match is a mere "=" at the end of a line that nothing made so long as to be broken."""
    return not new and match.end() - 1 - text.rfind("\n", 0, match.start()) - 1 not in _SOFT


def in_markup(text: str, match: re.Match[str], new: str) -> bool:
    """Tell whether the text is markup, or speaks of it: &lt; beside a plain < is meant as such."""
    if new in "<>&\"'":
        line = _left(text, match) + _right(text, match)
        return new in _ENTITY.sub("", line) or _has_tags(text)
    if _WRITTEN.search(new) or not _has_tags(text):
        return False
    return not (_BEFORE_IT.match(text, match.end()) or _AFTER_IT.search(_left(text, match)))


def as_numbers(_: str, __: re.Match[str], new: str) -> bool:
    """Tell whether the match are numbers of something, such as #15322; #15364: no text comes of them."""
    return mean(only_han(new)) < _NO_TEXT


def _left(text: str, match: re.Match[str]) -> str:
    """Return what stands before the match on its line, as far as it is looked at."""
    return text[max(0, match.start() - _SEEN) : match.start()].rpartition("\n")[2]


def _right(text: str, match: re.Match[str]) -> str:
    """Return what stands behind the match on its line, as far as it is looked at."""
    return text[match.end() : match.end() + _SEEN].partition("\n")[0]


def _in_string(text: str, match: re.Match[str]) -> bool:
    """Tell whether the match stands in a string of source code."""
    opened = _OPENED.search(_left(text, match))
    if opened and opened[1] in _right(text, match):
        return True
    strings = _strings(text)
    at = bisect_right(strings, match.start(), key=lambda string: string.start) - 1
    return at >= 0 and match.start() < strings[at].end and not _spoken(text, strings[at])


def _spoken(text: str, string: Span) -> bool:
    """Tell whether what is quoted belongs to a sentence: one goes on right before it or behind it."""
    before, after = text[max(0, string.start - _LONGEST) : string.start], text[string.end : string.end + 1]
    ends = _ESCAPE_ENDS.search(before) or not before[-1:].isascii()
    return bool(ends or _ESCAPE.match(text, string.end) or not after.isascii())


@lru_cache(1)  # every escape of a text asks it
def _strings(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _STRING.finditer(text)]


@lru_cache(1)  # every entity of a text asks it
def _has_tags(text: str) -> bool:
    return _TAG.search(text) is not None
