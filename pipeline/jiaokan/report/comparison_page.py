"""The page that shows two releases: the documents that differ, before and after, in the view of a report."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jiaokan.core.document import Document
from jiaokan.publish import Change, Difference, diff, read_documents
from jiaokan.publish.manifest import read_manifest
from jiaokan.report.document_comparison import compare_documents
from jiaokan.report.document_summaries import summarize_document
from jiaokan.report.release_summary import MAX_LISTED_DOCUMENTS, ReleaseSummary
from jiaokan.report.report_page import DEFAULT_LIMIT, ReportOptions, ReportPage, assemble_report


def make_comparison(older: Path, newer: Path, limit: int = DEFAULT_LIMIT) -> ReportPage:
    """Return the page of the documents that differ between two releases, those with changed text first.

    Args:
        older: Folder of the older release.
        newer: Folder of the newer release.
        limit: how many documents are shown in full at most.

    Raises:
        InputError: One of the folders holds no release.
    """
    found = diff(older, newer)
    order = {"text": 0, "gone": 1, "added": 2, "raw": 3, "metadata": 4}
    changes = sorted(found.changes, key=lambda change: order[change.kind])[:MAX_LISTED_DOCUMENTS]
    compared = list(_compare_all(older, newer, changes))
    manifest = read_manifest(newer)
    summary = ReleaseSummary(f"{found.older} → {manifest.name}", manifest.version)
    for document in compared:
        summary.add_document(summarize_document(document), is_listed=True)
    behind = tuple(_list_changed_values(found))
    return assemble_report(
        summary, compared[:limit], ReportOptions(comparison=(found.older, found.newer, behind))
    )


def _compare_all(older: Path, newer: Path, changes: list[Change]) -> Iterator[Document]:
    """Yield a comparison of each changed document; one that was added or is gone is empty on one side."""
    ids = {change.id for change in changes}
    before, now = (
        {document.id: document for document in read_documents(release) if document.id in ids}
        for release in (older, newer)
    )
    for change in changes:
        one, other = before.get(change.id), now.get(change.id)
        present = one or other
        assert present
        empty = replace(present, text="", steps=(), paragraphs=(), facts=())
        document = compare_documents(one or empty, other or empty)
        yield replace(document, kind=change.kind, kind_why=", ".join(change.fields))


def _list_changed_values(found: Difference) -> Iterator[tuple[str, str, str]]:
    """Yield what stands behind the changes: settings, rules and packages, as they were and as they are."""
    for what, values in (("setting", found.settings), ("rule", found.rules), ("package", found.packages)):
        for name, pair in values.items():
            was, now = ("–" if value is None else value[:8] if what == "rule" else value for value in pair)
            yield f"{what} {name}", was, now
