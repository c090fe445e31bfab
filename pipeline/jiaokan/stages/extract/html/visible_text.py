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

_ATOM = re.compile(r"&(?:#(?:[0-9]{1,8}|[xX][0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});?|[ \t\n\r\f]+")
# what the text of a line in one stretch has none of, its edges left out; and any other stretch
_ATOMIC = re.compile(r"&|[\t\n\r\f]|  ")
_CUT = re.compile(r"[& \t\n\r\f]")
_WIDE = re.compile(f"[{HAN}\u3001-\u3003\u3008-\u3011\u2018-\u201d\uff01-\uff5e]")
_EDGE = "".join(re.findall(f"[{BLANK_CHARS}{INVISIBLE}\\n]", "".join(map(chr, range(0x10000)))))
TAG, BREAK, SPACE, ENTITY, FORMULA, PLAIN = (
    "html/tag",
    "html/break",
    "html/space",
    "html/entity",
    "html/formula",
    "",
)
_RETURN = re.compile(r"\r\n?|\u00a0|[\u200b\ufeff]")
_VERBATIM = {"\r\n": "\n", "\r": "\n", "\u00a0": " "}


class Atom(NamedTuple):
    """A stretch of the page in a line: text as it stands (`new` is None), or what stands in its place.

    `link` is the number of the link element round it, -1 for none.
    """

    start: int
    end: int
    link: int = -1
    bold: bool = False
    new: str | None = None
    rule: str = PLAIN


# makes an atom of all its fields in half the time that a call of its class takes
made: Callable[[tuple[int, int, int, bool, str | None, str]], Atom] = partial(tuple.__new__, Atom)


class Piece(NamedTuple):
    """A stretch of the page and what the reader sees of it; `rule` says what changed it."""

    start: int
    end: int
    new: str
    rule: str = PLAIN


def seen(pieces: Iterable[Piece]) -> str:
    """Return the text of the pieces."""
    return "".join([piece.new for piece in pieces])


def render(text: str, atoms: Sequence[Atom]) -> list[Piece]:
    """Return the pieces of a line whose white space collapses."""
    if found := _at_once(text, atoms):
        return found
    pieces: list[Piece] = []
    before, gap, broken, wide = "", -1, False, False
    for atom in atoms:
        for piece in _pieces(text, atom):
            if piece.rule in (SPACE, BREAK) and piece.new.isspace() and piece.new != "\t":
                gap = len(pieces) if gap < 0 else gap
                broken = broken or "\n" in piece.new
                wide = wide or piece.rule == BREAK
                pieces.append(Piece(piece.start, piece.end, "", piece.rule))
                continue
            joined = broken and not wide and _WIDE.match(before) and _WIDE.match(piece.new)
            if gap >= 0 and before.strip("\t") and piece.new != "\t" and not joined:
                pieces[gap] = pieces[gap]._replace(new=" ")
            before, gap, broken, wide = piece.new[-1:] or before, -1, False, False
            pieces.append(piece)
    return _trimmed(pieces)


def render_verbatim(text: str, atoms: Sequence[Atom]) -> list[Piece]:
    """Return the pieces of code: white space stands, blank lines at both ends go."""
    pieces = [piece for atom in atoms for piece in _verbatim(text, atom)]
    whole = seen(pieces)
    body = whole.strip()
    if not body:
        return []
    first = whole.rfind("\n", 0, whole.find(body[0])) + 1
    return _between(pieces, first, len(whole.rstrip()))


def _between(pieces: Sequence[Piece], first: int, last: int) -> list[Piece]:
    """Blank the pieces outside code points `first` to `last` of their text."""
    found: list[Piece] = []
    at = 0
    for piece in pieces:
        start, end = at, at + len(piece.new)
        at = end
        if start >= last or end <= first:
            found.append(Piece(piece.start, piece.end, "", piece.rule or SPACE))
        elif (start < first or end > last) and not piece.rule:
            low, high = max(first - start, 0), min(last - start, len(piece.new))
            edges = [(0, low, ""), (low, high, piece.new[low:high]), (high, len(piece.new), "")]
            found += [
                Piece(piece.start + a, piece.start + b, new, PLAIN if new else SPACE)
                for a, b, new in edges
                if a < b
            ]
        else:
            found.append(piece)
    return found


