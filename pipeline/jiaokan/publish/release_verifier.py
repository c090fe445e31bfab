"""Check a release: every file against the manifest, every ledger against its laws."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jiaokan.core.document import Document, replay
from jiaokan.core.errors import InputError, LawError
from jiaokan.publish import manifest, release_reader, release_tables
from jiaokan.publish.manifest import FilesByPath, Manifest, ReleaseFile

_NO_FILE = ReleaseFile("", 0)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a release that is not as it must be: the file or document, and what is wrong."""

    place: str
    problem: str


def verify(release: str | Path, rebuilt: str | Path | None = None) -> tuple[Flaw, ...]:
    """Return all that is wrong with a release; nothing is the verdict of a sound one.

    Every file is compared with its SHA-256, every document replayed, restored and compared with
    the SHA-256 of its raw text, and every offset checked. `rebuilt` is another release folder, made
    from the raw input again: every file must be the same, but for CHANGES.md. Raises InputError
    where the folder has no manifest.
    """
    release, said = Path(release), manifest.read_manifest(release)
    flaws = list(_compare_files(said.files, manifest.list_files(release), "the manifest"))
    broken = {flaw.place for flaw in flaws if flaw.place.endswith(".parquet")}
    try:
        flaws += _check_documents(release)
        flaws += _check_input_digest(release, said)
    except (InputError, LawError) as error:
        if not broken:  # else it is what the flaws of the files tell already
            flaws.append(Flaw(str(release), str(error)))
    if rebuilt:  # what tells of the release before depends on it, and not on the raw input
        again, here = (
            {**manifest.list_files(Path(p)), manifest.CHANGES_FILE: _NO_FILE} for p in (rebuilt, release)
        )
        flaws += _compare_files(again, here, "the rebuild")
    return tuple(flaws)


def _compare_files(said: FilesByPath, found: FilesByPath, source: str) -> Iterator[Flaw]:
    """Compare the files that are there with those that there should be."""
    owners = {file.sha256: name for name, file in said.items()}
    for name in sorted(said.keys() | found.keys()):
        if name not in found:
            yield Flaw(name, f"missing; {source} has it")
        elif name not in said:
            yield Flaw(name, f"not in {source}")
        elif found[name].sha256 != said[name].sha256:
            owner = owners.get(found[name].sha256)
            swapped = f"; its bytes are those of {owner}" if owner else ""
            yield Flaw(
                name,
                f"SHA-256 is {found[name].sha256[:16]}… ({found[name].bytes:,} bytes), {source} says "
                f"{said[name].sha256[:16]}… ({said[name].bytes:,} bytes){swapped}",
            )


def _check_documents(release: Path) -> Iterator[Flaw]:
    seen: set[str] = set()
    for document, rows in release_reader.read_with_rows(release):
        if document.id in seen:
            yield Flaw(document.id, "a second document of this id")
        seen.add(document.id)
        try:
            raw = document.raw
            if replay(raw, document.steps) != document.text:
                yield Flaw(document.id, "replaying its ledger gives another text")
            yield from (Flaw(document.id, what) for what in _compare_rows(document, rows))
        except LawError as error:
            yield Flaw(document.id, str(error))


def _compare_rows(document: Document, rows: dict[str, list[release_tables.TableRow]]) -> Iterator[str]:
    """Compare what the tables say with what follows from the document: digest, offsets, sizes, text."""
    for table, right in release_tables.make_rows(document).items():
        names = [column.name for column in release_tables.TABLES[table]]
        for i, (a, b) in enumerate(zip(rows[table], right, strict=True)):
            wrong = [name for name, x, y in zip(names, a, b, strict=True) if x != y]
            if wrong:
                yield f"row {i} of {table}: {', '.join(wrong)} should follow from the ledger and does not"
    spans = [("paragraph", part.span, len(document.text)) for part in document.paragraphs]
    spans += [("fact", fact.raw, len(document.raw)) for fact in document.facts if fact.raw is not None]
    for what, span, size in spans:
        if not 0 <= span.start <= span.end <= size:
            yield f"a {what} from {span.start} to {span.end} reaches out of its text of {size} code points"


def _check_input_digest(release: Path, said: Manifest) -> Iterator[Flaw]:
    if manifest.digest_input(release) != said.input:
        yield Flaw(manifest.MANIFEST_FILE, "the digest of the input is not that of the documents and rejects")
