"""The manifest of a release: what it consists of, and all that its bytes depend on.

`manifest.json` has `files` (path: SHA-256 and size, of every file but itself), `input` (a digest of
all raw bytes), `settings`, `rules` (a digest of each record), `configs` (digests of all settings, of
all rules, and of each file that a setting names), and `packages`.
"""

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jiaokan.config.config_loader import CONFIGS_FOLDER, Config
from jiaokan.core.errors import InputError
from jiaokan.publish import parquet_writer
from jiaokan.publish.manifest_checks import check_manifest, check_setting_paths

MANIFEST_FILE = "manifest.json"
CHANGES_FILE = "CHANGES.md"  # what tells of the release before


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release: its SHA-256 in hexadecimal, its size in bytes."""

    sha256: str
    bytes: int


FilesByPath = Mapping[str, ReleaseFile]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` says; `settings` are "table.key": value as JSON, keys as deep as they go."""

    name: str
    version: str
    files: dict[str, ReleaseFile]
    input: str
    settings: dict[str, str]
    rules: dict[str, str]
    configs: dict[str, str]
    packages: dict[str, str]


def make_manifest(release: Path, known: FilesByPath, config: Config) -> Manifest:
    """Describe the files that stand in the folder, and what they were made from.

    `known` files are not read again.
    """
    settings, rules = _flatten_settings(config), _digest_rules(config.rules_folder)
    return Manifest(
        config.publish.name,
        config.publish.version,
        list_files(release, known),
        digest_input(release),
        settings,
        rules,
        {
            "settings": _digest_mapping(settings),
            "rules": _digest_mapping(rules),
            **_digest_setting_files(settings, config),
        },
        _list_package_versions(),
    )


def write_manifest(release: Path, found: Manifest) -> None:
    """Write manifest.json."""
    text = json.dumps(asdict(found), ensure_ascii=False, indent=1)
    (release / MANIFEST_FILE).write_bytes(f"{text}\n".encode())


def read_manifest(release: str | Path) -> Manifest:
    """Return what manifest.json says; raises InputError where there is none that can be read."""
    path = Path(release) / MANIFEST_FILE
    try:
        value = json.loads(path.read_text("utf-8"))
        check_manifest(value, {field.name for field in fields(Manifest)})
        found = {name: ReleaseFile(**file) for name, file in value["files"].items()}
        return Manifest(**{**value, "files": found})
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); name the folder of a release"
        ) from error
    except (ValueError, RecursionError, InputError) as error:
        raise InputError(f"{path}: not a manifest as jiaokan writes them ({error})") from error


def list_overrides(found: Manifest) -> list[str]:
    """Return the settings that a release was made with, as `config.load` takes them."""
    check_setting_paths(found.settings)
    nested: dict[str, Any] = {}
    for name, value in found.settings.items():
        table, key, *deeper = name.split(".")
        place = nested if not deeper else nested.setdefault(f"{table}.{key}", {})
        for part in deeper[:-1]:
            place = place.setdefault(part, {})
        place[deeper[-1] if deeper else name] = json.loads(value)
    return [f"{name}={_format_toml(value)}" for name, value in nested.items()]


def list_files(release: Path, known: FilesByPath = MappingProxyType({})) -> dict[str, ReleaseFile]:
    """Return every file of the folder but the manifest, in the order of their names.

    Hidden ones are left out: a store keeps them for itself (.gitattributes, .cache).
    """
    found = {path.relative_to(release).as_posix(): path for path in release.rglob("*") if path.is_file()}
    names = sorted(name for name in found if name != MANIFEST_FILE and not name.startswith("."))
    return {name: known.get(name) or _digest_file(found[name]) for name in names}


def digest_bytes(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_input(release: Path) -> str:
    """Return the SHA-256 over the digests of all documents and rejects, each with its place."""
    total = hashlib.sha256()
    for raw, file, line in parquet_writer.read_rows(release, "documents", ["raw_sha256", "file", "line"]):
        total.update(f"{raw} {line} {file}\n".encode())
    for file, line, data in parquet_writer.read_rows(release, "rejects", ["file", "line", "data"]):
        total.update(f"{digest_bytes(data)} {line} {file}\n".encode())
    return total.hexdigest()


def _digest_file(path: Path) -> ReleaseFile:
    with path.open("rb") as file:
        return ReleaseFile(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def _flatten_settings(config: Config) -> dict[str, str]:
    """Return all settings but the folder, which is where and not what."""
    tables = {name: table for name, table in asdict(config).items() if isinstance(table, dict)}
    return dict(_flatten_table(tables, ""))


def _flatten_table(table: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten_table(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", json.dumps(value, ensure_ascii=False)


def _format_toml(value: Any) -> str:
    """Return a value as TOML; but for tables that is JSON."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_format_toml(inner)}' for key, inner in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)


def _digest_mapping(named: Mapping[str, str]) -> str:
    return digest_bytes(json.dumps(named, ensure_ascii=False).encode())


def _digest_setting_files(settings: Mapping[str, str], config: Config) -> dict[str, str]:
    """Return the digest of each file that a setting "….file" names."""
    found = {}
    for name, value in settings.items():
        if name.endswith(".file") and (file := json.loads(value)):
            own = config.folder / file
            found[name] = _digest_file(own if own.exists() else CONFIGS_FOLDER / file).sha256
    return found


def _digest_rules(folder: Path) -> dict[str, str]:
    """Return the digest of each rule record, by its id."""
    found = (pair for path in folder.glob("*.toml") for pair in _digest_records(path.read_text("utf-8")))
    return dict(sorted(found))


@lru_cache(maxsize=64)
def _digest_records(text: str) -> tuple[tuple[str, str], ...]:
    """Return id and digest of each record; hits and misses prove it and are no part of it."""
    records = tomllib.loads(text).get("rule", [])
    parts = ({key: record[key] for key in sorted(record.keys() - {"hits", "misses"})} for record in records)
    return tuple((part["id"], digest_bytes(json.dumps(part, default=str).encode())) for part in parts)


def _list_package_versions() -> dict[str, str]:
    """Return the versions of jiaokan, of what it depends on, and of Unicode's character data."""
    try:
        needed = [one for one in requires("jiaokan") or [] if ";" not in one]  # no extras
        names = ["jiaokan", *(re.split(r"[^A-Za-z0-9._-]", one)[0] for one in needed)]
        found = {name: version(name) for name in names}
    except PackageNotFoundError as error:
        raise InputError(f"{error.name}: not installed; install jiaokan with its dependencies") from error
    return dict(sorted({**found, "unicode": unicodedata.unidata_version}.items()))
