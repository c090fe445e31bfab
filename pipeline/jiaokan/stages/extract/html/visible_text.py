"""Turn the source of a line into the text that a reader sees, piece by piece.

White space collapses as in browsers (CSS Text 3, 4.1): a run of it is one space, none at the
edges of a line, and a line break between two wide characters is nothing.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from jiaokan.text.unicode_ranges import BLANK_CHARS, HAN, INVISIBLE

_ENTITY_OR_SPACE = re.compile(
    r"&(?:#(?:[0-9]{1,8}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});?|[ \t\n\r\f]+"
)
# what the text of a line in one stretch has none of, its edges left out; and any other stretch
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
_RETURN_OR_ODD_SPACE = re.compile(r"\r\n?|\u00a0|[\u200b\ufeff]")
_CODE_REPLACEMENTS = {"\r\n": "\n", "\r": "\n", "\u00a0": " "}


class SourcePiece(NamedTuple):
    """A stretch of the page in a line: text as it stands (`new` is None), or what stands in its place.

    `link` is the number of the link element round it, -1 for none.
    """

    start: int
    end: int
    link: int = -1
    is_bold: bool = False
    new: str | None = None
    rule: str = NO_RULE


# makes an atom of all its fields in half the time that a call of its class takes
made: Callable[[tuple[int, int, int, bool, str | None, str]], SourcePiece] = partial(
    tuple.__new__, SourcePiece
)


class RenderedPiece(NamedTuple):
    """A stretch of the page and what the reader sees of it; `rule` says what changed it."""

    start: int
    end: int
    new: str
    rule: str = NO_RULE


def join_pieces(pieces: Iterable[RenderedPiece]) -> str:
    """Return the text of the pieces."""
    return "".join([piece.new for piece in pieces])


def render_line(text: str, atoms: Sequence[SourcePiece]) -> list[RenderedPiece]:
    """Return the pieces of a line whose white space collapses."""
    if found := _render_plain_line(text, atoms):
        return found
    pieces: list[RenderedPiece] = []
    before, gap, broken, wide = "", -1, False, False
    for atom in atoms:
        for piece in _split_source_piece(text, atom):
            if piece.rule in (SPACE_RULE, BREAK_RULE) and piece.new.isspace() and piece.new != "\t":
                gap = len(pieces) if gap < 0 else gap
                broken = broken or "\n" in piece.new
                wide = wide or piece.rule == BREAK_RULE
                pieces.append(RenderedPiece(piece.start, piece.end, "", piece.rule))
                continue
            joined = broken and not wide and _WIDE_CHAR.match(before) and _WIDE_CHAR.match(piece.new)
            if gap >= 0 and before.strip("\t") and piece.new != "\t" and not joined:
                pieces[gap] = pieces[gap]._replace(new=" ")
            before, gap, broken, wide = piece.new[-1:] or before, -1, False, False
            pieces.append(piece)
    return _trim_edges(pieces)


def render_code(text: str, atoms: Sequence[SourcePiece]) -> list[RenderedPiece]:
    """Return the pieces of code: white space stands, blank lines at both ends go."""
    pieces = [piece for atom in atoms for piece in _render_code_piece(text, atom)]
    whole = join_pieces(pieces)
    body = whole.strip()
    if not body:
        return []
    first = whole.rfind("\n", 0, whole.find(body[0])) + 1
    return _blank_outside(pieces, first, len(whole.rstrip()))


def _blank_outside(pieces: Sequence[RenderedPiece], first: int, last: int) -> list[RenderedPiece]:
    """Blank the pieces outside code points `first` to `last` of their text."""
    found: list[RenderedPiece] = []
    at = 0
    for piece in pieces:
        start, end = at, at + len(piece.new)
        at = end
        if start >= last or end <= first:
            found.append(RenderedPiece(piece.start, piece.end, "", piece.rule or SPACE_RULE))
        elif (start < first or end > last) and not piece.rule:
            low, high = max(first - start, 0), min(last - start, len(piece.new))
            edges = [(0, low, ""), (low, high, piece.new[low:high]), (high, len(piece.new), "")]
            found += [
                RenderedPiece(piece.start + a, piece.start + b, new, NO_RULE if new else SPACE_RULE)
                for a, b, new in edges
                if a < b
            ]
        else:
            found.append(piece)
    return found


def _render_code_piece(text: str, atom: SourcePiece) -> Iterator[RenderedPiece]:
    """Cut a stretch of code at entities and at line ends of other systems."""
    if atom.new is not None:
        yield RenderedPiece(atom.start, atom.end, atom.new, atom.rule)
        return
    at = atom.start
    for found in _ENTITY_OR_SPACE.finditer(text, atom.start, atom.end):
        if text[found.start()] != "&":
            continue
        yield from _render_plain_code(text, at, found.start())
        new = html.unescape(found[0])
        yield RenderedPiece(found.start(), found.end(), _CODE_REPLACEMENTS.get(new, new), ENTITY_RULE)
        at = found.end()
    yield from _render_plain_code(text, at, atom.end)


def _render_plain_code(text: str, start: int, end: int) -> Iterator[RenderedPiece]:
    at = start
    for found in _RETURN_OR_ODD_SPACE.finditer(text, start, end):
        if at < found.start():
            yield RenderedPiece(at, found.start(), text[at : found.start()])
        yield RenderedPiece(found.start(), found.end(), _CODE_REPLACEMENTS.get(found[0], ""), SPACE_RULE)
        at = found.end()
    if at < end:
        yield RenderedPiece(at, end, text[at:end])


def _render_plain_line(text: str, atoms: Sequence[SourcePiece]) -> list[RenderedPiece]:
    """Return the pieces of a line that holds nothing to decode or collapse, else none."""
    parts = []
    for start, end, _, _, new, _ in atoms:
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
    for atom, part in zip(atoms, parts, strict=True):
        size, start = len(part), atom.start
        if first <= 0 and size <= last:
            pieces.append(RenderedPiece(start, atom.end, part))
        else:
            pieces += _trimmed_piece(part, start, max(min(first, size), 0), max(min(last, size), 0))
        first -= size
        last -= size
    return pieces


def _trimmed_piece(part: str, start: int, first: int, last: int) -> Iterator[RenderedPiece]:
    """Yield the piece of code points `first` to `last` of a stretch, what stands round it as white space."""
    if first:
        yield RenderedPiece(start, start + first, "", SPACE_RULE)
    if first < last:
        yield RenderedPiece(start + first, start + last, part[first:last])
    if max(first, last) < len(part):
        yield RenderedPiece(start + max(first, last), start + len(part), "", SPACE_RULE)


def _split_source_piece(text: str, atom: SourcePiece) -> Iterator[RenderedPiece]:
    """Cut a stretch at entities and white space."""
    start, end = atom.start, atom.end
    if atom.new is not None:
        yield RenderedPiece(start, end, atom.new, atom.rule)
        return
    if start < end and not _ENTITY_OR_SPACE_START.search(text, start, end):
        yield RenderedPiece(start, end, text[start:end])
        return
    at = start
    for found in _ENTITY_OR_SPACE.finditer(text, start, end):
        if found.start() > at:
            yield RenderedPiece(at, found.start(), text[at : found.start()])
        at = found.end()
        if text[found.start()] == "&":
            yield RenderedPiece(found.start(), at, html.unescape(found[0]), ENTITY_RULE)
        else:
            yield RenderedPiece(found.start(), at, found[0], SPACE_RULE)
    if at < end:
        yield RenderedPiece(at, end, text[at:end])


def _trim_edges(pieces: list[RenderedPiece]) -> list[RenderedPiece]:
    """Take the blanks off both edges; tabs between cells stay."""
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


def _blank_part(piece: RenderedPiece, at: int, keep_left: bool) -> list[RenderedPiece]:
    """Cut a plain piece in two and blank one of them; one that an entity made is never in two parts."""
    if piece.rule or not 0 < at < len(piece.new):
        return [piece]
    middle = piece.start + at
    left, right = (
        RenderedPiece(piece.start, middle, piece.new[:at]),
        RenderedPiece(middle, piece.end, piece.new[at:]),
    )
    if keep_left:
        return [left, RenderedPiece(middle, piece.end, "", SPACE_RULE)]
    return [RenderedPiece(piece.start, middle, "", SPACE_RULE), right]
