"""Blocks that a site flattened to one line, split where their paragraphs show still."""

import re
from collections.abc import Iterator, Sequence

from jiaokan.config.schema import Paragraphs
from jiaokan.core.edits import Edit, Span, replace
from jiaokan.stages.paragraphs.list_markers import COLONS, PROSE, REPLY, RESTS, finished, style
from jiaokan.stages.paragraphs.text_lines import Line, columns
from jiaokan.text.unicode_ranges import HAN, number

# folded text knows one blank; after Han, a stop or a closing mark it may stand for a break
_SPACE = re.compile(rf"(?<=[{HAN}。!?…~—”’)》】;:]) +(?! )")
_OPENS = re.compile(rf"[{HAN}“‘《【\d①-⑳]")
_HOLDS = ")讯电"  # an aside or a dateline: what comes after a space belongs to it
_STOP = re.compile("[。!?…]+[”’)]*(?=.)")
_SOFT = re.compile(rf"[,:;、] +(?=[{HAN}])")
_ITEM = re.compile(
    r"(?<=[。!?…”:)]) ?(?:(\d{1,2})(?:、|\.(?!\d))|([一二三四五六七八九十]{1,3})、"
    r"|[(]([一二三四五六七八九十]{1,3})[)]|([①-⑳])|第([一二三四五六七八九十百]{1,5})条)"
)
# styles that open parts of a document, and stand in no sentence
_PARTS = frozenset(("part", "chapter", "section", "article", "han", "han_brackets"))

Spaces = dict[Line, list[Span]]


def splits(text: str, lines: Sequence[Line], settings: Paragraphs) -> Iterator[Edit]:
    """Propose line feeds where a flattened block shows paragraph breaks."""
    spaces = _spaces(lines)
    typed = _typed(spaces, settings)
    for line in (line for line in spaces if not REPLY.match(line.read)):
        block = line.paged or len(line.read) >= settings.block
        for space in _shown(text, line, spaces[line], not block or typed, settings):
            yield _break(text, line, space, settings, "a space stands for a paragraph break")
        for item in _items(line, 2 if block else settings.block_items):
            yield _break(text, line, item, settings, "the items of a list run on")


def _shown(
    text: str, line: Line, spaces: Sequence[Span], plain: bool, settings: Paragraphs
) -> Iterator[Span]:
    """Yield the spaces that are paragraph breaks; where wide ones are, the others stand after stops."""
    wide = [space for space in spaces if _is_wide(text, line, space, settings)]
    after = [space for space in spaces if _stopped(line, space)]
    ends = [space for space in wide if space in after]
    if plain:
        yield from ends
    else:
        yield from _breaks(line, sorted({*after, *wide}) if ends else spaces, settings)


def _break(text: str, line: Line, place: Span, settings: Paragraphs, why: str) -> Edit:
    span = Span(line.span.start + place.start, line.span.start + place.end)
    return replace(text, span, "\n", "layout/block", settings.likely, why)


def _is_wide(text: str, line: Line, space: Span, settings: Paragraphs) -> bool:
    """Tell whether white space is as wide as an indent."""
    blank = text[line.span.start + space.start : line.span.start + space.end]
    return columns(blank) >= settings.block_wide


def flattened(lines: Sequence[Line], settings: Paragraphs) -> bool:
    """Tell whether the page shows its paragraphs by lone spaces."""
    return not _typed(_spaces(lines), settings)


def _spaces(lines: Sequence[Line]) -> Spaces:
    return {line: [Span(*m.span()) for m in _SPACE.finditer(line.read)] for line in lines}


def _typed(spaces: Spaces, settings: Paragraphs) -> bool:
    """Tell whether lone spaces are a habit of typing: after nearly all stops, after commas, or amid words."""
    blocks = [line for line in spaces if len(line.read) >= settings.block]
    lone = sum(len(spaces[line]) for line in blocks)
    spaced = sum(_stopped(line, space) for line in blocks for space in spaces[line])
    stops = sum(1 for line in blocks for _ in _STOP.finditer(line.read))
    soft = sum(1 for line in blocks for _ in _SOFT.finditer(line.read))
    if soft >= spaced or lone > settings.block_lone * spaced:
        return True
    items = sum(bool(style(line.read[space.end :][:9])) for line in blocks for space in spaces[line])
    return spaced > settings.block_share * stops and 2 * items < spaced


def _stopped(line: Line, space: Span) -> bool:
    return finished(line.read[max(0, space.start - 8) : space.start])


def _breaks(line: Line, spaces: Sequence[Span], settings: Paragraphs) -> Iterator[Span]:
    """Yield the spaces of a block that are paragraph breaks.

    Those after a stop are, and those that part a heading, or a paragraph that lost its stop, from prose.
    """
    ends = [*(space.start for space in spaces[1:]), len(line.read)]
    start = 0
    for space, end in zip(spaces, ends, strict=False):
        before, after = line.read[start : space.start], line.read[space.end : end]
        apart = len(space) >= settings.block_apart and bool(PROSE.search(after))
        if apart or _stopped(line, space) or _parts(before, after, settings):
            yield space
            start = space.end


def _parts(before: str, after: str, settings: Paragraphs) -> bool:
    """Tell whether a space without a stop before it parts two paragraphs."""
    if style(after) in _PARTS:
        return True
    if before[-1] in RESTS:
        return bool(style(after)) or (before[-1] in COLONS and len(after) >= settings.block_piece)
    if not _OPENS.match(after) or before[-1] in _HOLDS or (before[-1] in "年月第" and after[0].isdigit()):
        return False
    if len(before) <= settings.heading:
        return len(before) >= settings.block_least and bool(PROSE.search(after))
    return not after[0].isdigit() and len(after) >= settings.block_piece


def _items(line: Line, least: int) -> Iterator[Span]:
    """Yield what stands before items of a list: numbers of one style that rise by one from 1, after stops."""
    runs: dict[int, list[Span]] = {}
    for found in _ITEM.finditer(line.read):
        kind = found.lastindex or 0
        run = runs.setdefault(kind, [])
        value = number(found[kind])
        place = Span(found.start(), found.start() + found[0].startswith(" "))
        if value == 1 or (value == 2 and not run):  # an item 1 may stand at the line's start
            yield from _listed(run, least)
            runs[kind] = [place] * value
        elif value == len(run) + 1:
            run.append(place)
    for run in runs.values():
        yield from _listed(run, least)


def _listed(run: Sequence[Span], least: int) -> Iterator[Span]:
    """Yield the places of a run of so many items or more, each once."""
    yield from dict.fromkeys(run) if len(run) >= least else ()
