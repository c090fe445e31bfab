"""Write a release as one HTML page that needs no network.

The page holds its style, its script and its data. Its content policy lets nothing in from elsewhere, and no
style or script but those whose digests it names. It holds no date and no path: the same release gives the
same page.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jiaokan.core.document import Document
from jiaokan.core.errors import InputError
from jiaokan.core.rule_aliases import find_current_id
from jiaokan.publish import read_documents
from jiaokan.report.document_summaries import DocumentSummary, RuleKey
from jiaokan.report.page_payload import (
    DeflateStream,
    describe_document,
    describe_release,
    number_rules,
    pack_value,
)
from jiaokan.report.release_summary import ReleaseSummary, summarize_release
from jiaokan.report.sample_choice import order_for_sample, select_documents_of_rule

PAGE_FOLDER = Path(__file__).parent / "page"
SCRIPTS = (
    "labels.js",
    "data.js",
    "state.js",
    "elements.js",
    "text.js",
    "head.js",
    "rows.js",
    "folds.js",
    "marked.js",
    "highlight.js",
    "card.js",
    "verdicts.js",
    "inspection.js",
    "list.js",
    "figures.js",
    "keys.js",
    "start.js",
)
MAX_REPORT_BYTES = 3_000_000
DEFAULT_LIMIT = 250  # documents in full
Comparison = tuple[str, str, tuple[tuple[str, str, str], ...]]  # older, newer; what changed, was, is


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Which documents a report shows in full.

    `documents` are ids, and then no other document is; `rule` is a rule id, and then only documents on which
    it worked are; `limit` is how many at most. `is_inspection` asks the reader for verdicts on documents, not
    on edits. `comparison` names the releases on both sides where the documents are comparisons of two.
    """

    documents: tuple[str, ...] = ()
    rule: str = ""
    limit: int = DEFAULT_LIMIT
    is_inspection: bool = False
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page, and of how many documents it shows how many in full."""

    html: str
    documents: int
    listed: int
    in_full: int


def make_report(release: Path, options: ReportOptions = ReportOptions()) -> ReportPage:
    """Return the report of a release.

    Raises InputError where the folder holds no release, or not the documents or the rule asked for.
    """
    summary = summarize_release(release, frozenset(options.documents))
    chosen = _choose_documents(summary, options)
    ids = {one.id for one in chosen}
    documents = {document.id: document for document in read_documents(release) if document.id in ids}
    return assemble_report(summary, [documents[one.id] for one in chosen], options)


def assemble_report(
    summary: ReleaseSummary, chosen: Sequence[Document], options: ReportOptions = ReportOptions()
) -> ReportPage:
    """Return the page of a release that was read; `chosen` are in full as long as the page has room."""
    numbers = number_rules(summary)
    described = describe_release(summary, numbers)
    described["inspection"] = options.is_inspection
    described["comparison"] = options.comparison
    asked = find_current_id(options.rule)
    described["rule"] = next((i for key, i in numbers.items() if find_current_id(key[1]) == asked), -1)
    data, head = pack_value(described), _fill_page(f"{summary.name} {summary.version}")
    room = MAX_REPORT_BYTES - len(head.encode()) - len(data)
    pages = DeflateStream(room * 3 // 4 - 1_000 if not options.documents else MAX_REPORT_BYTES * 100)
    in_full = _pack_documents(pages, summary, chosen, numbers, is_shortened=not options.documents)
    html = head.replace("{{data}}", data).replace("{{pages}}", pages.finish())
    return ReportPage(html, summary.documents, len(summary.listed), in_full)


def _choose_documents(summary: ReleaseSummary, options: ReportOptions) -> list[DocumentSummary]:
    if options.documents:
        by_id = {one.id: one for one in summary.listed}
        if missing := [name for name in options.documents if name not in by_id]:
            raise InputError(f"the release holds no document {missing[0]!r}; ids are in the column id")
        return [by_id[name] for name in dict.fromkeys(options.documents)]
    found = (
        select_documents_of_rule(summary.listed, options.rule)
        if options.rule
        else order_for_sample(summary.listed)
    )
    if options.rule and not found:
        raise InputError(f"no document of the release was touched by the rule {options.rule!r}")
    return found[: max(options.limit, 0)]


def _pack_documents(
    pages: DeflateStream,
    summary: ReleaseSummary,
    chosen: Sequence[Document],
    numbers: dict[RuleKey, int],
    is_shortened: bool,
) -> int:
    places = {one.id: place for place, one in enumerate(summary.listed)}
    return sum(
        pages.add_value(describe_document(document, places[document.id], numbers, is_shortened))
        for document in chosen
    )


def _fill_page(title: str) -> str:
    """Return the page with all but its data."""
    style = _read_asset("page.css")
    script = '"use strict";\n' + "\n".join(map(_read_asset, SCRIPTS))
    return (
        _read_asset("page.html")
        .replace("{{style-digest}}", _digest_asset(style))
        .replace("{{script-digest}}", _digest_asset(script))
        .replace("{{style}}", style)
        .replace("{{script}}", script)
        .replace("{{title}}", escape(title))
    )


def _read_asset(name: str) -> str:
    return (PAGE_FOLDER / name).read_text("utf-8").replace("\r\n", "\n")


def _digest_asset(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
