"""Recognise releases in folders, and choose one where a folder holds several."""

from collections.abc import Iterator
from pathlib import Path

from jiaokan.core.errors import InputError
from jiaokan.readers.releases.version_numbers import list_versions

MANIFEST_FILE = "manifest.json"
INPUT_TABLES = ("documents", "rejects")  # the tables whose shards are read as files of an input
_SHARD_GLOB = "train-*.parquet"
_MAX_LISTED = 20  # releases that a message names


def is_release(folder: Path) -> bool:
    """Tell whether a folder is a release: it has a manifest and a table of documents."""
    return (folder / MANIFEST_FILE).is_file() and (folder / "documents").is_dir()


def is_table_of_release(path: Path) -> bool:
    """Tell whether a file is a shard of a table of a release."""
    return path.match(_SHARD_GLOB) and (path.parent.parent / MANIFEST_FILE).is_file()


def list_release_files(release: Path) -> list[tuple[Path, str]]:
    """Return the files of a release that are read as an input, each with its name relative to it.

    A shard of documents is read with the shards of the other tables that tell of them.

    Raises:
        InputError: The table of documents has no shards.
    """
    found = [
        (path, f"{table}/{path.name}")
        for table in INPUT_TABLES
        for path in sorted((release / table).glob(_SHARD_GLOB))
    ]
    if not any(name.startswith("documents/") for _, name in found):
        raise InputError(f"{release}: a release whose table of documents is empty; run verify on it")
    return found


def list_ready_versions(folder: Path) -> list[str]:
    """Return the versions in the folder of a data set that are whole releases, the oldest first."""
    return [version for version in list_versions(folder) if is_release(folder / version)]


def find_release_in(folder: Path) -> Path | None:
    """Return the release that a folder stands for, None where it holds none.

    It is the folder itself, or the newest of its versions, or the newest version of the one data set in it.

    Raises:
        InputError: The folder holds several data sets; the message lists them.
    """
    if is_release(folder):
        return folder
    if versions := list_ready_versions(folder):
        return folder / versions[-1]
    found = list(_list_data_sets(folder))
    if len(found) > 1:
        raise InputError(f"{folder}: holds several data sets; name one of them: {list_releases(folder)}")
    return found[0] / list_ready_versions(found[0])[-1] if found else None


def list_releases(folder: Path) -> str:
    """Return the releases in a folder for a message: VERSION, or NAME/VERSION; "" where there are none."""
    names = list_ready_versions(folder)
    for inside in _list_data_sets(folder):
        names += [f"{inside.name}/{version}" for version in list_ready_versions(inside)]
    return ", ".join(names[:_MAX_LISTED]) + (", …" if len(names) > _MAX_LISTED else "")


def _list_data_sets(folder: Path) -> Iterator[Path]:
    """Yield the folders in a folder that hold versions."""
    inside = (
        sorted(path for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []
    )
    return (path for path in inside if path.is_dir() and list_ready_versions(path))
