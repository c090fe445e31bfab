"""Write a release: a folder that is there whole or not at all, and is never changed afterwards."""

import dataclasses
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import OutputError
from jiaokan.publish import card, croissant, manifest, release_shards, selection_source, statistics
from jiaokan.publish.comparison import diff_report, release_diff
from jiaokan.publish.redaction import key_file
from jiaokan.publish.release_shards import ReleaseShard, ShardPlace
from jiaokan.publish.selection_source import SelectionSource
from jiaokan.publish.shard_statistics import ShardStatistics
from jiaokan.publish.standing_release import Release, ReleaseState, check_release_path, move_into_place
from jiaokan.publish.tables import release_tables
from jiaokan.publish.tables.parquet_writer import TableSize
from jiaokan.readers.releases import version_numbers


def write_release(
    documents: Iterable[Document],
    rejects: Iterable[Reject],
    target: Path,
    config: Config,
    replace: bool = False,
) -> Release:
    """Write the release `target/NAME/VERSION` and return what stands there.

    Documents pass through one by one, `publish.documents_per_shard` to a shard; memory holds
    `publish.characters_per_group` of their code points. The same documents give the same bytes.

    Raises:
        OutputError: Another release of this version stands there and `replace` is not set, the version
            is too low for what has changed, or the release cannot be written.
    """
    return _write_folder(
        check_release_path(target, config), documents, rejects, replace, _Description(config)
    )


def write_selection(
    documents: Iterable[Document],
    target: Path,
    config: Config,
    source: SelectionSource,
    replace: bool = False,
) -> Release:
    """Write documents of a release as one of their own, which tells what it was selected from.

    It has the name and version that the settings give; the rest of its manifest is that of the source. Raises
    what `write_release` raises.
    """
    path = check_release_path(target, config)
    return _write_folder(path, documents, (), replace, _Description(config, source))


@dataclass(frozen=True, slots=True)
class _Description:
    """What the card, the manifest and other descriptions of a release are made from, beside its tables."""

    config: Config
    source: SelectionSource | None = None


def _write_folder(
    path: Path,
    documents: Iterable[Document],
    rejects: Iterable[Reject],
    replace: bool,
    description: _Description,
) -> Release:
    folder = path.with_name(f".{path.name}.partial")
    try:
        shutil.rmtree(folder, ignore_errors=True)  # what a program that was killed left behind
        folder.mkdir(parents=True)
        shards = _write_shards(documents, rejects, folder, description.config)
        previous = version_numbers.find_previous_release(path.parent, path.name)
        write_descriptions(folder, shards, previous, description.config, description.source)
        state = move_into_place(folder, path, replace)
        if description.source is None:  # a selection has the key of its source
            key_file.write_release_key(path, (one.key_records for one in shards), description.config)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error})") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return describe_release(path, shards, state)


def write_descriptions(
    folder: Path,
    shards: Sequence[ReleaseShard],
    previous: Path | None,
    config: Config,
    source: SelectionSource | None = None,
) -> manifest.Manifest:
    """Write all that describes the tables into the folder where they stand, the manifest last.

    Args:
        folder: The folder of the tables.
        shards: What its tables consist of.
        previous: The release before, None for the first.
        config: Settings.
        source: What the documents were selected from; None for what the stages have made.

    Raises:
        OutputError: The version is too low for what has changed since the release `previous`.
    """
    sizes = sum_sizes(shards)
    files = dict(sorted((name, file) for shard in shards for name, file in shard.files.items()))
    total = ShardStatistics()
    for shard in shards:
        total.add(shard.statistics)
    about_source = selection_source.describe_source(source) if source else ""
    card.write_card(folder, sizes, statistics.summarize_statistics(total), config, about_source)
    digest = manifest.combine_input_digests(s.input_digests for s in shards if any(s.input_digests))
    draft = _make_manifest(files, digest, config, source)
    croissant.write_croissant(folder, files, config, draft)
    if source:
        selection_source.write_source(folder, source)
    (folder / manifest.CHANGES_FILE).write_bytes(_describe_changes(folder, draft, previous).encode())
    described = {**files, **manifest.list_files(folder, files)}  # the tables may stand elsewhere
    whole = dataclasses.replace(draft, files=dict(sorted(described.items())))
    manifest.write_manifest(folder, whole)
    return whole


def _make_manifest(
    files: manifest.FilesByPath, digest: str, config: Config, source: SelectionSource | None
) -> manifest.Manifest:
    if source:
        return selection_source.adapt_manifest(source, files, digest, config)
    return manifest.make_manifest(files, digest, config)


def sum_sizes(shards: Iterable[ReleaseShard]) -> dict[str, TableSize]:
    """Return the size of each table of a release, in the tables' order."""
    sizes = {table: TableSize() for table in release_tables.TABLES}
    for shard in shards:
        for table, size in shard.sizes.items():
            sizes[table].add(size)
    return {table: size for table, size in sizes.items() if table != "rejects" or size.rows}


def describe_release(path: Path, shards: Iterable[ReleaseShard], state: ReleaseState) -> Release:
    """Return the release of the shards that stands in `path`."""
    counts = tuple((table, size.rows) for table, size in sum_sizes(shards).items())
    return Release(path, path.parent.name, path.name, state, counts)


def _write_shards(
    documents: Iterable[Document], rejects: Iterable[Reject], folder: Path, config: Config
) -> list[ReleaseShard]:
    """Write the shards, at most `documents_per_shard` documents and as many rejects in each.

    The files get their names, which say how many there are, at the end.
    """
    size = config.publish.documents_per_shard
    sources: tuple[Iterator[Iterator[Document | Reject]], ...] = (
        _cut_batches(documents, size),
        _cut_batches(rejects, size),
    )
    shards: list[ReleaseShard] = []
    batches = [next(source, None) for source in sources]
    while any(batches) or not shards:
        items = chain.from_iterable(batch for batch in batches if batch)
        shards.append(release_shards.write_shard(items, ShardPlace(folder, len(shards), 0), config))
        batches = [next(source, None) for source in sources]
    return [
        release_shards.rename_shard(shard, folder, number, len(shards)) for number, shard in enumerate(shards)
    ]


def _cut_batches(items: Iterable[Document | Reject], size: int) -> Iterator[Iterator[Document | Reject]]:
    """Yield iterators over `size` items each; use one up before you ask for the next."""
    source = iter(items)
    for first in source:
        yield chain([first], islice(source, size - 1))


def _describe_changes(folder: Path, draft: manifest.Manifest, previous: Path | None) -> str:
    """Tell what changed since the release before.

    Raises OutputError where the version is too low for what has changed.
    """
    if not previous:
        return "# Changes\n\nThis is the first release.\n"
    older = manifest.read_manifest(previous)
    found = release_diff.compare_releases(previous, older, folder, draft)
    version_numbers.check_version(previous.name, draft.version, found.level)
    if not key_file.list_redacted_kinds(draft) <= key_file.list_redacted_kinds(older):
        return f"# Changes\n\nThis release is redacted and {older.version} is not: changes are not shown.\n"
    return diff_report.to_markdown(found)
