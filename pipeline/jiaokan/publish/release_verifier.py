"""Verify a release: its files against the manifest, its ledgers against the laws of the ledger."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jiaokan.core.document import Document
from jiaokan.core.errors import InputError, LawError
from jiaokan.core.ledger import replay, restore
from jiaokan.publish import manifest, release_reader
from jiaokan.publish.manifest import FilesByPath, Manifest, ReleaseFile
from jiaokan.publish.redaction import key_file
from jiaokan.publish.tables import document_rows, parquet_writer, release_tables

_NO_FILE = ReleaseFile("", 0)


@dataclass(frozen=True, slots=True)
class Flaw:
    """An error in a release: the file or the id of the document, and what is wrong."""

    place: str
    problem: str


def verify(
    release: str | Path, rebuilt: str | Path | None = None, key: Path | None = None
) -> tuple[Flaw, ...]:
    """Return the flaws of a release; a sound release has none.

    Every file is compared with its SHA-256. Every document is restored, compared with the SHA-256 of
    its raw text, and replayed. Every offset is checked.

    Args:
        release: Folder of the release.
        rebuilt: Folder of the same release, made again from the raw input. Every file must be equal
            but CHANGES.md, which depends on the release before.
        key: The key of a redacted release; with it the true raw texts are compared too.

    Raises:
        InputError: The folder has no manifest, or the key is none of this release.
    """
    release, stated = Path(release), manifest.read_manifest(release)
    flaws = list(_compare_files(stated.files, manifest.list_files(release), "the manifest"))
    broken = {flaw.place for flaw in flaws if flaw.place.endswith(".parquet")}
    try:
        flaws += _check_documents(release)
        flaws += _check_input_digest(release, stated)
    except (InputError, LawError) as error:
        if not broken:  # otherwise a flaw of the file says it already
            flaws.append(Flaw(str(release), str(error)))
    if key:
        flaws += _check_key(release, key)
    if rebuilt:
        expected, found = (
            {**manifest.list_files(Path(folder)), manifest.CHANGES_FILE: _NO_FILE}
            for folder in (rebuilt, release)
        )
        flaws += _compare_files(expected, found, "the rebuild")
    return tuple(flaws)


def _compare_files(expected: FilesByPath, found: FilesByPath, source: str) -> Iterator[Flaw]:
    """Yield a flaw for each file that differs; `source` names the origin of `expected` in messages."""
    name_by_digest = {file.sha256: name for name, file in expected.items()}
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            yield Flaw(name, f"missing; {source} has it")
        elif name not in expected:
            yield Flaw(name, f"not in {source}")
        elif found[name].sha256 != expected[name].sha256:
            other_name = name_by_digest.get(found[name].sha256)
            swapped = f"; its bytes are those of {other_name}" if other_name else ""
            yield Flaw(
                name,
                f"SHA-256 is {found[name].sha256[:16]}… ({found[name].bytes:,} bytes), {source} says "
                f"{expected[name].sha256[:16]}… ({expected[name].bytes:,} bytes){swapped}",
            )


def _check_documents(release: Path) -> Iterator[Flaw]:
    ids: set[str] = set()
    missing = {table: parquet_writer.find_missing_columns(release, table) for table in release_tables.TABLES}
    for document, rows in release_reader.read_with_rows(release):
        if document.id in ids:
            yield Flaw(document.id, "a second document of this id")
        ids.add(document.id)
        try:
            raw = restore(document.text, document.steps)
            if replay(raw, document.steps) != document.text:
                yield Flaw(document.id, "replaying its ledger gives another text")
            yield from (Flaw(document.id, problem) for problem in _compare_rows(document, raw, rows, missing))
        except LawError as error:
            yield Flaw(document.id, str(error))


def _check_key(release: Path, key: Path) -> Iterator[Flaw]:
    """Yield a flaw where the key does not lead to what came in."""
    withheld = release_reader.read_release_key(release, key)
    unknown = set(withheld.documents)
    try:
        for document, _ in release_reader.restore_documents(release, key):
            unknown.discard(document.id)
    except LawError as error:
        yield Flaw(str(key), str(error))
        return
    if key_file.is_selection(release):
        return
    yield from (Flaw(name, "the key has it and the release has not") for name in sorted(unknown))
    if len(withheld.rejects) != sum(1 for _ in release_reader.read_rejects(release)):
        yield Flaw(str(key), "holds another number of rejects than the release")


def _compare_rows(
    document: Document, raw: str, rows: document_rows.RowsByTable, missing: Mapping[str, frozenset[str]]
) -> Iterator[str]:
    """Yield the rows that differ from those that `make_rows` makes, and spans outside of their text.

    Columns that the release lacks, by table, are not compared.
    """
    for table, expected_rows in document_rows.make_rows(document, raw).items():
        if rows[table] == expected_rows:
            continue
        names = [column.name for column in release_tables.TABLES[table]]
        for i, (a, b) in enumerate(zip(rows[table], expected_rows, strict=True)):
            compared = zip(names, a, b, strict=True)
            wrong = [name for name, x, y in compared if x != y and name not in missing[table]]
            if wrong:
                yield f"row {i} of {table}: {', '.join(wrong)} should follow from the ledger and does not"
    spans = [("paragraph", part.span, len(document.text)) for part in document.paragraphs]
    spans += [("fact", fact.raw, len(raw)) for fact in document.facts if fact.raw is not None]
    for name, span, size in spans:
        if not 0 <= span.start <= span.end <= size:
            yield f"a {name} from {span.start} to {span.end} reaches out of its text of {size} code points"


def _check_input_digest(release: Path, stated: Manifest) -> Iterator[Flaw]:
    if manifest.digest_input(release) != stated.input:
        yield Flaw(manifest.MANIFEST_FILE, "the digest of the input is not that of the documents and rejects")
