"""`verify --input` makes a release again from its raw input and its settings, and compares the files."""

from dataclasses import asdict
from pathlib import Path

import pytest

from jiaokan.cli import main
from jiaokan.config import config_loader
from jiaokan.publish import manifest
from tests.conftest import SEEDS

OWN = [
    "script.target=keep",
    "publish.version=2.0.0",
    'publish.about="A \\"new\\" 集"',
    "publish.documents_per_shard=2",
]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    own = [word for setting in OWN for word in ("--set", setting)]
    assert main(["run", "--input", str(SEEDS), "--output", str(target), "--quiet", *own]) == 0
    return target / "zh-web" / "2.0.0"


def test_the_settings_come_back_from_the_manifest(release: Path) -> None:
    again = config_loader.load(None, manifest.list_overrides(manifest.read_manifest(release)))
    assert asdict(again) == asdict(config_loader.load(None, OWN))


def test_a_rebuild_from_the_raw_input_is_equal(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(release), "--input", str(SEEDS)]) == 0
    assert capsys.readouterr().out == ""


def test_a_rebuild_from_another_input_names_what_differs(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in sorted(SEEDS.iterdir())[1:]:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert main(["verify", str(release), "--input", str(tmp_path)]) == 1
    assert "documents/train-00000-of-00003.parquet" in capsys.readouterr().out
