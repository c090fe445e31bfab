"""Pages of HTML in files, in records, and in web archives."""

import gzip
import json
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jiaokan.core.document import Document, Reject
from jiaokan.core.record_lines import LINE_KEY, make_raw_line
from jiaokan.readers import html_reader, jsonl_reader, parquet_reader, warc_reader
from jiaokan.readers.html_reader import RawPage
from tests.conftest import pack_zstd

PAGE = "<title>题</title><p>正文。</p>"


def write_file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a.html", bytes), ("b.HTM", bytes), ("c.html.gz", gzip.compress)],
    ids=["plain", "capitals", "packed"],
)
def test_a_file_is_a_page(tmp_path: Path, name: str, pack: type[bytes]) -> None:
    data = PAGE.encode("gb18030")
    (page,) = html_reader.read_html_file(write_file(tmp_path, name, pack(data)), f"in/{name}")
    assert isinstance(page, RawPage)
    assert (page.id, page.data, page.origin.file) == (f"in/{name[0]}", data, f"in/{name}")


def test_a_packed_file_that_unpacks_without_end_is_rejected(tmp_path: Path) -> None:
    bomb = write_file(tmp_path, "a.html.gz", gzip.compress(b" " * (html_reader.MAX_PAGE_BYTES + 1)))
    (reject,) = html_reader.read_html_file(bomb, "a.html.gz")
    assert isinstance(reject, Reject)
    assert "more than" in reject.reason
    assert reject.data == bomb.read_bytes()


def test_records_give_pages_and_their_other_fields(tmp_path: Path) -> None:
    rows = [{"id": "1", "html": PAGE, "url": "http://a.cn/", "lang": "zh"}, {"html": PAGE}, {"id": "3"}, 4]
    data = "\n".join(json.dumps(row) for row in rows).encode() + b'\n{"html\n'
    packs = {"a.jsonl": data, "a.jsonl.gz": gzip.compress(data), "a.jsonl.zst": pack_zstd(data)}
    for name, packed in packs.items():
        first, second, *rest = jsonl_reader.read_jsonl_file(write_file(tmp_path, name, packed), name)
        assert isinstance(first, RawPage)
        assert isinstance(second, RawPage)
        assert (first.id, first.url, first.data) == ("1", "http://a.cn/", PAGE.encode())
        fields = json.loads(first.origin.fields)
        assert {key: fields[key] for key in fields if key != LINE_KEY} == {
            "url": "http://a.cn/",
            "lang": "zh",
        }
        assert make_raw_line("1", PAGE, first.origin) == json.dumps(rows[0])
        assert (second.id, second.origin.line) == (f"{name}:2", 2)
        assert [item.line for item in rest if isinstance(item, Reject)] == [3, 4, 5]


def test_a_packed_file_that_breaks_off_gives_what_it_holds(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"id": str(i), "html": PAGE * 99}).encode() + b"\n" for i in range(999))
    packed = gzip.compress(lines)
    items = list(
        jsonl_reader.read_jsonl_file(write_file(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2]), "a")
    )
    assert sum(isinstance(item, RawPage) for item in items) > 1
    assert isinstance(items[-1], Reject)
    assert "breaks off" in items[-1].reason


@pytest.mark.parametrize("kind", [pa.string(), pa.binary()], ids=str)
def test_parquet_holds_pages_as_text_or_bytes(tmp_path: Path, kind: pa.DataType) -> None:
    values = [PAGE, PAGE] if kind == pa.string() else [PAGE.encode("gbk"), PAGE.encode()]
    table = pa.table({"url": ["http://a.cn/1", "http://a.cn/2"], "html": pa.array(values, kind)})
    pq.write_table(table, tmp_path / "p.parquet")
    pages = list(parquet_reader.read_parquet_file(tmp_path / "p.parquet", "p.parquet"))
    assert [page.id for page in pages if isinstance(page, RawPage)] == ["http://a.cn/1", "http://a.cn/2"]
    assert isinstance(pages[0], RawPage)
    assert pages[0].data == PAGE.encode("utf-8" if kind == pa.string() else "gbk")


def make_record(kind: str, body: bytes, mime: str = "application/http; msgtype=response") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.cn/\r\nContent-Type: {mime}\r\n"
    return head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"


def make_response(body: bytes, headers: str = "Content-Type: text/html; charset=gbk") -> bytes:
    return make_record("response", f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + body)


