"""Where files are kept: a local folder, or a prefix of an object store by fsspec.

A file is there whole or not at all: on a local disk it is written beside its place, brought to the
disk and renamed; on an object store it is put by one request. So a marker that is written last
vouches for what was written before it.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

from jiaokan.core.errors import InputError, OutputError

_MAX_PUT_BYTES = 4_000_000_000  # what one request may carry; object stores take 5 GB


class Storage(Protocol):
    """A folder of files with names like "documents/x.parquet"."""

    url: str

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""

    def put_bytes(self, name: str, data: bytes, durable: bool = True) -> None:
        """Write a file whole; `durable` asks that it outlives a failure of the machine."""

    def put_file(self, name: str, path: Path) -> None:
        """Move a local file here."""

    def copy_file(self, source: str, name: str) -> None:
        """Write a file that stands here under another name too."""

    def list_sizes(self) -> dict[str, int]:
        """Return the size of each file by its name."""

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""

    def make_scratch(self) -> Path:
        """Return a new local folder from which files can be put here."""

    def open_local(self, name: str) -> AbstractContextManager[Path]:
        """Return a context in which a file of this place can be read under a local path."""


def is_remote(url: str) -> bool:
    """Tell whether a name is an address of an object store.

    >>> is_remote("s3://bucket/folder"), is_remote("dist")
    (True, False)
    """
    return "://" in url


def open_storage(url: str) -> Storage:
    """Return the place of a name, a local folder or "s3://…" and the like."""
    return RemoteStorage(url) if is_remote(url) else LocalStorage(url)


class LocalStorage:
    """A folder of this machine, or one that several machines share."""

    def __init__(self, url: str) -> None:
        self.url, self._folder = url, Path(url)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""
        with suppress(FileNotFoundError, NotADirectoryError):
            return (self._folder / name).read_bytes()
        return None

    def put_bytes(self, name: str, data: bytes, durable: bool = True) -> None:
        """Write a file whole: beside its place, to the disk, and then under its name."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        beside.write_bytes(data)
        if durable:
            self._settle(beside, path)
        else:
            beside.replace(path)

    def put_file(self, name: str, path: Path) -> None:
        """Move a local file here, once it is on the disk."""
        goal = self._folder / name
        goal.parent.mkdir(parents=True, exist_ok=True)
        self._settle(path, goal)

    def copy_file(self, source: str, name: str) -> None:
        """Give a file another name; copy it where the disk knows no second names."""
        goal = self._folder / name
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.unlink(missing_ok=True)
        try:
            goal.hardlink_to(self._folder / source)
        except OSError:
            self.put_bytes(name, (self._folder / source).read_bytes())

    def _settle(self, source: Path, goal: Path) -> None:
        with source.open("rb") as file:
            os.fsync(file.fileno())
        source.replace(goal)

    def list_sizes(self) -> dict[str, int]:
        """Return the size of each file by its name."""
        files = (path for path in self._folder.rglob("*") if path.is_file())
        return {path.relative_to(self._folder).as_posix(): path.stat().st_size for path in files}

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        (self._folder / name).unlink(missing_ok=True)

    def make_scratch(self) -> Path:
        """Return a new folder on the same disk."""
        (self._folder / SCRATCH_FOLDER).mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=self._folder / SCRATCH_FOLDER))

    @contextmanager
    def open_local(self, name: str) -> Iterator[Path]:
        """Yield the path of a file."""
        yield self._folder / name


S3_PROTOCOLS = ("s3", "s3a")  # of addresses that the extra `s3` serves
SCRATCH_FOLDER = "scratch"


class RemoteStorage:
    """A prefix of an object store; the only class that knows fsspec."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._files, self._root = _connect(self.url)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file, None where there is none."""
        try:
            data: bytes = self._files.cat_file(self._path(name))
        except FileNotFoundError:
            return None
        return data

    def put_bytes(self, name: str, data: bytes, durable: bool = True) -> None:  # noqa: ARG002
        """Write a file by one request."""
        self._files.pipe_file(self._path(name), data)

    def put_file(self, name: str, path: Path) -> None:
        """Send a local file by one request, and remove it here."""
        if path.stat().st_size > _MAX_PUT_BYTES:
            raise OutputError(f"{self.url}/{name}: more than {_MAX_PUT_BYTES:,} bytes")
        self._files.pipe_file(self._path(name), path.read_bytes(), chunksize=_MAX_PUT_BYTES)
        path.unlink()

    def copy_file(self, source: str, name: str) -> None:
        """Let the store copy a file."""
        self._files.cp_file(self._path(source), self._path(name))

    def list_sizes(self) -> dict[str, int]:
        """Return the size of each file by its name."""
        self._files.invalidate_cache()
        found = self._files.find(self._root, detail=True)
        return {path.removeprefix(f"{self._root}/"): int(info["size"]) for path, info in found.items()}

    def list_states(self) -> dict[str, tuple[int, str]]:
        """Return size and state of each file; another state means other bytes."""
        found = self._files.find(self._root, detail=True)
        return {
            path.removeprefix(self._root).lstrip("/"): (int(info["size"]), _find_state(info))
            for path, info in found.items()
        }

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        with suppress(FileNotFoundError):
            self._files.rm_file(self._path(name))

    def make_scratch(self) -> Path:
        """Return a new local folder."""
        return Path(tempfile.mkdtemp(prefix="jiaokan-"))

    @contextmanager
    def open_local(self, name: str) -> Iterator[Path]:
        """Fetch a file for as long as it is read; yield its path."""
        folder = self.make_scratch()
        try:
            path = folder / (name or self._root).rpartition("/")[2]
            self._files.get_file(self._path(name), str(path))
            yield path
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _find_state(info: dict[str, Any]) -> str:
    """Return what changes with the bytes of an object: its ETag, checksum or time."""
    keys = ("ETag", "etag", "checksum", "md5Hash", "blob_id", "LastModified", "mtime", "last_modified")
    return str(next((info[key] for key in keys if info.get(key)), ""))


def _connect(url: str) -> tuple[Any, str]:
    import fsspec  # noqa: PLC0415  (for those who use it)

    try:
        files, root = fsspec.core.url_to_fs(url, use_listings_cache=False)
    except ImportError as error:
        protocol = url.partition("://")[0]
        extra = '; `pip install "jiaokan[s3]"`' if protocol in S3_PROTOCOLS else ""
        raise InputError(f"{url}: {error}{extra}") from error
    except ValueError as error:
        raise InputError(f"{url}: {error}") from error
    return files, root.rstrip("/")
