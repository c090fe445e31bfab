"""Signals of words: values counted by hand."""

import pytest

from jiaokan.stages.annotate.signals.word_signals import (
    compute_word_signals,
    measure_repeated_ngrams,
    measure_top_ngram,
)

WORDS = ["我们", "在", "学习", "，", "他们", "在", "看", "书", "。"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_words", 9),
        ("word_mean", 12 / 9),
        ("words_unlettered", 2 / 9),
        ("stop_share", 2 / 9),
        ("stop_kinds", 1),
        ("unique_words", 8 / 9),
        ("top_3gram", 5 / 12),
        ("dup_5gram", 0),
    ],
)
def test_equals_the_value_that_a_hand_counts(name: str, value: float) -> None:
    assert {s.name: s.value for s in compute_word_signals(WORDS)}[name] == pytest.approx(value)


def test_no_words_have_values_too() -> None:
    assert {s.value for s in compute_word_signals([])} == {0}


@pytest.mark.parametrize(
    ("text", "n", "chars"),
    [("一 二 一 二 一 二", 2, 6), ("一 二 三", 2, 2), ("一", 2, 0), ("甲乙 丙 丁 甲乙 丙", 2, 6)],
    ids=["three times", "once each", "too short", "long words"],
)
def test_the_most_frequent_ngram(text: str, n: int, chars: int) -> None:
    assert measure_top_ngram(text.split(), n) == chars


@pytest.mark.parametrize(
    ("text", "n", "chars"),
    [
        ("一 二 三 一 二 三", 3, 3),
        ("一 二 三 四 五 六", 3, 0),
        ("一 一 一 一 一 一", 2, 4),
        ("一 二", 3, 0),
    ],
    ids=["a run twice", "nothing twice", "runs do not overlap", "too short"],
)
def test_repeated_ngrams(text: str, n: int, chars: int) -> None:
    assert measure_repeated_ngrams(text.split(), n) == chars
