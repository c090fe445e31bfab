"""Notice before any work is done that the records have their text under another key."""

from collections.abc import Iterator
from itertools import chain

from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import InputError
from jiaokan.readers.record_fields import MAX_SHOWN_KEYS, KeylessReject

MAX_BUFFERED_BYTES = 64_000_000  # of records without the keys that are held until one with them comes


def check_first_records(items: Iterator[Document | Reject]) -> Iterator[Document | Reject]:
    """Return the items; raises InputError naming the keys that are there if no record has a text or a page.

    Items are held until the first one that is not a record without its keys.
    """
    held: list[Document | Reject] = []
    size = 0
    for item in items:
        held.append(item)
        size += len(item.data) if isinstance(item, KeylessReject) else 0
        if not isinstance(item, KeylessReject) or size > MAX_BUFFERED_BYTES:
            return chain(map(_make_plain, held), map(_make_plain, items))
    if held:
        raise InputError(_explain(held))
    return iter(())


def _make_plain(item: Document | Reject) -> Document | Reject:
    return Reject(item.file, item.line, item.reason, item.data) if isinstance(item, KeylessReject) else item


def _explain(held: list[Document | Reject]) -> str:
    rejects = [item for item in held if isinstance(item, KeylessReject)]
    keys = list(dict.fromkeys(key for reject in rejects for key in reject.keys))
    named = ", ".join(map(repr, keys[:MAX_SHOWN_KEYS])) + (", …" if len(keys) > MAX_SHOWN_KEYS else "")
    return (
        f"{rejects[0].file}: {rejects[0].reason.partition(':')[0]} in any record; "
        f"there are {named or 'none'}; "
        "name the right one with --text-key or --html-key"
    )
