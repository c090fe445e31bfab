"""Write the raw corpus back from a release: files under their names, records as the lines they came in as."""

from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath

from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.checks.path_checks import leads_out
from jiaokan.core.document import Document
from jiaokan.core.errors import OutputError
from jiaokan.core.file_names import encode_file_name
from jiaokan.core.record_lines import make_raw_line
from jiaokan.publish.redaction.withholding import read_reject
from jiaokan.publish.release_reader import read_rejects, read_release_key, restore_documents
from jiaokan.publish.tables import parquet_writer

RECORDS_FILE = "raw.jsonl"
REJECTED_FILE = "rejected.jsonl"
_LINE_ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", "-")  # "-": standard input


@dataclass(slots=True)
class RestoredCorpus:
    """What was written: counts of documents, of files and of lines, and where the lines stand.

    `rows` counts records that came in a table or an archive, which come back as JSON of equal value; `unread`
    names the files and records whose bytes could not be read when the release was made, each with the reason.
    """

    documents: int = 0
    files: int = 0
    records: int = 0
    rows: int = 0
    records_file: str = RECORDS_FILE
    rejected_file: str = REJECTED_FILE
    problems: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def restore_corpus(release: str | Path, output: str | Path, key: Path | None = None) -> RestoredCorpus:
    """Write the raw corpus back into a new folder.

    Files come back under their own names and in their own bytes, records in `raw.jsonl`, each the line that
    it came in as, and what was rejected beside them: whole files under their names, records in
    `rejected.jsonl`. Nothing is written for what could not be read when the release was made. Where a file or
    folder of the corpus has one of these two names, a number stands in it.
    A file whose name is taken by another one gets a number too. A redacted release needs its key. Raises
    InputError without it, OutputError before anything is
    written where the folder holds something already or a name leads out of it, and at the end where the
    system refused a file.
    """
    output = Path(output)
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise OutputError(f"{output}: is not empty; name a new folder")
    withheld = read_release_key(release, key)
    names = _collect_file_names(release)
    restored = RestoredCorpus(
        records_file=_find_free_name(RECORDS_FILE, names), rejected_file=_find_free_name(REJECTED_FILE, names)
    )
    output.mkdir(parents=True, exist_ok=True)
    for document, raw in restore_documents(release, key):
        restored.documents += 1
        if document.origin.line:
            _append_record(output, document, raw, restored)
        else:
            data = encode_with_escapes(raw, document.origin.encoding)
            _create_file(output, _name_file(document.origin.file, document.id), data, restored)
    for reject in map(read_reject, withheld.rejects) if key else read_rejects(release):
        if reject.lacks_bytes:
            place = f"{reject.file}, line {reject.line}" if reject.line else reject.file
            restored.unread.append(f"{place}: {reject.reason}")
        elif reject.line:
            _append_line(output / restored.rejected_file, reject.data)
        else:
            _create_file(output, reject.file, reject.data, restored)
    if restored.problems:
        raise OutputError(
            f"{len(restored.problems):,} files could not be written, the first: {restored.problems[0]}"
        )
    return restored


def restore_files(release: str | Path, output: str | Path) -> int:
    """Write the raw corpus back into a new folder; return the number of its documents."""
    return restore_corpus(release, output).documents


def _collect_file_names(release: str | Path) -> set[str]:
    """Return the first parts of all names of files; raises OutputError where one leads out of the folder."""
    firsts: set[str] = set()
    rows = (
        (_name_file(file, identity), line)
        for file, line, identity in parquet_writer.read_rows(release, "documents", ["file", "line", "id"])
    )
    rejects = parquet_writer.read_rows(release, "rejects", ["file", "line"])
    for name, line in chain(rows, rejects):
        if line:
            continue
        if leads_out(name):
            raise OutputError(f"{name!r} leads out of the folder or names no file; nothing was written")
        firsts.add(name.partition("/")[0])
    return firsts


def _name_file(file: str, identity: str) -> str:
    return file or f"{identity}.txt"


def _find_free_name(name: str, taken: set[str]) -> str:
    place, number = PurePosixPath(name), 1
    while name in taken:
        number += 1
        name = f"{place.stem}~{number}{place.suffix}"
    return name


def _append_record(output: Path, document: Document, raw: str, restored: RestoredCorpus) -> None:
    _append_line(output / restored.records_file, make_raw_line(document.id, raw, document.origin).encode())
    if document.origin.file.lower().endswith(_LINE_ENDINGS):
        restored.records += 1
    else:
        restored.rows += 1


def _append_line(path: Path, line: bytes) -> None:
    with path.open("ab") as file:
        file.write(line + b"\n")


def _create_file(output: Path, name: str, data: bytes, restored: RestoredCorpus) -> None:
    """Write a file; one that stands there already with other bytes stays, and the new one gets a number."""
    try:
        path = output / encode_file_name(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        number = 1
        while path.exists() and path.read_bytes() != data:
            number += 1
            path = path.with_name(f"{Path(encode_file_name(name)).stem}~{number}{path.suffix}")
        path.write_bytes(data)
        restored.files += 1
    except (OSError, ValueError) as error:
        restored.problems.append(f"{name!r}: {error}")
