"""Byte slips with a mark: clean text stays, and slips are restored from the bytes."""

from pathlib import Path

import pytest

from jiaokan.core.edits import apply_edits
from jiaokan.repairs.byte_slips.marked_slips import propose_edits
from jiaokan.repairs.step_budget import SearchBudget


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "他说什么?没有人知道;大家都走了。",
        "“優”字怎麼讀(是yòu,還是另一個?yōu)老師說後一個是對的。",
        "你去哪裡?我們要回家;他們說:好!",
        "今天天气怎么样?魑魅魍魉是什么;饕餮又是什么",
        "姓名;龚翀犇,性别;男,籍贯;鄄城",
        "東京?大阪;京都",
        "価格は?円;送料無料です",
        "https://example.com/?查询=北京;页=2",
        "鄉(xiāng)鎮",
        "今天仅(qū)有三人到场",  # the bytes, read one off, would be characters that few texts have
        "疾病页(yù)防控制中心",
        "他昨天还在这里呢,怎么突然就不玩了?@老王他们:别急,再等等,反正比赛还没有开始,谁也不知道结果",
        "这个问题应该怎么回答?[下一篇]大家都来说一说,这个问题应该怎么回答?[上一篇]谁也不知道结果",
        "下雨天在山路上开车应当怎样做?a、慢慢开,靠右边走b、停在路边等雨停c、打开车灯,照常往前开",
        "下雨天在山路上開車應當怎樣做?a、慢慢開,靠右邊走b、停在路邊等雨停c、打開車燈,照常往前開",
        "大家今天晚上要不要一起去看電影?@小林 : 我可以先去買票,你們慢慢來",
        "這兩件事有什麼關係?[大家談]我們請來幾位老師,一起談談他們的看法",
        "大家都說好?[下一篇】我們再來看看別的地方是怎麼做的",
        # tone patterns of Tang verse, in which a sign for either tone became a question mark
        "平?平?平○仄,?仄仄平平。?仄仄平平仄仄,平平?仄仄平平。" * 6,
        "平?平?平○仄,?仄仄平平。平仄?仄平仄?仄平平。仄?○平平?平仄仄仄。" * 6,
        "鐘聲從山下的寺裡傳來,汝識之乎?噌吰者,古人所謂大鐘之聲也。",
        "他指着桌上的書又問。[這是?]我驚訝道。[這本書是小妹妹的。]",
        "今天要去很遠的地方,不知道會不會很累?呼~ 希望回來以後還有精神。",
        "老師説的這件事情怎麼可能?嘿~) 大家快一點決定吧。",
        "新的口味已經上架了,你怎麼看?@小林牛奶客服@小林乳業",
        "他在網上找了很久的資料,還是不知道要看甚麼書;C語言的書店裡有很多。",
        "這家醫院的價格很便宜?B肝疫苗大家都應該早一點去打。",
        "這樣的光陰,寵辱詎須驚?處[滿](蒲)則溢,居高則危。",
        "这里有许多漂亮的房子和花园，主人都很好客，学?球?家?天?日?际?选?中?开，真好。",
    ],
)
def test_clean_text_is_unchanged(text: str) -> None:
    assert [edit for edit in propose_edits(text) if edit.confidence >= 0.5] == []


RULE_FILES = sorted((Path(__file__).parents[3] / "configs" / "rules").rglob("*.toml"))


@pytest.mark.parametrize("path", RULE_FILES, ids=[path.stem for path in RULE_FILES])
def test_rule_files_are_unchanged(path: Path) -> None:
    assert [edit for edit in propose_edits(path.read_text("utf-8")) if edit.confidence >= 0.5] == []


@pytest.mark.parametrize(
    ("left", "damaged", "expected", "right"),
    [
        (
            "將疫情防控工作落到實處",
            "?捣逡\ue026螅\ue0ed\ue01b訌(qiáng)",
            "。康峰要求,要加強",
            "市場內部管理,康峰說。後來,康峰指出",
        ),
        ("做好清潔消毒、暫", ";钋菰讱⒔灰椎纫咔榉雷o(hù)", "停活禽宰殺交易等疫情防護", "措施,避免"),
        ("這條鐵路先後經過三門和寧", "?h", "海縣", "，終點在港口附近的貨場。"),
        ("他走遍了龍江縣、依安縣、甘南縣、富", "?h", "裕縣", "、克山縣和拜泉縣。"),
        ("他們上周參觀了鎮上的“先進車間”", "?h", "。縣", "政府的工作人員一路陪同講解。"),
        ("老人每天早上都要喝一杯，從來不覺得膩", "?Х瑞^", "。咖啡館", "的老闆早就認得他了，總是給他留座位。"),
        ("這種藥裡也含有咖啡因", "?Х纫驎\ue491谷穗y", "。咖啡因會使人難", "以入睡，所以晚上不要服用。"),
        ("一份交于老師審批,一份存底", "?;顒油ㄟ^", "。活動通過", "后,要求各班團支書進行宣傳。"),
        ("代表們認真討論了這份報告", "?;顒咏Y", "。活動結", "束后,大家一起參觀了展覽館。"),
        ("這樣的安排你們喜歡嗎?", ";顒油ㄟ^", "。活動通過", "后再說。"),  # the "?" asks
    ],
    ids=[
        "question mark",
        "semicolon",
        "one character",
        "only a letter",
        "a letter after a closing quotation mark",
        "a stop",
        "after a word that ends as an opening one",
        "a lead byte shown as a question mark before a semicolon",
        "the same in another sentence",
        "a question before a semicolon",
    ],
)
def test_a_slip_is_restored(left: str, damaged: str, expected: str, right: str) -> None:
    (edit,) = propose_edits(left + damaged + right)
    assert (edit.old, edit.new, edit.rule) == (damaged, expected, "byte-slip/mark")
    assert apply_edits(left + damaged + right, [edit]) == left + expected + right


