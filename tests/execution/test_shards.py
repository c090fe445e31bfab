"""A run over shards gives the same bytes for any engine, any death and any resume, and loses nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jiaokan import publish
from jiaokan.cli import main
from jiaokan.config import config_loader
from jiaokan.core.document import Document
from jiaokan.core.errors import OutputError
from jiaokan.engines.processes_engine import ProcessEngine
from jiaokan.engines.serial_engine import SerialEngine
from jiaokan.execution import attempts, corpus_runs, shard_worker
from jiaokan.execution.corpus_runs import ReleaseRun, make_release
from jiaokan.execution.planning import shard_plan
from jiaokan.readers import read_inputs
from jiaokan.stages import STAGES

CONFIG = config_loader.load_default()
TEXT = "今天上午，記者在第{}號現場看到，工作人員正在進行設備調試，預計下週可以投入使用。\n分享到："


def digests(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard_plan, "MIN_SHARD_BYTES", 2_000)


@pytest.fixture
def corpus(tmp_path: Path, small_shards: None) -> Path:  # noqa: ARG001
    """Return a file of 60 records that is cut into several shards; ids 7 and 50 are the same, 30 is no record."""
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [{"id": f"d{7 if i == 50 else i}", "text": TEXT.format(i)} for i in range(60)]
    data = [json.dumps(line, ensure_ascii=False) for line in lines]
    data[30] = '{"id": "d30"'
    (folder / "x.jsonl").write_text("\n".join(data) + "\n", "utf-8")
    return folder


def make(corpus: Path, target: Path, engine: object = None, **more: object) -> Path:
    asked = ReleaseRun([str(corpus)], tuple(STAGES), str(target), CONFIG, **more)  # type: ignore[arg-type]
    release, _ = make_release(asked, engine or SerialEngine())  # type: ignore[arg-type]
    assert release
    return release.path


def test_shards_hold_what_one_pass_over_the_input_gives(corpus: Path, tmp_path: Path) -> None:
    release = make(corpus, tmp_path / "dist")
    assert len(list((release / "documents").iterdir())) > 3
    expected = list(read_inputs([str(corpus)]))
    assert [d.id for d in publish.read_documents(release)] == [
        i.id for i in expected if isinstance(i, Document)
    ]
    assert list(publish.read_rejects(release)) == [i for i in expected if not isinstance(i, Document)]
    assert publish.verify(release) == ()


def test_processes_give_the_bytes_of_one_process(corpus: Path, tmp_path: Path) -> None:
    one, two = make(corpus, tmp_path / "1"), make(corpus, tmp_path / "2", ProcessEngine(2))
    assert digests(one) == digests(two)
    assert [path.name for path in two.parent.iterdir()] == ["1.0.0"]


def test_an_id_of_an_earlier_shard_names_the_place_of_the_first(corpus: Path, tmp_path: Path) -> None:
    rejects = list(publish.read_rejects(make(corpus, tmp_path / "dist")))
    assert [(r.line, r.reason) for r in rejects if "stands already" in r.reason] == [
        (51, "the id 'd7' stands already in x.jsonl, line 8; ids must differ")
    ]


@pytest.mark.parametrize("stop", [1, 3])
def test_a_run_goes_on_where_it_was_stopped(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    whole = make(corpus, tmp_path / "whole")
    made: list[int] = []
    real = shard_worker._make_shard

    def counting(job, task, scratch, log):  # type: ignore[no-untyped-def]
        if len(made) == stop:
            raise KeyboardInterrupt
        made.append(task.shard.number)
        return real(job, task, scratch, log)

    monkeypatch.setattr(shard_worker, "_make_shard", counting)
    with pytest.raises(KeyboardInterrupt):
        make(corpus, tmp_path / "dist")
    assert not (tmp_path / "dist" / "zh-web" / "1.0.0").exists()
    monkeypatch.setattr(shard_worker, "_make_shard", real)
    partial = tmp_path / "dist" / "zh-web" / ".1.0.0.partial"
    before = {p.name: p.stat().st_mtime_ns for p in (partial / "made" / "documents").iterdir()}
    resumed = make(corpus, tmp_path / "dist")
    assert {n: (resumed / "documents" / n).stat().st_mtime_ns for n in before} == before
    assert digests(resumed) == digests(whole)


@pytest.mark.parametrize("damage", ["cut", "gone", "marker cut", "another byte"])
def test_a_half_written_shard_is_made_again(corpus: Path, tmp_path: Path, damage: str) -> None:
    whole = make(corpus, tmp_path / "whole")
    asked = ReleaseRun([str(corpus)], tuple(STAGES), str(tmp_path / "dist"), CONFIG, share=(1, 1))
    assert make_release(asked, SerialEngine())[0] is None
    partial = tmp_path / "dist" / "zh-web" / ".1.0.0.partial"
    path = sorted((partial / ("shards" if "marker" in damage else "made/edits")).iterdir())[1]
    data = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "another byte":
        path.write_bytes(data[:100] + bytes([data[100] ^ 1]) + data[101:])
    else:
        path.write_bytes(data[: len(data) // 2])
    assert digests(make(corpus, tmp_path / "dist")) == digests(whole)


def test_shares_of_the_work_come_together(corpus: Path, tmp_path: Path) -> None:
    for number in (2, 1):
        asked = ReleaseRun([str(corpus)], tuple(STAGES), str(tmp_path / "dist"), CONFIG, share=(number, 2))
        assert make_release(asked, SerialEngine())[0] is None
    assert digests(make(corpus, tmp_path / "dist")) == digests(make(corpus, tmp_path / "whole"))


def test_one_changed_file_makes_its_own_shard_again(
    tmp_path: Path,
    small_shards: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "abcd":
        (folder / f"{name}.txt").write_text(TEXT.format(name) * 20, "utf-8")
    asked = ReleaseRun([str(folder)], tuple(STAGES), str(tmp_path / "dist"), CONFIG, share=(1, 1))
    make_release(asked, SerialEngine())
    (folder / "b.txt").write_text(TEXT.format("x") * 20, "utf-8")
    made: list[int] = []
    real = shard_worker._make_shard

    def counting(job, task, scratch, log):  # type: ignore[no-untyped-def]
        made.append(task.shard.number)
        return real(job, task, scratch, log)

    monkeypatch.setattr(shard_worker, "_make_shard", counting)
    make(folder, tmp_path / "dist")
    assert made == [1]


class DieAt:
    """Take this process away where a document comes, as often as a file allows."""

    def __init__(self, name: str, budget: Path) -> None:
        self.name, self.budget = name, budget

    def __call__(self, document: Document) -> Document:
        left = int(self.budget.read_text())
        if document.id == self.name and left:
            self.budget.write_text(str(left - 1))
            os.kill(os.getpid(), signal.SIGKILL)
        return document


def deadly_shard(name: str, budget: Path, job, task):  # type: ignore[no-untyped-def]
    """Make a shard with a stage that kills the process."""
    from jiaokan.execution import chunks  # noqa: PLC0415

    STAGES["strip"] = lambda _: DieAt(name, budget)
    chunks._build_stages.cache_clear()
    return shard_worker.process_shard(job, task)


@pytest.mark.parametrize(("deaths", "rejected"), [(1, []), (2, []), (99, ["d9"])])
def test_a_death_costs_at_most_the_document_that_causes_it(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaths: int, rejected: list[str]
) -> None:
    from functools import partial  # noqa: PLC0415

    from jiaokan.execution import shard_making  # noqa: PLC0415

    (tmp_path / "budget").write_text(str(deaths))
    monkeypatch.setattr(shard_making, "process_shard", partial(deadly_shard, "d9", tmp_path / "budget"))
    asked = ReleaseRun([str(corpus)], ("strip",), str(tmp_path / "dist"), CONFIG)
    release, _ = make_release(asked, _Partials(ProcessEngine(2)))
    assert release
    dead = [r for r in publish.read_rejects(release.path) if "died" in r.reason]
    assert [json.loads(reject.data)["id"] for reject in dead] == rejected
    assert int((tmp_path / "budget").read_text()) == max(0, deaths - attempts.MAX_DEATHS)
    assert release.count_rows("documents") == 58 - len(rejected)


class _Partials:
    """Pass on the work as it is: a partial of a partial is pickled by its functions' names."""

    def __init__(self, inner: ProcessEngine) -> None:
        self.map = inner.map


