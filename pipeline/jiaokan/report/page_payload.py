"""What a report's page carries: the list of documents, and the rows of those shown in full, as JSON.

JSON is deflated and written in base64; the browser unpacks it. Offsets and lengths are UTF-16 code units,
which is how JavaScript counts.
"""

import base64
import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from jiaokan.core.alignment import StageEdit
from jiaokan.core.document import Document, Fact
from jiaokan.core.document_json import dump_json
from jiaokan.report.document_summaries import STAGE_GROUPS, DocumentSummary, RuleKey
from jiaokan.report.page_rows import PageRow, RowPart, make_page_rows
from jiaokan.report.release_summary import ReleaseSummary
from jiaokan.rules.reasons import find_chinese_reason, find_reason
from jiaokan.stages import name_shown_stage

Json: TypeAlias = "int | float | str | Sequence[Json] | dict[str, Json] | None"

MAX_REMOVED_CHARS = 400  # a longer deletion is shortened to its head and its tail
KEPT_HEAD_CHARS, KEPT_TAIL_CHARS = 280, 80
SAME_AS_RAW = 1  # stands for the clean text of a note


class DeflateStream:
    """JSON values of one array, deflated one after another up to a number of bytes."""

    def __init__(self, max_bytes: int) -> None:
        self._deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
        self._max_bytes = max_bytes
        self._data = b""
        self._count = 0

    def add_value(self, value: Json) -> bool:
        """Add a value, unless it does not fit; tell whether it went in."""
        trial = self._deflate.copy()
        text = ("," if self._count else "[") + dump_json(value)
        packed = trial.compress(text.encode()) + trial.flush(zlib.Z_SYNC_FLUSH)
        if len(self._data) + len(packed) > self._max_bytes:
            return False
        self._deflate, self._count = trial, self._count + 1
        self._data += packed
        return True

    def finish(self) -> str:
        """Return the array in base64."""
        end = self._deflate.compress(b"]" if self._count else b"[]") + self._deflate.flush()
        return base64.b64encode(self._data + end).decode("ascii")


