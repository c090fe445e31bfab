"""Kana show Japanese; Chinese that borrows a の, and Chinese that was misread, is none."""

import pytest

from jiaokan.text import japanese

CHINESE = ["優の良品", "の店", "他今天去了北京。", "", "第3章 ABC", "夜のライト"[:2] + "市饭店开业啦大家都来"]
JAPANESE = ["国際連合は世界の組織である", "会議で決まりました", "カタログ"]


@pytest.mark.parametrize("text", CHINESE)
def test_chinese_is_not_japanese(text: str) -> None:
    assert not japanese.is_japanese(text)
    assert not japanese.has_japanese_particles(text)


@pytest.mark.parametrize("text", JAPANESE)
def test_japanese_is_known(text: str) -> None:
    assert japanese.is_japanese(text)
    assert japanese.is_amid_japanese(text, 3)


def test_the_text_around_the_place_counts_and_no_more() -> None:
    text = "東京で会議をしました" + "。" * 70 + "北京召开会议"
    assert japanese.is_amid_japanese(text, 5)
    assert not japanese.is_amid_japanese(text, len(text) - 3)


def test_misread_kana_are_not_sound() -> None:
    misread = "中文的網頁內容".encode("big5").decode("cp932", "ignore")
    assert not japanese.is_sound_japanese(misread, len(misread))
    assert japanese.is_sound_japanese("これはペンです", 7)
