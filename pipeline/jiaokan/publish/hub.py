"""Put a release on the Hugging Face Hub, and fetch one; the only module that knows `huggingface_hub`.

One commit brings the whole release, and the tag comes last, once every file on the Hub has the hash
of the file here: what is tagged is whole. The client sends only what the Hub does not hold yet, so
an upload that broke off goes on where it stopped. The token is the client's own affair (`hf auth
login` or HF_TOKEN); it is neither read into a message nor written.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jiaokan.core.errors import InputError, JiaokanError, OutputError
from jiaokan.publish import manifest
from jiaokan.publish.release_diff import find_change_level
from jiaokan.publish.release_verifier import verify
from jiaokan.publish.version_numbers import check_version, is_version, parse_version

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_REPO_TYPE = "dataset"
_HUB_FILE = ".gitattributes"  # the Hub's own file, no part of a release
FileHashes = dict[str, str]  # path: SHA-256 of a large file, Git's name of a small one


@dataclass(frozen=True, slots=True)
class Upload:
    """What went to the Hub, or would: `files` are (path, bytes) that it does not hold already."""

    repository: str
    tag: str
    state: Literal["would upload", "uploaded", "unchanged"]
    files: tuple[tuple[str, int], ...]
    removed_files: tuple[str, ...] = ()  # files of an older release that the newest no longer has


def push_release(
    release: str | Path, repository: str, dry_run: bool = False, private: bool = False
) -> Upload:
    """Upload a release to OWNER/NAME and tag it `vVERSION`; a dry run says what would go.

    A tag is never moved: the same release is unchanged, another is refused. Raises OutputError for
    that, for a release that `verify` finds flawed, for a version that is older than the newest on
    the Hub or understates what changed since, and where the Hub does not answer.
    """
    release = Path(release)
    if flaws := verify(release):
        raise OutputError(f"{release}: {flaws[0].place}: {flaws[0].problem}; nothing was uploaded")
    tag = f"v{manifest.read_manifest(release).version}"
    with _open_client(OutputError, repository) as api:
        tags, main = _fetch_refs(api, repository)
        there = _fetch_file_hashes(api, repository, tags.get(tag) or main)
        files, gone = (
            _find_missing_files(release, there),
            tuple(sorted(there.keys() - _list_file_names(release))),
        )
        if tag in tags:
            if files or gone:
                raise OutputError(f"{repository}: {tag} stands there with other files; raise publish.version")
            return Upload(repository, tag, "unchanged", ())
        _check_newest(api, release, repository, tags)
        if dry_run:
            return Upload(repository, tag, "would upload", files, gone)
        commit = _upload_folder(api, release, repository, private, main)
        if _find_missing_files(release, _fetch_file_hashes(api, repository, commit)):
            raise OutputError(f"{repository}: not all files arrived whole; nothing is tagged, upload again")
        api.create_tag(repository, tag=tag, revision=commit, repo_type=_REPO_TYPE)
    return Upload(repository, tag, "uploaded", files, gone)


def fetch_release(repository: str, version: str | None = None) -> Path:
    """Return a folder with a release from the Hub, the newest where no version is named.

    Files that were fetched before are not fetched again. Raises InputError where the repository
    does not have the version.
    """
    with _open_client(InputError, repository) as api:
        revision = f"v{version}" if version else _find_newest_tag(_fetch_refs(api, repository)[0])
        return Path(api.snapshot_download(repository, repo_type=_REPO_TYPE, revision=revision))


@contextmanager
def _open_client(kind: type[JiaokanError], repository: str) -> "Iterator[HfApi]":
    """Give the client, and tell its errors in our terms, without the token."""
    from huggingface_hub import HfApi, get_token  # noqa: PLC0415  (half a second, for those who use it)
    from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]  # noqa: PLC0415

    try:
        yield HfApi(library_name="jiaokan")
    except (HTTPError, OSError, ValueError, RuntimeError) as error:  # the last from a thread that uploads
        said = str(error).strip().replace("\n", " ")
        token = get_token()
        raise kind(f"{repository}: {said.replace(token, '…') if token else said}") from None


def _fetch_refs(api: "HfApi", repository: str) -> tuple[dict[str, str], str | None]:
    """Return the commits of the tags and of the branch main; none where there is no repository."""
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
    """Upload the folder in one commit, which takes away what it does not have; return the commit."""
    api.create_repo(repository, repo_type=_REPO_TYPE, private=private, exist_ok=True)
    found = manifest.read_manifest(release)
    done = api.upload_folder(
        repo_id=repository,
        folder_path=release,
        repo_type=_REPO_TYPE,
        commit_message=f"{found.name} {found.version}",
        delete_patterns="*",
        parent_commit=main,  # refused where another upload came between
    )
    return str(done.oid)


def _list_file_names(release: Path) -> set[str]:
    return {*manifest.read_manifest(release).files, manifest.MANIFEST_FILE}


def _find_missing_files(release: Path, there: FileHashes) -> tuple[tuple[str, int], ...]:
    """Return the files, with their sizes, that are not there with the same bytes."""
    said = manifest.read_manifest(release).files
    missing = []
    for name in sorted(_list_file_names(release)):
        size = (release / name).stat().st_size
        large = name in said and said[name].sha256 == there.get(name)
        if not large and there.get(name) != _compute_git_hash(release / name, size):
            missing.append((name, size))
    return tuple(missing)


def _compute_git_hash(path: Path, size: int) -> str:
    """Return the name that Git gives to the bytes of a file."""
    made = hashlib.sha1(f"blob {size}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            made.update(block)
    return made.hexdigest()


def _find_newest_tag(tags: dict[str, str]) -> str | None:
    """Return the newest of the tags that name a version; the others are somebody's own."""
    named = (tag for tag in tags if tag[:1] == "v" and is_version(tag[1:]))
    return max(named, key=lambda tag: parse_version(tag[1:]), default=None)


def _check_newest(api: "HfApi", release: Path, repository: str, tags: dict[str, str]) -> None:
    """Compare the release with the newest on the Hub, of which the documents alone are fetched."""
    if not (newest := _find_newest_tag(tags)):
        return
    older, version = newest[1:], manifest.read_manifest(release).version
    if parse_version(older) > parse_version(version):
        raise OutputError(f"{repository}: {newest} is newer than v{version}; the branch main would go back")
    there = api.snapshot_download(
        repository, repo_type=_REPO_TYPE, revision=newest, allow_patterns="documents/*"
    )
    check_version(older, version, find_change_level(there, release))
