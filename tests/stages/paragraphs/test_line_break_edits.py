"""Line feeds: which stay, which are removed, and where new ones are put."""

from itertools import pairwise

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.stages.extract.extractor import extract_document, make_raw_document
from jiaokan.stages.paragraphs import build

stage = build(load_default())
LONG = "各县区要高度重视这项工作，加强组织领导，明确责任分工，细化工作措施，确保各项任务落到实处"

UNCHANGED = {
    "paragraphs that end": f"{LONG}。\n{LONG}。",
    "a heading without a mark": f"提高认识\n{LONG}。",
    "a paragraph without a stop": f"{LONG}，为打赢这场战疫正不懈努力着\n厚厚的口罩无法阻碍心与心的沟通。",
    "a caption without a mark, and prose": "1月29日，长沙岳麓区港湾宾馆，湖北籍客人登记入住\n" + LONG + "。",
    "a salutation": f"尊敬的各位领导，\n{LONG}。",
    "numbered clauses": f"一是要求如下：\n1、{LONG}；\n2、{LONG}；\n3、{LONG}。",
    "bare clauses that begin alike": f"{LONG}。\n三星甲款售价百元；\n三星乙款售价千元；\n三星丙款售价万元。",
    "bare clauses under a colon": "希望同学们：\n热爱祖国；\n勤奋学习；\n尊敬师长。",
    "chapter numbers of a story": f"1\n{LONG}。\n2\n{LONG}。\n3\n{LONG}。",
    "chapters of a novel": f"第一章\n{LONG}。\n第二章\n{LONG}。",
    "a list of titles": "\n".join(
        f"关于进一步加强{x}管理工作的若干意见" for x in ("档案", "财务", "安全生产", "人事")
    ),
    "rows of figures": "\n".join(f"2020-01-0{n} 12:00 北京 晴 零下三度 北风五级" for n in range(1, 9)),
    "a heading of two halves": "株洲：四日连发四号令 全力做好疫情防控\n" + LONG + "。",
    "items inside a sentence": f"会议要求：（1）{LONG}；（2）{LONG}；（3）{LONG}。",
    "a space typed after every stop": f"{LONG}。 {LONG}。 {LONG}。 {LONG}。 {LONG}。",
    "bare items that end in semicolons": "认真负责，文笔好，有良好的沟通能力；\n能独立策划、撰写和发布各类内容；\n熟悉常用软件，有办刊经验者优先。",
    "definitions and headings": "断裂后两个断端重新连接。其中一个断端可以与别处的断端相接；\n不愈合\n一个断端游离在外，形成缺失。",
    "lines of code": "pre = p;\np = p->next;\nwhile (p) {\ncount(p, q,\n0);\n}\n上面的代码只是示意，省略了检查。",
    "settings of a program": "title: '欢迎使用本软件',\nwidth: 320,\nicon: 'face-smile',",
    "a dash for no value": "会员等级\n-\n累计下载\n-\n人员规模\n-\n登记机关",
    "numbers of steps": f"制作步骤\n1\n取面粉上锅蒸熟，\n晾凉备用。\n2\n锅上火，放入香油，待油热后下锅。\n3\n把炸好的饼放进糖浆里翻滚。\n4\n{LONG}。",
    "steps without stops": f"1.把商品的信息放进缓存里，{LONG}\n2.点击按钮以后判断还有没有库存，{LONG}\n3.减少商品的库存数，{LONG}\n4.告诉用户订单正在排队，{LONG}",
    "rows with numbers": "序号\t年份\t评级\t单位\n1\t2014\tA\t第一税务所\n2\t2014\tA\t第二税务所\n3\t2015\tB\t第三税务所",
    "cells that repeat": "等级\n响应时间\nP1\n不得超过两小时\nP2\n不得超过一天\nP3\n不得超过一天\nP4\n不得超过一天",
    "a teaser above a count": "高考倒计时五天，老师说一考定终身早已过时，\n17319\n毕业五年以后收入差距有多大",
    "marks that a page turns round": f"老人说：”{LONG}。“\n歌声里还有新来的学生。",
    "entries of one length": "下载软件后按说明装好驱动，完成全部的安装\n主程序请到官网下载，解压以后运行",
    "a summary that repeats two items": "通过浏览器就能随时随地玩到游戏，畅快享受\n丰富的关卡带来多样的体验，人人都能上手\n畅快享受丰富的关卡，就在今天。",
    "a counter of a gallery": f"{LONG}，右边是出口的方向\n1/3\n左边是入口",
    "a command of a shell": "启动网络\n% sudo ifconfig up",
    "a mark for readers of the screen": "网站导览\n:::\n路线查询",
    "a word that ends as a conjunction does": f"{LONG}，这里存放的是用户的数据\n点击按钮可以修改",
    "a label above an entry": f"{LONG}，并且\n联系人：张三",
    "entries below a comma": f"{LONG}，\n@青山客：你说得对",
    "a quotation below a comma": f"{LONG}，\n“你来了。”",
    "titles that a page cuts at a length": "\n".join(
        f"2019-0{n}-12\n某地关于推进城市更新工作的若干思考与建议之{n}，涉及老旧小区" for n in range(1, 7)
    ),
    "a day": f"{LONG}，1 月 26 日，{LONG}，" + LONG * 2 + "。",
}

