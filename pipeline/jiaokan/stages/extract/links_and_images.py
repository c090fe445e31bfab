"""Keep what a kept line says beside its text: where its links lead, what its pictures show."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from jiaokan.core.edits import Span
from jiaokan.stages.extract.extraction_result import Annotation
from jiaokan.stages.extract.html.page_head import clean
from jiaokan.stages.extract.html.tokenizer import attributes_of
from jiaokan.stages.extract.html.tree_nodes import Node, Tree
from jiaokan.stages.extract.markup_edits import Placed

# where pages that load pictures late keep the address
_SOURCES = ("data-original", "data-src", "data-actualsrc", "file", "src")


class _Offsets:
    """Where in the text the code points of the page have come to, within one kept line."""

    __slots__ = ("_ends", "_offsets", "_pieces")

    def __init__(self, placed: Placed) -> None:
        self._pieces = placed.line.pieces
        self._ends = [piece.end for piece in self._pieces]
        self._offsets = list(
            accumulate((len(piece.new) for piece in self._pieces), initial=placed.span.start)
        )

    def of(self, at: int) -> int:
        """Return where the page's code point `at` has come to, or what follows it."""
        i = bisect_right(self._ends, at)
        if i == len(self._pieces):
            return self._offsets[i]
        inside = at - self._pieces[i].start
        return self._offsets[i] + (inside if inside > 0 and not self._pieces[i].rule else 0)


def annotations(tree: Tree, placed: Sequence[Placed], raw: Callable[[Span], Span]) -> Iterator[Annotation]:
    """Yield the links and pictures of the kept lines, in order of the page.

    `raw` leads a span of the page back to the raw text.
    """
    for one in placed:
        offsets = _Offsets(one)
        found = [*_links(tree, one, offsets), *(_picture(node, one, offsets) for node in one.line.pictures)]
        for annotation in sorted((a for a in found if a), key=lambda a: a.source.start):
            yield replace(annotation, source=raw(annotation.source))


def picture_target(node: Node) -> str:
    """Return the address of a picture as its page writes it, "" for none."""
    found = attributes_of(node.attributes)
    return clean(next((found[name] for name in _SOURCES if found.get(name)), ""))


def _picture(node: Node, placed: Placed, offsets: _Offsets) -> Annotation | None:
    target = picture_target(node)
    if not target:
        return None
    at = offsets.of(node.start) if node.start > placed.source.start else placed.span.start
    text = clean(attributes_of(node.attributes).get("alt", ""))
    return Annotation("image", Span(at, at), Span(node.start, node.end), target, text)


def _links(tree: Tree, placed: Placed, offsets: _Offsets) -> Iterator[Annotation]:
    spans: dict[int, Span] = {}
    for atom in placed.line.atoms:
        if atom.link >= 0:
            start = spans[atom.link].start if atom.link in spans else atom.start
            spans[atom.link] = Span(start, atom.end)
    for number, source in spans.items():
        target = clean(attributes_of(tree.nodes[number].attributes).get("href", ""))
        span = Span(offsets.of(source.start), offsets.of(source.end))
        if target and span:
            yield Annotation("link", span, source, target)
