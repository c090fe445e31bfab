"""The mojibake stage: what it does to a page, and that a second run changes nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jiaokan.config import config_loader
from jiaokan.core.document import Document
from jiaokan.core.errors import ConfigError
from jiaokan.core.ledger import replay, restore
from jiaokan.repairs import REPAIRS
from jiaokan.stages.mojibake import build

SEEDS = Path(__file__).parents[3] / "seeds"
STAGE = build(config_loader.load_default())


def run_stage(text: str) -> Document:
    return STAGE(Document("d", text))


def test_slips_are_restored_and_pinyin_deleted() -> None:
    raw = next(SEEDS.glob("001*")).read_bytes().decode()
    document = run_stage(raw)
    assert "落到實處。康峰要求,要加強市場內部管理" in document.text
    assert "暫停活禽宰殺交易等疫情防護措施" in document.text
    assert "(xiāng)" not in document.text
    assert replay(raw, document.steps) == document.text
    assert restore(document.text, document.steps) == raw


@pytest.mark.parametrize("seed", ["000", "002", "003", "004"])
def test_a_page_without_damage_keeps_its_text(seed: str) -> None:
    raw = next(SEEDS.glob(f"{seed}*")).read_bytes().decode()
    rules = {edit.rule.partition("/")[0] for step in run_stage(raw).steps for edit in step.edits}
    assert rules <= {"controls"}


@given(st.text(st.sampled_from("鄉(xiāng)?;钋菰讱⒔\ue026的 \ufeffÖé&#;%E4\\u\n"), max_size=30))
@example("é;钋⒔é")  # a head that fits no character
@settings(max_examples=60, deadline=None)
def test_a_second_run_changes_nothing(text: str) -> None:
    once = run_stage(text)
    assert restore(once.text, once.steps) == text
    assert run_stage(once.text).text == once.text


def test_an_unknown_repair_is_refused() -> None:
    with pytest.raises(ConfigError, match="magic"):
        build(config_loader.load(overrides=['mojibake.skipped_repairs=["magic"]']))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("radicals", "⼈民网的记者"),
        ("private-use", "村名里有个\ue81e字"),
        ("pinyin", "強(qiáng)化市場(chǎng)監(jiān)管"),
    ],
)
def test_a_repair_that_is_skipped_is_not_made(name: str, text: str) -> None:
    others = [other for other in REPAIRS if other != name]
    alone, without = (
        build(config_loader.load(overrides=[f"mojibake.skipped_repairs={json.dumps(skipped)}"]))
        for skipped in (others, [name])
    )
    (family,) = {rule.partition("/")[0] for rule in REPAIRS[name].reasons}
    made, left = (
        {edit.rule.partition("/")[0] for step in stage(Document("d", text)).steps for edit in step.edits}
        for stage in (alone, without)
    )
    assert made == {family}
    assert family not in left


def test_a_list_of_the_repairs_that_are_wanted_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"mojibake\.skipped_repairs"):
        config_loader.load(overrides=['mojibake.repairs=["radicals"]'])


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\u2029"])
@pytest.mark.parametrize(
    ("line", "stored", "read"),
    [
        ("河边的柳树发了新芽，孩子们在堤上放风筝。", "gbk", "big5"),
        ("圖書館下月起延長開放時間，讀者可以在網上預約座位。", "utf-8", "gbk"),
    ],
)
def test_a_damaged_line_is_repaired_whatever_ends_it(line: str, stored: str, read: str, end: str) -> None:
    sound = "老人坐在亭子里下棋，说起去年的雨水。"
    damaged = line.encode(stored).decode(read, "replace")
    raw = end.join([sound, damaged, sound])
    document = run_stage(raw)
    assert document.text.startswith(f"{sound}{end}{line[:-1]}")
    assert document.text.endswith(f"{end}{sound}")
    assert restore(document.text, document.steps) == raw
