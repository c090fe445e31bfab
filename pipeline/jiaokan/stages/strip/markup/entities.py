"""Entities of a text with leftover markup: those that markup is escaped with, blanks, and those in code."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from jiaokan.core.edits import Edit, OffsetMap, Span
from jiaokan.core.edits import make_replacement as put
from jiaokan.stages.strip.markup.tag_evidence import MarkupSource
from jiaokan.text.verbatim import is_entity_named_in_prose

# what escaped markup is escaped with, however often
_ESCAPE = re.compile(
    r"&(?:amp;){0,3}(?:(lt|#0?60|#[xX]3[cC])|(gt|#0?62|#[xX]3[eE])|(quot|#0?34)|(apos|#0?39));"
)
_SIGNS = "<>\"'"
_ESCAPED = ("&lt;", "&#60;", "&#060;", "&#x3c;", "&#x3C;", ";lt;")
_BLANK = re.compile(r"nbsp|ensp|emsp|thinsp|#160|#[xX][aA]0")
BLANKS = re.compile(rf"(?:&(?:amp;){{0,3}}(?:{_BLANK.pattern})(?:[;；]|(?![A-Za-z0-9;；])))+")
_IN_CODE = re.compile(r"&(?:lt|gt|amp|quot|apos|nbsp|#[0-9]{2,5}|#[xX][0-9a-fA-F]{2,4});")


def find_escapes(text: str) -> list[Edit]:
    """Return the edits that show escaped markup as markup, none where no "<" is escaped."""
    if not any(sign in text for sign in _ESCAPED):
        return []
    found = _ESCAPE.finditer(text)
    return [put(text, Span(*one.span()), _SIGNS[(one.lastindex or 1) - 1], "view") for one in found]


def find_entity_edits(
    text: str, source: MarkupSource, trace: OffsetMap, is_taken: Callable[[int], bool], has_markup: bool
) -> Iterator[Edit]:
    """Yield what entities of a marked-up text mean: blanks, and all of those in elements of code.

    Other entities, and those of a text without markup, are left to the repairs, which decode them.
    """
    if "&" not in text:
        return
    for found in BLANKS.finditer(source.text) if has_markup else ():
        span = trace.map_back(Span(*found.span()))
        shown = source.in_code(found.start()) or is_entity_named_in_prose(source.text, *found.span())
        if not (shown or is_taken(span.start) or source.in_element(found.start())):
            blanks = " " * len(_BLANK.findall(found[0]))
            yield put(text, span, blanks, "markup/entity", why="a blank that is written as an entity")
    yield from _find_in_code(text, source, trace, is_taken)


def _find_in_code(
    text: str, source: MarkupSource, trace: OffsetMap, is_taken: Callable[[int], bool]
) -> Iterator[Edit]:
    """Yield what entities in elements of code mean, each decoded once."""
    for element in source.elements:
        begin, end = (trace.map_back(Span(at, at)).end for at in (element.start, element.end))
        for found in _IN_CODE.finditer(text, begin, end):
            if not is_taken(found.start()):
                new = unescape(found[0]).replace("\u00a0", " ")
                yield put(text, Span(*found.span()), new, "markup/entity", why="an entity in code")
