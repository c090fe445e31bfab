"""Arrow arrays from lists of Python values, the same as `pyarrow.array` makes.

`pyarrow.array` imports pandas, where it is installed, at its first call: .4 s and 60 MB for each process.
"""

from array import array
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Places = npt.NDArray[np.int64]

_MAX_MEAN_CHARS = 64  # of the texts of a column that are encoded together; longer ones are by themselves
_BYTE_KIND_BITS, _CONTINUATION_BITS = 0xC0, 0x80  # of a byte of UTF-8 that is not the first of a character
_MAX_INT32 = 2**31 - 1
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
        offsets = _pack_offsets(_add_lengths(lists))
        return pa.Array.from_buffers(kind, len(values), [valid, offsets], children=[child])
    if kind in (pa.string(), pa.large_string()):
        places, joined = _join_texts(values if valid is None else [value or "" for value in values])
    else:
        places, joined = _join_pieces([value or b"" for value in values])
    offsets = _pack_offsets(places, is_large=kind == pa.large_string())
    return pa.Array.from_buffers(kind, len(values), [valid, offsets, pa.py_buffer(joined)])


def _join_texts(texts: Sequence[str]) -> tuple[Places, bytes]:
    """Return where each text begins in all of them in UTF-8, and these."""
    joined = "".join(texts)
    if len(joined) > _MAX_MEAN_CHARS * len(texts):
        return _join_pieces([text.encode() for text in texts])
    data, places = joined.encode(), _add_lengths(texts)
    if len(data) > len(joined):
        is_first_byte = np.frombuffer(data, np.uint8) & _BYTE_KIND_BITS != _CONTINUATION_BITS
        places = np.append(np.flatnonzero(is_first_byte), len(data))[places]
    return places, data


def _join_pieces(pieces: Sequence[bytes]) -> tuple[Places, bytes]:
    return _add_lengths(pieces), b"".join(pieces)


def _add_lengths(pieces: Sequence[Sequence[Any]]) -> Places:
    """Return where each piece begins in all of them, and their length behind the last."""
    places = np.zeros(len(pieces) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)), out=places[1:])
    return places


def _pack_offsets(places: Places, is_large: bool = False) -> pa.Buffer:
    if not is_large and places[-1] > _MAX_INT32:
        raise OverflowError(f"{places[-1]:,} bytes or values are too many for a column of one row group")
    return pa.py_buffer(places.astype(np.int64 if is_large else np.int32).tobytes())


def _pack_validity(values: Sequence[Any]) -> pa.Buffer:
    is_valid = np.fromiter((value is not None for value in values), bool, len(values))
    return pa.py_buffer(np.packbits(is_valid, bitorder="little").tobytes())
