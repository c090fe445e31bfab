"""Gaps that mean something, and gaps that mean nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.edit import apply, ordered
from pipeline.stages.script.spacing import closed

BLOCK = 60


def tight(text: str) -> str:
    return apply(text, ordered(closed(text, BLOCK)))


UNCHANGED = {
    "heading of two halves": "长沙：联防联控 守好湖南“大门”",
    "names": "张三 李四 王小五 赵六",
    "names of two, padded": "李 明 王 芳 张小红 刘 伟",
    "verse": "床前明月光 疑是地上霜",
    "table": "姓名 年龄 性别 籍贯",
    "days": "日 一 二 三 四 五 六",
    "choices": "是 否",
    "to fill in": "答案是（ ）。",
    "latin": "Visual Studio Code 很好用",
    "typeset numbers": "共 1200 人使用 iOS 13 系统",
    "for a lost mark": "懿公曰： 孤不亲行，恐人不用心。 乃与石祁子玉玦",
    "paragraph breaks in a block": "天" * 30 + "。 " + "地" * 30 + " " + "人" * 30 + "。",
    "letters in a block": "天" * 60 + " 招 聘 公 告 " + "天",
    "indent": "　　他说",
}


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_stays(text: str) -> None:
    assert tight(text) == text


CHANGED = {
    "letters": ("招 聘 公 告\n正文", "招聘公告\n正文"),
    "two letters": ("通　　知", "通知"),
    "chapter": ("第 一 章 总则", "第一章 总则"),
    "a line all set apart": ("公 司 表 示 ， 盈 利 下 跌 15% 至 20% 。", "公司表示，盈利下跌15%至20%。"),
    "date": ("随着升级，1 月 26 日，张家界", "随着升级，1月26日，张家界"),
    "full date": ("2020 年 1 月 26 日", "2020年1月26日"),
    "time": ("9 时 30 分", "9时30分"),
    "brackets": ("景区（ 景点 ）对外", "景区（景点）对外"),
    "quotes": ("涉嫌“ 套路贷 ”诈骗", "涉嫌“套路贷”诈骗"),
    "before a mark": ("承德 ，秦皇岛 。", "承德，秦皇岛。"),
    "after a comma": ("部署下， 我市", "部署下，我市"),
    "before 的": ("世界最大 的展览会", "世界最大的展览会"),
    "comma in a block": ("天" * 60 + "， 地", "天" * 60 + "，地"),
}


@pytest.mark.parametrize(("before", "after"), CHANGED.values(), ids=CHANGED.keys())
def test_closes(before: str, after: str) -> None:
    assert tight(before) == after


PARTS = st.sampled_from([*"中文一日的们第，。：（）“”1a月年 \n　", "  ", "1 月 2 日", "招 聘 公 告"])


@given(st.lists(PARTS, max_size=40).map("".join))
def test_takes_only_gaps_and_keeps_lines(text: str) -> None:
    after = tight(text)
    assert "".join(after.split()) == "".join(text.split())
    assert after.count("\n") == text.count("\n")
