"""Whatever an input holds, the run goes on: what cannot be used is a reject with its place and its bytes."""

import datetime
import gzip
import json
import os
import random
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jiaokan.core.checks.json_checks import MAX_NESTING_DEPTH
from jiaokan.core.document import Document, Reject
from jiaokan.core.document_json import dump_json, to_record
from jiaokan.core.file_names import decode_file_name, encode_file_name
from jiaokan.readers import Item, list_passed_over, read_inputs, table_reader, warc_reader
from jiaokan.readers.files import bounded_reading
from jiaokan.readers.files.zstd_files import ZstdFile
from tests.conftest import pack_zstd

GOOD = {"id": "good", "text": "各级要落实责任。"}


def read_between(folder: Path, line: bytes) -> list[Item]:
    """Read a line between two good ones."""
    path = folder / "in.jsonl"
    path.write_bytes(
        dump_json(GOOD).encode() + b"\n" + line + b"\n" + dump_json(GOOD | {"id": "last"}).encode()
    )
    return list(read_inputs([str(path)]))


BAD_RECORDS = {
    "half a pair in the text": rb'{"id":"x","text":"\ud800"}',
    "half a pair in a field": rb'{"id":"x","html":"<p>a</p>","note":"\ud800"}',
    "half a pair in the id of a page": rb'{"id":"\ud800","html":"<p>a</p>"}',
    "half a pair in an address": rb'{"url":"http://a/\udfff","html":"<p>a</p>"}',
    "deep brackets": b'{"id":"x","text":"a","d":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "brackets one too deep": b'{"id":"x","text":"a","d":' + b"[" * MAX_NESTING_DEPTH + b"]" * MAX_NESTING_DEPTH + b"}",
    "an id of lists": b'{"id":[["a"]],"html":"<p>a</p>"}',
    "an endless id": b'{"id":"' + b"a" * 20_000 + b'","text":"a"}',
    "a page that is an image": json.dumps({"id": "x", "html": "\x89PNG" + "\x00\x01\x02" * 50}).encode(),
}  # fmt: skip


@pytest.mark.parametrize("line", BAD_RECORDS.values(), ids=BAD_RECORDS)
def test_a_bad_record_is_a_reject_among_good_ones(tmp_path: Path, line: bytes) -> None:
    first, reject, last = read_between(tmp_path, line)
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(reject, Reject)
    assert (reject.file, reject.line) == ("in.jsonl", 2)
    assert reject.reason


LEDGER = to_record(Document("x", "中文文本。"))["ledger"]
BAD_LEDGERS: dict[str, dict[str, object]] = {
    "a file that is a number": {"origin": [1, 1, "", "utf-8", "text"]},
    "a line that is text": {"origin": ["f", "1", "", "utf-8", "text"]},
    "a line beyond 64 bits": {"origin": ["f", 2**70, "", "utf-8", "text"]},
    "fields that are no JSON": {"origin": ["f", 1, "{", "utf-8", "text"]},
    "fields that are a list": {"origin": ["f", 1, "[1]", "utf-8", "html"]},
    "no encoding": {"origin": ["f", 1, "", None, "text"]},
    "an encoding that is none": {"origin": ["f", 1, "", "nope", "text"]},
    "an encoding of no text": {"origin": ["f", 1, "", "rot13", "text"]},
    "an encoding without the characters": {"origin": ["f", 1, "", "ascii", "text"]},
    "a kind that is a list": {"kind": [1]},
    "a fact that is a number": {"facts": [["title", 5, None]]},
    "a fact out of the text": {"facts": [["title", "x", [0, 10**12]]]},
    "a mention out of the text": {"mentions": [["place", 0, 10**9, "", "", "", "", ""]]},
    "a mention without a code": {"mentions": [["place", 0, 1, "", None, "", "", ""]]},
    "a mention that is a text": {"mentions": ["place"]},
    "a score without a version": {"scores": [["own.model:rate", None, "fluency", 0.5]]},
    "a signal that is a text": {"signals": [["n_lines", "many"]]},
    "a fact before the text": {"facts": [["title", "x", [-5, -9]]]},
    "a paragraph out of the text": {"paragraphs": [[0, 10**12, "body", 0, [], ""]]},
    "a paragraph of fractions": {"paragraphs": [[0.5, 2.5, "body", 0, [], ""]]},
    "a role that is a number": {"paragraphs": [[0, 2, 5, "x", [], 7]]},
    "a stage that is a number": {"steps": [[5, [[0, "文", "中", "r"]]]]},
    "a rule that is a list": {"steps": [["strip", [[0, "文", "中", ["a"]]]]]},
    "a confidence in words": {"steps": [["strip", [[0, "文", "中", "r", "high", ""]]]]},
    "a confidence that is no number": {"steps": [["strip", [[0, "文", "中", "r", float("nan"), ""]]]]},
    "a step of nothing": {"steps": [["strip", []]]},
    "no steps": {"steps": None},
}


@pytest.mark.parametrize("values", BAD_LEDGERS.values(), ids=BAD_LEDGERS)
def test_a_ledger_of_other_types_is_a_reject(tmp_path: Path, values: dict[str, object]) -> None:
    record = {"id": "x", "text": "中文文本。", "ledger": LEDGER | values}
    _, reject, _ = read_between(tmp_path, json.dumps(record).encode())
    assert isinstance(reject, Reject)
    assert reject.reason.startswith("its ledger cannot be used")


BAD_REJECTS = {
    "other types": b'{"file":1,"line":"a","reason":null,"bytes":""}',
    "half a pair": b'{"file":"\\ud800","line":1,"reason":"r","bytes":""}',
    "deep brackets": b"[" * 100_000,
    "a name that leads out": b'{"file":"../../x","line":0,"reason":"r","bytes":"QUJD"}',
    "an absolute name": b'{"file":"/etc/x","line":0,"reason":"r","bytes":"QUJD"}',
    "a line that is no whole number": b'{"file":"a","line":1.5,"reason":"r","bytes":""}',
    "bytes that are no UTF-8": b'{"file":"\xff"}',
}


@pytest.mark.parametrize("line", BAD_REJECTS.values(), ids=BAD_REJECTS)
def test_a_bad_line_of_rejects_is_a_reject_itself(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "x.rejects.jsonl").write_bytes(line + b"\n")
    (reject,) = read_inputs([str(tmp_path)])
    assert reject == Reject("x.rejects.jsonl", 1, "not a reject as jiaokan writes them", line)


ODD_COLUMNS = {
    "binary text": {"id": ["a"], "text": ["中文".encode()]},
    "binary id": {"id": [b"a"], "text": ["中文"]},
    "a time": {"id": ["a"], "text": ["中文"], "t": [datetime.datetime(2020, 1, 2, 3, 4)]},
    "a time beyond all calendars": {
        "id": ["a"],
        "text": ["中文"],
        "t": pa.array([2**62], pa.timestamp("us")),
    },
    "a day beyond all calendars": {"id": ["a"], "text": ["中文"], "t": pa.array([2**30], pa.date32())},
    "a decimal": {"id": ["a"], "text": ["中文"], "n": [Decimal("1.10")]},
    "bytes": {"id": ["a"], "text": ["中文"], "b": [b"\xff"]},
    "a null id and a time": {
        "id": pa.array([None], pa.string()),
        "text": ["中文"],
        "t": [datetime.date(2020, 1, 2)],
    },
    "a map": {
        "id": ["a"],
        "text": ["中文"],
        "m": pa.array([[("k", "v")]], pa.map_(pa.string(), pa.string())),
    },
    "a struct": {"id": ["a"], "text": ["中文"], "s": [{"a": 1, "b": [b"x"]}]},
}


@pytest.mark.parametrize("columns", ODD_COLUMNS.values(), ids=ODD_COLUMNS)
def test_columns_of_any_type_travel_with_the_text(tmp_path: Path, columns: dict[str, object]) -> None:
    pq.write_table(pa.table(columns), tmp_path / "x.parquet")
    (document,) = read_inputs([str(tmp_path)])
    assert isinstance(document, Document)
    assert document.text == "中文"
    assert isinstance(json.loads(document.origin.fields or "{}"), dict)


def test_text_of_a_column_that_is_no_utf8_is_a_reject_and_the_next_row_is_read(tmp_path: Path) -> None:
    offsets, data = pa.py_buffer(b"\0\0\0\0\1\0\0\0\4\0\0\0"), pa.py_buffer(b"a\xff\xfe\xfd")
    texts = pa.Array.from_buffers(pa.string(), 2, [None, offsets, data])
    pq.write_table(pa.table({"id": ["p1", "p2"], "text": texts}), tmp_path / "x.parquet")
    first, reject = read_inputs([str(tmp_path)])
    assert isinstance(first, Document)
    assert isinstance(reject, Reject)


def test_a_broken_table_is_a_reject_with_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_bytes(b"PAR1 nothing of the kind PAR1")
    (reject,) = read_inputs([str(tmp_path)])
    assert isinstance(reject, Reject)
    assert (reject.line, reject.data) == (0, b"PAR1 nothing of the kind PAR1")


@pytest.mark.parametrize("pack", [gzip.compress, pack_zstd], ids=["gzip", "zstd"])
def test_a_bomb_of_one_line_is_passed_over(
    tmp_path: Path, pack: type[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded_reading, "MAX_RECORD_BYTES", 10_000)
    lines = b'{"id":"a","text":"' + b"a" * 3_000_000 + b'"}\n' + dump_json(GOOD).encode() + b"\n"
    name = "x.jsonl.gz" if pack is gzip.compress else "x.jsonl.zst"
    (tmp_path / name).write_bytes(pack(lines))
    reject, document = read_inputs([str(tmp_path)])
    assert isinstance(reject, Reject)
    assert "more than 10,000 bytes" in reject.reason
    assert lines.startswith(reject.data)
    assert isinstance(document, Document)


def test_the_end_of_a_frame_that_is_cut_is_noticed_at_any_place(tmp_path: Path) -> None:
    chosen = random.Random(1)
    text = "".join(chr(chosen.randrange(0x4E00, 0x9FA5)) for _ in range(3_000)).encode()
    packed = pack_zstd(text)
    path = tmp_path / "x.zst"
    for size in (5, len(packed) // 100, len(packed) // 2, len(packed) - 1):
        path.write_bytes(packed[:size])
        with ZstdFile(path) as file:
            assert text.startswith(file.read())
            assert file.problem == "the last frame is not whole"
    path.write_bytes(packed + pack_zstd(b"second"))
    with ZstdFile(path) as file:
        assert file.read() == text + b"second"
        assert not file.problem


def test_what_stands_before_the_fault_of_a_frame_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.zst"
    for tail in (b"garbage tail", b"\0" * 512, b"\x28\xb5\x2f\xfd\xff"):
        path.write_bytes(pack_zstd(b"first " * 50_000) + pack_zstd(b"second") + tail)
        with ZstdFile(path) as file:
            assert file.read() == b"first " * 50_000 + b"second"
            assert file.problem


def test_a_frame_that_becomes_much_takes_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "x.zst"
    path.write_bytes(pack_zstd(b"a" * 80_000_000))
    before = most = pa.total_allocated_bytes()
    with ZstdFile(path) as file:
        while file.read(1 << 16):
            most = max(most, pa.total_allocated_bytes())
        assert not file.problem
    assert most - before < 8_000_000


@pytest.mark.parametrize("size", [b"-6", b"-1", b"-ffffffffffff"])
def test_a_chunk_of_negative_size_ends(size: bytes) -> None:
    body = size + b"\r\n<p>a</p>\r\n0\r\n\r\n"
    assert warc_reader._join_chunks({"transfer-encoding": "chunked"}, body) == body


def test_names_that_are_no_utf8_come_back() -> None:
    for data in (
        b"a\xff\xfe.txt",
        "中\U0010ff80.txt".encode(),
        b"\xe4\xb8.txt",
        "é.txt".encode(),
        b"e\xcc\x81.txt",
    ):
        name = os.fsdecode(data)
        text = decode_file_name(name)
        text.encode()
        assert encode_file_name(text) == name


def test_what_is_passed_over_is_named_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("各级要落实责任。", "utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "c.txt").write_text("x")
    (tmp_path / "old" / "documents").mkdir(parents=True)
    (tmp_path / "old" / "manifest.json").write_text("{}")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nowhere.txt").symlink_to("missing.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (document,) = read_inputs([str(tmp_path)])
    assert isinstance(document, Document)
    reasons = {passed.name: passed.reason for passed in list_passed_over(str(tmp_path))}
    assert set(reasons) == {"b.pdf", "old", "loop", "nowhere.txt", "pipe.txt"}
    assert "link to a folder" in reasons["loop"]
    assert "leads nowhere" in reasons["nowhere.txt"]
    assert "pipe" in reasons["pipe.txt"]
    assert "release" in reasons["old"]


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("各级要落实责任。", "utf-8")
    (tmp_path / "closed").mkdir()
    scan = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    (passed,) = list_passed_over(str(tmp_path))
    assert (passed.name, passed.reason) == ("closed", "a folder that cannot be read: Permission denied")


RECORD = dump_json(GOOD).encode() + b"\n"
MISNAMED = {
    "gzip without the ending": ("a.jsonl", gzip.compress(RECORD)),
    "zstd without the ending": ("a.jsonl", pack_zstd(RECORD)),
    "zstd named gzip": ("a.jsonl.gz", pack_zstd(RECORD)),
    "gzip named zstd": ("a.jsonl.zst", gzip.compress(RECORD)),
    "unpacked, named gzip": ("a.jsonl.gz", RECORD),
    "unpacked with a mark, named zstd": ("a.jsonl.zst", b"\xef\xbb\xbf" + RECORD),
    "an array, unpacked": ("a.json.gz", b" [" + RECORD + b"]"),
}


@pytest.mark.parametrize(("name", "data"), MISNAMED.values(), ids=MISNAMED)
def test_a_file_is_unpacked_by_how_it_begins(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (item,) = read_inputs([str(tmp_path)])
    assert isinstance(item, Document)
    assert item.id == GOOD["id"]


FOREIGN = {
    "packed twice": ("a.jsonl.gz", gzip.compress(gzip.compress(RECORD * 50)), "gzip"),
    "an image": ("a.jsonl", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "PNG"),
    "random bytes": ("a.json", random.Random(5).randbytes(5000), "binary"),
    "UTF-16": ("a.jsonl", RECORD.decode().encode("utf-16"), "UTF-16"),
    "UTF-32": ("a.json", RECORD.decode().encode("utf-32-be"), "binary"),
}


@pytest.mark.parametrize(("name", "data", "reason"), FOREIGN.values(), ids=FOREIGN)
def test_records_in_another_format_are_one_reject_that_names_it(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (item,) = read_inputs([str(tmp_path)])
    assert isinstance(item, Reject)
    assert reason in item.reason
    assert item.data == data


def test_columns_of_one_name_are_all_kept(tmp_path: Path) -> None:
    names = ["id", "text", "text"]
    table = pa.table([pa.array(["x"]), pa.array(["各级"]), pa.array(["落实"])], names=names)
    pq.write_table(table, tmp_path / "a.parquet")
    (tmp_path / "b.csv").write_text(f"{','.join(names)}\ny,各级,落实\n", "utf-8")
    for item in read_inputs([str(tmp_path)]):
        assert isinstance(item, Document)
        assert (item.raw, json.loads(item.origin.fields)["text~2"]) == ("各级", "落实")


def test_a_table_of_dates_gives_names_and_no_texts(tmp_path: Path) -> None:
    days = pa.array([datetime.date(2024, 2, 15), None])
    pq.write_table(pa.table({"id": days, "text": ["各级", "落实"]}), tmp_path / "a.parquet")
    pq.write_table(pa.table({"id": ["x", "y"], "text": days}), tmp_path / "b.parquet")
    *documents, first, second = read_inputs([str(tmp_path)])
    assert [item.id for item in documents if isinstance(item, Document)] == ["2024-02-15", "a.parquet:2"]
    assert isinstance(first, Reject)
    assert isinstance(second, Reject)
    assert (first.line, second.line) == (1, 2)


def test_a_table_that_is_too_long_keeps_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_reader, "MAX_TABLE_BYTES", 8)
    (tmp_path / "a.csv").write_text("id,text\n1,x\n", "utf-8", newline="\n")
    (reject,) = read_inputs([str(tmp_path)])
    assert isinstance(reject, Reject)
    assert (reject.data, reject.lacks_bytes) == (b"id,text\n1,x\n", False)
