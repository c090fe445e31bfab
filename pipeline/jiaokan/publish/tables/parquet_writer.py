"""Parquet in and out, with everything pinned: the same rows give the same bytes.

Shard n of every table tells of the same documents, in the same order; so a release is read
as it was written, one document after another, in bounded memory.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.core.arrow_arrays import make_array
from jiaokan.core.errors import InputError, OutputError
from jiaokan.publish.tables.column_checks import check_batch, find_required_columns
from jiaokan.publish.tables.kept_tables import KEPT_ENDING, open_kept_writer
from jiaokan.publish.tables.release_tables import TABLES, TableRow

_ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "binary": pa.binary(),
    "strings": pa.list_(pa.string()),
    "int32s": pa.list_(pa.int32()),
}
# columns whose values repeat; dictionary pages make them small in the file and in memory
_DICTIONARY_COLUMNS = (
    "document_id",
    "role",
    "level",
    "script",
    "stage",
    "rule",
    "confidence",
    "why",
    "field",
    "reason",
    "kind",
    "code",
    "evidence",
    "before",
    "after",
)
_BATCH_ROWS = 4096  # rows that a reader holds at once


def make_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table."""
    return pa.schema([(column.name, _ARROW_TYPES[column.kind]) for column in TABLES[table]])


def _choose_encodings(schema: pa.Schema) -> dict[str, str] | None:
    """Return the columns of integers without a dictionary: values are stored as distances."""
    kinds = {field.name: field.type for field in schema if field.name not in _DICTIONARY_COLUMNS}
    paths = [name for name, kind in kinds.items() if pa.types.is_integer(kind)]
    paths += [f"{name}.list.element" for name, kind in kinds.items() if kind == _ARROW_TYPES["int32s"]]
    return dict.fromkeys(paths, "DELTA_BINARY_PACKED") or None


@dataclass(slots=True)
class TableSize:
    """How much a table holds: rows, bytes in memory as Arrow counts them, bytes of its files."""

    rows: int = 0
    bytes: int = 0
    file_bytes: int = 0

    def add(self, other: "TableSize") -> None:
        """Count the rows and bytes of another shard too."""
        self.rows += other.rows
        self.bytes += other.bytes
        self.file_bytes += other.file_bytes


class TableWriter:
    """Write one file of one table, a row group at a time.

    Args:
        table: Name of the table in `TABLES`.
        path: File that is written; its folder is made. One that ends as a kept table is written as that.
    """

    def __init__(self, table: str, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path, self.size = path, TableSize()
        self._schema = make_schema(table)
        self._rows: list[TableRow] = []
        open_file = open_kept_writer if path.suffix == KEPT_ENDING else _open_parquet_writer
        self._file = open_file(path, self._schema)

    def __enter__(self) -> "TableWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        if not kind:
            self.flush()
        self._file.close()
        if not kind:
            self.size.file_bytes = self.path.stat().st_size

    def add_rows(self, rows: Iterable[TableRow]) -> None:
        """Take rows; they stay in memory until `flush`."""
        self._rows += rows

    def flush(self) -> pa.Table | None:
        """Write the rows taken so far as one row group and return it, None where there are none.

        Raises:
            OutputError: A row holds what the column cannot hold.
        """
        if not self._rows:
            return None
        columns = zip(*self._rows, strict=True)
        try:
            arrays = [make_array(c, f.type) for c, f in zip(columns, self._schema, strict=True)]
        except (TypeError, UnicodeError, OverflowError) as error:
            raise OutputError(f"{self.path.parent}: a row from {self._rows[0][0]!r} on: {error}") from error
        table = pa.Table.from_arrays(arrays, schema=self._schema).combine_chunks()
        self.write_group(table)
        self._rows.clear()
        return table

    def write_group(self, table: pa.Table) -> None:
        """Write a table of the schema as one row group."""
        self._file.write_table(table, len(table))
        self.size.rows += len(table)
        self.size.bytes += table.nbytes


def _open_parquet_writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(
        path,
        schema,
        version="2.6",
        compression="zstd",
        compression_level=3,
        data_page_version="1.0",
        use_dictionary=[name for name in schema.names if name in _DICTIONARY_COLUMNS],
        column_encoding=_choose_encodings(schema),
        write_statistics=True,
        store_schema=False,
        # pages cut by content: a store that keeps equal chunks once keeps them from version to version
        use_content_defined_chunking=True,
    )


def make_shard_name(table: str, number: int, total: int) -> str:
    """Return the name of a shard's file of a table, relative to the release.

    >>> make_shard_name("edits", 3, 12)
    'edits/train-00003-of-00012.parquet'
    """
    return f"{table}/train-{number:05}-of-{total:05}.parquet"


def list_shards(release: str | Path, table: str, numbers: Collection[int] | None = None) -> list[Path]:
    """Return the shards of a table in order; none where the release does not have it.

    Args:
        release: Folder of the release.
        table: Name of the table.
        numbers: Only these shards; all of them by default.
    """
    found = sorted((Path(release) / table).glob("train-*.parquet"))
    return found if numbers is None else [path for path in found if parse_shard_number(path.name) in numbers]


def parse_shard_number(name: str) -> int:
    """Return the number of the shard that a file belongs to.

    >>> parse_shard_number("edits/train-00003-of-00012.parquet")
    3
    """
    return int(name.rpartition("/")[2].split("-")[1])


def count_rows(release: Path, table: str) -> int:
    """Return the number of rows of a table."""
    return sum(pq.read_metadata(path).num_rows for path in list_shards(release, table))


def read_rows(
    release: str | Path,
    table: str,
    columns: Sequence[str] | None = None,
    numbers: Collection[int] | None = None,
) -> Iterator[TableRow]:
    """Yield the rows of a table in order, of all shards or of those in `numbers`.

    Raises:
        InputError: A shard cannot be read.
    """
    names = columns or [column.name for column in TABLES[table]]
    return chain.from_iterable(read_shard(path, names) for path in list_shards(release, table, numbers))


def find_missing_columns(release: Path, table: str) -> frozenset[str]:
    """Return the columns of a table that a release of an earlier version does not have.

    Nothing is missing from a table that cannot be read; whoever reads its rows names the error.
    """
    shards = list_shards(release, table)
    try:
        there = pq.read_schema(shards[0]).names if shards else []
    except (pa.ArrowException, OSError):
        return frozenset()
    return frozenset(column.name for column in TABLES[table]) - frozenset(there)


def read_shard(path: Path, columns: Sequence[str]) -> Iterator[TableRow]:
    """Yield the rows of one shard of a table; raises InputError where it cannot be read.

    A column that a release of an earlier version lacks is null where it may be.
    """
    try:
        with pq.ParquetFile(path) as file:
            there = set(file.schema_arrow.names)
            if missing := find_required_columns(path.parent.name, columns) - there:
                raise InputError(
                    f"{path}: has no column {', '.join(sorted(missing))}; another jiaokan wrote it"
                )
            for group in range(file.num_row_groups):  # a group is bounded in characters, a batch is not
                known = [name for name in columns if name in there]
                for batch in file.iter_batches(_BATCH_ROWS, row_groups=[group], columns=known):
                    check_batch(path, batch)
                    nulls = [None] * len(batch)
                    values = (batch[name].to_pylist() if name in there else nulls for name in columns)
                    yield from zip(*values, strict=True)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:  # pages carry no checksum
        raise InputError(f"{path}: cannot be read as Parquet ({error}); run verify on the release") from error
