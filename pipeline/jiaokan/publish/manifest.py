"""The manifest of a release: what it consists of, and all that its bytes depend on.

`manifest.json` has `files` (path: SHA-256 and size, of every file but itself), `input` (a digest over
the digests of the shards' raw bytes), `settings`, `rules` (a digest of each record), `configs` (digests
of all settings, of all rules, and of each file that a setting names), and `packages`.
"""

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jiaokan.config.config_loader import CONFIGS_FOLDER, Config
from jiaokan.core.errors import InputError
from jiaokan.publish import parquet_writer

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


def make_manifest(files: FilesByPath, input_digest: str, config: Config) -> Manifest:
    """Describe a release: its files, the digest of its input, and what it was made from."""
    settings, rules = _flatten_settings(config), _digest_rules(config.rules_folder)
    return Manifest(
        config.publish.name,
        config.publish.version,
        dict(files),
        input_digest,
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
        found = {name: ReleaseFile(**file) for name, file in value["files"].items()}
        return Manifest(**{**value, "files": found})
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); name the folder of a release"
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(f"{path}: not a manifest as jiaokan writes them ({error})") from error


def list_overrides(found: Manifest) -> list[str]:
    """Return the settings that a release was made with, as `config.load` takes them."""
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
    return {name: known.get(name) or digest_file(found[name]) for name in names}


def digest_bytes(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest_input(release: Path) -> str:
    """Return the digest of all raw bytes, from the tables of documents and rejects."""
    parts: dict[int, list[str]] = {}
    for table in ("documents", "rejects"):
        for path in parquet_writer.list_shards(release, table):
            number = parquet_writer.parse_shard_number(path.name)
            parts.setdefault(number, ["", ""])[table == "rejects"] = _digest_shard_input(path, table)
    return combine_input_digests(tuple(parts[number]) for number in sorted(parts))


def combine_input_digests(parts: Iterable[Sequence[str]]) -> str:
    """Return the digest of all raw bytes from those of each shard's documents and rejects, "" for none."""
    return digest_bytes("".join(f"{' '.join(part)}\n" for part in parts).encode())


def make_input_line(raw_sha256: str, file: str, line: int) -> bytes:
    """Return what the digest of a shard's input is taken over for one document or reject."""
    return f"{raw_sha256} {line} {file}\n".encode()


def _digest_shard_input(path: Path, table: str) -> str:
    total = hashlib.sha256()
    if table == "documents":
        for raw, file, line in parquet_writer.read_shard(path, ["raw_sha256", "file", "line"]):
            total.update(make_input_line(raw, file, line))
    else:
        for file, line, data in parquet_writer.read_shard(path, ["file", "line", "data"]):
            total.update(make_input_line(digest_bytes(data), file, line))
    return total.hexdigest()


def digest_file(path: Path) -> ReleaseFile:
    """Return the SHA-256 and the size of a file."""
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
            found[name] = digest_file(own if own.exists() else CONFIGS_FOLDER / file).sha256
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
