"""Charsets: declared, undeclared, wrongly declared, and broken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaokan.core.byte_escapes import encode_with_escapes
from jiaokan.core.edits import apply_edits
from jiaokan.text.charsets.html_declaration import decode_html_page, find_declared_charset

TEXT = "中文网页的标题和正文，以及一些标点。"
HANT = "繁體中文網頁的標題與內文。"


@settings(deadline=None)  # the first page loads what Chinese looks like
@given(st.binary(max_size=80))
def test_every_page_comes_back_byte_for_byte(page: bytes) -> None:
    decoded = decode_html_page(page)
    assert encode_with_escapes(decoded.raw, decoded.encoding) == page
    assert isinstance(apply_edits(decoded.raw, decoded.edits), str)


@pytest.mark.parametrize(
    ("text", "encoding", "meta"),
    [
        (TEXT, "utf-8", ""),
        (TEXT, "utf-8", "gb2312"),
        (TEXT, "utf-8-sig", "utf-8"),
        (TEXT, "gb18030", "gb2312"),
        (TEXT, "gb18030", "utf-8"),
        (TEXT, "gb18030", ""),
        (HANT, "big5hkscs", "big5"),
        (TEXT, "utf-16", ""),
        ("", "utf-8", ""),
    ],
)
def test_the_right_charset_is_found(text: str, encoding: str, meta: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">{text}'.encode(encoding)
    decoded = decode_html_page(page)
    assert not decoded.edits
    assert decoded.raw.endswith(text)


def test_a_page_with_broken_bytes_is_read_and_comes_back() -> None:
    page = b'<meta charset="gbk"><p>' + (TEXT * 20).encode("gbk") + b"\xb0</p>" + (TEXT * 20).encode("gbk")
    decoded = decode_html_page(page)
    assert encode_with_escapes(decoded.raw, decoded.encoding) == page
    assert apply_edits(decoded.raw, decoded.edits).count(TEXT) == 40


def test_a_page_of_no_charset_is_held_as_bytes_and_read_by_edits() -> None:
    page = b"<p>caf\xe9 \xff\xfe\xfd \x81 na\xefve</p>" * 3
    decoded = decode_html_page(page)
    assert decoded.encoding == "latin-1"
    assert encode_with_escapes(decoded.raw, decoded.encoding) == page
    assert {edit.rule.partition("/")[0] for edit in decoded.edits} == {"charset"}


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (b"<meta charset=GBK>", "gb18030"),
        (b"<?xml version='1.0' encoding='Big5'?>", "big5hkscs"),
        (b'<META content="text/html;charset=utf-8" http-equiv=x>', "utf-8"),
        (b"<meta charset=no-such>", ""),
        (b"<p>charset=gbk", ""),
        (b"<meta charset=base64>", ""),  # codecs of Python that are no charsets
        (b"<meta charset=idna>", ""),
        (b"<meta charset=punycode>", ""),
        (b"<meta charset=undefined>", ""),
    ],
)
def test_what_a_page_declares(page: bytes, name: str) -> None:
    assert find_declared_charset(page) == name


@pytest.mark.parametrize("name", ["hex", "rot13", "idna", "utf-16", "iso2022_jp"])
def test_a_damaged_page_is_read_whatever_codec_it_names(name: str) -> None:
    page = f"<meta charset={name}><p>".encode() + TEXT.encode() + b"\x81 \xff\xfe" * 40
    decoded = decode_html_page(page)
    assert encode_with_escapes(decoded.raw, decoded.encoding) == page
    assert isinstance(apply_edits(decoded.raw, decoded.edits), str)
