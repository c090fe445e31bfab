"""The raw corpus comes back whole: every file under a name of its own, every record as its line."""

import gzip
import json
from pathlib import Path

import pytest

from jiaokan import publish, readers
from jiaokan.cli import main
from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Document, Origin, Reject
from jiaokan.core.errors import OutputError
from jiaokan.core.record_lines import LINE_KEY, keep_line, make_raw_line
from tests.publish.corpus import settings_with

TEXT = "各级要落实责任。"


def publish_inputs(folder: Path, *inputs: Path, keys: InputSettings = readers.DEFAULT_KEYS) -> Path:
    items = list(readers.read_inputs([str(path) for path in inputs], keys))
    documents = [item for item in items if isinstance(item, Document)]
    rejects = [item for item in items if isinstance(item, Reject)]
    return publish.write_release(documents, rejects, folder / "dist", settings_with()).path


def list_files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


LINES = {
    "as json.dumps writes it": json.dumps({"id": "a", "text": TEXT, "n": 1}),
    "compact": json.dumps({"id": "a", "text": TEXT}, ensure_ascii=False, separators=(",", ":")),
    "other order and blanks": f'{{ "n": [1, 2] , "text" : "{TEXT}", "id":"a"}}',
    "a key that stands twice": f'{{"id":"a","text":"first","text":"{TEXT}","k":1,"k":2}}',
    "numbers": f'{{"id":"a","text":"{TEXT}","n":1.10,"big":12345678901234567890.123,"e":1E5}}',
    "escapes of a kind of their own": '{"id":"a","text":"\\u5404\\/\\u7ea7 a","t":"\\u00e9"}',
    "an id that is a number": f'{{"id":7,"text":"{TEXT}"}}',
    "no id": f'{{"text":"{TEXT}"}}',
    "no text": '{"id":"a","text":""}',
    "a key as the line is kept under": f'{{"id":"a","text":"{TEXT}","{LINE_KEY}":["x"]}}',
    "a page": json.dumps({"url": "http://a.cn/1", "html": f"<p>{TEXT}</p>"}),
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_record_comes_back_as_the_line_that_came_in(tmp_path: Path, line: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(line + "\n", "utf-8", newline="\n")
    restored = publish.restore_corpus(publish_inputs(tmp_path, source), tmp_path / "raw")
    assert (restored.documents, restored.records, restored.rows) == (1, 1, 0)
    assert (tmp_path / "raw" / "raw.jsonl").read_text("utf-8") == line + "\n"


def test_only_what_json_would_not_give_back_is_kept() -> None:
    origin = Origin("x.jsonl", 1, '{"n":1}')
    assert keep_line(f'{{"id":"a","text":"{TEXT}","n":1}}', "a", TEXT, origin) == origin
    kept = keep_line(f'{{"id":"a", "text":"{TEXT}","n":1}}', "a", TEXT, origin)
    assert TEXT not in kept.fields
    assert make_raw_line("a", TEXT, kept) == f'{{"id":"a", "text":"{TEXT}","n":1}}'


def test_equal_names_of_several_inputs_come_back_side_by_side(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for number, folder in enumerate((one, other)):
        folder.mkdir()
        (folder / "x.txt").write_text(f"{TEXT}{number}", "utf-8")
        (folder / "bad.txt").write_bytes(b"\xff\x00" + bytes([number]))
    publish.restore_corpus(publish_inputs(tmp_path, one, other), tmp_path / "raw")
    assert list_files(tmp_path / "raw") == {
        "x.txt": f"{TEXT}0".encode(),
        "bad.txt": b"\xff\x00\x00",
        "other/x.txt": f"{TEXT}1".encode(),
        "other/bad.txt": b"\xff\x00\x01",
    }


def test_a_page_beside_its_packed_copy_and_files_of_one_stem_are_documents(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    page = f"<p>{TEXT}</p>".encode()
    (folder / "x.html").write_bytes(page)
    (folder / "x.html.gz").write_bytes(gzip.compress(page + b" "))
    (folder / "y.html.gz").write_bytes(gzip.compress(page))
    (folder / "x.txt").write_text(TEXT, "utf-8")
    release = publish_inputs(tmp_path, folder)
    assert {document.id for document in publish.read_documents(release)} == {"x", "x.html.gz", "y", "x.txt"}
    publish.restore_corpus(release, tmp_path / "raw")
    assert list_files(tmp_path / "raw") == {
        "x.html": page, "x.html.gz": page + b" ", "y.html": page, "x.txt": TEXT.encode(),
    }  # fmt: skip


def test_folders_that_have_the_names_of_the_lists_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name in ("raw.jsonl", "rejected.jsonl"):
        (folder / name).mkdir(parents=True)
        (folder / name / "x.txt").write_text(name, "utf-8")
    (folder / "y.jsonl").write_text('{"id":"z","text":""}\n{\n', "utf-8")
    restored = publish.restore_corpus(publish_inputs(tmp_path, folder), tmp_path / "raw")
    assert (restored.records_file, restored.rejected_file) == ("raw~2.jsonl", "rejected~2.jsonl")
    assert list_files(tmp_path / "raw") == {
        "raw.jsonl/x.txt": b"raw.jsonl",
        "rejected.jsonl/x.txt": b"rejected.jsonl",
        "raw~2.jsonl": b'{"id":"z","text":""}\n',
        "rejected~2.jsonl": b"{\n",
    }


@pytest.mark.parametrize("name", ["../x.txt", "/etc/x.txt", "a/../../x.txt", "a\0b", "..", "a/"])
@pytest.mark.parametrize("kind", ["document", "reject"])
def test_a_name_that_leads_out_stops_before_anything_is_written(tmp_path: Path, name: str, kind: str) -> None:
    documents = [Document("d", TEXT, Origin(name if kind == "document" else "d.txt"))]
    rejects = [Reject(name, 0, "r", b"x")] if kind == "reject" else []
    release = publish.write_release(documents, rejects, tmp_path / "dist", settings_with()).path
    with pytest.raises(OutputError, match="leads out"):
        publish.restore_corpus(release, tmp_path / "raw")
    assert not (tmp_path / "raw").exists()


def test_no_file_is_written_for_one_that_could_not_be_read(tmp_path: Path) -> None:
    rejects = [
        Reject("a/gone.txt", 0, "cannot be read: Permission denied", b""),
        Reject("pages.jsonl", 0, "its reader failed here: ValueError: odd", b""),
        Reject("sheet.csv", 4, "not a row of a table: field larger than field limit", b""),
        Reject("bad.jsonl", 2, "no JSON", b"{"),
        Reject("empty.parquet", 0, "not a Parquet file that can be read", b""),
    ]
    release = publish.write_release([Document("d", TEXT)], rejects, tmp_path / "dist", settings_with()).path
    restored = publish.restore_corpus(release, tmp_path / "raw")
    assert list_files(tmp_path / "raw") == {
        "d.txt": TEXT.encode(),
        "empty.parquet": b"",
        "rejected.jsonl": b"{\n",
    }
    assert restored.unread == [
        "a/gone.txt: cannot be read: Permission denied",
        "pages.jsonl: its reader failed here: ValueError: odd",
        "sheet.csv, line 4: not a row of a table: field larger than field limit",
    ]


def test_a_file_that_cannot_be_opened_is_named_by_restore(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "in" / "locked.txt").write_text(TEXT, "utf-8")
    read_bytes = Path.read_bytes

    def refuse_one(path: Path) -> bytes:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse_one)
        release = publish_inputs(tmp_path, tmp_path / "in")
    assert main(["restore", str(release), "-o", str(tmp_path / "raw")]) == 0
    assert "not restored locked.txt: cannot be read: Permission denied" in capsys.readouterr().err
    assert list_files(tmp_path / "raw") == {"a.txt": TEXT.encode()}
