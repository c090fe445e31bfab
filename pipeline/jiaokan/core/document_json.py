"""A document as a JSON object, and back: the form in which one command hands documents to the next.

    {"id", "text", "ledger": {"origin", "steps", "paragraphs", "facts", "kind", "kind_why"}}

The ledger of an annotated document holds "mentions", "signals" and "scores" too, where there are any, and
"repeats" where it was compared with the others of its corpus.

`text` is the current text. An edit is [start, old, new, rule], or [start, old, new, rule, confidence,
why] where confidence is not 1 or `why` is not empty. A mention is [kind, start, end, norm, code,
from, to, evidence], a signal [name, value], a score [scorer, version, name, value]. A record without a
ledger is raw, and for the readers to make a document of.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from jiaokan.core.annotations import Mention, Repeat, RepeatFindings, Score, Signal
from jiaokan.core.checks.document_checks import find_document_problem
from jiaokan.core.document import HTML_MEDIA, Document, Fact, Origin, Paragraph
from jiaokan.core.edits import Edit, Span
from jiaokan.core.errors import InputError, LawError
from jiaokan.core.ledger import Step

JsonRecord = Mapping[str, Any]
LEDGER_KEYS = {"origin", "steps", "paragraphs", "facts", "kind", "kind_why"}
ANNOTATION_KEYS = {"mentions", "signals", "scores", "repeats"}


def to_record(document: Document) -> dict[str, Any]:
    """Return a document as a JSON object; equal documents give equal objects."""
    origin = document.origin
    ledger: dict[str, Any] = {
        "origin": [origin.file, origin.line, origin.fields, origin.encoding, origin.media],
        "steps": [[step.stage, [_edit_to_row(edit) for edit in step.edits]] for step in document.steps],
        "paragraphs": [_paragraph_to_row(paragraph) for paragraph in document.paragraphs],
        "facts": [[fact.field, fact.value, _span_to_row(fact.raw)] for fact in document.facts],
        "kind": document.kind,
        "kind_why": document.kind_why,
    }
    if document.mentions:
        ledger["mentions"] = [_mention_to_row(mention) for mention in document.mentions]
    if document.signals:
        ledger["signals"] = [_signal_to_row(signal) for signal in document.signals]
    if document.scores:
        ledger["scores"] = [[one.scorer, one.version, one.name, one.value] for one in document.scores]
    if document.repeats:
        ledger["repeats"] = _findings_to_row(document.repeats)
    return {"id": document.id, "text": document.text, "ledger": ledger}


def has_ledger(record: JsonRecord) -> bool:
    """Tell whether a JSON object is a document that a stage has written, and no raw record."""
    ledger = record.get("ledger")
    return (
        isinstance(ledger, dict)
        and ledger.keys() - ANNOTATION_KEYS == LEDGER_KEYS
        and {"id", "text"} <= record.keys()
    )


def from_record(record: JsonRecord) -> Document:
    """Return the document that a JSON object with a ledger holds.

    Raises:
        InputError: The record is no document; the message says why.
    """
    identity, text = record["id"], record["text"]
    if not isinstance(text, str) or not isinstance(identity, str | int) or isinstance(identity, bool):
        raise InputError('"text" must be a string, and "id" a string or a whole number')
    check_encodable(record)
    try:
        document = _read_document(record["ledger"], str(identity), text)
        problem = find_document_problem(document)  # a ledger that does not lead back must not go on
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, LawError) as error:
        raise InputError(f"its ledger cannot be used: {error}") from error
    if problem:
        raise InputError(f"its ledger cannot be used: {problem}")
    return document


def from_checked_record(record: JsonRecord) -> Document:
    """Return the document of a record that `to_record` made of a sound one.

    Nothing is checked, so it takes a third of the time of `from_record`. It is for records that the same
    run has written and found unchanged.
    """
    return _read_document(record["ledger"], record["id"], record["text"])


def check_encodable(record: JsonRecord) -> None:
    """Raise InputError where the text of a record holds half a character; what is no JSON is passed over."""
    try:
        json.dumps(record, ensure_ascii=False, default=_skip_value).encode()
    except UnicodeEncodeError as error:
        code_point = ord(error.object[error.start])
        raise InputError(f"a lone surrogate (U+{code_point:04X}) is not Unicode text") from error


def _skip_value(value: object) -> str:
    del value
    return ""


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
        tuple(_mention_from_row(row) for row in ledger.get("mentions", ())),
        tuple(_signal_from_row(row) for row in ledger.get("signals", ())),
        scores=tuple(Score(*row) for row in ledger.get("scores", ())),
        repeats=_findings_from_row(ledger["repeats"]) if "repeats" in ledger else None,
    )


def _edit_to_row(edit: Edit) -> list[Any]:
    row: list[Any] = [edit.start, edit.old, edit.new, edit.rule]
    return row if edit.confidence == 1 and not edit.why else [*row, edit.confidence, edit.why]


def _signal_to_row(signal: Signal) -> list[Any]:
    value = signal.value
    return [signal.name, list(value) if isinstance(value, tuple) else value]


def _signal_from_row(row: Iterable[Any]) -> Signal:
    name, value = row
    return Signal(name, tuple(value) if isinstance(value, list) else value)


def _mention_to_row(mention: Mention) -> list[Any]:
    dates = mention.date_from, mention.date_to
    return [
        mention.kind,
        mention.span.start,
        mention.span.end,
        mention.norm,
        mention.code,
        *dates,
        mention.evidence,
    ]


def _mention_from_row(row: Iterable[Any]) -> Mention:
    kind, start, end, *rest = row
    return Mention(kind, Span(start, end), *rest)


def _findings_to_row(found: RepeatFindings) -> list[Any]:
    repeats = [[one.other, one.kind, one.jaccard, one.containment] for one in found.repeats]
    return [found.cluster, found.cluster_size, found.repeated_share, list(found.also_in), repeats]


def _findings_from_row(row: Iterable[Any]) -> RepeatFindings:
    cluster, size, share, also_in, repeats = row
    return RepeatFindings(cluster, size, share, tuple(also_in), tuple(Repeat(*one) for one in repeats))


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
