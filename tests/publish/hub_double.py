"""A double of the Hugging Face Hub on the loopback: what pushing, tagging and loading a dataset ask of it.

`python -m tests.publish.hub_double` prints its address and serves until it is ended. Beside the
Hub's own calls: GET /double/log gives every request so far with its Authorization; POST /double/fail
{"on": …} refuses the next request whose path holds that word; POST /double/lose {"on": …} lets the
next commit lose the file of that name.
"""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from tests.publish.hub_state import Blob, Hub, RefusalError, Repository, Tree

DAY = "2026-01-01T00:00:00.000Z"


HUB = Hub()
Answer = object  # what goes back as JSON, or bytes as they are


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def answer(self) -> None:
        self.url = urlsplit(self.path)
        self.asked = {key: values[-1] for key, values in parse_qs(self.url.query).items()}
        self.sent = self.read()
        path = unquote(self.url.path)
        try:
            with HUB.lock:
                self.reply(200, self.dispatch(path))
        except RefusalError as refusal:
            headers = {"X-Error-Code": refusal.code, "X-Error-Message": refusal.says}
            self.reply(refusal.status, {"error": refusal.says}, headers)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - names that http.server asks for

    def read(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = []
        while size := int(self.rfile.readline(), 16):
            parts.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(parts)

    def reply(self, status: int, body: Answer, headers: dict[str, str] | None = None) -> None:
        if isinstance(body, tuple):
            status, body, headers = body
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        kind = "application/octet-stream" if isinstance(body, bytes) else "application/json"
        if "/info/lfs/" in self.path:
            kind = "application/vnd.git-lfs+json"
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(data)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def dispatch(self, path: str) -> Answer:
        if path.startswith("/double/"):
            return self.control(path)
        HUB.log.append([self.command, path, self.headers.get("Authorization") or ""])
        if HUB.failing and HUB.failing[0] in path:
            HUB.failing.pop()
            raise RefusalError(403, "", "the double was told to fail")
        for pattern, call in ROUTES:
            if found := re.fullmatch(pattern, path):
                return call(self, *found.groups())
        raise RefusalError(404, "EntryNotFound", f"the double does not know {self.command} {path}")

    def control(self, path: str) -> Answer:
        if self.sent:
            asked = HUB.failing if path.endswith("/fail") else HUB.losing
            asked[:] = [json.loads(self.sent)["on"]]
        return HUB.log

    def create(self) -> Answer:
        asked = json.loads(self.sent)
        name = f"{asked.get('organization') or 'tester'}/{asked['name']}"
        url = f"http://{self.headers['Host']}/datasets/{name}"
        if name in HUB.repositories:
            return 409, {"error": "exists", "url": url}, {}
        HUB.repositories[name] = Repository()
        HUB.repositories[name].commit({".gitattributes": Blob(b"*.parquet filter=lfs\n", False)})
        return {"url": url, "name": name, "id": "0"}

    def check_card(self) -> Answer:
        return {"errors": [], "warnings": []}

    def info(self, name: str, revision: str | None) -> Answer:
        commit, tree = HUB.tree(name, revision or "main")
        return {
            **{"_id": "0", "id": name, "author": name.partition("/")[0], "sha": commit, "private": False},
            **{"gated": False, "disabled": False, "downloads": 0, "likes": 0, "tags": []},
            **{"lastModified": DAY, "createdAt": DAY},
            "siblings": [{"rfilename": path} for path in sorted(tree)],
        }

    def refs(self, name: str) -> Answer:
        repository = HUB.repository(name)
        return {
            "branches": [
                {"name": k, "ref": f"refs/heads/{k}", "targetCommit": v}
                for k, v in repository.branches.items()
            ],
            "tags": [
                {"name": k, "ref": f"refs/tags/{k}", "targetCommit": v} for k, v in repository.tags.items()
            ],
            "converts": [],
        }

    def tag(self, name: str, revision: str) -> Answer:
        commit, _ = HUB.tree(name, revision)
        tags, asked = HUB.repository(name).tags, json.loads(self.sent)["tag"]
        if asked in tags:
            raise RefusalError(409, "", "Tag reference exists already")
        tags[asked] = commit
        return {}

    def preupload(self, name: str, _: str) -> Answer:
        HUB.repository(name)
        return {
            "files": [
                {
                    "path": file["path"],
                    "uploadMode": "lfs" if file["path"].endswith(".parquet") else "regular",
                    "shouldIgnore": False,
                    "oid": None,
                }
                for file in json.loads(self.sent)["files"]
            ]
        }

    def batch(self, _: str) -> Answer:
        objects = []
        for asked in json.loads(self.sent)["objects"]:
            href = f"http://{self.headers['Host']}/large/{asked['oid']}"
            actions = {} if asked["oid"] in HUB.large else {"actions": {"upload": {"href": href}}}
            objects.append({"oid": asked["oid"], "size": asked["size"], **actions})
        return {"transfer": "basic", "objects": objects}

    def put(self, digest: str) -> Answer:
        if hashlib.sha256(self.sent).hexdigest() != digest:
            raise RefusalError(400, "", "another hash")
        HUB.large[digest] = self.sent
        return {}

    def commit(self, name: str, branch: str) -> Answer:
        repository = HUB.repository(name)
        _, before = HUB.tree(name, branch)
        tree = dict(before)
        for line in self.sent.split(b"\n"):
            if line:
                said = json.loads(line)
                self.apply(repository, branch, tree, said["key"], said["value"])
        if HUB.losing:
            tree.pop(HUB.losing.pop(), None)
        made = repository.commit(tree, branch)
        url = f"http://{self.headers['Host']}/datasets/{name}/commit/{made}"
        return {"success": True, "commitOid": made, "commitUrl": url}

    def apply(self, repository: Repository, branch: str, tree: Tree, key: str, value: dict[str, str]) -> None:
        if key == "header" and value.get("parentCommit") not in (None, repository.branches[branch]):
            raise RefusalError(412, "", "A commit has happened since")
        if key == "file":
            tree[value["path"]] = Blob(base64.b64decode(value["content"]), False)
        elif key == "lfsFile":
            if value["oid"] not in HUB.large:
                raise RefusalError(400, "", "a large file was not uploaded")
            tree[value["path"]] = Blob(HUB.large[value["oid"]], True)
        elif key == "deletedFile":
            tree.pop(value["path"], None)

    def list_tree(self, name: str, revision: str, folder: str | None) -> Answer:
        _, tree = HUB.tree(name, revision)
        top = f"{folder.strip('/')}/" if folder and folder.strip("/") else ""
        inside = {path: blob for path, blob in sorted(tree.items()) if path.startswith(top)}
        if top and not inside:
            raise RefusalError(404, "EntryNotFound", folder or "")
        deep = self.asked.get("recursive", "").lower() in ("true", "1")
        parts = {path: path.removeprefix(top).split("/") for path in inside}
        folders = {
            top + "/".join(part[:n]) for part in parts.values() for n in range(1, len(part)) if deep or n == 1
        }
        return [directory(path) for path in sorted(folders)] + [
            blob.entry(path) for path, blob in inside.items() if deep or len(parts[path]) == 1
        ]

    def paths(self, name: str, revision: str) -> Answer:
        _, tree = HUB.tree(name, revision)
        text = self.sent.decode()
        asked = json.loads(text)["paths"] if text.startswith("{") else parse_qs(text).get("paths", [])
        files = [tree[path].entry(path) for path in asked if path in tree]
        return files + [
            directory(path) for path in asked if any(name.startswith(f"{path}/") for name in tree)
        ]

    def resolve(self, name: str, revision: str, path: str) -> Answer:
        commit, tree = HUB.tree(name, revision)
        if path not in tree:
            raise RefusalError(404, "EntryNotFound", "Entry not found")
        blob = tree[path]
        tag = blob.sha256 if blob.large else blob.git
        headers = {"ETag": f'"{tag}"', "X-Repo-Commit": commit, "Accept-Ranges": "bytes"}
        if not (part := re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")):
            return 200, blob.data, headers
        start, last = int(part[1]), min(int(part[2] or len(blob.data)), len(blob.data) - 1)
        headers["Content-Range"] = f"bytes {start}-{last}/{len(blob.data)}"
        return 206, blob.data[start : last + 1], headers


def directory(path: str) -> dict[str, object]:
    return {"type": "directory", "path": path, "oid": hashlib.sha1(path.encode()).hexdigest(), "size": 0}


_NAME = r"/api/datasets/([^/]+/[^/]+)"
ROUTES: list[tuple[str, Callable[..., Answer]]] = [
    (r"/api/repos/create", Handler.create),
    (r"/api/validate-yaml", Handler.check_card),
    (r"/large/([0-9a-f]{64})", Handler.put),
    (r"/datasets/([^/]+/[^/]+)\.git/info/lfs/objects/batch", Handler.batch),
    (r"/datasets/([^/]+/[^/]+)/resolve/([^/]+)/(.+)", Handler.resolve),
    (rf"{_NAME}/refs", Handler.refs),
    (rf"{_NAME}/tag/([^/]+)", Handler.tag),
    (rf"{_NAME}/preupload/([^/]+)", Handler.preupload),
    (rf"{_NAME}/commit/([^/]+)", Handler.commit),
    (rf"{_NAME}/tree/([^/]+)(/.*)?", Handler.list_tree),
    (rf"{_NAME}/paths-info/([^/]+)", Handler.paths),
    (rf"{_NAME}(?:/revision/([^/]+))?", Handler.info),
]


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()
