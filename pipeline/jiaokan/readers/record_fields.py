"""Make a document or a page of a record of JSON or of a table; the settings say which key holds what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from jiaokan.config.schema import InputSettings
from jiaokan.core.document import HTML_MEDIA, URL_FIELDS, Document, Origin, Reject
from jiaokan.core.document_json import check_encodable, dump_json, from_record, has_ledger
from jiaokan.core.errors import InputError
from jiaokan.core.record_lines import keep_line
from jiaokan.readers.html_reader import RawPage
from jiaokan.readers.json_values import to_json_value
from jiaokan.text.charsets.detection import UndecodableError, decode_page

DEFAULT_KEYS = InputSettings()
MAX_SHOWN_KEYS = 12  # keys of a record that a message names
MAX_BUFFERED_BYTES = 64_000_000  # of the first records, while none of them has one of the keys
MAX_ID_CHARS = 10_000  # of an id; a longer one is no name
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeylessReject(Reject):
    """A record that has neither a text nor a page under the keys that were named; `keys` are its own."""

    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record stands, and its bytes: a line of JSON without the line end, a row of a table as JSON."""

    file: str
    line: int
    data: bytes


def make_record_item(record: Record, place: RecordPlace, keys: InputSettings) -> Document | RawPage | Reject:
    """Return the document or the page that a record holds, or a reject that says why it holds none.

    A record of an earlier stage has its ledger and is read with it, whatever the keys.
    """
    try:
        if has_ledger(record):
            return from_record(record)
        return _make_raw_item(record, place, keys)
    except InputError as error:
        return Reject(place.file, place.line, str(error), place.data)


def number_repeated_names(names: Iterable[str]) -> list[str]:
    """Return the names of the columns of a table; a repeated one gets a number, so that no column is lost.

    >>> number_repeated_names(["id", "text", "text"])
    ['id', 'text', 'text~2']
    """
    numbered: dict[str, None] = {}
    for name in names:
        number, free = 1, name
        while free in numbered:
            number += 1
            free = f"{name}~{number}"
        numbered[free] = None
    return list(numbered)


def _make_raw_item(record: Record, place: RecordPlace, keys: InputSettings) -> Document | RawPage | Reject:
    has_text, has_page = record.get(keys.text_key) is not None, record.get(keys.html_key) is not None
    if keys.text_key not in record and keys.html_key not in record:
        return KeylessReject(
            place.file, place.line, _explain_missing_key(record, keys), place.data, tuple(map(str, record))
        )
    check_encodable(record)
    body_key = keys.html_key if has_page and not has_text else keys.text_key
    if body_key not in record:
        body_key = keys.html_key
    media = HTML_MEDIA if body_key == keys.html_key else "text"
    body, encoding = _read_body(record[body_key], body_key, media)
    url = _read_url(record, keys)
    identity = _read_id(record, keys) or (url if media == HTML_MEDIA else "") or f"{place.file}:{place.line}"
    fields = _dump_other_fields(record, body_key, keys)
    origin = Origin(place.file, place.line, fields, encoding if media == "text" else "utf-8", media)
    if isinstance(body, bytes):  # a page in a charset that extraction finds out
        return RawPage(identity, body, url, Origin(place.file, place.line, fields))
    if encoding == "utf-8":
        origin = keep_line(place.data.decode(), identity, body, origin)
    if media == "text":
        return Document(identity, body, origin)
    return RawPage(identity, body.encode(), url, Origin(place.file, place.line, origin.fields))


def _read_body(value: object, key: str, media: str) -> tuple[str | bytes, str]:
    """Return text and encoding; a page in bytes that are no UTF-8 stays bytes."""
    if isinstance(value, str):
        return value, "utf-8"
    if not isinstance(value, bytes):
        raise InputError(f'"{key}" must be a string, and "id" a string or a whole number')
    try:
        return value.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if media == HTML_MEDIA:
            return value, ""
    try:
        found = decode_page(value)
    except UndecodableError as error:
        raise InputError(f'"{key}" holds bytes that are no text: {error}') from error
    return found.text, found.encoding


def _read_id(record: Record, keys: InputSettings) -> str:
    """Return the id of a record, "" where it has none."""
    value = record.get(keys.id_key)
    if isinstance(value, bytes):
        try:
            value = value.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f'"{keys.id_key}" holds bytes that are no UTF-8') from error
    if value is None:
        return ""
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise InputError(f'"text" must be a string, and "{keys.id_key}" a string or a whole number')
    text = str(value)
    if len(text) > MAX_ID_CHARS:
        raise InputError(f'"{keys.id_key}" is longer than {MAX_ID_CHARS:,} characters')
    return text


def _read_url(record: Record, keys: InputSettings) -> str:
    values = (record.get(key) for key in dict.fromkeys((keys.url_key, *URL_FIELDS)))
    return next((str(value) for value in values if value and isinstance(value, str | int)), "")


def _dump_other_fields(record: Record, body_key: str, keys: InputSettings) -> str:
    """Return the other fields as JSON: all but the body, and the id where it is a string.

    An address under a key of its own stands under "url" too, where the stages look for it.
    """
    identity = record.get(keys.id_key)
    known = {body_key, keys.id_key} if isinstance(identity, str) else {body_key}
    others = {key: to_json_value(value) for key, value in record.items() if key not in known}
    if keys.url_key != "url" and isinstance(record.get(keys.url_key), str):
        others.setdefault("url", record[keys.url_key])
    return dump_json(others) if others else ""


def _explain_missing_key(record: Record, keys: InputSettings) -> str:
    named = [repr(str(key)) for key in list(record)[:MAX_SHOWN_KEYS]]
    more = ", …" if len(record) > MAX_SHOWN_KEYS else ""
    missing = f"no key {keys.text_key!r} and no key {keys.html_key!r}"
    return f"{missing}: a record is {{id, text, …}}; this one has {', '.join(named) or 'nothing'}{more}"


def check_first_records(items: Iterator[Document | Reject]) -> Iterator[Document | Reject]:
    """Return the items, where one of the first records has a text or a page.

    Raises:
        InputError: No record has one; the message names the keys that the records do have.
    """
    held: list[Document | Reject] = []
    size = 0
    for item in items:
        held.append(item)
        size += len(item.data) if isinstance(item, KeylessReject) else 0
        if not isinstance(item, KeylessReject) or size > MAX_BUFFERED_BYTES:
            return chain(map(make_plain_reject, held), map(make_plain_reject, items))
    if held:
        raise InputError(_explain_keys(held))
    return iter(())


def make_plain_reject(item: Document | Reject) -> Document | Reject:
    """Return a KeylessReject as a Reject, and other items as they are."""
    return Reject(item.file, item.line, item.reason, item.data) if isinstance(item, KeylessReject) else item


def _explain_keys(held: list[Document | Reject]) -> str:
    rejects = [item for item in held if isinstance(item, KeylessReject)]
    keys = list(dict.fromkeys(key for reject in rejects for key in reject.keys))
    named = ", ".join(map(repr, keys[:MAX_SHOWN_KEYS])) + (", …" if len(keys) > MAX_SHOWN_KEYS else "")
    return (
        f"{rejects[0].file}: {rejects[0].reason.partition(':')[0]} in any record; "
        f"there are {named or 'none'}; "
        "name the right one with --text-key or --html-key"
    )
