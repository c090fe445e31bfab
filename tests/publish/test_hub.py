"""Uploads with the real client to a local double of the Hub: complete or not at all."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiaokan import publish
from jiaokan.publish import manifest
from tests.publish.corpus import from_files, settings_with
from tests.publish.test_datasets_loader import CHECKOUT, run_alone

TOKEN = "hf_thisIsNoTokenOfAnybody"
# pushes, one a line of output; between them the double is told what to refuse
STEPS = """
import json, os, sys, urllib.request
from jiaokan import publish
from jiaokan.core.errors import OutputError
for verb, what in json.loads(sys.argv[1]):
    if verb in ("fail", "lose"):
        address = f"{os.environ['HF_ENDPOINT']}/double/{verb}"
        urllib.request.urlopen(address, json.dumps({"on": what}).encode()).close()
        continue
    try:
        done = publish.push_release(what, "tester/zh-web", dry_run=verb == "dry run")
        print(done.state, done.tag, len(done.files), *done.removed_files)
    except OutputError as error:
        print("refused", error)
"""


class Double:
    """The double in a process of its own, and the client in another."""

    def __init__(self, address: str, home: Path) -> None:
        self.address, self.home = address, home

    def ask(self, path: str) -> object:
        with urllib.request.urlopen(f"{self.address}{path}") as answer:
            return json.load(answer)

    def log(self) -> list[list[str]]:
        return self.ask("/double/log")  # type: ignore[return-value]

    def sent(self) -> list[str]:
        return [path for verb, path, _ in self.log() if verb == "PUT"]

    def tags(self) -> list[str]:
        refs = self.ask("/api/datasets/tester/zh-web/refs")
        return [tag["name"] for tag in refs["tags"]]  # type: ignore[index]

    def steps(self, *steps: tuple[str, str | Path]) -> list[str]:
        told = self.run(STEPS, json.dumps([(verb, str(what)) for verb, what in steps]))
        return told.rstrip("\n").split("\n")

    def run(self, program: str, *arguments: str) -> str:
        settings = {"HF_ENDPOINT": self.address, "HF_HUB_DISABLE_XET": "1", "HF_HUB_OFFLINE": "0"}
        settings |= {"HF_TOKEN": TOKEN, "HF_HUB_DISABLE_TELEMETRY": "1"}
        return run_alone(program, *arguments, home=self.home, **settings)


@pytest.fixture
def double(tmp_path: Path) -> Iterator[Double]:
    command = [sys.executable, "-m", "tests.publish.hub_double"]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield Double(server.stdout.readline().strip(), tmp_path / "home")
        server.terminate()


@pytest.fixture
def releases(tmp_path: Path) -> list[Path]:
    pages = from_files()
    made = [(pages[:2], "1.0.0", 1), (pages, "1.1.0", 5000)]
    return [
        publish.write_release(
            some, [], tmp_path / "dist", settings_with(version=version, documents_per_shard=size)
        ).path
        for some, version, size in made
    ]


LOAD = """
from datasets import load_dataset
import jiaokan
from jiaokan import publish
assert len(jiaokan.load("tester/zh-web", version="1.0.0")) == 2
assert len(jiaokan.load("tester/zh-web", config="paragraphs")) == 3
loaded = load_dataset("tester/zh-web", "paragraphs", revision="v1.0.0", split="train")
assert (len(loaded), str(loaded.version)) == (2, "1.0.0")
streamed = load_dataset("tester/zh-web", revision="v1.1.0", split="train", streaming=True)
assert len(list(streamed)) == 3
assert publish.verify(publish.find_release("tester/zh-web", "1.0.0")) == ()
try:
    jiaokan.load("tester/zh-web", version="9.0.0")
except jiaokan.core.errors.InputError as error:
    print(error)
"""


def test_each_version_is_tagged_and_loads_by_its_tag(double: Double, releases: list[Path]) -> None:
    first, second, again = double.steps(*(("push", releases[i]) for i in (0, 1, 0)))
    assert first.startswith("uploaded v1.0.0 ")
    assert second.startswith("uploaded v1.1.0 ")
    assert "documents/train-00001-of-00002.parquet" in second  # the older release's shards leave main
    assert again == "unchanged v1.0.0 0"
    assert double.tags() == ["v1.0.0", "v1.1.0"]
    assert "v9.0.0" in double.run(LOAD)


def test_a_dry_run_says_what_would_go_and_sends_nothing(double: Double, releases: list[Path]) -> None:
    files = len(manifest.read_manifest(releases[0]).files) + 1
    assert double.steps(("dry run", releases[0])) == [f"would upload v1.0.0 {files}"]
    assert {verb for verb, _, _ in double.log()} == {"GET"}


def test_a_broken_upload_leaves_no_tag_and_goes_on_where_it_stopped(
    double: Double, releases: list[Path]
) -> None:
    breaks = [("fail", "/large/"), ("fail", "/commit/"), ("lose", "manifest.json"), ("fail", "/tag/")]
    push = ("push", releases[0])
    told = double.steps(*(step for broken in breaks for step in (broken, push)))
    assert [line.partition(":")[0] for line in told] == ["refused tester/zh-web"] * 4
    assert double.tags() == []
    assert double.steps(push)[0].startswith("uploaded v1.0.0 ")
    assert double.tags() == ["v1.0.0"]
    tables = [name for name in manifest.read_manifest(releases[0]).files if name.endswith(".parquet")]
    assert len(double.sent()) == len(tables) + 1  # the one that was refused went twice


def test_a_tag_is_never_moved_and_main_never_goes_back(
    double: Double, releases: list[Path], tmp_path: Path
) -> None:
    pages = from_files()[1:]
    other = publish.write_release(pages, [], tmp_path / "other", settings_with(version="1.1.0")).path
    fewer = publish.write_release(pages, [], tmp_path / "fewer", settings_with(version="1.2.0")).path
    told = double.steps(*(("push", path) for path in (releases[1], other, releases[0], fewer)))
    assert "v1.1.0 stands there with other files" in told[1]
    assert "v1.1.0 is newer than v1.0.0" in told[2]
    assert "1.2.0 understates what changed since 1.1.0 (major)" in told[3]
    assert double.tags() == ["v1.1.0"]


def test_a_flawed_release_is_not_uploaded(double: Double, releases: list[Path]) -> None:
    (releases[0] / "README.md").write_text("better")
    assert "README.md: SHA-256 is" in double.steps(("push", releases[0]))[0]
    assert double.log() == []


def test_the_token_is_sent_and_neither_told_nor_written(double: Double, releases: list[Path]) -> None:
    told = double.steps(("push", releases[0]), ("fail", "/refs"), ("push", releases[0]))
    assert told[1].startswith("refused")
    headers = {path.startswith("/large/"): header for _, path, header in double.log()}
    assert headers == {True: "", False: f"Bearer {TOKEN}"}
    assert TOKEN not in "".join(told)
    files = [path for top in (releases[0], double.home) if top.exists() for path in top.rglob("*")]
    assert not [path for path in files if path.is_file() and TOKEN.encode() in path.read_bytes()]
