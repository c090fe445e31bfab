"""Read a release once and keep what the list of a report needs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jiaokan.core.document import Document
from jiaokan.publish import read_documents
from jiaokan.publish.manifest import read_manifest
from jiaokan.publish.tables import parquet_writer
from jiaokan.report.document_summaries import DocumentSummary, RuleKey, summarize_document

MAX_LISTED_DOCUMENTS = 10_000


@dataclass(slots=True)
class RuleTotals:
    """What one rule did to all documents of a release; `removed_chars` is code points taken less put."""

    edits: int = 0
    notes: int = 0
    documents: int = 0
    removed_chars: int = 0


@dataclass(slots=True)
class ReleaseSummary:
    """Counts over all documents of a release, and the documents that the list names, in their order."""

    name: str
    version: str
    rejects: int = 0
    documents: int = 0
    seen_chars: int = 0
    clean_chars: int = 0
    rules: dict[RuleKey, RuleTotals] = field(default_factory=dict)
    listed: list[DocumentSummary] = field(default_factory=list)

    def add_document(self, summary: DocumentSummary, is_listed: bool) -> None:
        """Count a document; it is listed too where a rule works on it that worked on none before."""
        is_listed = is_listed or any(key not in self.rules for key in summary.rules)
        self.documents += 1
        self.seen_chars += summary.seen_chars
        self.clean_chars += summary.clean_chars
        for key, use in summary.rules.items():
            totals = self.rules.setdefault(key, RuleTotals())
            totals.edits += use.edits
            totals.notes += use.notes
            totals.documents += 1
            totals.removed_chars += use.removed_chars
        if is_listed:
            self.listed.append(summary)


def summarize_release(release: Path, asked: Collection[str] = ()) -> ReleaseSummary:
    """Return the summary of the release in a folder.

    All documents are listed up to MAX_LISTED_DOCUMENTS; of a larger release every n-th is, and with them
    the first on which each rule worked and those whose ids are `asked` for.
    Raises InputError where the folder holds no release.
    """
    manifest = read_manifest(release)
    summary = ReleaseSummary(manifest.name, manifest.version, parquet_writer.count_rows(release, "rejects"))
    stride = -(-parquet_writer.count_rows(release, "documents") // MAX_LISTED_DOCUMENTS)
    return add_documents(summary, read_documents(release), stride, asked)


def add_documents(
    summary: ReleaseSummary, documents: Iterable[Document], stride: int, asked: Collection[str]
) -> ReleaseSummary:
    """Add documents to a summary, list every `stride`-th of them and those asked for, and return it."""
    for number, document in enumerate(documents):
        summary.add_document(
            summarize_document(document), number % max(stride, 1) == 0 or document.id in asked
        )
    return summary
