"""Bytes of files: what they are in, whatever the name says, and that they come back exactly."""

import gzip
import random
from pathlib import Path

import pytest

from jiaokan.core.document import Document, Reject
from jiaokan.readers import read_inputs
from jiaokan.readers.files.format_sniffing import find_binary_format
from jiaokan.readers.text_reader import decode_text
from jiaokan.text.charsets.unmarked_utf16 import decode_wide_text

SIMPLIFIED = (
    "今天上午，市图书馆举办了一场读书分享会，吸引了近百名市民参加。\n作家与读者交流自己的写作经历。\n"
)
TRADITIONAL = (
    "今天上午，市圖書館舉辦了一場讀書分享會，吸引了近百名市民參加。\n作家與讀者交流自己的寫作經歷。\n"
)
PAGE = f"<html><head><title>读书会</title></head><body><p>{SIMPLIFIED}</p></body></html>"


def read_one(folder: Path, name: str, data: bytes) -> Document | Reject:
    (folder / name).write_bytes(data)
    (item,) = read_inputs([str(folder / name)])
    return item


CUT = SIMPLIFIED.encode()
DAMAGED = {
    "a foreign byte": CUT[:30] + b"\xff" + CUT[30:],
    "a lost byte": CUT[:31] + CUT[32:],
    "cut off at the end": CUT[:-3],
    "cut off at the beginning": CUT[1:],
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_byte_does_not_reject_a_file(tmp_path: Path, data: bytes) -> None:
    document = read_one(tmp_path, "a.txt", data)
    assert isinstance(document, Document)
    assert document.origin.encoding == "utf-8+escaped"
    assert "作家与读者交流" in document.text
    assert document.raw_bytes == data


def draw_two_coloured(text: str, every: int) -> bytes:
    """Return text in Big5 with a colour code inside every so many characters."""
    code = b"\x1b[1;31m"
    pieces = []
    for number, char in enumerate(text):
        data = char.encode("big5hkscs")
        cut = len(data) == 2 and number % every == 0
        pieces.append(data[:1] + code + data[1:] if cut else data)
    return b"".join(pieces)


@pytest.mark.parametrize("every", [1, 3])
def test_characters_of_two_colours_are_read_and_their_codes_go(tmp_path: Path, every: int) -> None:
    data = draw_two_coloured(TRADITIONAL * 2, every)
    document = read_one(tmp_path, "a.txt", data)
    assert isinstance(document, Document)
    assert document.text == TRADITIONAL * 2
    assert document.raw_bytes == data
    assert {edit.rule for step in document.steps for edit in step.edits} == {"charset/split-character"}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, "plain English, nothing else in it\r\n"])
def test_utf16_without_a_mark_is_read(tmp_path: Path, encoding: str, text: str) -> None:
    document = read_one(tmp_path, "a.txt", text.encode(encoding))
    assert isinstance(document, Document)
    assert (document.text, document.origin.encoding) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_a_page_in_wide_characters_is_read(tmp_path: Path, encoding: str) -> None:
    data = PAGE.encode(encoding)
    document = read_one(tmp_path, "a.html", data)
    assert isinstance(document, Document)
    assert document.text.removeprefix("\ufeff") == PAGE
    assert document.raw_bytes == data


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize(
    "text", [SIMPLIFIED, "this app can break", "Bush hid the facts", "短句。", "中文 text 混排"]
)
def test_other_text_is_no_utf16(encoding: str, text: str) -> None:
    assert decode_wide_text(text.encode(encoding, "ignore")) is None


BINARY = {
    "gzip": gzip.compress(PAGE.encode()),
    "JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)),
    "PDF": b"%PDF-1.4\n1 0 obj\n",
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "zip": b"PK\x03\x04" + bytes(100),
    "control characters": random.Random(7).randbytes(20_000),
}


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.md"])
@pytest.mark.parametrize(("says", "data"), BINARY.items(), ids=BINARY)
def test_other_formats_are_rejected_as_what_they_are(
    tmp_path: Path, name: str, says: str, data: bytes
) -> None:
    reject = read_one(tmp_path, name, data)
    assert isinstance(reject, Reject)
    assert says in reject.reason
    assert reject.data == data


@pytest.mark.parametrize(
    "text", ["BMW 今年发布新车。", "MZ 世代", "ID3 标签怎么用", "PKU 北京大学", "RIFF", "%PDF 是什么"]
)
def test_text_that_begins_like_another_format_is_text(text: str) -> None:
    assert find_binary_format(text.encode()) == ""
    assert decode_text(text.encode()).text == text


def test_a_page_packed_and_a_page_that_only_has_the_name_are_read(tmp_path: Path) -> None:
    for data in (gzip.compress(PAGE.encode()), PAGE.encode()):
        document = read_one(tmp_path, "a.html.gz", data)
        assert isinstance(document, Document)
        assert document.text == PAGE
