"""The tables of a release and their columns.

Columns hold scalars or lists of scalars, so that Croissant, pandas and DuckDB can read all of them.
"""

from dataclasses import dataclass
from typing import Any, Literal

from jiaokan.core.fact_fields import FACT_FIELDS
from jiaokan.core.signals.signal_columns import SIGNALS

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


# fields of Document.facts with a column in the table of documents; the second are columns of lists
SINGLE_VALUE_FIELDS = tuple(field.name for field in FACT_FIELDS if field.kind == "string")
MULTI_VALUE_FIELDS = ("authors", *(field.name for field in FACT_FIELDS if field.kind == "strings"))
# columns of the search for repeats in the table of documents
REPEAT_COLUMNS = ("cluster", "cluster_size", "repeated_share")

TABLES: dict[str, tuple[Column, ...]] = {
    "documents": _make_columns(
        ("id", "string", "name of the document, unique in the release"),
        ("text", "string", "the clean text; paragraphs are joined by a line feed"),
        *((field.name, "string", field.description) for field in FACT_FIELDS if field.kind == "string"),
        ("authors", "strings", "each author by themselves"),
        *((field.name, "strings", field.description) for field in FACT_FIELDS if field.kind == "strings"),
        ("kind", "string", "article, or no_article where the page holds none"),
        ("kind_why", "string", "why the page is of this kind"),
        (
            "cluster",
            "string",
            "id of the longest page among those whose text is the same or near; its own for a page that is "
            "alone; null where pages were not compared",
        ),
        ("cluster_size", "int32", "pages of the cluster, 1 for a page that is alone; null as above"),
        (
            "repeated_share",
            "float64",
            "share of the letters that lie in paragraphs which other pages have too; null as above",
        ),
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
        (
            "also_in",
            "int32",
            "number of other pages that have the paragraph, whatever its script, width and marks; 0 for "
            "short ones, which are not compared; null where pages were not compared",
        ),
    ),
    "edits": _make_columns(
        ("document_id", "string", "id of the document"),
        ("order", "int32", "place among all edits of the document, from 0"),
        ("stage", "string", "stage that made the edit"),
        (
            "rule",
            "string",
            "rule or repair that asked for it, as family/name; `jiaokan explain` and the card "
            "give its reason",
        ),
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
    "mentions": _make_columns(
        ("document_id", "string", "id of the document"),
        (
            "kind",
            "string",
            "what is named: place (read by hand on unseen pages: 600, .99 right, .93 of all found), "
            "time (200, .97 right, .89 found), person (54, .96 right), document_number (43 of 44 right), "
            "censor_mark (30 of 35 right), or personal data: id_number, passport, mobile, landline, email, "
            "plate, bank_card, wechat, qq (.99 found of 2,400 planted; 289 of 292 right), and contact for an "
            "organisation's",
        ),
        ("start", "int32", "first code point in the clean text"),
        ("end", "int32", "code point after the last in the clean text"),
        ("raw_start", "int32", "first code point in the raw text"),
        ("raw_end", "int32", "code point after the last in the raw text"),
        ("value", "string", "the words of the clean text"),
        ("norm", "string", "its normal form: an ISO 8601 date, a full name; empty where none is known"),
        ("code", "string", "its code in a public register, as of an administrative division; empty for none"),
        ("from", "string", "first day of a time, ISO 8601 as precise as known; empty for what is no time"),
        ("to", "string", "last day of a time; empty for what is no span of time"),
        (
            "evidence",
            "string",
            "how it is known: full-name, parent-in-front, ambiguous, year-from-published …",
        ),
    ),
    "signals": (
        Column("document_id", "string", "id of the document"),
        *(Column(signal.name, signal.kind, signal.description) for signal in SIGNALS),
    ),
    "scores": _make_columns(
        ("document_id", "string", "id of the document"),
        ("scorer", "string", "function of the publisher's own, as package.module:function"),
        ("version", "string", "version of its package, or SHA-256 of its module"),
        ("name", "string", "what the number says"),
        ("value", "float64", "the number"),
    ),
    "repeats": _make_columns(
        ("document_id", "string", "id of the document"),
        ("other", "string", "id of an earlier document of the release that it is like"),
        (
            "kind",
            "string",
            "same: equal letters in any script; near; part: most of the smaller stands in the larger. Of "
            "planted twins of 568 texts all are found that are in Traditional script, in full width, among "
            "foreign lines or cut to 70 %, .996 of those cut to 40 %, .995 with 15 % of all words replaced, "
            ".89 with 20 %; pairs are counted exactly, and none of 161,000 of different texts was named",
        ),
        ("jaccard", "float64", "5-grams of characters that both have, of those that one of them has"),
        ("containment", "float64", "5-grams of characters that both have, of those of the smaller text"),
    ),
    "rejects": _make_columns(
        ("file", "string", "file that the record stood in, relative to the input"),
        ("line", "int64", "line of the record, from 1; 0 for the whole file"),
        ("reason", "string", "why it could not be used"),
        ("data", "binary", "its bytes, as they came in"),
    ),
}

# tables with rows of a document beside its row of `documents`, in the order in which they are written
TABLES_OF_DOCUMENTS = ("paragraphs", "edits", "facts", "mentions", "signals", "scores", "repeats")
