"""Find the links and pictures of kept lines."""

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

# attributes with the address of a picture; the first are those of pages that load pictures late
_PICTURE_ADDRESS_ATTRIBUTES = ("data-original", "data-src", "data-actualsrc", "file", "src")


class _LineOffsets:
    """Maps offsets in the page to offsets in the text, within one kept line."""

    __slots__ = ("_ends", "_offsets", "_pieces")

    def __init__(self, placed: PlacedLine) -> None:
        self._pieces = placed.line.pieces
        self._ends = [piece.end for piece in self._pieces]
        self._offsets = list(
            accumulate((len(piece.new) for piece in self._pieces), initial=placed.span.start)
        )

    def find_offset(self, at: int) -> int:
        """Return the offset in the text of the code point `at` of the page, or of what follows it."""
        i = bisect_right(self._ends, at)
        if i == len(self._pieces):
            return self._offsets[i]
        inside = at - self._pieces[i].start
        return self._offsets[i] + (inside if inside > 0 and not self._pieces[i].rule else 0)


def find_annotations(
    tree: PageTree, placed: Sequence[PlacedLine], to_raw: Callable[[Span], Span]
) -> Iterator[Annotation]:
    """Yield the links and pictures of the kept lines, in page order.

    `to_raw` maps a span of the page back to the raw text.
    """
    for line in placed:
        if not line.line.pictures and all(piece.link < 0 for piece in line.line.source_pieces):
            continue
        offsets = _LineOffsets(line)
        found = [
            *_annotate_links(tree, line, offsets),
            *(_annotate_picture(node, line, offsets) for node in line.line.pictures),
        ]
        for annotation in sorted((a for a in found if a), key=lambda a: a.source.start):
            yield replace(annotation, source=to_raw(annotation.source))


def find_picture_target(node: Node) -> str:
    """Return the address of a picture as written in the page, "" for none."""
    attributes = parse_attributes(node.attributes)
    return clean_attribute(
        next((attributes[name] for name in _PICTURE_ADDRESS_ATTRIBUTES if attributes.get(name)), "")
    )


def _annotate_picture(node: Node, placed: PlacedLine, offsets: _LineOffsets) -> Annotation | None:
    target = find_picture_target(node)
    if not target:
        return None
    at = offsets.find_offset(node.start) if node.start > placed.source.start else placed.span.start
    text = clean_attribute(parse_attributes(node.attributes).get("alt", ""))
    return Annotation("image", Span(at, at), Span(node.start, node.end), target, text)


def _annotate_links(tree: PageTree, placed: PlacedLine, offsets: _LineOffsets) -> Iterator[Annotation]:
    spans: dict[int, Span] = {}
    for piece in placed.line.source_pieces:
        if piece.link >= 0:
            start = spans[piece.link].start if piece.link in spans else piece.start
            spans[piece.link] = Span(start, piece.end)
    for number, source in spans.items():
        target = clean_attribute(parse_attributes(tree.nodes[number].attributes).get("href", ""))
        span = Span(offsets.find_offset(source.start), offsets.find_offset(source.end))
        if target and span:
            yield Annotation("link", span, source, target)
