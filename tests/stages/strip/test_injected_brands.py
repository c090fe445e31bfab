"""Injected brands: brands that a page writes about stay; others are removed or flagged."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.stages import strip

STRIP = strip.build(load_default())


def strip_brands(text: str) -> tuple[str, list[str]]:
    """Return the stripped text, and the texts that are flagged in it."""
    document = STRIP(Document("d", text))
    edits = document.steps[0].edits if document.steps else ()
    return document.text, [edit.old for edit in edits if edit.new]


@pytest.mark.parametrize(
    "text",
    [
        "我们入住澳门威尼斯人,房间宽敞。第二天去了澳门金沙城中心。澳门威尼斯人的大运河很美。",
        "威尼斯人善于经商。威尼斯人的船队远航东方,威尼斯人也办学院。",
        "警方捣毁一处赌场。据称,该团伙登录威廉希尔官网下注,涉赌资金上亿元。赌客多为青年。",
        "澳门博彩业收入回升,澳门金沙、澳门永利客流大增。分析师说,博企今年可望扭亏。",
        "他一年365天守在学校,师生都叫他老黄牛。",
        "开云集团公布了年报,半岛电视台作了报道,江南体育馆座无虚席。",
        "国产精品手机走向海外,草莓和樱桃也卖到了欧美。",
    ],
    ids=["hotel", "people of Venice", "crime", "industry", "number", "names like others", "goods"],
)
def test_brands_that_a_page_writes_about_stay(text: str) -> None:
    assert strip_brands(text) == (text, [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("开云体育官网app下载:全市教育工作会议召开", "全市教育工作会议召开"),
        ("全市教育工作会议召开_乐鱼体育平台官网入口", "全市教育工作会议召开"),
        ("会议指出,九游娱乐登录入口,要压实责任。", "会议指出,要压实责任。"),
        ("深圳市青青草污视频在线观看模具有限公司", "深圳市模具有限公司"),
    ],
    ids=["before a title", "after a title", "between commas", "in a company's name"],
)
def test_a_brand_is_removed_if_the_text_reads_on_without_it(before: str, after: str) -> None:
    assert strip_brands(before) == (after, [])


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("6月1日,英国威廉希尔公司官网召开2020年暑期党建务虚会,院长到会。", ["英国威廉希尔公司官网"]),
        ("不断开创Betway必威工作新局面。\n谱写Betway必威发展的新篇章。", ["Betway必威"] * 2),
        ("校长出席了1929cc威尼斯党政联席会。(1929cc威尼斯/陈明)", ["1929cc威尼斯"] * 2),
        ("由澳门赌场市体育局主办的球赛在澳门赌场开幕。", ["澳门赌场"] * 2),
        ("推进会在金沙4399js网站-登录入口召开。", ["金沙4399js网站-登录入口"]),
    ],
    ids=["college", "verb's object", "department", "town", "place"],
)
def test_a_brand_that_replaces_a_name_is_flagged(text: str, flagged: list[str]) -> None:
    assert strip_brands(text) == (text, flagged)


def test_the_end_of_an_advertisement_is_removed_and_the_name_before_it_flagged() -> None:
    brand, tail = "澳门金沙城中心", "_欧洲杯足球网-【投注官网平台】"
    text = f"由{brand}{tail}水利局实施的{brand}{tail}污水处理厂工程正式动工。"
    assert strip_brands(text) == (text.replace(tail, ""), [brand, brand])


def test_a_second_run_flags_the_same() -> None:
    text = "开云体育官网入口:校长到会\n6月1日,英国威廉希尔公司官网校长王某到会,师生鼓掌。"
    once, flagged = strip_brands(text)
    assert strip_brands(once) == (once, flagged)
