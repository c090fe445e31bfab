"""Dry runs, figures as JSON, and messages of a wrong option: the command line beside its main way."""

import json
import logging
import shutil
from pathlib import Path

import pytest

import jiaokan
from jiaokan.cli import main
from jiaokan.cli.run_summary import RunSummary
from jiaokan.config.config_loader import load
from jiaokan.execution.run_counts import CorpusCounts
from jiaokan.publish import Release, hub
from tests.conftest import SEEDS

PAGE = "<html><body><nav><ul><li>首页</li></ul></nav><article><p>{}</p></article></body></html>"
PROSE = "清晨的集市上人声鼎沸，卖菜的老人把新摘的青菜码得整整齐齐，买菜的人一边挑一边和他说起昨夜的那场大雨。"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Return a folder with one page of HTML and one of text."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE.format(PROSE), "utf-8")
    (folder / "b.txt").write_text(PROSE, "utf-8")
    return folder


def test_a_dry_run_writes_nothing_and_gives_the_figures(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["run", "-i", "in", "--dry-run", "--json", "--engine", "serial"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert (figures["documents"], figures["output"], figures["rejected"]) == (2, None, 0)
    assert figures["state"] == "dry"
    assert figures["characters"]["raw"] > figures["characters"]["seen"] > figures["characters"]["clean"]
    assert set(figures["stage_seconds"]) >= {"extract", "strip", "mojibake", "annotate"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]
    assert page.is_dir()


@pytest.mark.parametrize("output", ["-", "out", "out.jsonl"])
def test_a_dry_stage_writes_nothing(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["script", "-i", str(page), "-o", output, "--dry-run", "--engine", "serial"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["script", "-i", "in/c.jsonl", "-o", "in/c.jsonl"], "lies in the input"),
        (["mojibake", "-i", "in", "-o", "in/out"], "lies in the input"),
        (["repeats", "-i", "in/c.jsonl", "-o", "in"], "holds the input"),
        (["strip", "-i", "in/c.jsonl", "-o", "kept"], "which no stage has written"),
        (["strip", "-i", "in", "-o", "s3://bucket/out"], "a stage writes to a disk"),
        (["run", "-i", "in", "-o", "in"], "lies in the input"),
        (["publish", "-i", "in", "-o", "in"], "lies in the input"),
    ],
)
def test_a_dry_run_refuses_the_output_that_a_run_refuses(
    words: list[str],
    message: str,
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (page / "c.jsonl").write_text(json.dumps({"id": "c", "text": PROSE}) + "\n", "utf-8")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "notes.txt").write_text("mine", "utf-8")
    for dry in ([], ["--dry-run"]):
        assert main([*words, *dry]) == 1
        assert message in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "kept"]


@pytest.mark.parametrize("name", ["none.jsonl", "none.csv", "none.json"])
def test_a_run_without_documents_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text("[]" if name.endswith(".json") else "\n", "utf-8")
    assert main(["run", "-i", name, "--engine", "serial"]) == 1
    assert f"{name}: no document in it" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert main(["script", "-i", name, "-o", "part", "--engine", "serial"]) == 0  # a part may be empty


def test_the_figures_of_a_stage_in_a_pipe_go_to_standard_error(
    page: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["script", "-i", str(page), "--json", "--engine", "serial"]) == 0
    out, err = capfdbinary.readouterr()
    assert len(out.splitlines()) == 2
    assert json.loads(err)["documents"] == 2


def test_markup_does_not_count_as_lost(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["strip", "-i", str(page / "a.html"), "--dry-run", "--json", "--engine", "serial"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["characters"]["seen"] == len("首页" + PROSE)
    assert figures["kept"] == round(len(PROSE) / len("首页" + PROSE), 4)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--set", "scrip.target=keep"], "--set scrip.target: scrip: no such table; did you mean script?"),
        (
            ["--set", "script.targte=keep"],
            "--set script.targte: no such key; did you mean target?",
        ),
        (["--set", "publish.version=1.0"], "--set publish.version: 1.0 should be text"),
    ],
)
def test_an_error_of_set_names_it(words: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "-i", str(SEEDS), *words]) == 1
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("name", ["dist/nosuch", "in/zh-web"])
def test_a_path_in_a_folder_that_is_here_is_not_looked_up_on_the_hub(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    def ask_hub(*_: object) -> Path:
        raise AssertionError

    monkeypatch.setattr(hub, "fetch_release", ask_hub)
    monkeypatch.chdir(page.parent)
    (page.parent / "dist").mkdir()
    assert main(["verify", name]) == 1
    assert f"jiaokan: {name}: no" in capsys.readouterr().err


def test_a_name_that_neither_the_disk_nor_the_hub_has_is_said_to_be_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask_hub(*_: object) -> Path:
        raise hub.UnreachableHubError("owner/name: [Errno -2] Name or service not known")

    monkeypatch.setattr(hub, "fetch_release", ask_hub)
    monkeypatch.chdir(tmp_path)
    assert main(["verify", "owner/name"]) == 1
    assert "owner/name: no such folder here, and the Hub does not answer" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["a.html", "b.txt"])
