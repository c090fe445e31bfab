"""Text read in a wrong charset with lost bytes: the language model chooses them."""

import pytest

from jiaokan.core.edits import apply_edits
from jiaokan.repairs.lossy import lossy_charset

TEXT = "各级各部门要打起精神，加强人员来往登记和信息上报工作。"
TRADITIONAL = "各級各部門要打起精神，加強人員來往登記和信息上報工作。"


def test_lost_bytes_are_chosen_by_the_language_model() -> None:
    text = TEXT.encode().decode("gbk", "replace")
    assert "\ufffd" in text
    for damaged in (text, text.replace("\ufffd", "?"), text.replace("\ufffd", "")):
        (edit,) = lossy_charset.propose_edits(damaged)
        assert edit.new == TEXT
        assert edit.confidence < 0.9


@pytest.mark.parametrize("sign", "?\ufffd")
@pytest.mark.parametrize("other", ["·", "×", "é", "\u00a0", "となりの", "😀", "B3.5"])
def test_other_characters_are_restored_beside_lost_bytes(other: str, sign: str) -> None:
    text = f"各级各部门要加强人员来往登记，{other}上报工作。"
    damaged = text.encode().decode("gbk", "replace").replace("\ufffd", sign)
    assert sign in damaged
    assert apply_edits(damaged, list(lossy_charset.propose_edits(damaged))) == text


@pytest.mark.parametrize("page", ["cp1252", "cp1250", "cp1251"])
@pytest.mark.parametrize("sign", ["?", "\ufffd", ""])
def test_undefined_bytes_of_a_code_page_are_chosen(page: str, sign: str) -> None:
    text = f"{TEXT}他们说：“不到黄河心不死。”αρχή"
    damaged = text.encode().decode(page, "replace").replace("\ufffd", sign)
    if page == "cp1252":
        damaged = damaged.replace("\xad", "").replace("\xa0", " ") if not sign else damaged
    (edit,) = lossy_charset.propose_edits(damaged)
    # the model does not know Greek letters, so one that lost a byte stays lost
    assert edit.new == (text if page == "cp1251" else text.replace("ρ", "\ufffd"))
    assert edit.confidence < 0.9


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (TRADITIONAL, "utf-8", "cp932"),
        (TRADITIONAL, "utf-8", "shift_jis"),
        (TRADITIONAL, "gbk", "cp949"),
        (TEXT, "gbk", "cp949"),
        (TEXT, "gbk", "big5"),
        (f"{TEXT}我们与时间赛跑。", "gbk", "cp932"),
    ],
)
def test_lost_bytes_in_many_charsets(text: str, right: str, wrong: str) -> None:
    damaged = text.encode(right).decode(wrong, "replace")
    assert "\ufffd" in damaged
    (edit,) = lossy_charset.propose_edits(damaged)
    assert edit.new == text
    assert edit.confidence < 0.9


def test_half_width_kana_are_a_sign_by_themselves() -> None:
    damaged = TRADITIONAL.encode().decode("cp932", "ignore")
    (edit,) = lossy_charset.propose_edits(damaged)
    assert edit.new == TRADITIONAL


def test_characters_without_a_byte_left_stay_lost() -> None:
    damaged = TRADITIONAL.encode("big5").decode("gbk", "replace")
    new = apply_edits(damaged, list(lossy_charset.propose_edits(damaged)))
    assert len(new) == len(TRADITIONAL)
    assert all(char in ("\ufffd", right) for char, right in zip(new, TRADITIONAL, strict=True))
    assert 0 < new.count("\ufffd") < 5


def test_nothing_is_invented_where_most_bytes_are_lost() -> None:
    damaged = TEXT.encode().decode("big5", "replace")
    assert list(lossy_charset.propose_edits(damaged)) == []


@pytest.mark.parametrize(("right", "wrong"), [("utf-8", "gbk"), ("gbk", "cp949")])
@pytest.mark.parametrize("cut", [slice(1, None), slice(None, -1)], ids=["beginning", "end"])
def test_text_cut_within_a_pair_is_restored(right: str, wrong: str, cut: slice) -> None:
    damaged = TEXT.encode(right)[cut].decode(wrong, "replace")
    (edit,) = lossy_charset.propose_edits(damaged)
    assert edit.new.strip("\ufffd。") == TEXT[cut].strip("。")


@pytest.mark.parametrize(
    "text",
    [
        "på ön är det året å ä å ä ö å",
        "ça été, où ÃÉ – ‹é›…‡",
        "Ã©tÃ© ã€",
        "ãäåæçèéï " * 9,
        "Donn�es d�faut, col�n",
        "�付け",
        "ｱｲｳｴｵ ｶﾞｷﾞ �漢字",
    ],
)
def test_letters_of_another_language_stay(text: str) -> None:
    assert list(lossy_charset.propose_edits(text)) == []