CHANGED = {
    "a comma": (f"{LONG}，\n请遵照执行。", [f"{LONG}，请遵照执行。"]),
    "a mark that cannot begin a line": ("他来了\n，又走了。", ["他来了，又走了。"]),
    "a word in two": (f"{LONG}，市委书记主持召开疫情防\n控工作会议。", [f"{LONG}，市委书记主持召开疫情防控工作会议。"]),
    "an open bracket": ("印发《关于加强\n管理的通知》。", ["印发《关于加强管理的通知》。"]),
    "semicolons, between paragraphs that blank lines part": (
        f"{LONG}。{LONG}。\n\n{LONG}。机关{LONG}；\n全市{LONG}；\n要{LONG}。\n\n{LONG}。",
        [f"{LONG}。{LONG}。", f"{LONG}。机关{LONG}；全市{LONG}；要{LONG}。", f"{LONG}。"],
    ),
    "a bullet apart from its item": (f"*\n{LONG}。\n*\n全市{LONG}。", [f"* {LONG}。", f"* 全市{LONG}。"]),
    "an unfinished sentence": (f"{LONG}，这些办法适用于\n各县各区。", [f"{LONG}，这些办法适用于各县各区。"]),
    "a link": (f"{LONG}，目前\n京津冀\n一体化。", [f"{LONG}，目前京津冀一体化。"]),
    "a number without its item": ("一、\n提高认识", ["一、提高认识"]),
    "Latin words": ("We went\n, and\nthen", ["We went, and", "then"]),
    "line separators": ("甲。\u2028乙。\r丙。\x85丁。", ["甲。", "乙。", "丙。", "丁。"]),
    "indents and blank lines": ("　　甲。\n\n\u00a0\u00a0乙。 \r\n", ["甲。", "乙。"]),
    "a block": (
        f"题目在前 {LONG}。{LONG}。 {LONG}。{LONG}。",
        ["题目在前", f"{LONG}。{LONG}。", f"{LONG}。{LONG}。"],
    ),
    "a wide space": ("甲。　　乙。", ["甲。", "乙。"]),
    "headings and prose of one sentence": (
        f"工作方案 一、总体要求 {LONG}。 二、工作目标 {LONG}。 三、保障措施 {LONG}。",
        ["工作方案", "一、总体要求", f"{LONG}。", "二、工作目标", f"{LONG}。", "三、保障措施", f"{LONG}。"],
    ),
    "circled items": (
        f"主要有三点：①{LONG}。②{LONG}。③{LONG}。",
        ["主要有三点：", f"①{LONG}。", f"②{LONG}。", f"③{LONG}。"],
    ),
    "the number of one short page": (
        f"{LONG}，会议由市委书记张\n- 2 -\n三主持。",
        [f"{LONG}，会议由市委书记张三主持。"],
    ),
    "a term inside a link": (
        "这个库里有一个很少有人知道的函数叫做\ndefer\n，它可以推迟一次调用。",
        ["这个库里有一个很少有人知道的函数叫做defer，它可以推迟一次调用。"],
    ),
    "a list in one line": (
        f"有关要求如下：1、{LONG}。2、{LONG}。3、{LONG}。",
        ["有关要求如下：", f"1、{LONG}。", f"2、{LONG}。", f"3、{LONG}。"],
    ),
}  # fmt: skip