def test_a_question_mark_in_other_damage_is_no_sign() -> None:
    text = "这里有许多漂亮的房子和花园，主人都很好客，学生们常去那里玩。"
    assert list(propose_edits(text.encode().decode("gbk", "replace").replace("\ufffd", "?"))) == []


@pytest.mark.parametrize(
    ("left", "damaged", "expected", "right"),
    [
        ("他拿了一本書坐在窗邊", "?戳艘粫䞍壕退帕耍B", "。看了一會兒就睡着了,連", "妹妹進來都不知道。"),
        ("工人們正在修路", "?礃幼舆", "。看樣子還", "要三個星期才能完工，大家只好繞道走。"),
        ("他在書桌前坐下", "?上旌凇⒒鸬膸つ靠床磺宄", "。可惜天黑、基金的帳目看不清楚", ""),
        ("大家都說要繼續推動兩國關係正", ";l", "常化發", "展，為此付出了許多努力。"),
        ("他把目標寫在牆上", ";尽娀鶎印⒔C", "。基本、強基層、建機", "制，三年內完成。"),
    ],
    ids=[
        "a pair before the letter",
        "an end without a sign",
        "a pair where the rest scores well enough",
        "nothing except a letter",
        "no single quote",
    ],
)
def test_a_slip_without_its_private_use_is_restored(
    left: str, damaged: str, expected: str, right: str
) -> None:
    (edit,) = propose_edits(left + damaged + right)
    assert apply_edits(left + damaged + right, [edit]) == left + expected + right


def test_a_mark_is_unlikely_where_full_width_marks_are_left() -> None:
    text = "火車晚了兩個小時，旅客們?谡九_上等着。"
    (doubtful,), (lost,) = propose_edits(text), propose_edits(text + "你去嗎？")
    assert (doubtful.rule, lost.rule) == ("byte-slip/mark", "byte-slip/question-mark")
    assert apply_edits(text + "你去嗎？", [lost]) == "火車晚了兩個小時，旅客們在站臺上等着。你去嗎？"


def test_repeated_damage_is_no_evidence() -> None:
    damaged = "這批貨由上?蛇h公司承運，他們按時送到了。" * 6
    edits = list(propose_edits(damaged))
    assert {edit.old for edit in edits} == {"?蛇h"}
    assert {edit.new for edit in edits} == {"海可遠"}


@pytest.mark.parametrize(
    ("left", "damaged", "expected", "right"),
    [
        ("將各種圖紙轉變", "?yōu)楫a(chǎn)", "為產", "品的主要場所,也是員工最多的地方。"),
        ("這裡的市場正在轉變", "?yōu)閲鴥?nèi)", "為國內", "最大的市場,每年都有新的企業。"),
    ],
    ids=["before a letter", "with a second reading"],
)
def test_a_reading_whose_bracket_went_with_the_lead_byte_is_restored(
    left: str, damaged: str, expected: str, right: str
) -> None:
    (edit,) = propose_edits(left + damaged + right)
    assert apply_edits(left + damaged + right, [edit]).replace("(chǎn)", "") == left + expected + right
    assert edit.rule == "byte-slip/pinyin"


def test_a_question_mark_for_the_lead_byte_goes_with_the_mark_behind_it() -> None:
    text = "來這裡旅游,建議選擇住在老城區??梢宰哞F來這裡,到達后購買一張一卡通。"
    (edit,) = propose_edits(text)
    assert (edit.old[:2], edit.new[:3]) == ("??", "。可以")


@pytest.mark.parametrize("unit", ["?捣逡", "?菰灰;"])
def test_a_run_of_slips_without_end_is_given_up(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = unit * 40
    tried, spend = [0], SearchBudget.spend

    def count_tried(budget: SearchBudget, count: int) -> bool:
        tried[0] += 0 if budget.is_spent else count
        return spend(budget, count)

    monkeypatch.setattr(SearchBudget, "spend", count_tried)
    assert list(propose_edits(text)) == list(propose_edits(text))
    # two runs of searches that end; without a bound either tries millions of characters
    assert 0 < tried[0] < 3 * SearchBudget.for_text(text).left
