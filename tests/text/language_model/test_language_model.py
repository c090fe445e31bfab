"""The language model: Chinese scores better than mojibake, whatever the script and width."""

import pytest

from jiaokan.text.language_model import LanguageModel, is_all_chinese, load_lexicon, mean_log_prob
from jiaokan.text.language_model.lexicon import (
    CHARACTER_TAG,
    MARK_SHARES,
    NOUN_TAG,
    load_char_shares,
    word_start_log_prob,
)
from jiaokan.text.language_model.pos_transitions import START_TAG, load_pos_transitions


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("停活禽宰杀交易等疫情防护", "钋菰讱⒔灰椎纫咔榉雷"),
        ("各级各部门要打起精神", "鍚勭骇鍚勯儴闂ㄨ鎵"),
        ("继续加大监测排查力度", "缁х画鍔犲ぇ鐩戞祴"),
    ],
)
def test_chinese_scores_better_than_mojibake(good: str, bad: str) -> None:
    assert mean_log_prob(good) > -8 > -9 > mean_log_prob(bad)


def test_script_and_width_make_no_difference() -> None:
    assert LanguageModel().score_text("加強檢查,落實責任") == LanguageModel().score_text("加强检查，落实责任")


def test_words_of_the_document_score_better() -> None:
    text = "康峰强调，康峰要求，康峰指出。" * 10
    assert LanguageModel(text).score_text("康峰") > LanguageModel().score_text("康峰")


def test_a_single_occurrence_does_not_count() -> None:
    assert LanguageModel("钋菰讱").score_text("钋菰讱") <= LanguageModel().score_text("钋菰讱")


def test_empty_text() -> None:
    assert mean_log_prob("") == 0
    assert LanguageModel().score_chars("") == []


def test_a_rare_sign_does_not_lower_the_score_of_its_neighbours() -> None:
    assert LanguageModel().score_chars("纯粹", "这是@") == pytest.approx(
        LanguageModel().score_chars("纯粹", "这是,"), abs=1
    )


def test_rare_han_beyond_the_bmp_are_no_symbols() -> None:
    assert LanguageModel().score_text("縜") < LanguageModel().score_text("★")


@pytest.mark.parametrize(
    ("text", "expected"), [("中文😀，好", True), ("𠮷野家", True), ("中文กข", False), ("", False)]
)
def test_emoji_are_chinese_text(text: str, expected: bool) -> None:
    assert is_all_chinese(text) is expected


def test_the_context_counts() -> None:
    assert mean_log_prob("裕縣", "依安縣、甘南縣、富") > mean_log_prob("裕縣")


def test_shares_of_words_add_up_to_one() -> None:
    assert sum(load_lexicon().word_shares.values()) == pytest.approx(1, abs=0.05)
    assert sum(load_char_shares().values()) == pytest.approx(1, abs=0.05)
    assert sum(
        share for prefix, share in load_lexicon().prefix_shares.items() if len(prefix) == 1
    ) == pytest.approx(sum(load_lexicon().word_shares.values()))


def test_mojibake_in_a_word_list_is_ignored() -> None:
    # jieba's counts include 紝, which is a misread comma, as often as 穿
    assert word_start_log_prob("紝") < word_start_log_prob("穿") - 4


def test_new_words_are_known() -> None:
    assert LanguageModel().score_text("危化品") > LanguageModel().score_text(
        "危"
    ) + LanguageModel().score_text("化") + LanguageModel().score_text("品")


@pytest.mark.parametrize(
    ("before", "likely", "unlikely"),
    [("他每天都来", "。", "的"), ("。", "但是", "吗"), ("非常", "好", "。"), ("了解", "情况", "。从")],
)
def test_order_of_parts_of_speech(before: str, likely: str, unlikely: str) -> None:
    def lift(after: str) -> float:
        return LanguageModel().score_text(after, before) - LanguageModel(ordered=False).score_text(
            after, before
        )

    assert lift(likely + "，") > lift(unlikely + "，")


def test_every_part_of_speech_is_in_the_table() -> None:
    table = load_pos_transitions()
    assert {
        *load_lexicon().parts_of_speech.values(),
        NOUN_TAG,
        CHARACTER_TAG,
        START_TAG,
        *MARK_SHARES,
    } - table.tag_indices.keys() <= {"uz", "ug"}
    assert {len(row) for row in table.lifts_nats} == {len(table.tag_indices)} == {len(table.lifts_nats)}
