"""What is installed only for some: each extra has its packages, and a message says which one is missing."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from jiaokan.cli import main
from tests.bench.value.cleaners import PEERS
from tests.conftest import CHECKOUT

PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
PINNED = {line.partition("==")[0] for line in PROJECT["tool"]["uv"]["constraint-dependencies"]}


def list_packages(extra: str) -> set[str]:
    return {re.split("[<>=!~ ]", line)[0] for line in EXTRAS[extra]}


def hide_module(folder: Path, name: str) -> None:
    """Make a module of this name that is missing, as for who did not install it."""
    text = f'raise ModuleNotFoundError("No module named {name!r}", name={name!r})\n'
    (folder / f"{name}.py").write_text(text, "utf-8")


def run_python(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(folder), str(CHECKOUT / "pipeline")))
    env = os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


def test_the_extras_have_the_packages_that_are_used() -> None:
    assert sorted(EXTRAS) == ["eval", "ray", "s3", "train"]
    assert set(PEERS) <= list_packages("eval")
    assert list_packages("eval") | list_packages("train") <= PINNED


def test_a_message_names_an_extra_that_there_is() -> None:
    texts = [path.read_text("utf-8") for path in (CHECKOUT / "pipeline").rglob("*.py")]
    texts.append((CHECKOUT / "README.md").read_text("utf-8"))
    named = {name for text in texts for name in re.findall(r"jiaokan\[(\w+)\]", text)}
    assert named == set(EXTRAS)


@pytest.mark.parametrize("words", [["-i", "s3://bucket/pages"], ["-i", "a.txt", "-o", "s3://bucket/out"]])
def test_a_missing_s3fs_names_the_extra(tmp_path: Path, words: list[str]) -> None:
    hide_module(tmp_path, "s3fs")
    (tmp_path / "a.txt").write_text("各级要落实责任。", "utf-8")
    done = run_python(tmp_path, "-m", "jiaokan", "run", *words)
    assert done.returncode == 1
    assert 'pip install "jiaokan[s3]"' in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_ray_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "ray", None)
    (tmp_path / "a.txt").write_text("各级要落实责任。", "utf-8")
    assert main(["run", "-i", "a.txt", "--engine", "ray"]) == 1
    assert 'pip install "jiaokan[ray]"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "module"), [("train_html_scorer", "catboost"), ("sense_weights", "scipy")]
)
def test_a_command_of_training_names_the_extra(tmp_path: Path, command: str, module: str) -> None:
    hide_module(tmp_path, module)
    done = run_python(tmp_path, "-m", f"jiaokan.training.{command}", "--help")
    assert done.returncode == 1
    assert done.stderr == f'needs {module}; `pip install "jiaokan[train]"`\n'
