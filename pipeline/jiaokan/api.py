"""Functions for programs that use jiaokan as a library."""

from collections.abc import Mapping, Sequence
from typing import Any

from jiaokan.config import config_loader
from jiaokan.config.config_loader import Config
from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Document, Origin, Reject
from jiaokan.core.document_json import dump_json, to_record
from jiaokan.execution import chunks
from jiaokan.readers import Item, make_documents
from jiaokan.readers.json_values import to_json_value
from jiaokan.readers.record_fields import RecordPlace, make_record_item
from jiaokan.readers.selection import reject_long_texts
from jiaokan.stages import STAGES


def clean(text: str, settings: Config | None = None, name: str = "text") -> Document:
    """Run all stages on a text.

    Args:
        text: The raw text of one page.
        settings: Settings from `jiaokan.config.config_loader.load`, the shipped ones by default.
        name: Id of the document.

    Returns:
        The document. `text` is the clean text, its paragraphs joined by line feeds; `paragraphs` and
        `facts` describe it; `steps` is the ledger, and `raw` the raw text.

    >>> document = clean("市委书记強調，防控就是責任。\\n分享到：")
    >>> document.text, document.raw
    ('市委书记强调，防控就是责任。', '市委书记強調，防控就是責任。\\n分享到：')
    """
    if not isinstance(text, str):
        raise TypeError("clean takes a text; jiaokan.extract takes the bytes of a page of HTML")
    return chunks.clean_document(
        Document(name, text), tuple(STAGES), settings or config_loader.load_default()
    )


def map(batch: Mapping[str, Sequence[Any]], settings: Config | None = None) -> dict[str, list[Any]]:
    """Run all stages on a batch of rows, for `map(jiaokan.map, batched=True)` of `datasets`.

    Args:
        batch: Columns; `text` or `html` is cleaned, `id` and `url` are used where they stand. Other
            names of these columns are for `[input]` of the settings to say.
        settings: Settings, the shipped ones by default; give others with `functools.partial`.

    Returns:
        Columns of as many rows: `text`, `kind`, `ledger` (JSON, which leads back to the raw text) and
        `reject`, which says why a row could not be used; its text is then as it came in.

    >>> map({"text": ["他説：分享經驗\\n分享到："]})["text"]
    ['他说：分享经验']
    """
    config = settings or config_loader.load_default()
    size = len(next(iter(batch.values()), ()))
    rows = [{name: column[i] for name, column in batch.items()} for i in range(size)]
    items = [_make_item(row, number, config.input) for number, row in enumerate(rows, 1)]
    done = chunks.process_chunk(tuple(STAGES), config, (0, items))[1]
    columns: dict[str, list[Any]] = {name: [] for name in ("text", "kind", "ledger", "reject")}
    for row, item in zip(rows, done, strict=True):
        if isinstance(item, Reject):
            values: tuple[Any, ...] = (row.get("text"), "", "", item.reason)
        else:
            values = item.text, item.kind, dump_json(to_record(item)["ledger"]), ""
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)
    return columns


def _make_item(row: Mapping[str, Any], number: int, keys: InputSettings) -> Item:
    """Return a row as a document, as a reject where it holds no text."""
    name = str(row.get(keys.id_key) or number)
    if keys.html_key in row and keys.text_key not in row:
        kept = {key: row[key] for key in (keys.html_key, keys.url_key) if row.get(key)}
        record = {keys.id_key: name, keys.html_key: None, **kept}
        place = RecordPlace("", number, dump_json(to_json_value(record)).encode("utf-8", "replace"))
        return next(make_documents(iter([make_record_item(record, place, keys)]), ""))
    text = row.get(keys.text_key)
    if not isinstance(text, str):
        return Reject("", number, f"no text in the field {keys.text_key!r}", b"")
    document = Document(name, text, Origin("", number))
    return next(reject_long_texts(iter([document]), keys.max_text_bytes))
