"""Upload a release to the Hugging Face Hub, and download one.

One commit uploads the whole release. The tag is set last, after every file on the Hub has the hash of
the local file: a tagged release is complete. The client sends only files that the Hub does not hold,
so that an interrupted upload continues where it stopped. The client finds the token itself (`hf auth
login` or HF_TOKEN); no message holds it.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jiaokan.core.errors import InputError, JiaokanError, OutputError
from jiaokan.publish import manifest
from jiaokan.publish.comparison.release_diff import find_change_level
from jiaokan.publish.release_verifier import verify
from jiaokan.readers.releases.version_numbers import check_version, is_version, parse_version

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_REPO_TYPE = "dataset"
_HUB_FILE = ".gitattributes"  # made by the Hub, no part of a release
HUB_NAME_PATTERN = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+", re.ASCII)
FileHashes = dict[str, str]  # by path: the SHA-256 of a large file, the Git hash of a small one


class UnreachableHubError(InputError, OutputError):
    """There is no network, or the Hub does not answer."""


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload, made or planned; `files` are path and bytes of each file that the Hub does not hold yet."""

    repository: str
    tag: str
    state: Literal["would upload", "would upload (the Hub does not answer)", "uploaded", "unchanged"]
    files: tuple[tuple[str, int], ...]
    removed_files: tuple[str, ...] = ()  # files of the release before that this one does not have


def push_release(
    release: str | Path, repository: str, dry_run: bool = False, private: bool = False
) -> Upload:
    """Upload a release and tag it `vVERSION`; without changes if the Hub holds it under this tag.

    Args:
        release: Folder of the release.
        repository: OWNER/NAME on the Hub; it is made if it does not exist.
        dry_run: Change nothing, only return what would be uploaded; everything where the Hub does not answer.
        private: Make a new repository private.

    Raises:
        OutputError: `verify` finds a flaw; the tag exists with other files; the version is older than
            the newest on the Hub, or too small a step for what changed since; the Hub does not answer.
    """
    release = Path(release)
    if flaws := verify(release):
        raise OutputError(f"{release}: {flaws[0].place}: {flaws[0].problem}; nothing was uploaded")
    tag = f"v{manifest.read_manifest(release).version}"
    if not HUB_NAME_PATTERN.fullmatch(repository):
        raise OutputError(f"{repository}: should be OWNER/NAME on the Hub")
    try:
        return _push_checked_release(release, repository, tag, dry_run, private)
    except UnreachableHubError:
        if not dry_run:
            raise
    return Upload(repository, tag, "would upload (the Hub does not answer)", _find_missing_files(release, {}))


def _push_checked_release(release: Path, repository: str, tag: str, dry_run: bool, private: bool) -> Upload:
    with _open_client(OutputError, repository) as api:
        tags, main = _fetch_refs(api, repository)
        remote_hashes = _fetch_file_hashes(api, repository, tags.get(tag) or main)
        files = _find_missing_files(release, remote_hashes)
        removed = tuple(sorted(remote_hashes.keys() - _list_file_names(release)))
        if tag in tags:
            if files or removed:
                raise OutputError(f"{repository}: {tag} stands there with other files; raise publish.version")
            return Upload(repository, tag, "unchanged", ())
        _check_newest(api, release, repository, tags)
        if dry_run:
            return Upload(repository, tag, "would upload", files, removed)
        commit = _upload_folder(api, release, repository, private, main)
        if _find_missing_files(release, _fetch_file_hashes(api, repository, commit)):
            raise OutputError(f"{repository}: not all files arrived whole; nothing is tagged, upload again")
        api.create_tag(repository, tag=tag, revision=commit, repo_type=_REPO_TYPE)
    return Upload(repository, tag, "uploaded", files, removed)


def fetch_release(repository: str, version: str | None = None) -> Path:
    """Download a release from the Hub and return its folder; downloaded files are kept in a cache.

    Args:
        repository: OWNER/NAME on the Hub.
        version: Version of the release, the newest by default.

    Raises:
        InputError: The repository or the version does not exist, or the Hub does not answer.
    """
    with _open_client(InputError, repository) as api:
        revision = f"v{version}" if version else _find_newest_tag(_fetch_refs(api, repository)[0])
        return Path(api.snapshot_download(repository, repo_type=_REPO_TYPE, revision=revision))


