"""Read a release: its documents with their ledgers, its rejects, and the raw files."""

import hashlib
from collections.abc import Collection, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import InputError, LawError
from jiaokan.publish import manifest
from jiaokan.publish.redaction import key_file
from jiaokan.publish.redaction.key_file import RedactionKey
from jiaokan.publish.redaction.withholding import give_back
from jiaokan.publish.tables import document_rows, parquet_writer, release_tables


def read_documents(release: str | Path, numbers: Collection[int] | None = None) -> Iterator[Document]:
    """Yield the documents of a release in order, each with its ledger.

    Args:
        release: Folder of the release.
        numbers: Only the documents of these shards; all of them by default.

    Raises:
        InputError: The folder holds no release.
        LawError: A table has rows of a document that is not in the table of documents.
    """
    return (document for document, _ in read_with_rows(release, numbers))


def read_with_rows(
    release: str | Path, numbers: Collection[int] | None = None
) -> Iterator[tuple[Document, document_rows.RowsByTable]]:
    """Yield each document with its rows of every table; raises as `read_documents` does.

    Args:
        release: Folder of the release.
        numbers: Only these shards; all of them by default.
    """
    if not parquet_writer.list_shards(release, "documents"):
        raise InputError(f"{release}: no release stands here; name the folder that holds documents/")
    names = release_tables.TABLES_OF_DOCUMENTS
    readers = {table: _TableReader(release, table, numbers) for table in names}
    for row in parquet_writer.read_rows(release, "documents", numbers=numbers):
        rows = {"documents": [row]} | {table: reader.take_rows(row[0]) for table, reader in readers.items()}
        try:
            document = document_rows.assemble_document(rows)
        except (TypeError, ValueError, IndexError) as error:
            raise LawError(f"{release}: document {row[0]!r}: its rows make no document: {error}") from error
        yield document, rows
    for reader in readers.values():
        reader.check_end()


def read_rejects(release: str | Path) -> Iterator[Reject]:
    """Yield the rejects of a release in order."""
    return (Reject(*row) for row in parquet_writer.read_rows(release, "rejects"))


def restore(release: str | Path, key: Path | None = None) -> Iterator[tuple[str, str]]:
    """Yield the id and the raw text of each document of a release, from the Parquet files alone.

    Args:
        release: Folder of the release.
        key: The key of a redacted release.

    Raises:
        InputError: The folder holds no release, or a redacted one whose key is not named.
        LawError: The ledger of a document does not lead back to its raw text.
    """
    return ((document.id, raw) for document, raw in restore_documents(release, key))


def read_release_key(release: str | Path, key: Path | None) -> RedactionKey:
    """Return what the key of a release holds, nothing for a release that was not redacted.

    Raises:
        InputError: The release is redacted and no key is named, or the key is none of this release.
    """
    has_manifest = (Path(release) / manifest.MANIFEST_FILE).is_file()
    if has_manifest and key_file.is_redacted_release(release):
        if key is None:
            raise InputError(f"{release}: is redacted; name its key with --key FILE to restore the raw text")
        return key_file.read_key(key, release)
    if key is not None:
        raise InputError(f"{release}: is not redacted and has no key")
    return RedactionKey({}, ())


def restore_documents(release: str | Path, key: Path | None = None) -> Iterator[tuple[Document, str]]:
    """Yield each document with its raw text, with the key as it came in; raises as `restore` does."""
    records = read_release_key(release, key).documents
    for document, raw in _restore_published(release):
        if record := records.get(document.id):
            true = give_back(document, record)
            if hashlib.sha256(true.raw_bytes).hexdigest() != record["raw_sha256"]:
                raise LawError(f"{release}: document {document.id!r}: the key leads to another raw text")
            yield true, true.raw
        else:
            yield document, raw


def _restore_published(release: str | Path) -> Iterator[tuple[Document, str]]:
    digest_column = [column.name for column in release_tables.TABLES["documents"]].index("raw_sha256")
    for document, rows in read_with_rows(release):
        try:
            raw = document.raw
            is_same = document_rows.digest_raw_text(document, raw) == rows["documents"][0][digest_column]
        except LawError as error:
            raise LawError(f"{release}: document {document.id!r}: {error}") from error
        if not is_same:
            raise LawError(f"{release}: document {document.id!r}: the ledger leads to another raw text")
        yield document, raw


class _TableReader:
    """Reads the rows of a table document by document, in the order of the documents."""

    def __init__(self, release: str | Path, table: str, numbers: Collection[int] | None) -> None:
        self._folder = Path(release) / table
        self._groups = groupby(parquet_writer.read_rows(release, table, numbers=numbers), key=itemgetter(0))
        self._next = next(self._groups, None)

    def take_rows(self, name: str) -> list[release_tables.TableRow]:
        """Return the rows of a document; the table may have none."""
        if not self._next or self._next[0] != name:
            return []
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows

    def check_end(self) -> None:
        """Check that all rows have been taken.

        Raises:
            LawError: Rows are left.
        """
        if self._next:
            raise LawError(f"{self._folder}: tells of {self._next[0]!r}, which is not in its place")
