"""The tables of a release: their columns, and the conversion of documents to rows and back.

Columns hold scalars or lists of scalars, so that Croissant, pandas and DuckDB can read all of them.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.document import Document, Fact, OffsetChain, Origin, Paragraph, Reject, Step
from jiaokan.core.edits import Edit, Span
from jiaokan.core.errors import LawError

ColumnKind = Literal["string", "int32", "int64", "float64", "binary", "strings", "int32s"]
TableRow = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, type of its values ("strings" and "int32s" are lists), and description for the card."""

    name: str
    kind: ColumnKind
    description: str


def _make_columns(*rows: tuple[str, ColumnKind, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


# fields of Document.facts with a column in the table of documents; those of MULTI_VALUE_FIELDS are lists
SINGLE_VALUE_FIELDS = ("title", "site", "source", "author", "editor", "published", "url", "script")
MULTI_VALUE_FIELDS = ("keywords", "region")

TABLES: dict[str, tuple[Column, ...]] = {
    "documents": _make_columns(
        ("id", "string", "name of the document, unique in the release"),
        ("text", "string", "the clean text; paragraphs are joined by a line feed"),
        ("title", "string", "headline of the page"),
        ("site", "string", "web site that carried the page"),
        ("source", "string", "where the site says it took the page from"),
        ("author", "string", "author as the page names them"),
        ("editor", "string", "editor as the page names them"),
        ("published", "string", "ISO 8601, as precise as the page says"),
        ("url", "string", "address of the page or of its original"),
        ("script", "string", "script of the raw text, as ISO 15924"),
        ("keywords", "strings", "keywords that the page gives itself"),
        ("region", "strings", "province, city, county that the page is about, as far as known"),
        ("kind", "string", "article, or no_article where the page holds none"),
        ("kind_why", "string", "why the page is of this kind"),
        ("n_chars_raw", "int32", "code points of the raw text"),
        ("n_chars", "int32", "code points of the clean text"),
        ("raw_sha256", "string", "SHA-256 of the raw text in its encoding"),
        ("file", "string", "file that the document came in, relative to the input"),
        ("line", "int64", "line in a file of records, from 1; 0 for a file that is one document"),
        (
            "encoding",
            "string",
            "encoding of the raw bytes; +escaped: U+10FF80 to U+10FFFF stand for bytes 80 to FF",
        ),
        ("media", "string", "what the raw text is: text, or html"),
        ("fields", "string", "other fields of the record, as JSON"),
    ),
    "paragraphs": _make_columns(
        ("document_id", "string", "id of the document"),
        ("index", "int32", "place among the paragraphs of the document, from 0"),
        ("role", "string", "part that the paragraph plays: title, heading, body, list_item, caption …"),
        ("level", "int32", "depth of a heading from 1; 0 for all else"),
        ("script", "string", "script of the raw paragraph, as ISO 15924"),
        ("text", "string", "the clean text of the paragraph"),
        ("start", "int32", "first code point in the clean text"),
        ("end", "int32", "code point after the last in the clean text"),
        ("raw_start", "int32", "first code point in the raw text"),
        ("raw_end", "int32", "code point after the last in the raw text"),
        ("sentence_starts", "int32s", "first code point of each sentence in the clean text"),
        ("sentence_ends", "int32s", "code point after the last of each sentence in the clean text"),
    ),
    "edits": _make_columns(
        ("document_id", "string", "id of the document"),
        ("order", "int32", "place among all edits of the document, from 0"),
        ("stage", "string", "stage that made the edit"),
        ("rule", "string", "rule or repair that asked for it, as family/name"),
        ("start", "int32", "first code point in the text that the step received"),
        ("end", "int32", "code point after the last in the text that the step received"),
        ("before", "string", "what stood there"),
        ("after", "string", "what stands there now; the same for a note"),
        ("raw_start", "int32", "first code point in the raw text"),
        ("raw_end", "int32", "code point after the last in the raw text"),
        ("step", "int32", "step that the edit belongs to, from 0; edits of a step share one text"),
        ("confidence", "float64", "how sure the rule is, 0 to 1"),
        ("why", "string", "what convinced the rule, where its own reason does not say it all"),
    ),
    "facts": _make_columns(
        ("document_id", "string", "id of the document"),
        ("field", "string", "what is known: title, author, region …"),
        ("value", "string", "its value; several are joined by a line feed"),
        ("raw_start", "int32", "first code point in the raw text; null where the whole page says it"),
        ("raw_end", "int32", "code point after the last in the raw text; null as above"),
    ),
    "rejects": _make_columns(
        ("file", "string", "file that the record stood in, relative to the input"),
        ("line", "int64", "line of the record, from 1; 0 for the whole file"),
        ("reason", "string", "why it could not be used"),
        ("data", "binary", "its bytes, as they came in"),
    ),
}

RAW_SHA256_COLUMN = [column.name for column in TABLES["documents"]].index("raw_sha256")


def digest_raw_text(document: Document, raw: str) -> str:
    """Return the SHA-256 of the raw bytes of a document, in hexadecimal.

    Args:
        document: The document.
        raw: Its raw text; `document.raw` computes it anew each time.

    Raises:
        LawError: The encoding of the document cannot represent the raw text.
    """
    try:
        return hashlib.sha256(encode_with_escapes(raw, document.origin.encoding)).hexdigest()
    except (UnicodeError, LookupError) as error:
        raise LawError(f"document {document.id!r}: its encoding does not hold its text: {error}") from error


def make_rows(document: Document) -> dict[str, list[TableRow]]:
    """Return the rows of a document, by table."""
    raw, lineage = document.raw, OffsetChain(document.steps)
    return {
        "documents": [_make_document_row(document, raw)],
        "paragraphs": [
            _make_paragraph_row(document, i, paragraph, lineage)
            for i, paragraph in enumerate(document.paragraphs)
        ],
        "edits": list(_make_edit_rows(document, lineage)),
        "facts": [
            (
                document.id,
                fact.field,
                fact.value,
                *((None, None) if fact.raw is None else _span_to_pair(fact.raw)),
            )
            for fact in document.facts
        ],
    }


def make_reject_row(reject: Reject) -> TableRow:
    """Return the row of a reject."""
    return (reject.file, reject.line, reject.reason, reject.data)


def assemble_document(
    row: TableRow, paragraphs: Sequence[TableRow], edits: Sequence[TableRow], facts: Sequence[TableRow]
) -> Document:
    """Return the document that `make_rows` made the rows from."""
    value_by_column = dict(zip((column.name for column in TABLES["documents"]), row, strict=True))
    return Document(
        value_by_column["id"],
        value_by_column["text"],
        Origin(*(value_by_column[name] for name in ("file", "line", "fields", "encoding", "media"))),
        tuple(_make_step(list(group)) for _, group in groupby(edits, key=lambda edit: edit[10])),
        tuple(
            Paragraph(Span(start, end), role, level, tuple(map(Span, starts, ends)), script)
            for _, _, role, level, script, _, start, end, _, _, starts, ends in paragraphs
        ),
        tuple(
            Fact(field, value, None if start is None else Span(start, end))
            for _, field, value, start, end in facts
        ),
        value_by_column["kind"],
        value_by_column["kind_why"],
    )


def _span_to_pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _make_document_row(document: Document, raw: str) -> TableRow:
    origin = document.origin
    return (
        document.id,
        document.text,
        *(document.fact(field) or None for field in SINGLE_VALUE_FIELDS),
        *(document.fact(field).split("\n") if document.fact(field) else None for field in MULTI_VALUE_FIELDS),
        document.kind,
        document.kind_why,
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
    )


def _make_edit_rows(document: Document, lineage: OffsetChain) -> Iterator[TableRow]:
    order = 0
    for number, step in enumerate(document.steps):
        for edit in step.edits:
            raw = lineage.map_back(edit.span, after=number)
            yield (
                *(document.id, order, step.stage, edit.rule, edit.start, edit.end, edit.old, edit.new),
                *(raw.start, raw.end, number, edit.confidence, edit.why),
            )
            order += 1


def _make_step(edits: list[TableRow]) -> Step:
    return Step(
        edits[0][2],
        tuple(
            Edit(start, before, after, rule, confidence, why)
            for _, _, _, rule, start, _, before, after, _, _, _, confidence, why in edits
        ),
    )