def make_chunks(body: bytes) -> bytes:
    parts = [body[i : i + 7] for i in range(0, len(body), 7)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


PAGE_BYTES = PAGE.encode("gbk")
HTML_HEADER = "Content-Type: text/html\r\n"


@pytest.mark.parametrize(
    "archived",
    [
        make_response(PAGE_BYTES),
        make_response(gzip.compress(PAGE_BYTES), HTML_HEADER + "Content-Encoding: gzip"),
        make_response(
            gzip.compress(PAGE_BYTES[:99]) + gzip.compress(PAGE_BYTES[99:]),
            HTML_HEADER + "Content-Encoding: gzip",
        ),
        make_response(zlib.compress(PAGE_BYTES), HTML_HEADER + "Content-Encoding: deflate"),
        make_response(zlib.compress(PAGE_BYTES)[2:-4], HTML_HEADER + "Content-Encoding: deflate"),
        make_response(make_chunks(PAGE_BYTES), HTML_HEADER + "Transfer-Encoding: chunked"),
        make_response(
            make_chunks(gzip.compress(PAGE_BYTES)),
            HTML_HEADER + "Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
        ),
        make_response(PAGE_BYTES, HTML_HEADER + "Transfer-Encoding: chunked"),
        make_record("resource", PAGE_BYTES, "text/html"),
        make_record("warcinfo", b"x", "text/plain")
        + make_response(b"\xff\xd8", "Content-Type: image/jpeg")
        + make_response(PAGE_BYTES),
    ],
    ids=[
        "plain",
        "gzip",
        "gzip in two members",
        "deflate",
        "deflate without a header",
        "chunked",
        "both",
        "unchunked by the archive",
        "resource",
        "among others",
    ],
)
def test_an_archive_gives_its_pages(tmp_path: Path, archived: bytes) -> None:
    for name, data in {"a.warc": archived, "a.warc.gz": gzip.compress(archived)}.items():
        (page,) = warc_reader.read_warc_file(write_file(tmp_path, name, data), name)
        assert isinstance(page, RawPage)
        assert (page.id, page.url, page.data) == ("http://a.cn/", "http://a.cn/", PAGE_BYTES)
        assert json.loads(page.origin.fields) == {"url": "http://a.cn/"}


def test_an_archive_of_many_members_is_read_through_and_a_broken_end_is_told(tmp_path: Path) -> None:
    members = [gzip.compress(make_response(PAGE_BYTES)) for _ in range(3)]
    cut = b"".join(members)[:-20]
    *pages, last = warc_reader.read_warc_file(write_file(tmp_path, "a.warc.gz", cut), "a.warc.gz")
    assert [type(page) for page in pages] == [RawPage, RawPage]
    assert isinstance(last, Reject)
    assert last.line == 3


def test_wet_gives_texts(tmp_path: Path) -> None:
    data = make_record("conversion", "正文".encode(), "text/plain") + make_record(
        "conversion", b"\xff", "text/plain"
    )
    text, broken = warc_reader.read_warc_file(write_file(tmp_path, "a.wet", data), "a.wet")
    assert isinstance(text, Document)
    assert text.text == "正文"
    assert isinstance(broken, Reject)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<html>", "no record begins"),
        (b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "of the length '-5'"),
        (b"WARC/1.0\r\nContent-Length: 1_0\r\n\r\n", "of the length '1_0'"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "of the length ''"),
        (b"WARC/1.0\r\n" + b"a: b\r\n" * 1000, "never ends"),
        (make_response(PAGE_BYTES, HTML_HEADER + "Content-Encoding: br"), "content-encoding"),
        (
            make_response(
                gzip.compress(b"0" * (html_reader.MAX_PAGE_BYTES + 1)), HTML_HEADER + "Content-Encoding: gzip"
            ),
            "more than",
        ),
    ],
    ids=["no archive", "negative", "no number", "no length", "endless header", "unknown packing", "bomb"],
)
def test_what_cannot_be_read_is_rejected_with_its_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    (reject,) = warc_reader.read_warc_file(write_file(tmp_path, "a.warc", data), "a.warc")
    assert isinstance(reject, Reject)
    assert reason in reject.reason


@pytest.mark.parametrize(
    "between",
    [
        b"what a broken disk left\nWARC/ in a line of it\n"[:24],
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -7\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>\r\n\r\n",
        b"WARC/1.0\r\n" + b"a: b\r\n" * 1000,
    ],
    ids=["no record", "negative", "endless header"],
)
def test_reading_goes_on_after_what_is_no_record(tmp_path: Path, between: bytes) -> None:
    data = make_response(PAGE_BYTES) + between + b"\r\n" + make_response(PAGE_BYTES)
    first, reject, second = warc_reader.read_warc_file(write_file(tmp_path, "a.warc", data), "a.warc")
    assert isinstance(first, RawPage)
    assert isinstance(second, RawPage)
    assert isinstance(reject, Reject)
    assert (reject.line, reject.data.rstrip()) == (2, between.rstrip())


@pytest.mark.parametrize("cut", [20, 40])
def test_a_packed_page_that_is_rejected_keeps_its_packed_name(tmp_path: Path, cut: int) -> None:
    data = gzip.compress(PAGE_BYTES)[:-cut]
    (reject,) = html_reader.read_html_file(write_file(tmp_path, "a.html.gz", data), "a.html")
    assert isinstance(reject, Reject)
    assert (reject.file, reject.data) == ("a.html.gz", data)


def test_a_record_that_is_too_long_is_passed_over(tmp_path: Path) -> None:
    data = make_record("resource", b" " * (html_reader.MAX_PAGE_BYTES + 1), "text/html") + make_response(
        PAGE_BYTES
    )
    reject, page = warc_reader.read_warc_file(write_file(tmp_path, "a.warc", data), "a.warc")
    assert isinstance(reject, Reject)
    assert isinstance(page, RawPage)