def test_a_teaser_is_not_joined_to_the_next_one_far_below() -> None:
    raw = f"{LONG}。\n{LONG}。\n{LONG}，其中包括\n\n\n\n新版软件今天发布\n\n手机降价"
    assert split_paragraphs(raw)[2:] == [f"{LONG}，其中包括", "新版软件今天发布", "手机降价"]


def split_paragraphs(raw: str) -> list[str]:
    document = stage(Document("d", raw))
    return [paragraph.span.slice_text(document.text) for paragraph in document.paragraphs]


@pytest.mark.parametrize("text", UNCHANGED.values(), ids=UNCHANGED)
def test_line_feeds_between_paragraphs_stay(text: str) -> None:
    assert stage(Document("d", text)).text == text


@pytest.mark.parametrize(("raw", "expected"), CHANGED.values(), ids=CHANGED)
def test_line_feeds_inside_paragraphs_are_removed(raw: str, expected: list[str]) -> None:
    assert split_paragraphs(raw) == expected


@pytest.mark.parametrize("size", [22, 30, 41])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_wrapped_lines_of_any_width_are_joined(size: int, indent: str) -> None:
    paragraphs = [f"{LONG}，第{n}次会议研究了{'有关' * n}问题。{LONG}。" for n in range(1, 5)]
    rows = [indent + text for text in paragraphs]
    cut = "\n".join(row[i : i + size] for row in rows for i in range(0, len(row), size))
    assert split_paragraphs(cut) == paragraphs


def test_hyphens_at_line_ends_are_removed() -> None:
    raw = "It has pub-\nlished a well-known re-\nport, which is of inter-\nest to all of the mem-\nbers."
    assert split_paragraphs(raw) == [
        "It has published a well-known report, which is of interest to all of the members."
    ]


PAGES = [
    f"{LONG}。{LONG}，会议研究了有关问题。",
    f"{LONG}。",
    f"为打赢这场战疫，{LONG}",  # a paragraph without a stop
    f"{LONG}。{LONG}，会议还研究了其他问题。{LONG}。",
    f"{LONG}，会议最后研究了人事问题。{LONG}。",
]


def test_pages_of_one_size_without_numbers_are_joined() -> None:
    paragraphs = PAGES + [page.replace("会议", "大会") for page in PAGES]
    text = "\n".join(paragraphs)
    pages = [text[i : i + 170] for i in range(0, len(text), 170)]
    assert split_paragraphs("\n".join(pages)) == paragraphs


def test_pages_of_any_size_without_numbers_are_joined() -> None:
    text = "\n".join([*PAGES[:2], *PAGES[3:]])
    pages = [text[a:b] for a, b in pairwise([0, 77, 252, 317, len(text)])]
    assert split_paragraphs("\n".join(pages)) == text.split("\n")


def test_rows_of_one_length_are_not_pages() -> None:
    rows = [f"第{n:02}号，{'甲乙丙丁戊己庚辛壬癸' * 3}，合格" for n in range(20)]
    assert split_paragraphs("\n".join(rows)) == rows


