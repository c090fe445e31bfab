"""Zstandard files: frame after frame, and why one breaks off."""

from io import RawIOBase
from pathlib import Path
from typing import IO, cast

_STEP_BYTES = 1 << 16
_PROBLEMS = {"Truncated compressed stream": "the last frame is not whole"}  # in words of ours


class ZstdFile(RawIOBase):
    """The unpacked bytes of a file; `problem` says what is wrong once it ended.

    The library unpacks a frame that asks for at most 128 MB of memory, as the zstd program does, and
    a step at a time, so that 4 packed bytes that become gigabytes take no more memory than others.
    """

    def __init__(self, path: Path) -> None:
        self.problem = ""
        self._path = path
        self._unpacker = _open_unpacker(path)
        self._done_bytes = 0
        self._step_bytes = _STEP_BYTES

    def readable(self) -> bool:
        """Return True."""
        return True

    def close(self) -> None:
        """Close the file."""
        self._unpacker.close()
        super().close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next; return how many bytes that is, 0 at the end."""
        if self.problem:
            return 0
        size = min(len(buffer), self._step_bytes)
        try:
            data = self._unpacker.read(size)
        except OSError as error:
            if size > 1:  # what stood before the fault within this step is lost: read it byte by byte
                self._restart()
                return self.readinto(buffer)
            self.problem = _PROBLEMS.get(str(error), str(error))
            return 0
        buffer[: len(data)] = data
        self._done_bytes += len(data)
        return len(data)

    def _restart(self) -> None:
        """Stand again at the place that was reached, to go on byte by byte."""
        self._unpacker.close()
        self._unpacker = _open_unpacker(self._path)
        left = self._done_bytes
        while left:
            left -= len(self._unpacker.read(min(left, _STEP_BYTES)))
        self._step_bytes = 1


def _open_unpacker(path: Path) -> IO[bytes]:
    import pyarrow as pa  # noqa: PLC0415 - takes a tenth of a second, and few files are packed so

    # a Python file, which a name that is no UTF-8 opens too; closing the stream closes it
    return cast(IO[bytes], pa.CompressedInputStream(pa.PythonFile(path.open("rb"), mode="r"), "zstd"))
