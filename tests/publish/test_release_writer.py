"""A release can be read back, and the same documents give the same bytes."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from jiaokan import publish
from jiaokan.config import config_loader
from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import InputError, LawError, OutputError
from jiaokan.publish.standing_release import is_same_folder
from jiaokan.publish.tables import parquet_writer
from tests.publish.corpus import CORPUS, FILES, REJECTS, from_files, page, settings_with


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CORPUS, REJECTS)
def test_what_was_written_is_read_again(corpus: tuple[Document, ...], rejects: list[Reject]) -> None:
    small = settings_with(documents_per_shard=2, characters_per_group=20)
    with TemporaryDirectory() as folder:
        release = publish.write_release(corpus, rejects, Path(folder), small)
        assert tuple(publish.read_documents(release.path)) == corpus
        assert list(publish.read_rejects(release.path)) == rejects
        assert list(publish.restore(release.path)) == [(d.id, d.raw) for d in corpus]
        assert (release.count_rows("documents"), release.count_rows("rejects")) == (len(corpus), len(rejects))
        again = publish.write_release(corpus, rejects, Path(folder) / "again", small)
        assert is_same_folder(release.path, again.path)


def test_files_come_back_under_their_own_names_in_their_own_bytes(tmp_path: Path) -> None:
    bad = [Reject("bad.txt", 0, "not UTF-8", b"\xff\xfe"), Reject("c.jsonl", 7, "not JSON", b'{"id":')]
    release = publish.write_release(from_files(), bad, tmp_path, config_loader.load_default())
    assert publish.restore_files(release.path, tmp_path / "out") == 3
    found = {
        p.relative_to(tmp_path / "out").as_posix(): p.read_bytes() for p in (tmp_path / "out").rglob("*.*")
    }
    assert found == {**FILES, "bad.txt": b"\xff\xfe", "rejected.jsonl": b'{"id":\n'}


def test_records_come_back_as_records_with_their_other_fields(tmp_path: Path) -> None:
    fields = ['{"url":"u","big":12345678901234567890,"n":0.1}', '{"id":7}', ""]
    corpus = [
        page(f"r{i}", "甲乙丙丁\r\n", file="x.jsonl", line=i + 1, fields=f) for i, f in enumerate(fields)
    ]
    release = publish.write_release(corpus, [], tmp_path, config_loader.load_default())
    publish.restore_files(release.path, tmp_path / "out")
    assert (tmp_path / "out" / "raw.jsonl").read_text("utf-8").split("\n") == [
        '{"id":"r0","text":"甲乙丙丁\\r\\n","url":"u","big":12345678901234567890,"n":0.1}',
        '{"id":7,"text":"甲乙丙丁\\r\\n"}',
        '{"id":"r2","text":"甲乙丙丁\\r\\n"}',
        "",
    ]


def test_a_release_is_left_alone_unless_it_is_replaced_knowingly(tmp_path: Path) -> None:
    shipped = config_loader.load_default()
    assert publish.write_release(from_files(), [], tmp_path, shipped).state == "written"
    assert publish.write_release(from_files(), [], tmp_path, shipped).state == "unchanged"
    with pytest.raises(OutputError, match=r"publish\.version"):
        publish.write_release(from_files()[:1], [], tmp_path, shipped)
    assert publish.write_release(from_files()[:1], [], tmp_path, shipped, replace=True).state == "replaced"
    assert [p.name for p in (tmp_path / shipped.publish.name).iterdir()] == [shipped.publish.version]


def test_what_a_killed_run_left_behind_is_no_part_of_a_release(tmp_path: Path) -> None:
    left = tmp_path / "zh-web" / ".1.0.0.partial" / "documents"
    left.mkdir(parents=True)
    (left / "train-00007-of-00009.parquet").write_text("half")
    release = publish.write_release(from_files(), [], tmp_path, config_loader.load_default())
    assert publish.verify(release.path) == ()
    assert not left.exists()


def test_a_run_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken():  # type: ignore[no-untyped-def]
        yield page("a", "分享到正文")
        raise LawError("broken")

    with pytest.raises(LawError):
        publish.write_release(broken(), [], tmp_path, config_loader.load_default())
    assert not list((tmp_path / config_loader.load_default().publish.name).iterdir())


def test_text_that_no_file_can_hold_is_named(tmp_path: Path) -> None:
    with pytest.raises(LawError, match="'a'"):
        publish.write_release([Document("a", "甲\ud800")], [], tmp_path, config_loader.load_default())


@pytest.mark.parametrize("file", ["../out.txt", "/tmp/out.txt", "a/../../b", "a\x00b"])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, file: str) -> None:
    release = publish.write_release(
        [page("a", "分享到正文", file=file)], [], tmp_path, config_loader.load_default()
    )
    with pytest.raises(OutputError):
        publish.restore_files(release.path, tmp_path / "out")


def test_restoring_into_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    release = publish.write_release(from_files(), [], tmp_path, config_loader.load_default())
    with pytest.raises(OutputError, match="not empty"):
        publish.restore_files(release.path, tmp_path)


@pytest.mark.parametrize("table", ["edits", "documents"])
def test_a_ledger_that_does_not_lead_back_is_named(tmp_path: Path, table: str) -> None:
    one = publish.write_release([page("a", "分享到正文")], [], tmp_path / "1", config_loader.load_default())
    other = publish.write_release([page("a", "分享了正文")], [], tmp_path / "2", config_loader.load_default())
    shard = parquet_writer.list_shards(other.path, table)[0]
    shard.rename(one.path / table / shard.name)
    with pytest.raises(LawError, match="'a'"):
        list(publish.restore(one.path))


def test_rows_of_a_document_that_is_not_there_are_named(tmp_path: Path) -> None:
    one = publish.write_release([page("a", "分享到正文")], [], tmp_path / "1", config_loader.load_default())
    other = publish.write_release([page("b", "分享到正文")], [], tmp_path / "2", config_loader.load_default())
    shard = parquet_writer.list_shards(other.path, "facts")[0]
    shard.rename(one.path / "facts" / shard.name)
    with pytest.raises(LawError, match="'b'"):
        list(publish.read_documents(one.path))


def test_a_folder_that_is_no_release_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no release"):
        list(publish.restore(tmp_path))
