"""Split a redacted document into what a release holds and what its key holds."""

import base64
import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import dump_json
from jiaokan.core.edits import Edit, apply_edits, invert_edits, make_note
from jiaokan.core.errors import LawError
from jiaokan.core.ledger import Step
from jiaokan.core.offsets import OffsetMap
from jiaokan.core.record_lines import LINE_KEY
from jiaokan.publish.redaction.identifier_search import (
    MIN_UNLABELLED_CHARS,
    find_kinds,
    is_redacted,
    replace_personal_data,
)
from jiaokan.text.identifiers import IDENTIFIER_KINDS

KeyRecord = dict[str, Any]

_LABELS = ("证件号", "护照号", "银行卡号", "手机号", "电话号", "邮箱", "车牌号", "微信号", "QQ号", "联系方式")
MARKERS = {kind: f"〔{label}〕" for kind, label in zip(IDENTIFIER_KINDS, _LABELS, strict=True)}
ASCII_MARKERS = {kind: f"[{kind.replace('_', ' ')}]" for kind in IDENTIFIER_KINDS}  # for charsets without Han


def withhold_personal_data(document: Document, kinds: Collection[str]) -> tuple[Document, KeyRecord | None]:
    """Return a document as a release may hold it, and what goes to the key; None where nothing does.

    Raises:
        LawError: The document holds personal data of the kinds that its redaction has left.
    """
    edits: tuple[Edit, ...] = ()
    published = document
    if is_redacted(document) and any(edit.old != edit.new for edit in document.steps[0].edits):
        edits, published = document.steps[0].edits, _turn_edits_into_notes(document)
    redactor = _Redactor(kinds, edits)
    fields = _redact_fields(document.origin.fields, redactor)
    to_markers = OffsetMap(edits).invert()
    facts = tuple(
        replace(fact, value=redactor.redact_text(fact.value), raw=fact.raw and to_markers.map_back(fact.raw))
        for fact in published.facts
    )
    published = replace(published, origin=replace(document.origin, fields=fields), facts=facts)
    if _holds_personal_data(published, kinds):
        raise LawError("it holds personal data of a kind that annotate.redact names; annotate it again")
    if not edits and fields == document.origin.fields:
        return published, None
    return published, {
        "id": document.id,
        "edits": [[edit.start, edit.old, edit.new] for edit in edits],
        "fields": document.origin.fields,
        "raw_sha256": hashlib.sha256(document.raw_bytes).hexdigest(),
    }


def withhold_reject(reject: Reject, kinds: Collection[str]) -> tuple[Reject, KeyRecord]:
    """Return a reject without its bytes, and without a name or a reason that holds personal data.

    A reason may quote the text behind its colon, so that it ends there.
    """
    data = base64.b64encode(reject.data).decode()
    record = {"reject": reject.file, "line": reject.line, "reason": reject.reason, "data": data}
    file, reason = (
        replace_personal_data(text, kinds, MARKERS) for text in (reject.file, reject.reason.partition(":")[0])
    )
    return Reject(file, reject.line, reason, b""), record


def give_back(document: Document, record: KeyRecord) -> Document:
    """Return the document that was published, with the raw text and the fields that the key holds.

    Raises:
        LawError: The key is not of this document.
    """
    edits = tuple(Edit(start, old, new, "redact/key") for start, old, new in record["edits"])
    origin = replace(document.origin, fields=record["fields"])
    if not edits:
        return replace(document, origin=origin)
    first, *others = document.steps
    raw = apply_edits(document.raw, invert_edits(edits))
    named = tuple(edit._replace(rule=note.rule) for edit, note in zip(edits, first.edits, strict=True))
    if apply_edits(raw, named) != document.raw:
        raise LawError(f"document {document.id!r}: the key is not of this document")
    back = OffsetMap(named)
    facts = tuple(replace(fact, raw=fact.raw and back.map_back(fact.raw)) for fact in document.facts)
    return replace(document, origin=origin, steps=(Step(first.stage, named), *others), facts=facts, _raw=raw)


def read_reject(record: KeyRecord) -> Reject:
    """Return the reject that a record of the key holds."""
    return Reject(record["reject"], record["line"], record["reason"], base64.b64decode(record["data"]))


def _turn_edits_into_notes(document: Document) -> Document:
    """Return a document whose raw text is the redacted one: the redaction becomes notes on its markers."""
    first, *others = document.steps
    redacted = apply_edits(document.raw, first.edits)
    notes = tuple(
        make_note(redacted, edit.span, edit.rule, edit.confidence) for edit in invert_edits(first.edits)
    )
    return replace(document, steps=(Step(first.stage, notes), *others), _raw=redacted)


class _Redactor:
    """Puts markers into fields and facts: for what is found in them, and for what the page held."""

    def __init__(self, kinds: Collection[str], edits: Sequence[Edit]) -> None:
        self._kinds, self.has_edits = kinds, bool(edits)
        self._markers = {edit.old: edit.new for edit in edits if len(edit.old) >= MIN_UNLABELLED_CHARS}

    def redact_text(self, text: str) -> str:
        """Return a text with markers."""
        for taken, marker in self._markers.items():
            text = text.replace(taken, marker)
        return replace_personal_data(text, self._kinds, MARKERS)

    def redact_value(self, value: Any, key: str = "") -> Any:
        """Return a value of JSON with markers; its key may be the word that names a number."""
        if isinstance(value, dict):
            return {name: self.redact_value(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.redact_value(inner, key) for inner in value]
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return value
        text = str(value)
        plain = self.redact_text(text)
        if plain != text:
            return plain
        label = f"{key}:"
        named = [kind for span, kind in find_kinds(label + text, self._kinds) if span.start >= len(label)]
        return MARKERS[named[0]] if named else value


def _redact_fields(fields: str, redactor: _Redactor) -> str:
    """Return the other fields of a record without personal data, and without a line that holds its text."""
    if not fields:
        return ""
    values = json.loads(fields)
    is_clean = not redactor.has_edits and redactor.redact_value(values) == values
    if is_clean:
        return fields
    values.pop(LINE_KEY, None)
    return dump_json(redactor.redact_value(values)) if values else ""


def _holds_personal_data(document: Document, kinds: Collection[str]) -> bool:
    return any(True for text in _list_texts(document) for _ in find_kinds(text, kinds))


def _list_texts(document: Document) -> Iterator[str]:
    """Yield every text of a document that a release holds."""
    yield from (document.raw, document.text, document.id, document.origin.file, document.kind_why)
    yield from (fact.value for fact in document.facts)
    for step in document.steps:
        for edit in step.edits:
            yield from (edit.old, edit.new, edit.why)
