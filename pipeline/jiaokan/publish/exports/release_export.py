"""Write the clean texts of a release into a new folder, in one of several formats."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import compress, islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.core.document import Document
from jiaokan.core.document_json import dump_json
from jiaokan.core.errors import OutputError
from jiaokan.publish.exports.export_names import FileNames
from jiaokan.publish.exports.plain_markdown import format_markdown
from jiaokan.publish.release_finder import find_release
from jiaokan.publish.release_reader import read_documents
from jiaokan.publish.selection.release_filter import select_documents
from jiaokan.publish.tables.document_rows import list_values
from jiaokan.publish.tables.release_tables import MULTI_VALUE_FIELDS, SINGLE_VALUE_FIELDS

TABLE_STEM = "documents"  # of the file that holds all documents
ROWS_PER_GROUP = 1000
_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("text", pa.large_string()),
        *((name, pa.string()) for name in SINGLE_VALUE_FIELDS),
        *((name, pa.list_(pa.string())) for name in MULTI_VALUE_FIELDS),
        ("kind", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class ExportedTexts:
    """What was written: how many documents, and into how many files."""

    documents: int
    files: int


def export_release(release: str | Path, output: Path, format_name: str, where: str = "") -> ExportedTexts:
    """Write the clean texts of a release into a new folder, which appears whole or not at all.

    Args:
        release: As `find_release` takes it.
        output: The folder.
        format_name: One of FORMATS: a file a document, or one file of all.
        where: A condition on the documents, as `select_documents` takes it; "" for all.

    Raises:
        InputError: There is no such release.
        OutputError: The folder holds something, or cannot be written.
    """
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise OutputError(f"{output}: is not empty; name a new folder")
    documents = choose_documents(release, where)
    draft = output.with_name(f".{output.name}.{os.getpid()}.partial")
    try:
        draft.mkdir(parents=True)
        exported = FORMATS[format_name](documents, draft)
        if output.is_dir():
            output.rmdir()
        draft.rename(output)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written ({error})") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return exported


def choose_documents(release: str | Path, where: str = "") -> Iterator[Document]:
    """Return the documents of a release for which a condition holds, all of them without one."""
    if not where:
        return read_documents(find_release(release))
    selection = select_documents(release, where)
    return compress(read_documents(selection.path), selection.mask.tolist())


def make_record(document: Document) -> dict[str, object]:
    """Return a document as a flat record: id, text, what the page says of itself, kind."""
    return {
        "id": document.id,
        "text": document.text,
        **{name: document.fact(name) or None for name in SINGLE_VALUE_FIELDS},
        **{name: list_values(document, name) or [] for name in MULTI_VALUE_FIELDS},
        "kind": document.kind,
    }


def _write_files(
    documents: Iterable[Document], folder: Path, ending: str, format_text: Callable[[Document], str]
) -> ExportedTexts:
    names, count = FileNames(), 0
    for document in documents:
        path = folder / names.choose_name(document.id, ending)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(format_text(document).encode())
        count += 1
    return ExportedTexts(count, count)


def _write_txt(documents: Iterable[Document], folder: Path) -> ExportedTexts:
    return _write_files(documents, folder, ".txt", lambda document: f"{document.text}\n")


def _write_markdown(documents: Iterable[Document], folder: Path) -> ExportedTexts:
    return _write_files(documents, folder, ".md", format_markdown)


def _write_jsonl(documents: Iterable[Document], folder: Path) -> ExportedTexts:
    count = 0
    with (folder / f"{TABLE_STEM}.jsonl").open("wb") as file:
        for document in documents:
            file.write(dump_json(make_record(document)).encode() + b"\n")
            count += 1
    return ExportedTexts(count, 1)


def _write_parquet(documents: Iterable[Document], folder: Path) -> ExportedTexts:
    count, records = 0, map(make_record, documents)
    with pq.ParquetWriter(folder / f"{TABLE_STEM}.parquet", _SCHEMA, compression="zstd") as writer:
        while rows := list(islice(records, ROWS_PER_GROUP)):
            writer.write_table(pa.Table.from_pylist(rows, _SCHEMA))
            count += len(rows)
    return ExportedTexts(count, 1)


FORMATS: dict[str, Callable[[Iterable[Document], Path], ExportedTexts]] = {
    "txt": _write_txt,
    "jsonl": _write_jsonl,
    "markdown": _write_markdown,
    "parquet": _write_parquet,
}
