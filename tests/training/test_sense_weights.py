"""The command fits which neighbours go with which Traditional variant; here on invented sentences."""

import json
from pathlib import Path

import pytest

pytest.importorskip("sklearn", reason="the extra `train` is not installed")
from jiaokan.training.sense_weights import Instance, collect_instances, find_disputed_pairs, main

# 只 is 隻 behind a numeral and 只 elsewhere; OpenCC knows that of no digit
TEXT = "\n".join(
    f"{who}養了{number}隻{what}，只有{who}不知道。"
    for who in ("老師", "鄰居", "農夫", "學生")
    for number in ("3", "8", "12", "20")
    for what in ("水鹿", "山羌", "石虎", "帝雉", "臺灣獼猴")
)


def make_instances(before: str, variant: str) -> list[Instance]:
    return [Instance(f"，{before}台，，", "台", 1, variant)] * 10


def test_the_variant_and_the_choice_of_opencc_are_read() -> None:
    found = collect_instances([("TW", ["他養了三隻水鹿。", "他养了三只水鹿。"])])
    (one,) = found["只"]["TW"]
    assert (one.window, one.variant) == ("了三只水鹿", "隻")
    assert one.list_features()[:3] == ["10三只", "01只水", "20了三只"]
    assert one.list_pairs() == ["三只", "只水"]


def test_pairs_that_two_places_write_differently_are_disputed() -> None:
    places = {"TW": make_instances("月", "台"), "HK": make_instances("月", "臺") + make_instances("櫃", "台")}
    assert "月台" in find_disputed_pairs(places)
    assert "櫃台" not in find_disputed_pairs(places)


def test_tiny_weights_are_the_same_each_time_and_tell_the_variants_apart(tmp_path: Path) -> None:
    (tmp_path / "tw.txt").write_text(TEXT, "utf-8")
    for name in ("one.json", "two.json"):
        main([f"TW={tmp_path / 'tw.txt'}", "--only", "只养", "--output", str(tmp_path / name)])
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    senses = json.loads((tmp_path / "one.json").read_text("utf-8"))["senses"]
    assert [*senses] == ["只"]
    assert senses["只"].keys() == {"只", "隻"}
    assert senses["只"]["隻"] == {"": 0}
    assert senses["只"]["只"]["100只"] < 0 < senses["只"]["只"]["01只有"]
