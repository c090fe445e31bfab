"""One run at a time writes into one output."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from jiaokan.core.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


class OutputLock:
    """A lock on a folder, held as long as the process lives; the system frees it however that ends."""

    def __init__(self, path: Path) -> None:
        self.is_held = False
        self._file: IO[bytes] = path.open("ab")

    def take(self, shared: bool) -> bool:
        """Take the lock, or change how it is held; return whether that went well."""
        self.is_held = True
        if fcntl is None:
            return True
        try:
            fcntl.flock(self._file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            self.is_held = False
        except OSError:  # a disk of the network without locks
            return True
        return self.is_held

    def require(self, output: str, shared: bool = False) -> None:
        """Take the lock; raises OutputError saying that another run writes to `output` where it cannot."""
        if not self.take(shared):
            raise OutputError(f"{output}: another run writes there; wait for its end, or name another output")

    def close(self) -> None:
        """Give the lock back."""
        self._file.close()


@contextmanager
def hold_lock(folder: Path, output: str, shared: bool = False) -> Iterator[None]:
    """Hold the lock of a folder that is made if need be, alone or together with others who share it.

    Raises:
        OutputError: Another run holds it, or the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = OutputLock(folder / LOCK_FILE)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written ({error})") from error
    try:
        lock.require(output, shared)
        yield
    finally:
        lock.close()


LOCK_FILE = "lock"
