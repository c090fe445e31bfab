"""Faults that are known and stay for now. Each is a strict xfail: who mends one is told to move it to its tests."""

import pytest

import jiaokan
from jiaokan.text.script_conversion import convert_to_traditional

BODY = (
    "市图书馆新馆昨日开放，首日接待读者三千余人，工作人员给每个人发了一张纪念票。\n"
    "馆方说明天照常开放，请读者错开时间，周末照常。\n"
    "新馆共有三层，藏书二十万册，夜间也开放到九点。"
)


def mark_known(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)


@mark_known("the byte that is lost leaves a character that is likelier to the model of words")
@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        (
            "鑰佸笀浠?鍦ㄦ箹杈圭殑鏁欏?ら噷璁蹭簡涓変釜灏忔椂鐨勮?俱??",
            "老师们在湖边的教室里讲了三个小时的课。",
        ),
        (
            "新修的公路穿过两座?剑\ue0d5⒆用巧涎Ы\ue3cc耸\ue197铩",
            "新修的公路穿过两座山，孩子们上学近了十里。",
        ),
    ],
    ids=["UTF-8 read as GBK", "a slip"],
)
def test_lost_bytes_come_back(damaged: str, text: str) -> None:
    assert jiaokan.clean(damaged).text == text


@mark_known("a name of a place, and a word of Hong Kong, that the dictionaries do not have")
@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [("东湾里活动中心", "東灣里活動中心"), ("他隔了两句钟才离开", "他隔了兩句鐘才離開")],
)
def test_local_words_have_their_characters(simplified: str, traditional: str) -> None:
    assert convert_to_traditional(simplified) == traditional


@mark_known("blanks between the digits of a scanned page; they may part numbers too")
def test_spread_digits_are_joined() -> None:
    text = jiaokan.clean(f"本标准自 2 0 2 4 年 1 月 1 日起实施，原标准同时废止。\n{BODY}").text
    assert "2024年1月1日" in text


@mark_known("a line with a quotation in Cantonese is left in its script")
def test_prose_round_a_cantonese_quotation_is_converted() -> None:
    text = jiaokan.clean(f"他说：「呢度嘅嘢好正。」記者瞭解到，圖書館開放了。\n{BODY}").text
    assert "图书馆开放了" in text


@mark_known("a mark before a name is no label, and a role behind it after a bar is none")
@pytest.mark.parametrize("line", ["夜读江城\n☉ 张晓明", "夜读江城 | 张晓明 文"])
def test_an_unusual_byline_is_read(line: str) -> None:
    assert jiaokan.clean(f"{line}\n{BODY}").fact("author") == "张晓明"


@mark_known("an advertisement spliced into prose without a mark or a break")
def test_a_spliced_advertisement_goes() -> None:
    first, _, rest = BODY.partition("，")
    text = jiaokan.clean(f"{first}，代办各类证件加微信abc12345{rest}").text
    assert "代办" not in text
