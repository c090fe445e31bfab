"""A search for repeats finds twins, gives the same bytes however it is run, and goes on where it stopped."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jiaokan import publish, readers
from jiaokan.cli import main
from jiaokan.config import config_loader
from jiaokan.config.schema import InputSettings
from jiaokan.core.annotations import Mention, RepeatFindings
from jiaokan.core.document import Document, Reject
from jiaokan.core.edits import Span
from jiaokan.core.errors import OutputError
from jiaokan.engines.processes_engine import ProcessEngine
from jiaokan.engines.serial_engine import SerialEngine
from jiaokan.execution import chunks, corpus_runs, corpus_stages, shard_worker, slice_reader
from jiaokan.execution.corpus_runs import ReleaseRun, make_release
from jiaokan.execution.engine import Engine
from jiaokan.execution.planning import shard_plan
from jiaokan.execution.planning.shard_plan import Slice
from jiaokan.execution.repeat_search import exact_counts, key_passes, search_driver, table_completion
from jiaokan.execution.repeat_search.findings_files import FindingsFolder
from jiaokan.publish.tables import release_tables
from jiaokan.publish.tables.parquet_writer import read_rows
from jiaokan.stages import ALL_STAGES, annotate
from jiaokan.text.script_conversion import load_char_table

CONFIG = config_loader.load_default()
SEEDS = {path.stem[:3]: path.read_text("utf-8") for path in Path("seeds").glob("*.txt")}
TO_TRADITIONAL = {
    ord(old): new for old, new in load_char_table("STCharacters").items() if len(new) == len(old) == 1
}
SHORT = "本报讯 记者从有关部门获悉，相关工作正在有序推进当中。"


def digests(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def list_texts() -> Iterator[tuple[str, str]]:
    """Yield ids and texts: the seeds, and twins of them."""
    for name, text in SEEDS.items():
        yield f"{name}-a", text
    lines = SEEDS["003"].split("\n")
    third = "\n".join(lines[: max(1, len(lines) // 3)])
    yield "003-traditional", SEEDS["003"].translate(TO_TRADITIONAL)
    yield "004-cut", SEEDS["004"][: len(SEEDS["004"]) * 2 // 5]
    yield "000-with-003", SEEDS["000"] + "\n" + third
    yield "short-1", SHORT
    yield "short-2", SHORT.translate(TO_TRADITIONAL)
    yield "short-3", SHORT.replace("记者", "笔者")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file of records that is cut into several shards, whose keys make several tasks."""
    monkeypatch.setattr(shard_plan, "MIN_SHARD_BYTES", 15_000)
    monkeypatch.setattr(key_passes, "MAX_KEYS_AT_A_TIME", 100)
    monkeypatch.setattr(exact_counts, "MAX_GRAMS_AT_A_TIME", 4_000)
    path = tmp_path / "in" / "x.jsonl"
    path.parent.mkdir()
    records = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in list_texts()]
    path.write_text("\n".join([*records, "no record"]) + "\n", "utf-8")
    return path.parent


def make(corpus: Path, target: Path, engine: Engine | None = None, **more: object) -> Path:
    asked = ReleaseRun([str(corpus)], ALL_STAGES, str(target), CONFIG, **more)  # type: ignore[arg-type]
    release, _ = make_release(asked, engine or SerialEngine())
    assert release
    return release.path


def make_folder(corpus: Path, target: Path) -> Path:
    """Take the corpus through all stages into a folder of parts."""
    corpus_runs.make_stage_folder([str(corpus)], ALL_STAGES, str(target), CONFIG, SerialEngine())
    return target


def read_findings(release: Path) -> dict[str, RepeatFindings]:
    return {d.id: d.repeats for d in publish.read_documents(release) if d.repeats}


