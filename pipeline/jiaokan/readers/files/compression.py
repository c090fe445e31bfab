"""Open files that may be compressed."""

import re
import zlib
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, Any, cast

from jiaokan.readers.files.zstd_files import ZstdFile

_BLOCK_BYTES = 1 << 16
_GZIP_WINDOW = zlib.MAX_WBITS | 16
GZIP_MAGIC = b"\x1f\x8b"
_ZSTD_MAGIC_PATTERN = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")  # a frame, or one to skip
_TEXT_BEGINNING_PATTERN = re.compile(rb'\s*+[\[{"]|\xef\xbb\xbf|WARC/')  # JSON, an archive


def open_unpacked(path: Path) -> IO[bytes]:
    """Open a file for its unpacked bytes: gzip, zstd, or as it is.

    Its first bytes decide, since a server may pack or unpack a file and keep its name; where they show no
    format the name decides. A packed file that ends in the middle gives all the bytes that it holds and
    then ends like any other; `find_truncation` says whether it was whole.
    """
    with path.open("rb") as file:
        magic = file.read(8)
    ending = "" if _TEXT_BEGINNING_PATTERN.match(magic) else path.suffix.lower()
    is_gzip, is_zstd = magic.startswith(GZIP_MAGIC), bool(_ZSTD_MAGIC_PATTERN.match(magic))
    if is_gzip or (ending == ".gz" and not is_zstd):
        return cast(IO[bytes], BufferedReader(_GzipFile(path), _BLOCK_BYTES))
    if is_zstd or ending == ".zst":
        return cast(IO[bytes], BufferedReader(ZstdFile(path), _BLOCK_BYTES))
    return path.open("rb")


def find_truncation(stream: IO[bytes]) -> str:
    """Return why a stream of `open_unpacked` ended before its time, "" where the file is whole.

    Args:
        stream: What `open_unpacked` returned, read to its end.
    """
    raw = getattr(stream, "raw", None)
    return raw.problem if isinstance(raw, _GzipFile | ZstdFile) else ""


class _GzipFile(RawIOBase):
    """The unpacked bytes of a file of gzip members; `problem` says what is wrong once it ended."""

    def __init__(self, path: Path) -> None:
        self.problem = ""
        self._file = path.open("rb")
        self._unpacker = zlib.decompressobj(_GZIP_WINDOW)
        self._packed = b""
        self._is_over = False

    def readable(self) -> bool:
        """Return True."""
        return True

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one step goes; return the number of bytes, 0 at the end."""
        while not self._is_over:
            try:
                data = self._unpack(len(buffer))
            except (zlib.error, OSError) as error:
                self.problem, self._is_over = str(error), True
                return 0
            if data:
                buffer[: len(data)] = data
                return len(data)
        return 0

    def _unpack(self, size: int) -> bytes:
        if self._unpacker.eof:  # another member, or zeros that fill a block
            self._packed = self._unpacker.unused_data.lstrip(b"\0") or self._read_packed().lstrip(b"\0")
            if not self._packed:
                self._is_over = True
                return b""
            self._unpacker = zlib.decompressobj(_GZIP_WINDOW)
        if not self._packed and not (packed := self._read_packed()):
            # what a call with a bound holds back comes out with no more input
            if data := self._unpacker.decompress(b"", size):
                return data
            self._is_over = True
            self.problem = "it ends before its end-of-stream marker"
            return b""
        self._packed = self._packed or packed
        data = self._unpacker.decompress(self._packed, size)
        self._packed = self._unpacker.unconsumed_tail
        return data

    def _read_packed(self) -> bytes:
        return self._file.read(_BLOCK_BYTES)
