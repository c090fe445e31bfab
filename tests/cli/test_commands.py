"""The command line: output, messages and exit statuses."""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jiaokan import publish, readers
from jiaokan.cli import main, make_parser
from jiaokan.core.document import Document
from jiaokan.stages import ALL_STAGES
from tests.conftest import SEEDS


def digest_files(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def read_texts(path: Path) -> dict[str, str]:
    return {item.id: item.text for item in readers.read_inputs([str(path)]) if isinstance(item, Document)}


def test_the_seeds_come_back_byte_for_byte(release: Path, tmp_path: Path) -> None:
    assert main(["restore", str(release), "--output", str(tmp_path / "raw")]) == 0
    assert digest_files(tmp_path / "raw") == digest_files(SEEDS)


@pytest.mark.parametrize("how", ["workers", "stages", "another directory"])
def test_the_same_input_gives_the_same_bytes(
    release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    if how == "stages":
        at = str(SEEDS)
        for number, name in enumerate(ALL_STAGES):  # by turns as lines and as shards
            to = str(tmp_path / (name if number % 2 else f"{name}.jsonl"))
            assert main([name, "--input", at, "--output", to, "--quiet"]) == 0
            at = to
        assert main(["publish", "--input", at, "--output", str(tmp_path)]) == 0
    else:
        where = SEEDS if how == "workers" else Path(SEEDS.name)
        monkeypatch.chdir(tmp_path if how == "workers" else SEEDS.parent)
        options = ["--workers", "2"] if how == "workers" else []
        assert main(["run", "--input", str(where), "--output", str(tmp_path), "--quiet", *options]) == 0
    assert digest_files(tmp_path / "zh-web" / release.name) == digest_files(release)


def test_a_second_run_finds_the_release_unchanged(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for state in ("written", "unchanged"):
        assert main(["run", "--input", str(SEEDS), "--output", str(tmp_path)]) == 0
        told = capfd.readouterr().err
        assert f"zh-web 1.0.0 {state}" in told
    assert "5 documents, 122 paragraphs" in told
    assert "load_dataset(" in told
    assert [path.name for path in tmp_path.iterdir()] == ["zh-web"]


def test_another_result_does_not_overwrite_a_release(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    options = ["run", "--input", str(SEEDS), "--output", str(tmp_path), "--quiet"]
    assert main(options) == 0
    before = digest_files(tmp_path)
    assert main([*options, "--set", "script.target=keep"]) == 1
    assert "publish.version" in capfd.readouterr().err
    assert digest_files(tmp_path) == before


def test_stages_make_a_pipe() -> None:
    command = [sys.executable, "-m", "jiaokan"]
    line = json.dumps({"id": "a", "text": "他説:分享經驗\n分享到:"}) + "\n"
    stripped = subprocess.run([*command, "strip"], input=line.encode(), capture_output=True, check=True)
    unified = subprocess.run(
        [*command, "script", "--quiet"], input=stripped.stdout, capture_output=True, check=True
    )
    record = json.loads(unified.stdout)
    assert record["text"] == "他说：分享经验\n"
    assert list(dict.fromkeys(step[0] for step in record["ledger"]["steps"])) == ["strip", "script"]


def test_rejects_are_kept_and_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"id":"a","text":"x"}\n{"id":"a"\n{"id":"b","text":"y"}\n')
    options = ["--input", str(tmp_path / "in.jsonl"), "--output"]
    assert main(["strip", *options, str(tmp_path / "out.jsonl")]) == 3
    assert "in.jsonl, line 2: broken JSON" in capfd.readouterr().err
    assert read_texts(tmp_path / "out.jsonl") == {"a": "x", "b": "y"}
    assert main(["run", *options, str(tmp_path / "dist"), "--allow-rejects"]) == 0
    assert "rejected  1 record," in capfd.readouterr().err
    release = tmp_path / "dist" / "zh-web" / "1.0.0"
    assert main(["restore", str(release), "--output", str(tmp_path / "raw")]) == 0
    lines = (tmp_path / "raw" / "raw.jsonl").read_bytes().rstrip(b"\n").split(b"\n")
    assert [json.loads(line) for line in lines] == [{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]
    assert (tmp_path / "raw" / "rejected.jsonl").read_bytes() == b'{"id":"a"\n'


def test_verify_names_the_file_that_was_tampered_with(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(release)]) == 0
    copy = tmp_path / "copy"
    shutil.copytree(release, copy)
    shard = next((copy / "documents").iterdir())
    data = bytearray(shard.read_bytes())
    data[len(data) // 2] ^= 1
    shard.write_bytes(data)
    assert main(["verify", str(copy)]) == 1
    assert "documents/train-00000-of-00001.parquet" in capsys.readouterr().out


def test_diff_tells_which_setting_is_behind_a_change(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--set", "script.target=keep", "--set", "publish.version=2.0.0"]
    assert main(["run", "--input", str(SEEDS), "--output", str(tmp_path), "--quiet", *options]) == 0
    assert main(["diff", str(release), str(tmp_path / "zh-web" / "2.0.0")]) == 0
    told = capsys.readouterr().out
    assert "script.target" in told
    assert "001_" in told
    assert main(["diff", str(release), str(release), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)


def test_explain_shows_what_went_and_why(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = next(path.stem for path in SEEDS.glob("001*"))
    assert main(["explain", str(release), name]) == 0
    shown = capsys.readouterr().out
    assert "discuz/mood" in shown
    assert "byline of a Discuz! portal article" in shown
    assert main(["explain", str(release), name, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    raw = (SEEDS / f"{name}.txt").read_bytes().decode()
    assert "".join(piece["before"] for piece in told["pieces"]) == raw
    assert "。康峰要求，要加强市场" in "".join(piece["after"] for piece in told["pieces"])
    assert all(told["rules"].values()), "every rule says why"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["explain", "{release}", "nobody"], "no document 'nobody'"),
        (["strip", "--input", "nowhere"], "no such file or folder"),
        (["strip", "--set", "script.target=sideways"], "is none of"),
        (["strip", "--config", "nowhere.toml"], "cannot be read"),
    ],
    ids=["id", "input", "setting", "config"],
)
def test_what_is_wrong_is_said_in_one_line(
    release: Path, capfd: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert main([word.format(release=release) for word in words]) == 1
    told = capfd.readouterr().err
    assert message in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        *(
            [name, "--help"]
            for name in [*ALL_STAGES, "run", "publish", "diff", "verify", "restore", "explain"]
        ),
    ],
)
def test_every_command_teaches(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(words)
    assert len(capsys.readouterr().out) > 200


def test_rules_are_listed_proved_and_watched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list"]) == 0
    listed = capsys.readouterr().out
    assert "share/to" in listed
    assert "byte-slip/lost-lead" in listed
    assert main(["rules", "list", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    coded = {"id": "pinyin/toneless", "scope": "code", "kind": ""}
    assert rows["pinyin/toneless"].items() >= coded.items()
    assert "tone" in rows["pinyin/toneless"]["why"]
    assert all(row["why"] for row in rows.values())
    assert not any(name.endswith("/any") for name in rows)
    assert main(["rules", "test"]) == 0
    assert main(["rules", "hits", str(SEEDS)]) == 0
    assert "discuz/mood" in capsys.readouterr().out
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.toml").write_text('[[rule]]\nid = "own/one"\n', "utf-8")
    (tmp_path / "own.toml").write_text('[strip]\nrules = "rules"\n', "utf-8")
    assert main(["rules", "test", "--config", str(tmp_path / "own.toml")]) == 1
    assert "own/one" in capsys.readouterr().out


def test_rules_are_mined_and_the_counts_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = (
        "今天上午记者在现场看到工作人员正在进行第{}次设备调试，预计下周可以投入使用，届时将方便周边群众出行。"
    )
    pages = [
        {
            "id": str(i),
            "text": f"第{i}次调试顺利\n{body.format(i)}\n青山绿水客户端为您独家呈现一方水土的精彩故事\n",
        }
        for i in range(12)
    ]
    corpus = tmp_path / "x.jsonl"
    corpus.write_text("".join(json.dumps(page, ensure_ascii=False) + "\n" for page in pages), "utf-8")
    assert main(["rules", "mine", str(corpus)]) == 0
    mined = capsys.readouterr().out
    assert 'hits = ["青山绿水客户端为您独家呈现一方水土的精彩故事"]' in mined
    counts = tmp_path / "counts.jsonl"
    assert main(["rules", "count", str(corpus), "--output", str(counts)]) == 0
    out = tmp_path / "out.jsonl"
    options = ["--set", f"strip.corpus_lines.file={json.dumps(str(counts))}"]
    assert main(["strip", "--input", str(corpus), "--output", str(out), "--quiet", *options]) == 0
    assert not any("青山绿水" in text for text in read_texts(out).values())


def test_pages_without_an_article_can_be_rejected(tmp_path: Path) -> None:
    menu = "首页\n新闻\n体育\n财经\n娱乐\n科技\n汽车\n房产\n登录\n注册\n联系我们\n版权声明\n网站地图\n"
    (tmp_path / "x.jsonl").write_text(json.dumps({"id": "menu", "text": menu}) + "\n", "utf-8")
    options = ["run", "--input", str(tmp_path / "x.jsonl"), "--quiet", "--output"]
    assert main([*options, str(tmp_path / "kept")]) == 0
    (kept,) = publish.read_documents(tmp_path / "kept" / "zh-web" / "1.0.0")
    assert (kept.kind, bool(kept.kind_why)) == ("no_article", True)
    assert main([*options, str(tmp_path / "not"), "--set", "publish.reject_kind=no_article"]) == 3
    (reject,) = publish.read_rejects(tmp_path / "not" / "zh-web" / "1.0.0")
    assert "holds no article" in reject.reason
    assert json.loads(reject.data)["text"] == menu


PAGE = """<html><head><meta charset="{charset}"><title>某市地铁二号线下周开通_某某网</title></head><body>
<div id="nav"><a href="/">首页</a><a href="/news">新闻</a><a href="/sports">体育</a></div>
<h1>某市地铁二号线下周开通</h1><p class="info">2020-01-29 08:05 来源：某某日报</p>
<div id="content"><p>今天上午，记者在现场看到，工作人员正在进行设备调试，预计下周可以投入使用。</p>
<p>据介绍，二号线全长三十公里，共设车站二十座，届时将方便周边&nbsp;群众出行，缓解交通压力。</p></div>
<div class="footer">版权所有 某某网 联系我们</div></body></html>"""
ARTICLE = "今天上午，记者在现场看到，工作人员正在进行设备调试，预计下周可以投入使用。"


def test_pages_come_in_and_go_out_like_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_bytes(PAGE.format(charset="gb2312").encode("gbk"))
    record = {"id": "b", "url": "https://a.cn/2020/01/30/1.html", "html": PAGE.format(charset="utf-8")}
    (tmp_path / "in" / "x.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    assert main(["run", "--input", str(tmp_path / "in"), "--output", str(tmp_path / "dist"), "--quiet"]) == 0
    release = tmp_path / "dist" / "zh-web" / "1.0.0"
    for document in publish.read_documents(release):
        assert ARTICLE in document.text
        assert not any(word in document.text for word in ("首页", "版权所有"))
        said = [document.fact(field) for field in ("title", "source", "published")]
        assert said[:2] == ["某市地铁二号线下周开通", "某某日报"]
        assert said[2].startswith("2020-01-29")
    assert main(["restore", str(release), "--output", str(tmp_path / "raw")]) == 0
    assert (tmp_path / "raw" / "a.html").read_bytes() == (tmp_path / "in" / "a.html").read_bytes()
    assert json.loads((tmp_path / "raw" / "raw.jsonl").read_bytes()) == record
    assert main(["verify", str(release)]) == 0
    assert main(["explain", str(release), "a"]) == 0
    assert "html/" in capsys.readouterr().out


def test_a_page_gives_the_same_text_stage_by_stage(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE.format(charset="utf-8").encode())
    at = str(tmp_path / "a.html")
    for name in ALL_STAGES:
        assert main([name, "--input", at, "--output", str(tmp_path / f"{name}.jsonl"), "--quiet"]) == 0
        at = str(tmp_path / f"{name}.jsonl")
    assert (
        main(["run", "--input", str(tmp_path / "a.html"), "--output", str(tmp_path / "dist"), "--quiet"]) == 0
    )
    (whole,) = publish.read_documents(tmp_path / "dist" / "zh-web" / "1.0.0")
    assert read_texts(Path(at)) == {"a": whole.text}


def test_an_option_of_other_commands_is_named_as_such(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["report", "dist/zh-web/1.0.0", "--allow-rejects"])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert "--allow-rejects; run, " in error
    assert "take it, this command does not" in error


def test_the_help_of_all_commands_imports_none_of_them_and_says_what_they_say() -> None:
    program = "import sys; from jiaokan.cli import main; main(['--help'])"
    check = "print([m for m in sys.modules if m in ('numpy', 'pyarrow', 'rich', 'ssl', 'jiaokan.publish')])"
    words = [sys.executable, "-c", f"import atexit; atexit.register(lambda: {check}); {program}"]
    shown = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    *told, modules = shown.splitlines(keepends=True)
    assert modules == "[]\n"
    assert "".join(told) == make_parser().format_help()
