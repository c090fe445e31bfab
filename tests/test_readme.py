"""The tour and the ten tasks of the README run as they stand."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import CHECKOUT, SEEDS

README = (CHECKOUT / "README.md").read_text("utf-8")
# a command is found where this test's Python is
ENV = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}


def read_block(heading: str) -> str:
    (block,) = re.findall(rf"^## {heading}\n\n```bash\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    return str(block)


def run_in_shell(command: str, folder: Path) -> str:
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder, env=ENV, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    return tmp_path


def test_the_tour_runs_line_by_line(folder: Path) -> None:
    told = {}
    for line in read_block("A tour in five minutes").strip().split("\n"):
        command = line.partition("  #")[0].strip()
        told[" ".join(command.split()[:2])] = run_in_shell(command, folder)
    assert "script.target" in told["jiaokan diff"]
    assert "script/t2s" in told["jiaokan explain"]
    assert "100.0 %" in told["jiaokan review"]
    assert (folder / "report.html").stat().st_size > 50_000


TASKS = [f"# {task}" for task in re.split(r"^# (?=\d+\. )", read_block("Ten tasks"), flags=re.MULTILINE)[1:]]
SAYS = {
    4: "\n他強調，防控就是責任，要把各項工作落到實處。\n",
    6: "[((",
}


def test_there_are_ten() -> None:
    assert [int(task[2:].partition(".")[0]) for task in TASKS] == list(range(1, 11))


# one test, since a task reads what an earlier one wrote, and pytest-xdist hands single tests to its workers
def test_the_tasks_run_one_after_the_other(folder: Path) -> None:
    for number, task in enumerate(TASKS, 1):
        told = run_in_shell(task, folder)
        assert SAYS.get(number, "") in f"\n{told}"
    made = {path.parent.name for path in folder.glob("dist/*/1.0.0")}
    assert {"zh-web", "records", "hant", "own", "articles", "chosen", "licensed", "shared"} <= made
    card = (folder / "dist/licensed/1.0.0/README.md").read_text("utf-8")
    assert "license: cc-by-4.0" in card
    assert "author = {{Institute of Examples}}" in card
    assert len(list((folder / "texts").iterdir())) == 5


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((CHECKOUT / "CITATION.cff").read_text("utf-8"))
    project = (CHECKOUT / "pyproject.toml").read_text("utf-8")
    assert f'version = "{citation["version"]}"' in project
    assert f'license = "{citation["license"]} ' in project  # with those of the lists of words
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
