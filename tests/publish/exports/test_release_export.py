"""The clean texts of a release come out as plain files."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan import publish
from jiaokan.cli import main
from jiaokan.core.checks.path_checks import find_path_problem
from jiaokan.core.document import Document, Fact, Origin, Paragraph
from jiaokan.core.edits import Span
from jiaokan.core.errors import OutputError
from jiaokan.publish.exports.export_names import make_file_stem
from jiaokan.publish.exports.plain_markdown import format_markdown
from jiaokan.publish.exports.release_export import FORMATS
from tests.publish.corpus import settings_with


def write_release(folder: Path, *ids: str) -> Path:
    documents = [
        Document(name, f"第{number}页", Origin(f"{number}.txt"), paragraphs=(Paragraph(Span(0, 3), "body"),))
        for number, name in enumerate(ids)
    ]
    return publish.write_release(documents, [], folder / "dist", settings_with()).path


def list_files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_text_files_are_named_after_the_ids(release: Path, tmp_path: Path) -> None:
    assert main(["export", str(release), "-o", str(tmp_path / "out")]) == 0
    for document in publish.read_documents(release):
        assert (tmp_path / "out" / f"{document.id}.txt").read_text("utf-8") == f"{document.text}\n"
    assert len(list_files(tmp_path / "out")) == 5


@pytest.mark.parametrize(
    ("ids", "files"),
    [
        (["a/b", "a", "A"], ["A~2.txt", "a.txt", "a/b.txt"]),
        (["../up", "/etc/x", "c:/d"], ["_/etc/x.txt", "_/up.txt", "c_/d.txt"]),
        (["x.txt", "x.txt/y"], ["x.txt.txt", "x.txt/y.txt"]),
        (["x", "x.txt/y"], ["x.txt", "x.txt_y.txt"]),
        (["x.txt/y", "x"], ["x.txt/y.txt", "x~2.txt"]),
        ([".hidden", "nul", "长" * 200], ["_hidden.txt", "_nul.txt", "长" * 66 + ".txt"]),
    ],
)
def test_no_id_leads_out_or_takes_the_file_of_another(
    tmp_path: Path, ids: list[str], files: list[str]
) -> None:
    publish.export_release(write_release(tmp_path, *ids), tmp_path / "out", "txt")
    assert list_files(tmp_path / "out") == sorted(files)


@given(st.text(max_size=40))
def test_every_id_gives_a_path_below_the_folder(identity: str) -> None:
    assert find_path_problem(f"{make_file_stem(identity)}.txt") == ""


@pytest.mark.parametrize("name", ["jsonl", "parquet"])
def test_one_file_holds_all_records(release: Path, tmp_path: Path, name: str) -> None:
    assert main(["export", str(release), "--format", name, "-o", str(tmp_path / "out"), "--json"]) == 0
    path = tmp_path / "out" / f"documents.{name}"
    lines = path.read_text("utf-8").split("\n")[:-1] if name == "jsonl" else []
    rows = list(map(json.loads, lines)) or pq.read_table(path).to_pylist()
    documents = list(publish.read_documents(release))
    assert [row["text"] for row in rows] == [document.text for document in documents]
    assert [row["title"] or "" for row in rows] == [document.fact("title") for document in documents]


def test_markdown_shows_the_roles() -> None:
    text = "题目\n章\n话\n项\n1. 二\nx = `1`\n行\n句"
    ends = [at for at, char in enumerate(text + "\n") if char == "\n"]
    roles = ["title", "heading", "quote", "list_item", "list_item", "code", "verse", "body"]
    starts = [0, *(end + 1 for end in ends)]
    paragraphs = tuple(
        Paragraph(Span(start, end), role, int(role == "heading"))
        for start, end, role in zip(starts, ends, roles, strict=False)
    )
    document = Document("a", text, Origin("a.txt"), paragraphs=paragraphs, facts=(Fact("author", '王"五'),))
    assert format_markdown(document) == (
        '---\nauthor: "王\\"五"\n---\n\n# 题目\n\n## 章\n\n> 话\n\n- 项\n\n1. 二\n\n```\nx = `1`\n```\n\n行\n\n句\n'
    )


def test_a_condition_selects(release: Path, tmp_path: Path) -> None:
    documents = list(publish.read_documents(release))
    wanted = [document for document in documents if len(document.text) > 2000]
    exported = publish.export_release(release, tmp_path / "out", "txt", "n_chars > 2000")
    assert 0 < exported.documents == len(wanted) < len(documents)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_folder_that_holds_something_is_left_alone(release: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(OutputError, match="not empty"):
        publish.export_release(release, tmp_path, name)
    assert list_files(tmp_path) == ["mine.txt"]


def test_a_broken_release_leaves_no_folder(release: Path, tmp_path: Path) -> None:
    broken = write_release(tmp_path, "a", "b")
    table = next((broken / "paragraphs").glob("*.parquet"))
    table.write_bytes(table.read_bytes()[:50])
    assert main(["export", str(broken), "-o", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]
    assert release.is_dir()
