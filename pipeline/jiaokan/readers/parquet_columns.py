"""Columns of a Parquet file as Python values, whatever they hold."""

from typing import Any

import pyarrow as pa

# integers of the same width, in which a value that Python has no type for is still a number
_INTEGER_BY_BITS = {32: pa.int32(), 64: pa.int64()}


def list_column_values(column: pa.Array) -> list[Any]:
    """Return the values of a column, one for each row.

    A value that Python cannot hold (text that is no UTF-8, a day beyond the year 9999) comes as the bytes or
    the number that it is stored as.
    """
    try:
        return list(column.to_pylist())
    except Exception:  # pyarrow raises ValueError, OverflowError, UnicodeDecodeError and errors of its own
        return [_read_value(column, row) for row in range(len(column))]


def _read_value(column: pa.Array, row: int) -> Any:
    piece = column.slice(row, 1)
    for kind in (column.type, *_list_stored_types(column.type)):
        try:
            return piece.view(kind).to_pylist()[0] if kind != column.type else piece.to_pylist()[0]
        except Exception:  # noqa: S112, PERF203, RUF100 - the next type may hold it
            continue
    return f"a value of the type {column.type} that cannot be read"


def _list_stored_types(kind: pa.DataType) -> list[pa.DataType]:
    if pa.types.is_string(kind):
        return [pa.binary()]
    if pa.types.is_large_string(kind):
        return [pa.large_binary()]
    try:
        return [_INTEGER_BY_BITS[kind.bit_width]]
    except (ValueError, KeyError):
        return []
