"""Check the columns of a release as they are read: somebody else may have written them."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from jiaokan.core.errors import InputError
from jiaokan.publish.tables.release_tables import (
    MULTI_VALUE_FIELDS,
    REPEAT_COLUMNS,
    SINGLE_VALUE_FIELDS,
    TABLES,
)

# columns that may hold nulls, by table; a null elsewhere is a fault of whoever wrote the table
_NULLABLE_COLUMNS = {
    "documents": frozenset((*SINGLE_VALUE_FIELDS, *MULTI_VALUE_FIELDS, *REPEAT_COLUMNS)),
    "paragraphs": frozenset(("also_in",)),
    "facts": frozenset(("raw_start", "raw_end")),
    "signals": frozenset(column.name for column in TABLES["signals"][1:]),
}
_TYPE_TESTS = {
    "string": lambda kind: pa.types.is_string(kind) or pa.types.is_large_string(kind),
    "int32": pa.types.is_integer,
    "int64": pa.types.is_integer,
    "float64": pa.types.is_floating,
    "binary": lambda kind: pa.types.is_binary(kind) or pa.types.is_large_binary(kind),
    "strings": lambda kind: _is_list_of(kind, "string"),
    "int32s": lambda kind: _is_list_of(kind, "int32"),
}


def find_required_columns(table: str, columns: Iterable[str]) -> set[str]:
    """Return the columns that never hold a null; others may be missing in a release of an earlier version.

    >>> sorted(find_required_columns("documents", ["id", "text", "title"]))
    ['id', 'text']
    """
    return set(columns) - _NULLABLE_COLUMNS.get(table, frozenset())


def check_batch(path: Path, batch: pa.RecordBatch) -> None:
    """Raise InputError where a column is of another type than its table says, or holds a null it must not.

    Args:
        path: the shard, in the folder of its table.
        batch: some of its rows.
    """
    kinds = {column.name: column.kind for column in TABLES.get(path.parent.name, ())}
    nullable = _NULLABLE_COLUMNS.get(path.parent.name, frozenset())
    for name in kinds.keys() & set(batch.schema.names):
        values = batch[name]
        if not _TYPE_TESTS[kinds[name]](values.type):
            raise InputError(f"{path}: column {name} is {values.type}, and should be {kinds[name]}")
        if name not in nullable and _count_nulls(values):
            raise InputError(f"{path}: column {name} holds a null, which it never does")


def _is_list_of(kind: pa.DataType, item: str) -> bool:
    listed = pa.types.is_list(kind) or pa.types.is_large_list(kind)
    return bool(listed and _TYPE_TESTS[item](kind.value_type))


def _count_nulls(values: pa.Array) -> int:
    """Return the number of nulls, those inside lists among them."""
    inner = values.flatten().null_count if hasattr(values, "flatten") else 0
    return int(values.null_count + inner)
