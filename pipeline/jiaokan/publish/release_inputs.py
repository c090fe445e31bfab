"""Read inputs among which releases may be: their documents come with their ledgers."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from jiaokan import readers
from jiaokan.config.schema import InputSettings
from jiaokan.core.checks.document_checks import find_document_problem
from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import LawError
from jiaokan.publish import release_reader
from jiaokan.publish.tables import parquet_writer
from jiaokan.readers import Item
from jiaokan.readers.record_fields import DEFAULT_KEYS
from jiaokan.readers.releases.release_folders import is_table_of_release


def read_inputs(inputs: Iterable[str], keys: InputSettings = DEFAULT_KEYS) -> Iterator[Item]:
    """Yield the documents and rejects of files, folders and releases; as `readers.read_inputs` else."""
    return readers.read_inputs(inputs, keys, read_file)


def read_file(path: Path, name: str, keys: InputSettings = DEFAULT_KEYS) -> Iterator[Item]:
    """Yield every document and reject of a file, which may be a shard of a table of a release."""
    if is_table_of_release(path):
        return readers.make_documents(_read_shard(path, name), name)
    return readers.read_file(path, name, keys)


def _read_shard(path: Path, name: str) -> Iterator[Item]:
    """Yield the documents of a shard of the table of documents, or the rejects of one of rejects."""
    release, numbers = path.parent.parent, (parquet_writer.parse_shard_number(path.name),)
    if path.parent.name == "rejects":
        rows = parquet_writer.read_rows(release, "rejects", numbers=numbers)
        yield from (Reject(*row) for row in rows)
        return
    for document, _ in release_reader.read_with_rows(release, numbers):
        yield _check_document(document, name)


def _check_document(document: Document, name: str) -> Item:
    """Return a document, or a reject of it where no stage can have made it."""
    try:
        problem = find_document_problem(document)
    except LawError as error:
        problem = str(error)
    if not problem:
        return document
    return Reject(name, 0, f"document {document.id!r}: {problem}", document.text.encode("utf-8", "replace"))
