"""Names beside the day, in the forms of themes of blogs and of news sites, and what looks like them."""

import pytest

import jiaokan
from jiaokan.metadata.date_forms import find_dates
from tests.metadata.invented_report import BODY, BODY_HTML, TITLE


def read_text(text: str) -> dict[str, str]:
    return {fact.field: fact.value for fact in jiaokan.clean(text).facts}


def read_page(page: str) -> dict[str, str]:
    return {fact.field: fact.value for fact in jiaokan.extract(page.encode()).document.facts}


@pytest.mark.parametrize(
    ("above", "below", "author"),
    [
        ("一个江边人July 13, 2022", "Copyright © 2022 一个江边人", "一个江边人"),
        ("kestrel9 2019/1/23   redis  cache", "theme-reco  kestrel9  2024", "kestrel9"),
        ("江边July 13, 2022", "江边的风", ""),
        ("发布于July 13, 2022", "© 2022 发布于江城", ""),
        ("大树请帮忙   2019-10-04 16:15", "本文来自大树请帮忙的原创作品，转载请注明", "大树请帮忙"),
        ("福利社  kestrel9  2014-03-29  950浏览  0评论", "转载请注明：kestrel9 的江边", "kestrel9"),
        ("kestrel9   2015-07-28  随笔, 江边", "kestrel9 发表在随笔", "kestrel9"),
        ("区块链 2019-05-06", "", ""),
        ("Python 2019-05-06 10:30", "", ""),
        ("已解决 2019-05-06 10:30", "已解决", ""),
        ("数码科技  2019-10-04 16:15", "", ""),
        ("江城在线  2019-10-04 16:15", "", ""),
        ("要闻  2019-10-04 16:15", "", ""),
        ("入驻年限0.6年  2019-10-04", "", ""),
        ("河口助手2周前 (07-11)江城795", "", "河口助手"),
        ("青山客 3年前 (2020-01-02) 随笔", "", "青山客"),
        ("这条路修好是在3年前 (2020-01-02)", "", "这条路修好是在"),
        ("", "Posted by Owen Tsai Nov 17th, 2009  江边集", "Owen Tsai"),
        ("", "Posted by kestrel9 on 2019-03-12", "kestrel9"),
        ("", "This entry was posted in Others and tagged Plus on 2011/10/03 by Kestrel.", "Kestrel"),
        ("金晓雨 林曉真 | 来源：江城报", "", "金晓雨、林晓真"),
        ("要闻 专题 | 来源：江城报", "", ""),
        ("爆料人： 青山客", "", "青山客"),
        ("作者: 四字成语网", "", "四字成语网"),
        ("作者: 江城编辑部", "", "江城编辑部"),
        ("Photo by Owen Tsai on Unsplash", "", ""),
        ("Cover by Owen Tsai", "", ""),
        ("作者：本站原创 发布时间：2019-12-14", "", ""),
    ],
)  # fmt: skip
def test_names_beside_a_day_or_a_label(above: str, below: str, author: str) -> None:
    assert read_text(f"{TITLE}\n{above}\n{BODY}\n{BODY}\n{below}\n").get("author", "") == author


@pytest.mark.parametrize(
    ("above", "line", "author"),
    [
        ("首页 › 江城新知 › 河流", "河流｜2026-07-03｜青山客团队", "青山客团队"),
        ("首页 > 法律 > 劳动", "劳动 | 2026-07-03 | 江边 法務團隊", "江边 法务团队"),
        ("首页 | 江城", "河流｜2026-07-03｜青山客团队", ""),
        ("首页 › 江城新知 › 河流", "河流｜2026-07-03｜江城日报", ""),
    ],
)
def test_the_last_of_three_parts_behind_a_section(above: str, line: str, author: str) -> None:
    assert (
        read_text(f"{TITLE} - 江城\n{above}\n{TITLE}\n{line}\n{BODY}\n{BODY}\n").get("author", "") == author
    )


