"""Entities in a text with leftover markup: escaped markup, blanks, and entities inside code."""

import re
from collections.abc import Callable, Iterator
from html import unescape

from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.core.offsets import OffsetMap
from jiaokan.stages.strip.markup.tag_evidence import MarkupSource
from jiaokan.text.verbatim import is_entity_named_in_prose

# the entities of escaped markup, escaped once or more often
_ESCAPE = re.compile(
    r"&(?:amp;){0,3}(?:(lt|#0?60|#[xX]3[cC])|(gt|#0?62|#[xX]3[eE])|(quot|#0?34)|(apos|#0?39));"
)
_UNESCAPED_CHARS = "<>\"'"
_ESCAPE_LITERALS = ("&lt;", "&#60;", "&#060;", "&#x3c;", "&#x3C;", ";lt;")
_BLANK = re.compile(r"nbsp|ensp|emsp|thinsp|#160|#[xX][aA]0")
BLANK_ENTITIES = re.compile(rf"(?:&(?:amp;){{0,3}}(?:{_BLANK.pattern})(?:[;；]|(?![A-Za-z0-9;；])))+")
_CODE_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|apos|nbsp|#[0-9]{2,5}|#[xX][0-9a-fA-F]{2,4});")


def find_escape_edits(text: str) -> list[Edit]:
    """Return the edits that decode escaped markup; empty if no "<" is escaped."""
    if not any(literal in text for literal in _ESCAPE_LITERALS):
        return []
    matches = _ESCAPE.finditer(text)
    return [
        make_replacement(text, Span(*match.span()), _UNESCAPED_CHARS[(match.lastindex or 1) - 1], "view")
        for match in matches
    ]


def find_entity_edits(
    text: str, source: MarkupSource, offsets: OffsetMap, is_taken: Callable[[int], bool], has_markup: bool
) -> Iterator[Edit]:
    """Yield the edits that decode entities: blanks in a marked-up text, and all entities in elements of code.

    Other entities, and those of a text without markup, are left to the repairs, which decode them.

    Args:
        text: the original text.
        source: the decoded text and its tokens.
        offsets: from the decoded text back to the original.
        is_taken: tells whether an offset of the original is already edited.
        has_markup: whether markup was found in the text.
    """
    if "&" not in text:
        return
    for match in BLANK_ENTITIES.finditer(source.text) if has_markup else ():
        span = offsets.map_back(Span(*match.span()))
        is_shown = source.in_code(match.start()) or is_entity_named_in_prose(source.text, *match.span())
        if not (is_shown or is_taken(span.start) or source.in_element(match.start())):
            blanks = " " * len(_BLANK.findall(match[0]))
            yield make_replacement(
                text, span, blanks, "markup/entity", why="a blank that is written as an entity"
            )
    yield from _find_code_entity_edits(text, source, offsets, is_taken)


def _find_code_entity_edits(
    text: str, source: MarkupSource, offsets: OffsetMap, is_taken: Callable[[int], bool]
) -> Iterator[Edit]:
    """Yield the edits that decode entities in elements of code, each once."""
    for element in source.elements:
        start, end = (offsets.map_back(Span(offset, offset)).end for offset in (element.start, element.end))
        for match in _CODE_ENTITY.finditer(text, start, end):
            if not is_taken(match.start()):
                new = unescape(match[0]).replace("\u00a0", " ")
                yield make_replacement(
                    text, Span(*match.span()), new, "markup/entity", why="an entity in code"
                )