def pack_value(value: Json) -> str:
    """Return one value as JSON, deflated and in base64."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(deflate.compress(dump_json(value).encode()) + deflate.flush()).decode("ascii")


def number_rules(summary: ReleaseSummary) -> dict[RuleKey, int]:
    """Return the number of each rule: by stage in the order they run, the one with most edits first."""
    order = {stage: i for i, stage in enumerate(STAGE_GROUPS)}
    ranked = sorted(
        summary.rules,
        key=lambda key: (
            order.get(key[0], len(order)),
            -summary.rules[key].edits - summary.rules[key].notes,
            key[1],
        ),
    )
    return {key: number for number, key in enumerate(ranked)}


def describe_release(summary: ReleaseSummary, rule_numbers: dict[RuleKey, int]) -> dict[str, Json]:
    """Return what the page says of the release as a whole, of its rules, and of each listed document."""
    stages = list(dict.fromkeys([*STAGE_GROUPS, *(key[0] for key in rule_numbers)]))
    rules: list[Json] = []
    for key in rule_numbers:
        totals = summary.rules[key]
        counts = [totals.edits, totals.notes, totals.documents, totals.removed_chars]
        rules.append(
            [stages.index(key[0]), key[1], *counts, find_reason(key[1]), find_chinese_reason(key[1])]
        )
    documents = _describe_documents(summary.listed, rule_numbers)
    return {
        "digest": hashlib.sha256(dump_json([summary.version, documents]).encode()).hexdigest()[:16],
        "name": summary.name,
        "version": summary.version,
        "count": summary.documents,
        "rejects": summary.rejects,
        "raw": summary.seen_chars,
        "clean": summary.clean_chars,
        "stages": stages,
        "rules": rules,
        "documents": documents,
    }


def _describe_documents(
    listed: Sequence[DocumentSummary], rule_numbers: dict[RuleKey, int]
) -> dict[str, Json]:
    """Return the list as columns, which deflate better than rows."""
    return {
        "id": [summary.id for summary in listed],
        "title": [summary.title for summary in listed],
        "raw": [summary.seen_chars for summary in listed],
        "clean": [summary.clean_chars for summary in listed],
        "kind": [summary.kind for summary in listed],
        "script": [summary.script for summary in listed],
        "genre": [summary.genre for summary in listed],
        "edits": [sum(use.edits + use.notes for use in summary.rules.values()) for summary in listed],
        "barcode": [summary.barcode for summary in listed],
        "html": [int(summary.is_html) for summary in listed],
        "rules": [sorted(rule_numbers[key] for key in summary.rules) for summary in listed],
    }


def describe_document(
    document: Document, place: int, rule_numbers: dict[RuleKey, int], is_shortened: bool
) -> Json:
    """Return a document in full: its place in the list, why it is no article, facts, causes, rows and digest.

    Args:
        document: the document.
        place: its number among the listed documents.
        rule_numbers: those of `number_rules`.
        is_shortened: whether a deletion longer than MAX_REMOVED_CHARS loses its middle.
    """
    causes = _CauseNumbers(rule_numbers)
    rows = [_describe_row(row, causes, is_shortened) for row in make_page_rows(document)]
    raw = document.raw
    facts: list[Json] = [_describe_fact(fact, raw) for fact in document.facts]
    digest = hashlib.sha256(document.raw_bytes).hexdigest()
    return [place, document.kind_why, facts, causes.described, rows, digest]


class _CauseNumbers:
    """The different causes in one document, each numbered once: rule, what convinced it, confidence."""

    def __init__(self, rule_numbers: dict[RuleKey, int]) -> None:
        self._rule_numbers = rule_numbers
        self._numbers: dict[tuple[int, str, float], int] = {}

    @property
    def described(self) -> list[Json]:
        return [list(cause) for cause in self._numbers]

    def number_causes(self, causes: Iterable[StageEdit]) -> list[Json]:
        """Return the numbers of causes, each once."""
        keys = [
            (
                self._rule_numbers[name_shown_stage(cause.stage), cause.edit.rule],
                cause.edit.why,
                round(cause.edit.confidence, 3),
            )
            for cause in causes
        ]
        return [self._numbers.setdefault(key, len(self._numbers)) for key in dict.fromkeys(keys)]


def _describe_row(row: PageRow, causes: _CauseNumbers, is_shortened: bool) -> Json:
    paragraph = row.paragraph
    role = "" if paragraph is None or paragraph.role == "body" else paragraph.role
    return [int(row.is_removed), role, [_describe_part(part, causes, is_shortened) for part in row.parts]]


def _describe_part(part: RowPart, causes: _CauseNumbers, is_shortened: bool) -> Json:
    """Return the text of an untouched part; of another one [raw, clean, causes].

    A deletion that is shortened adds three numbers: UTF-16 units before what is left out, and the length of
    what is left out in UTF-16 units and in code points.
    """
    if not part.causes:
        return part.raw
    numbers = causes.number_causes(part.causes)
    if is_shortened and len(part.raw) > MAX_REMOVED_CHARS and not part.clean.strip():
        head, tail = part.raw[:KEPT_HEAD_CHARS], part.raw[-KEPT_TAIL_CHARS:]
        left_out = part.raw[KEPT_HEAD_CHARS:-KEPT_TAIL_CHARS]
        counts = [count_utf16_units(head), count_utf16_units(left_out), len(left_out)]
        return [head + tail, part.clean, numbers, *counts]
    return [part.raw, SAME_AS_RAW if part.clean == part.raw else part.clean, numbers]


def _describe_fact(fact: Fact, raw: str) -> Json:
    if fact.raw is None:
        return [fact.field, fact.value]
    start = count_utf16_units(raw[: fact.raw.start])
    return [fact.field, fact.value, start, start + count_utf16_units(fact.raw.slice_text(raw))]


def count_utf16_units(text: str) -> int:
    """Return the length of a text as JavaScript counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