@contextmanager
def _open_client(kind: type[JiaokanError], repository: str) -> "Iterator[HfApi]":
    """Yield the client; raise its errors as `kind`, without the token in the message."""
    from huggingface_hub import HfApi, get_token  # noqa: PLC0415  (takes half a second)
    from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]  # noqa: PLC0415

    try:
        yield HfApi(library_name="jiaokan")
    except (
        HTTPError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:  # RuntimeError comes from an upload thread
        message = str(error).strip().replace("\n", " ")
        token = get_token()
        has_answer = isinstance(error, HTTPError) and getattr(error, "response", None) is not None
        is_out_of_reach = isinstance(error, HTTPError | ConnectionError) and not has_answer
        kind = UnreachableHubError if is_out_of_reach else kind
        raise kind(f"{repository}: {message.replace(token, '…') if token else message}") from None


def _fetch_refs(api: "HfApi", repository: str) -> tuple[dict[str, str], str | None]:
    """Return the commit of each tag and of the branch main; nothing if there is no repository."""
    from huggingface_hub.errors import RepositoryNotFoundError  # noqa: PLC0415

    try:
        refs = api.list_repo_refs(repository, repo_type=_REPO_TYPE)
    except RepositoryNotFoundError:
        return {}, None
    heads = {branch.name: branch.target_commit for branch in refs.branches}
    return {tag.name: tag.target_commit for tag in refs.tags}, heads.get("main")


def _fetch_file_hashes(api: "HfApi", repository: str, revision: str | None) -> FileHashes:
    from huggingface_hub import RepoFile  # noqa: PLC0415

    if not revision:
        return {}
    tree = api.list_repo_tree(repository, recursive=True, revision=revision, repo_type=_REPO_TYPE)
    files = [item for item in tree if isinstance(item, RepoFile) and item.path != _HUB_FILE]
    return {file.path: file.lfs.sha256 if file.lfs else file.blob_id for file in files}


def _upload_folder(api: "HfApi", release: Path, repository: str, private: bool, main: str | None) -> str:
    """Upload the folder in one commit, which removes all other files; return the id of the commit."""
    api.create_repo(repository, repo_type=_REPO_TYPE, private=private, exist_ok=True)
    release_manifest = manifest.read_manifest(release)
    commit = api.upload_folder(
        repo_id=repository,
        folder_path=release,
        repo_type=_REPO_TYPE,
        commit_message=f"{release_manifest.name} {release_manifest.version}",
        delete_patterns="*",
        parent_commit=main,  # the Hub refuses the commit if main has moved
    )
    return str(commit.oid)


def _list_file_names(release: Path) -> set[str]:
    return {*manifest.read_manifest(release).files, manifest.MANIFEST_FILE}


def _find_missing_files(release: Path, remote_hashes: FileHashes) -> tuple[tuple[str, int], ...]:
    """Return name and size of each file of a release that the Hub does not hold with the same bytes."""
    known = manifest.read_manifest(release).files
    missing = []
    for name in sorted(_list_file_names(release)):
        size = (release / name).stat().st_size
        remote_hash = remote_hashes.get(name)
        is_same_large_file = name in known and known[name].sha256 == remote_hash
        if not is_same_large_file and remote_hash != _compute_git_hash(release / name, size):
            missing.append((name, size))
    return tuple(missing)


def _compute_git_hash(path: Path, size: int) -> str:
    """Return the hash that Git gives to the content of a file."""
    digest = hashlib.sha1(f"blob {size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _find_newest_tag(tags: dict[str, str]) -> str | None:
    """Return the newest tag of the form vMAJOR.MINOR.PATCH; other tags are ignored."""
    version_tags = (tag for tag in tags if tag[:1] == "v" and is_version(tag[1:]))
    return max(version_tags, key=lambda tag: parse_version(tag[1:]), default=None)


def _check_newest(api: "HfApi", release: Path, repository: str, tags: dict[str, str]) -> None:
    """Check the version of a release against the newest on the Hub, of which the documents are fetched.

    Raises:
        OutputError: The version is older, or too small a step for what changed.
    """
    if not (newest := _find_newest_tag(tags)):
        return
    older, version = newest[1:], manifest.read_manifest(release).version
    if parse_version(older) > parse_version(version):
        raise OutputError(f"{repository}: {newest} is newer than v{version}; the branch main would go back")
    newest_folder = api.snapshot_download(
        repository, repo_type=_REPO_TYPE, revision=newest, allow_patterns="documents/*"
    )
    check_version(older, version, find_change_level(newest_folder, release))
