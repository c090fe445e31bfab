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


def find_changed_shards(one: Manifest, other: Manifest) -> tuple[frozenset[int], frozenset[int]]:
    """Return the shards of each release that hold other bytes than all shards of the other.

    An id stands once in a release, so the documents of equal shards cannot stand elsewhere too.
    """
    found = _list_shard_digests(one), _list_shard_digests(other)
    equal = set(found[0].values()) & set(found[1].values())
    return _leave_out(found[0], equal), _leave_out(found[1], equal)


def _list_shard_digests(release: Manifest) -> ShardDigests:
    """Return for each shard of documents the tables and digests of its files."""
    files_by_shard: dict[int, set[tuple[str, str]]] = {}
    for name, file in release.files.items():
        table = name.partition("/")[0]
        if table in DOCUMENT_TABLES and name.endswith(".parquet"):
            number = parquet_writer.parse_shard_number(name)
            files_by_shard.setdefault(number, set()).add((table, file.sha256))
    return {number: frozenset(files) for number, files in files_by_shard.items()}


def _leave_out(found: ShardDigests, equal: set[frozenset[tuple[str, str]]]) -> frozenset[int]:
    return frozenset(number for number, digests in found.items() if digests not in equal)
