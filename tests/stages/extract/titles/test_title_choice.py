"""The title of pages whose head names the site, its wares, or the title with more; and titles that stay."""

import pytest

from jiaokan.stages.extract import extract
from jiaokan.stages.extract.titles.title_candidates import list_title_parts

BODY = [
    "江城荷花食品有限公司成立于2003年，是一家集种植、加工和销售于一体的企业，现有员工三百余人。",
    "公司位于江城市湖东区，占地两万平方米，拥有三条生产线，产品销往全国二十多个城市。",
    "多年来，公司坚持质量第一的原则，先后通过多项认证，受到客户的广泛好评。",
]
MENU = ("网站首页", "关于我们", "产品展示", "新闻中心", "联系我们")


def write_page(head: str, top: str, body: str = "") -> bytes:
    menu = "".join(f"<li><a href=/{i}.html>{name}</a></li>" for i, name in enumerate(MENU))
    text = "".join(f"<p>{line}</p>" for line in BODY)
    foot = "<div class=footer>版权所有 江城荷花食品有限公司 电话：027-12345678</div>"
    return (
        f"<html><head><meta charset=utf-8><title>{head}</title></head><body><ul class=nav>{menu}</ul>"
        f"<div class=main>{top}<div class=content>{body or text}</div></div>{foot}</body></html>"
    ).encode()


PAGES = [
    # the head names the firm and its wares on every page
    ("江城荷花食品有限公司", "<div class=tit>公司简介</div>", "公司简介"),
    ("江城荷花食品有限公司", "<div class=title><h2>企业文化</h2></div>", "企业文化"),
    ("莲子厂家_藕粉厂家_莲子批发-江城荷花食品有限公司", "<div class=title>公司简介</div>", "公司简介"),
    # the first heading says the site and the title, one below the date says the title alone
    (
        "湖边的清晨 - 荷花随笔集 - 江城空间",
        "<h1>荷花随笔集 湖边的清晨</h1><p>2009年9月30日</p><h3>湖边的清晨</h3>",
        "湖边的清晨",
    ),
    # the head is that of a template
    ("Loading...", "<div class=title>荷花食品新厂落成典礼</div>", "荷花食品新厂落成典礼"),
    # the heading has its English beside it
    ("江城荷花食品有限公司", "<div class=title>公司简介About Us</div>", "公司简介"),
    ("江城荷花食品有限公司", "<div class=title><h2>企业文化 / CULTURE</h2></div>", "企业文化"),
]


@pytest.mark.parametrize(("head", "top", "title"), PAGES)
def test_the_heading_of_the_text_goes_before_a_head_that_names_the_site(
    head: str, top: str, title: str
) -> None:
    assert extract(write_page(head, top)).title == title


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        ("荷花牌藕粉礼盒装", "<h1>荷花牌藕粉礼盒装</h1>", "荷花牌藕粉礼盒装"),
        ("荷花食品新厂落成典礼-江城荷花食品有限公司", "<div>新闻中心</div>", "荷花食品新厂落成典礼"),
        ("荷花食品新厂落成典礼_新闻中心_江城荷花", "<h2>荷花食品新厂落成典礼</h2>", "荷花食品新厂落成典礼"),
    ],
)
def test_a_title_that_the_head_begins_with_stays(head: str, top: str, title: str) -> None:
    assert extract(write_page(head, top)).title == title


@pytest.mark.parametrize(("head", "top", "title"), PAGES)
def test_the_evidence_of_a_title_is_the_line_that_says_it(head: str, top: str, title: str) -> None:
    page = extract(write_page(head, top))
    fact = next(fact for fact in page.document.facts if fact.field == "title")
    assert fact.raw is not None
    said = fact.raw.slice_text(page.document.raw)
    assert title in said
    assert "<title>" not in said


def test_the_parts_of_a_head_are_cut_at_its_marks_and_brackets() -> None:
    parts = list(list_title_parts("荷花牌藕粉【价格 图片 正品】-江城商城"))
    assert parts[0] == "荷花牌藕粉【价格 图片 正品】-江城商城"
    assert {"荷花牌藕粉", "江城商城"} <= set(parts)


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        ("荷花节开幕-江城空间", "<h1>荷花节开幕<a href=/up>我要投稿</a></h1>", "荷花节开幕"),
        ("江城空间", "<h1>荷花节今日开幕 <a href=/>返回</a></h1>", "荷花节今日开幕"),
        ("湖边的荷花-江城空间", "<h1>湖边的<a href=/lotus>荷花</a></h1>", "湖边的荷花"),
        ("江城空间", "<h1>湖边的<a href=/lotus>荷花</a></h1>", "湖边的荷花"),
    ],
)
def test_a_button_behind_the_heading_is_no_part_of_the_title(head: str, top: str, title: str) -> None:
    assert extract(write_page(head, top)).title == title


BROKEN = "江城荷花办公室关于举办<br>2024年“荷花文化”<br>宣传活动的通知"
JOINED = "江城荷花办公室关于举办2024年“荷花文化”宣传活动的通知"


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        ("江城荷花网", f"<h1>{BROKEN}</h1>", JOINED),
        (f"{JOINED.removesuffix('的通知')}-江城荷花网", f"<h1>{BROKEN[:-3]}</h1>", JOINED[:-3]),
        ("江城水利局", f"<h1>江城水利局<br>{BROKEN[7:]}</h1>", f"江城水利局{JOINED[7:]}"),
        ("湖边的清晨", "<h1>湖边的清晨<br>2024-06-01<br>荷花节通知</h1>", "湖边的清晨"),
        ("湖边的清晨", "<h1>湖边的清晨<br>江城新闻网<br>荷花节公告</h1>", "湖边的清晨"),
        ("湖边的清晨", "<h1>湖边的清晨<br>——写在荷花开放的时候</h1>", "湖边的清晨"),
        ("Lotus of the Lake", "<h1>Lotus of<br>the Lake</h1>", "Lotus of the Lake"),
    ],
)
def test_lines_of_a_broken_heading_are_one_title(head: str, top: str, title: str) -> None:
    page = extract(write_page(head, top))
    assert page.title == title
    if title == JOINED:
        assert "宣传活动的通知" in page.text.split("\n")


COLON_PAGE = (
    "<title>{window}</title><ul class=nav><li><a href=/>首页</a></li></ul><div class=main><h1>{heading}</h1>"
    "<div class=info>2023-05-06 来源：江城日报</div><h2>开放时间</h2>{prose}</div>"
)


@pytest.mark.parametrize(
    ("heading", "window", "title"),
    [
        ("市图书馆新馆开放首日：", "江城新闻网", "市图书馆新馆开放首日："),
        ("馆长答读者的十个问题:", "", "馆长答读者的十个问题:"),
        ("我们为什么要读书：", "我们为什么要读书：八千人的回答 - 江城网", "我们为什么要读书：八千人的回答"),
        ("开放时间：", "市图书馆新馆开放 - 江城网", "市图书馆新馆开放"),
    ],
)
def test_the_only_h1_may_end_in_a_colon_unless_the_window_goes_on_behind_it(
    heading: str, window: str, title: str
) -> None:
    prose = "".join(f"<p>{line}</p>" for line in BODY)
    page = COLON_PAGE.format(window=window, heading=heading, prose=prose)
    assert extract(page.encode()).title == title
