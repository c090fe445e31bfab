"""The tables that are made from packages: the files that are shipped are what the commands write."""

import gzip
from pathlib import Path

import numpy as np
import pytest

import jiaokan
from jiaokan.text.language_model.lexicon import Lexicon
from jiaokan.training import lexicon_table

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


def test_the_lexicon_is_what_its_command_writes(tmp_path: Path) -> None:
    lexicon_table.main(["--output", str(tmp_path / "made.npz")])
    shipped = PACKAGE_FOLDER / "text/language_model/lexicon.npz"
    with np.load(tmp_path / "made.npz") as made, np.load(shipped) as kept:
        assert [*made] == [*kept]
        for name in made:
            assert made[name].dtype == kept[name].dtype
            assert np.array_equal(made[name], kept[name])


def test_a_word_that_begins_another_keeps_its_own_share() -> None:
    shares = {"中": 0.75, "中国": 0.5}
    packed = lexicon_table.pack_lexicon(
        Lexicon(shares, {"中": 0.25, "中国": 0.5}, {"中": "f", "and": "eng"}), {}
    )
    assert packed["words"].tobytes().decode().split("\n") == ["中", "中国", "and"]
    assert packed["extended"].tolist() == [0]
    assert packed["own_shares"].tolist() == [0.25]
    assert packed["tag_places"].tolist() == [2, 0, 1]
