"""A run over shards reads the kinds of files, keys and parts of the input that one pass over it reads."""

import gzip
import json
import os
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jiaokan import publish
from jiaokan.config import config_loader
from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Document
from jiaokan.core.errors import InputError
from jiaokan.engines.serial_engine import SerialEngine
from jiaokan.execution.corpus_runs import ReleaseRun, make_release, make_stage_folder
from jiaokan.execution.planning import shard_plan
from jiaokan.readers import Item, read_inputs
from jiaokan.readers.files import bounded_reading

KEYS = InputSettings(text_key="content", html_key="body", id_key="docid", url_key="link_to")
TEXT = "今天上午，记者在第{}号现场看到，工作人员正在进行设备调试，预计下周可以投入使用。"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of records of every kind, pages and texts, which is cut into several shards."""
    monkeypatch.setattr(shard_plan, "MIN_SHARD_BYTES", 4_000)
    monkeypatch.setattr(bounded_reading, "MAX_RECORD_BYTES", 5_000)
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    rows = [{"content": TEXT.format(i), "link_to": f"http://a.cn/{i}"} for i in range(200)]
    rows[30]["docid"], rows[170]["docid"] = "same", "same"
    lines = [json.dumps(row) for row in rows]
    lines[50] = "{"
    lines[60] = json.dumps({"title": "no text"})
    lines[70] = json.dumps({"content": "长" * 9_000}, ensure_ascii=False)
    (folder / "lines.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    pq.write_table(pa.Table.from_pylist(rows[:100]), folder / "rows.parquet", row_group_size=20)
    (folder / "array.json").write_text(json.dumps(rows[:3], indent=1), "utf-8")
    (folder / "table.csv").write_text(f"docid,content\nx,{TEXT}\n,{TEXT}\n", "utf-8")
    (folder / "broken.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode())[:-300])
    (folder / "broken.csv").write_bytes(b"\xff\xfe\x00\x01")
    page = f"<title>第一页的标题</title><p>{TEXT}</p>".encode()
    (folder / "page.html.gz").write_bytes(gzip.compress(page))
    for name in ("a.md", "a.txt", "b/a.txt"):
        (folder / name).write_text(TEXT.format(name), "utf-8")
    (folder / "z.jsonl").write_text(json.dumps({"docid": "a.txt", "content": TEXT}), "utf-8")
    return folder


def make(inputs: list[str], target: Path, keys: InputSettings) -> tuple[list[Document], list[Item]]:
    config = replace(config_loader.load_default(), input=keys)
    release, _ = make_release(ReleaseRun(inputs, ("mojibake",), str(target), config), SerialEngine())
    assert release
    assert publish.verify(release.path) == ()
    return list(publish.read_documents(release.path)), list(publish.read_rejects(release.path))


@pytest.mark.parametrize(
    "keys",
    [KEYS, replace(KEYS, sample=0.3), replace(KEYS, limit=50), replace(KEYS, sample=0.5, limit=20)],
    ids=["all", "sample", "limit", "both"],
)
def test_shards_read_what_one_pass_reads(corpus: Path, tmp_path: Path, keys: InputSettings) -> None:
    expected = list(read_inputs([str(corpus), str(corpus / "b")], keys))
    documents, rejects = make([str(corpus), str(corpus / "b")], tmp_path / "dist", keys)
    assert [(d.id, d.raw, d.origin) for d in documents] == [
        (item.id, item.raw, item.origin) for item in expected if isinstance(item, Document)
    ]
    assert rejects == [item for item in expected if not isinstance(item, Document)]
    assert len(documents) > 10


def test_files_of_one_name_in_several_shards_have_ids_of_their_own(corpus: Path, tmp_path: Path) -> None:
    documents, rejects = make([str(corpus)], tmp_path / "dist", KEYS)
    named = {document.id: document.origin.file for document in documents if not document.origin.line}
    assert named == {"a": "a.md", "a.txt": "a.txt", "b/a": "b/a.txt", "page": "page.html"}
    assert [(r.file, r.reason) for r in rejects if r.file == "z.jsonl"] == [  # type: ignore[union-attr]
        ("z.jsonl", "the id 'a.txt' stands already in a.txt; ids must differ")
    ]


def test_a_stage_reads_the_keys_into_a_folder(corpus: Path, tmp_path: Path) -> None:
    config = replace(config_loader.load_default(), input=KEYS)
    output = tmp_path / "made"
    make_stage_folder([str(corpus)], ["mojibake"], str(output), config, SerialEngine())
    documents = [item for item in read_inputs([str(output)]) if isinstance(item, Document)]
    expected = [item.id for item in read_inputs([str(corpus)], KEYS) if isinstance(item, Document)]
    assert [document.id for document in documents] == expected


def test_where_no_record_has_the_key_nothing_is_written(corpus: Path, tmp_path: Path) -> None:
    config = config_loader.load_default()
    inputs = [str(corpus / "rows.parquet")]
    with pytest.raises(InputError, match="there are 'content', 'link_to'"):
        make_release(ReleaseRun(inputs, ("mojibake",), str(tmp_path / "dist"), config), SerialEngine())
    with pytest.raises(InputError, match="--text-key"):
        make_stage_folder(inputs, ["mojibake"], str(tmp_path / "made"), config, SerialEngine())
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_broken_json_file_is_told_with_what_it_holds(tmp_path: Path) -> None:
    rows = [{"id": f"d{i}", "text": TEXT.format(i * 7919)} for i in range(500)]
    packed = gzip.compress(json.dumps(rows).encode())
    (tmp_path / "x.json.gz").write_bytes(packed[: len(packed) // 2])
    *documents, cut, last = read_inputs([str(tmp_path)])
    assert len(documents) > 50
    assert all(isinstance(document, Document) for document in documents)
    assert "broken JSON" in cut.reason  # type: ignore[union-attr]
    assert "breaks off" in last.reason  # type: ignore[union-attr]


def test_names_that_are_no_utf8_are_read_in_shards_and_come_back(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for name in (b"a\xff\xfe.txt", b"\xb7\xc0/b.html", "防控.txt".encode()):
        path = folder / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>{TEXT.format(len(name))}", "utf-8")
    documents, rejects = make([str(folder)], tmp_path / "dist", InputSettings())
    assert (len(documents), rejects) == (3, [])
    publish.restore_corpus(next((tmp_path / "dist").rglob("1.0.0")), tmp_path / "raw")
    for path in filter(Path.is_file, folder.rglob("*")):
        assert (tmp_path / "raw" / path.relative_to(folder)).read_bytes() == path.read_bytes()
