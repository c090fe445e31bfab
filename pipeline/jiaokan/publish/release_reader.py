"""Read a release: its documents with their ledgers, the raw text, the raw files."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import InputError, LawError
from jiaokan.publish import parquet_writer, release_tables


def read_documents(release: str | Path) -> Iterator[Document]:
    """Yield the documents of a release in order, each with its ledger.

    Raises InputError where the folder is no release, LawError where a table tells of a document
    that is not there.
    """
    return (document for document, _ in read_with_rows(release))


def read_with_rows(
    release: str | Path,
) -> Iterator[tuple[Document, dict[str, list[release_tables.TableRow]]]]:
    """Yield each document with the rows of every table that tell of it; raises as `documents`."""
    if not parquet_writer.list_shards(release, "documents"):
        raise InputError(f"{release}: no release stands here; name the folder that holds documents/")
    parts = [_TableReader(release, table) for table in ("paragraphs", "edits", "facts")]
    for row in parquet_writer.read_rows(release, "documents"):
        paragraphs, edits, facts = (part.take_rows(row[0]) for part in parts)
        try:
            made = release_tables.assemble_document(row, paragraphs, edits, facts)
        except (TypeError, ValueError, IndexError) as error:
            raise LawError(f"{release}: document {row[0]!r}: its rows make no document: {error}") from error
        yield made, {"documents": [row], "paragraphs": paragraphs, "edits": edits, "facts": facts}
    for part in parts:
        part.check_end()


def read_rejects(release: str | Path) -> Iterator[Reject]:
    """Yield what the release could not use, in order."""
    return (Reject(*row) for row in parquet_writer.read_rows(release, "rejects"))


def restore(release: str | Path) -> Iterator[tuple[str, str]]:
    """Yield (id, raw text) of each document, from the Parquet alone.

    Raises LawError naming the document where its ledger does not lead back to the raw text.
    """
    return ((document.id, raw) for document, raw in restore_documents(release))


def restore_documents(release: str | Path) -> Iterator[tuple[Document, str]]:
    """Yield each document with its raw text; raises LawError as `restore` does."""
    at = [column.name for column in release_tables.TABLES["documents"]].index("raw_sha256")
    for document, rows in read_with_rows(release):
        try:
            raw = document.raw
            same = release_tables.digest_raw_text(document, raw) == rows["documents"][0][at]
        except LawError as error:
            raise LawError(f"{release}: document {document.id!r}: {error}") from error
        if not same:
            raise LawError(f"{release}: document {document.id!r}: the ledger leads to another raw text")
        yield document, raw


class _TableReader:
    """The rows of a table, taken document by document in the order of the documents."""

    def __init__(self, release: str | Path, table: str) -> None:
        self._place = Path(release) / table
        self._groups = groupby(parquet_writer.read_rows(release, table), key=itemgetter(0))
        self._next = next(self._groups, None)

    def take_rows(self, name: str) -> list[release_tables.TableRow]:
        """Return the rows of the document, none where the table does not tell of it."""
        if not self._next or self._next[0] != name:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows

    def check_end(self) -> None:
        """Raise LawError where rows are left over."""
        if self._next:
            raise LawError(f"{self._place}: tells of {self._next[0]!r}, which is not in its place")
