"""The door: which charset bytes are in, whatever the page says, and that they come back exactly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaokan.core.byte_escapes import ESCAPED_SUFFIX, encode_with_escapes
from jiaokan.text.charsets.detection import UndecodableError, decode_page

SIMPLIFIED = "各级各部门要打起十二分精神，继续加大监测排查力度，加强人员来往登记和信息上报工作。"
WINDOWS = "臺北／高雄的高鐵票價是１～２千元，查理‧布朗說：「各級各部門要加強人員來往登記和資訊上報工作。」"
TRADITIONAL = "各級各部門要打起十二分精神，繼續加大監測排查力度，加強人員來往登記和資訊上報工作。"


@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "big5", "no such charset", "base64"])
@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "gb18030"),
        (WINDOWS, "cp950"),
    ],
)
def test_the_bytes_outweigh_what_the_page_says(text: str, charset: str, declared: str | None) -> None:
    found = decode_page(text.encode(charset), declared)
    assert (found.text, found.encoding, found.escaped_count) == (text, charset, 0)


@pytest.mark.parametrize(
    ("text", "charset"),
    [(SIMPLIFIED, "utf-8"), (SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5hkscs"), (WINDOWS, "cp950")],
)
def test_a_lost_byte_does_not_defeat_detection(text: str, charset: str) -> None:
    data = (text * 3).encode(charset)
    data = data[:7] + data[8:]
    found = decode_page(data)
    assert found.encoding.removesuffix(ESCAPED_SUFFIX) == charset
    assert encode_with_escapes(found.text, found.encoding) == data


def test_a_byte_that_fits_nowhere_is_escaped() -> None:
    data = SIMPLIFIED.encode("gb18030") + b"\xff\n" + SIMPLIFIED.encode("gb18030")
    found = decode_page(data)
    assert (found.encoding, found.escaped_count) == ("gb18030" + ESCAPED_SUFFIX, 1)
    assert found.text == f"{SIMPLIFIED}\U0010ffff\n{SIMPLIFIED}"
    assert encode_with_escapes(found.text, found.encoding) == data


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        (b"", None, "utf-8"),
        (b"plain", "gbk", "utf-8"),
        ("\ufeff今天".encode(), None, "utf-8"),
        ("\ufeff今天".encode("utf-16-le"), None, "utf-16-le"),
        ("中国".encode("gbk"), "gb2312", "gb18030"),
        ("Привет, мир".encode("cp1251"), "windows-1251", "cp1251"),
        ("日本語の文章です".encode("shift_jis"), "Shift_JIS", "shift_jis"),
    ],
)
def test_other_pages(data: bytes, declared: str | None, encoding: str) -> None:
    found = decode_page(data, declared)
    assert found.encoding == encoding
    assert encode_with_escapes(found.text, found.encoding) == data


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\xff",
        "中国".encode("gbk"),
        "日本語の文章です".encode("shift_jis"),
        "café".encode("latin-1"),
        b"\x89\0\xff" * 99,
    ],
    ids=["bytes", "two characters", "Japanese", "French", "binary"],
)
def test_what_cannot_be_told_is_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode_page(data)


@given(st.binary(max_size=60), st.sampled_from([None, "gbk", "big5", "utf-8", "cp1252", "euc-kr"]))
@settings(max_examples=150, deadline=None)
def test_the_bytes_come_back(data: bytes, declared: str | None) -> None:
    for page in (data, SIMPLIFIED.encode("gbk") + data + SIMPLIFIED.encode("gbk")):
        try:
            found = decode_page(page, declared)
        except UndecodableError:
            continue
        assert encode_with_escapes(found.text, found.encoding) == page
