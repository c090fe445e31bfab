"""The tables that are made from packages: the files that are shipped are what the commands write."""

import gzip
from pathlib import Path

import pytest

import jiaokan

PACKAGE_FOLDER = Path(jiaokan.__file__).parent


@pytest.mark.parametrize(
    ("package", "command", "shipped"),
    [
        ("wordfreq", "word_shares", "text/language_model/word_shares.txt.gz"),
        ("pypinyin", "pinyin_readings", "repairs/pinyin_readings.txt.gz"),
    ],
)
def test_the_command_writes_the_shipped_file(
    package: str, command: str, shipped: str, tmp_path: Path
) -> None:
    pytest.importorskip(package)
    module = pytest.importorskip(f"jiaokan.training.{command}")
    module.main(["--output", str(tmp_path / "made.gz")])
    made, kept = (
        gzip.decompress(path.read_bytes()) for path in (tmp_path / "made.gz", PACKAGE_FOLDER / shipped)
    )
    assert made == kept
