"""Find spaces inside the lines of a page, and tell whether they are a habit of it or paragraph breaks."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jiaokan.config.paragraph_settings import ParagraphSettings
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.stages.paragraphs.list_markers import find_numbering_style, has_sentence_end
from jiaokan.stages.paragraphs.text_lines import TextLine
from jiaokan.text.unicode_ranges import HAN

# a space or a run of them, after Han, a stop or a closing mark; normalized text has one kind of space
_SPACE = compile_on_use(rf"(?<=[{HAN}。!?…~—”’)》】;:]) +(?! )")
_INNER_STOP = re.compile("[。!?…]+[”’)]*(?=.)")
_SPACE_AFTER_COMMA = compile_on_use(rf"[,:;、] +(?=[{HAN}])")
_MAX_NUMBER_CHARS = 9  # code points after a space in which the number of an item is searched
_MAX_SENTENCE_END_CHARS = 8  # code points before a space in which the end of a sentence is searched

LineSpaces = Sequence[tuple[TextLine, Sequence[Span]]]


class PageSpacing(NamedTuple):
    """The spaces inside the lines of a page.

    Attributes:
        line_spaces: The lines, each with the spans of the spaces in it that may be paragraph breaks.
        is_habit: Whether the page has spaces after nearly all stops, after commas, or inside words. On a page
            without this habit they are paragraph breaks.
    """

    line_spaces: LineSpaces
    is_habit: bool


def measure_spacing(lines: Sequence[TextLine], settings: ParagraphSettings) -> PageSpacing:
    """Find the spaces inside the lines of a page, and tell whether they are a habit of it."""
    line_spaces = _find_line_spaces(lines)
    return PageSpacing(line_spaces, _is_spacing_habit(line_spaces, settings))


def _find_line_spaces(lines: Sequence[TextLine]) -> LineSpaces:
    return [
        (line, [Span(*m.span()) for m in _SPACE.finditer(line.normalized)])
        if " " in line.normalized
        else (line, ())
        for line in lines
    ]


def _is_spacing_habit(line_spaces: LineSpaces, settings: ParagraphSettings) -> bool:
    """Tell whether the spaces are a habit: after nearly all stops, after commas, or inside words."""
    blocks = [
        (line, spaces) for line, spaces in line_spaces if len(line.normalized) >= settings.blocks.min_chars
    ]
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
        bool(find_numbering_style(line.normalized[space.end :][:_MAX_NUMBER_CHARS]))
        for line, spaces in blocks
        for space in spaces
    )
    return (
        space_after_stop_count > settings.blocks.max_spaced_stop_share * stop_count
        and 2 * item_count < space_after_stop_count
    )


def has_stop_before(line: TextLine, space: Span) -> bool:
    """Tell whether a sentence ends before a space of a line."""
    return has_sentence_end(line.normalized[max(0, space.start - _MAX_SENTENCE_END_CHARS) : space.start])
