"""Script labels of short texts."""

import pytest

from jiaokan.text.script_conversion import detect_script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "neutral"),
        ("2023-01-01 KTV", "neutral"),
        ("分享到:", "neutral"),
        ("吃床前台灯", "hans"),
        ("群峰床台吃", "neutral"),
        ("皇后乾隆", "neutral"),
        ("疫情防控阻击战", "hans"),
        ("疫情防控阻擊戰", "hant"),
        ("以後", "hant"),
        ("全面出击!銅仁戰“疫”", "mixed"),
        ("国際連合は世界の組織である", "japanese"),
        ("優の良品", "hant"),
        ("佢哋話今日唔得閒", "cantonese"),
        ("你食咗飯未呀", "cantonese"),
        ("“唔……”他说", "hans"),
        ("于" * 30 + "这" * 60 + "於", "hans"),
    ],
)
def test_script_label(text: str, expected: str) -> None:
    assert detect_script(text) == expected
