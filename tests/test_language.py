"""The language model: what it takes for Chinese, and that script and width make no difference."""

import pytest

from pipeline.language import Model, chinese, mean, words
from pipeline.language.words import singles


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


def test_single_characters_are_counted_as_among_all_words() -> None:
    known, total = singles()
    assert known == {char: count for char, count in words().prefixes.items() if len(char) == 1}
    assert total == words().total
