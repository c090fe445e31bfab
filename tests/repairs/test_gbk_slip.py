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
        ("很多藥品中包含有咖啡因", "?Х纫蛞才c", "。咖啡因也與", "麥角胺一起使用，治療偏頭痛。"),
    ],
    ids=["question mark", "semicolon", "one character", "after a word that ends as an opening one"],
)
def test_a_slip_is_undone(left: str, before: str, after: str, right: str) -> None:
    (edit,) = propose(left + before + right)
    assert (edit.old, edit.new, edit.rule) == (before, after, "gbk_slip/mark")
    assert apply(left + before + right, [edit]) == left + after + right