def test_a_stage_folder_keeps_the_shards(corpus: Path, tmp_path: Path) -> None:
    at = str(corpus)
    for name in STAGES:
        assert main([name, "--input", at, "--output", str(tmp_path / name), "--quiet", "--workers", "1"]) in (
            0,
            3,
        )
        at = str(tmp_path / name)
    assert main(["publish", "--input", at, "--output", str(tmp_path / "staged")]) == 0
    assert digests(tmp_path / "staged" / "zh-web" / "1.0.0") == digests(make(corpus, tmp_path / "dist"))


@pytest.mark.parametrize("name", ["part-of-my-thesis.docx", "part-00000.parquet", "part-photos/a.jpg"])
def test_a_folder_loses_only_what_a_stage_wrote_there(corpus: Path, tmp_path: Path, name: str) -> None:
    mine = tmp_path / "out" / name
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    with pytest.raises(OutputError, match="which no stage has written"):
        corpus_runs.make_stage_folder([str(corpus)], ["strip"], str(tmp_path / "out"), CONFIG, SerialEngine())
    assert mine.read_bytes() == b"mine"


def test_a_stage_replaces_its_own_folder(corpus: Path, tmp_path: Path) -> None:
    for _ in range(2):
        corpus_runs.make_stage_folder([str(corpus)], ["strip"], str(tmp_path / "out"), CONFIG, SerialEngine())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]


