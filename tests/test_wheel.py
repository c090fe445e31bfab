"""The wheel works without a checkout: it holds settings and rules."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

from tests.conftest import CHECKOUT, SEEDS

PROGRAM = """
import jiaokan
from jiaokan.config.config_loader import CONFIGS_FOLDER
assert CONFIGS_FOLDER.parent.name == "jiaokan", CONFIGS_FOLDER
print(jiaokan.clean("他強調:分享經驗\\n分享到:").text)
"""


@pytest.fixture(scope="module")
def unpacked_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that holds what the wheel installs."""
    folder = tmp_path_factory.mktemp("wheel")
    here = Path.cwd()
    os.chdir(CHECKOUT)  # hatchling builds the project that it stands in
    try:
        name = build_wheel(str(folder))
    finally:
        os.chdir(here)
    with zipfile.ZipFile(folder / name) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def run_python(unpacked_wheel: Path, cwd: Path, *words: str) -> str:
    env = os.environ | {"PYTHONPATH": str(unpacked_wheel), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, *words], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_cleans_a_text(unpacked_wheel: Path, tmp_path: Path) -> None:
    assert run_python(unpacked_wheel, tmp_path, "-c", PROGRAM) == "他强调：分享经验\n"


def test_it_runs_a_corpus(unpacked_wheel: Path, tmp_path: Path) -> None:
    run_python(unpacked_wheel, tmp_path, "-m", "jiaokan", "run", "--input", str(SEEDS))
    manifest = json.loads((tmp_path / "dist" / "zh-web" / "1.0.0" / "manifest.json").read_text("utf-8"))
    assert manifest


def test_it_carries_what_it_needs_and_no_more(unpacked_wheel: Path) -> None:
    tops = {path.name for path in unpacked_wheel.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == {"jiaokan"}
    assert (unpacked_wheel / "jiaokan" / "py.typed").is_file()
    assert (unpacked_wheel / "jiaokan" / "configs" / "pipeline.toml").is_file()
    assert (unpacked_wheel / "jiaokan" / "report" / "page" / "page.html").is_file()
