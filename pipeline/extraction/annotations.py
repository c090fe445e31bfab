"""Keep what a kept block says beside its text: where its links lead, what its pictures show."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.edit import Span
from pipeline.extraction.extracted import Annotation
from pipeline.extraction.page.flow import Piece
from pipeline.extraction.page.head import clean
from pipeline.extraction.page.markup import attributes_of
from pipeline.extraction.page.parts import Block, Mark

# where pages that load pictures late keep the address
_SOURCES = ("data-original", "data-src", "data-actualsrc", "file", "src")


class Place(NamedTuple):
    """A kept block, its pieces, and where its text begins."""

    block: Block
    pieces: Sequence[Piece]
    start: int


def annotations(places: Sequence[Place]) -> Iterator[Annotation]:
    """Yield the links and pictures of the kept blocks, in order of the page."""
    for place in places:
        marks = [mark for mark in place.block.marks if mark.name in ("a", "img")]
        for i, mark in enumerate(marks):
            if mark.name == "img":
                yield from _picture(place, mark)
            else:
                yield from _link(place, mark, marks[i + 1 :])


def _picture(place: Place, mark: Mark) -> Iterator[Annotation]:
    found = attributes_of(mark.attributes)
    target = next((found[name] for name in _SOURCES if found.get(name)), "")
    at = _offset(place, mark.start)
    if target:
        source = Span(mark.start, mark.start)
        yield Annotation("image", Span(at, at), source, clean(target), clean(found.get("alt", "")))


def _link(place: Place, mark: Mark, later: Sequence[Mark]) -> Iterator[Annotation]:
    target = attributes_of(mark.attributes).get("href", "")
    end = next((m.start for m in later if m.name == "a"), place.block.runs[-1].end)
    runs = [run for run in place.block.runs if run.link and mark.start <= run.start < end]
    if not target or not runs:
        return
    source = Span(runs[0].start, runs[-1].end)
    span = Span(_offset(place, source.start), _offset(place, source.end))
    if span:
        yield Annotation("link", span, source, clean(target))


def _offset(place: Place, at: int) -> int:
    """Return where in the text the page's code point `at` has come to, or what follows it."""
    offset = place.start
    for piece in place.pieces:
        if piece.end > at:
            inside = at - piece.start
            return offset + (inside if inside > 0 and not piece.rule else 0)
        offset += len(piece.new)
    return offset
