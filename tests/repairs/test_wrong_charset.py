"""Text read in a wrong charset: other languages stay, Chinese is restored."""

from itertools import product

import pytest

from jiaokan.core.edits import apply_edits
from jiaokan.repairs import ftfy_latin
from jiaokan.repairs.lossy import lossy_charset
from jiaokan.repairs.wrong_charset import propose_edits
from jiaokan.text.charsets import codecs

TEXT = "各级各部门要打起精神，加强人员来往登记和信息上报工作。"
CLEAN_TEXTS = (
    "今天天气很好，我们去颐和园。",
    "Les élèves français étaient très fâchés à l'école près de la forêt.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy.",
    "Съешь же ещё этих мягких французских булок.",
    "よく知られたサービス、コマンドラインオプションを用います。",
    "한국어로 쓴 문장은 그대로 남아야 합니다.",
    "┌────────┐│ 表 │└────────┘",
    "鼋鼍蛟龙鱼鳖生焉，货财殖焉。",
    "α + β = γ, ∑ ≤ ∞ (µm, °C, ×10³)",
    "😀👨‍👩‍👧🎉 哈哈",
)


@pytest.mark.parametrize("text", CLEAN_TEXTS)
def test_clean_text_stays(text: str) -> None:
    for propose in (propose_edits, ftfy_latin.propose_edits, lossy_charset.propose_edits):
        assert list(propose(text)) == []


def misread_text(right: str, wrong: str) -> str | None:
    data = codecs.encode_strictly(TEXT, right)
    text = codecs.decode_strictly(data, wrong) if data else None
    return text if text and codecs.encode_strictly(text, wrong) == data else None


MISREADINGS = [
    (right, wrong)
    for right, wrong in product(
        ("utf-8", "gb18030"), (*codecs.SINGLE_BYTE_CHARSETS, "gb18030", "cp950", "cp949")
    )
    if right != wrong and misread_text(right, wrong)
]


@pytest.mark.parametrize(("right", "wrong"), MISREADINGS)
def test_misread_text_is_restored(right: str, wrong: str) -> None:
    text = misread_text(right, wrong)
    assert text is not None
    (edit,) = propose_edits(text)
    assert apply_edits(text, [edit]) == TEXT
    assert edit.confidence > 0.99


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("关于学校的通知", "gbk", "cp949"),
        ("河水从山里流来", "gbk", "cp950"),
        ("后排左起：王改芹、傅映松、彭文、任桂芳、曹春梅。", "gbk", "latin-1"),
        ("许佐国，又名许梅文，号旧斋、古庐、晚居。", "gbk", "cp949"),
        ("三人中不只有一人", "big5", "cp1250"),
    ],
    ids=["a title", "another", "names", "names amid Hangul", "numbers"],
)
def test_short_misread_text_is_restored(text: str, right: str, wrong: str) -> None:
    damaged = codecs.decode_strictly(text.encode(right), wrong)
    assert damaged is not None
    assert apply_edits(damaged, list(propose_edits(damaged))) == text


def test_unmisread_words_on_the_line_stay() -> None:
    before, text, after = "住客补充 2007年8月3日 ： ", "房間的隔音很差，浴室也太小。", " 来自手机客户端"
    (edit,) = propose_edits(line := before + text.encode("big5").decode("gb18030") + after)
    assert apply_edits(line, [edit]) == before + text + after


def test_text_misread_twice_is_restored() -> None:
    text = TEXT.encode().decode("latin-1").encode().decode("latin-1")
    (edit,) = propose_edits(text)
    assert (edit.new, edit.rule) == (TEXT, "wrong-charset/twice")


def test_a_misread_stretch_in_clean_text_is_restored() -> None:
    text = "标题：" + "加强工作".encode().decode("latin-1") + "。完"
    assert apply_edits(text, list(propose_edits(text))) == "标题：加强工作。完"


@pytest.mark.parametrize("beside", ["\u2029", "😀", "\u200b", "ก", "\U000f0000"])
@pytest.mark.parametrize("text", ["汉字是记录中文的文字。", "今年的收成比往年好"])
def test_a_character_that_no_charset_has_ends_a_misread_stretch(text: str, beside: str) -> None:
    misread = text.encode().decode("latin-1")
    damaged = f"真好{beside}{misread}{beside}{misread}"
    assert apply_edits(damaged, [*propose_edits(damaged)]) == f"真好{beside}{text}{beside}{text}"


