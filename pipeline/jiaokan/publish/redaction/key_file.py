"""The key of a redacted release: JSON lines that name the release and hold what was taken out.

    {"release", "version", "manifest_sha256"}       the first line
    {"id", "edits", "fields", "raw_sha256"}         a document; edits are [raw start, before, after]
    {"reject", "line", "reason", "data"}            a reject: its file, and its bytes in base 64
    {"sha256"}                                      the last line: the digest of all before it

It stands beside no release: NAME-VERSION.redaction-key.jsonl in the folder TARGET.keys, for the owner alone.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from jiaokan.config.config_loader import Config
from jiaokan.core.document_json import dump_json
from jiaokan.core.errors import InputError
from jiaokan.publish import manifest
from jiaokan.publish.redaction.withholding import KeyRecord
from jiaokan.publish.selection_source import SELECTION_FILE

KEY_ENDING = ".redaction-key.jsonl"
KEYS_FOLDER_ENDING = ".keys"
_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class RedactionKey:
    """What a key holds: documents by id, and rejects by their place among the rejects of the release."""

    documents: dict[str, KeyRecord]
    rejects: tuple[KeyRecord, ...]


def name_key_file(release: Path) -> Path:
    """Return the path of the key of a release that stands in TARGET/NAME/VERSION.

    >>> name_key_file(Path("dist/zh-web/1.0.0")).as_posix()
    'dist.keys/zh-web-1.0.0.redaction-key.jsonl'
    """
    target = release.parent.parent
    target = target if target.name else target.absolute()
    name = f"{release.parent.name}-{release.name}{KEY_ENDING}"
    return target.with_name(f"{target.name}{KEYS_FOLDER_ENDING}") / name


def list_redacted_kinds(release: manifest.Manifest) -> frozenset[str]:
    """Return the kinds of personal data that the manifest of a release says it does not hold."""
    return frozenset(json.loads(release.settings.get("annotate.redact", "[]")))


def is_redacted_release(release: str | Path) -> bool:
    """Return whether the manifest of a release says that it was redacted."""
    return bool(list_redacted_kinds(manifest.read_manifest(release)))


def find_release_key(release: Path) -> Path | None:
    """Return the key of a redacted release where it was written, None for another release."""
    if not (release / manifest.MANIFEST_FILE).is_file() or not is_redacted_release(release):
        return None
    return name_key_file(release)


def is_selection(release: Path) -> bool:
    """Return whether a release was selected from another one."""
    return (release / SELECTION_FILE).is_file()


def write_release_key(path: Path, records: Iterable[Iterable[KeyRecord]], config: Config) -> None:
    """Write the key of a release that stands in `path`, whole or not at all, if the settings redact.

    Args:
        path: Folder of the release.
        records: What was taken out of each shard, in order.
        config: The settings that the release was made with.
    """
    if not config.annotate.redact:
        return
    head: KeyRecord = {
        "release": path.parent.name,
        "version": path.name,
        "manifest_sha256": manifest.digest_file(path / manifest.MANIFEST_FILE).sha256,
    }
    body = "".join(f"{dump_json(record)}\n" for record in chain([head], *records)).encode()
    end = dump_json({"sha256": manifest.digest_bytes(body)})
    _write_for_owner(name_key_file(path), body + f"{end}\n".encode())


def _write_for_owner(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.partial")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb") as file:
        file.write(data)
    beside.replace(path)


def read_key(path: Path, release: str | Path) -> RedactionKey:
    """Read the key of a release.

    Raises:
        InputError: It cannot be read, is damaged, or is the key of another release.
    """
    try:
        *lines, last = path.read_text("utf-8").rstrip("\n").split("\n")
        body = "".join(f"{line}\n" for line in lines).encode()
        if json.loads(last)["sha256"] != manifest.digest_bytes(body):
            raise InputError(f"{path}: the key is damaged: its digest is another")
        head, *records = map(json.loads, lines)
        named = head["manifest_sha256"]
    except OSError as error:
        raise InputError(f"{path}: the key cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: not the key of a redacted release") from error
    if named not in _list_manifest_digests(Path(release)):
        raise InputError(f"{path}: the key of another release, {head.get('release')} {head.get('version')}")
    rejects = () if is_selection(Path(release)) else (one for one in records if "reject" in one)
    return RedactionKey({one["id"]: one for one in records if "id" in one}, tuple(rejects))


def _list_manifest_digests(release: Path) -> list[str]:
    """Return the digests of the release and of what it was selected from: the key of either fits."""
    digests = [manifest.digest_file(release / manifest.MANIFEST_FILE).sha256]
    if is_selection(release):
        source = json.loads((release / SELECTION_FILE).read_text("utf-8"))
        digests.append(str(source["manifest_sha256"]))
    return digests
