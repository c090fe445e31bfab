"""Keep what a kept line says beside its text: where its links lead, what its pictures show."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from jiaokan.core.edits import Span
from jiaokan.stages.extract.extraction_result import Annotation
from jiaokan.stages.extract.html.page_head import clean_attribute
from jiaokan.stages.extract.html.tokenizer import parse_attributes
from jiaokan.stages.extract.html.tree_nodes import Node, PageTree
from jiaokan.stages.extract.markup_edits import PlacedLine

# where pages that load pictures late keep the address
_PICTURE_ADDRESS_ATTRIBUTES = ("data-original", "data-src", "data-actualsrc", "file", "src")


class _LineOffsets:
    """Where in the text the code points of the page have come to, within one kept line."""

    __slots__ = ("_ends", "_offsets", "_pieces")

    def __init__(self, placed: PlacedLine) -> None:
        self._pieces = placed.line.pieces
        self._ends = [piece.end for piece in self._pieces]
        self._offsets = list(
            accumulate((len(piece.new) for piece in self._pieces), initial=placed.span.start)
        )

    def find_offset(self, at: int) -> int:
        """Return where the page's code point `at` has come to, or what follows it."""
        i = bisect_right(self._ends, at)
        if i == len(self._pieces):
            return self._offsets[i]
        inside = at - self._pieces[i].start
        return self._offsets[i] + (inside if inside > 0 and not self._pieces[i].rule else 0)


def find_annotations(
    tree: PageTree, placed: Sequence[PlacedLine], raw: Callable[[Span], Span]
) -> Iterator[Annotation]:
    """Yield the links and pictures of the kept lines, in order of the page.

    `raw` leads a span of the page back to the raw text.
    """
    for one in placed:
        offsets = _LineOffsets(one)
        found = [
            *_annotate_links(tree, one, offsets),
            *(_annotate_picture(node, one, offsets) for node in one.line.pictures),
        ]
        for annotation in sorted((a for a in found if a), key=lambda a: a.source.start):
            yield replace(annotation, source=raw(annotation.source))


def find_picture_target(node: Node) -> str:
    """Return the address of a picture as its page writes it, "" for none."""
    found = parse_attributes(node.attributes)
    return clean_attribute(next((found[name] for name in _PICTURE_ADDRESS_ATTRIBUTES if found.get(name)), ""))


def _annotate_picture(node: Node, placed: PlacedLine, offsets: _LineOffsets) -> Annotation | None:
    target = find_picture_target(node)
    if not target:
        return None
    at = offsets.find_offset(node.start) if node.start > placed.source.start else placed.span.start
    text = clean_attribute(parse_attributes(node.attributes).get("alt", ""))
    return Annotation("image", Span(at, at), Span(node.start, node.end), target, text)


def _annotate_links(tree: PageTree, placed: PlacedLine, offsets: _LineOffsets) -> Iterator[Annotation]:
    spans: dict[int, Span] = {}
    for atom in placed.line.source_pieces:
        if atom.link >= 0:
            start = spans[atom.link].start if atom.link in spans else atom.start
            spans[atom.link] = Span(start, atom.end)
    for number, source in spans.items():
        target = clean_attribute(parse_attributes(tree.nodes[number].attributes).get("href", ""))
        span = Span(offsets.find_offset(source.start), offsets.find_offset(source.end))
        if target and span:
            yield Annotation("link", span, source, target)
