"""The title that strip recognizes stays, goes on with the document, and is what annotate publishes."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.stages import STAGES

PROSE = (
    "图书馆新馆昨日正式开放，三百名居民到场参观，现场秩序良好。",
    "负责人介绍，工程历时两年，共投资三千万元，馆内藏书二十万册，设有座位八百余个。",
    "新馆每天早上九点开门，晚上八点闭馆，市民凭身份证即可办理借书证。",
)
CONFIG = load_default()


def strip(*lines: str) -> Document:
    return STAGES["strip"](CONFIG)(Document("a", "\n".join(lines)))


@pytest.mark.parametrize(
    ("above", "title"),
    [
        (("首页", "新闻中心", "{}", "2020-01-29 23:51 来源：河东日报"), "图书馆新馆今日开放"),
        (("河东新闻网 > 社会", "{}", "记者：李明 发布时间：2020年1月29日"), "八百个座位迎来第一批读者"),
        (("{}_本地_河东新闻网", "首页", "专题", "{}", "时间：2020-01-29"), "河东图书馆搬进新家"),
        (("快讯", "{}", "香港新闻组/香港7日电"), "某苑火场旁的留言区今天撤走"),
        (("{}", "云上花园", "云上花园"), "一日一技：在程序中延迟调用"),
        (("{}", "south_notify@example.com"), "搜寻无果母亲不舍离去"),
    ],
    ids=["byline", "reporter", "page title", "dateline", "account", "address"],
)
def test_the_title_stays_and_is_a_fact(above: tuple[str, ...], title: str) -> None:
    document = strip(*(line.format(title) for line in above), *PROSE)
    (fact,) = [fact for fact in document.facts if fact.field == "title"]
    assert fact.value == title
    assert fact.raw
    assert fact.raw.slice_text(document.raw) == title
    assert title in document.text.split("\n")


def test_a_page_without_an_article_has_no_title() -> None:
    menu = [
        "首页",
        "登录",
        "注册",
        "帮助中心",
        "联系我们",
        "网站地图",
        "关于我们",
        "友情链接",
        "版权所有 河东新闻网",
    ]
    document = strip(*menu * 3)
    assert document.kind == "no_article"
    assert not document.fact("title")


def test_the_title_of_a_later_paragraph_has_the_role_and_is_published() -> None:
    text = "\n".join(("讀者來信", "河東圖書館搬進新家", "2020-01-29 23:51 来源：河东日报", *PROSE))
    document = Document("a", text)
    for stage in STAGES:
        if stage in ("strip", "mojibake", "strip_repaired", "script", "paragraphs", "annotate"):
            document = STAGES[stage](CONFIG)(document)
    titles = [p.span.slice_text(document.text) for p in document.paragraphs if p.role == "title"]
    assert titles == [document.fact("title")] == ["河东图书馆搬进新家"]
