"""Zstandard files: frame after frame, and an error where one breaks off."""

from io import RawIOBase
from pathlib import Path

import zstandard

_STEP_BYTES = 512  # packed bytes unpacked at once; 4 bytes may become 128 kB
_MAX_WINDOW_BYTES = 1 << 27  # memory that a frame may ask for, as the zstd program has it


class ZstdFile(RawIOBase):
    """The unpacked bytes of a file; raises EOFError where its last frame is not whole."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._packed = b""
        self._ready = memoryview(b"")
        self._unpacker = zstandard.ZstdDecompressor(max_window_size=_MAX_WINDOW_BYTES)
        self._frame: zstandard.ZstdDecompressionObj | None = None

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next; return how many bytes that is, 0 at the end."""
        while not self._ready:
            self._packed = self._packed or self._file.read(_STEP_BYTES)
            if not self._packed:
                if self._frame:
                    raise EOFError("the last frame is not whole")
                return 0
            self._ready = memoryview(self._unpack_step())
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _unpack_step(self) -> bytes:
        self._frame = self._frame or self._unpacker.decompressobj()
        data = self._frame.decompress(self._packed)
        self._packed = self._frame.unused_data
        if self._frame.eof:
            self._frame = None
        return data
