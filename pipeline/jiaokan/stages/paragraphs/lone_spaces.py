"""Single spaces inside the lines of a page: they are a habit, or part the paragraphs."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.stages.paragraphs.list_markers import find_numbering_style, has_sentence_end
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.unicode_ranges import HAN

# normalized text has one kind of blank; after Han, a stop or a closing mark it may be a paragraph break
_LONE_SPACE = compile_on_use(rf"(?<=[{HAN}。!?…~—”’)》】;:]) +(?! )")
_INNER_STOP = re.compile("[。!?…]+[”’)]*(?=.)")
_SPACE_AFTER_COMMA = compile_on_use(rf"[,:;、] +(?=[{HAN}])")

LineSpaces = Sequence[tuple[TextLine, Sequence[Span]]]


class PageSpacing(NamedTuple):
    """The single spaces of a page.

    Attributes:
        found: the lines, each with the spaces in it that may be paragraph breaks.
        is_habit: whether the page has single spaces after nearly all stops, after commas, or inside words.
            A page without this habit marks its paragraphs with them.
    """

    found: LineSpaces
    is_habit: bool


def read_spacing(lines: Sequence[TextLine], settings: ParagraphSettings) -> PageSpacing:
    """Find the single spaces of a page, and tell what they are."""
    found = _find_lone_spaces(lines)
    return PageSpacing(found, _is_spacing_habit(found, settings))


def _find_lone_spaces(lines: Sequence[TextLine]) -> LineSpaces:
    return [
        (line, [Span(*m.span()) for m in _LONE_SPACE.finditer(line.normalized)])
        if " " in line.normalized
        else (line, ())
        for line in lines
    ]


def _is_spacing_habit(found: LineSpaces, settings: ParagraphSettings) -> bool:
    """Tell whether single spaces are a habit: after nearly all stops, after commas, or inside words."""
    blocks = [(line, spaces) for line, spaces in found if len(line.normalized) >= settings.blocks.min_chars]
    space_count = sum(len(spaces) for _, spaces in blocks)
    space_after_stop_count = sum(has_stop_before(line, space) for line, spaces in blocks for space in spaces)
    if not space_after_stop_count:
        return True
    texts = [line.normalized for line, _ in blocks]
    stop_count = sum(1 for text in texts for _ in _INNER_STOP.finditer(text))
    space_after_comma_count = sum(1 for text in texts for _ in _SPACE_AFTER_COMMA.finditer(text))
    if (
        space_after_comma_count >= space_after_stop_count
        or space_count > settings.blocks.max_spaces_per_spaced_stop * space_after_stop_count
    ):
        return True
    item_count = sum(
        bool(find_numbering_style(line.normalized[space.end :][:9]))
        for line, spaces in blocks
        for space in spaces
    )
    return (
        space_after_stop_count > settings.blocks.max_spaced_stop_share * stop_count
        and 2 * item_count < space_after_stop_count
    )


def has_stop_before(line: TextLine, space: Span) -> bool:
    """Tell whether a sentence ends before a space of a line."""
    return has_sentence_end(line.normalized[max(0, space.start - 8) : space.start])
