"""A part of the input: the first documents, or a share that the ids choose."""

import json
from pathlib import Path

import pytest

import jiaokan
from jiaokan.cli import main
from jiaokan.config import config_loader
from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import ConfigError
from jiaokan.readers import read_inputs


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "x.jsonl"
    path.write_text(
        "{\n" + "".join(json.dumps({"id": f"d{i}", "text": "文"}) + "\n" for i in range(400)), "utf-8"
    )
    return path


def read_ids(path: Path, settings: InputSettings) -> list[str]:
    return [item.id for item in read_inputs([str(path)], settings) if isinstance(item, Document)]


def test_a_limit_takes_the_first(corpus: Path) -> None:
    assert read_ids(corpus, InputSettings(limit=3)) == ["d0", "d1", "d2"]
    assert len(read_ids(corpus, InputSettings(limit=1_000))) == 400


def test_a_larger_sample_holds_a_smaller_one_whatever_the_order(corpus: Path) -> None:
    small, large = (read_ids(corpus, InputSettings(sample=share)) for share in (0.1, 0.5))
    assert 20 <= len(small) <= 70
    assert 150 <= len(large) <= 250
    assert set(small) < set(large)
    lines = corpus.read_text("utf-8").split("\n")
    corpus.write_text("\n".join(reversed(lines)), "utf-8")
    assert set(read_ids(corpus, InputSettings(sample=0.1))) == set(small)


@pytest.mark.parametrize("setting", ["input.limit=-1", "input.sample=0.0", "input.sample=1.5"])
def test_a_selection_that_cannot_be_is_named(setting: str) -> None:
    with pytest.raises(ConfigError, match=setting.partition("=")[0]):
        config_loader.load(None, [setting])


def test_the_command_line_limits_and_has_short_options(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    words = ["mojibake", "-i", str(corpus), "-o", str(output), "-q", "--limit", "5", "--allow-rejects"]
    assert main(words) == 0
    assert len(output.read_text("utf-8").splitlines()) == 5


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        (["mojibak"], "mojibake"),
        (["run", "--ouput", "x"], "--output"),
        (["run", "--text-kee", "x"], "--text-key"),
    ],
    ids=["command", "option", "long option"],
)
def test_a_slip_of_the_keys_is_answered(
    words: list[str], nearest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert f"did you mean {nearest}?" in capsys.readouterr().err


def test_the_help_tells_the_exit_statuses(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "3 done, but some records were rejected" in capsys.readouterr().out


LONG, SHORT = "文" * 40, "文" * 30  # 120 and 90 bytes


def test_a_text_of_more_bytes_than_the_settings_allow_is_a_reject_with_its_bytes(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": LONG, "n": 1.10}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(f"{line}\n" + json.dumps({"id": "b", "text": SHORT}) + "\n", "utf-8")
    (tmp_path / "c.txt").write_bytes(LONG.encode("gb18030") + b"\xff")
    (tmp_path / "d.html").write_text(f"<p>{LONG}</p>", "utf-8")
    rejects = {}
    for item in read_inputs([str(tmp_path)], InputSettings(max_text_bytes=100)):
        if isinstance(item, Reject):
            rejects[item.file] = item
        else:
            assert item.id in ("b", "d")
    assert rejects["a.jsonl"].data.decode() == line
    assert rejects["c.txt"].data == LONG.encode("gb18030") + b"\xff"
    assert all("100" in item.reason and "max_text_bytes" in item.reason for item in rejects.values())


def test_a_text_as_long_as_the_settings_allow_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LONG, "utf-8")
    assert read_ids(tmp_path, InputSettings(max_text_bytes=120)) == ["a"]
    assert read_ids(tmp_path, InputSettings(max_text_bytes=119)) == []


def test_a_row_of_another_program_is_bounded_too() -> None:
    settings = config_loader.load(overrides=["input.max_text_bytes=100"])
    done = jiaokan.map({"text": [LONG, SHORT]}, settings)
    assert ["max_text_bytes" in reason for reason in done["reject"]] == [True, False]
    assert done["text"] == [LONG, SHORT]


def test_a_run_rejects_a_long_text(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(LONG, "utf-8")
    (tmp_path / "in" / "b.txt").write_text(SHORT, "utf-8")
    command = ["run", "--input", str(tmp_path / "in"), "--output", str(tmp_path / "out"), "--allow-rejects"]
    assert main([*command, "--set", "input.max_text_bytes=100", "--quiet"]) == 0
    assert (
        main(["restore", str(tmp_path / "out" / "zh-web" / "1.0.0"), "--output", str(tmp_path / "again")])
        == 0
    )
    assert {path.name for path in (tmp_path / "again").rglob("*.txt")} == {"a.txt", "b.txt"}


def test_a_bound_below_one_is_refused() -> None:
    with pytest.raises(ConfigError, match="max_text_bytes"):
        config_loader.load(overrides=["input.max_text_bytes=0"])
