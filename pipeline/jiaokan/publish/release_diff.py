"""Compare two releases: which documents came, went or changed, and what stands behind each change.

Edits are compared by their place in the raw text, which no stage moves. What the ledgers differ
in names the rules; what the manifests differ in says why those rules now act otherwise.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from jiaokan.core.document import Document, Lineage
from jiaokan.publish import manifest, parquet_writer, release_reader, release_tables
from jiaokan.publish.manifest import Manifest
from jiaokan.publish.version_numbers import LEVELS, Level

Kind = Literal["added", "gone", "raw", "text", "metadata"]
Named = dict[str, tuple[str | None, str | None]]

_ASKS: dict[Kind, Level] = {
    "added": "minor", "gone": "major", "raw": "major", "text": "major", "metadata": "patch",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cause:
    """What one rule did otherwise in a document: edits it no longer makes, edits it makes now.

    `why` says what changed in the rule, its stage's settings, or the packages; `sample` is what one
    of the edits took away and what it put there.
    """

    stage: str
    rule: str
    lost: int
    gained: int
    why: str
    sample: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a document; `fields` are the columns and tables that differ."""

    id: str
    kind: Kind
    fields: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """From the older release to the newer; `named` are settings, rules, packages: (was, is)."""

    older: str
    newer: str
    settings: Named
    rules: Named
    packages: Named
    changes: tuple[Change, ...]

    @property
    def level(self) -> Level:
        """The least step of the version that tells the truth."""
        return max((_ASKS[change.kind] for change in self.changes), key=LEVELS.index, default="none")

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """Return the changes of a kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def diff(older: str | Path, newer: str | Path) -> Difference:
    """Compare two release folders; raises InputError where one is no release.

    Memory holds a digest of each document, and every change.
    """
    return compare(older, manifest.read(older), newer, manifest.read(newer))


def level(older: str | Path, newer: str | Path) -> Level:
    """Return the level of the change, from the table of documents alone: "patch" is the least."""
    before, now = _texts(older), _texts(newer)
    if any(now.get(name) != text for name, text in before.items()):
        return "major"
    return "minor" if len(now) > len(before) else "patch"


def _texts(release: str | Path) -> dict[str, tuple[str, str]]:
    """Return the digests of the raw and the clean text of each document."""
    rows = parquet_writer.read(release, "documents", ["id", "raw_sha256", "text"])
    return {name: (raw, manifest.digest(text.encode())) for name, raw, text in rows}


def compare(older: str | Path, one: Manifest, newer: str | Path, other: Manifest) -> Difference:
    """Compare two folders of tables, with what the manifests say of them."""
    behind = Difference(
        f"{one.name} {one.version}",
        f"{other.name} {other.version}",
        _named(_behind(one), _behind(other)),
        _named(one.rules, other.rules),
        _named(one.packages, other.packages),
        (),
    )
    return replace(behind, changes=tuple(_changes(older, newer, behind)))


def _behind(found: Manifest) -> dict[str, str]:
    """Return the settings that stand behind documents: not those of the release itself."""
    files = {
        f"{name} (SHA-256)": found.configs[name] for name in found.configs.keys() & found.settings.keys()
    }
    settings = {name: value for name, value in found.settings.items() if not name.startswith("publish.")}
    return settings | files


def _named(one: dict[str, str], other: dict[str, str]) -> Named:
    names = sorted(one.keys() | other.keys())
    return {name: (one.get(name), other.get(name)) for name in names if one.get(name) != other.get(name)}


def _changes(older: str | Path, newer: str | Path, found: Difference) -> Iterator[Change]:
    """Yield the changes: those of the newer release in its order, then what is gone."""
    before = {document.id: _digest(document) for document in release_reader.documents(older)}
    now = {document.id: _digest(document) for document in release_reader.documents(newer)}
    changed = {name for name, digest in now.items() if before.get(name, digest) != digest}
    source = (document for document in release_reader.documents(older) if document.id in changed)
    waiting: dict[str, Document] = {}  # one at a time, where both releases keep one order
    for document in release_reader.documents(newer):
        if document.id not in before:
            yield Change(document.id, "added")
        elif document.id in changed:
            while document.id not in waiting:
                one = next(source)
                waiting[one.id] = one
            yield _change(waiting.pop(document.id), document, found)
    yield from (Change(name, "gone") for name in before if name not in now)


def _digest(document: Document) -> bytes:
    return hashlib.sha256(repr(document).encode("utf-8", "surrogatepass")).digest()


def _change(one: Document, other: Document, found: Difference) -> Change:
    rows = release_tables.rows(one), release_tables.rows(other)
    names = [column.name for column in release_tables.TABLES["documents"]]
    fields = [
        name
        for name, a, b in zip(names, rows[0]["documents"][0], rows[1]["documents"][0], strict=True)
        if a != b
    ]
    fields += [table for table in ("paragraphs", "edits", "facts") if rows[0][table] != rows[1][table]]
    kind: Kind = "raw" if "raw_sha256" in fields else "text" if "text" in fields else "metadata"
    return Change(other.id, kind, tuple(fields), tuple(_causes(one, other, fields, found)))


def _edits(document: Document) -> Counter[tuple[str, str, int, int, str, str]]:
    """Count the edits by stage, rule, place in the raw text, and what they take and put."""
    lineage = Lineage(document.steps)
    places = (
        (step.stage, edit, lineage.source(edit.span, after=number))
        for number, step in enumerate(document.steps)
        for edit in step.edits
    )
    return Counter((stage, e.rule, raw.start, raw.end, e.old, e.new) for stage, e, raw in places)


def _causes(one: Document, other: Document, fields: list[str], found: Difference) -> Iterator[Cause]:
    if "raw_sha256" in fields:
        yield Cause("", "", 0, 0, "the raw text is another")
        return
    before, now = _edits(one), _edits(other)
    sides = before - now, now - before
    rules = dict.fromkeys(key[:2] for side in sides for key in side)
    for stage, rule in rules:
        own = [{key: n for key, n in side.items() if key[:2] == (stage, rule)} for side in sides]
        sample = next(key[4:] for key in (*own[1], *own[0]))
        lost, gained = (sum(side.values()) for side in own)
        yield Cause(stage, rule, lost, gained, _why(stage, rule, found), sample)
    for table, stage in (("paragraphs", "paragraphs"), ("facts", "annotate")):
        if table in fields and not rules:
            yield Cause(stage, "", 0, 0, _why(stage, "", found))


def _why(stage: str, rule: str, found: Difference) -> str:
    """Say what changed behind a rule of a stage."""
    said = []
    if rule in found.rules:
        was, now = found.rules[rule]
        said.append(f"the rule {rule} is {'new' if was is None else 'gone' if now is None else 'another'}")
    said += [
        f"{name}: {was} → {now}"
        for name, (was, now) in found.settings.items()
        if name.startswith(f"{stage}.")
    ]
    said += [f"{name} {was} → {now}" for name, (was, now) in found.packages.items()]
    return "; ".join(said) or "no setting, rule or package: an earlier step of the document, or the program"
