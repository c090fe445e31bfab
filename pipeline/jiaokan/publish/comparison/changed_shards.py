"""Which shards two releases do not share, by the digests in their manifests: only these need be compared."""

from pathlib import Path
from typing import NamedTuple

from jiaokan.publish.manifest import Manifest
from jiaokan.publish.release_shards import DOCUMENT_TABLES
from jiaokan.publish.tables import parquet_writer

ShardDigests = dict[int, frozenset[tuple[str, str]]]


class ChangedShards(NamedTuple):
    """A release, and the numbers of its shards that another release does not have."""

    release: str | Path
    numbers: frozenset[int]

    def list_rules(self, numbers: frozenset[int] | None) -> set[str]:
        """Return the ids of the rules in the ledgers of some shards, None for all."""
        return {rule for (rule,) in parquet_writer.read_rows(self.release, "edits", ["rule"], numbers)}


def find_changed_shards(
    older: str | Path, one: Manifest, newer: str | Path, other: Manifest
) -> tuple[ChangedShards, ChangedShards]:
    """Return the shards of each release that hold other bytes than all shards of the other.

    An id stands once in a release, so the documents of equal shards cannot stand elsewhere too. A shard whose
    files have not the size that the manifest says counts as changed: it is read, and what is wrong shows.
    """
    found = _list_shard_digests(one), _list_shard_digests(other)
    equal = set(found[0].values()) & set(found[1].values())
    older_shards, newer_shards = (
        ChangedShards(release, frozenset(n for n, files in digests.items() if files not in equal) | damaged)
        for release, digests, damaged in (
            (older, found[0], _find_damaged_shards(Path(older), one)),
            (newer, found[1], _find_damaged_shards(Path(newer), other)),
        )
    )
    return older_shards, newer_shards


def _find_damaged_shards(release: Path, stated: Manifest) -> frozenset[int]:
    """Return the shards with a table whose file is missing or has another size than the manifest says."""
    sizes = {
        path.relative_to(release).as_posix(): path.stat().st_size for path in release.glob("*/*.parquet")
    }
    tables = {name: file.bytes for name, file in stated.files.items() if name.endswith(".parquet")}
    names = (name for name in sizes.keys() | tables.keys() if sizes.get(name) != tables.get(name))
    return frozenset(parquet_writer.parse_shard_number(name) for name in names)


def _list_shard_digests(release: Manifest) -> ShardDigests:
    """Return for each shard of documents the tables and digests of its files."""
    files_by_shard: dict[int, set[tuple[str, str]]] = {}
    for name, file in release.files.items():
        table = name.partition("/")[0]
        if table in DOCUMENT_TABLES and name.endswith(".parquet"):
            number = parquet_writer.parse_shard_number(name)
            files_by_shard.setdefault(number, set()).add((table, file.sha256))
    return {number: frozenset(files) for number, files in files_by_shard.items()}
