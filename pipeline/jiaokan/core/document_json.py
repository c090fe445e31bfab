"""A document as a JSON object, and back: the form in which one command hands documents to the next.

    {"id", "text", "ledger": {"origin", "steps", "paragraphs", "facts", "kind", "kind_why"}}

`text` is the current text. An edit is [start, old, new, rule], or [start, old, new, rule, confidence,
why] where confidence is not 1 or `why` is not empty. A record {"id", "text", …} without a ledger is
raw: its other fields go to `Origin.fields`.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from jiaokan.core.document import HTML_MEDIA, Document, Fact, Origin, Paragraph, Step
from jiaokan.core.document_checks import find_document_problem
from jiaokan.core.edits import Edit, Span
from jiaokan.core.errors import InputError, LawError

JsonRecord = Mapping[str, Any]
LEDGER_KEYS = {"origin", "steps", "paragraphs", "facts", "kind", "kind_why"}


def to_record(document: Document) -> dict[str, Any]:
    """Return a document as a JSON object; equal documents give equal objects."""
    origin = document.origin
    ledger = {
        "origin": [origin.file, origin.line, origin.fields, origin.encoding, origin.media],
        "steps": [[step.stage, [_edit_to_row(edit) for edit in step.edits]] for step in document.steps],
        "paragraphs": [_paragraph_to_row(paragraph) for paragraph in document.paragraphs],
        "facts": [[fact.field, fact.value, _span_to_row(fact.raw)] for fact in document.facts],
        "kind": document.kind,
        "kind_why": document.kind_why,
    }
    return {"id": document.id, "text": document.text, "ledger": ledger}


def from_record(record: JsonRecord, file: str, line: int) -> Document:
    """Return the document that a JSON object holds, raw or with a ledger.

    Args:
        record: The JSON object.
        file: Name of its file, for the origin of a raw record.
        line: Number of its line, from 1.

    Raises:
        InputError: The record is no document; the message says why.
    """
    identity, text = record.get("id"), record.get("text")
    missing = [key for key in ("id", "text") if key not in record]
    if missing:
        raise InputError(f"no key {' and no key '.join(map(repr, missing))}: a record is {{id, text, …}}")
    if not isinstance(text, str) or not isinstance(identity, str | int) or isinstance(identity, bool):
        raise InputError('"text" must be a string, and "id" a string or a whole number')
    _check_encodable(record)
    ledger = record.get("ledger")
    if not isinstance(ledger, dict) or ledger.keys() != LEDGER_KEYS:
        return Document(str(identity), text, Origin(file, line, _dump_other_fields(record)))
    try:
        document = _read_document(ledger, str(identity), text)
        problem = find_document_problem(document)  # a ledger that does not lead back must not go on
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, LawError) as error:
        raise InputError(f"its ledger cannot be used: {error}") from error
    if problem:
        raise InputError(f"its ledger cannot be used: {problem}")
    return document


def make_raw_record(name: str, raw: str, origin: Origin) -> dict[str, Any]:
    """Return the record that a raw text was read from, as a JSON object.

    An id that was not a string is taken from the other fields. A page of HTML stands under "html". An
    encoding other than UTF-8 is named under "encoding".
    """
    record: dict[str, Any] = {"id": name, ("html" if origin.media == HTML_MEDIA else "text"): raw}
    if origin.encoding != "utf-8":
        record["encoding"] = origin.encoding
    return record | (json.loads(origin.fields) if origin.fields else {})


def dump_json(value: object) -> str:
    """Return a value as JSON on one line, with characters beyond ASCII as they are.

    >>> dump_json({"id": "一"})
    '{"id":"一"}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _read_document(ledger: JsonRecord, identity: str, text: str) -> Document:
    return Document(
        identity,
        text,
        Origin(*ledger["origin"]),
        tuple(Step(stage, tuple(Edit(*edit) for edit in edits)) for stage, edits in ledger["steps"]),
        tuple(_paragraph_from_row(row) for row in ledger["paragraphs"]),
        tuple(Fact(field, value, Span(*raw) if raw else None) for field, value, raw in ledger["facts"]),
        ledger["kind"],
        ledger["kind_why"],
    )


def _dump_other_fields(record: JsonRecord) -> str:
    """Return the other fields of a record as JSON, and among them an id that is not a string."""
    known = ("text",) if not isinstance(record["id"], str) else ("id", "text")
    other = {key: value for key, value in record.items() if key not in known}
    return dump_json(other) if other else ""


def _check_encodable(record: JsonRecord) -> None:
    try:
        dump_json(record).encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"a lone surrogate (U+{ord(error.object[error.start]):04X}) is not Unicode text"
        ) from error


def _edit_to_row(edit: Edit) -> list[Any]:
    row: list[Any] = [edit.start, edit.old, edit.new, edit.rule]
    return row if edit.confidence == 1 and not edit.why else [*row, edit.confidence, edit.why]


def _span_to_row(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _paragraph_to_row(paragraph: Paragraph) -> list[Any]:
    sentences = [end for span in paragraph.sentences for end in (span.start, span.end)]
    span = paragraph.span
    return [span.start, span.end, paragraph.role, paragraph.level, sentences, paragraph.script]


def _paragraph_from_row(row: Iterable[Any]) -> Paragraph:
    start, end, role, level, ends, script = row
    sentences = tuple(Span(a, b) for a, b in zip(ends[::2], ends[1::2], strict=True))
    return Paragraph(Span(start, end), role, level, sentences, script)
