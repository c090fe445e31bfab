"""Render the source of a listing of code as text: white space stays as it is."""

import html
import re
from collections.abc import Iterator, Sequence

from jiaokan.stages.extract.html.visible_text import (
    ENTITY_OR_SPACE,
    ENTITY_RULE,
    NO_RULE,
    SPACE_RULE,
    RenderedPiece,
    SourcePiece,
    join_pieces,
)

_RETURN_OR_ODD_SPACE = re.compile(r"\r\n?|\u00a0|[\u200b\ufeff]")
_CODE_REPLACEMENTS = {"\r\n": "\n", "\r": "\n", "\u00a0": " "}


def render_code(text: str, sources: Sequence[SourcePiece]) -> list[RenderedPiece]:
    """Return the pieces of a listing, with white space kept and blank lines at both ends removed."""
    pieces = [piece for source in sources for piece in _render_code_piece(text, source)]
    whole = join_pieces(pieces)
    body = whole.strip()
    if not body:
        return []
    first = whole.rfind("\n", 0, whole.find(body[0])) + 1
    return _blank_outside(pieces, first, len(whole.rstrip()))


def _blank_outside(pieces: Sequence[RenderedPiece], first: int, last: int) -> list[RenderedPiece]:
    """Return the pieces with the text outside `first` to `last`, in code points of their text, removed."""
    blanked: list[RenderedPiece] = []
    position = 0
    for piece in pieces:
        start, end = position, position + len(piece.new)
        position = end
        if start >= last or end <= first:
            blanked.append(RenderedPiece(piece.start, piece.end, "", piece.rule or SPACE_RULE))
        elif (start < first or end > last) and not piece.rule:
            low, high = max(first - start, 0), min(last - start, len(piece.new))
            edges = [(0, low, ""), (low, high, piece.new[low:high]), (high, len(piece.new), "")]
            blanked += [
                RenderedPiece(piece.start + a, piece.start + b, new, NO_RULE if new else SPACE_RULE)
                for a, b, new in edges
                if a < b
            ]
        else:
            blanked.append(piece)
    return blanked


def _render_code_piece(text: str, source: SourcePiece) -> Iterator[RenderedPiece]:
    """Split a part of a listing at entities, carriage returns and odd spaces."""
    if source.new is not None:
        yield RenderedPiece(source.start, source.end, source.new, source.rule)
        return
    position = source.start
    for match in ENTITY_OR_SPACE.finditer(text, source.start, source.end):
        if text[match.start()] != "&":
            continue
        yield from _render_plain_code(text, position, match.start())
        new = html.unescape(match[0])
        yield RenderedPiece(match.start(), match.end(), _CODE_REPLACEMENTS.get(new, new), ENTITY_RULE)
        position = match.end()
    yield from _render_plain_code(text, position, source.end)


def _render_plain_code(text: str, start: int, end: int) -> Iterator[RenderedPiece]:
    position = start
    for match in _RETURN_OR_ODD_SPACE.finditer(text, start, end):
        if position < match.start():
            yield RenderedPiece(position, match.start(), text[position : match.start()])
        yield RenderedPiece(match.start(), match.end(), _CODE_REPLACEMENTS.get(match[0], ""), SPACE_RULE)
        position = match.end()
    if position < end:
        yield RenderedPiece(position, end, text[position:end])
