"""Every reader keeps the text as it is; what cannot be used becomes a reject with place and reason."""

import base64
import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.core.document import Document, Fact, Origin, Paragraph, Reject
from jiaokan.core.document_json import dump_json, from_record
from jiaokan.core.edits import Edit, Span
from jiaokan.core.errors import InputError
from jiaokan.readers import list_passed_over, read_inputs
from jiaokan.readers.jsonl_reader import encode_item
from tests.conftest import pack_zstd

UNICODE = st.text(st.characters(exclude_categories=["Cs"]))
ODD_TEXTS = ["", "中", "\u2028", "a\r\nb\r", "\ufeff头", "𠮷\U0010ffff", "\x00\x05\x1b\x85", "\n\n\n"]


def write_files(folder: Path, **files: bytes) -> str:
    for name, data in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return str(folder)


@pytest.mark.parametrize("text", ODD_TEXTS, ids=ascii)
def test_any_text_comes_in_as_it_is(tmp_path: Path, text: str) -> None:
    name = write_files(
        tmp_path, a_txt=text.encode(), b_jsonl=dump_json({"id": "b", "text": text}).encode() + b"\n"
    )
    assert [item.text for item in read_inputs([name]) if isinstance(item, Document)] == [text, text]


def test_files_come_in_the_order_of_their_names_and_are_called_after_them(tmp_path: Path) -> None:
    name = write_files(tmp_path, b_txt="乙".encode(), a__c_txt="甲".encode(), a_pdf=b"%PDF", _hidden=b"")
    assert [(item.id, item.origin) for item in read_inputs([name]) if isinstance(item, Document)] == [
        ("a/c", Origin("a/c.txt")),
        ("b", Origin("b.txt")),
    ]
    assert [passed.name for passed in list_passed_over(name)] == ["a.pdf"]


@pytest.mark.parametrize("packed", ["x.jsonl", "x.jsonl.gz", "x.jsonl.zst"])
def test_records_come_in_packed_or_not(tmp_path: Path, packed: str) -> None:
    data = b'\xef\xbb\xbf{"id":"a","text":"\xe7\x94\xb2","url":"u","n":1}\r\n\n{"id":7,"text":""}\n'
    pack = {"gz": gzip.compress, "zst": pack_zstd}.get(packed.rpartition(".")[2], bytes)
    (tmp_path / packed).write_bytes(pack(data))
    assert list(read_inputs([str(tmp_path / packed)])) == [
        Document("a", "甲", Origin(packed, 1, '{"url":"u","n":1}')),
        Document("7", "", Origin(packed, 3, '{"id":7}')),
    ]


