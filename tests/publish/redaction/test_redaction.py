import json
import stat
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import jiaokan
from jiaokan import publish
from jiaokan.config.config_loader import Config, load
from jiaokan.core.document import Document, Origin, Reject
from jiaokan.core.errors import ConfigError, InputError
from jiaokan.core.ledger import replay
from jiaokan.engines.serial_engine import SerialEngine
from jiaokan.execution.chunks import clean_document
from jiaokan.execution.corpus_runs import ReleaseRun, make_release
from jiaokan.publish import manifest
from jiaokan.publish.redaction.identifier_search import find_personal_spans
from jiaokan.publish.redaction.key_file import name_key_file
from jiaokan.stages import ALL_STAGES

KINDS = ["id_number", "mobile", "qq", "bank_card", "email"]
SECRETS = {
    "CARD": "6222021234567890128",
    "IDENTITY": "11010519491231002X",
    "ONE": "13812345678",
    "TWO": "13987654321",
    "CHAT": "123456789",
    "MAIL": "wang.wu@163.com",
}
OTHER_SECRETS = SECRETS | {
    "ONE": "15012345670",
    "TWO": "17700001111",
    "CHAT": "98765432",
    "MAIL": "li@163.com",
}
TEXT = """江城新闻网

江城市民张三丢失钱包

　　5月2日，市民张三在江城路丢失钱包，内有身份证IDENTITY一张，请拾到者致电ONE，或加QQ：CHAT联系。钱包里还有银行卡，卡号：CARD，希望好心人归还。

　　记者随后在江城路走访，多位店主表示没有看到钱包。张三表示，他将继续寻找，并感谢大家的帮助和支持，电话全天开机。

分享到：微信 联系小编TWO
"""
PAGE = """<html><head><title>寻物启事_江城网</title></head><body><div><a href="tel:TWO">电话</a></div><h1>寻物启事</h1>
<p>5月2日，市民王五在江城路丢失钱包一个，内有现金若干元和各种证件，请拾到者与失主联系，必有重谢。</p>
<p>失主的QQ：<b>CHAT</b>，也可以写信给 MAIL 告知情况，谢谢大家的帮助和支持。</p></body></html>
"""
BYLINED = """江城图书馆今天开馆

有事请致电ONE，或写信给 MAIL 咨询，身份证IDENTITY可以借书。江城图书馆今天开馆，市民可以免费借阅图书。

来源：江城日报 作者：李四
"""
RECORDS = """{"id": "one", "text": "江城市今天举行图书馆开馆仪式，市长李四出席仪式并讲话。联系人电话ONE。", "phone": TWO, "note": "找ONE"}
{"id": "two",  "text": "这一天的天气很好，人们在公园里散步、聊天、下棋，没有什么可说的。"}
{"id": "ONE", "text": "这一页的名字是一个手机号，所以不能发布出去。"}
{"id": 5, "nothing": "电话TWO"}
"""


def fill(text: str, secrets: dict[str, str]) -> str:
    for name, secret in secrets.items():
        text = text.replace(name, secret)
    return text


