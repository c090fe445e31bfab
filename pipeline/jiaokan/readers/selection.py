"""Read a part of the input: the first documents, a share of them, and no text of more than a bound."""

import hashlib
from collections.abc import Iterator

from jiaokan.core.document import HTML_MEDIA, Document, Reject
from jiaokan.readers.document_ids import is_raw, make_document_reject

_MAX_CHAR_BYTES = 4  # bytes of a code point in UTF-8


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


def reject_long_texts(items: Iterator[Document | Reject], max_text_bytes: int) -> Iterator[Document | Reject]:
    """Yield the items; a text that is too long becomes a reject with its bytes.

    A page of HTML has a bound of its own, which extraction checks. A document of an earlier stage stays.

    Args:
        items: documents and rejects.
        max_text_bytes: bytes that a raw text may have in UTF-8.
    """
    for item in items:
        if isinstance(item, Document) and _MAX_CHAR_BYTES * len(item.text) > max_text_bytes:
            size = len(item.text.encode("utf-8", "surrogatepass"))
            if size > max_text_bytes and item.origin.media != HTML_MEDIA and is_raw(item):
                reason = f"a text of {size:,} bytes; input.max_text_bytes allows {max_text_bytes:,}"
                yield make_document_reject(item, reason)
                continue
        yield item


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
