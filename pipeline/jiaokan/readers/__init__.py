"""Read input files: each becomes documents and rejects, in the order of the file names.

An input is a folder, a file of a known kind (see READERS), or "-" for JSON lines on standard input. The
files of a release are found here, and read by `publish`, which knows its tables.
Records may be raw, under the keys that the settings name, or the output of an earlier stage.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from jiaokan.config.schema import InputSettings
from jiaokan.core.errors import InputError
from jiaokan.core.file_names import decode_file_name, find_ending
from jiaokan.readers import html_reader, json_reader, jsonl_reader, table_reader, text_reader, warc_reader
from jiaokan.readers.document_ids import reject_repeated_ids
from jiaokan.readers.files.folder_walk import PassedOver
from jiaokan.readers.html_reader import RawPage
from jiaokan.readers.input_files import STAGE_MARKER, list_folder, name_files_apart
from jiaokan.readers.raw_items import Item, make_item, read_safely
from jiaokan.readers.record_fields import DEFAULT_KEYS, check_first_records
from jiaokan.readers.releases.release_folders import (
    find_release_in,
    is_release,
    is_table_of_release,
    list_ready_versions,
    list_release_files,
)
from jiaokan.readers.selection import reject_long_texts, select_items

__all__ = [
    "READERS",
    "STDIN",
    "Item",
    "PassedOver",
    "find_files",
    "find_release_input",
    "has_reader",
    "list_passed_over",
    "make_documents",
    "read_file",
    "read_inputs",
    "reject_repeated_ids",
]
STDIN = "-"


FileReader = Callable[[Path, str, InputSettings], Iterator[Item]]


class Reader(Protocol):
    """A function that reads the files of one kind."""

    def __call__(self, path: Path, name: str, keys: InputSettings, /) -> Iterator[Item | RawPage]:
        """Yield what a file holds, under its name; `keys` say where a record has what."""


def _read_parquet_file(path: Path, name: str, keys: InputSettings) -> Iterator[Item | RawPage]:
    from jiaokan.readers import parquet_reader  # noqa: PLC0415 - pyarrow takes a tenth of a second

    return parquet_reader.read_parquet_file(path, name, keys)


# reader by the ending of the file name; longer endings are tried first
READERS: dict[str, Reader] = {
    **dict.fromkeys(html_reader.HTML_ENDINGS, html_reader.read_html_file),
    **dict.fromkeys((".warc", ".warc.gz", ".wet", ".wet.gz"), warc_reader.read_warc_file),
    **dict.fromkeys((".csv", ".tsv"), table_reader.read_table_file),
    **dict.fromkeys((".json", ".json.gz", ".json.zst"), json_reader.read_json_file),
    **dict.fromkeys((".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson"), jsonl_reader.read_jsonl_file),
    **dict.fromkeys((".text", ".txt", ".md", ".markdown"), text_reader.read_text_file),
    ".rejects.jsonl": jsonl_reader.read_rejects,
    ".parquet": _read_parquet_file,
}


def read_inputs(
    inputs: Iterable[str], keys: InputSettings = DEFAULT_KEYS, read: FileReader | None = None
) -> Iterator[Item]:
    """Yield the documents and rejects of the inputs; a document with a repeated id becomes a reject.

    Args:
        inputs: Paths of files or folders, or "-".
        keys: Which keys of a record hold what, and how much of the input is read.
        read: Reads a file, by default `read_file`.

    Raises:
        InputError: At the call, before the first item: an input does not exist, it holds no file of a
            known kind, or no record of it has a text or a page under the keys.
    """
    files = list(name_files_apart([(name, find_files(name)) for name in inputs]))
    found = (item for file in files for item in (read or read_file)(file.path, file.name, keys))
    items = reject_repeated_ids(check_first_records(found))
    return select_items(items, keys.limit, keys.sample)


def find_files(name: str) -> list[tuple[Path, str]]:
    """Return the files of an input in the order of their names, each with its name relative to the input.

    A file X.jsonl is followed by the file of its rejects, if there is one.

    Raises:
        InputError: The input does not exist, or holds no file of a known kind.
    """
    if name == STDIN:
        return [(Path(STDIN), STDIN)]
    path = Path(name)
    if path.is_dir():
        if release := find_release_input(path):
            return list_release_files(release)
        known = [file for file in list_folder(path)[0] if _find_reader(file[0].name)]
        if not known:
            raise InputError(f"{name}: nothing to read in this folder; known are {', '.join(READERS)}")
        return known
    if not path.is_file():
        raise InputError(f"{name}: no such file or folder")
    if not _find_reader(path.name):
        raise InputError(f"{name}: cannot tell its kind; known are {', '.join(READERS)}")
    found = [(path, decode_file_name(path.name))]
    rejects = jsonl_reader.make_rejects_path(path)
    if path.name.endswith(".jsonl") and rejects.is_file():
        found.append((rejects, rejects.name))
    return found


def find_release_input(folder: Path) -> Path | None:
    """Return the release that is read for an input folder, None for a folder of files.

    A release, a folder of its versions, and a folder of nothing but data sets stand for a release: the
    newest. Files that stand beside data sets are an input of their own.

    Raises:
        InputError: The folder holds several data sets and nothing else.
    """
    if is_release(folder):
        return folder
    if not list_ready_versions(folder) and any(_find_reader(path.name) for path, _ in list_folder(folder)[0]):
        return None
    return find_release_in(folder)


def list_passed_over(name: str) -> list[PassedOver]:
    """Return what in an input folder is not read, and why; hidden files are left out."""
    path = Path(name)
    if name == STDIN or not path.is_dir():
        return []
    if release := find_release_input(path):
        versions = list_ready_versions(release.parent) if path != release else []
        older = (version for version in versions if version != release.name)
        return [PassedOver(version, f"a release; {release.name} is newer") for version in older]
    files, passed = list_folder(path)
    unknown = [
        PassedOver(inside, "no reader for its kind") for file, inside in files if not _find_reader(file.name)
    ]
    shown = (one for one in (*passed, *unknown) if not one.name.startswith(".") and "/." not in one.name)
    return sorted(shown, key=lambda one: one.name) + [one for one in passed if one.name == "."]


def _find_reader(name: str) -> Reader | None:
    if name.endswith(STAGE_MARKER):
        return None
    return READERS.get(find_ending(name, READERS))


def read_file(path: Path, name: str, keys: InputSettings = DEFAULT_KEYS) -> Iterator[Item]:
    """Yield every document and reject of a file, "-" for standard input; `name` goes to their origins."""
    if path == Path(STDIN):
        if not sys.stdin:
            raise InputError("standard input is closed; name an --input")
        return make_documents(jsonl_reader.parse_lines(sys.stdin.buffer, name, keys), name, keys)
    if is_table_of_release(path):
        raise InputError(f"{path}: a table of a release; name the folder of the release")
    reader = _find_reader(path.name)
    return make_documents(reader(path, name, keys), name, keys) if reader else iter(())


def make_documents(
    found: Iterator[Item | RawPage], name: str, keys: InputSettings = DEFAULT_KEYS
) -> Iterator[Item]:
    """Yield what a reader found in a file, with pages as documents.

    A reader that fails gives a reject, and so does a text that is longer than the settings allow.
    """
    return reject_long_texts(map(make_item, read_safely(found, name)), keys.max_text_bytes)


def has_reader(name: str) -> bool:
    """Tell whether a file of this name can be read."""
    return _find_reader(name) is not None
