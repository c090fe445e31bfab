"""Keep what a kept block says beside its text: where its links lead, what its pictures show."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
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


def annotations(places: Sequence[Place]) -> Iterator[Annotation]:
    """Yield the links and pictures of the kept blocks, in order of the page."""
    for place in places:
        marks = place.block.marks
        links = [mark.start for mark in marks if mark.name == "a"]
        ends = dict(zip(links, [*links[1:], place.block.runs[-1].end], strict=False))
        for mark in marks:
            yield from _picture(place, mark) if mark.name == "img" else _link(place, mark, ends[mark.start])


def _picture(place: Place, mark: Mark) -> Iterator[Annotation]:
    found = attributes_of(mark.attributes)
    target = next((found[name] for name in _SOURCES if found.get(name)), "")
    at = place.offset(mark.start)
    if target:
        source = Span(mark.start, mark.start)
        yield Annotation("image", Span(at, at), source, clean(target), clean(found.get("alt", "")))


def _link(place: Place, mark: Mark, end: int) -> Iterator[Annotation]:
    target = attributes_of(mark.attributes).get("href", "")
    source = place.linked(mark.start, end)
    if not target or not source:
        return
    span = Span(place.offset(source.start), place.offset(source.end))
    if span:
        yield Annotation("link", span, source, clean(target))
