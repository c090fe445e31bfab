"""Write a release: a folder that is there whole or not at all, and is never changed afterwards."""

import dataclasses
import filecmp
import shutil
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jiaokan.config.config_loader import Config
from jiaokan.config.setting_checks import check_publish_settings
from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import OutputError
from jiaokan.publish import (
    card,
    croissant,
    diff_report,
    manifest,
    release_diff,
    release_tables,
    version_numbers,
)
from jiaokan.publish.parquet_writer import ShardWriter, TableSize

ReleaseState = Literal["written", "unchanged", "replaced"]


@dataclass(frozen=True, slots=True)
class Release:
    """A release that stands in `path`; `counts` are rows of each table, in the tables' order."""

    path: Path
    name: str
    version: str
    state: ReleaseState
    counts: tuple[tuple[str, int], ...]

    def count_rows(self, table: str) -> int:
        """Return the number of rows of a table, 0 for one that the release does not have."""
        return dict(self.counts).get(table, 0)


def write_release(
    documents: Iterable[Document],
    rejects: Iterable[Reject],
    target: Path,
    config: Config,
    replace: bool = False,
) -> Release:
    """Write the release `target/NAME/VERSION` and return what stands there.

    Documents pass through one by one; memory holds `publish.characters_per_group` of them. The
    same documents give the same bytes. A release that stands there already is left alone: with
    the same bytes it counts as unchanged, with others OutputError says so unless `replace`.
    """
    name, version = config.publish.name, config.publish.version
    check_publish_settings(config.publish)
    path = target / name / version
    made = path.with_name(f".{version}.partial")
    try:
        shutil.rmtree(made, ignore_errors=True)  # what a run that was killed left behind
        made.mkdir(parents=True)
        sizes = _write_tables(documents, rejects, made, config)
        _write_descriptions(made, sizes, version_numbers.find_previous_release(path.parent, version), config)
        state = _move_into_place(made, path, replace)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error})") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return Release(path, name, version, state, tuple((table, size.rows) for table, size in sizes.items()))


def _write_tables(
    documents: Iterable[Document], rejects: Iterable[Reject], made: Path, config: Config
) -> dict[str, TableSize]:
    """Write every table as shards; return their sizes."""
    with ExitStack() as stack:
        names = [table for table in release_tables.TABLES if table != "rejects"]
        writers = {table: stack.enter_context(ShardWriter(table, made / table)) for table in names}
        gathered = 0
        for number, document in enumerate(documents):
            if number and number % config.publish.documents_per_shard == 0:
                for writer in writers.values():
                    writer.start_shard()
                gathered = 0
            for table, found in release_tables.make_rows(document).items():
                writers[table].add_rows(found)
            gathered += len(document.text) + sum(len(e.old) for s in document.steps for e in s.edits)
            if gathered >= config.publish.characters_per_group:
                for writer in writers.values():
                    writer.flush()
                gathered = 0
    sizes = {table: writer.size for table, writer in writers.items()}
    return sizes | _write_rejects(rejects, made, config)


def _write_rejects(rejects: Iterable[Reject], made: Path, config: Config) -> dict[str, TableSize]:
    """Write the rejects, where there are any."""
    writer = None
    gathered = 0
    with ExitStack() as stack:
        for number, reject in enumerate(rejects):
            if not writer:
                writer = stack.enter_context(ShardWriter("rejects", made / "rejects"))
            elif number % config.publish.documents_per_shard == 0:
                writer.start_shard()
            writer.add_rows([release_tables.make_reject_row(reject)])
            gathered += len(reject.data)
            if gathered >= config.publish.characters_per_group:
                writer.flush()
                gathered = 0
    return {"rejects": writer.size} if writer else {}


def _write_descriptions(made: Path, sizes: dict[str, TableSize], before: Path | None, config: Config) -> None:
    """Write all that tells of the tables: the manifest last, for it tells of all other files."""
    shards = manifest.list_files(made)
    card.write_card(made, sizes, config)
    croissant.write_croissant(made, shards, config)
    draft = manifest.make_manifest(made, shards, config)
    (made / manifest.CHANGES_FILE).write_bytes(_describe_changes(made, draft, before).encode())
    manifest.write_manifest(made, dataclasses.replace(draft, files=manifest.list_files(made, draft.files)))


def _describe_changes(made: Path, draft: manifest.Manifest, before: Path | None) -> str:
    """Tell what changed since the release before.

    Raises OutputError where the version says less than has changed.
    """
    if not before:
        return "# Changes\n\nThis is the first release.\n"
    found = release_diff.compare_releases(before, manifest.read_manifest(before), made, draft)
    version_numbers.check_version(before.name, draft.version, found.level)
    return diff_report.to_markdown(found)


def _move_into_place(made: Path, path: Path, replace: bool) -> ReleaseState:
    """Put the finished folder in its place, or leave what stands there."""
    if not path.exists():
        made.rename(path)
        return "written"
    if is_same_folder(made, path):
        return "unchanged"
    if not replace:
        raise OutputError(
            f"{path}: a release stands here and would change; set another publish.version, "
            "or replace it knowingly"
        )
    old = made.with_name(f"{made.name}.old")
    path.rename(old)
    made.rename(path)
    shutil.rmtree(old)
    return "replaced"


def is_same_folder(one: Path, other: Path) -> bool:
    """Tell whether two folders hold the same files with the same bytes."""
    files = [sorted(p.relative_to(top) for p in top.rglob("*") if p.is_file()) for top in (one, other)]
    return files[0] == files[1] and all(
        filecmp.cmp(one / name, other / name, shallow=False) for name in files[0]
    )
