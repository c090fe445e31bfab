"""A release, a folder of its versions, or a folder of data sets as an input: its documents are read."""

import shutil
from pathlib import Path

import pytest

from jiaokan import publish, readers
from jiaokan.cli import main
from jiaokan.core.checks.document_checks import find_document_problem
from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import InputError
from jiaokan.execution.planning import input_list, shard_plan
from tests.publish.corpus import from_files, settings_with

PAGES = [page for page in from_files() if not find_document_problem(page)]
BROKEN = Reject("pages.jsonl", 7, "broken JSON", b'{"id": ')


@pytest.fixture
def data_set(tmp_path: Path) -> Path:
    """Return the folder of a data set with two versions."""
    for version, pages in (("1.2.0", PAGES[:1]), ("1.10.0", PAGES)):
        publish.write_release(pages, [BROKEN], tmp_path / "dist", settings_with(version=version))
    return tmp_path / "dist" / "zh-web"


@pytest.mark.parametrize("inside", [".", "1.10.0", ".."])
def test_the_documents_of_the_newest_version_are_read_with_their_ledgers(data_set: Path, inside: str) -> None:
    assert list(publish.read_inputs([str(data_set / inside)])) == [*PAGES, BROKEN]


def test_a_version_that_is_named_is_read(data_set: Path) -> None:
    assert list(publish.read_inputs([str(data_set / "1.2.0")])) == [*PAGES[:1], BROKEN]


def test_a_folder_of_several_data_sets_is_refused_with_the_list(data_set: Path) -> None:
    shutil.copytree(data_set, data_set.parent / "zh-news")
    with pytest.raises(InputError, match=r"zh-news/1\.2\.0, zh-news/1\.10\.0, zh-web/1\.2\.0"):
        readers.find_files(str(data_set.parent))


def test_files_beside_a_data_set_are_an_input_of_their_own(data_set: Path) -> None:
    (data_set.parent / "page.txt").write_text("他说：回家。", "utf-8")
    assert [
        item.id for item in publish.read_inputs([str(data_set.parent)]) if isinstance(item, Document)
    ] == ["page"]
    passed = {one.name: one.reason for one in readers.list_passed_over(str(data_set.parent))}
    assert passed.keys() == {"zh-web/1.2.0", "zh-web/1.10.0"}


def test_a_readme_beside_the_versions_is_not_taken_for_the_data(data_set: Path) -> None:
    (data_set / "README.md").write_text("# zh-web", "utf-8")
    assert len(list(publish.read_inputs([str(data_set)]))) == len(PAGES) + 1
    assert [one.name for one in readers.list_passed_over(str(data_set))] == ["1.2.0"]


@pytest.mark.parametrize("name", ["strip.partial", "checkpoint"])
def test_the_unfinished_work_of_a_run_is_named_and_not_read(tmp_path: Path, name: str) -> None:
    work = tmp_path / "in" / name
    (work / "made").mkdir(parents=True)
    for file in ("fingerprint", "plan.json", "made/part-00000.jsonl"):
        (work / file).write_text('{"id": "a", "text": "b"}', "utf-8")
    (tmp_path / "in" / "page.txt").write_text("他说：回家。", "utf-8")
    assert [path.name for path, _ in readers.find_files(str(tmp_path / "in"))] == ["page.txt"]
    assert "unfinished" in readers.list_passed_over(str(tmp_path / "in"))[0].reason
    with pytest.raises(InputError, match="nothing to read"):
        readers.find_files(str(work))


def test_a_shard_of_a_release_is_never_cut(data_set: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MIN_SHARD_BYTES", "MAX_SHARD_BYTES"):
        monkeypatch.setattr(shard_plan, name, 10)
    groups = input_list.list_input_files([str(data_set)])
    shards = shard_plan.plan_shards(groups, 1, lambda files: [[] for _ in files])
    assert [[piece.file.name for piece in shard.slices] for shard in shards] == [
        ["documents/train-00000-of-00001.parquet"],
        ["rejects/train-00000-of-00001.parquet"],
    ]


def test_a_run_on_a_release_changes_no_document(release: Path, tmp_path: Path) -> None:
    assert main(["run", "--input", str(release.parent), "--output", str(tmp_path), "--quiet"]) == 0
    again = tmp_path / "zh-web" / release.name
    assert publish.diff(release, again).changes == ()
    assert dict(publish.restore(again)) == dict(publish.restore(release))


@pytest.mark.parametrize("table", ["edits", "paragraphs"])
def test_tables_that_do_not_fit_the_documents_are_a_reject(data_set: Path, table: str) -> None:
    old, new = data_set / "1.2.0" / table, data_set / "1.10.0" / table
    name = "train-00000-of-00001.parquet"
    (old / name).write_bytes((new / name).read_bytes())
    *_, reject, broken = publish.read_inputs([str(data_set / "1.2.0")])
    assert broken == BROKEN
    assert isinstance(reject, Reject)
    assert reject.file == f"documents/{name}"


def test_a_document_that_breaks_a_law_is_a_reject_and_the_rest_goes_on(tmp_path: Path) -> None:
    bad = next(page for page in from_files() if find_document_problem(page))
    release = publish.write_release([PAGES[0], bad, PAGES[1]], [], tmp_path, settings_with()).path
    first, reject, last = publish.read_inputs([str(release)])
    assert (first, last) == (PAGES[0], PAGES[1])
    assert isinstance(reject, Reject)
    assert repr(bad.id) in reject.reason


def test_a_release_without_its_documents_is_refused(data_set: Path) -> None:
    for path in (data_set / "1.10.0" / "documents").iterdir():
        path.unlink()
    with pytest.raises(InputError, match="run verify"):
        readers.find_files(str(data_set))
