"""The language model: what it takes for Chinese, and that script and width make no difference."""

import pytest

from jiaokan.text.language_model import Model, chinese, mean, words
from jiaokan.text.language_model.lexicon import CHARACTER, MARKS, NOUN, first, singles
from jiaokan.text.language_model.pos_transitions import START, grammar


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("停活禽宰杀交易等疫情防护", "钋菰讱⒔灰椎纫咔榉雷"),
        ("各级各部门要打起精神", "鍚勭骇鍚勯儴闂ㄨ鎵"),
        ("继续加大监测排查力度", "缁х画鍔犲ぇ鐩戞祴"),
    ],
)
def test_chinese_reads_better_than_mojibake(good: str, bad: str) -> None:
    assert mean(good) > -8 > -9 > mean(bad)


def test_script_and_width_make_no_difference() -> None:
    assert Model().score("加強檢查,落實責任") == Model().score("加强检查，落实责任")


def test_a_document_teaches_its_own_words() -> None:
    text = "康峰强调，康峰要求，康峰指出。" * 10
    assert Model(text).score("康峰") > Model().score("康峰")


def test_what_stands_once_teaches_nothing() -> None:
    assert Model("钋菰讱").score("钋菰讱") <= Model().score("钋菰讱")


def test_no_text_has_no_score() -> None:
    assert mean("") == 0
    assert Model().scores("") == []


def test_a_strange_sign_makes_nothing_else_strange() -> None:
    assert Model().scores("纯粹", "这是@") == pytest.approx(Model().scores("纯粹", "这是,"), abs=1)


def test_rare_han_beyond_the_bmp_are_no_symbols() -> None:
    assert Model().score("縜") < Model().score("★")


@pytest.mark.parametrize(
    ("text", "told"), [("中文😀，好", True), ("𠮷野家", True), ("中文กข", False), ("", False)]
)
def test_emoji_are_chinese_text(text: str, told: bool) -> None:
    assert chinese(text) is told


def test_what_stands_before_is_read_with_a_text() -> None:
    assert mean("裕縣", "依安縣、甘南縣、富") > mean("裕縣")


def test_shares_of_words_make_a_whole() -> None:
    assert sum(words().whole.values()) == pytest.approx(1, abs=0.05)
    assert sum(singles().values()) == pytest.approx(1, abs=0.05)
    assert sum(share for prefix, share in words().prefixes.items() if len(prefix) == 1) == pytest.approx(
        sum(words().whole.values())
    )


def test_mojibake_in_a_word_list_counts_for_nothing() -> None:
    # jieba counted 紝, which is a misread comma, as often as 穿
    assert first("紝") < first("穿") - 4


def test_a_word_list_of_the_web_knows_new_words() -> None:
    assert Model().score("危化品") > Model().score("危") + Model().score("化") + Model().score("品")


@pytest.mark.parametrize(
    ("before", "likely", "unlikely"),
    [("他每天都来", "。", "的"), ("。", "但是", "吗"), ("非常", "好", "。"), ("了解", "情况", "。从")],
)
def test_parts_of_speech_follow_one_another(before: str, likely: str, unlikely: str) -> None:
    def lift(after: str) -> float:
        return Model().score(after, before) - Model(ordered=False).score(after, before)

    assert lift(likely + "，") > lift(unlikely + "，")


def test_every_part_of_speech_has_its_place() -> None:
    table = grammar()
    assert {*words().parts.values(), NOUN, CHARACTER, START, *MARKS} - table.parts.keys() <= {"uz", "ug"}
    assert {len(row) for row in table.lifts} == {len(table.parts)} == {len(table.lifts)}
