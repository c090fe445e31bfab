"""Find where a long file can be cut: between lines, or between rows of Parquet."""

from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.execution.planning.input_list import InputFile, open_input
from jiaokan.readers.files.compression import open_unpacked

PARQUET_ENDING = ".parquet"

# offset of the first byte of a slice, of its first row in Parquet; and the number of its first line, from 1
Cut = tuple[int, int]


def find_file_cuts(file_and_size: tuple[InputFile, int]) -> list[Cut]:
    """Return where the slices of a file begin, the first at its beginning.

    Args:
        file_and_size: The file, and about how many bytes a slice holds.
    """
    file, slice_bytes = file_and_size
    with open_input(file) as path:
        if path.suffix.lower() == PARQUET_ENDING:
            return _find_row_cuts(path, slice_bytes)
        return _find_line_cuts(path, slice_bytes)


def _find_line_cuts(path: Path, slice_bytes: int) -> list[Cut]:
    cuts, at, line = [(0, 1)], 0, 1
    with open_unpacked(path) as stream:
        while len(data := _read_exactly(stream, slice_bytes)) == slice_bytes:
            rest = stream.readline()  # a slice ends with a whole line
            at += len(data) + len(rest)
            line += data.count(b"\n") + rest.count(b"\n")
            cuts.append((at, line))
        if not data and len(cuts) > 1:  # the last one begins where the file ends
            cuts.pop()
    return cuts


def _read_exactly(stream: IO[bytes], size: int) -> bytes:
    """Read so many bytes, fewer only at the end."""
    parts: list[bytes] = []
    while size and (data := stream.read(size)):
        parts.append(data)
        size -= len(data)
    return b"".join(parts)


def _find_row_cuts(path: Path, slice_bytes: int) -> list[Cut]:
    try:
        with pq.ParquetFile(path) as file:
            metadata = file.metadata
            size = sum(metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups))
            rows = max(1, int(metadata.num_rows * slice_bytes / max(size, 1)))
            return [(row, row + 1) for row in range(0, metadata.num_rows, rows)] or [(0, 1)]
    except (OSError, pa.ArrowException):  # the reader will reject the file and say why
        return [(0, 1)]
