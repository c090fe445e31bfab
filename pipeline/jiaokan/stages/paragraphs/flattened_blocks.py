"""Blocks that a site flattened to one line, split where their paragraphs show still."""

import re
from collections.abc import Iterator, Sequence

from jiaokan.config.schema import ParagraphSettings
from jiaokan.core.edits import Edit, Span, make_replacement
from jiaokan.stages.paragraphs.list_markers import (
    COLONS,
    FORUM_REPLY,
    PROSE_MARK,
    SEMICOLONS_AND_COLONS,
    find_numbering_style,
    has_sentence_end,
)
from jiaokan.stages.paragraphs.text_lines import TextLine, count_columns
from jiaokan.text.unicode_ranges import HAN, parse_number

# folded text knows one blank; after Han, a stop or a closing mark it may stand for a break
_LONE_SPACE = re.compile(rf"(?<=[{HAN}。!?…~—”’)》】;:]) +(?! )")
_PARAGRAPH_START = re.compile(rf"[{HAN}“‘《【\d①-⑳]")
_CHARS_BEFORE_PLAIN_SPACE = ")讯电"  # an aside or a dateline: what comes after a space belongs to it
_INNER_STOP = re.compile("[。!?…]+[”’)]*(?=.)")
_SPACE_AFTER_COMMA = re.compile(rf"[,:;、] +(?=[{HAN}])")
_LIST_ITEM_NUMBER = re.compile(
    r"(?<=[。!?…”:)]) ?(?:(\d{1,2})(?:、|\.(?!\d))|([一二三四五六七八九十]{1,3})、"
    r"|[(]([一二三四五六七八九十]{1,3})[)]|([①-⑳])|第([一二三四五六七八九十百]{1,5})条)"
)
# styles that open parts of a document, and stand in no sentence
_OUTER_STYLES = frozenset(("part", "chapter", "section", "article", "han", "han_brackets"))

LineSpaces = dict[TextLine, list[Span]]


def propose_block_breaks(text: str, lines: Sequence[TextLine], settings: ParagraphSettings) -> Iterator[Edit]:
    """Propose line feeds where a flattened block shows paragraph breaks."""
    spaces = _find_lone_spaces(lines)
    typed = _is_spacing_habit(spaces, settings)
    for line in (line for line in spaces if not FORUM_REPLY.match(line.normalized)):
        block = line.starts_page or len(line.normalized) >= settings.block
        for space in _find_break_spaces(text, line, spaces[line], not block or typed, settings):
            yield _replace_with_line_feed(text, line, space, settings, "a space stands for a paragraph break")
        for item in _find_item_starts(line, 2 if block else settings.block_items):
            yield _replace_with_line_feed(text, line, item, settings, "the items of a list run on")


def _find_break_spaces(
    text: str, line: TextLine, spaces: Sequence[Span], plain: bool, settings: ParagraphSettings
) -> Iterator[Span]:
    """Yield the spaces that are paragraph breaks; where wide ones are, the others stand after stops."""
    wide = [space for space in spaces if _is_wide(text, line, space, settings)]
    after = [space for space in spaces if _has_stop_before(line, space)]
    ends = [space for space in wide if space in after]
    if plain:
        yield from ends
    else:
        yield from _select_break_spaces(line, sorted({*after, *wide}) if ends else spaces, settings)


def _replace_with_line_feed(
    text: str, line: TextLine, place: Span, settings: ParagraphSettings, why: str
) -> Edit:
    span = Span(line.span.start + place.start, line.span.start + place.end)
    return make_replacement(text, span, "\n", "layout/block", settings.likely, why)


def _is_wide(text: str, line: TextLine, space: Span, settings: ParagraphSettings) -> bool:
    """Tell whether white space is as wide as an indent."""
    blank = text[line.span.start + space.start : line.span.start + space.end]
    return count_columns(blank) >= settings.block_wide


