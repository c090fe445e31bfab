"""The likeliest division into words, against the model that works character by character."""

import pytest

from jiaokan.text.language_model import LanguageModel, score_word_path

TEXTS = [
    "市委书记今天上午召开会议，部署下一阶段的防控工作。",
    "子曰：学而时习之，不亦说乎？有朋自远方来，不亦乐乎？",
    "iPhone 15 发布，售价5999元。",
    "臺灣大學今天公布新生名單",
    "平安",
]


@pytest.mark.parametrize("text", TEXTS)
def test_scores_as_the_model_without_order_does(text: str) -> None:
    wanted = LanguageModel(ordered=False).score_text(text)
    # the model keeps six unfinished words at a time, and ends a broken one at a price
    assert score_word_path(text) == pytest.approx(wanted, abs=0.05 * len(text))


def test_an_unfinished_word_at_the_end_costs_no_more_than_its_beginning() -> None:
    assert score_word_path("全国人民代表大") > score_word_path("全国人民代表") + score_word_path("大") / 2


def test_nothing_scores_nothing() -> None:
    assert score_word_path("") == 0


@pytest.mark.parametrize("char", ["\ue000", "𠮷", "☃"])
def test_a_character_that_begins_no_word_costs_a_bounded_amount(char: str) -> None:
    assert -12 <= score_word_path(char) < 0
