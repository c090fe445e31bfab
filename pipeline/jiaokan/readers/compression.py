"""Open files that may be compressed."""

import gzip
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

import zstandard


def open_unpacked(path: Path) -> IO[bytes]:
    """Open a file for reading; decompress it if its name ends in .gz or .zst."""
    if path.suffix == ".gz":
        return cast(IO[bytes], gzip.open(path, "rb"))
    if path.suffix == ".zst":
        return BufferedReader(zstandard.open(path, "rb"))
    return path.open("rb")
