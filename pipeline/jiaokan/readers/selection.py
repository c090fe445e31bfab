"""Read a part of the input: the first documents, or a share of them."""

import hashlib
from collections.abc import Iterator

from jiaokan.core.document import Document, Reject


def select_items(
    items: Iterator[Document | Reject], limit: int, sample: float
) -> Iterator[Document | Reject]:
    """Return the items that are chosen, in order.

    Args:
        items: documents and rejects.
        limit: documents at most, 0 for all; rejects before the last of them are kept.
        sample: share of the items. The choice depends on the id of a document alone, or on file and line of a
            reject, so a larger share holds a smaller one.
    """
    chosen = items if sample >= 1 else (item for item in items if _is_in_sample(item, sample))
    return _take(chosen, limit) if limit else chosen


def _is_in_sample(item: Document | Reject, sample: float) -> bool:
    name = item.id if isinstance(item, Document) else f"{item.file}:{item.line}"
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8]) < sample * 2**64


def _take(items: Iterator[Document | Reject], limit: int) -> Iterator[Document | Reject]:
    count = 0
    for item in items:
        yield item
        count += isinstance(item, Document)
        if count == limit:
            return
