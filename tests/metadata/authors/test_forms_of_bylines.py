"""Forms of bylines and signatures, each in two wordings, and what looks like them."""

import pytest

import jiaokan

BODY = (
    "昨天上午，城东的旧码头重新开放，第一天就有两千多名居民前来参观，现场秩序很好。",
    "码头始建于一百年前，停用已有三十年，这次修缮保留了原来的栈桥和仓库，也留下了老照片。",
    "居民们说，今后每天早上都可以到江边走一走，看看来往的渡船和对岸的山",
)


def read_facts(head: str = "2021-05-06 10:30", tail: str = "。") -> dict[str, str]:
    lines = ("城东旧码头重新开放", head, *BODY[:2], BODY[2] + tail)
    document = jiaokan.clean("\n".join(lines))
    return {field: document.fact(field) for field in ("author", "source")}


@pytest.mark.parametrize(
    ("tail", "author"),
    [
        ("。(文/图 刘明东 易小楠)", "刘明东、易小楠"),
        ("。（图文/陈小宁）", "陈小宁"),
        ("。（评论员 罗明 萧小川）", "罗明、萧小川"),
        ("。\n执笔/柳叶叨叨、胡一舟&李小飞舟", "柳叶叨叨、胡一舟、李小飞舟"),
        ("。\n作者：江城大学历史学院郭小伦", "郭小伦"),
        ("。\n作者：柳湾研究院 陈小宁", "陈小宁"),
        ("。\n来源：江城网 作者：陈小宁 通讯员郭小伦", "陈小宁、郭小伦"),
        ("。\n江城晚报、江城新闻记者 陈小宁 摄影报道", "陈小宁"),
        ("。\n作者：陈小宁辑自《江城旧事》（罗明编著）", "陈小宁"),
    ],
)
def test_who_signs_the_end_is_the_author(tail: str, author: str) -> None:
    assert read_facts(tail=tail)["author"] == author


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("发表于2021-05-06 21:30| 1164次阅读| 0 条评论| 作者魏小青", "魏小青"),
        ("【文/江城网专栏作者 王小文】", "王小文"),
        ("《江潮》作者 周小纯", "周小纯"),
        ("作者：江城史志研究院院长 周小纯", "周小纯"),
        ("（作者：柳湾码头管理处职工 周小纯）", "周小纯"),
        ("【时间：2021年05月06日】【来源：江城日报】【作者： 周小纯  罗小明】", "周小纯、罗小明"),
        ("作者:  周小纯：江城大学历史学院，江城", "周小纯"),
        ("2021-05-06 09:44:05   江边 作者： 周小纯   我有话说", "周小纯"),
        ("2021-05-06|来源：江城买房|作者：周小纯原创", "周小纯"),
        ("周小纯\n周小纯 当前离线\n积分\n1134", "周小纯"),
        ("柳叶7\n柳叶7\n本版等级：\n本版专家分：47", "柳叶7"),
        ("来自: 柳叶.S 2021-05-06 20:26:11", "柳叶.S"),
    ],
)
def test_who_stands_under_the_title_is_the_author(head: str, author: str) -> None:
    found = read_facts(head)
    assert found["author"] == author
    assert found["source"] != author


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("2021-05-06 10:30", "。（图略）"),
        ("2021-05-06 10:30", "。（文中图片由居民提供）"),
        ("作者:网络整理 2021-05-06", "。"),
        ("作者:网友整理 2021-05-06", "。"),
        ("作者：Super User\n点击数：942", "。"),
        ("柳叶\n柳叶红了\n积分\n1134", "。"),
        ("推荐\n推荐\n积分\n1134", "。"),
        ("来自: 江城日报 2021-05-06 20:26", "。"),
    ],
)
def test_remarks_and_outlets_are_no_authors(head: str, tail: str) -> None:
    assert read_facts(head, tail)["author"] == ""


def test_an_outlet_behind_the_label_of_a_sender_stays_the_source() -> None:
    assert read_facts("来自: 江城日报 2021-05-06 20:26")["source"] == "江城日报"


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("2021-05-06 10:30:40  来源：   江城在线", "江城在线"),
        ("2021-05-06 23:59江城晚報 記者陳小寧／碼頭報導", "江城晚报"),
        ("http://news.example.com　2021年05月06日11:30 　 江城音乐 　　 我要评论(0)", "江城音乐"),
        ("2021年05月06日 04:04   江城科技 微博    我有话说", "江城科技"),
        ("石小佳/江城青年报\n2021-05-06 09:10", "江城青年报"),
        ("2021-05-06 09:10 码头重新开放", ""),
    ],
)
def test_an_outlet_beside_the_time_is_the_source(head: str, source: str) -> None:
    assert read_facts(head)["source"] == source
