"""Find a release by its name: in a folder, in a DVC repository at a tag, or on the Hub."""

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from jiaokan.core.errors import InputError
from jiaokan.publish import hub, manifest
from jiaokan.publish.release_verifier import verify
from jiaokan.readers.releases.release_folders import find_release_in, is_release, list_releases
from jiaokan.readers.releases.version_numbers import is_version, parse_version

if TYPE_CHECKING:
    from dvc.api import DVCFileSystem

RELEASES_FOLDER = "dist"  # the default folder of releases
_URL_PATTERN = re.compile(r"[a-z+]+://|[\w.-]+@[\w.-]+:", re.ASCII)
_CACHE_VARIABLE = "JIAOKAN_CACHE"


def find_release(name: str | Path, version: str | None = None) -> Path:
    """Return the folder of a release, which is downloaded if it is not local.

    Downloads from the Hub go to the cache of its client, those from DVC to $JIAOKAN_CACHE (by default
    ~/.cache/jiaokan).

    Args:
        name: The folder of a release; a folder that holds its versions; the name of a data set under
            `dist`, or at a tag of the DVC repository of the working directory; a DVC repository (a
            folder or a Git address); or OWNER/NAME on the Hub. "@VERSION" may follow.
        version: Version of the release, the newest by default. A DVC repository needs one.

    Raises:
        InputError: There is no such release or version, or it cannot be downloaded.
        ConfigError: The version is not MAJOR.MINOR.PATCH.
    """
    name, version = _split_version(str(name), version)
    default_folder = Path(RELEASES_FOLDER) / name
    if Path(name).is_dir():
        return _find_in_folder(Path(name), version)
    if default_folder.is_dir() and (not version or (default_folder / version).is_dir()):
        return _find_in_folder(default_folder, version)
    if _URL_PATTERN.match(name):
        return _fetch_from_dvc(name, version)
    if hub.HUB_NAME_PATTERN.fullmatch(name) and not Path(name).parent.exists():
        return _fetch_from_hub(name, version)
    if version and Path(".dvc").is_dir():
        return _fetch_from_dvc(".", version, name)
    if Path(name).parent.is_dir() and (near := list_releases(Path(name).parent)):
        raise InputError(f"{name}: no such folder; {Path(name).parent} holds {near}")
    raise InputError(
        f"{name}: no folder, no release under {RELEASES_FOLDER}/, no repository (OWNER/NAME or an address)"
    )


def _fetch_from_hub(name: str, version: str | None) -> Path:
    try:
        return hub.fetch_release(name, version)
    except hub.UnreachableHubError as error:
        reason = str(error).removeprefix(f"{name}: ")
        raise InputError(f"{name}: no such folder here, and the Hub does not answer ({reason})") from None


def _split_version(name: str, version: str | None) -> tuple[str, str | None]:
    """Return name and version; the version may follow the name after "@".

    Raises:
        ConfigError: The version is not MAJOR.MINOR.PATCH.
    """
    name_alone, separator, suffix = name.rpartition("@")
    if separator and not version and is_version(suffix):
        return name_alone, suffix
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
    if not version and (newest := find_release_in(folder)):
        return newest
    if version and is_release(folder / version):
        return folder / version
    problem = f"holds {found}" if (found := list_releases(folder)) else "holds no release"
    raise InputError(f"{folder}: {problem}; name one of its versions, or a folder of releases")


def _fetch_from_dvc(repository: str, version: str | None, name: str = "*") -> Path:
    """Download a release at its tag from a DVC repository to the cache, and return its folder there."""
    if not version:
        raise InputError(f"{repository}: name the version to fetch; a DVC repository has one tag for each")
    try:
        from dvc.api import DVCFileSystem  # noqa: PLC0415  (an optional package)
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


def _fetch_to_cache(files: "DVCFileSystem", remote_folder: str) -> Path:
    """Download a folder to the cache, unless it is there, and verify it."""
    cache = Path(os.environ.get(_CACHE_VARIABLE) or Path.home() / ".cache" / "jiaokan")
    digest = manifest.digest_bytes(files.read_bytes(f"{remote_folder}/{manifest.MANIFEST_FILE}"))
    folder = cache / f"{Path(remote_folder).parent.name}-{Path(remote_folder).name}-{digest[:16]}"
    if not folder.is_dir():
        partial = folder.with_name(f".{folder.name}.{os.getpid()}")
        try:
            partial.parent.mkdir(parents=True, exist_ok=True)
            files.get(remote_folder, str(partial), recursive=True)
            if flaws := verify(partial):
                raise InputError(f"{remote_folder}: {flaws[0].place}: {flaws[0].problem}")
            partial.rename(folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return folder
