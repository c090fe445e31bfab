"""Lost bytes without a sign: rare characters stay, runs one byte off are read again."""

import pytest

from pipeline.repairs.lost_byte import propose


@pytest.mark.parametrize(
    "text",
    [
        "",
        "鼋鼍蛟龙鱼鳖生焉，货财殖焉。",
        "魑魅魍魉，饕餮梼杌，穷奇混沌。",
        "氘氚氦氖氩氪氙氡，钪钛钒铬锰钴镍铜锌镓锗",
        "栃木県匝瑳市小入29丁目16番6号",
        "龚翀、翟犇、芈玥、郗昊旻、亓官彧",
        "事治痹苟材究撑闹蔚彻隙砂略倮甘倥拙蕴材煌堤斗醒倥时夯辈谜谈垦刀雌度傺顾痹釉汛潞持搜岳貉乜蟹琴",
        "壈壉壊壋壌壍壎壏壐壑壒壓壔壕壖壗壘壙壚壛壜壝壞壟壠壡壢壣壤壥壦壧壨壩壪士壬壭壮壯声壱売壳壴壵壶",
        "埣埤埥埦埧埨埩埪埫",
    ],
)
def test_stays(text: str) -> None:
    assert [edit for edit in propose(text) if edit.confidence >= 0.5] == []


@pytest.mark.parametrize("at", [16, 17])
def test_a_run_one_byte_off_is_read_again(at: int) -> None:
    text = "当然市场的焦点转换也是在无知不觉当中完成的，不可能有一个明显的分界线。"
    data = text.encode("gbk")
    damaged = (data[:at] + data[at + 1 :]).decode("gb18030", "ignore")
    (edit,) = propose(damaged)
    assert edit.new.endswith("也是在无知不觉当中完成的,不可能有一个明显的分界线。")
    assert edit.confidence < 0.9
