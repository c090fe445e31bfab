"""Read a release: its documents with their ledgers, its rejects, and the raw files."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import dump_json, make_raw_record
from jiaokan.core.errors import InputError, LawError, OutputError
from jiaokan.publish import parquet_writer, release_tables

RECORDS_FILE = "raw.jsonl"  # restored records
REJECTED_FILE = "rejected.jsonl"  # restored records that were rejected


def read_documents(release: str | Path) -> Iterator[Document]:
    """Yield the documents of a release in order, each with its ledger.

    Raises:
        InputError: The folder holds no release.
        LawError: A table has rows of a document that is not in the table of documents.
    """
    return (document for document, _ in read_with_rows(release))


def read_with_rows(
    release: str | Path,
) -> Iterator[tuple[Document, dict[str, list[release_tables.TableRow]]]]:
    """Yield each document with its rows of every table; raises as `read_documents` does."""
    if not parquet_writer.list_shards(release, "documents"):
        raise InputError(f"{release}: no release stands here; name the folder that holds documents/")
    readers = [_TableReader(release, table) for table in ("paragraphs", "edits", "facts")]
    for row in parquet_writer.read_rows(release, "documents"):
        paragraphs, edits, facts = (reader.take_rows(row[0]) for reader in readers)
        document = release_tables.assemble_document(row, paragraphs, edits, facts)
        yield document, {"documents": [row], "paragraphs": paragraphs, "edits": edits, "facts": facts}
    for reader in readers:
        reader.check_end()


def read_rejects(release: str | Path) -> Iterator[Reject]:
    """Yield the rejects of a release in order."""
    return (Reject(*row) for row in parquet_writer.read_rows(release, "rejects"))


def restore(release: str | Path) -> Iterator[tuple[str, str]]:
    """Yield the id and the raw text of each document of a release, from the Parquet files alone.

    Raises:
        InputError: The folder holds no release.
        LawError: The ledger of a document does not lead back to its raw text.
    """
    return ((document.id, raw) for document, raw in _restore_documents(release))


def restore_files(release: str | Path, output: str | Path) -> int:
    """Write the raw files of a release into a new folder, byte for byte; return the number of documents.

    Files get their own names, also those that were rejected. Records go to `raw.jsonl`, rejected
    records to `rejected.jsonl`.

    Args:
        release: Folder of the release.
        output: A folder that is empty or does not exist.

    Raises:
        OutputError: The folder is not empty, or a file name leads out of it.
        LawError: The ledger of a document does not lead back to its raw text.
    """
    output = Path(output)
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise OutputError(f"{output}: is not empty; name a new folder")
    output.mkdir(parents=True, exist_ok=True)
    count = 0
    for document, raw in _restore_documents(release):
        count += 1
        origin = document.origin
        if origin.line:
            _append_line(output / RECORDS_FILE, dump_json(make_raw_record(document.id, raw, origin)).encode())
        else:
            _create_file(
                output, origin.file or f"{document.id}.txt", encode_with_escapes(raw, origin.encoding)
            )
    for reject in read_rejects(release):
        if reject.line:
            _append_line(output / REJECTED_FILE, reject.data)
        else:
            _create_file(output, reject.file, reject.data)
    return count


def _restore_documents(release: str | Path) -> Iterator[tuple[Document, str]]:
    digest_column = [column.name for column in release_tables.TABLES["documents"]].index("raw_sha256")
    for document, rows in read_with_rows(release):
        try:
            raw = document.raw
            is_same = release_tables.digest_raw_text(document, raw) == rows["documents"][0][digest_column]
        except LawError as error:
            raise LawError(f"{release}: document {document.id!r}: {error}") from error
        if not is_same:
            raise LawError(f"{release}: document {document.id!r}: the ledger leads to another raw text")
        yield document, raw


class _TableReader:
    """Reads the rows of a table document by document, in the order of the documents."""

    def __init__(self, release: str | Path, table: str) -> None:
        self._folder = Path(release) / table
        self._groups = groupby(parquet_writer.read_rows(release, table), key=itemgetter(0))
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


def _append_line(path: Path, line: bytes) -> None:
    with path.open("ab") as file:
        file.write(line + b"\n")


def _create_file(output: Path, name: str, data: bytes) -> None:
    path = output / name
    try:
        if not path.resolve().is_relative_to(output.resolve()) or name in (
            "",
            ".",
            RECORDS_FILE,
            REJECTED_FILE,
        ):
            raise OutputError(f"{name!r} leads out of {output} or stands for something else")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: cannot be written ({error})") from error
