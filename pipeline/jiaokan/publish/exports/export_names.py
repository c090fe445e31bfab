"""Names of files for the ids of documents: an id may hold anything, a name may not."""

import re

from jiaokan.core.checks.path_checks import find_path_problem

MAX_STEM_BYTES = 200  # of a name without its ending, so that a number still fits in
_UNFIT_PATTERN = re.compile(r'[\x00-\x1f\x7f<>:"\\|?*\ud800-\udfff]')
_RESERVED_PATTERN = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)  # of Windows


def make_file_stem(identity: str) -> str:
    """Return a relative path without an ending for the id of a document; "/" in an id makes folders.

    >>> make_file_stem("news/2024-01-01/3"), make_file_stem("../../etc/passwd")
    ('news/2024-01-01/3', '_/_/etc/passwd')
    >>> make_file_stem("https://example.org/?id=3")
    'https_/_/example.org/_id=3'
    """
    return "/".join(map(_make_part, identity.split("/")))


def _make_part(part: str) -> str:
    """Return one part of a path, as every system can hold it."""
    name = _UNFIT_PATTERN.sub("_", part).strip(" ").encode()[:MAX_STEM_BYTES].decode("utf-8", "ignore")
    if name.startswith(".") or find_path_problem(name) or _RESERVED_PATTERN.fullmatch(name):
        name = "_" + name.lstrip(".")
    return name.rstrip(" .") or "_"


class FileNames:
    """Gives each document a name that no other has, on systems that do not tell cases apart too."""

    def __init__(self) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()

    def choose_name(self, identity: str, ending: str) -> str:
        """Return the name of the file of a document, with a number where another one has its name."""
        stem = make_file_stem(identity)
        if any(folder in self._files for folder in _list_folders(stem)):
            stem = stem.replace("/", "_")
        name, number = stem + ending, 1
        while name.casefold() in self._files or name.casefold() in self._folders:
            number += 1
            name = f"{stem}~{number}{ending}"
        self._files.add(name.casefold())
        self._folders.update(_list_folders(name))
        return name


def _list_folders(name: str) -> list[str]:
    """Return the folders that a path goes through, without regard to case."""
    parts = name.casefold().split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]
