"""Map spans of a decoded page back to code points of the raw text and to bytes of the page."""

from bisect import bisect_right

from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.document import Document
from jiaokan.core.edits import Span
from jiaokan.core.ledger import OffsetChain


class ByteMap:
    """Maps spans of a decoded page back, in any order.

    Each number of bytes is counted on from the nearest place before it that was asked for, so spans that
    come in order cost one pass over the page. Spans may share their origin: where one edit decoded a
    stretch of a damaged page, all spans in that stretch come from the whole of it.
    """

    __slots__ = ("_byte_counts", "_encoding", "_lineage", "_places", "_raw")

    def __init__(self, document: Document) -> None:
        self._lineage = OffsetChain(document.steps)
        self._raw = document.raw
        self._encoding = document.origin.encoding
        self._places = [0]  # offsets in the raw text, in order
        self._byte_counts = [0]  # bytes before each of them

    def find_raw_span(self, span: Span) -> Span:
        """Return the code points of the raw text that a span came from."""
        return self._lineage.map_back(span)

    def find_byte_span(self, span: Span) -> Span:
        """Return the bytes of the page that a span came from."""
        raw = self.find_raw_span(span)
        return Span(self._count_bytes(raw.start), self._count_bytes(raw.end))

    def _count_bytes(self, to: int) -> int:
        """Return the number of bytes of the page before an offset in the raw text."""
        nearest = bisect_right(self._places, to) - 1
        start, count = self._places[nearest], self._byte_counts[nearest]
        if start < to:
            count += len(encode_with_escapes(self._raw[start:to], self._encoding))
            self._places.insert(nearest + 1, to)
            self._byte_counts.insert(nearest + 1, count)
        return count
