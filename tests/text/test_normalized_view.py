"""The normalized view shows what a reader sees, and every offset in it leads back to the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.text.normalized_view import keep_letters, keep_letters_of_lines, normalize_chars, normalize_view

TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("發(fā)（Ａ）\u200b\n鄉「"), max_size=60
)


@pytest.mark.parametrize(
    "text",
    ["", "分享到:", "他说(笑)", "第一(1)条", "a(b)c", "中国(CHINA)"],
    ids=str,
)
def test_plain_text_is_unchanged(text: str) -> None:
    assert normalize_view(text).text == text


@pytest.mark.parametrize(
    ("text", "expected"),
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
def test_script_width_and_invisible_characters_are_normalized(text: str, expected: str) -> None:
    assert normalize_view(text).text == expected


@given(TEXT)
def test_normalizing_characters_keeps_offsets(text: str) -> None:
    assert len(normalize_chars(text)) == len(text)


@given(st.lists(TEXT | st.text("aΣİ_ \r。汉"), max_size=4), st.integers(1, 16))
def test_letters_of_many_lines_are_those_of_each(lines: list[str], times: int) -> None:
    lines = [line.replace("\n", " ") for line in lines] * times
    assert keep_letters_of_lines(lines) == [keep_letters(line) for line in lines]


@given(TEXT)
def test_the_view_has_the_line_feeds_of_the_text(text: str) -> None:
    assert normalize_view(text).text.count("\n") == text.count("\n")


@given(TEXT)
def test_every_character_of_the_view_leads_back(text: str) -> None:
    view = normalize_view(text)
    for offset, char in enumerate(view.text):
        assert normalize_chars(view.map_back(offset, offset + 1).slice_text(text)) == char