def test_short_lines_follow_the_rest_of_the_page() -> None:
    page = f"{TEXT}\n北京\n{TEXT}".encode("gbk").decode("latin-1")
    assert apply_edits(page, list(propose_edits(page))) == f"{TEXT}\n北京\n{TEXT}"


@pytest.mark.parametrize(("right", "wrong"), [("utf-8", "latin-1"), ("utf-8", "cp1252"), ("gbk", "latin-1")])
@pytest.mark.parametrize("cut", [slice(1, None), slice(None, -1)], ids=["beginning", "end"])
def test_text_cut_within_a_character_is_restored(right: str, wrong: str, cut: slice) -> None:
    damaged = codecs.decode_strictly(TEXT.encode(right)[cut], wrong)
    assert damaged is not None
    assert list(lossy_charset.propose_edits(damaged)) == []
    edits = list(propose_edits(damaged))
    assert apply_edits(damaged, edits) == ("\ufffd" + TEXT[cut] if cut.start else TEXT[cut] + "\ufffd")
    assert [edit.rule for edit in edits if edit.new == "\ufffd"] == ["wrong-charset/cut-character"]
    assert all(edit.confidence > 0.99 for edit in edits)


def test_ftfy_repairs_mixed_code_pages() -> None:
    text = "他说：â€œ你好â€\x9d"
    assert apply_edits(text, list(ftfy_latin.propose_edits(text))) == "他说：“你好”"


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("河边有ã€‚,`ē", "河边有。,`ē"),  # the letter after the comma is no part of the damage
        ("北å¸‚)ã€\ufffdå\ufffd南", "北市)ã€\ufffdå\ufffd南"),
        ("他说déjà vu, ça va (crème brûlée)", "他说déjà vu, ça va (crème brûlée)"),
    ],
)
def test_what_stands_between_half_width_marks_is_repaired_by_itself(text: str, repaired: str) -> None:
    assert apply_edits(text, list(ftfy_latin.propose_edits(text))) == repaired


@pytest.mark.parametrize(
    ("right", "wrong"), [("utf-8", "cp1252"), ("utf-8", "latin-1"), ("gb18030", "latin-1")]
)
def test_emoji_rare_han_and_wide_spaces_are_restored(right: str, wrong: str) -> None:
    text = "今天😀天气很好❤️，我们去颐和园\u2003看𠮷祥🎉。"
    damaged = codecs.decode_strictly(codecs.encode_strictly(text, right) or b"", wrong)
    assert damaged is not None
    assert apply_edits(damaged, list(propose_edits(damaged))) == text


def test_ibm_characters_of_shift_jis_are_restored() -> None:
    text = "《卡压》又名《溽热》。"
    damaged = text.encode("gbk").decode("cp932")
    assert codecs.encode_strictly(damaged, "cp932") != text.encode("gbk")
    assert apply_edits(damaged, list(propose_edits(damaged))) == text


def test_big5_of_windows_is_likelier_than_that_of_hong_kong() -> None:
    text = "他不肯签，我们也不签。"
    damaged = text.encode("gbk").decode("cp950")
    assert apply_edits(damaged, list(propose_edits(damaged))) == text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("《龙猫》（となりのトトロ）是一部动画电影，讲的是两个小女孩在乡下的故事。", "utf-8"),
        ("《龙猫》（となりのトトロ）是一部动画电影，讲的是两个小女孩在乡下的故事。", "gb18030"),
        ("“出家”在梵语中是：प्रव्रज्या，佛教用来说离开家庭。", "utf-8"),
        ("第三〇五醫院的愛德華•卡彭特／史密斯醫師，他說三〇五。", "big5hkscs"),
    ],
)
def test_text_with_letters_of_another_script_is_restored(text: str, right: str) -> None:
    damaged = codecs.decode_strictly(text.encode(right), "cp1252")
    assert damaged is not None
    assert apply_edits(damaged, list(propose_edits(damaged))) == text


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("藤球、握笔，独酌。", "gbk", "cp950"),
        ("硬核、轮缘，套菜。", "gbk", "cp932"),
        ("晚潮、初犯，捶鼓。", "cp950", "cp949"),
    ],
)
def test_marks_are_evidence_for_rare_words(text: str, right: str, wrong: str) -> None:
    damaged = text.encode(right).decode(wrong)
    assert apply_edits(damaged, list(propose_edits(damaged))) == text


def test_an_indent_of_no_break_spaces_stays() -> None:
    text = "\xa0" * 6 + "晚饭后散步".encode().decode("latin-1")
    assert apply_edits(text, list(propose_edits(text))) == "\xa0" * 6 + "晚饭后散步"