BAD_LINES = {
    "broken JSON": (b'{"id":"a","text":"x"', "broken JSON: Expecting ',' delimiter"),
    "not an object": (b"[1]", "not a JSON object"),
    "invalid UTF-8": (b'{"id":"a","text":"\xff"}', "not UTF-8: byte 0xFF at byte 18 of the line"),
    "an id that is no name": (b'{"id":[1],"text":"x"}', "a string or a whole number"),
    "no text": (b'{"id":"x"}', "no key 'text'"),
    "text is null": (b'{"id":"x","text":null}', '"text" must be a string'),
    "lone surrogate": (rb'{"id":"x","text":"\ud800"}', "a lone surrogate (U+D800)"),
    "too deep": (b"[" * 100_000, "broken JSON"),
    "ledger of another text": (
        encode_item(Document("a", "甲").edited("s", [Edit(0, "甲", "乙", "r")])).replace("乙".encode(), b"x", 1),
        "its ledger cannot be used",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("line", "reason"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_is_rejected_with_its_bytes_and_the_rest_goes_on(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(b'{"id":"1","text":""}\n' + line + b'\n{"id":"2","text":""}')
    first, reject, last = read_inputs([str(path)])
    assert isinstance(reject, Reject)
    assert (first.id, last.id) == ("1", "2")  # type: ignore[union-attr]
    assert (reject.file, reject.line, reject.data) == ("x.jsonl", 2, line)
    assert reason in reject.reason


def test_an_id_that_stands_already_is_rejected(tmp_path: Path) -> None:
    name = write_files(tmp_path, a_txt="甲".encode(), b_jsonl=b'{"id":"a","text":"\\u4e59","k":[1]}')
    _, reject = read_inputs([name])
    assert reject == Reject(
        "b.jsonl",
        1,
        "the id 'a' stands already in a.txt; ids must differ",
        b'{"id":"a","text":"\\u4e59","k":[1]}',
    )


def test_a_file_that_is_not_utf8_is_rejected_whole(tmp_path: Path) -> None:
    name = write_files(tmp_path, a_txt=b"\xe7\x94\xb2\n\xff\xfe", b_txt=b"")
    reject, document = read_inputs([name])
    assert reject == Reject(
        "a.txt",
        0,
        "not UTF-8: byte 0xFF at offset 4, in line 2, and not Chinese in another charset; convert the file",
        b"\xe7\x94\xb2\n\xff\xfe",
    )
    assert document == Document("b", "", Origin("b.txt"))


CHINESE = "市委书记强调，防控就是责任，要把人民群众生命安全放在第一位。\n" * 3


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (CHINESE.encode("gbk"), CHINESE, "gb18030"),
        (
            "這是繁體中文的網頁，沒有說明編碼。".encode("big5"),
            "這是繁體中文的網頁，沒有說明編碼。",
            "big5hkscs",
        ),
        (CHINESE.encode("utf-16"), f"\ufeff{CHINESE}", "utf-16-le"),
    ],
    ids=["GBK", "Big5", "UTF-16"],
)
def test_chinese_in_another_charset_comes_in_and_goes_out_in_its_bytes(
    tmp_path: Path, data: bytes, text: str, encoding: str
) -> None:
    (document,) = read_inputs([write_files(tmp_path, a_txt=data)])
    assert document == Document("a", text, Origin("a.txt", encoding=encoding))
    assert document.raw_bytes == data


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe", b"\xff\xfeab", b"\x80", "中".encode("gbk"), b"a\xc3(b"],
    ids=["mark alone", "mark and Latin", "one byte", "two bytes", "Latin"],
)
def test_what_is_no_text_is_rejected_with_its_bytes(tmp_path: Path, data: bytes) -> None:
    (reject,) = read_inputs([write_files(tmp_path, a_txt=data)])
    assert isinstance(reject, Reject)
    assert reject.data == data


def test_a_packed_file_that_breaks_off_gives_what_it_holds(tmp_path: Path) -> None:
    lines = b"".join(
        dump_json({"id": str(i), "text": "字" * 50 + str(i * 7919)}).encode() + b"\n" for i in range(3000)
    )
    (tmp_path / "x.jsonl.gz").write_bytes(gzip.compress(lines)[:-2000])
    *documents, last = read_inputs([str(tmp_path / "x.jsonl.gz")])
    assert len(documents) > 100
    assert isinstance(last, Reject)
    assert "breaks off" in last.reason


@pytest.mark.parametrize(
    ("name", "message"),
    [("nowhere", "no such file"), ("x.pdf", "cannot tell its kind"), (".", "nothing to read")],
)
def test_an_input_that_is_none_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    (tmp_path / "x.pdf").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=message):
        list(read_inputs([name]))


@given(UNICODE, UNICODE, st.integers(0, 9))
def test_a_document_comes_back_from_its_record(text: str, new: str, line: int) -> None:
    document = Document("d", text, Origin("f", line, "{}", "gb18030"), kind="no_article", kind_why="w")
    document = document.edited("s", [Edit(0, text, new, "r", 0.5, "因")])
    paragraphs = (Paragraph(Span(0, len(new)), "heading", 2, (Span(0, len(new)),), "hant"),)
    whole = Document(
        document.id, document.text, document.origin, document.steps, paragraphs,
        (Fact("title", "t", Span(0, 0)), Fact("region", "a\nb")), "no_article", "w",
    )  # fmt: skip
    assert from_record(json.loads(encode_item(whole))) == whole


def test_rejects_travel_beside_the_documents(tmp_path: Path) -> None:
    reject = Reject("f", 3, "因", b"\xff\n")
    (tmp_path / "x.jsonl").write_bytes(encode_item(Document("a", "")) + b"\n")
    (tmp_path / "x.rejects.jsonl").write_bytes(encode_item(reject) + b"\n{}\n")
    assert list(read_inputs([str(tmp_path / "x.jsonl")])) == [
        Document("a", ""),
        reject,
        Reject("x.rejects.jsonl", 2, "not a reject as jiaokan writes them", b"{}"),
    ]
    assert json.loads(encode_item(reject))["bytes"] == base64.b64encode(b"\xff\n").decode()
