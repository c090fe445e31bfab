"""Keep what a kept block says beside its text: where its links lead, what its pictures show."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from pipeline.edit import Span
from pipeline.extraction.extracted import Annotation
from pipeline.extraction.page.flow import Piece
from pipeline.extraction.page.head import clean
from pipeline.extraction.page.markup import attributes_of
from pipeline.extraction.page.parts import Block, Mark

# where pages that load pictures late keep the address
_SOURCES = ("data-original", "data-src", "data-actualsrc", "file", "src")


class Place:
    """A kept block, with where in the text the code points of the page have come to."""

    __slots__ = ("_ends", "_offsets", "_pieces", "_starts", "block")

    def __init__(self, block: Block, pieces: Sequence[Piece], start: int) -> None:
        self.block = block
        self._pieces = pieces
        self._ends = [piece.end for piece in pieces]
        self._offsets = list(accumulate((len(piece.new) for piece in pieces), initial=start))
        self._starts = [run.start for run in block.runs]

    def offset(self, at: int) -> int:
        """Return where in the text the page's code point `at` has come to, or what follows it."""
        i = bisect_right(self._ends, at)
        if i == len(self._pieces):
            return self._offsets[i]
        inside = at - self._pieces[i].start
        return self._offsets[i] + (inside if inside > 0 and not self._pieces[i].rule else 0)

    def linked(self, start: int, end: int) -> Span | None:
        """Return the place of the linked runs that begin between two code points of the page."""
        runs = self.block.runs[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        linked = [run for run in runs if run.link]
        return Span(linked[0].start, linked[-1].end) if linked else None


def annotations(places: Sequence[Place], raw: Callable[[Span], Span]) -> Iterator[Annotation]:
    """Yield the links and pictures of the kept blocks, in order of the page.

    `raw` leads a span of the page back to the raw text.
    """
    for place in places:
        marks = place.block.marks
        links = [mark.start for mark in marks if mark.name == "a"]
        ends = dict(zip(links, [*links[1:], place.block.runs[-1].end], strict=False))
        for mark in marks:
            end = ends.get(mark.start, mark.start)
            found = _picture(place, mark) if mark.name == "img" else _link(place, mark, end)
            if found:
                yield replace(found, source=raw(found.source))


def _picture(place: Place, mark: Mark) -> Annotation | None:
    found = attributes_of(mark.attributes)
    target = next((found[name] for name in _SOURCES if found.get(name)), "")
    if not target:
        return None
    at = place.offset(mark.start)
    source = Span(mark.start, mark.end)
    return Annotation("image", Span(at, at), source, clean(target), clean(found.get("alt", "")))


def _link(place: Place, mark: Mark, end: int) -> Annotation | None:
    target = attributes_of(mark.attributes).get("href", "")
    source = place.linked(mark.start, end)
    if not target or not source:
        return None
    span = Span(place.offset(source.start), place.offset(source.end))
    return Annotation("link", span, source, clean(target)) if span else None