def test_wrapped_paragraphs_with_the_same_opening_are_kept_apart() -> None:
    paragraphs = [f"{n}月{n}日，{LONG}，{'有关' * n}。" for n in (1, 2, 4, 6)]
    full = [f"5月5日，{LONG}，{LONG[:24]}。", f"6月6日，{LONG}。"]
    assert len(full[0]) % 25 == 0
    rows = [text[i : i + 25] for text in paragraphs + full for i in range(0, len(text), 25)]
    assert split_paragraphs("\n".join(rows)) == paragraphs + full


LABELS = ["\n{}、", "\n- {} -\n", "\n第{}页\n", "\n{}/9\n", "\n\nPage {}\n\n", "\n[{}]"]


@pytest.mark.parametrize("label", LABELS)
def test_pages_with_any_numbering_are_joined(label: str) -> None:
    paragraphs = [f"{LONG}。{LONG}。{LONG}。", f"{LONG}。{LONG}。", f"{LONG}。{LONG}。{LONG}。"]
    text = "\n".join(paragraphs)
    pages = [text[a:b] for a, b in pairwise([0, 104, 211, 318, len(text)])]
    raw = pages[0] + "".join(label.format(n) + page for n, page in enumerate(pages[1:], 2))
    document = stage(Document("d", raw))
    assert document.text == text
    assert {edit.rule for step in document.steps for edit in step.edits} == {"layout/page-break"}


STEPS = [
    "安装手册",
    "一句完整的话放在前面,让读者先明白要做的是什么事。",
    "1、先打开工具箱(箱子在柜台的下层,钥匙挂在门后第二个钩子上)取出一把螺丝刀",
    "2、拧下盖板的四颗螺丝,轻轻取下旧的盖板放在一边,然后擦净里面积下的灰尘。",
    "装好以后请再检查一遍,看看有没有松动的地方。",
]


def test_an_item_below_another_keeps_its_number_and_its_line() -> None:
    assert split_paragraphs("\n".join(STEPS)) == STEPS


def test_numbers_below_addresses_and_names_of_files_are_those_of_items() -> None:
    news = [
        f"{n}. 第{n}条消息说城里的图书馆今天又开放了一个新的阅览室,读者可以从早上一直坐到晚上,里面有热水,也有插座"
        f",周末还请人来讲故事,孩子和老人都很喜欢,来的人比去年多了一倍\n见 https://example.org/news/{n}.html"
        for n in range(1, 6)
    ]
    text = "一周要闻\n" + "\n".join(news)
    assert split_paragraphs(text) == text.split("\n")


def test_the_number_of_a_version_at_the_start_of_a_line_is_no_page_number() -> None:
    lines = [
        "讲座介绍内核网络部分的写法,比较两个版本之间的不同,说明为什么要这样改,听讲的人需要学过网络课程,"
        "也要会读这门语言写的程序,带上自己的电脑,一行一行地对照 2.2.14 和",
        "2.4.5 版本的代码来听,讲完以后有半小时可以提问。",
    ]
    joined = "".join(split_paragraphs("\n".join(["内核讲座", *lines])))
    assert "2.4.5 版本" in joined


BLOCKS = (  # lines of a page of HTML that no mark parts, and the elements that hold them
    ("<p>{}</p><p>{}</p>", False),
    ("<div>{}</div><ul><li>{}</li></ul>", False),
    ("<p>{}<br>{}</p>", True),
)


@pytest.mark.parametrize(("markup", "is_joined"), BLOCKS)
def test_blocks_of_html_speak_against_a_join(markup: str, is_joined: bool) -> None:
    ends = (f"{LONG}，这些办法适用于", "各县各区的机关。")
    page = f"<html><body><h1>关于加强管理的通知</h1><p>{LONG}。</p>{markup.format(*ends)}<p>{LONG}。</p></body></html>"
    extracted = extract_document(make_raw_document(page.encode(), "d"), None, load_default()).document
    found = stage(extracted).text.split("\n")
    assert ("".join(ends) in found) is is_joined
