"""The marker of a shard: written last, it says what the shard holds and that all of it is there."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from jiaokan.execution.run_counts import CorpusCounts
from jiaokan.execution.storage import Storage
from jiaokan.publish.manifest import ReleaseFile, digest_bytes
from jiaokan.publish.release_shards import ReleaseShard

MARKERS_FOLDER = "shards"


@dataclass(frozen=True, slots=True)
class ShardMarker:
    """What a shard has written.

    Attributes:
        number: Number of the shard, from 0.
        fingerprint: Digest of all that its bytes depend on: slices, settings, code.
        repeated: Digest of the ids that it had to leave to earlier shards.
        ids: Documents that were read.
        files: Digest and size of each file, by its name in the working folder.
        counts: What the stages did.
        release: Its part of a release; empty where it has none.
    """

    number: int
    fingerprint: str
    repeated: str = ""
    ids: int = 0
    files: dict[str, ReleaseFile] = field(default_factory=dict)
    counts: CorpusCounts = field(default_factory=CorpusCounts)
    release: ReleaseShard = field(default_factory=ReleaseShard)

    def to_bytes(self) -> bytes:
        """Return the marker as JSON, with a digest of itself on its first line."""
        value: dict[str, Any] = {
            "number": self.number,
            "fingerprint": self.fingerprint,
            "repeated": self.repeated,
            "ids": self.ids,
            "files": {name: asdict(file) for name, file in self.files.items()},
            "counts": self.counts.to_json(),
            "release": self.release.to_json(),
        }
        data = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return f"{digest_bytes(data)}\n".encode() + data


def make_marker_name(number: int) -> str:
    """Return the name of a shard's marker in the working folder."""
    return f"{MARKERS_FOLDER}/{number:05}.json"


def parse_marker(data: bytes) -> ShardMarker | None:
    """Return the marker in some bytes, None where they are not whole."""
    digest, _, body = data.partition(b"\n")
    if digest_bytes(body).encode() != digest:
        return None
    value = json.loads(body.decode("utf-8", "surrogatepass"))
    files = {name: ReleaseFile(**file) for name, file in value.pop("files").items()}
    counts = CorpusCounts.from_json(value.pop("counts"))
    release = ReleaseShard.from_json(value.pop("release"))
    return ShardMarker(**value, files=files, counts=counts, release=release)


def read_marker(storage: Storage, number: int, fingerprint: str) -> ShardMarker | None:
    """Return the marker of a shard whose files are all there with the right bytes, else None."""
    data = storage.read(make_marker_name(number))
    marker = parse_marker(data) if data else None
    if not marker or marker.fingerprint != fingerprint:
        return None
    for name, file in marker.files.items():
        with storage.open_local(name) as path:
            if not path.is_file() or path.stat().st_size != file.bytes:
                return None
            with path.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
                    return None
    return marker
