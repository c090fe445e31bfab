"""Byte slips in GBK: clean text stays, and what one lost byte did is undone from the bytes."""

import pytest

from pipeline.edit import apply
from pipeline.repairs.gbk_slip import propose


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "他说什么?没有人知道;大家都走了。",
        "你去哪裡?我們要回家;他們說:好!",
        "今天天气怎么样?魑魅魍魉是什么;饕餮又是什么",
        "姓名;龚翀犇,性别;男,籍贯;鄄城",
        "東京?大阪;京都",
        "価格は?円;送料無料です",
        "https://example.com/?查询=北京;页=2",
        "鄉(xiāng)鎮",
        "元老帮算个吊?@纯粹搞事:扯淡,就算是说也应该说没有留住奥斯卡吧,这锅怎么能甩给内马尔呢",
        "从寒冬中逆势增长?[飞象年前暖冬走访108家系列之一]产业链接?寒冬中他们如何走出困境",
        "在这种条件的道路上怎样安全行驶?a、靠路右侧转小弯b、靠弯路中心转弯c、借对向车道转弯",
    ],
)
def test_clean_text_stays(text: str) -> None:
    assert [edit for edit in propose(text) if edit.confidence >= 0.5] == []


@pytest.mark.parametrize(
    ("left", "before", "after", "right"),
    [
        (
            "將疫情防控工作落到實處",
            "?捣逡\ue026螅\ue0ed\ue01b訌(qiáng)",
            "。康峰要求,要加強",
            "市場內部管理,康峰說。後來,康峰指出",
        ),
        ("做好清潔消毒、暫", ";钋菰讱⒔灰椎纫咔榉雷o(hù)", "停活禽宰殺交易等疫情防護", "措施,避免"),
        ("中華民國廢廳改縣，成立舟山定", "?h", "海縣", "人民政府，屬寧波專區管轄。"),
        ("龍江縣、依安縣、泰來縣、甘南縣、富", "?h", "裕縣", "、克山縣、克東縣、拜泉縣"),
        (
            "這些動物肝臟的分解能力比人類弱很多",
            "?Х纫驅χ┲胗酗@",
            "。咖啡因對蜘蛛有顯",
            "著的影響，遠遠高於其他藥物。",
        ),
        ("很多藥品中包含有咖啡因", "?Х纫蛞才c", "。咖啡因也與", "麥角胺一起使用，治療偏頭痛。"),
    ],
    ids=[
        "question mark",
        "semicolon",
        "one character",
        "none but a letter",
        "a stop",
        "after a word that ends as an opening one",
    ],
)
def test_a_slip_is_undone(left: str, before: str, after: str, right: str) -> None:
    (edit,) = propose(left + before + right)
    assert (edit.old, edit.new, edit.rule) == (before, after, "gbk_slip/mark")
    assert apply(left + before + right, [edit]) == left + after + right


def test_the_damage_is_no_wording_of_the_documents_own() -> None:
    damaged = "被告李建、上?蛇h物流有限公司承擔賠償責任。" * 6
    edits = list(propose(damaged))
    assert {edit.old for edit in edits} == {"?蛇h"}
    assert {edit.new for edit in edits} == {"海可遠"}
