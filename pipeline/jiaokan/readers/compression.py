"""Files that may be packed, opened by their endings."""

import gzip
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from jiaokan.readers.zstd_files import ZstdFile


def open_unpacked(path: Path) -> IO[bytes]:
    """Open a file for its unpacked bytes: .gz, .zst, or as it is."""
    if path.suffix == ".gz":
        return cast(IO[bytes], gzip.open(path, "rb"))
    if path.suffix == ".zst":
        return BufferedReader(ZstdFile(path))
    return path.open("rb")
