"""Single characters: controls, radicals, private use, and characters that stand for lost bytes."""

import pytest

from jiaokan.core.edits import apply_edits
from jiaokan.repairs import control_characters, private_use, radicals, unrepairable


@pytest.mark.parametrize(
    "text",
    [
        "一家👨\u200d👩\u200d👧人",
        "می\u200cخواهم",
        "क्\u200dष",
        "שלום\u200f!",
        "co\u00adoperate",
        "行\r\n\t列\u2028",
    ],
    ids=["emoji", "Persian", "Hindi", "Hebrew", "soft hyphen in English", "layout"],
)
def test_controls_with_a_function_stay(text: str) -> None:
    assert list(control_characters.propose_edits(text)) == []


def test_controls_are_deleted() -> None:
    text = "\ufeff今\u200b天\x05天\u200d气○\u200d○\u00ad真\u200e\u202a好\x85。\u200c"
    assert apply_edits(text, list(control_characters.propose_edits(text))) == "今天天气○○真好。"


def test_direction_marks_stay_only_beside_right_to_left_text() -> None:
    text = "乌姆盖\u200b萨尔（\u202bأم قصر\u202c），伊拉克\u200f港，\u2067临\u2069近波斯湾。\nשלום \u2067中\u2069 שלום"
    expected = "乌姆盖萨尔（\u202bأم قصر\u202c），伊拉克港，临近波斯湾。\nשלום \u2067中\u2069 שלום"
    assert apply_edits(text, list(control_characters.propose_edits(text))) == expected


@pytest.mark.parametrize(
    "text", ["部首：⼀⼁⼂⼃⼄", "⼀部 ⼁部 ⼂部 ⼃部", "神社と福祉", "樂園의 來歷", "⻌ ⻏"]
)
def test_listed_radicals_stay(text: str) -> None:
    assert list(radicals.propose_edits(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("⼈⼯智能在⺠族地區的樂園②", "人工智能在民族地區的樂園②"),
        ("⼀九九九年⼗⼀⽉⼆⼗⼋⽇", "一九九九年十一月二十八日"),
    ],
)
def test_radicals_and_compatibility_ideographs_are_replaced(text: str, expected: str) -> None:
    assert apply_edits(text, list(radicals.propose_edits(text))) == expected


def test_private_use_of_gb18030_is_assigned() -> None:
    text = bytes.fromhex("A6D9FE59FE51FEA0").decode("gb18030")
    assert apply_edits(text, list(private_use.propose_edits(text))) == "︐龴\U00020087龻"


def test_lost_bytes_are_noted() -> None:
    text = "前锟斤拷锟斤拷后\ufffd\ufffd烫烫烫烫\ue123\ue124好烫烫"
    edits = list(unrepairable.propose_edits(text))
    assert [(e.rule.partition("/")[2], e.old) for e in edits] == [
        ("kunjinkao", "锟斤拷锟斤拷"),
        ("replacement", "\ufffd\ufffd"),
        ("uninitialised", "烫烫烫烫"),
        ("private-use", "\ue123\ue124"),
    ]
    assert apply_edits(text, edits) == text


def test_escaped_bytes_become_replacement_characters() -> None:
    text = "前\U0010ffff\U0010ff80后"
    assert apply_edits(text, list(unrepairable.propose_edits(text))) == "前\ufffd\ufffd后"
