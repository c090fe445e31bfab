"""DVC runs the same stages to the same bytes, again only what a change can reach, and brings a build back."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jiaokan.stages import STAGES
from tests.conftest import CHECKOUT

OUTSIDE = {".git", ".venv", "data", "dist", "dvc_plots", "tests", "uv.lock"}
ENV = os.environ | {
    "DVC_NO_ANALYTICS": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org",
    "GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.org",
    # a stage's command is found where this test's Python is
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
}  # fmt: skip


def call(cwd: Path, *words: str) -> str:
    done = subprocess.run(words, cwd=cwd, env=ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def ran(told: str) -> list[str]:
    return [name for name in [*STAGES, "publish", "evaluate"] if f"Running stage '{name}'" in told]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository of its own that holds what DVC needs, with nothing built."""
    place = tmp_path_factory.mktemp("workspace") / "w"
    shutil.copytree(
        CHECKOUT, place, ignore=lambda folder, names: OUTSIDE & set(names) if Path(folder) == CHECKOUT else ()
    )
    shutil.copytree(CHECKOUT / "tests" / "gold", place / "tests" / "gold")
    shutil.rmtree(place / ".dvc" / "cache", ignore_errors=True)
    (place / "dvc.lock").unlink(missing_ok=True)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "begin"]):
        call(place, "git", *words)
    return place


def test_dvc_ends_in_the_bytes_of_run_and_runs_again_only_what_changed(
    workspace: Path, release: Path
) -> None:
    assert ran(call(workspace, "dvc", "repro")) == [*STAGES, "publish", "evaluate"]
    assert files(workspace / "dist" / "zh-web" / "1.0.0") == files(release)
    assert ran(call(workspace, "dvc", "repro")) == []
    settings = workspace / "configs" / "pipeline.toml"
    settings.write_text(settings.read_text("utf-8").replace("region = true", "region = false"), "utf-8")
    assert ran(call(workspace, "dvc", "repro")) == ["annotate", "publish", "evaluate"]
    assert "mean.meta" in call(workspace, "dvc", "metrics", "show", "--md")
    call(workspace, "git", "checkout", "-q", "configs")
    assert ran(call(workspace, "dvc", "repro")) == []  # what was built before comes from the cache


def test_a_fresh_clone_pulls_the_build_and_has_nothing_to_do(workspace: Path, tmp_path: Path) -> None:
    call(workspace, "dvc", "repro", "-q")
    call(workspace, "dvc", "remote", "add", "--force", "--default", "store", str(tmp_path / "store"))
    call(workspace, "git", "add", "-A")
    call(workspace, "git", "commit", "-qm", "built")
    call(workspace, "dvc", "push", "-q")
    call(tmp_path, "git", "clone", "-q", str(workspace), "clone")
    call(tmp_path / "clone", "dvc", "pull", "-q")
    assert ran(call(tmp_path / "clone", "dvc", "repro")) == []
    assert files(tmp_path / "clone" / "dist") == files(workspace / "dist")


def lines_of_readme() -> list[str]:
    """Return the README's lines about DVC, as a shell would get them."""
    (block,) = re.findall(
        r"```bash\n(uv run dvc exp.*?)```", (CHECKOUT / "README.md").read_text("utf-8"), re.DOTALL
    )
    return [line.partition("#")[0].replace("uv run ", "").rstrip() for line in block.strip().split("\n")]


def test_the_lines_of_the_readme_work(workspace: Path, tmp_path: Path) -> None:
    call(workspace, "dvc", "repro", "-q")
    place = tmp_path / "w"
    shutil.copytree(workspace, place, symlinks=True)
    call(place, "git", "checkout", "-q", ".dvc/config")
    if "store" in call(place, "dvc", "remote", "list"):
        call(place, "dvc", "remote", "remove", "store")
    call(place, "git", "add", "-A")
    call(place, "git", "commit", "--allow-empty", "-qm", "built")
    told = {line: call(place, "bash", "-c", line) for line in lines_of_readme()}
    assert len(told) <= 10
    tried = told["dvc exp run -S configs/pipeline.toml:annotate.region=false"]
    left_alone = [
        name for name in [*STAGES, "publish", "evaluate"] if f"Stage '{name}' didn't change" in tried
    ]
    assert left_alone == ["strip", "mojibake", "strip_repaired", "script", "paragraphs"]
    assert "mean.meta" in told["dvc metrics diff"]
    assert (place / "dvc_plots" / "index.html").is_file()
    assert files(tmp_path / "release") == files(workspace / "dist" / "zh-web" / "1.0.0")