def is_flattened_page(lines: Sequence[TextLine], settings: ParagraphSettings) -> bool:
    """Tell whether the page shows its paragraphs by lone spaces."""
    return not _is_spacing_habit(_find_lone_spaces(lines), settings)


def _find_lone_spaces(lines: Sequence[TextLine]) -> LineSpaces:
    return {line: [Span(*m.span()) for m in _LONE_SPACE.finditer(line.normalized)] for line in lines}


def _is_spacing_habit(spaces: LineSpaces, settings: ParagraphSettings) -> bool:
    """Tell whether lone spaces are a habit of typing: after nearly all stops, after commas, or amid words."""
    blocks = [line for line in spaces if len(line.normalized) >= settings.block]
    lone = sum(len(spaces[line]) for line in blocks)
    spaced = sum(_has_stop_before(line, space) for line in blocks for space in spaces[line])
    stops = sum(1 for line in blocks for _ in _INNER_STOP.finditer(line.normalized))
    soft = sum(1 for line in blocks for _ in _SPACE_AFTER_COMMA.finditer(line.normalized))
    if soft >= spaced or lone > settings.block_lone * spaced:
        return True
    items = sum(
        bool(find_numbering_style(line.normalized[space.end :][:9]))
        for line in blocks
        for space in spaces[line]
    )
    return spaced > settings.block_share * stops and 2 * items < spaced


def _has_stop_before(line: TextLine, space: Span) -> bool:
    return has_sentence_end(line.normalized[max(0, space.start - 8) : space.start])


def _select_break_spaces(
    line: TextLine, spaces: Sequence[Span], settings: ParagraphSettings
) -> Iterator[Span]:
    """Yield the spaces of a block that are paragraph breaks.

    Those after a stop are, and those that part a heading, or a paragraph that lost its stop, from prose.
    """
    ends = [*(space.start for space in spaces[1:]), len(line.normalized)]
    start = 0
    for space, end in zip(spaces, ends, strict=False):
        before, after = line.normalized[start : space.start], line.normalized[space.end : end]
        apart = len(space) >= settings.block_apart and bool(PROSE_MARK.search(after))
        if apart or _has_stop_before(line, space) or _is_paragraph_break(before, after, settings):
            yield space
            start = space.end


def _is_paragraph_break(before: str, after: str, settings: ParagraphSettings) -> bool:
    """Tell whether a space without a stop before it parts two paragraphs."""
    if find_numbering_style(after) in _OUTER_STYLES:
        return True
    if before[-1] in SEMICOLONS_AND_COLONS:
        return bool(find_numbering_style(after)) or (
            before[-1] in COLONS and len(after) >= settings.block_piece
        )
    if (
        not _PARAGRAPH_START.match(after)
        or before[-1] in _CHARS_BEFORE_PLAIN_SPACE
        or (before[-1] in "年月第" and after[0].isdigit())
    ):
        return False
    if len(before) <= settings.heading:
        return len(before) >= settings.block_least and bool(PROSE_MARK.search(after))
    return not after[0].isdigit() and len(after) >= settings.block_piece


def _find_item_starts(line: TextLine, least: int) -> Iterator[Span]:
    """Yield what stands before items of a list: numbers of one style that rise by one from 1, after stops."""
    runs: dict[int, list[Span]] = {}
    for found in _LIST_ITEM_NUMBER.finditer(line.normalized):
        kind = found.lastindex or 0
        run = runs.setdefault(kind, [])
        value = parse_number(found[kind])
        place = Span(found.start(), found.start() + found[0].startswith(" "))
        if value == 1 or (value == 2 and not run):  # an item 1 may stand at the line's start
            yield from _keep_long_run(run, least)
            runs[kind] = [place] * value
        elif value == len(run) + 1:
            run.append(place)
    for run in runs.values():
        yield from _keep_long_run(run, least)


def _keep_long_run(run: Sequence[Span], least: int) -> Iterator[Span]:
    """Yield the places of a run of so many items or more, each once."""
    yield from dict.fromkeys(run) if len(run) >= least else ()
