"""Text is decoded again only where that leads back to the same text."""

import pytest

from jiaokan.repairs.redecoding import redecode, redecode_any


@pytest.mark.parametrize(
    ("wrong", "right"), [("latin-1", "utf-8"), ("cp1252", "gb18030"), ("cp949", "gb18030")]
)
def test_the_text_of_the_right_charset(wrong: str, right: str) -> None:
    damaged = "中文的文字".encode(right).decode(wrong)
    assert redecode(damaged, wrong, right) == "中文的文字"
    assert (wrong, right, "中文的文字") in list(redecode_any(damaged))


def test_a_text_that_is_not_in_the_wrong_charset_has_none() -> None:
    assert redecode("中文", "latin-1", "utf-8") is None


def test_bytes_that_are_not_valid_in_the_right_charset_have_none() -> None:
    assert redecode("é", "latin-1", "utf-8") is None


def test_japanese_is_not_decoded_as_big5_or_gbk() -> None:
    assert {right for _, right, _ in redecode_any("よく知られたサービス")} <= {"utf-8"}
