"""Compare two releases: documents that were added, removed or changed, and the causes of each change.

Edits are compared by their place in the raw text, which is the same in both releases. The ledgers show
which rules act differently; the manifests show which settings, rules or packages changed behind them.
A rule that was renamed between the releases is one rule, under its current id.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from jiaokan.config.renamed_settings import find_current_setting
from jiaokan.core.document import Document
from jiaokan.core.ledger import OffsetChain
from jiaokan.core.rule_aliases import find_current_id
from jiaokan.publish import manifest, release_reader
from jiaokan.publish.comparison.changed_shards import ChangedShards, find_changed_shards
from jiaokan.publish.manifest import Manifest
from jiaokan.publish.tables import document_rows, parquet_writer, release_tables
from jiaokan.readers.releases.version_numbers import CHANGE_LEVELS, ChangeLevel

ChangeKind = Literal["added", "gone", "raw", "text", "metadata"]
ValueChanges = dict[str, tuple[str | None, str | None]]

_LEVEL_BY_KIND: dict[ChangeKind, ChangeLevel] = {
    "added": "minor", "gone": "major", "raw": "major", "text": "major", "metadata": "patch",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangeCause:
    """The edits of one rule in one document that only one of the releases has.

    `lost` counts the edits of the older release alone, `gained` those of the newer; `why` says what
    changed in the rule, the settings of its stage, or the packages; `sample` is the removed and the
    inserted text of one of the edits.
    """

    stage: str
    rule: str
    lost: int
    gained: int
    why: str
    sample: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Change:
    """A document that differs; `fields` are the columns and tables that differ."""

    id: str
    kind: ChangeKind
    fields: tuple[str, ...] = ()
    causes: tuple[ChangeCause, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference between two releases; values of settings, rules and packages are (older, newer).

    `renamed` maps the old ids of rules, as the older release has them, to what the newer calls them.
    """

    older: str
    newer: str
    settings: ValueChanges
    rules: ValueChanges
    packages: ValueChanges
    changes: tuple[Change, ...]
    renamed: dict[str, str] = field(default_factory=dict)

    @property
    def level(self) -> ChangeLevel:
        """The smallest step of the version that the changes allow."""
        levels = [_LEVEL_BY_KIND[change.kind] for change in self.changes]
        return max(levels, key=CHANGE_LEVELS.index, default="patch" if self.renamed else "none")

    def select_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        """Return the changes of a kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def diff(older: str | Path, newer: str | Path) -> Difference:
    """Compare two releases; a digest of each document, and every change, are in memory.

    Args:
        older: Folder of the older release.
        newer: Folder of the newer release.

    Raises:
        InputError: One of the folders holds no release.
    """
    return compare_releases(older, manifest.read_manifest(older), newer, manifest.read_manifest(newer))


def find_change_level(older: str | Path, newer: str | Path) -> ChangeLevel:
    """Return the level of the change from the tables of documents alone: "major", "minor" or "patch"."""
    before, now = _digest_texts(older), _digest_texts(newer)
    if any(now.get(name) != text for name, text in before.items()):
        return "major"
    return "minor" if len(now) > len(before) else "patch"


def _digest_texts(release: str | Path) -> dict[str, tuple[str, str]]:
    """Return the digests of the raw and the clean text of each document."""
    rows = parquet_writer.read_rows(release, "documents", ["id", "raw_sha256", "text"])
    return {name: (raw, manifest.digest_bytes(text.encode())) for name, raw, text in rows}


def compare_releases(older: str | Path, one: Manifest, newer: str | Path, other: Manifest) -> Difference:
    """Compare two folders of tables with their manifests; `one` belongs to `older`."""
    without_changes = Difference(
        f"{one.name} {one.version}",
        f"{other.name} {other.version}",
        _find_changed_values(_collect_document_settings(one), _collect_document_settings(other)),
        _find_changed_values(_use_current_ids(one.rules), _use_current_ids(other.rules)),
        _find_changed_values(one.packages, other.packages),
        (),
    )
    sides = find_changed_shards(older, one, newer, other)
    changes = tuple(_find_changes(*sides, without_changes))
    return replace(without_changes, changes=changes, renamed=_find_renamed_rules(*sides))


def _use_current_ids(rules: dict[str, str]) -> dict[str, str]:
    return {find_current_id(rule): digest for rule, digest in rules.items()}


def _find_renamed_rules(older: ChangedShards, newer: ChangedShards) -> dict[str, str]:
    """Return the ids that the older release has and the newer calls otherwise, with the new ones."""
    gone = older.list_rules(older.numbers) - newer.list_rules(newer.numbers)
    renamed = {rule: current for rule in sorted(gone) if (current := find_current_id(rule)) != rule}
    now = newer.list_rules(None) if renamed else ()
    return {rule: current for rule, current in renamed.items() if rule not in now}


def _read_documents(side: ChangedShards) -> Iterator[Document]:
    """Yield the documents of changed shards, the rules in their ledgers named by their current ids."""
    for document in release_reader.read_documents(side.release, side.numbers):
        steps = tuple(
            replace(step, edits=tuple(edit._replace(rule=find_current_id(edit.rule)) for edit in step.edits))
            for step in document.steps
        )
        yield replace(document, steps=steps)


def _collect_document_settings(release: Manifest) -> dict[str, str]:
    """Return the settings and files that documents depend on: all but the table `publish`."""
    files = {
        f"{find_current_setting(name)} (SHA-256)": release.configs[name]
        for name in release.configs.keys() & release.settings.keys()
    }
    settings = {name: value for name, value in release.settings.items() if not name.startswith("publish.")}
    return {find_current_setting(name): value for name, value in (settings | files).items()}


def _find_changed_values(one: dict[str, str], other: dict[str, str]) -> ValueChanges:
    names = sorted(one.keys() | other.keys())
    return {name: (one.get(name), other.get(name)) for name in names if one.get(name) != other.get(name)}


def _find_changes(older: ChangedShards, newer: ChangedShards, difference: Difference) -> Iterator[Change]:
    """Yield the changed documents in the order of the newer release, then the removed ones."""
    before = {document.id: _digest_document(document) for document in _read_documents(older)}
    now = {document.id: _digest_document(document) for document in _read_documents(newer)}
    changed = {name for name, digest in now.items() if before.get(name, digest) != digest}
    older_documents = (document for document in _read_documents(older) if document.id in changed)
    waiting: dict[str, Document] = {}  # holds one document at a time if both releases have the same order
    for document in _read_documents(newer):
        if document.id not in before:
            yield Change(document.id, "added")
        elif document.id in changed:
            while document.id not in waiting:
                older_document = next(older_documents)
                waiting[older_document.id] = older_document
            yield _describe_change(waiting.pop(document.id), document, difference)
    yield from (Change(name, "gone") for name in before if name not in now)


def _digest_document(document: Document) -> bytes:
    return hashlib.sha256(repr(document).encode("utf-8", "surrogatepass")).digest()


_STAGE_BY_TABLE = {
    "paragraphs": "paragraphs",
    "facts": "annotate",
    "mentions": "annotate",
    "signals": "annotate",
    "scores": "annotate",
}


def _describe_change(one: Document, other: Document, difference: Difference) -> Change:
    rows = document_rows.make_rows(one), document_rows.make_rows(other)
    names = [column.name for column in release_tables.TABLES["documents"]]
    fields = [
        name
        for name, a, b in zip(names, rows[0]["documents"][0], rows[1]["documents"][0], strict=True)
        if a != b
    ]
    fields += [table for table in release_tables.TABLES_OF_DOCUMENTS if rows[0][table] != rows[1][table]]
    kind: ChangeKind = "raw" if "raw_sha256" in fields else "text" if "text" in fields else "metadata"
    return Change(other.id, kind, tuple(fields), tuple(_find_causes(one, other, fields, difference)))


def _count_edits(document: Document) -> Counter[tuple[str, str, int, int, str, str]]:
    """Count the edits by stage, rule, start and end in the raw text, removed and inserted text."""
    lineage = OffsetChain(document.steps)
    places = (
        (step.stage, edit, lineage.map_back(edit.span, after=number))
        for number, step in enumerate(document.steps)
        for edit in step.edits
    )
    return Counter((stage, e.rule, raw.start, raw.end, e.old, e.new) for stage, e, raw in places)


def _find_causes(
    one: Document, other: Document, fields: list[str], difference: Difference
) -> Iterator[ChangeCause]:
    if "raw_sha256" in fields:
        yield ChangeCause("", "", 0, 0, "the raw text is another")
        return
    before, now = _count_edits(one), _count_edits(other)
    sides = before - now, now - before
    rules = dict.fromkeys(key[:2] for side in sides for key in side)
    for stage, rule in rules:
        of_rule = [{key: n for key, n in side.items() if key[:2] == (stage, rule)} for side in sides]
        sample = next(key[4:] for key in (*of_rule[1], *of_rule[0]))
        lost, gained = (sum(side.values()) for side in of_rule)
        yield ChangeCause(stage, rule, lost, gained, _explain_cause(stage, rule, difference), sample)
    if not rules:
        for stage in dict.fromkeys(_STAGE_BY_TABLE[name] for name in fields if name in _STAGE_BY_TABLE):
            yield ChangeCause(stage, "", 0, 0, _explain_cause(stage, "", difference))


def _explain_cause(stage: str, rule: str, difference: Difference) -> str:
    """Return what changed behind a rule of a stage, as a sentence."""
    parts = []
    if rule in difference.rules:
        was, now = difference.rules[rule]
        parts.append(f"the rule {rule} is {'new' if was is None else 'gone' if now is None else 'another'}")
    settings = difference.settings.items()
    parts += [f"{name}: {was} → {now}" for name, (was, now) in settings if name.startswith(f"{stage}.")]
    parts += [f"{name} {was} → {now}" for name, (was, now) in difference.packages.items()]
    return "; ".join(parts) or "no setting, rule or package: an earlier step of the document, or the program"
