"""Lost bytes without a mark: rare characters stay, and runs one byte off are realigned."""

import pytest

from jiaokan.repairs.byte_slips.unmarked_slips import propose_edits


@pytest.mark.parametrize(
    "text",
    [
        "",
        "鼋鼍蛟龙鱼鳖生焉，货财殖焉。",
        "魑魅魍魉，饕餮梼杌，穷奇混沌。",
        "氘氚氦氖氩氪氙氡，钪钛钒铬锰钴镍铜锌镓锗",
        "栃木県匝瑳市小入29丁目16番6号",
        "龚翀、翟犇、芈玥、郗昊旻、亓官彧",
        "肴衫抑逭冻绞薇窘鄯饺庥诰鞣偶遗米懈晖粜挂魏啄阕四蛲嵩珊夼勾迮弈侔腿匙嫒犯峁斡呃笨龇涨旒枵故蠲购嚷",
        "壈壉壊壋壌壍壎壏壐壑壒壓壔壕壖壗壘壙壚壛壜壝壞壟壠壡壢壣壤壥壦壧壨壩壪士壬壭壮壯声壱売壳壴壵壶",
        "埣埤埥埦埧埨埩埪埫",
        # random characters
        "製葒姡罺踹耛惔柑痱牙，蛢祁痄噷噥，溳夤",
    ],
)
def test_clean_text_stays(text: str) -> None:
    assert [edit for edit in propose_edits(text) if edit.confidence >= 0.5] == []


@pytest.mark.parametrize("lost_byte", [16, 17])
def test_a_run_one_byte_off_is_realigned(lost_byte: int) -> None:
    text = "我们的孩子每天都在学校里认真地读书写字，他们的父母觉得很放心也很高兴。"
    data = text.encode("gbk")
    damaged = (data[:lost_byte] + data[lost_byte + 1 :]).decode("gb18030", "ignore")
    (edit,) = propose_edits(damaged)
    assert edit.new.endswith("学校里认真地读书写字,他们的父母觉得很放心也很高兴。")
    assert edit.confidence < 0.9


@pytest.mark.parametrize(
    ("before", "damaged", "expected"),
    [
        ("昨天的消息在網上接連", "薨l", "轉發"),
        ("他每個月都要到醫院去檢", "y", "測"),
        ("如果不早作準備，後果將不", "霸O想", "堪設想"),
    ],
    ids=["within two characters", "the lead byte of one", "a longer run"],
)
def test_a_single_letter_in_traditional_text_was_a_trail_byte(
    before: str, damaged: str, expected: str
) -> None:
    text = before + damaged + "，這些問題國家還會繼續關注，並對結果負責。"
    (edit,) = propose_edits(text)
    assert text[: edit.start] + edit.new + text[edit.end :] == text.replace(damaged, expected)
    assert edit.confidence < 0.9


@pytest.mark.parametrize(
    "text",
    [
        "這件T恤賣得很好，A股和B超、X光、K歌、維他命C的問題國家還會關注。",
        "這些問題：a、繼續鳴喇叭b、減速c、超車，國家還會對結果負責。",
        "這場比賽是他第一次參加的國際A級賽，國家對結果非常關注。",
        "他每天都要x擇一條路走，也要x擇時間，這些問題國家還會對結果負責。",
        "这件T恤卖得很好，e公司和h股的问题国家还会关注。",
        "新館是一棟兩層的樓房，沿着兩條馬路成L型，國家還會對它的問題繼續關注。",
        "他們把球員分到青年隊的A段班，國家還會對結果繼續關注。",
        "他出生在這裡 念了西x國小 從小就喜歡打球 國家還會對他繼續關注",
        "專家建議產^ω^後多休息，國家還會對它的問題繼續關注。",
        "大樓門前還有十二根白色的A柱，國家還會對它的問題繼續關注。",
    ],
)
def test_a_letter_of_the_author_stays(text: str) -> None:
    assert [edit for edit in propose_edits(text) if edit.confidence >= 0.5] == []
