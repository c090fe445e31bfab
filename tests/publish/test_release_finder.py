"""A release is found by name and version in a folder, in a DVC repository and on the Hub."""

import shutil
from pathlib import Path

import pytest

from jiaokan import publish
from jiaokan.core.errors import ConfigError, InputError
from tests.publish.corpus import from_files, settings_with
from tests.publish.test_datasets_loader import run_alone


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with two releases under dist/."""
    monkeypatch.chdir(tmp_path)
    for version, pages in (("1.0.0", from_files()[:2]), ("1.10.0", from_files())):
        publish.write_release(pages, [], tmp_path / "dist", settings_with(version=version))
    return tmp_path


@pytest.mark.parametrize(
    ("name", "version", "found"),
    [
        ("zh-web", None, "1.10.0"),
        ("zh-web", "1.0.0", "1.0.0"),
        ("zh-web@1.0.0", None, "1.0.0"),
        ("dist/zh-web@1.10.0", None, "1.10.0"),
        ("dist/zh-web", None, "1.10.0"),
        ("dist", None, "1.10.0"),
        ("dist/zh-web/1.0.0", None, "1.0.0"),
        ("dist/zh-web/1.0.0", "1.0.0", "1.0.0"),
    ],
)
def test_a_folder_gives_the_version_that_is_named_or_the_newest(
    here: Path, name: str, version: str | None, found: str
) -> None:
    assert (here / publish.find_release(name, version)).samefile(here / "dist" / "zh-web" / found)


@pytest.mark.parametrize(
    ("name", "version", "says"),
    [
        ("zh-web", "1.5.0", "no folder"),
        ("dist/zh-web", "1.5.0", "holds 1.0.0, 1.10.0"),
        ("dist/zh-web/1.0.0", "1.10.0", "holds version 1.0.0"),
        ("empty", None, "holds no release"),
        ("nothing", None, "no folder"),
    ],
)
def test_what_is_not_there_is_named(here: Path, name: str, version: str | None, says: str) -> None:
    (here / "empty").mkdir()
    with pytest.raises(InputError, match=says):
        publish.find_release(name, version)


def test_a_version_is_three_numbers(here: Path) -> None:
    assert here.is_dir()
    with pytest.raises(ConfigError, match=r"1\.2\.0"):
        publish.find_release("zh-web", "v1.0.0")


MAKE = """
import subprocess, sys
from pathlib import Path
from dvc.cli import main
from jiaokan import publish
from tests.publish.corpus import from_files, settings_with
def run(*command):
    done = main(command[1:]) if command[0] == "dvc" else subprocess.run(command, check=True).returncode
    assert done == 0, command
run("git", "init", "-q")
run("dvc", "init", "-q")
run("dvc", "config", "core.analytics", "false")
run("dvc", "remote", "add", "-q", "-d", "store", sys.argv[1])
for version, pages in (("1.0.0", from_files()[:2]), ("1.1.0", from_files())):
    release = publish.write_release(pages, [], Path("dist"), settings_with(version=version)).path
    run("dvc", "add", "-q", str(release))
    run("git", "add", ".")
    run("git", "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-qm", version)
    run("git", "tag", f"v{version}")
run("dvc", "push", "-q")
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a DVC repository with a release at each of two tags, pushed to a remote, its cache gone."""
    folder = tmp_path / "repository"
    folder.mkdir()
    run_alone(f"import os; os.chdir({str(folder)!r})" + MAKE, str(tmp_path / "store"), home=tmp_path / "home")
    shutil.rmtree(folder / "dist")
    shutil.rmtree(folder / ".dvc" / "cache")
    return folder


LOAD = """
import os, sys
import jiaokan
from jiaokan import publish
repository = sys.argv[1]
found = publish.find_release(f"file://{repository}", "1.0.0")
assert publish.verify(found) == () and publish.find_release(repository, "1.0.0") == found
assert not [path for path in found.parent.iterdir() if path.name.startswith(".")]
os.chdir(repository)
assert len(jiaokan.load("zh-web", "paragraphs", version="1.1.0")) == 3
for version in ("9.0.0", None):
    try:
        publish.find_release(f"file://{repository}", version)
    except jiaokan.core.errors.InputError as error:
        print(error)
"""


def test_a_dvc_repository_gives_the_release_at_its_tag(repository: Path, tmp_path: Path) -> None:
    told = run_alone(LOAD, str(repository), home=tmp_path / "home")
    assert "v9.0.0 cannot be fetched" in told
    assert "name the version" in told
