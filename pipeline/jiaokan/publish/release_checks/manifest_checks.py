"""Check what a manifest says before anything is done with it: somebody else may have written it."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from jiaokan.core.checks.path_checks import find_name_problem, find_path_problem
from jiaokan.core.errors import InputError

_TEXT_KEYS = frozenset({"name", "version", "input"})
_MAPPING_KEYS = frozenset({"settings", "rules", "configs", "packages"})
_SETTING_PATTERN = re.compile(r"\w+(?:\.\w+)+", re.ASCII)
_PATH_SETTING_PATTERN = re.compile(r"strip\.rules|.*\.file")
_VERSION_PATTERN = re.compile(r"\d{1,9}(?:\.\d{1,9}){2}", re.ASCII)
MAX_SHOWN_CHARS = 80  # of a value that an error message repeats


def check_manifest(value: object, keys: Collection[str]) -> None:
    """Raise InputError naming the first thing in the JSON of a manifest that is not as jiaokan writes it.

    Args:
        value: what the JSON holds.
        keys: the keys that a manifest has.
    """
    if problem := next(_find_problems(value, frozenset(keys)), ""):
        raise InputError(problem)


def check_setting_paths(settings: Mapping[str, str]) -> None:
    """Raise InputError where a setting of a manifest names a file outside the folder of the settings.

    A release is made again with the settings in its manifest; it must not choose which files are read.
    """
    for name, text in settings.items():
        value = json.loads(text) if _PATH_SETTING_PATTERN.fullmatch(name) else ""
        for path in value if isinstance(value, list) else [value]:
            if path and (not isinstance(path, str) or (problem := find_path_problem(path.rstrip("/")))):
                reason = problem if isinstance(path, str) else "is no path"
                raise InputError(f"the setting {name} of the manifest, {_shorten(path)}, {reason}")


def _find_problems(value: object, keys: frozenset[str]) -> Iterator[str]:
    if not isinstance(value, dict):
        yield "it is no JSON object"
        return
    yield from (f"no key {key!r}" for key in sorted(keys - value.keys()))
    yield from (f"an unknown key {_shorten(key)}" for key in sorted(value.keys() - keys))
    yield from (f"{key} should be text" for key in sorted(keys & _TEXT_KEYS) if type(value[key]) is not str)
    if problem := find_name_problem(str(value["name"])):
        yield f"the name {_shorten(value['name'])} {problem}"
    if not _VERSION_PATTERN.fullmatch(str(value["version"])):
        yield f"the version {_shorten(value['version'])} should be MAJOR.MINOR.PATCH"
    for key in sorted(keys & _MAPPING_KEYS):
        yield from _find_mapping_problems(key, value[key])
    yield from _find_file_problems(value["files"])
    yield from _find_setting_problems(value["settings"])


def _find_mapping_problems(key: str, value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{key} should be an object"
    else:
        yield from (
            f"{key}: {_shorten(name)} should be text" for name in value if type(value[name]) is not str
        )


def _find_file_problems(files: object) -> Iterator[str]:
    if not isinstance(files, dict):
        yield "files should be an object"
        return
    for name, file in files.items():
        if problem := find_path_problem(name):
            yield f"the file {_shorten(name)} {problem}"
        if not isinstance(file, dict) or {key: type(file[key]) for key in file} != {
            "sha256": str,
            "bytes": int,
        }:
            yield f"the file {_shorten(name)} should have sha256 and bytes"


def _find_setting_problems(settings: Mapping[str, Any]) -> Iterator[str]:
    for name, value in settings.items():
        if not _SETTING_PATTERN.fullmatch(name):
            yield f"the setting {_shorten(name)} is no table.key"
        try:
            json.loads(value)
        except (ValueError, RecursionError):
            yield f"the setting {_shorten(name)} is no JSON"
    tables = {name.rpartition(".")[0] for name in settings}
    yield from (f"the setting {name} is a table and a value" for name in sorted(settings.keys() & tables))


def _shorten(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= MAX_SHOWN_CHARS else f"{shown[: MAX_SHOWN_CHARS - 1]}…"