@pytest.mark.parametrize("output", ["in", "in/dist", "."])
def test_an_output_that_overlaps_with_its_input_is_refused(
    corpus: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    output: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    before = digests(corpus)
    assert main(["strip", "--input", "in", "--output", output, "--quiet"]) == 1
    assert "name" in capsys.readouterr().err
    assert digests(corpus) == before


def test_a_run_whose_output_lies_in_its_input_is_refused(corpus: Path, tmp_path: Path) -> None:
    assert corpus.is_dir()
    assert main(["run", "--input", str(tmp_path), "--output", str(tmp_path / "dist"), "--quiet"]) == 1
    assert not (tmp_path / "dist").exists()


def test_two_runs_into_one_output_do_not_meet(corpus: Path, tmp_path: Path) -> None:
    from jiaokan.execution.output_lock import hold_lock  # noqa: PLC0415

    with (
        hold_lock(tmp_path / "dist" / "zh-web" / ".1.0.0.partial", "first"),
        pytest.raises(OutputError, match="another run writes there"),
    ):
        make(corpus, tmp_path / "dist")


def test_a_version_that_is_taken_is_found_before_the_stages_run(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(corpus, tmp_path / "dist")
    monkeypatch.setattr(corpus_runs, "run_stages", lambda *_: pytest.fail("the stages ran"))
    other = config_loader.load(overrides=["script.target=keep"])
    asked = ReleaseRun([str(corpus)], tuple(STAGES), str(tmp_path / "dist"), other)
    with pytest.raises(OutputError, match=r"publish\.version"):
        make_release(asked, SerialEngine())


@pytest.mark.parametrize("setting", ["publish.version=1.0", "publish.name=../up", "publish.name=/abs/up"])
def test_a_release_that_cannot_be_is_refused_before_the_stages_run(
    corpus: Path, tmp_path: Path, setting: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["run", "--input", str(corpus), "--output", str(tmp_path / "dist"), "--set", setting, "--quiet"]
    assert main(words) == 1
    assert "publish." in capsys.readouterr().err
    assert not (tmp_path / "dist").exists()


def test_work_is_kept_where_the_release_cannot_be_put_in_place(corpus: Path, tmp_path: Path) -> None:
    make(corpus, tmp_path / "dist")
    (corpus / "y.txt").write_text("另一個", "utf-8")
    with pytest.raises(OutputError, match="would change"):
        make(corpus, tmp_path / "dist")
    partial = tmp_path / "dist" / "zh-web" / ".1.0.0.partial"
    assert list((partial / "shards").iterdir())
    made = make(corpus, tmp_path / "dist", replace=True)
    assert "y" in [document.id for document in publish.read_documents(made)]
    assert not partial.exists()


def test_an_interrupted_command_resumes_to_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(TEXT.format(number) * 20, "utf-8")
    command = [sys.executable, "-m", "jiaokan", "run", "--input", str(folder), "--quiet"]
    command += ["--set", "publish.documents_per_shard=2"]
    with subprocess.Popen(
        [*command, "--output", str(tmp_path / "dist"), "--workers", "2"], stderr=subprocess.PIPE
    ) as run:
        markers = tmp_path / "dist" / "zh-web" / ".1.0.0.partial" / "shards"
        while run.poll() is None and not (markers.is_dir() and any(markers.iterdir())):
            time.sleep(0.02)
        run.send_signal(signal.SIGINT)
        started = time.monotonic()
        told = run.communicate()[1].decode()
        assert run.returncode == 130
        assert told.count("\n") == 1
        assert time.monotonic() - started < 10  # two seconds where the machine does nothing else
    assert main([*command[3:], "--output", str(tmp_path / "dist")]) == 0
    assert main([*command[3:], "--output", str(tmp_path / "whole"), "--workers", "1"]) == 0
    assert digests(tmp_path / "dist") == digests(tmp_path / "whole")
    shutil.rmtree(tmp_path / "dist")