@pytest.mark.parametrize(
    ("name", "author"), [("熊硕", "熊硕"), ("周明亮", "周明亮"), ("目录", ""), ("满意", "")]
)
def test_a_name_under_the_title_that_signs_the_text(name: str, author: str) -> None:
    text = f"{TITLE}\n2020年12月31日\n{name}\n" + f"{BODY}\n" * 4 + f"{name}\n"
    assert read_text(text).get("author", "") == author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("陈天竺三藏法师真谛译", "真谛"),
        ("姚秦三藏法师鸠摩罗什奉诏译", "鸠摩罗什"),
        ("大唐三藏法师玄奘奉 诏译", "玄奘"),
        ("这卷书由一位法师翻译", ""),
        ("唐代的译经", ""),
    ],
)
def test_who_put_a_scripture_into_chinese(line: str, author: str) -> None:
    page = f"<h1>河边经</h1><p>{line}</p>{BODY_HTML}"
    assert read_page(page).get("author", "") == author


@pytest.mark.parametrize(
    ("line", "author"),
    [("（江城新闻网 周明亮）", "周明亮"), ("（江城日报 林曉真）", "林晓真"), ("（江城日报 资料）", "")],
)
def test_outlet_and_name_in_brackets_sign_the_text(line: str, author: str) -> None:
    assert read_text(f"{TITLE}\n{BODY}\n{BODY}{line}").get("author", "") == author


def test_links_of_a_list_name_nobody() -> None:
    links = "1江城新开一条航线\n2《山里人家》记者：周雪晴\n3老街装裱铺又开门了"
    assert "author" not in read_text(f"{TITLE}\n2013年04月01日 13:52\n点击排行\n{links}\n{BODY}\n{BODY}")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2018-02-28 14:31江城社 河口縣28日電", "江城社"),
        ("2018-02-28 14:31 江城社 台北1日电", "江城社"),
        ("2021-03-01 10:52:32 香港", ""),
        ("Mar 26th, 2020 2:22 am | Comments", ""),
        ("Mar 26th, 2020 2:22 am | Share", ""),
        ("文章来源于：江城网，也欢迎读者关注我们的网站", "江城网"),
        ("来源:江城网,转载请注明出处", "江城网"),
        ("来源:江城网,河口报", "江城网,河口报"),
    ],
)
def test_sources_beside_a_day_and_behind_a_label(line: str, source: str) -> None:
    assert read_text(f"{TITLE}\n{line}\n{BODY}\n{BODY}").get("source", "") == source


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("8月 23 2017", ["2017-08-23"]),
        ("Nov 17 2009", ["2009-11-17"]),
        ("20 Mar 2020", ["2020-03-20"]),
        ("1月 13, 2024", ["2024-01-13"]),
        ("05 6月", []),
        ("5月 20 2000人", []),
        ("Mar 20 2000年", []),
    ],
)
def test_days_that_name_the_month_before_the_year(text: str, days: list[str]) -> None:
    assert [mention.value for mention in find_dates(text)] == days


def test_a_month_in_english_may_touch_the_name_before() -> None:
    assert read_text(f"{TITLE}\n一个江边人July 13, 2022\n{BODY}\n{BODY}")["published"] == "2022-07-13"


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("本文来源：江城体育 作者：萨小虎责任编辑：杨小坤_NS4215", "杨小坤"),
        ("来源：江城网责编：周圆圆", "周圆圆"),
        ("责任编辑这个词来源于报社", ""),
    ],
)
def test_editors_that_touch_the_fact_before(line: str, editor: str) -> None:
    page = f"<h1>{TITLE}</h1>{BODY_HTML}<div class='foot'>{line}</div>"
    assert read_page(page).get("editor", "") == editor


def test_the_site_in_the_head_is_not_the_author() -> None:
    head = '<title>河边 _翠湖体育频道</title><meta name="author" content="翠湖">'
    page = f"<html><head>{head}</head><body><h1>{TITLE}</h1><div>2018-09-21 10:20:30　来源: 翠湖体育频道</div>{BODY_HTML}</body></html>"
    facts = read_page(page)
    assert "author" not in facts
    assert facts["source"] == "翠湖体育频道"
