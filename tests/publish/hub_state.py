"""What the double of the Hub holds: repositories of commits, and large files by their hash."""

import hashlib
import json
from dataclasses import dataclass, field
from threading import Lock


@dataclass(frozen=True)
class Blob:
    data: bytes
    large: bool

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def git(self) -> str:
        return hashlib.sha1(b"blob %d\0" % len(self.data) + self.data).hexdigest()

    def entry(self, path: str) -> dict[str, object]:
        lfs = {"lfs": {"oid": self.sha256, "size": len(self.data), "pointerSize": 130}} if self.large else {}
        return {"type": "file", "path": path, "size": len(self.data), "oid": self.git, **lfs}


Tree = dict[str, Blob]


@dataclass
class Repository:
    commits: dict[str, Tree] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def commit(self, tree: Tree, branch: str = "main") -> str:
        said = [self.branches.get(branch), sorted((path, blob.sha256) for path, blob in tree.items())]
        name = hashlib.sha1(json.dumps(said).encode()).hexdigest()
        self.commits[name], self.branches[branch] = tree, name
        return name

    def resolve(self, revision: str) -> str | None:
        return (
            self.branches.get(revision)
            or self.tags.get(revision)
            or (revision if revision in self.commits else None)
        )


class RefusalError(Exception):
    def __init__(self, status: int, code: str, says: str) -> None:
        self.status, self.code, self.says = status, code, says


class Hub:
    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.large: dict[str, bytes] = {}
        self.log: list[list[str]] = []
        self.failing: list[str] = []
        self.losing: list[str] = []
        self.lock = Lock()

    def repository(self, name: str) -> Repository:
        if name not in self.repositories:
            raise RefusalError(404, "RepoNotFound", "Repository not found")
        return self.repositories[name]

    def tree(self, name: str, revision: str) -> tuple[str, Tree]:
        repository = self.repository(name)
        if not (commit := repository.resolve(revision)):
            raise RefusalError(404, "RevisionNotFound", f"Invalid rev id: {revision}")
        return commit, repository.commits[commit]