def _verbatim(text: str, atom: Atom) -> Iterator[Piece]:
    """Cut a stretch of code at entities and at line ends of other systems."""
    if atom.new is not None:
        yield Piece(atom.start, atom.end, atom.new, atom.rule)
        return
    at = atom.start
    for found in _ATOM.finditer(text, atom.start, atom.end):
        if text[found.start()] != "&":
            continue
        yield from _plain_code(text, at, found.start())
        new = html.unescape(found[0])
        yield Piece(found.start(), found.end(), _VERBATIM.get(new, new), ENTITY)
        at = found.end()
    yield from _plain_code(text, at, atom.end)


def _plain_code(text: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for found in _RETURN.finditer(text, start, end):
        if at < found.start():
            yield Piece(at, found.start(), text[at : found.start()])
        yield Piece(found.start(), found.end(), _VERBATIM.get(found[0], ""), SPACE)
        at = found.end()
    if at < end:
        yield Piece(at, end, text[at:end])


def _at_once(text: str, atoms: Sequence[Atom]) -> list[Piece]:
    """Return the pieces of a line that holds nothing to decode or collapse, else none."""
    parts = []
    for start, end, _, _, new, _ in atoms:
        if new is not None:
            return []
        parts.append(text[start:end])
    whole = parts[0] if len(parts) == 1 else "".join(parts)
    core = whole.strip(_EDGE)
    if not core or _ATOMIC.search(core):
        return []
    first = whole.index(core[0])
    last = first + len(core)
    pieces = []
    for atom, part in zip(atoms, parts, strict=True):
        size, start = len(part), atom.start
        if first <= 0 and size <= last:
            pieces.append(Piece(start, atom.end, part))
        else:
            pieces += _trimmed_piece(part, start, max(min(first, size), 0), max(min(last, size), 0))
        first -= size
        last -= size
    return pieces


def _trimmed_piece(part: str, start: int, first: int, last: int) -> Iterator[Piece]:
    """Yield the piece of code points `first` to `last` of a stretch, what stands round it as white space."""
    if first:
        yield Piece(start, start + first, "", SPACE)
    if first < last:
        yield Piece(start + first, start + last, part[first:last])
    if max(first, last) < len(part):
        yield Piece(start + max(first, last), start + len(part), "", SPACE)


def _pieces(text: str, atom: Atom) -> Iterator[Piece]:
    """Cut a stretch at entities and white space."""
    start, end = atom.start, atom.end
    if atom.new is not None:
        yield Piece(start, end, atom.new, atom.rule)
        return
    if start < end and not _CUT.search(text, start, end):
        yield Piece(start, end, text[start:end])
        return
    at = start
    for found in _ATOM.finditer(text, start, end):
        if found.start() > at:
            yield Piece(at, found.start(), text[at : found.start()])
        at = found.end()
        if text[found.start()] == "&":
            yield Piece(found.start(), at, html.unescape(found[0]), ENTITY)
        else:
            yield Piece(found.start(), at, found[0], SPACE)
    if at < end:
        yield Piece(at, end, text[at:end])


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Take the blanks off both edges; tabs between cells stay."""
    first, last = 0, len(pieces)
    while first < last and _is_blank(pieces[first]):
        first += 1
    while last > first and _is_blank(pieces[last - 1]):
        last -= 1
    blank = [_blanked(piece) for piece in (*pieces[:first], *pieces[last:])]
    if first == last:
        return blank
    body = pieces[first:last]
    body[-1:] = _cut(body[-1], len(body[-1].new.rstrip(_EDGE)), keep_left=True)
    body[:1] = _cut(body[0], len(body[0].new) - len(body[0].new.lstrip(_EDGE)), keep_left=False)
    return [*blank[:first], *body, *blank[first:]]


def _is_blank(piece: Piece) -> bool:
    return not piece.new.strip(_EDGE) and not (piece.rule == BREAK and piece.new == "\t")


def _blanked(piece: Piece) -> Piece:
    return Piece(piece.start, piece.end, "", BREAK if piece.rule == BREAK else SPACE)


def _cut(piece: Piece, at: int, keep_left: bool) -> list[Piece]:
    """Cut a plain piece in two and blank one of them; one that an entity made is never in two parts."""
    if piece.rule or not 0 < at < len(piece.new):
        return [piece]
    middle = piece.start + at
    left, right = Piece(piece.start, middle, piece.new[:at]), Piece(middle, piece.end, piece.new[at:])
    if keep_left:
        return [left, Piece(middle, piece.end, "", SPACE)]
    return [Piece(piece.start, middle, "", SPACE), right]
