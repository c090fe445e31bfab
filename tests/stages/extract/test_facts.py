"""Who wrote a page and when, as Chinese sites say it; and what is no author and no such day."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core import document_json
from jiaokan.execution.chunks import clean_document
from jiaokan.stages.extract import extract, make_raw_document

BODY = "昨天上午，市图书馆新馆在江东区正式开放，首日迎来读者八千余人，馆内秩序井然，读者反映良好。"


def page(
    head: str = "", info: str = "", tail: str = "", title: str = "市图书馆新馆开放 - 江城新闻网"
) -> bytes:
    text = title.partition(" - ")[0]
    return (
        f"<html><head><meta charset=utf-8><title>{title}</title>{head}</head><body><div class=nav><a href=/>首页</a>"
        f"<a href=/n>新闻</a></div><h1>{text}</h1><div class=info>{info}</div><div class=content><p>{BODY}</p>"
        f"<p>新馆总面积三万平方米，设有十二个阅览区，藏书一百二十万册。</p>{tail}</div>"
        "<div class=footer>版权所有 江城新闻网 2009-2024 电话：027-12345678</div></body></html>"
    ).encode()


def ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


INFO = [
    ("2023-05-06 08:30 来源：江城日报 作者：王小红", "王小红", "2023-05-06"),
    ("2023年5月6日 08:30\u3000来源：新华网", "", "2023-05-06"),
    ("发布时间：2023-5-6 编辑：赵六", "", "2023-05-06"),
    ("本报记者 张三丰 2023-05-06 来源：江城日报", "张三丰", "2023-05-06"),
    ("2023.05.06 文/李白 图/杜甫", "李白", "2023-05-06"),
    ("2023-05-06 文丨李白", "李白", "2023-05-06"),
    ("撰文：李白 编辑：杜甫 2023-05-06", "李白", "2023-05-06"),
    ("2023-05-06 10:00 記者王小明／台北報導", "王小明", "2023-05-06"),
    ("作者：陳大文 發佈時間：2023-05-06 更新時間：2023-05-08", "陳大文", "2023-05-06"),
    ("中華民國112年5月6日", "", "2023-05-06"),
    ("發布日期：112/05/06 點閱數：33", "", "2023-05-06"),
    ("更新时间：2023-05-08 发布时间：2023-05-06", "", "2023-05-06"),
    ("作者：佚名 2023-05-06", "", "2023-05-06"),
    ("作者：admin 发布于：2023-05-06", "admin", "2023-05-06"),
    ("作者： 来源：本站 2023-05-06", "", "2023-05-06"),
    ("作者：王小红、李明 2023-05-06", "王小红、李明", "2023-05-06"),
    ("作者：王小红 李明 来源：江城日报 2023-05-06", "王小红、李明", "2023-05-06"),
    ("作者 | 王小红 2023-05-06", "王小红", "2023-05-06"),
    ("作者：阿不都热合曼·买买提 2023-05-06", "阿不都热合曼·买买提", "2023-05-06"),
    ("发布者：王小红 发布时间：2023-05-06", "王小红", "2023-05-06"),
    ("By 王小红 | 2023-05-06", "王小红", "2023-05-06"),
    ("王小红 发表于 2023-05-06 10:22", "王小红", "2023-05-06"),
    ("二〇二三年五月六日", "", "2023-05-06"),
    ("来源：人民日报 2023-05-06 责编：王五 审核：赵六", "", "2023-05-06"),
    ("2023-05-06 通讯员 李晓明 报道", "李晓明", "2023-05-06"),
]


@pytest.mark.parametrize(("info", "author", "day"), INFO)
def test_a_byline_says_who_and_when(info: str, author: str, day: str) -> None:
    found = extract(page(info=info))
    assert (found.author, found.date) == (author, day)


def test_a_value_may_stand_beside_its_label_in_a_table() -> None:
    rows = "<table><tr><td>作者：</td><td>陳大文、李小明</td></tr><tr><td>發佈日期：</td><td>112/05/06</td></tr></table>"
    found = extract(page(info=rows))
    assert (found.author, found.date) == ("陳大文、李小明", "2023-05-06")


HEADS = [
    ('<meta name="publishdate" content="1683333000">', "", "", "2023-05-06"),
    (
        '<script type="application/ld+json">{"datePublished":1683333000000,"headline":"x"}</script>',
        "",
        "",
        "2023-05-06",
    ),
    (
        '<meta property="article:published_time" content="2023-05-06T08:30:00+08:00">',
        "2024-01-01",
        "",
        "2023-05-06",
    ),
    (
        '<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Person","name":"王小红"},{"@type":"Person","name":"李明"}],"datePublished":"2023-05-06"}</script>',
        "",
        "王小红、李明",
        "2023-05-06",
    ),
    (
        '<script type="application/ld+json">{"author":["王小红","李明"],"datePublished":"2023-05-06"}</script>',
        "",
        "王小红、李明",
        "2023-05-06",
    ),
    (
        '<script type="application/ld+json">{"author":{"@type":"Organization","name":"江城新闻网"},"publisher":{"name":"x"},"datePublished":"2023-05-06"}</script>',
        "",
        "",
        "2023-05-06",
    ),
    ('<meta name=author content="江城新闻网">', "2023-05-06", "", "2023-05-06"),
    ('<meta name=author content="dedecms">', "2023-05-06", "", "2023-05-06"),
    ('<meta name=author content="王小红">', "2023-05-06", "王小红", "2023-05-06"),
    ('<meta name="author" content="Discuz! Team and Comsenz UI Team">', "2023-05-06", "", "2023-05-06"),
]


@pytest.mark.parametrize(("head", "info", "author", "day"), HEADS)
def test_a_head_says_who_and_when(head: str, info: str, author: str, day: str) -> None:
    found = extract(page(head, info))
    assert (found.author, found.date) == (author, day)


def test_the_office_that_publishes_a_document_is_its_source_and_no_author() -> None:
    found = extract(page(info="发布机构：江城市人民政府 成文日期：2023年05月06日"))
    assert (found.author, found.find_value("source"), found.date) == ("", "江城市人民政府", "2023-05-06")
    found = extract(page(info="发文机关：江城市人民政府 成文日期：2023年05月06日"))
    assert (found.author, found.find_value("source")) == ("", "")


TAILS = [
    ("2023/05/06 来源：中国新闻网", "<p>（责任编辑：李四）</p>", "", "2023-05-06"),
    ("2023-05-06", "<p>活动将于2024年1月1日举行，截止日期2023年12月31日。</p>", "", "2023-05-06"),
    ("2023-05-06", "<p>记者了解到，记者从市政府获悉，记者在现场看到。</p>", "", "2023-05-06"),
    ("2023-05-06", "<p>该书作者：据说是一位老人写的故事很动人。</p>", "", "2023-05-06"),
]


@pytest.mark.parametrize(("info", "tail", "author", "day"), TAILS)
def test_what_the_text_tells_is_no_byline(info: str, tail: str, author: str, day: str) -> None:
    found = extract(page(info=info, tail=tail))
    assert (found.author, found.date) == (author, day)


@pytest.mark.parametrize(
    "url",
    [
        "http://a.cn/2023/05/06/123.html",
        "http://a.cn/t20230506_123.htm",
        "http://a.cn/2023-05/06/content_1.htm",
    ],
)
def test_an_address_says_when_as_a_last_resort(url: str) -> None:
    assert extract(page(), url).date == "2023-05-06"


def test_a_copyright_year_is_no_day() -> None:
    assert extract(page()).date == ""


SITES = [
    " - 江城新闻网",
    "_江城新闻网",
    "_社会_江城新闻网",
    "|江城日报|本地",
    " - 新闻中心 - 江城网",
    "-江城新闻-江城日报社",
    "--地方--人民网",
    " | ETtoday新聞雲",
    " – 江城时报",
    " » 江城博客",
    " :: 江城",
    "-知乎",
    "_豆瓣",
]


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("title", ["市图书馆新馆开放", "A-B测试入门", "读《红楼梦》-兼论曹雪芹"])
@pytest.mark.parametrize("heading", [True, False], ids=["heading", "no heading"])
def test_the_name_of_the_site_is_cut_from_the_title(site: str, title: str, heading: bool) -> None:
    shown = f"<h1>{title}</h1>" if heading else ""
    html = f"<title>{title}{site}</title><a href=/>首页</a>{shown}<p>{BODY}</p><p>{BODY}</p>"
    assert extract(html.encode()).title == title


PRECISE = [
    (
        '<meta property="article:published_time" content="2023-05-06T08:30:15+08:00">',
        "",
        "2023-05-06T08:30:15+08:00",
    ),
    ("", '<time datetime="2023-05-06T08:30:00+0800">5月6日</time>', "2023-05-06T08:30:00+08:00"),
    ("", "2023年5月6日 8:05　来源：新华网", "2023-05-06T08:05"),
    (
        "",
        "<em id=publish_time></em><script>var js_content = 1; var ct = '1683333000';</script>",
        "2023-05-06T08:30:00+08:00",
    ),
]


@pytest.mark.parametrize(("head", "info", "time"), PRECISE)
def test_a_time_is_as_precise_as_the_page_says(head: str, info: str, time: str) -> None:
    found = extract(page(head, info))
    assert (found.published, found.date) == (time, "2023-05-06")


def test_the_head_says_site_address_and_key_words() -> None:
    head = (
        '<meta property="og:site_name" content="江城新闻网"><link rel="canonical" href="https://a.cn/1.html">'
        '<meta name="keywords" content="图书馆，新馆,阅读">'
    )
    facts = {fact.field: fact.value for fact in extract(page(head)).document.facts}
    assert (facts["site"], facts["url"], facts["keywords"]) == (
        "江城新闻网",
        "https://a.cn/1.html",
        "图书馆\n新馆\n阅读",
    )


def test_an_element_that_names_the_author_is_read() -> None:
    found = extract(
        page(info='<span class="post-author">王小红</span> <time datetime="2023-05-06">昨天</time>')
    )
    assert (found.author, found.date) == ("王小红", "2023-05-06")


@pytest.mark.parametrize(
    ("head", "top", "title"),
    [
        ("江城手册 | 借阅办法", "<div><a href=/>江城手册</a></div><h1>借阅办法</h1>", "借阅办法"),
        ("借阅 · GitBook", "<h1>第三章 借阅</h1>", "第三章 借阅"),
        (
            "布局 | 江城手册",
            "<div><a href=/>江城手册</a></div><h1>布局<a href=#x class=header-anchor>#</a></h1>",
            "布局",
        ),
        # the name of the book is an h1 of the bar above
        (
            "借阅须知 (Rules) - 江城手册",
            "<h1>江城手册</h1><h1>借阅须知（Rules of Loan）</h1>",
            "借阅须知（Rules of Loan）",
        ),
        # the bar above links to the page, under its name in the table of contents
        (
            "借阅 · 江城手册",
            "<div role=navigation><h1>\n <a href=.>借阅</a>\n</h1></div><h1>借书与还书</h1>",
            "借书与还书",
        ),
        # of two, the one that is the title to the letter
        ("借阅证 - 江城手册", "<h1>借阅证</h1><h1>借阅证怎样办</h1>", "借阅证"),
        # the name of the site is the only h1, and links to its first page
        ("城南旧事 | 小王的书房", "<a href=/><h1>小王的书房</h1></a><h2>城南旧事</h2>", "城南旧事"),
        # the title links to the page itself, and the h1 of the text says who wrote it
        (
            "城南旧事",
            "<h1><a href=/>小王的书房</a></h1><h2><a href=/p/1>城南旧事</a></h2><h1>作者：读者小李</h1>",
            "城南旧事",
        ),
        # the h1 of the text is that of a section
        (
            "《江城读本》第三册 习题 - 小王的书房",
            f"<div class=posttitle>《江城读本》第三册 习题</div><p>{BODY[::-1]}</p><h1>习题</h1>",
            "《江城读本》第三册 习题",
        ),
        # channels and sites behind the title, too long for the names of sites
        (
            "荷花展昨晚在湖边开幕-江城艺术展览网-江城市艺术展览公共信息服务平台",
            "<div class=big>荷花展昨晚在湖边开幕</div><div>作者：王小红 2019-10-10</div>",
            "荷花展昨晚在湖边开幕",
        ),
        # the head repeats the title with the site, and so does a hidden line for the scripts of the page
        (
            "荷花展昨晚在湖边开幕的通知-江城网",
            "<div style='display:none'>荷花展昨晚在湖边开幕的通知-江城网</div><p>荷花展昨晚在湖边开幕的通知</p>",
            "荷花展昨晚在湖边开幕的通知",
        ),
        # the body that runs the site stands first
        (
            "江城大学医学院-荷花展参观通知",
            "<h3>通知公告</h3><p class=bt>荷花展参观通知</p>",
            "荷花展参观通知",
        ),
        (
            "江城图书馆中文主页_暑期开放时间安排的通知_",
            "<h3>通知公告</h3><h2>暑期开放时间安排的通知 ( 2019年07月01日 )</h2>",
            "暑期开放时间安排的通知",
        ),
        # the head names the kind of page or the site alone
        (
            "电子报_内容详情",
            "<div>日期选择</div><h2 class=bt>荷花展昨晚在湖边开幕</h2>",
            "荷花展昨晚在湖边开幕",
        ),
        (
            "江城大学后勤保障中心->",
            "<div>荷花展期间的班车</div><div>添加时间：2019-4-10 | 阅读次数：97</div>",
            "荷花展期间的班车",
        ),
    ],
)
def test_the_heading_of_the_text_goes_before_the_title_of_the_head(head: str, top: str, title: str) -> None:
    html = f"<title>{head}</title>{top}<p>{BODY}</p><p>{BODY[::-1]}</p>"
    assert extract(html.encode()).title == title


@pytest.mark.parametrize("head", ["<title>江城晚报_内容详情</title>", "<title>一个人的江城</title>", ""])
def test_the_first_line_of_the_text_is_no_title(head: str) -> None:
    html = f"{head}<a href=/>首页</a><p>{BODY}</p><p>{BODY[::-1]}</p>"
    assert extract(html.encode()).title != BODY


def test_the_title_of_a_post_of_a_bulletin_board_is_read_from_its_head() -> None:
    post = "\n".join([f"第{n}天去看湖边的荷花，人比花还要多，拍了几张照片给大家看看。" for n in range(9)])
    head = "作者  lake2019 (湖邊的人)    看板  Garden\n標題  [心得] 荷花開了\n時間  Sun May  5 13:04:11 2019"
    assert extract(f"<table><tr><td><pre>{head}\n\n{post}</pre></table>".encode()).title == "[心得] 荷花開了"


def test_the_title_comes_in_the_script_of_the_text() -> None:
    html = page(title="圖書館新館開放 - 江城新聞網")
    document = clean_document(make_raw_document(html, "a"), ("script",), load_default())
    assert document.fact("title") == "图书馆新馆开放"


@pytest.mark.parametrize(
    ("names", "is_text"),
    [
        ("<span class='rich_media_meta rich_media_meta_text'>张小明</span><a id=js_name>江城教育</a>", False),
        ("<span class=author>李白</span> · <span id=js_name>小城读书会</span>", False),
        ("<span class=author>李白</span>把书寄给了<a id=js_name>小城读书会</a>", True),
    ],
)
def test_a_line_of_the_names_of_author_and_account_is_no_text(names: str, is_text: bool) -> None:
    html = f"<h1>图书馆新馆开放</h1><div><p>{names}</p><p>{BODY}</p><p>{BODY[::-1]}</p></div>"
    found = extract(html.encode())
    assert (("张小明" in found.text) or ("李白" in found.text)) == is_text


@pytest.mark.parametrize(
    ("value", "author"),
    [
        ("<b>李小梅</b>", "李小梅"),
        ("&lt;i&gt;李小梅&lt;/i&gt;", "李小梅"),
        ("李小梅" + "<" * 3000, ""),
        ("<i>" * 3000 + "李小梅", ""),
    ],
)
def test_a_name_between_tags_in_the_head(value: str, author: str) -> None:
    assert extract(page(f'<meta name="author" content="{value}">')).author == author


def test_half_a_character_in_the_data_of_a_page_becomes_one_that_a_file_can_hold() -> None:
    data = r'{"@type":"NewsArticle","headline":"江城的\ud842\udfb7家店\ud800开业了","author":"王\udfff明"}'
    head = f'<script type="application/ld+json">{data}</script>'
    document = extract(page(head, title="江城的𠮷家店")).document
    document_json.dump_json(document_json.to_record(document)).encode()
    assert document.facts


def test_an_element_that_names_the_author_may_hold_others_inside_each_other() -> None:
    link = '<a class="user-link"><span class="name">\n  林间小路\n</span> <i></i> <!-- rank --> </a>'
    found = extract(page(info=f'<div class="author-name">{link}</div><time>2023-05-06</time>'))
    assert found.author == "林间小路"
