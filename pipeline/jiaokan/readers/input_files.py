"""The files of the inputs, each under a name that no other has, and what is passed over."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from jiaokan.core.file_names import decode_file_name
from jiaokan.readers.files.folder_walk import PassedOver, walk_folder
from jiaokan.readers.html_reader import HTML_ENDINGS

STAGE_MARKER = ".jiaokan-stage.json"  # says what a stage has written into a folder; it holds no records


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file to read: its path, and the name that its documents have as their origin."""

    path: Path
    name: str


def list_folder(folder: Path) -> tuple[list[tuple[Path, str]], list[PassedOver]]:
    """Return the files of a folder in the order of the parts of their names, and what is passed over."""
    files: list[tuple[Path, str]] = []
    passed: list[PassedOver] = []
    for found in walk_folder(folder):
        if isinstance(found, PassedOver):
            passed.append(found)
        else:
            files.append(found)
    return sorted(files, key=lambda file: file[1].split("/")), passed


def name_files_apart(inputs: Iterable[tuple[str, list[tuple[Path, str]]]]) -> Iterator[NamedFile]:
    """Yield the files of the inputs, each with a name of its own.

    A file whose name an earlier file has gets the name of its input in front, and a number where that does
    not suffice, so that `jiaokan restore` can write all files into one folder. A packed page has the name of
    what is packed, unless a file beside it has that name.

    Args:
        inputs: Each input with its files and their names relative to it.
    """
    listed = list(inputs)
    paths = (path for _, files in listed for path, _ in files)
    names = choose_names([(where, [name for _, name in files]) for where, files in listed])
    return map(NamedFile, paths, names)


def choose_names(inputs: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Yield a name of its own for each file of the inputs, as `name_files_apart` does."""
    taken: set[str] = set()
    for where, names in inputs:
        own = set(names)
        for name in names:
            plain = _unpacked_name(name, own)
            chosen = plain
            if chosen in taken:
                folder = decode_file_name(Path(where).resolve().name) if Path(where).is_dir() else ""
                chosen = _number_name(f"{folder}/{plain}" if folder else plain, taken)
            taken.add(chosen)
            yield chosen


def _unpacked_name(name: str, own: set[str]) -> str:
    unpacked = name.removesuffix(".gz")
    return (
        unpacked if unpacked != name and name.lower().endswith(HTML_ENDINGS) and unpacked not in own else name
    )


def _number_name(name: str, taken: set[str]) -> str:
    place = PurePosixPath(name)
    number = 1
    while name in taken:
        number += 1
        name = str(place.with_name(f"{place.stem}~{number}{place.suffix}"))
    return name
