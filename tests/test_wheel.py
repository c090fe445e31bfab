"""The wheel works where no checkout is: settings and rules travel with it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.build import build_wheel

from tests.conftest import CHECKOUT, SEEDS

CLEAN = """
import jiaokan
from jiaokan.config.config_loader import CONFIGS_FOLDER
assert CONFIGS_FOLDER.parent.name == "jiaokan", CONFIGS_FOLDER
print(jiaokan.clean("他強調:分享經驗\\n分享到:").text)
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
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


def python(unpacked: Path, cwd: Path, *words: str) -> str:
    env = os.environ | {"PYTHONPATH": str(unpacked), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, *words], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_cleans_a_text(unpacked: Path, tmp_path: Path) -> None:
    assert python(unpacked, tmp_path, "-c", CLEAN) == "他强调：分享经验\n"


def test_it_runs_a_corpus(unpacked: Path, tmp_path: Path) -> None:
    python(unpacked, tmp_path, "-m", "jiaokan", "run", "--input", str(SEEDS))
    manifest = json.loads((tmp_path / "dist" / "zh-web" / "1.0.0" / "manifest.json").read_text("utf-8"))
    assert manifest


def test_it_carries_what_it_needs_and_no_more(unpacked: Path) -> None:
    tops = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}
    assert tops == {"jiaokan"}
    assert (unpacked / "jiaokan" / "py.typed").is_file()
    assert (unpacked / "jiaokan" / "configs" / "pipeline.toml").is_file()
    assert (unpacked / "jiaokan" / "report" / "page" / "page.html").is_file()
