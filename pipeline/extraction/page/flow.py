"""Turn the source of a block into the text that a reader sees, piece by piece.

White space collapses as in browsers (CSS Text 3, 4.1): a run of it is one space, none at the
edges of a block, and a line break between two wide characters is nothing.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.extraction.page.parts import Run
from pipeline.han import BLANK, HAN, INVISIBLE

_ATOM = re.compile(r"&(?:#(?:[0-9]{1,8}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});?|[ \t\n\r\f]+")
# what the text of a block in one run has none of, its edges left out; and any other run
_ATOMIC = re.compile(r"&|[\t\n\r\f]|  ")
_CUT = re.compile(r"[& \t\n\r\f]")
_WIDE = re.compile(f"[{HAN}\u3001-\u3003\u3008-\u3011\u2018-\u201d\uff01-\uff5e]")
_EDGE = BLANK + INVISIBLE + "\n"
_SPACE, _ENTITY, _PLAIN = "html/space", "html/entity", ""


class Piece(NamedTuple):
    """A stretch of the page and what the reader sees of it; `rule` says what changed it."""

    start: int
    end: int
    new: str
    rule: str = _PLAIN


def seen(pieces: Iterable[Piece]) -> str:
    """Return the text of the pieces."""
    return "".join([piece.new for piece in pieces])


def render(text: str, runs: Sequence[Run], spaces: bool = False) -> list[Piece]:
    """Return the pieces of a block; `spaces` says that white space stands as it is (`pre`)."""
    if len(runs) == 1 and (found := _at_once(text, runs[0], spaces)):
        return found
    pieces: list[Piece] = []
    before, gap, broken = "", -1, False
    for run in runs:
        for piece in _pieces(text, run.start, run.end):
            if piece.rule == _SPACE and not spaces:
                gap = len(pieces) if gap < 0 else gap
                broken = broken or "\n" in piece.new
                pieces.append(Piece(piece.start, piece.end, "", _SPACE))
                continue
            joined = broken and _WIDE.match(before) and _WIDE.match(piece.new)
            if gap >= 0 and before and not joined:
                pieces[gap] = pieces[gap]._replace(new=" ")
            before, gap, broken = piece.new[-1:] or before, -1, False
            pieces.append(piece)
    return pieces if spaces else _trimmed(pieces)


def _at_once(text: str, run: Run, spaces: bool) -> list[Piece]:
    """Return the pieces of a block in one run that holds nothing to decode or collapse, else none."""
    start, end = run[:2]
    whole = text[start:end]
    core = whole.strip(_EDGE)
    if not core or (spaces and core != whole) or _ATOMIC.search(core):
        return []
    first = end - len(whole.lstrip(_EDGE))
    last = first + len(core)
    found = [Piece(first, last, core)]
    if first > start:
        found.insert(0, Piece(start, first, "", _SPACE))
    if last < end:
        found.append(Piece(last, end, "", _SPACE))
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """Cut a run at entities and white space."""
    if start < end and not _CUT.search(text, start, end):
        yield Piece(start, end, text[start:end])
        return
    at = start
    for atom in _ATOM.finditer(text, start, end):
        if atom.start() > at:
            yield Piece(at, atom.start(), text[at : atom.start()])
        at = atom.end()
        if text[atom.start()] == "&":
            yield Piece(atom.start(), at, html.unescape(atom[0]), _ENTITY)
        else:
            yield Piece(atom.start(), at, atom[0], _SPACE)
    if at < end:
        yield Piece(at, end, text[at:end])


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Take the blanks off both edges."""
    first, last = 0, len(pieces)
    while first < last and not pieces[first].new.strip(_EDGE):
        first += 1
    while last > first and not pieces[last - 1].new.strip(_EDGE):
        last -= 1
    blank = [Piece(start, end, "", _SPACE) for start, end, *_ in (*pieces[:first], *pieces[last:])]
    if first == last:
        return blank
    body = pieces[first:last]
    body[-1:] = _cut(body[-1], len(body[-1].new.rstrip(_EDGE)), keep_left=True)
    body[:1] = _cut(body[0], len(body[0].new) - len(body[0].new.lstrip(_EDGE)), keep_left=False)
    return [*blank[:first], *body, *blank[first:]]


def _cut(piece: Piece, at: int, keep_left: bool) -> list[Piece]:
    """Cut a plain piece in two and blank one of them; one that an entity made is never in two parts."""
    if piece.rule or not 0 < at < len(piece.new):
        return [piece]
    middle = piece.start + at
    left, right = Piece(piece.start, middle, piece.new[:at]), Piece(middle, piece.end, piece.new[at:])
    if keep_left:
        return [left, Piece(middle, piece.end, "", _SPACE)]
    return [Piece(piece.start, middle, "", _SPACE), right]
