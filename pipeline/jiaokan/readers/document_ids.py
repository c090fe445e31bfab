"""Give every document an id of its own, and reject what has the id of another."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from jiaokan.core.document import Document, Origin, Reject
from jiaokan.readers.jsonl_reader import encode_item, encode_raw_record

# keeps the id of a document, and returns where the first document that has it came from, None where it is new
NoteId = Callable[[Document], Origin | None]


def reject_repeated_ids(
    items: Iterable[Document | Reject], note_id: NoteId | None = None
) -> Iterator[Document | Reject]:
    """Yield the items; a record with the id of an earlier document becomes a reject.

    A file has no id of its own: where its name without the ending is taken, it is called by its whole name.

    Args:
        items: The items.
        note_id: Keeps the ids; by default in memory, those of these items alone.
    """
    note_id = note_id or _make_id_notes()
    for item in items:
        if isinstance(item, Reject):
            yield item
            continue
        named, first = item, note_id(item)
        if first and _is_named_after_file(item):
            named = replace(item, id=item.origin.file)
            first = note_id(named)
        yield _make_repeated_id_reject(named, first) if first else named


def _make_id_notes() -> NoteId:
    origin_by_id: dict[str, Origin] = {}

    def note_id(document: Document) -> Origin | None:
        first = origin_by_id.get(document.id)
        origin_by_id.setdefault(document.id, document.origin)
        return first

    return note_id


def _is_named_after_file(document: Document) -> bool:
    """Tell whether a document is a file that has its id from its name, and no stage has seen it."""
    origin = document.origin
    return is_raw(document) and not origin.line and origin.file.startswith(document.id)


def is_raw(document: Document) -> bool:
    """Tell whether no stage has seen a document."""
    return all(step.stage == "decode" for step in document.steps)


def _make_repeated_id_reject(document: Document, first: Origin) -> Reject:
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