def test_twins_are_found_and_nothing_else(corpus: Path, tmp_path: Path) -> None:
    release = make(corpus, tmp_path / "dist")
    assert len(list((release / "documents").iterdir())) > 3
    found = read_findings(release)
    edges = {(name, one.other): one.kind for name, own in found.items() for one in own.repeats}
    assert edges == {
        ("003-traditional", "003-a"): "same",
        ("004-cut", "004-a"): "part",
        ("000-with-003", "000-a"): edges["000-with-003", "000-a"],
        ("short-2", "short-1"): "same",
    }
    assert {name for name, own in found.items() if own.cluster != name} == {
        *("003-traditional", "short-2"),
        *(["000-a"] if edges["000-with-003", "000-a"] == "near" else []),
    }
    assert found["short-1"].cluster_size == 2
    assert found["short-3"] == RepeatFindings("short-3", 1, 0.0, (0,))
    assert found["001-a"].repeated_share == 0
    assert 0.9 < found["003-traditional"].repeated_share <= 1
    assert 0.3 < found["004-a"].repeated_share < 0.5
    assert max(found["003-a"].also_in) == 2  # its first third stands in two other pages
    assert publish.verify(release) == ()


@pytest.mark.parametrize("how", ["processes", "one shard", "one task"])
def test_the_bytes_do_not_depend_on_where_and_in_what_pieces(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    whole = make(corpus, tmp_path / "1")
    if how == "one shard":
        monkeypatch.setattr(shard_plan, "MIN_SHARD_BYTES", 10_000_000)
    elif how == "one task":
        monkeypatch.setattr(key_passes, "MAX_KEYS_AT_A_TIME", 10**9)
        monkeypatch.setattr(exact_counts, "MAX_GRAMS_AT_A_TIME", 10**9)
    other = make(corpus, tmp_path / "2", ProcessEngine(2) if how == "processes" else None)
    assert read_findings(other) == read_findings(whole)
    if how != "one shard":
        assert digests(other) == digests(whole)
        assert [path.name for path in other.parent.iterdir()] == ["1.0.0"]


@pytest.mark.parametrize("stop", ["_find_promising_pairs", "_count_batch", "_write_findings"])
def test_a_search_goes_on_where_it_was_stopped(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    whole = make(corpus, tmp_path / "whole")
    module = {"_find_promising_pairs": key_passes, "_count_batch": exact_counts}.get(stop, search_driver)
    real, calls = getattr(module, stop), []

    def stop_at_second(*args: object) -> object:
        calls.append(args)
        if len(calls) == (1 if stop == "_write_findings" else 2):
            raise KeyboardInterrupt
        return real(*args)

    monkeypatch.setattr(module, stop, stop_at_second)
    with pytest.raises(KeyboardInterrupt):
        make(corpus, tmp_path / "dist")
    monkeypatch.setattr(module, stop, real)
    results = next((tmp_path / "dist" / "zh-web" / ".1.0.0.partial" / "corpus" / "results").iterdir())
    before = {p: p.stat().st_mtime_ns for p in results.rglob("*.done")}
    assert before
    kept: dict[Path, int] = {}
    finish = search_driver._write_findings

    def note_and_finish(*args: object) -> None:
        kept.update({p: p.stat().st_mtime_ns for p in before})
        finish(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(search_driver, "_write_findings", note_and_finish)
    assert digests(make(corpus, tmp_path / "dist")) == digests(whole)
    assert kept == before


def test_other_documents_do_not_get_the_findings_of_a_search_that_was_stopped(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    real = search_driver._write_findings
    monkeypatch.setattr(search_driver, "_write_findings", stop)
    with pytest.raises(KeyboardInterrupt):
        make(corpus, tmp_path / "dist")
    monkeypatch.setattr(search_driver, "_write_findings", real)
    path = corpus / "x.jsonl"
    path.write_text(path.read_text("utf-8").replace("004-cut", "004-other"), "utf-8")
    assert digests(make(corpus, tmp_path / "dist")) == digests(make(corpus, tmp_path / "whole"))


def test_shares_of_a_run_end_in_the_bytes_of_one(corpus: Path, tmp_path: Path) -> None:
    whole = make(corpus, tmp_path / "whole")
    for number in (2, 1):
        asked = ReleaseRun([str(corpus)], ALL_STAGES, str(tmp_path / "dist"), CONFIG, share=(number, 2))
        assert make_release(asked, SerialEngine())[0] is None
    assert digests(make(corpus, tmp_path / "dist")) == digests(whole)


def test_the_search_can_be_switched_off(corpus: Path, tmp_path: Path) -> None:
    off = replace(CONFIG, repeats=replace(CONFIG.repeats, search=False))
    release, _ = make_release(ReleaseRun([str(corpus)], ALL_STAGES, str(tmp_path), off), SerialEngine())
    assert release
    assert all(document.repeats is None for document in publish.read_documents(release.path))
    assert release.count_rows("repeats") == 0
    assert publish.verify(release.path) == ()


def test_pages_that_are_not_published_are_nobodys_twin(corpus: Path, tmp_path: Path) -> None:
    rejecting = replace(CONFIG, publish=replace(CONFIG.publish, reject_kind="no_article"))
    path = corpus / "x.jsonl"
    lines = [
        json.dumps({"id": f"{i}", "text": "首页\n登录\n注册\n关于我们"}, ensure_ascii=False) for i in range(2)
    ]
    path.write_text("\n".join(lines), "utf-8")
    release, _ = make_release(
        ReleaseRun([str(corpus)], ALL_STAGES, str(tmp_path / "d"), rejecting), SerialEngine()
    )
    assert release
    assert release.count_rows("repeats") == release.count_rows("documents") == 0


@pytest.mark.parametrize("output", ["done", "done.jsonl"])
def test_the_command_gives_what_a_run_gives(corpus: Path, tmp_path: Path, output: str) -> None:
    stages = ALL_STAGES[:-1]
    corpus_runs.make_stage_folder([str(corpus)], stages, str(tmp_path / "before"), CONFIG, SerialEngine())
    words = ["--input", str(tmp_path / "before"), "--output", str(tmp_path / output)]
    assert main(["repeats", *words, "--engine", "serial", "--quiet", "--allow-rejects"]) == 0
    found = {
        item.id: item.repeats
        for item in readers.read_inputs([str(tmp_path / output)])
        if isinstance(item, Document)
    }
    assert found == read_findings(make(corpus, tmp_path / "dist"))


def test_a_document_that_is_lost_between_the_rounds_does_not_shift_the_findings_of_others(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_findings(make(corpus, tmp_path / "whole"))
    real = slice_reader.read_own_parts

    def read_without_one(slices: tuple[Slice, ...], keys: InputSettings) -> Iterator[readers.Item]:
        for item in real(slices, keys):
            is_lost = isinstance(item, Document) and item.id == "002-a"
            yield Reject("x.jsonl", 1, "a test refuses it", b"") if is_lost else item

    monkeypatch.setattr(shard_worker, "read_own_parts", read_without_one)
    make_folder(corpus, tmp_path / "made")
    documents = (d for d in readers.read_inputs([str(tmp_path / "made")]) if isinstance(d, Document))
    found = {document.id: document.repeats for document in documents}
    assert found == {name: own for name, own in whole.items() if name != "002-a"}


@pytest.mark.parametrize("ending", [b"", b"PAR2", b"PAR1PAR1"], ids=["cut", "other", "longer"])
@pytest.mark.parametrize("name", ["parts/part-00000.parquet", "kept/documents/00000.arrow"])
def test_documents_that_were_changed_between_the_rounds_are_refused(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, ending: bytes
) -> None:
    make_it = make if name.startswith("kept") else make_folder
    whole = make_it(corpus, tmp_path / "whole")
    real = corpus_stages.search_repeats

    def search_and_change(*args: object) -> object:
        found = real(*args)  # type: ignore[arg-type]
        part = next(tmp_path.rglob(name))
        part.write_bytes(part.read_bytes()[:-4] + ending)
        return found

    monkeypatch.setattr(corpus_stages, "search_repeats", search_and_change)
    with pytest.raises(OutputError, match=rf"{Path(name).name}: was changed after it was written; remove it"):
        make_it(corpus, tmp_path / "dist")
    monkeypatch.setattr(corpus_stages, "search_repeats", real)
    next(tmp_path.rglob(name)).unlink()
    assert digests(make_it(corpus, tmp_path / "dist")) == digests(whole)


def test_a_release_holds_the_same_rows_as_one_that_is_published_from_the_folders_of_stages(
    corpus: Path, tmp_path: Path
) -> None:
    folder = make_folder(corpus, tmp_path / "made")
    asked = ReleaseRun([str(folder)], None, str(tmp_path / "published"), CONFIG)
    published, _ = make_release(asked, SerialEngine())
    assert published
    release = make(corpus, tmp_path / "dist")
    for table in release_tables.TABLES:
        assert list(read_rows(release, table)) == list(read_rows(published.path, table))


def test_shards_that_were_completed_before_are_not_completed_again(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = make(corpus, tmp_path / "whole")
    real = table_completion.read_findings
    numbers: list[int] = []

    def read_and_stop(where: FindingsFolder, shard: int) -> dict[str, list[Any]]:
        numbers.append(shard)
        if numbers == [0, 1]:
            raise KeyboardInterrupt
        return real(where, shard)

    monkeypatch.setattr(table_completion, "read_findings", read_and_stop)
    with pytest.raises(KeyboardInterrupt):
        make(corpus, tmp_path / "dist")
    assert digests(make(corpus, tmp_path / "dist")) == digests(whole)
    assert numbers[:3] == [0, 1, 1]
    assert numbers.count(0) == 1


def test_an_object_store_gets_the_bytes_of_a_disk(corpus: Path, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec", reason="needs fsspec")
    whole = make(corpus, tmp_path / "dist")
    asked = ReleaseRun([str(corpus)], ALL_STAGES, f"memory://{tmp_path.name}", CONFIG)
    make_release(asked, SerialEngine())
    store = fsspec.filesystem("memory")
    found = {name.split("/1.0.0/")[1]: store.cat_file(name) for name in store.find(f"/{tmp_path.name}")}
    assert found == digests(whole)


@pytest.mark.parametrize("part", [{"sample": 0.5}, {"limit": 4}])
def test_a_part_of_the_corpus_is_chosen_once(corpus: Path, tmp_path: Path, part: dict[str, float]) -> None:
    chosen = replace(CONFIG, input=replace(CONFIG.input, **part))  # type: ignore[arg-type]
    off = replace(chosen, repeats=replace(chosen.repeats, search=False))
    ids = []
    for number, config in enumerate((chosen, off)):
        asked = ReleaseRun([str(corpus)], ALL_STAGES, str(tmp_path / str(number)), config)
        release, _ = make_release(asked, SerialEngine())
        assert release
        items = [*publish.read_documents(release.path), *publish.read_rejects(release.path)]
        ids.append([item.id if isinstance(item, Document) else item.line for item in items])
    assert ids[0] == ids[1]
    assert 0 < len(ids[0]) < 11


def test_a_document_that_the_stages_made_wrong_comes_back_as_it_came_in(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_mention(document: Document) -> Document:
        outside = Span(0, len(document.text) + 1)
        return (
            replace(document, mentions=(Mention("place", outside),)) if document.id == "002-a" else document
        )

    chunks._build_stages.cache_clear()
    monkeypatch.setattr(annotate, "build", lambda _: add_mention)
    release = make(corpus, tmp_path / "dist")
    chunks._build_stages.cache_clear()
    assert "002-a" not in read_findings(release)
    wrong = [reject for reject in publish.read_rejects(release) if "mention" in reject.reason]
    assert [(r.file, json.loads(r.data)["id"]) for r in wrong] == [("x.jsonl", "002-a")]
    assert wrong[0].reason == "the stages failed on '002-a': a mention stands outside the text"
