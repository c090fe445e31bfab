"""Signals of characters and lines: values counted by hand."""

from math import log2

import pytest

from jiaokan.core.document import Paragraph
from jiaokan.core.edits import Span
from jiaokan.stages.annotate.signals.character_signals import compute_character_signals


def compute(text: str, *paragraphs: Paragraph) -> dict[str, object]:
    return {signal.name: signal.value for signal in compute_character_signals(text, paragraphs)}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("今天 下雨。", "n_chars", 5),
        ("今天　下\u00a0雨。\n", "n_chars", 5),
        ("今天下雨。", "han_share", 4 / 5),
        ("𠮷野家a", "han_share", 3 / 4),
        ("二〇二〇", "han_share", 1),
        ("Ａb中é", "latin_share", 3 / 4),
        ("第3章４", "digit_share", 2 / 4),
        ("他说：“好！”", "mark_share", 4 / 7),
        ("a,b．", "mark_share", 2 / 4),
        ("★中#文_🎉", "symbol_share", 4 / 6),
        ("東京タワーの", "kana_share", 4 / 6),
        ("道可道也", "classical_share", 1 / 4),
        ("佢喺度啲", "cantonese_share", 3 / 4),
        ("一\n二。\n\n 三 ", "n_lines", 3),
        ("一二\n三四五六", "line_mean", 3),
        ("标题\n他来了。\n如下：\n好）", "lines_ended", 3 / 4),
        ("短\n" + "长" * 15, "lines_short", 1 / 2),
        ("等等…\n然后...\n完。\n完", "ellipsis_lines", 2 / 4),
        ("甲乙\n丙丁\n甲乙\n甲乙", "dup_line_chars", 4 / 8),
        ("甲 乙\n甲 乙", "dup_line_chars", 2 / 4),
        ("甲甲乙丙", "char_entropy", 0.5 * log2(2) + 2 * 0.25 * log2(4)),
        ("甲甲甲", "char_entropy", 0),
    ],
)
def test_equals_the_value_that_a_hand_counts(text: str, name: str, value: float) -> None:
    assert compute(text)[name] == pytest.approx(value)


def test_sentences_are_those_of_the_paragraphs() -> None:
    paragraph = Paragraph(Span(0, 8), sentences=(Span(0, 3), Span(3, 8)))
    found = compute("一二。三四五六。", paragraph)
    assert (found["n_sentences"], found["sentence_mean"]) == (2, 4)


@pytest.mark.parametrize("text", ["", "\n \n", "\ud800"])
def test_a_text_without_characters_has_values_too(text: str) -> None:
    assert compute(text)["han_share"] == 0


def test_values_are_plain_numbers() -> None:
    assert {type(value) for value in compute("今天下雨。").values()} == {int, float}
