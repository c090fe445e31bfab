"""Map spans of a decoded page back to code points of the raw text and to bytes of the page."""

from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.document import Document
from jiaokan.core.edits import Span
from jiaokan.core.ledger import OffsetChain


class ByteMap:
    """Maps spans of a decoded page back. Bytes are counted on the way, so spans must come in order."""

    __slots__ = ("_at", "_bytes", "_encoding", "_lineage", "_raw")

    def __init__(self, document: Document) -> None:
        self._lineage = OffsetChain(document.steps)
        self._raw = document.raw
        self._encoding = document.origin.encoding
        self._at = 0
        self._bytes = 0

    def find_raw_span(self, span: Span) -> Span:
        """Return the code points of the raw text that a span came from."""
        return self._lineage.map_back(span)

    def find_byte_span(self, span: Span) -> Span:
        """Return the bytes of the page that a span came from.

        Raises:
            ValueError: the span begins before the end of the one before it.
        """
        raw = self.find_raw_span(span)
        start = self._count_bytes(raw.start)
        return Span(start, self._count_bytes(raw.end))

    def _count_bytes(self, to: int) -> int:
        if to < self._at:
            raise ValueError(f"{to} comes before {self._at}")
        self._bytes += len(encode_with_escapes(self._raw[self._at : to], self._encoding))
        self._at = to
        return self._bytes
