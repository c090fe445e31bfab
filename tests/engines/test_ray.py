"""Two machines of a Ray cluster give the bytes of one process, though one of them is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="needs Ray: pip install jiaokan[ray]")
RAY = Path(sys.executable).parent / "ray"
PORT = 6399
START = ["--num-cpus=1", "--node-ip-address=127.0.0.1", "--object-store-memory=100000000", "--block"]
ENVIRONMENT = os.environ | {"RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "disabled"}


def start(log: Path, *words: str) -> "subprocess.Popen[bytes]":
    with log.open("wb") as out:
        return subprocess.Popen(
            [str(RAY), "start", *words, *START],
            env=ENVIRONMENT,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )


def wait_for(log: Path, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(1200):
        if b"Ray runtime started" in log.read_bytes():
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    pytest.skip(f"no Ray node starts here: {log.read_text()[-300:]}")


@pytest.fixture
def nodes(tmp_path: Path) -> Iterator[list["subprocess.Popen[bytes]"]]:
    head = start(tmp_path / "head.log", "--head", f"--port={PORT}", "--include-dashboard=false")
    processes = [head]
    try:
        wait_for(tmp_path / "head.log", head)
        processes.append(start(tmp_path / "second.log", f"--address=127.0.0.1:{PORT}"))
        wait_for(tmp_path / "second.log", processes[1])
        yield processes
    finally:
        for process in processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def digests(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_cluster_gives_the_same_bytes_though_a_node_and_the_driver_are_killed(
    nodes: list["subprocess.Popen[bytes]"], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(16):
        (folder / f"{number:02}.txt").write_text(f"他説：第{number}次分享經驗，記者在現場。\n" * 200, "utf-8")
    command = [sys.executable, "-m", "jiaokan", "run", "--input", str(folder), "--quiet"]
    command += ["--set", "publish.documents_per_shard=1", "--output"]
    on_ray = [*command, str(tmp_path / "ray"), "--engine", "ray", "--address", f"127.0.0.1:{PORT}"]
    markers = tmp_path / "ray" / "zh-web" / ".1.0.0.partial" / "corpus" / "shards"  # of the first round
    with subprocess.Popen(on_ray, env=ENVIRONMENT, stderr=subprocess.DEVNULL) as driver:
        wait_for_markers(markers, 3, driver)
        os.killpg(nodes[1].pid, signal.SIGKILL)
        wait_for_markers(markers, 5, driver)
        driver.kill()
    before = {path.name: path.stat().st_mtime_ns for path in markers.iterdir()}
    assert 5 <= len(before) < 16
    done = subprocess.run(on_ray, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    subprocess.run([*command, str(tmp_path / "one"), "--engine", "serial"], check=True)
    assert digests(tmp_path / "ray") == digests(tmp_path / "one")


def wait_for_markers(folder: Path, count: int, driver: "subprocess.Popen[bytes]") -> None:
    while not folder.is_dir() or len(list(folder.iterdir())) < count:
        assert driver.poll() is None, "the driver ended early"
        time.sleep(0.02)
