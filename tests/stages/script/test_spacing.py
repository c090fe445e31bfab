"""Gaps with a meaning, which stay, and gaps without one, which are closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaokan.core.edits import apply_edits, sort_edits
from jiaokan.stages.script.spacing import close_gaps

BLOCK = 60


def close(text: str) -> str:
    return apply_edits(text, sort_edits(close_gaps(text, BLOCK)))


UNCHANGED = {
    "heading of two halves": "长沙：联防联控 守好湖南“大门”",
    "names": "张三 李四 王小五 赵六",
    "names of two, padded": "李 明 王 芳 张小红 刘 伟",
    "two names of two": "边 林 柳 云",
    "verse": "床前明月光 疑是地上霜",
    "table": "姓名 年龄 性别 籍贯",
    "cells that tabs part": "子\t丑\t寅\n公司揭开大模型的秘密\t暂无摘要\t某科技，今天",
    "days": "日 一 二 三 四 五 六",
    "choices": "是 否",
    "brackets to fill in": "答案是（ ）。",
    "latin": "Visual Studio Code 很好用",
    "typeset numbers": "共 1200 人使用 iOS 13 系统",
    "for a lost mark": "懿公曰： 孤不亲行，恐人不用心。 乃与石祁子玉玦",
    "paragraph breaks in a block": "天" * 30 + "。 " + "地" * 30 + " " + "人" * 30 + "。",
    "letters in a block": "天" * 60 + " 招 聘 公 告 " + "天",
    "indent": "　　他说",
    "a dateline": "新华社北京1月5日电 记者从国务院新闻办公室获悉，全国形势平稳。",
    "reporters": "本报讯（记者 张三 通讯员 李四）昨日，全市召开会议。",
    "a photographer": "12月15日，消防车停在门外。新华社发（万象 摄）",
    "names in a sentence": "出席会议的有：张三 李四 王小五，以及各部门负责人。",
    "halves in a sentence": "杜甫写道，国破山河在 城春草木深，感时花溅泪。",
    "a heading beside prose": "开栏的话 短视频已成为这个时代极为醒目的媒介景观，人人可见。",
    "a heading that its sentence says again": "关于界面的剪切域 剪切域，是每个人必然要面对的一个技术问题。",
    "another such heading": "市场营销概述 市场营销的目的是创造价值，它要研究消费者的需求。",
    "a date to fill in": "签字：　　　年　　月　　日",
    "number and title": "第一章 总则",
    "many names": "张三 李四 王小五 赵六 孙七 周八 吴九 郑十",
    "keywords": "标签： 疫情 防控 长沙",
}


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED.keys())
def test_gaps_with_a_meaning_stay(text: str) -> None:
    assert close(text) == text


CHANGED = {
    "letters": ("招 聘 公 告\n正文", "招聘公告\n正文"),
    "two letters": ("通　　知", "通知"),
    "chapter": ("第 一 章 总则", "第一章 总则"),
    "a spread line": ("公 司 表 示 ， 盈 利 下 跌 15% 至 20% 。", "公司表示，盈利下跌15%至20%。"),
    "date": ("随着升级，1 月 26 日，张家界", "随着升级，1月26日，张家界"),
    "full date": ("2020 年 1 月 26 日", "2020年1月26日"),
    "time": ("9 时 30 分", "9时30分"),
    "brackets": ("景区（ 景点 ）对外", "景区（景点）对外"),
    "quotes": ("涉嫌“ 套路贷 ”诈骗", "涉嫌“套路贷”诈骗"),
    "before a mark": ("承德 ，秦皇岛 。", "承德，秦皇岛。"),
    "after a comma": ("部署下， 我市", "部署下，我市"),
    "before 的": ("世界最大 的展览会", "世界最大的展览会"),
    "chapter and title": ("第 一 章 总 则", "第一章 总则"),
    "a label": ("地　　址：长沙", "地址：长沙"),
    "labels": ("联 系 人：张三  电 话：123", "联系人：张三  电话：123"),
    "months": ("1 月至 3 月", "1月至3月"),
    "morning": ("上午 9 时召开", "上午9时召开"),
    "inside a word": (
        "会议研究了疫 情防控形势，部署下一阶段工作。",
        "会议研究了疫情防控形势，部署下一阶段工作。",
    ),
    "beside a particle": ("公司将 派报道团队前往，全程跟踪。", "公司将派报道团队前往，全程跟踪。"),
    "inside words of the other script": (
        "會議研究了疫 情防控形勢，部署工作。",
        "會議研究了疫情防控形勢，部署工作。",
    ),
    "spaced words": (
        "会 议研究 了疫情防 控形 势，部署 下一阶 段工 作，要求 各单位落 实责 任。",
        "会议研究了疫情防控形势，部署下一阶段工作，要求各单位落实责任。",
    ),
    "before a quotation": ("他说： “你好。”", "他说：“你好。”"),
    "comma in a block": ("天" * 60 + "， 地", "天" * 60 + "，地"),
}


@pytest.mark.parametrize(("before", "after"), CHANGED.values(), ids=CHANGED.keys())
def test_gaps_without_a_meaning_are_closed(before: str, after: str) -> None:
    assert close(before) == after


PARTS = st.sampled_from([*"中文一日的们第，。：（）“”1a月年 \n　", "  ", "1 月 2 日", "招 聘 公 告"])


@given(st.lists(PARTS, max_size=40).map("".join))
def test_only_blanks_are_removed_and_lines_are_kept(text: str) -> None:
    after = close(text)
    assert "".join(after.split()) == "".join(text.split())
    assert after.count("\n") == text.count("\n")
