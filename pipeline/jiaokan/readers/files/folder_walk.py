"""Walk an input folder: the files in it, and what is passed over, with the reason."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jiaokan.core.file_names import decode_file_name
from jiaokan.readers.releases.release_folders import is_release

_WORK_FILES = ("fingerprint", "plan.json")  # what a run keeps in a folder until its output is in place


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something in a folder that is not read: its name relative to the folder, and why."""

    name: str
    reason: str


def walk_folder(folder: Path) -> Iterator[tuple[Path, str] | PassedOver]:
    """Yield the files of a folder with their names relative to it, and what is passed over, in order.

    Hidden folders are left out, and so are releases that stand in the folder. A link to a file is that
    file; a link to a folder is not followed, since it may lead back.
    """
    yield from _walk(folder, "", is_top=True)


def _walk(folder: Path, inside: str, is_top: bool = False) -> Iterator[tuple[Path, str] | PassedOver]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield PassedOver(inside.rstrip("/") or ".", f"a folder that cannot be read: {error.strerror}")
        return
    if not is_top and is_release(folder):
        yield PassedOver(inside.rstrip("/"), "a release; name it as the input to read it")
        return
    if {entry.name for entry in entries}.issuperset(_WORK_FILES):
        yield PassedOver(inside.rstrip("/") or ".", "the unfinished work of a run; the same run ends it")
        return
    for entry in entries:
        name = inside + decode_file_name(entry.name)
        if reason := _find_obstacle(entry):
            yield PassedOver(name, reason)
        elif entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                yield from _walk(Path(entry.path), f"{name}/")
        else:
            yield Path(entry.path), name


def _find_obstacle(entry: "os.DirEntry[str]") -> str:
    """Return why something that a folder holds is not read, "" for files and folders."""
    try:
        if entry.is_symlink() and entry.is_dir():
            return "a link to a folder; name that folder as an input"
        if entry.is_dir(follow_symlinks=False) or entry.is_file():
            return ""
        return "a link that leads nowhere" if entry.is_symlink() else "no file: a pipe, a socket or a device"
    except OSError as error:
        return f"cannot be looked at: {error.strerror}"