def write_input(folder: Path, secrets: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in (("a.txt", TEXT), ("b.jsonl", RECORDS), ("c.html", PAGE), ("d.txt", BYLINED)):
        (folder / name).write_bytes(fill(text, secrets).encode())
    return folder


def settings(**other: object) -> Config:
    return load(overrides=[f"annotate.redact={json.dumps(KINDS)}", *(f"{k}={v}" for k, v in other.items())])


def release_of(source: Path, target: Path, config: Config) -> Path:
    release, _ = make_release(
        ReleaseRun([str(source)], tuple(ALL_STAGES), str(target), config), SerialEngine()
    )
    assert release
    return release.path


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("redacted")
    source = write_input(folder / "in", SECRETS)
    return source, release_of(source, folder / "dist", settings())


def list_cells(release: Path) -> str:
    """Return all that a release says, Parquet as JSON."""
    texts = []
    for path in sorted(p for p in release.rglob("*") if p.is_file()):
        if path.suffix == ".parquet":
            rows = pq.read_table(path).to_pylist()
            texts.append(json.dumps(rows, ensure_ascii=False, default=lambda b: b.decode("utf-8", "replace")))
        else:
            texts.append(path.read_text("utf-8"))
    return "\n".join(texts)


@pytest.mark.parametrize("name", SECRETS)
def test_no_file_of_the_release_holds_what_was_taken_out(released: tuple[Path, Path], name: str) -> None:
    assert SECRETS[name] not in list_cells(released[1])


def test_no_byte_of_the_release_depends_on_what_was_taken_out(
    released: tuple[Path, Path], tmp_path: Path
) -> None:
    other = release_of(write_input(tmp_path / "in", OTHER_SECRETS), tmp_path / "dist", settings())
    assert manifest.list_files(other) == manifest.list_files(released[1])
    keys = [name_key_file(path).read_bytes() for path in (other, released[1])]
    assert keys[0] != keys[1]


def test_the_ledger_leads_to_the_raw_text_with_markers(released: tuple[Path, Path]) -> None:
    documents = {document.id: document for document in publish.read_documents(released[1])}
    document = documents["a"]
    assert "致电〔手机号〕，或加QQ：〔QQ号〕联系" in document.text
    assert "联系小编〔手机号〕" in document.raw
    assert replay(document.raw, document.steps) == document.text
    assert {edit.rule for edit in document.steps[0].edits} >= {
        "redact/mobile",
        "redact/id-number",
        "redact/qq",
    }
    assert json.loads(documents["one"].origin.fields) == {"phone": "〔手机号〕", "note": "找〔手机号〕"}
    assert documents["two"].raw in RECORDS


def test_facts_behind_a_marker_keep_their_place(released: tuple[Path, Path]) -> None:
    document = next(one for one in publish.read_documents(released[1]) if one.id == "d")
    spans = [fact.raw for fact in document.facts if fact.field == "author"]
    assert [span.slice_text(document.raw) for span in spans if span] == ["李四"]


def test_the_manifest_and_the_card_say_so(released: tuple[Path, Path]) -> None:
    assert json.loads(manifest.read_manifest(released[1]).settings["annotate.redact"]) == KINDS
    card = (released[1] / "README.md").read_text("utf-8")
    assert "**This release is redacted.**" in card
    assert "Nothing was made anonymous" not in card


def test_verify_checks_without_the_key_and_with_it(released: tuple[Path, Path]) -> None:
    assert publish.verify(released[1]) == ()
    assert publish.verify(released[1], key=name_key_file(released[1])) == ()


def test_the_key_stands_outside_of_the_target_for_its_owner_alone(released: tuple[Path, Path]) -> None:
    key = name_key_file(released[1])
    assert released[1].parents[1] not in key.parents
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_restore_asks_for_the_key(released: tuple[Path, Path], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is redacted; name its key"):
        publish.restore_corpus(released[1], tmp_path / "raw")
    assert not (tmp_path / "raw").exists()
    with pytest.raises(InputError, match="is redacted"):
        list(publish.restore(released[1]))


def test_the_key_gives_the_raw_bytes_back(released: tuple[Path, Path], tmp_path: Path) -> None:
    source, release = released
    publish.restore_corpus(release, tmp_path / "raw", name_key_file(release))
    for name in ("a.txt", "c.html", "d.txt"):
        assert (tmp_path / "raw" / name).read_bytes() == (source / name).read_bytes()
    lines = [(tmp_path / "raw" / name).read_bytes() for name in ("raw.jsonl", "rejected.jsonl")]
    assert sorted(b"".join(lines).split(b"\n")) == sorted((source / "b.jsonl").read_bytes().split(b"\n"))


def test_a_damaged_key_and_that_of_another_release_are_refused(
    released: tuple[Path, Path], tmp_path: Path
) -> None:
    damaged = tmp_path / "key"
    damaged.write_bytes(name_key_file(released[1]).read_bytes().replace(b"13812345678", b"13812345679"))
    with pytest.raises(InputError, match="damaged"):
        publish.verify(released[1], key=damaged)
    config = settings(**{"publish.version": '"9.0.0"'})
    other = release_of(released[0], tmp_path / "dist", config)
    with pytest.raises(InputError, match="the key of another release"):
        publish.verify(other, key=name_key_file(released[1]))


def test_a_release_that_is_not_redacted_takes_no_key(released: tuple[Path, Path], tmp_path: Path) -> None:
    release = publish.write_release([], [], tmp_path, load())
    with pytest.raises(InputError, match="is not redacted"):
        list(publish.restore(release.path, name_key_file(released[1])))


def test_a_document_that_was_not_redacted_does_not_get_in(tmp_path: Path) -> None:
    plain = Document("a", "联系人电话13812345678。", Origin("a.txt"))
    written = publish.write_release(
        [plain], [Reject("b.txt", 0, "电话13812345678坏了", b"13812345678")], tmp_path, settings()
    )
    assert written.count_rows("documents") == 0
    assert "13812345678" not in list_cells(written.path)
    publish.restore_corpus(written.path, tmp_path / "raw", name_key_file(written.path))
    assert (tmp_path / "raw" / "a.txt").read_text("utf-8") == plain.text
    assert (tmp_path / "raw" / "b.txt").read_bytes() == b"13812345678"


def test_what_a_repair_joins_is_found_in_the_raw_text() -> None:
    raw = "手机&#49;3812345678，" + "这是一段说明文字，讲的是图书馆的开放时间和借阅办法。" * 3
    document = jiaokan.clean(raw)
    found = find_personal_spans(document, {"mobile"})
    assert [span.slice_text(raw) for span in found] == ["&#49;3812345678"]


def test_changes_since_a_release_that_is_not_redacted_are_not_shown(
    released: tuple[Path, Path], tmp_path: Path
) -> None:
    release_of(released[0], tmp_path, load())
    redacted = release_of(released[0], tmp_path, settings(**{"publish.version": '"2.0.0"'}))
    assert "13812345678" not in list_cells(redacted)
    assert "changes are not shown" in (redacted / "CHANGES.md").read_text("utf-8")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"annotate\.redact: no such kind: shoe_size"):
        clean_document(Document("a", "字"), ["annotate"], load(overrides=['annotate.redact=["shoe_size"]']))


def test_a_selection_takes_the_key_of_its_source(released: tuple[Path, Path], tmp_path: Path) -> None:
    key = name_key_file(released[1])
    selection = publish.filter_release(released[1], "n_chars > 10", tmp_path / "dist").path
    assert "13812345678" not in list_cells(selection)
    assert publish.verify(selection, key=key) == ()
    publish.restore_corpus(selection, tmp_path / "raw", key)
    assert (tmp_path / "raw" / "a.txt").read_bytes() == (released[0] / "a.txt").read_bytes()
