"""Arrow arrays from lists of Python values, the same as `pyarrow.array` makes.

`pyarrow.array` imports pandas, where it is installed, at its first call: .4 s and 60 MB for each process.
"""

from array import array
from collections.abc import Sequence
from itertools import accumulate, chain
from types import NoneType
from typing import Any

import numpy as np
import pyarrow as pa

_MIN_REPEATS = 4  # of each text of a column on average, from which each is encoded once
_TYPE_CODES = {pa.int32(): "i", pa.int64(): "q", pa.float64(): "d"}  # of array.array


def make_array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Return values as an Arrow array of numbers, text, bytes, or lists of one of them; None is null.

    Raises:
        TypeError: a value is of another type.
        UnicodeError: a text cannot be encoded.
        OverflowError: a number or all data together are too large.

    >>> make_array(["甲", None], pa.string()).to_pylist()
    ['甲', None]
    """
    if pa.types.is_fixed_size_binary(kind):
        return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(b"".join(values))])
    valid = _pack_validity(values) if None in values else None
    if kind in _TYPE_CODES:
        numbers = values if valid is None else [0 if value is None else value for value in values]
        data = array(_TYPE_CODES[kind], numbers)
        return pa.Array.from_buffers(kind, len(values), [valid, pa.py_buffer(data.tobytes())])
    if pa.types.is_list(kind):
        lists = [value or () for value in values]
        child = make_array([*chain.from_iterable(lists)], kind.value_type)
        return pa.Array.from_buffers(kind, len(values), [valid, _pack_offsets(lists)], children=[child])
    pieces = _encode_values(values, is_text=kind in (pa.string(), pa.large_string()))
    offsets = _pack_offsets(pieces, is_large=kind == pa.large_string())
    return pa.Array.from_buffers(kind, len(values), [valid, offsets, pa.py_buffer(b"".join(pieces))])


def _encode_values(values: Sequence[Any], is_text: bool) -> list[bytes]:
    """Return text in UTF-8 and bytes as they are; null has none."""
    wanted = str if is_text else bytes
    if set(map(type, values)) - {wanted, NoneType}:  # a value of a class of its own may still be one of them
        others = (value for value in values if value is not None and not isinstance(value, wanted))
        if wrong := next(others, None):
            raise TypeError(f"{wrong!r} is not of the type {wanted.__name__}")
    if not is_text:
        return [value or b"" for value in values]
    distinct = set(values)
    if _MIN_REPEATS * len(distinct) > len(values):
        return [value.encode() if value else b"" for value in values]
    known = {value: value.encode() if value else b"" for value in distinct}
    return [*map(known.__getitem__, values)]


def _pack_offsets(pieces: Sequence[Sequence[Any]], is_large: bool = False) -> pa.Buffer:
    offsets = array("q" if is_large else "i", accumulate(map(len, pieces), initial=0))
    return pa.py_buffer(offsets.tobytes())


def _pack_validity(values: Sequence[Any]) -> pa.Buffer:
    is_valid = np.fromiter((value is not None for value in values), bool, len(values))
    return pa.py_buffer(np.packbits(is_valid, bitorder="little").tobytes())
