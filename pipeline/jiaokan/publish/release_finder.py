"""Find a release by its name: in a folder, in a DVC repository at a tag, or on the Hub."""

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from jiaokan.core.errors import InputError
from jiaokan.publish import hub, manifest
from jiaokan.publish.release_verifier import verify
from jiaokan.publish.version_numbers import is_version, list_versions, parse_version

if TYPE_CHECKING:
    from dvc.api import DVCFileSystem

RELEASES_FOLDER = "dist"  # where releases stand, unless another folder is named
_HUB_NAME_PATTERN = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+", re.ASCII)
_URL_PATTERN = re.compile(r"[a-z+]+://|[\w.-]+@[\w.-]+:", re.ASCII)
_CACHE_VARIABLE = "JIAOKAN_CACHE"


def find_release(name: str | Path, version: str | None = None) -> Path:
    """Return the folder of a release, fetched where need be; the newest where no version is named.

    `name` is the folder of a release, the folder that holds its versions, the name of a data set
    under `dist` (there, or at a tag of the DVC repository that one stands in), a DVC repository (a
    folder or an address of Git), or OWNER/NAME on the Hub. What is fetched goes to the client's
    cache, and from DVC to $JIAOKAN_CACHE (~/.cache/jiaokan). NAME@VERSION says both in one.
    Raises InputError where nothing of the name or the version is found.
    """
    name, version = _split_version(str(name), version)
    plain = Path(RELEASES_FOLDER) / name
    if Path(name).is_dir():
        return _find_in_folder(Path(name), version)
    if plain.is_dir() and (not version or (plain / version).is_dir()):
        return _find_in_folder(plain, version)
    if _URL_PATTERN.match(name):
        return _fetch_from_dvc(name, version)
    if _HUB_NAME_PATTERN.fullmatch(name):
        return hub.fetch_release(name, version)
    if version and Path(".dvc").is_dir():
        return _fetch_from_dvc(".", version, name)
    raise InputError(
        f"{name}: no folder, no release under {RELEASES_FOLDER}/, no repository (OWNER/NAME or an address)"
    )


def _split_version(name: str, version: str | None) -> tuple[str, str | None]:
    """Return name and version, which may stand behind the name; raises ConfigError for no version."""
    bare, at, tail = name.rpartition("@")
    if at and not version and is_version(tail):
        return bare, tail
    if version:
        parse_version(version)
    return name, version


def _find_in_folder(folder: Path, version: str | None) -> Path:
    if (folder / manifest.MANIFEST_FILE).is_file():
        found = manifest.read_manifest(folder).version
        if version not in (None, found):
            raise InputError(f"{folder}: holds version {found}, not {version}")
        return folder
    if (folder / ".dvc").is_dir() and version:
        return _fetch_from_dvc(str(folder), version)
    standing = list_versions(folder)
    chosen = version or next(reversed(standing), "")
    if chosen not in standing:
        has = f"holds {', '.join(standing)}" if standing else "holds no release"
        raise InputError(f"{folder}: {has}; name one of its versions, or a folder of releases")
    return folder / chosen


def _fetch_from_dvc(repository: str, version: str | None, name: str = "*") -> Path:
    """Fetch a release at its tag, check it, and keep it for the next time."""
    if not version:
        raise InputError(f"{repository}: name the version to fetch; a DVC repository has one tag for each")
    try:
        from dvc.api import DVCFileSystem  # noqa: PLC0415  (for those who use it)
        from dvc.exceptions import DvcException  # noqa: PLC0415
        from scmrepo.exceptions import SCMError  # noqa: PLC0415
    except ImportError as error:
        raise InputError(f"{repository}: reading a DVC repository needs `pip install dvc`") from error
    try:
        files = DVCFileSystem(repository, rev=f"v{version}")
        found = sorted(files.glob(f"{RELEASES_FOLDER}/{name}/{version}/{manifest.MANIFEST_FILE}"))
        if len(found) != 1:
            raise InputError(
                f"{repository}: holds {len(found)} releases {RELEASES_FOLDER}/{name}/{version} at v{version}"
            )
        return _fetch_to_cache(files, str(Path(found[0]).parent))
    except (DvcException, SCMError, OSError) as error:
        raise InputError(f"{repository}: v{version} cannot be fetched ({error})") from error


def _fetch_to_cache(files: "DVCFileSystem", inside: str) -> Path:
    cache = Path(os.environ.get(_CACHE_VARIABLE) or Path.home() / ".cache" / "jiaokan")
    digest = manifest.digest_bytes(files.read_bytes(f"{inside}/{manifest.MANIFEST_FILE}"))
    folder = cache / f"{Path(inside).parent.name}-{Path(inside).name}-{digest[:16]}"
    if not folder.is_dir():
        made = folder.with_name(f".{folder.name}.{os.getpid()}")
        try:
            made.parent.mkdir(parents=True, exist_ok=True)
            files.get(inside, str(made), recursive=True)
            if flaws := verify(made):
                raise InputError(f"{inside}: {flaws[0].place}: {flaws[0].problem}")
            made.rename(folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return folder
