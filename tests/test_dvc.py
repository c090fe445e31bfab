"""DVC runs the stages to the same bytes, reruns only what a change affects, and restores a build."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jiaokan.stages import ALL_STAGES
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


def run_command(cwd: Path, *words: str) -> str:
    done = subprocess.run(words, cwd=cwd, env=ENV, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def list_run_stages(output: str) -> list[str]:
    return [name for name in [*ALL_STAGES, "publish", "evaluate"] if f"Running stage '{name}'" in output]


def read_files(folder: Path) -> dict[str, bytes]:
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
        run_command(place, "git", *words)
    return place


def test_dvc_ends_in_the_bytes_of_run_and_runs_again_only_what_changed(
    workspace: Path, release: Path
) -> None:
    assert list_run_stages(run_command(workspace, "dvc", "repro")) == [*ALL_STAGES, "publish", "evaluate"]
    assert read_files(workspace / "dist" / "zh-web" / "1.0.0") == read_files(release)
    assert list_run_stages(run_command(workspace, "dvc", "repro")) == []
    settings = workspace / "configs" / "pipeline.toml"
    settings.write_text(settings.read_text("utf-8").replace("region = true", "region = false"), "utf-8")
    assert list_run_stages(run_command(workspace, "dvc", "repro")) == [
        "annotate",
        "repeats",
        "publish",
        "evaluate",
    ]
    assert "mean.meta" in run_command(workspace, "dvc", "metrics", "show", "--md")
    run_command(workspace, "git", "checkout", "-q", "configs")
    assert (
        list_run_stages(run_command(workspace, "dvc", "repro")) == []
    )  # what was built before comes from the cache


def test_a_fresh_clone_pulls_the_build_and_has_nothing_to_do(workspace: Path, tmp_path: Path) -> None:
    run_command(workspace, "dvc", "repro", "-q")
    run_command(workspace, "dvc", "remote", "add", "--force", "--default", "store", str(tmp_path / "store"))
    run_command(workspace, "git", "add", "-A")
    run_command(workspace, "git", "commit", "-qm", "built")
    run_command(workspace, "dvc", "push", "-q")
    run_command(tmp_path, "git", "clone", "-q", str(workspace), "clone")
    run_command(tmp_path / "clone", "dvc", "pull", "-q")
    assert list_run_stages(run_command(tmp_path / "clone", "dvc", "repro")) == []
    assert read_files(tmp_path / "clone" / "dist") == read_files(workspace / "dist")


def read_readme_commands() -> list[str]:
    """Return the README's lines about DVC, as a shell would get them."""
    (block,) = re.findall(
        r"```bash\n(uv run dvc exp.*?)```", (CHECKOUT / "README.md").read_text("utf-8"), re.DOTALL
    )
    return [line.partition("#")[0].replace("uv run ", "").rstrip() for line in block.strip().split("\n")]


def test_the_lines_of_the_readme_work(workspace: Path, tmp_path: Path) -> None:
    run_command(workspace, "dvc", "repro", "-q")
    place = tmp_path / "w"
    shutil.copytree(workspace, place, symlinks=True)
    run_command(place, "git", "checkout", "-q", ".dvc/config")
    if "store" in run_command(place, "dvc", "remote", "list"):
        run_command(place, "dvc", "remote", "remove", "store")
    run_command(place, "git", "add", "-A")
    run_command(place, "git", "commit", "--allow-empty", "-qm", "built")
    output = {line: run_command(place, "bash", "-c", line) for line in read_readme_commands()}
    assert len(output) <= 10
    tried = output["dvc exp run -S configs/pipeline.toml:annotate.region=false"]
    left_alone = [
        name for name in [*ALL_STAGES, "publish", "evaluate"] if f"Stage '{name}' didn't change" in tried
    ]
    assert left_alone == list(ALL_STAGES[: ALL_STAGES.index("annotate")])
    assert "mean.meta" in output["dvc metrics diff"]
    assert (place / "dvc_plots" / "index.html").is_file()
    assert read_files(tmp_path / "release") == read_files(workspace / "dist" / "zh-web" / "1.0.0")
