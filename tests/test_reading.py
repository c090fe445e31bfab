"""The view shows what a reader sees, and every place in it leads back to the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.text.normalized_view import normalize_chars, normalize_view

TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("發(fā)（Ａ）\u200b\n鄉「"), max_size=60
)


@pytest.mark.parametrize(
    "text",
    ["", "分享到:", "他说(笑)", "第一(1)条", "a(b)c", "中国(CHINA)"],
    ids=str,
)
def test_what_reads_plainly_stays(text: str) -> None:
    assert normalize_view(text).text == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("發(fā)布者： admin", "发布者: admin"),
        ("發（fā）布", "发布"),
        ("分\u200b享\ufeff到", "分享到"),
        ("\u3000首頁\u00a0＞\u00a0新聞", " 首页 > 新闻"),
        ("「本報」│｜丨", "“本报”|||"),
        ("⾸⻚", "首⻚"),
        ("a\r\nb\u2028c", "a \nb c"),
    ],
    ids=["reading", "full-width reading", "invisible", "blanks", "alike", "radicals", "line feeds"],
)
def test_one_script_one_width_nothing_invisible(text: str, read: str) -> None:
    assert normalize_view(text).text == read


@given(TEXT)
def test_folding_moves_no_offset(text: str) -> None:
    assert len(normalize_chars(text)) == len(text)


@given(TEXT)
def test_the_view_keeps_line_feeds_and_makes_none(text: str) -> None:
    assert normalize_view(text).text.count("\n") == text.count("\n")


@given(TEXT)
def test_every_place_of_the_view_leads_back(text: str) -> None:
    seen = normalize_view(text)
    for at, char in enumerate(seen.text):
        assert normalize_chars(seen.map_back(at, at + 1).slice_text(text)) == char
