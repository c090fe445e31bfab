"""The rows of a document in the tables of a release, and back."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import groupby, repeat
from operator import add, itemgetter
from typing import Any

from jiaokan.core.annotations import Mention, Repeat, RepeatFindings, Score, Signal
from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.document import Document, Fact, Origin, Paragraph, Reject
from jiaokan.core.edits import Edit, Span
from jiaokan.core.errors import LawError
from jiaokan.core.ledger import OffsetChain, Step, restore
from jiaokan.publish.tables.release_tables import (
    MULTI_VALUE_FIELDS,
    REPEAT_COLUMNS,
    SINGLE_VALUE_FIELDS,
    TABLES,
    TableRow,
)

RowsByTable = dict[str, list[TableRow]]
AUTHOR_SEPARATOR = "、"  # between the names of the fact `author`
_SIGNAL_NAMES = tuple(column.name for column in TABLES["signals"][1:])


def _find_place(table: str, column: str) -> int:
    """Return the place of a column in the rows of a table, from 0."""
    return [one.name for one in TABLES[table]].index(column)


RAW_SHA256_COLUMN = _find_place("documents", "raw_sha256")
ALSO_IN_COLUMN = _find_place("paragraphs", "also_in")
_STEP_COLUMN, _STAGE_COLUMN = _find_place("edits", "step"), _find_place("edits", "stage")


def digest_raw_text(document: Document, raw: str) -> str:
    """Return the SHA-256 of the raw bytes of a document, in hexadecimal.

    Args:
        document: The document.
        raw: Its raw text, as the ledger gives it.

    Raises:
        LawError: The encoding of the document cannot represent the raw text.
    """
    try:
        return hashlib.sha256(encode_with_escapes(raw, document.origin.encoding)).hexdigest()
    except (UnicodeError, LookupError) as error:
        raise LawError(f"document {document.id!r}: its encoding does not hold its text: {error}") from error


def make_rows(document: Document, raw: str | None = None) -> RowsByTable:
    """Return the rows of a document, by table.

    Args:
        document: The document.
        raw: Its raw text as its ledger restores it, where that is known already.
    """
    if raw is None:
        raw = restore(document.text, document.steps)  # not `document.raw`: the ledger is what is written
    lineage = OffsetChain(document.steps)
    return {
        "documents": [_make_document_row(document, raw)],
        "paragraphs": [
            _make_paragraph_row(document, i, paragraph, lineage)
            for i, paragraph in enumerate(document.paragraphs)
        ],
        "edits": list(_make_edit_rows(document, lineage)),
        "facts": [_make_fact_row(document, fact) for fact in document.facts],
        "mentions": [_make_mention_row(document, mention, lineage) for mention in document.mentions],
        "signals": [_make_signal_row(document)] if document.signals else [],
        "scores": [(document.id, one.scorer, one.version, one.name, one.value) for one in document.scores],
        "repeats": _make_repeat_rows(document),
    }


def make_reject_row(reject: Reject) -> TableRow:
    """Return the row of a reject."""
    return (reject.file, reject.line, reject.reason, reject.data)


def _assemble_signals(rows: RowsByTable) -> Iterator[Signal]:
    for row in rows["signals"]:
        for name, value in zip(_SIGNAL_NAMES, row[1:], strict=True):
            if value is not None:
                yield Signal(name, tuple(value) if isinstance(value, list) else value)


def assemble_document(rows: RowsByTable) -> Document:
    """Return the document that `make_rows` made the rows from."""
    (row,) = rows["documents"]
    value_by_column = dict(zip((column.name for column in TABLES["documents"]), row, strict=True))
    return Document(
        value_by_column["id"],
        value_by_column["text"],
        Origin(*(value_by_column[name] for name in ("file", "line", "fields", "encoding", "media"))),
        tuple(_make_step(list(group)) for _, group in groupby(rows["edits"], key=itemgetter(_STEP_COLUMN))),
        tuple(
            Paragraph(Span(start, end), role, level, tuple(map(Span, starts, ends)), script)
            for _, _, role, level, script, _, start, end, _, _, starts, ends, _ in rows["paragraphs"]
        ),
        tuple(
            Fact(field, value, None if start is None else Span(start, end))
            for _, field, value, start, end in rows["facts"]
        ),
        value_by_column["kind"],
        value_by_column["kind_why"],
        tuple(
            Mention(kind, Span(start, end), norm, code, date_from, date_to, evidence)
            for _, kind, start, end, _, _, _, norm, code, date_from, date_to, evidence in rows["mentions"]
        ),
        tuple(_assemble_signals(rows)),
        tuple(Score(*row[1:]) for row in rows["scores"]),
        _assemble_findings(value_by_column, rows),
    )


def _assemble_findings(document: Mapping[str, Any], rows: RowsByTable) -> RepeatFindings | None:
    cluster, size, share = (document[name] for name in REPEAT_COLUMNS)
    if cluster is None:
        return None
    also_in = tuple(row[ALSO_IN_COLUMN] for row in rows["paragraphs"])
    return RepeatFindings(cluster, size, share, also_in, tuple(Repeat(*row[1:]) for row in rows["repeats"]))


def _span_to_pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def list_values(document: Document, field: str) -> list[str] | None:
    """Return the values of one of MULTI_VALUE_FIELDS, None where the document has none."""
    value = (
        document.fact("author").replace(AUTHOR_SEPARATOR, "\n")
        if field == "authors"
        else document.fact(field)
    )
    return value.split("\n") if value else None


def _make_document_row(document: Document, raw: str) -> TableRow:
    origin = document.origin
    return (
        document.id,
        document.text,
        *(document.fact(field) or None for field in SINGLE_VALUE_FIELDS),
        *(list_values(document, field) for field in MULTI_VALUE_FIELDS),
        document.kind,
        document.kind_why,
        *_make_repeat_values(document),
        len(raw),
        len(document.text),
        digest_raw_text(document, raw),
        origin.file,
        origin.line,
        origin.encoding,
        origin.media,
        origin.fields,
    )


def _make_paragraph_row(
    document: Document, index: int, paragraph: Paragraph, lineage: OffsetChain
) -> TableRow:
    return (
        document.id,
        index,
        paragraph.role,
        paragraph.level,
        paragraph.script,
        paragraph.span.slice_text(document.text),
        *_span_to_pair(paragraph.span),
        *_span_to_pair(lineage.map_back(paragraph.span)),
        [sentence.start for sentence in paragraph.sentences],
        [sentence.end for sentence in paragraph.sentences],
        document.repeats.also_in[index] if document.repeats else None,
    )


def _make_repeat_values(document: Document) -> TableRow:
    """Return the values of REPEAT_COLUMNS."""
    found = document.repeats
    return (found.cluster, found.cluster_size, found.repeated_share) if found else (None, None, None)


def _make_repeat_rows(document: Document) -> list[TableRow]:
    repeats = document.repeats.repeats if document.repeats else ()
    return [(document.id, one.other, one.kind, one.jaccard, one.containment) for one in repeats]


def _make_fact_row(document: Document, fact: Fact) -> TableRow:
    span = (None, None) if fact.raw is None else _span_to_pair(fact.raw)
    return document.id, fact.field, fact.value, *span


def _make_mention_row(document: Document, mention: Mention, lineage: OffsetChain) -> TableRow:
    return (
        document.id,
        mention.kind,
        *_span_to_pair(mention.span),
        *_span_to_pair(lineage.map_back(mention.span)),
        mention.span.slice_text(document.text),
        *(mention.norm, mention.code, mention.date_from, mention.date_to, mention.evidence),
    )


def _make_signal_row(document: Document) -> TableRow:
    value_by_name = {
        signal.name: list(signal.value) if isinstance(signal.value, tuple) else signal.value
        for signal in document.signals
    }
    return document.id, *(value_by_name.get(name) for name in _SIGNAL_NAMES)


def _make_edit_rows(document: Document, lineage: OffsetChain) -> Iterator[TableRow]:
    """Yield the rows of all edits, made by columns: a page may have thousands."""
    order = 0
    for number, step in enumerate(document.steps):
        if not step.edits:
            continue
        starts, olds, news, rules, confidences, whys = zip(*step.edits, strict=True)
        ends = tuple(map(add, starts, map(len, olds)))
        raw_starts, raw_ends = zip(*lineage.map_ranges(zip(starts, ends, strict=True), number), strict=True)
        numbers = range(order, order + len(starts))
        yield from zip(
            repeat(document.id), numbers, repeat(step.stage), rules, starts, ends, olds, news, raw_starts,
            raw_ends, repeat(number), confidences, whys, strict=False,
        )  # fmt: skip
        order += len(starts)


def _make_step(edits: list[TableRow]) -> Step:
    return Step(
        edits[0][_STAGE_COLUMN],
        tuple(
            Edit(start, before, after, rule, confidence, why)
            for _, _, _, rule, start, _, before, after, _, _, _, confidence, why in edits
        ),
    )
