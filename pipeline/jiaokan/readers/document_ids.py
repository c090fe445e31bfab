"""Give every document an id of its own, and reject what has the id of another."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jiaokan.core.document import Document, Origin, Reject
from jiaokan.readers.jsonl_reader import encode_item, encode_raw_record


def reject_repeated_ids(items: Iterable[Document | Reject]) -> Iterator[Document | Reject]:
    """Yield the items; a record with the id of an earlier document becomes a reject.

    A file has no id of its own: where its name without the ending is taken, it is called by its whole name.
    """
    seen: dict[str, Origin] = {}
    for item in items:
        named = item
        if isinstance(item, Document) and item.id in seen and _is_named_after_file(item):
            named = replace(item, id=item.origin.file)
        if isinstance(named, Document) and named.id in seen:
            yield _make_repeated_id_reject(named, seen[named.id])
            continue
        if isinstance(named, Document):
            seen[named.id] = named.origin
        yield named


def _is_named_after_file(document: Document) -> bool:
    origin = document.origin
    raw = all(step.stage == "decode" for step in document.steps)  # no stage has seen it
    return raw and not origin.line and origin.file.startswith(document.id)


def _make_repeated_id_reject(document: Document, first: Origin) -> Reject:
    origin = document.origin
    where = f"{first.file}, line {first.line}" if first.line else first.file
    reason = f"the id {document.id!r} stands already in {where}; ids must differ"
    if document.steps or document.facts:
        data = encode_item(document)
    else:
        data = encode_raw_record(document) if origin.line else document.raw_bytes
    return Reject(origin.file, origin.line, reason, data)
