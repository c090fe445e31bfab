"""Give every document an id of its own, and reject what has the id of another."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jiaokan.core.document import Document, Origin, Reject
from jiaokan.readers.jsonl_reader import encode_item, encode_raw_record


def reject_repeated_ids(items: Iterable[Document | Reject]) -> Iterator[Document | Reject]:
    """Yield the items; a record with the id of an earlier document becomes a reject.

    A file has no id of its own: where its name without the ending is taken, it is called by its whole name.
    """
    origin_by_id: dict[str, Origin] = {}
    for item in items:
        if isinstance(item, Reject):
            yield item
            continue
        named = item
        if item.id in origin_by_id and is_named_after_file(item):
            named = replace(item, id=item.origin.file)
        if named.id in origin_by_id:
            yield make_repeated_id_reject(named, origin_by_id[named.id])
        else:
            origin_by_id[named.id] = named.origin
            yield named


def is_named_after_file(document: Document) -> bool:
    """Tell whether a document is a file that has its id from its name, and no stage has seen it."""
    origin = document.origin
    return is_raw(document) and not origin.line and origin.file.startswith(document.id)


def is_raw(document: Document) -> bool:
    """Tell whether no stage has seen a document."""
    return all(step.stage == "decode" for step in document.steps)


def make_repeated_id_reject(document: Document, first: Origin) -> Reject:
    """Return a document whose id stands in `first` already as a reject with its bytes."""
    where = f"{first.file}, line {first.line}" if first.line else first.file
    reason = f"the id {document.id!r} stands already in {where}; ids must differ"
    return make_document_reject(document, reason)


def make_document_reject(document: Document, reason: str) -> Reject:
    """Return a document that cannot be used as a reject, with the bytes of its record or file."""
    origin = document.origin
    if document.facts or not is_raw(document):
        data = encode_item(document)
    else:
        data = encode_raw_record(document) if origin.line else document.raw_bytes
    return Reject(origin.file, origin.line, reason, data)
