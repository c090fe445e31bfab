"""Charset detection: the charset of bytes, whatever the page declares; the text gives back the bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaokan.core.byte_escapes import ESCAPED_SUFFIX, encode_with_escapes
from jiaokan.text.charsets.detection import UndecodableError, decode_page

SIMPLIFIED = "各级各部门要打起十二分精神，继续加大监测排查力度，加强人员来往登记和信息上报工作。"
WINDOWS_BIG5 = (
    "臺北／高雄的高鐵票價是１～２千元，查理‧布朗說：「各級各部門要加強人員來往登記和資訊上報工作。」"
)
TRADITIONAL = "各級各部門要打起十二分精神，繼續加大監測排查力度，加強人員來往登記和資訊上報工作。"


@pytest.mark.parametrize("declared", [None, "utf-8", "gb2312", "big5", "no such charset", "base64"])
@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5hkscs"),
        (TRADITIONAL, "gb18030"),
        (WINDOWS_BIG5, "cp950"),
    ],
)
def test_the_bytes_overrule_the_declaration(text: str, charset: str, declared: str | None) -> None:
    decoded = decode_page(text.encode(charset), declared)
    assert (decoded.text, decoded.encoding, decoded.escaped_count) == (text, charset, 0)


@pytest.mark.parametrize(
    ("text", "charset"),
    [(SIMPLIFIED, "utf-8"), (SIMPLIFIED, "gb18030"), (TRADITIONAL, "big5hkscs"), (WINDOWS_BIG5, "cp950")],
)
def test_detection_with_a_lost_byte(text: str, charset: str) -> None:
    data = (text * 3).encode(charset)
    data = data[:7] + data[8:]
    decoded = decode_page(data)
    assert decoded.encoding.removesuffix(ESCAPED_SUFFIX) == charset
    assert encode_with_escapes(decoded.text, decoded.encoding) == data


def test_an_invalid_byte_is_escaped() -> None:
    data = SIMPLIFIED.encode("gb18030") + b"\xff\n" + SIMPLIFIED.encode("gb18030")
    decoded = decode_page(data)
    assert (decoded.encoding, decoded.escaped_count) == ("gb18030" + ESCAPED_SUFFIX, 1)
    assert decoded.text == f"{SIMPLIFIED}\U0010ffff\n{SIMPLIFIED}"
    assert encode_with_escapes(decoded.text, decoded.encoding) == data


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
def test_other_encodings(data: bytes, declared: str | None, encoding: str) -> None:
    decoded = decode_page(data, declared)
    assert decoded.encoding == encoding
    assert encode_with_escapes(decoded.text, decoded.encoding) == data


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
def test_undetectable_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(UndecodableError):
        decode_page(data)


@given(st.binary(max_size=60), st.sampled_from([None, "gbk", "big5", "utf-8", "cp1252", "euc-kr"]))
@settings(max_examples=150, deadline=None)
def test_text_and_encoding_give_back_the_bytes(data: bytes, declared: str | None) -> None:
    for page in (data, SIMPLIFIED.encode("gbk") + data + SIMPLIFIED.encode("gbk")):
        try:
            decoded = decode_page(page, declared)
        except UndecodableError:
            continue
        assert encode_with_escapes(decoded.text, decoded.encoding) == page
