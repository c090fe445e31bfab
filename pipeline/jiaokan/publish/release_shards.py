"""Write the tables of one shard of a release, in one pass over its documents and rejects."""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from jiaokan.config.config_loader import Config
from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import LawError
from jiaokan.publish import manifest
from jiaokan.publish.manifest import ReleaseFile
from jiaokan.publish.redaction.withholding import KeyRecord, withhold_personal_data, withhold_reject
from jiaokan.publish.shard_statistics import ShardStatistics
from jiaokan.publish.tables import document_rows, release_tables
from jiaokan.publish.tables.kept_tables import KEPT_TABLES, name_kept_table
from jiaokan.publish.tables.parquet_writer import TableSize, TableWriter, make_shard_name
from jiaokan.readers.jsonl_reader import encode_raw_record

DOCUMENT_TABLES = tuple(table for table in release_tables.TABLES if table != "rejects")
REJECTS_TABLE = "rejects"


@dataclass(frozen=True, slots=True)
class ReleaseShard:
    """What one shard of a release consists of.

    Attributes:
        files: Digest and size of its files, by their names in the release.
        sizes: Rows and bytes of its part of each table.
        input_digests: Digests of the raw bytes of its documents and of its rejects, "" for none.
        statistics: Its part of the counts that the card shows.
        key_records: What redaction has taken out of its documents and rejects; no part of the release.
    """

    files: dict[str, ReleaseFile] = field(default_factory=dict)
    sizes: dict[str, TableSize] = field(default_factory=dict)
    input_digests: tuple[str, str] = ("", "")
    statistics: ShardStatistics = field(default_factory=ShardStatistics)
    key_records: tuple[KeyRecord, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the shard as a JSON object."""
        return {
            "files": {name: asdict(file) for name, file in self.files.items()},
            "sizes": {name: asdict(size) for name, size in self.sizes.items()},
            "input_digests": self.input_digests,
            "statistics": self.statistics.to_json(),
            "key_records": self.key_records,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "ReleaseShard":
        """Return the shard that a JSON object describes."""
        return cls(
            {name: ReleaseFile(**file) for name, file in value["files"].items()},
            {name: TableSize(**size) for name, size in value["sizes"].items()},
            tuple(value["input_digests"]),
            ShardStatistics.from_json(value["statistics"]),
            tuple(value["key_records"]),
        )


@dataclass(frozen=True, slots=True)
class ShardPlace:
    """Where a shard is written: the folder of the release, its number from 0, the number of all shards.

    `keep` takes each document that is written, for tables that a search for repeats completes: those that it
    changes are then written as `kept_tables` has them.
    """

    folder: Path
    number: int
    total: int
    keep: Callable[[Document], None] | None = None

    def name_table(self, table: str) -> str:
        """Return the name of the file of a table, relative to the folder."""
        if self.keep and table in KEPT_TABLES:
            return name_kept_table(table).format(self.number)
        return make_shard_name(table, self.number, self.total)


def write_shard(items: Iterable[Document | Reject], place: ShardPlace, config: Config) -> ReleaseShard:
    """Write a shard of every table and return what it consists of.

    The first shard has all tables of documents, a later one only if it has documents; a shard has a
    table of rejects if it has rejects. Memory holds `publish.characters_per_group` code points.

    Args:
        items: Documents and rejects of the shard, in order.
        place: Where it is written.
        config: Settings.
    """
    with ExitStack() as stack:
        writer = _ShardWriter(place, config, stack)
        if place.number == 0:
            writer.open_tables(DOCUMENT_TABLES)
        for item in items:
            writer.add(item)
        writer.flush()
        writer.flush_rejects()
    return writer.describe()


def rename_shard(shard: ReleaseShard, folder: Path, number: int, total: int) -> ReleaseShard:
    """Give the files of a shard the names that they have among `total` shards."""
    files = {}
    for name, file in shard.files.items():
        right = make_shard_name(name.partition("/")[0], number, total)
        (folder / name).rename(folder / right)
        files[right] = file
    return replace(shard, files=files)


class _ShardWriter:
    """The open files of a shard, with the digests and counts of what went into them."""

    def __init__(self, place: ShardPlace, config: Config, stack: ExitStack) -> None:
        self._place, self._stack = place, stack
        self._redact = frozenset(config.annotate.redact)
        self._key_records: list[KeyRecord] = []
        self._max_chars = config.publish.characters_per_group
        self._writers: dict[str, TableWriter] = {}
        self._document_chars = self._reject_bytes = 0
        self._digests = {"documents": hashlib.sha256(), REJECTS_TABLE: hashlib.sha256()}
        self._statistics = ShardStatistics()

    def open_tables(self, tables: Iterable[str]) -> None:
        """Begin the files of some tables."""
        for table in tables:
            path = self._place.folder / self._place.name_table(table)
            self._writers[table] = self._stack.enter_context(TableWriter(table, path))
            self._statistics.row_counts[table] += 0

    def add(self, item: Document | Reject) -> None:
        """Take a document or a reject; write a row group once enough code points have come together."""
        if self._redact:
            item = self._withhold(item)
        if isinstance(item, Reject):
            self._add_reject(item)
        else:
            self._add_document(item)

    def _withhold(self, item: Document | Reject) -> Document | Reject:
        """Return what the release may hold of an item, and keep the rest for the key."""
        if isinstance(item, Document):
            try:
                published, record = withhold_personal_data(item, self._redact)
            except LawError as error:
                data = encode_raw_record(item) if item.origin.line else item.raw_bytes
                item = Reject(item.origin.file, item.origin.line, str(error), data)
            else:
                self._key_records += [record] if record else []
                return published
        rest, record = withhold_reject(item, self._redact)
        self._key_records.append(record)
        return rest

    def _add_document(self, document: Document) -> None:
        if "documents" not in self._writers:
            self.open_tables(DOCUMENT_TABLES)
        rows = document_rows.make_rows(document)
        for table, found in rows.items():
            self._writers[table].add_rows(found)
        at = document_rows.RAW_SHA256_COLUMN
        origin = document.origin
        self._digests["documents"].update(
            manifest.make_input_line(rows["documents"][0][at], origin.file, origin.line)
        )
        self._statistics.note_opening(document)
        if self._place.keep:
            self._place.keep(document)
        taken = sum([len(edit[1]) for step in document.steps for edit in step.edits])
        self._document_chars += len(document.text) + taken
        if self._document_chars >= self._max_chars:
            self.flush()

    def _add_reject(self, reject: Reject) -> None:
        if REJECTS_TABLE not in self._writers:
            self.open_tables([REJECTS_TABLE])
        self._writers[REJECTS_TABLE].add_rows([document_rows.make_reject_row(reject)])
        self._digests[REJECTS_TABLE].update(
            manifest.make_input_line(manifest.digest_bytes(reject.data), reject.file, reject.line)
        )
        self._reject_bytes += len(reject.data)
        if self._reject_bytes >= self._max_chars:
            self.flush_rejects()

    def flush(self) -> None:
        """Write a row group of each table of documents."""
        self._document_chars = 0
        self._flush_tables(DOCUMENT_TABLES)

    def flush_rejects(self) -> None:
        """Write a row group of rejects."""
        self._reject_bytes = 0
        self._flush_tables([REJECTS_TABLE])

    def _flush_tables(self, tables: Iterable[str]) -> None:
        for table in tables:
            if table in self._writers and (group := self._writers[table].flush()) is not None:
                self._statistics.count_group(table, group)

    def describe(self) -> ReleaseShard:
        """Return what the shard consists of, once its files are closed."""
        return ReleaseShard(
            {
                self._place.name_table(table): manifest.digest_file(writer.path)
                for table, writer in self._writers.items()
            },
            {table: writer.size for table, writer in self._writers.items()},
            (self._digest("documents"), self._digest(REJECTS_TABLE)),
            self._statistics,
            tuple(self._key_records),
        )

    def _digest(self, table: str) -> str:
        return self._digests[table].hexdigest() if table in self._writers else ""
