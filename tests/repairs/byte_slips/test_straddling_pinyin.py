"""Pinyin of pairs across two characters: which character it belongs to, and where a expected begins."""

import pytest

from jiaokan.repairs.byte_slips import straddling_pinyin


@pytest.mark.parametrize(
    ("text", "reading", "owner"),
    [
        ("鄉(xiāng)", "xiāng", "鄉"),
        ("績(jī)", "jī", "績"),
        ("宏P(guān)LC", "guān", "關"),
        ("f(a)", "a", ""),
        ("聞(wù)歸", "wù", ""),
    ],
)
def test_owner_of_pinyin(text: str, reading: str, owner: str) -> None:
    assert straddling_pinyin.find_owner(text, text.index("(") - 1, reading) == owner


@pytest.mark.parametrize(
    ("text", "reading", "expected"),
    [
        ("服務(wù)規範", "wù", False),
        ("製造氣(qì)氛,為了他", "qì", False),
        ("飾(shì)品店", "shì", False),
        ("聞(wù)歸_(kāi)", "wù", True),
        ("眼神(shēn)B肅穆", "shēn", True),
        ("環保主義者(zhé)", "zhé", True),
        ("髅魢(jǐ)栏竦", "jǐ", False),  # 明敏嚴格的, from its second byte on
    ],
)
def test_pinyin_as_sign_of_a_slip(text: str, reading: str, expected: bool) -> None:
    owner_offset = text.index("(") - 1
    assert straddling_pinyin.is_slip(text, owner_offset, reading, text.index(")") + 1) == expected
