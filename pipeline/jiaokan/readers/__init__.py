"""Readers: what comes in, as documents and rejects, in an order that files alone decide.

A path is a folder, a file of text or HTML, a file of records (JSON, JSON lines, CSV, Parquet; JSON plain,
.gz or .zst), a web archive, or "-" for JSON lines on standard input. Records may be raw or come from an
earlier stage.
"""

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Protocol

from jiaokan.config.schema import InputSettings
from jiaokan.core.errors import InputError
from jiaokan.core.file_names import decode_file_name
from jiaokan.readers import (
    html_reader,
    json_reader,
    jsonl_reader,
    parquet_reader,
    table_reader,
    text_reader,
    warc_reader,
)
from jiaokan.readers.document_ids import reject_repeated_ids
from jiaokan.readers.folder_walk import PassedOver
from jiaokan.readers.html_reader import RawPage
from jiaokan.readers.input_files import InputFile, list_folder, name_apart
from jiaokan.readers.key_checks import check_first_records
from jiaokan.readers.raw_items import Item, make_item, read_safely
from jiaokan.readers.record_fields import DEFAULT_KEYS
from jiaokan.readers.selection import select_items

__all__ = [
    "READERS",
    "STDIN",
    "Item",
    "PassedOver",
    "find_files",
    "list_ignored_files",
    "list_passed_over",
    "read_inputs",
]
STDIN = "-"


class Reader(Protocol):
    """What reads the files of one kind."""

    def __call__(self, path: Path, name: str, keys: InputSettings, /) -> Iterator[Item | RawPage]:
        """Yield what a file holds, under its name; `keys` say where a record has what."""


# by the end of a file's name; a longer one is tried before a shorter one
READERS: dict[str, Reader] = {
    **dict.fromkeys(html_reader.HTML_ENDINGS, html_reader.read_html_file),
    **dict.fromkeys((".warc", ".warc.gz", ".wet", ".wet.gz"), warc_reader.read_warc_file),
    **dict.fromkeys((".csv", ".tsv"), table_reader.read_table_file),
    **dict.fromkeys((".json", ".json.gz", ".json.zst"), json_reader.read_json_file),
    **dict.fromkeys((".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson"), jsonl_reader.read_jsonl_file),
    **dict.fromkeys((".text", ".txt", ".md", ".markdown"), text_reader.read_text_file),
    ".rejects.jsonl": jsonl_reader.read_rejects,
    ".parquet": parquet_reader.read_parquet_file,
}


def read_inputs(inputs: Iterable[str], keys: InputSettings = DEFAULT_KEYS) -> Iterator[Item]:
    """Yield every document and reject of the inputs; an id met before makes a reject.

    Raises InputError at once where an input does not exist, nothing in it can be read, or no record of
    it has a text or a page under the keys.
    """
    files = list(name_apart([(name, find_files(name)) for name in inputs]))
    items = reject_repeated_ids(check_first_records(_read_files(files, keys)))
    return select_items(items, keys.limit, keys.sample)


def find_files(name: str) -> list[tuple[Path, str]]:
    """Return the files of an input, each with its name relative to it, in the order of their names."""
    if name == STDIN:
        return [(Path(STDIN), STDIN)]
    path = Path(name)
    if path.is_dir():
        known = [file for file in list_folder(path)[0] if _find_reader(file[0].name)]
        if not known:
            raise InputError(f"{name}: nothing to read in this folder; known are {', '.join(READERS)}")
        return known
    if not path.is_file():
        raise InputError(f"{name}: no such file or folder")
    if not _find_reader(path.name):
        raise InputError(f"{name}: cannot tell its kind; known are {', '.join(READERS)}")
    beside = jsonl_reader.make_rejects_path(path)
    own = [(path, decode_file_name(path.name))]
    return [*own, (beside, beside.name)] if path.name.endswith(".jsonl") and beside.is_file() else own


def list_ignored_files(name: str) -> list[str]:
    """Return the files of an input folder that are not read, hidden ones left out."""
    return [passed.name for passed in list_passed_over(name)]


def list_passed_over(name: str) -> list[PassedOver]:
    """Return what in an input folder is not read, and why; hidden files are left out."""
    path = Path(name)
    if name == STDIN or not path.is_dir():
        return []
    files, passed = list_folder(path)
    unknown = [
        PassedOver(inside, "no reader for its kind") for file, inside in files if not _find_reader(file.name)
    ]
    shown = (one for one in (*passed, *unknown) if not one.name.startswith(".") and "/." not in one.name)
    return sorted(shown, key=lambda one: one.name) + [one for one in passed if one.name == "."]


def _find_reader(name: str) -> Reader | None:
    return next(
        (READERS[end] for end in sorted(READERS, key=len, reverse=True) if name.lower().endswith(end)), None
    )


def _read_files(files: Iterable[InputFile], keys: InputSettings) -> Iterator[Item]:
    return chain.from_iterable(map(make_item, _read_file(file, keys)) for file in files)


def _read_file(file: InputFile, keys: InputSettings) -> Iterator[Item | RawPage]:
    if file.path == Path(STDIN):
        if not sys.stdin:
            raise InputError("standard input is closed; name an --input")
        return jsonl_reader.parse_lines(sys.stdin.buffer, file.name, keys)
    reader = _find_reader(file.path.name)
    return read_safely(reader(file.path, file.name, keys), file.name) if reader else iter(())
