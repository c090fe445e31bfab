"""Records of any keys, of JSON, CSV, Parquet and Markdown files."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jiaokan.cli import main
from jiaokan.config.schema import InputSettings
from jiaokan.core.document import Document, Reject
from jiaokan.core.errors import InputError
from jiaokan.readers import Item, read_inputs

TEXT = "各级要落实责任。"
KEYS = InputSettings(text_key="content", html_key="body", id_key="docid", url_key="link_to")
ROWS = [
    {"docid": "one", "content": TEXT, "link_to": "http://a.cn/1"},
    {"docid": "two", "content": f"第二篇，{TEXT}", "link_to": "http://a.cn/2"},
]


def write_rows(folder: Path, name: str, rows: list[dict[str, str]]) -> Path:
    path = folder / name
    if name.endswith(".parquet"):
        pq.write_table(pa.Table.from_pylist(rows), path)
    elif name.endswith((".csv", ".tsv")):
        mark = "," if name.endswith(".csv") else "\t"
        lines = [mark.join(rows[0])] + [mark.join(f'"{value}"' for value in row.values()) for row in rows]
        path.write_text("\n".join(lines) + "\n", "utf-8-sig", newline="\n")
    elif name == "array.json":
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=2), "utf-8")
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def list_documents(items: list[Item]) -> list[Document]:
    assert all(isinstance(item, Document) for item in items), items
    return [item for item in items if isinstance(item, Document)]


FILES = ["x.jsonl", "x.ndjson", "lines.json", "array.json", "x.csv", "x.tsv", "x.parquet"]


@pytest.mark.parametrize("name", FILES)
def test_keys_of_ones_own_are_read(tmp_path: Path, name: str) -> None:
    path = write_rows(tmp_path, name, ROWS)
    one, two = list_documents(list(read_inputs([str(path)], KEYS)))
    assert (one.id, one.text, two.id) == ("one", TEXT, "two")
    assert json.loads(one.origin.fields)["url"] == "http://a.cn/1"


@pytest.mark.parametrize("name", FILES)
def test_a_record_without_an_id_is_called_after_file_and_line(tmp_path: Path, name: str) -> None:
    path = write_rows(tmp_path, name, [{"text": TEXT}, {"text": TEXT + TEXT}])
    documents = list_documents(list(read_inputs([str(path)])))
    assert [document.id for document in documents] == [f"{name}:{d.origin.line}" for d in documents]
    assert len({document.id for document in documents}) == 2


@pytest.mark.parametrize("name", FILES)
def test_where_no_record_has_the_key_the_columns_are_named(tmp_path: Path, name: str) -> None:
    path = write_rows(tmp_path, name, ROWS)
    with pytest.raises(InputError, match=r"no key 'text' and no key 'html' in any record") as caught:
        read_inputs([str(path)])
    assert "'docid', 'content', 'link_to'" in str(caught.value)


def test_a_run_without_the_key_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_rows(tmp_path, "x.jsonl", ROWS)
    output = tmp_path / "out"
    assert main(["run", "--input", str(path), "--output", str(output)]) == 1
    assert "--text-key" in capsys.readouterr().err
    assert not output.exists()


def test_where_some_records_have_the_key_the_others_are_rejects(tmp_path: Path) -> None:
    path = write_rows(tmp_path, "x.jsonl", [*ROWS, {"id": "c", "text": TEXT}])
    first, second, document = read_inputs([str(path)])
    assert type(first) is type(second) is Reject
    assert isinstance(document, Document)


def test_the_options_of_the_command_line_name_keys(tmp_path: Path) -> None:
    path = write_rows(tmp_path, "x.jsonl", ROWS)
    output = tmp_path / "out.jsonl"
    options = ["--text-key", "content", "--id-key", "docid", "--url-key", "link_to", "--quiet"]
    assert main(["mojibake", "--input", str(path), "--output", str(output), *options]) == 0
    assert [d.id for d in list_documents(list(read_inputs([str(output)])))] == ["one", "two"]


@pytest.mark.parametrize("key", ["link", "uri", "where"])
def test_the_key_of_an_address_is_read_for_texts_too(tmp_path: Path, key: str) -> None:
    path = write_rows(tmp_path, "x.jsonl", [{"id": "a", "text": TEXT, key: "http://a.cn/1"}])
    (document,) = list_documents(list(read_inputs([str(path)], InputSettings(url_key=key))))
    assert json.loads(document.origin.fields)["url"] == "http://a.cn/1"


def test_a_table_in_gbk_with_a_field_of_several_lines_is_read(tmp_path: Path) -> None:
    text = f'标题,正文\n一,"{TEXT}\n第二行，写得很清楚。"\n二,{TEXT}\n'
    (tmp_path / "x.csv").write_bytes(text.encode("gb18030"))
    one, two = list_documents(
        list(read_inputs([str(tmp_path)], InputSettings(text_key="正文", id_key="标题")))
    )
    assert (one.id, one.text, two.id) == ("一", f"{TEXT}\n第二行，写得很清楚。", "二")


def test_an_array_gives_its_good_records_and_rejects(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('[{"id":"a","text":"[}\\"]"}, 5, {"id":"b","text":"乙"},{"id":', "utf-8")
    one, number, two, cut = read_inputs([str(tmp_path)])
    assert isinstance(one, Document)
    assert isinstance(two, Document)
    assert (one.text, two.text) == ('[}"]', "乙")
    assert isinstance(number, Reject)
    assert isinstance(cut, Reject)
    assert (number.data, cut.data) == (b"5", b'{"id":')


def test_a_record_alone_in_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"id": "a", "text": TEXT}, indent=2), "utf-8")
    (document,) = list_documents(list(read_inputs([str(tmp_path)])))
    assert document.text == TEXT


def test_markdown_is_text(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(f"# 标题\n\n{TEXT}\n", "utf-8")
    (document,) = list_documents(list(read_inputs([str(tmp_path)])))
    assert (document.id, document.text) == ("x", f"# 标题\n\n{TEXT}\n")
