"""Parquet in and out, with everything pinned: the same rows give the same bytes.

Shard n of every table tells of the same documents, in the same order; so a release is read
as it was written, one document after another, in bounded memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType

import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.core.errors import InputError, OutputError
from jiaokan.publish.column_checks import check_batch
from jiaokan.publish.release_tables import TABLES, TableRow

_ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "binary": pa.binary(),
    "strings": pa.list_(pa.string()),
    "int32s": pa.list_(pa.int32()),
}
# columns of few values; dictionary pages make them small in the file and in memory
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
)
_BATCH_ROWS = 4096  # rows that a reader holds at once


def make_schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table."""
    return pa.schema([(column.name, _ARROW_TYPES[column.kind]) for column in TABLES[table]])


@dataclass(slots=True)
class TableSize:
    """How much a table holds: rows, and bytes in memory as Arrow counts them."""

    rows: int = 0
    bytes: int = 0


class ShardWriter:
    """Write one table as shards `train-00000-of-0000N.parquet`; N is known when it closes."""

    def __init__(self, table: str, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.size = TableSize()
        self._table, self._folder, self._schema = table, folder, make_schema(table)
        self._rows: list[TableRow] = []
        self._shards: list[Path] = []
        self._open: pq.ParquetWriter | None = None

    def __enter__(self) -> "ShardWriter":
        self.start_shard()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: BaseException | TracebackType | None) -> None:
        if kind:
            self._rows.clear()
        self._close_shard()
        if not kind:
            for number, path in enumerate(self._shards):
                path.rename(self._folder / f"train-{number:05}-of-{len(self._shards):05}.parquet")

    def add_rows(self, rows: Iterable[TableRow]) -> None:
        """Take rows; they stay in memory until `flush`."""
        self._rows += rows

    def flush(self) -> None:
        """Write the rows taken so far as one row group; raises OutputError where one cannot be told."""
        if not self._rows or not self._open:
            return
        columns = zip(*self._rows, strict=True)
        try:
            arrays = [pa.array(list(c), f.type) for c, f in zip(columns, self._schema, strict=True)]
        except (pa.ArrowException, UnicodeError, OverflowError) as error:
            raise OutputError(f"{self._folder}: a row from {self._rows[0][0]!r} on: {error}") from error
        table = pa.Table.from_arrays(arrays, schema=self._schema).combine_chunks()
        self._open.write_table(table, row_group_size=len(table))
        self.size.rows += len(table)
        self.size.bytes += table.nbytes
        self._rows.clear()

    def start_shard(self) -> None:
        """Begin a new shard."""
        self._close_shard()
        self._shards.append(self._folder / f"{len(self._shards)}.partial")
        self._open = pq.ParquetWriter(
            self._shards[-1],
            self._schema,
            version="2.6",
            compression="zstd",
            compression_level=3,
            data_page_version="1.0",
            use_dictionary=[name for name in self._schema.names if name in _DICTIONARY_COLUMNS],
            write_statistics=True,
            store_schema=False,
            # pages cut by content: a store that keeps equal chunks once keeps them from version to version
            use_content_defined_chunking=True,
        )

    def _close_shard(self) -> None:
        if self._open:
            self.flush()
            self._open.close()
            self._open = None


def list_shards(release: str | Path, table: str) -> list[Path]:
    """Return the shards of a table in order; none where the release does not have it."""
    return sorted((Path(release) / table).glob("train-*.parquet"))


def count_rows(release: Path, table: str) -> int:
    """Return the number of rows of a table."""
    return sum(pq.read_metadata(path).num_rows for path in list_shards(release, table))


def read_rows(release: str | Path, table: str, columns: Sequence[str] | None = None) -> Iterator[TableRow]:
    """Yield the rows of a table in order; raises InputError where a shard cannot be read."""
    names = columns or [column.name for column in TABLES[table]]
    return chain.from_iterable(_read_shard(path, names) for path in list_shards(release, table))


def _read_shard(path: Path, columns: Sequence[str]) -> Iterator[TableRow]:
    try:
        with pq.ParquetFile(path) as file:
            if missing := set(columns) - set(file.schema_arrow.names):
                raise InputError(
                    f"{path}: has no column {', '.join(sorted(missing))}; another jiaokan wrote it"
                )
            for group in range(file.num_row_groups):  # a group is bounded in characters, a batch is not
                for batch in file.iter_batches(_BATCH_ROWS, row_groups=[group], columns=columns):
                    check_batch(path, batch)
                    yield from zip(*(batch[name].to_pylist() for name in columns), strict=True)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:  # pages carry no checksum
        raise InputError(f"{path}: cannot be read as Parquet ({error}); run verify on the release") from error
