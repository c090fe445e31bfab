"""The manifest of a release: its files, and all that their bytes depend on.

`manifest.json` holds `files` (SHA-256 and size of every file but itself, by path), `input` (a digest over
the digests of the shards' raw bytes), `settings`, `rules` (a digest of each rule), `configs` (digests of
all settings, of all rules, and of each file that a setting names), and `packages` (versions).
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jiaokan.config.config_loader import Config
from jiaokan.config.rule_files import list_rule_files
from jiaokan.config.scorer_names import find_scorer_version
from jiaokan.core.errors import ConfigError, InputError
from jiaokan.publish.release_checks.manifest_checks import check_manifest, check_setting_paths
from jiaokan.publish.tables import parquet_writer
from jiaokan.readers.releases import release_folders
from jiaokan.rules import parse_rule_file

MANIFEST_FILE = release_folders.MANIFEST_FILE
CHANGES_FILE = "CHANGES.md"  # the only file that depends on the release before


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release: its SHA-256 in hexadecimal, and its size in bytes."""

    sha256: str
    bytes: int


FilesByPath = Mapping[str, ReleaseFile]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of `manifest.json`; `settings` holds JSON values by keys such as "strip.max_passes"."""

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
    settings, rules = _flatten_settings(config), _digest_rules(config.rules_folders)
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


def write_manifest(release: Path, manifest: Manifest) -> None:
    """Write manifest.json."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (release / MANIFEST_FILE).write_bytes(f"{text}\n".encode())


def read_manifest(release: str | Path) -> Manifest:
    """Read the manifest of a release.

    Raises:
        InputError: The folder has no manifest, or it is not one that jiaokan wrote.
    """
    path = Path(release) / MANIFEST_FILE
    try:
        value = json.loads(path.read_text("utf-8"))
        check_manifest(value, {field.name for field in fields(Manifest)})
        files = {name: ReleaseFile(**file) for name, file in value["files"].items()}
        return Manifest(**{**value, "files": files})
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror}); name the folder of a release"
        ) from error
    except (ValueError, RecursionError, InputError) as error:
        raise InputError(f"{path}: not a manifest as jiaokan writes them ({error})") from error


def list_overrides(manifest: Manifest) -> list[str]:
    """Return the settings of a release as overrides for `config_loader.load`."""
    check_setting_paths(manifest.settings)
    nested: dict[str, Any] = {}
    for name, value in manifest.settings.items():
        table, key, *deeper = name.split(".")
        inner = nested if not deeper else nested.setdefault(f"{table}.{key}", {})
        for part in deeper[:-1]:
            inner = inner.setdefault(part, {})
        inner[deeper[-1] if deeper else name] = json.loads(value)
    return [f"{name}={_format_toml(value)}" for name, value in nested.items()]


def list_files(release: Path, known: FilesByPath = MappingProxyType({})) -> dict[str, ReleaseFile]:
    """Return the files of a release by their paths, in the order of their names.

    The manifest and hidden files are left out: stores add hidden files (.gitattributes, .cache).

    Args:
        release: The folder.
        known: Files whose digests are known; they are not read again.
    """
    paths = {path.relative_to(release).as_posix(): path for path in release.rglob("*") if path.is_file()}
    names = sorted(name for name in paths if name != MANIFEST_FILE and not name.startswith("."))
    return {name: known.get(name) or digest_file(paths[name]) for name in names}


def digest_settings(manifest: Manifest, tables: Iterable[str], more: Mapping[str, str]) -> str:
    """Return the digest of the settings in some tables, of the files that they name, and of more."""
    beginnings = tuple(f"{table}." for table in tables)
    named = {**manifest.settings, **{f"{name}#": value for name, value in manifest.configs.items()}}
    chosen = {name: value for name, value in named.items() if name.startswith(beginnings)}
    return _digest_mapping({**chosen, **more})


def digest_bytes(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal.

    >>> digest_bytes(b"")[:16]
    'e3b0c44298fc1c14'
    """
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
    """Return all settings but `folder`, which does not change a result."""
    tables = {name: table for name, table in asdict(config).items() if isinstance(table, dict)}
    return dict(_flatten_table(tables, ""))


def _flatten_table(table: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten_table(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", json.dumps(value, ensure_ascii=False)


def _format_toml(value: Any) -> str:
    """Return a value as TOML, which is the same as JSON but for tables."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_format_toml(inner)}' for key, inner in value.items())}}}"
    return json.dumps(value, ensure_ascii=False)


def _digest_mapping(named: Mapping[str, str]) -> str:
    return digest_bytes(json.dumps(named, ensure_ascii=False).encode())


def _digest_setting_files(settings: Mapping[str, str], config: Config) -> dict[str, str]:
    """Return the digest of each file that a setting names, by its key, and the version of each scorer."""
    digests = {f"annotate.scorers.{name}": _find_version(name) for name in config.annotate.scorers}
    for name, value in settings.items():
        if name.endswith((".file", ".inspection", ".rewriting")) and (file := json.loads(value)):
            digests[name] = digest_file(config.find_file(file)).sha256
    return digests


def _find_version(scorer: str) -> str:
    """Return the version of a scorer, "unknown" where it ran elsewhere; the table of scores has it too."""
    try:
        return find_scorer_version(scorer)
    except ConfigError:
        return "unknown"


def _digest_rules(folders: Iterable[Path]) -> dict[str, str]:
    """Return the digest of each rule, by its id."""
    files = (path for folder in folders for path in list_rule_files(folder))
    digests = (pair for path in files for pair in _digest_records(path.read_text("utf-8")))
    return dict(sorted(digests))


@lru_cache(maxsize=64)
def _digest_records(text: str) -> tuple[tuple[str, str], ...]:
    """Return the id and the digest of each rule of a file; hits and misses are tests and do not count."""
    records = parse_rule_file(text).get("rule", [])
    parts = ({key: record[key] for key in sorted(record.keys() - {"hits", "misses"})} for record in records)
    return tuple((part["id"], digest_bytes(json.dumps(part, default=str).encode())) for part in parts)


def _list_package_versions() -> dict[str, str]:
    """Return the versions of jiaokan, of its dependencies, and of the Unicode character data."""
    try:
        needed = [line for line in requires("jiaokan") or [] if ";" not in line]  # no extras
        names = ["jiaokan", *(re.split(r"[^A-Za-z0-9._-]", line)[0] for line in needed)]
        versions = {name: version(name) for name in names}
    except PackageNotFoundError as error:
        raise InputError(f"{error.name}: not installed; install jiaokan with its dependencies") from error
    return dict(sorted({**versions, "unicode": unicodedata.unidata_version}.items()))
