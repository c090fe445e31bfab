"""Pinyin in brackets: what an author wrote stays, what a converter printed is deleted."""

import pytest

from jiaokan.core.edits import apply_edits
from jiaokan.repairs.pinyin_annotations import propose_edits


@pytest.mark.parametrize(
    "text",
    [
        "饕(tāo)餮是传说中的凶兽。",
        "澆地扒壟(long)溝",
        "這一句裡有兩個難字。頤(yí):下巴。意思是他很久都不說話。",
        "最後一字,別的本子作“餉(xiǎng)”,意思差不多。",
        "阡(qiān)陌(mò)交通,彳(chì)亍(chù)而行,溘(kè)然长逝",
        "蔚(yù)县",
        "皮肤龟(jūn)裂",
        "蕁(qián)麻是蕁麻屬植物的通用俗稱",
        "引吭（háng）高歌",
        "天地不仁，以万物为刍（chú）狗",
        "拿破仑撤(che)兵",
        "天空实验室(skylab)重约80吨。",
        "他在人民大学(ruc)读书,在北京(pek)工作,住在海淀(bj)。",
        "聞(wù)歸",
        "落實處訌(qiáng)市場",
        "f(a)和g(de)",
    ],
)
def test_pinyin_of_an_author_stays(text: str) -> None:
    assert list(propose_edits(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("萍鄉(xiāng)城事網(wǎng)", "萍鄉城事網"),
        ("防控階段(duàn)的關（guān）鍵", "防控階段的關鍵"),
        ("一個重要的場(chǎng)合", "一個重要的場合"),
        ("烟(yan)台市(shi)的(de)天空实验室(skylab)", "烟台市的天空实验室(skylab)"),
        ("我(wǒ)们的(de)时(shí)候", "我们的时候"),
        ("该(gāi)产品的外包装", "该产品的外包装"),
        ("宏P(guān)LC,服務(wù)器", "宏PLC,服務器"),
        ("北歐(ōu(zī))洲人,報(bào)社", "北歐洲人,報社"),
        ("按(àn)现(xiàn)在(zài)的(de)行(háng)情(qíng)看(kàn)", "按现在的行情看"),
        ("中国(guo)获冠军(jun)", "中国获冠军"),
        (
            "績(jì)效考核方案,為了確保事情有序開(kāi)展,服務(wù)規范",
            "績效考核方案,為了確保事情有序開展,服務規范",
        ),
    ],
)
def test_pinyin_of_a_converter_is_deleted(text: str, expected: str) -> None:
    assert apply_edits(text, list(propose_edits(text))) == expected
