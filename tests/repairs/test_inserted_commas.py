"""Commas that a program set before other marks."""

import pytest

import jiaokan
from jiaokan.repairs.inserted_commas import propose_edits

TEXT = "班会由班长、团支书主持,每位同学都要发言;发言的内容、时间不限。会后请各组长、课代表把记录交到办公室,由老师存档。"


def insert_commas(text: str) -> str:
    for mark in ",、;。":
        text = text.replace(mark, f"\x00{mark}")
    return text.replace("\x00", ",")


def take_out(text: str) -> str:
    for edit in reversed(list(propose_edits(text))):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def test_the_text_comes_back() -> None:
    assert insert_commas(TEXT) != TEXT
    assert take_out(insert_commas(TEXT)) == TEXT


def test_cleaning_sets_the_marks_full_width() -> None:
    assert jiaokan.clean(insert_commas(TEXT)).text == TEXT.replace(",", "，").replace(";", "；")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT.replace("主持,", "主持,,"),
        "姓名,年龄,,电话\n张三,20,,\n李四,21,,\nx,,,\n",
        "我想说,,,可是,,,算了,,,你走吧,,,再见,,,不送,,,",
        "我想说,,可是,,算了,,你走吧,,再见,,不送。后来我又想了想,,还是算了,,真的。",
        'a = [1,,2];b = "x,;";c(,,);d[,,];e,,f',
    ],
    ids=["ordinary", "one slip of the pen", "empty values", "stutter", "pauses", "code"],
)
def test_other_commas_stay(text: str) -> None:
    assert list(propose_edits(text)) == []
