"""A release goes to a real S3 server: one request a file, the manifest last, and goes on after a kill."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiaokan.config import config_loader
from jiaokan.core.errors import OutputError
from jiaokan.engines.serial_engine import SerialEngine
from jiaokan.execution import shard_worker, storage
from jiaokan.execution.corpus_runs import ReleaseRun, make_release

pytest.importorskip("moto", reason="needs moto[server] and s3fs")
s3fs = pytest.importorskip("s3fs", reason="needs moto[server] and s3fs")

STAGES = ("strip", "script")
CONFIG = config_loader.load(overrides=["publish.documents_per_shard=2"])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(600):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
        process.kill()


@pytest.fixture
def bucket(server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    settings = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_ENDPOINT_URL": server}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    files = s3fs.S3FileSystem(skip_instance_cache=True)
    name = f"b{abs(hash(tmp_path)) % 10**9}"
    files.call_s3("create_bucket", Bucket=name)
    for number in range(5):
        files.pipe_file(f"{name}/in/{number}.txt", f"他説：第{number}次分享經驗\n分享到：".encode())
    line = json.dumps({"id": "r", "text": "記錄"}, ensure_ascii=False)
    files.pipe_file(f"{name}/in/x.jsonl", line.encode())
    return name


def run(source: str, target: str) -> None:
    make_release(ReleaseRun([source], STAGES, target, CONFIG), SerialEngine())


def fetch(bucket: str) -> dict[str, bytes]:
    files = s3fs.S3FileSystem(skip_instance_cache=True)
    root = f"{bucket}/out/zh-web/1.0.0"
    return {path.removeprefix(f"{root}/"): files.cat_file(path) for path in files.find(root)}


def make_local(bucket: str, tmp_path: Path) -> dict[str, bytes]:
    files = s3fs.S3FileSystem(skip_instance_cache=True)
    files.get(f"{bucket}/in", str(tmp_path / "in"), recursive=True)
    run(str(tmp_path / "in"), str(tmp_path / "dist"))
    root = tmp_path / "dist" / "zh-web" / "1.0.0"
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_release_on_an_object_store_has_the_bytes_of_one_on_a_disk(bucket: str, tmp_path: Path) -> None:
    run(f"s3://{bucket}/in", f"s3://{bucket}/out")
    assert fetch(bucket) == make_local(bucket, tmp_path)
    with pytest.raises(OutputError, match="a release stands here"):
        run(f"s3://{bucket}/in", f"s3://{bucket}/out")
    settings = ["publish.documents_per_shard=2", "script.target=keep", "publish.version="]
    for version in ("1.0.1", "2.0.0"):  # the texts change: the version has to say so
        other = config_loader.load(overrides=[*settings[:2], f"{settings[2]}{version}"])
        asked = ReleaseRun([f"s3://{bucket}/in"], STAGES, f"s3://{bucket}/out", other)
        if version == "1.0.1":
            with pytest.raises(OutputError, match="understates"):
                make_release(asked, SerialEngine())
        else:
            make_release(asked, SerialEngine())
    changes = s3fs.S3FileSystem(skip_instance_cache=True).cat_file(f"{bucket}/out/zh-web/2.0.0/CHANGES.md")
    assert "script.target" in changes.decode()


def test_a_run_that_was_stopped_goes_on_and_shows_no_release_before_its_end(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shard_worker._make_shard
    made: list[int] = []

    def counting(job, task, scratch, log):  # type: ignore[no-untyped-def]
        if len(made) == 2:
            raise KeyboardInterrupt
        made.append(task.shard.number)
        return real(job, task, scratch, log)

    monkeypatch.setattr(shard_worker, "_make_shard", counting)
    with pytest.raises(KeyboardInterrupt):
        run(f"s3://{bucket}/in", f"s3://{bucket}/out")
    assert "manifest.json" not in fetch(bucket)
    other = config_loader.load(overrides=["publish.documents_per_shard=2", "script.target=keep"])
    with pytest.raises(OutputError, match="other settings"):
        make_release(ReleaseRun([f"s3://{bucket}/in"], STAGES, f"s3://{bucket}/out", other), SerialEngine())
    monkeypatch.setattr(shard_worker, "_make_shard", lambda *given: made.append(-1) or real(*given))
    run(f"s3://{bucket}/in", f"s3://{bucket}/out")
    assert made == [0, 1, -1]
    assert fetch(bucket) == make_local(bucket, tmp_path)


def test_an_exception_while_a_file_is_sent_publishes_nothing(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = storage.RemoteStorage(f"s3://{bucket}/out")
    (tmp_path / "x").write_bytes(b"x" * 1000)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda _: (_ for _ in ()).throw(OSError("disk")))
        with pytest.raises(OSError, match="disk"):
            place.put_file("x", tmp_path / "x")
    assert place.read("x") is None
    place.put_file("x", tmp_path / "x")
    assert place.list_sizes() == {"x": 1000}
