"""A release that somebody else made: nothing in it is obeyed, and what is wrong with it is said in a line."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jiaokan import publish
from jiaokan.cli import main
from jiaokan.core.errors import ConfigError, InputError
from jiaokan.publish.release_checks.manifest_checks import check_setting_paths
from tests.publish.corpus import from_files, settings_with


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return publish.write_release(from_files(), [], tmp_path / "dist", settings_with()).path


def change_manifest(release: Path, **values: object) -> None:
    path = release / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values), "utf-8")


BAD_NAMES = ["../up", "a/b", "a\\b", "/abs", "..", ".hidden", "", " ", "C:x", "a\0b", "a\x1b[2J", "x" * 300]


@pytest.mark.parametrize("name", BAD_NAMES, ids=ascii)
def test_a_name_that_is_no_folder_right_below_is_refused_before_anything_is_written(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(ConfigError, match=r"publish\.name"):
        publish.write_release(from_files(), [], tmp_path / "dist", settings_with(name=name))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("version", ["1.0", "../1.0.0", "1.0.0/..", "1.0.0\n", "v1.0.0"], ids=ascii)
def test_a_version_is_checked_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], version: str
) -> None:
    (tmp_path / "in.txt").write_text("各级要落实责任。", "utf-8")
    output = tmp_path / "out"
    words = ["run", "--input", str(tmp_path / "in.txt"), "--output", str(output)]
    assert main([*words, "--set", f"publish.version={json.dumps(version)}"]) == 1
    assert "publish.version" in capsys.readouterr().err
    assert not output.exists()


HOSTILE_MANIFESTS: dict[str, dict[str, Any]] = {
    "no object of files": {"files": [1]},
    "a file without digest": {"files": {"a": "b"}},
    "a file above": {"files": {"../../x": {"sha256": "0", "bytes": 1}}},
    "an absolute file": {"files": {"/etc/passwd": {"sha256": "0", "bytes": 1}}},
    "settings as a list": {"settings": [1]},
    "a setting of no table": {"settings": {"x": "1"}},
    "a setting that is no JSON": {"settings": {"publish.name": "{"}},
    "a setting that is a number": {"settings": {"publish.name": 5}},
    "a setting that is a table too": {"settings": {"a.b.c": "1", "a.b": "2"}},
    "a version that is a number": {"version": 5},
    "a version with an escape sequence": {"version": "1.0.0\x1b[2J"},
    "no name": {"name": None},
    "a name with an escape sequence": {"name": "\x1b]0;x\x07"},
    "packages as a number": {"packages": 5},
    "an unknown key": {"surprise": 1},
}


@pytest.mark.parametrize("values", HOSTILE_MANIFESTS.values(), ids=HOSTILE_MANIFESTS)
@pytest.mark.parametrize("command", ["verify", "diff"])
def test_a_hostile_manifest_gives_one_line(
    release: Path, capsys: pytest.CaptureFixture[str], values: dict[str, Any], command: str
) -> None:
    change_manifest(release, **values)
    assert main([command, str(release), *([str(release)] if command == "diff" else [])]) == 1
    said = capsys.readouterr().err
    assert said.startswith("jiaokan: ")
    assert "manifest" in said
    assert said.count("\n") == 1
    assert "\x1b" not in said


@pytest.mark.parametrize("name", ["../../../escaped", "ABSOLUTE"])
def test_verify_writes_only_into_its_own_folder(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "in.txt").write_text("各级要落实责任。", "utf-8")
    settings = json.loads((release / "manifest.json").read_text("utf-8"))["settings"]
    outside = str(tmp_path / "escaped") if name == "ABSOLUTE" else name
    change_manifest(release, settings=settings | {"publish.name": json.dumps(outside)})
    before = sorted(tmp_path.rglob("*"))
    assert main(["verify", str(release), "--input", str(tmp_path / "in.txt")]) == 1
    assert "publish.name" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("path", ["/etc", "../../rules", "a/../../b"])
def test_the_settings_of_a_manifest_name_no_file_elsewhere(path: str) -> None:
    with pytest.raises(InputError, match=r"strip\.rules"):
        check_setting_paths({"strip.rules": json.dumps(path)})
    check_setting_paths({"strip.rules": '"rules"', "strip.judge.file": '"line.json"'})


def change_column(release: Path, table: str, column: str, value: object) -> None:
    path = next((release / table).glob("*.parquet"))
    rows = pq.read_table(path)
    at = rows.schema.get_field_index(column)
    kind = rows.schema.field(column).type if value is None or isinstance(value, list) else None
    pq.write_table(rows.set_column(at, column, pa.array([value] * len(rows), kind)), path)


HOSTILE_COLUMNS = [
    ("documents", "id", None), ("documents", "text", None), ("documents", "line", None),
    ("documents", "encoding", None), ("documents", "fields", 5), ("documents", "id", 7),
    ("edits", "start", None), ("edits", "before", None), ("edits", "rule", None), ("edits", "step", None),
    ("edits", "start", "x"), ("paragraphs", "start", None), ("paragraphs", "sentence_starts", None),
    ("facts", "value", None),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "value"), HOSTILE_COLUMNS)
@pytest.mark.parametrize("command", ["verify", "restore", "diff"])
def test_a_table_with_nulls_or_other_types_gives_one_line(  # noqa: PLR0917
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, column: str, value: object, command: str
) -> None:  # fmt: skip
    change_column(release, table, column, value)
    more = {"restore": ["--output", str(tmp_path / "raw")], "diff": [str(release)]}
    assert main([command, str(release), *more.get(command, [])]) == 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "unexpected" not in said.err
