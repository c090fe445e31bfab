"""Find where a long file can be cut: between lines, or between rows of Parquet."""

from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from jiaokan.execution.planning.input_list import InputFile, open_input
from jiaokan.readers.files.compression import open_unpacked

PARQUET_ENDING = ".parquet"

Cut = tuple[int, int]  # where a slice begins, and the number of its first line


def find_file_cuts(work: tuple[InputFile, int]) -> list[Cut]:
    """Return where slices of about so many bytes begin: (byte, line) of lines, (row, line) of Parquet."""
    file, step = work
    with open_input(file) as path:
        if path.suffix.lower() == PARQUET_ENDING:
            return _find_row_cuts(path, step)
        return _find_line_cuts(path, step)


def _find_line_cuts(path: Path, step: int) -> list[Cut]:
    cuts, at, line = [(0, 1)], 0, 1
    with open_unpacked(path) as stream:
        while len(data := _read_exactly(stream, step)) == step:
            rest = stream.readline()
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


def _find_row_cuts(path: Path, step: int) -> list[Cut]:
    try:
        with pq.ParquetFile(path) as file:
            about = file.metadata
            size = sum(about.row_group(i).total_byte_size for i in range(about.num_row_groups))
            rows = max(1, int(about.num_rows * step / max(size, 1)))
            return [(row, row + 1) for row in range(0, about.num_rows, rows)] or [(0, 1)]
    except (OSError, pa.ArrowException):  # the reader says what is wrong with it
        return [(0, 1)]