def test_publish_refuses_what_no_stage_has_worked_on(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (page / name).rename(tmp_path / name)
    assert main(["publish", "-i", str(page), "-o", str(tmp_path / "dist")]) == 1
    assert "did you mean `jiaokan run`?" in capsys.readouterr().err
    assert not (tmp_path / "dist" / "zh-web").exists()


def test_publish_can_be_dry(release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["publish", "-i", str(release), "--hub", "noslash", "--dry-run"]
    assert main(words) == 1
    assert "OWNER/NAME" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize(
    "words", [["verify", "RELEASE"], ["restore", "RELEASE", "-o", "raw"], ["diff", "RELEASE", "RELEASE"]]
)
def test_every_reader_of_a_release_gives_json(
    release: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    named = [str(release) if word == "RELEASE" else word for word in words]
    assert main([*named, "--json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), dict)


def test_the_log_tells_of_each_shard(page: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    words = ["script", "-i", str(page), "-o", str(tmp_path / "out"), "--engine", "serial", "-q"]
    assert main([*words, "--log-level", "info"]) == 0
    assert "shard 1 of 1: 2 documents, 0 rejected" in caplog.text
    logging.getLogger("jiaokan").setLevel(logging.WARNING)


def test_time_is_told_with_speed_and_shares() -> None:
    counts = CorpusCounts(seconds={"strip": 1.0, "script": 3.0})
    assert RunSummary("run", [], counts, 2.0, 3_000_000).describe_time() == (
        "2.0 s, 1.50 MB/s: script 75%, strip 25%"
    )


@pytest.mark.parametrize("pairs", [0, 1234])
def test_pairs_of_documents_that_are_alike_are_told(pairs: int) -> None:
    release = Release(Path("x"), "x", "1.0.0", "written", (("documents", 5), ("repeats", pairs)))
    summary = RunSummary("run", [], CorpusCounts(), 2.0, release=release, output="x")
    assert ("  repeats   1,234 pairs of documents" in summary.to_markup()) == bool(pairs)
    assert json.loads(summary.to_json())["repeats"] == pairs


@pytest.mark.parametrize("name", ["x.txt", "x.parquet", "x.jsonl.gz"])
def test_a_stage_makes_no_folder_with_the_name_of_a_file(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["script", "-i", str(page), "-o", str(tmp_path / name)]) == 1
    assert "X.jsonl" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["x.txt", "x.jsonl", "x.jsonl.gz"])
def test_a_run_makes_no_folder_with_the_name_of_a_file(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main(["run", "-i", str(page), "-o", str(tmp_path / name)]) == 1
    assert "run writes a folder of releases" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("words", "command"),
    [(["run", "--ouput", "x"], "jiaokan run"), (["rules", "add", "--too", "x", "f"], "jiaokan rules add")],
)
def test_an_unknown_option_shows_the_usage_of_its_command(
    words: list[str], command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith(f"usage: {command} ")
    assert f"\n{command}: error: " in told


def test_a_run_without_seeds_asks_for_an_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["run"]) == 1
    assert "name an --input" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5"])
def test_a_limit_is_a_whole_number_of_documents(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["run", "--limit", value])
    assert stop.value.code == 2
    assert f"argument --limit: {value}: should be a whole number, 1 or more" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["strip", "--help"])
    assert "documents at most, 1 or more" in " ".join(capsys.readouterr().out.split())


def test_functions_say_what_they_take(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"jiaokan\.extract"):
        jiaokan.clean(b"x")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="the bytes of a page"):
        jiaokan.extract("<p>")  # type: ignore[arg-type]
    (tmp_path / "own.toml").write_text('[script]\ntarget = "keep"\n')
    assert load(str(tmp_path / "own.toml")).script.target == "keep"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["run", "--sample", "2"], "--sample: 2.0 should be above 0"),
        (["run", "--set", "strip.judge.recall_weight=nan"], "should be a finite number"),
        (["run", "--set", "mojibake.max_steps=-1"], "mojibake.max_steps: -1 should be 0 or more"),
        (["run", "--set", "review.file=nosuch.jsonl"], "review.file: nosuch.jsonl cannot be read"),
        (["run", "--address", "auto"], "--address auto: goes with --engine ray"),
        (["export", "x", "--output", "texts.jsonl"], "writes a new folder"),
        (["export", "x", "--output", "-"], "writes a new folder"),
    ],
)
def test_a_wrong_value_names_the_option_that_has_it(
    words: list[str], message: str, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "-i", str(page), "--dry-run"] if words[0] == "run" else words) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["run", "--workers", "x"],
        ["run", "--limit", "0"],
        ["script", "--limit", "-1"],
        ["run", "--input"],
        ["restore", "x"],
        ["review"],
        ["inspect", "x", "--count", "0"],
        ["review", "export", "x", "--count", "-4"],
        ["report", "x", "--limit", "0"],
    ],
)
def test_a_message_without_a_word_to_guess_guesses_none(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 2
    message = capsys.readouterr().err.splitlines()[-1]
    assert "take it" not in message
    assert "did you mean" not in message


def test_letters_of_another_case_are_a_slip(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["RUN"])
    assert "did you mean run?" in capsys.readouterr().err


def test_every_command_with_a_summary_can_be_quiet_or_give_json(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["run", "-i", str(page), "-o", "dist", "-q", "--engine", "serial"]) == 0
    release = "dist/zh-web/1.0.0"
    commands = [
        ["verify", release],
        ["restore", release, "-o", "raw"],
        ["report", release],
        ["export", release, "-o", "texts"],
        ["filter", release, "--where", "n_chars > 0", "--replace"],
        ["review", "export", release, "--output", "ask.jsonl"],
        ["review", "import", "ask.jsonl"],
        ["inspect", release, "--page", "inspect.html"],
        ["inspect", release, "--rates"],
        ["rules", "test"],
    ]
    for words in commands:
        assert main([*words, "-q"]) == 0
        assert capfd.readouterr() == ("", "")
    for folder in ("raw", "texts"):
        shutil.rmtree(folder)
    for words in commands:
        assert main([*words, "--json"]) == 0
        assert isinstance(json.loads(capfd.readouterr().out), dict)
