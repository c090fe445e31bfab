"""Render the source of a line as the text that a browser shows, piece by piece.

White space collapses as in browsers (CSS Text 3, 4.1). A run of it becomes one space, or nothing at
the ends of a line. A line feed between two wide characters becomes nothing.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from jiaokan.text.unicode_ranges import BLANK_CHARS, HAN, INVISIBLE

ENTITY_OR_SPACE = re.compile(
    r"&(?:#(?:[0-9]{1,8}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});?|[ \t\n\r\f]+"
)
# a line without these, its ends left out, is rendered as it is
_NEEDS_RENDERING = re.compile(r"&|[\t\n\r\f]|  ")
_ENTITY_OR_SPACE_START = re.compile(r"[& \t\n\r\f]")
_WIDE_CHAR = re.compile(f"[{HAN}\u3001-\u3003\u3008-\u3011\u2018-\u201d\uff01-\uff5e]")
_EDGE_BLANKS = "".join(re.findall(f"[{BLANK_CHARS}{INVISIBLE}\\n]", "".join(map(chr, range(0x10000)))))
TAG_RULE, BREAK_RULE, SPACE_RULE, ENTITY_RULE, FORMULA_RULE, NO_RULE = (
    "html/tag",
    "html/break",
    "html/space",
    "html/entity",
    "html/formula",
    "",
)
_BLANK_RULES = frozenset((SPACE_RULE, BREAK_RULE))


class SourcePiece(NamedTuple):
    """A part of a line in the source: half-open offsets in code points of the page.

    `new` is the text that replaces it, None where its own text is rendered. `link` is the number of
    the `a` element around it, -1 for none. `rule` names the reason of a replacement.
    """

    start: int
    end: int
    link: int = -1
    is_bold: bool = False
    new: str | None = None
    rule: str = NO_RULE


# takes all fields, and half the time of a call of the class
make_source_piece: Callable[[tuple[int, int, int, bool, str | None, str]], SourcePiece] = partial(
    tuple.__new__, SourcePiece
)


class RenderedPiece(NamedTuple):
    """A part of the page and the text that it renders as. `rule` names the reason of a change."""

    start: int
    end: int
    new: str
    rule: str = NO_RULE


# takes all fields, and half the time of a call of the class
make_rendered_piece: Callable[[tuple[int, int, str, str]], RenderedPiece] = partial(
    tuple.__new__, RenderedPiece
)


def join_pieces(pieces: Iterable[RenderedPiece]) -> str:
    """Return the text of the pieces."""
    return "".join([piece.new for piece in pieces])


def render_line(text: str, sources: Sequence[SourcePiece]) -> list[RenderedPiece]:
    """Return the pieces of a line, with white space collapsed.

    >>> join_pieces(render_line("春天\\n来了 &amp; go", [SourcePiece(0, 14)]))
    '春天来了 & go'
    """
    if (
        plain_pieces := _render_plain_piece(text, *sources)
        if len(sources) == 1
        else _render_plain_line(text, sources)
    ):
        return plain_pieces
    pieces: list[RenderedPiece] = []
    before, gap_piece, has_line_feed, has_break = "", -1, False, False
    for source in sources:
        for piece in _split_source_piece(text, source):
            if piece.rule in _BLANK_RULES and piece.new.isspace() and piece.new != "\t":
                gap_piece = len(pieces) if gap_piece < 0 else gap_piece
                has_line_feed = has_line_feed or "\n" in piece.new
                has_break = has_break or piece.rule == BREAK_RULE
                pieces.append(make_rendered_piece((piece.start, piece.end, "", piece.rule)))
                continue
            is_joined = (
                has_line_feed and not has_break and _WIDE_CHAR.match(before) and _WIDE_CHAR.match(piece.new)
            )
            if gap_piece >= 0 and before.strip("\t") and piece.new != "\t" and not is_joined:
                start, end, _, rule = pieces[gap_piece]
                pieces[gap_piece] = make_rendered_piece((start, end, " ", rule))
            before, gap_piece, has_line_feed, has_break = piece.new[-1:] or before, -1, False, False
            pieces.append(piece)
    return _trim_edges(pieces)


def _render_plain_piece(text: str, source: SourcePiece) -> list[RenderedPiece]:
    """Do the same as `_render_plain_line` for a line of one piece, as most are."""
    part = text[source.start : source.end]
    core = part.strip(_EDGE_BLANKS)
    if source.new is not None or not core or _NEEDS_RENDERING.search(core):
        return []
    if len(core) == len(part):
        return [make_rendered_piece((source.start, source.end, part, NO_RULE))]
    first = part.index(core[0])
    return [*_trim_piece(part, source.start, first, first + len(core))]


def _render_plain_line(text: str, sources: Sequence[SourcePiece]) -> list[RenderedPiece]:
    """Return the pieces of a line without anything to decode or collapse, none for other lines."""
    parts = []
    for start, end, _, _, new, _ in sources:
        if new is not None:
            return []
        parts.append(text[start:end])
    whole = parts[0] if len(parts) == 1 else "".join(parts)
    core = whole.strip(_EDGE_BLANKS)
    if not core or _NEEDS_RENDERING.search(core):
        return []
    first = whole.index(core[0])
    last = first + len(core)
    pieces = []
    for source, part in zip(sources, parts, strict=True):
        size, start = len(part), source.start
        if first <= 0 and size <= last:
            pieces.append(make_rendered_piece((start, source.end, part, NO_RULE)))
        else:
            pieces += _trim_piece(part, start, max(min(first, size), 0), max(min(last, size), 0))
        first -= size
        last -= size
    return pieces


def _trim_piece(part: str, start: int, first: int, last: int) -> Iterator[RenderedPiece]:
    """Yield the pieces of a text at offset `start` of which `first` to `last` is kept."""
    if first:
        yield make_rendered_piece((start, start + first, "", SPACE_RULE))
    if first < last:
        yield make_rendered_piece((start + first, start + last, part[first:last], NO_RULE))
    if max(first, last) < len(part):
        yield make_rendered_piece((start + max(first, last), start + len(part), "", SPACE_RULE))


def _split_source_piece(text: str, source: SourcePiece) -> Iterator[RenderedPiece]:
    """Split a part of a line at entities and white space."""
    start, end, _, _, new, rule = source
    if new is not None:
        yield make_rendered_piece((start, end, new, rule))
        return
    if start < end and not _ENTITY_OR_SPACE_START.search(text, start, end):
        yield make_rendered_piece((start, end, text[start:end], NO_RULE))
        return
    position = start
    for match in ENTITY_OR_SPACE.finditer(text, start, end):
        place, behind = match.span()
        if place > position:
            yield make_rendered_piece((position, place, text[position:place], NO_RULE))
        position, found = behind, match[0]
        if found[0] == "&":
            yield make_rendered_piece((place, behind, _decode_entity(found), ENTITY_RULE))
        else:
            yield make_rendered_piece((place, behind, found, SPACE_RULE))
    if position < end:
        yield make_rendered_piece((position, end, text[position:end], NO_RULE))


@lru_cache(maxsize=1 << 12)
def _decode_entity(entity: str) -> str:
    return html.unescape(entity)


def _trim_edges(pieces: list[RenderedPiece]) -> list[RenderedPiece]:
    """Remove white space at both ends. Tabs between cells stay."""
    first, last = 0, len(pieces)
    while first < last and _is_blank(pieces[first]):
        first += 1
    while last > first and _is_blank(pieces[last - 1]):
        last -= 1
    blank = [_blank_piece(piece) for piece in (*pieces[:first], *pieces[last:])]
    if first == last:
        return blank
    body = pieces[first:last]
    body[-1:] = _blank_part(body[-1], len(body[-1].new.rstrip(_EDGE_BLANKS)), keep_left=True)
    body[:1] = _blank_part(body[0], len(body[0].new) - len(body[0].new.lstrip(_EDGE_BLANKS)), keep_left=False)
    return [*blank[:first], *body, *blank[first:]]


def _is_blank(piece: RenderedPiece) -> bool:
    return not piece.new.strip(_EDGE_BLANKS) and not (piece.rule == BREAK_RULE and piece.new == "\t")


def _blank_piece(piece: RenderedPiece) -> RenderedPiece:
    return RenderedPiece(piece.start, piece.end, "", BREAK_RULE if piece.rule == BREAK_RULE else SPACE_RULE)


def _blank_part(piece: RenderedPiece, place: int, keep_left: bool) -> list[RenderedPiece]:
    """Split a piece in two and remove the text of one part. The text of an entity is not split."""
    if piece.rule or not 0 < place < len(piece.new):
        return [piece]
    middle = piece.start + place
    left, right = (
        RenderedPiece(piece.start, middle, piece.new[:place]),
        RenderedPiece(middle, piece.end, piece.new[place:]),
    )
    if keep_left:
        return [left, RenderedPiece(middle, piece.end, "", SPACE_RULE)]
    return [RenderedPiece(piece.start, middle, "", SPACE_RULE), right]
