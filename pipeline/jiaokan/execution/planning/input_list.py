"""List the files of the inputs of a run, on a disk or an object store."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from jiaokan.core.errors import InputError
from jiaokan.execution import storage
from jiaokan.readers import STDIN, find_files, has_reader
from jiaokan.readers.input_files import STAGE_MARKER, choose_names
from jiaokan.readers.releases.release_folders import MANIFEST_FILE

_PART_PREFIX = "part-"


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file of the input.

    Attributes:
        url: Where it is.
        name: What it is called in the input.
        size: Bytes.
        state: A text that changes when the bytes do: time of the last change, or the tag that an object
            store gives.
    """

    url: str
    name: str
    size: int
    state: str


def list_input_files(inputs: Iterable[str]) -> list[list[InputFile]]:
    """Return the files of the inputs in order, in groups that no shard cuts or joins to others.

    A group is a file, or a part that a stage has written with its rejects.

    Raises:
        InputError: An input does not exist, or nothing in it can be read.
    """
    _has_stage_marker.cache_clear()
    groups: list[list[InputFile]] = []
    for name in inputs:
        files = _list_remote_files(name) if storage.is_remote(name) else _list_local_files(name)
        for part, found in groupby(files, key=find_part):
            members = list(found)
            groups += [members] if part else [[file] for file in members]
    return groups


def give_unique_names(inputs: Sequence[tuple[str, list[list[InputFile]]]]) -> list[list[InputFile]]:
    """Return the groups of all inputs, each file with a name that no other has.

    Args:
        inputs: Each input with what `list_input_files` returned for it.
    """
    names = choose_names(
        [(where, [file.name for group in groups for file in group]) for where, groups in inputs]
    )
    return [[replace(file, name=next(names)) for file in group] for _, groups in inputs for group in groups]


def open_input(file: InputFile) -> AbstractContextManager[Path]:
    """Return a context in which a file of the input can be read under a local path."""
    folder, _, name = file.url.rpartition("/")
    return storage.open_storage(folder or "/").open_local(name)


def _list_local_files(name: str) -> Iterator[InputFile]:
    if name == STDIN:
        raise InputError("-: standard input is read before it is planned")
    for path, inside in find_files(name):
        state = path.stat()
        yield InputFile(str(path.absolute()), inside, state.st_size, str(state.st_mtime_ns))


def _list_remote_files(name: str) -> Iterator[InputFile]:
    place = storage.RemoteStorage(name)
    found = place.list_states()
    if MANIFEST_FILE in found:
        raise InputError(f"{name}: a release is read from a disk; fetch it first")
    files = sorted(
        (inside for inside in found if has_reader(inside or name)), key=lambda inside: inside.split("/")
    )
    if not files:
        raise InputError(f"{name}: no such file or folder, or nothing in it that can be read")
    for inside in files:
        url = f"{place.url}/{inside}" if inside else place.url
        yield InputFile(url, inside or name.rpartition("/")[2], *found[inside])


def find_part(file: InputFile) -> str:
    """Return the path, without endings, of the part of a stage's folder that a file belongs to.

    "" for any other file.
    """
    folder, _, name = file.url.rpartition("/")
    if not name.startswith(_PART_PREFIX) or not _has_stage_marker(folder):
        return ""
    return f"{folder}/{name.partition('.')[0]}"


@lru_cache(maxsize=64)
def _has_stage_marker(folder: str) -> bool:
    return storage.open_storage(folder).read(STAGE_MARKER) is not None
