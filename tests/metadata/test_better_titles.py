"""The line near the text that is the title where the window names the site, or says the title otherwise."""

from time import process_time

import pytest

import jiaokan
from jiaokan.core.edits import Span
from jiaokan.metadata import make_html_line
from jiaokan.metadata.titles.better_lines import find_better_line
from jiaokan.metadata.titles.line_forms import has_title_form, rate_likeness
from jiaokan.metadata.titles.no_titles import is_no_title
from jiaokan.metadata.titles.window_titles import names_owner

BODY = (
    "老家的院子里有一棵石榴树,是祖父年轻的时候种下的,每到五月就开满火一样的花,树下摆着一张小方桌,我们就在那里写作业。\n"
    "后来我们一家搬到城里去住,院子空了下来,只有那棵树还在原来的地方等着我们回去。\n"
) * 2
OWNER = "江城青禾园艺服务有限公司"
MENU = "首页\n公司简介\n产品中心\n联系我们\n"


def read_text_title(text: str) -> str:
    return jiaokan.clean(text).fact("title")


def read_html_title(head: str, body: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    page = f"<title>{head}</title><body>{body}{paragraphs}</body>"
    return jiaokan.extract(page.encode(), "http://example.com/1.html").document.fact("title")


@pytest.mark.parametrize("title", ["青禾园艺石榴树认养活动启动", f"{OWNER}苗木档案管理制度"])
def test_a_window_with_the_name_of_the_owner_alone_gives_way(title: str) -> None:
    assert read_text_title(f"{OWNER}\n{MENU}{title}\n{BODY}") == title
    menu = "".join(f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(MENU.split()))
    assert read_html_title(OWNER, f"<ul>{menu}</ul><div>{title}</div>") == title


def test_a_line_below_the_path_is_the_title_of_a_page_of_a_body() -> None:
    page = f"江城园艺爱好者协会\n跳至主要内容\n首页 / 关于协会 / 协会章程\n协会章程\n{BODY}"
    assert read_text_title(page) == "协会章程"


def test_the_name_of_an_owner_near_the_text_stays() -> None:
    assert read_text_title(f"{OWNER}\n邓小林\n总经理\n{OWNER}\n主营业务:园艺\n{BODY}") == OWNER


@pytest.mark.parametrize(
    ("window", "title"),
    [
        ("石榴树修剪入门:工具、时间、手法一次看懂 - 青禾园艺", "石榴树修剪入门：从选枝到下剪，新手也能学会"),
        ("雨夜的列车下载_迅雷下载_免费下载-江城影院", "雨夜的列车2021中英双字"),
        ("青禾平台服务协议 - 青禾", "用户注册及使用服务协议"),
    ],
)
def test_a_line_that_says_the_window_in_other_words_is_the_title(window: str, title: str) -> None:
    menu = "首页\n爱情片\n科幻片\n剧情片\n战争片\n" if "下载" in window else MENU
    assert read_text_title(f"{window}\n{menu}{title}\n{BODY}") == title


def test_a_heading_in_other_words_than_the_window_is_none() -> None:
    title = "院子里的石榴树"
    assert read_text_title(f"{title} - 江城网\n首页\n江城散文\n树下的小方桌\n{BODY}") == title


def test_a_line_that_goes_on_with_a_cut_title_is_the_title() -> None:
    cut, whole = "江城召开农村石榴种植技术调研工作", "江城召开农村石榴种植技术调研工作座谈会"
    page = f"{cut}_江城农业网\n{MENU}更多\n{whole}\n2016-05-30 来源:江城日报\n{BODY}"
    assert read_text_title(page) == whole


def test_a_heading_that_adds_the_day_is_not_the_title() -> None:
    title = "江城将在东湖边种下百年石榴树"
    texts = ["江城日报", f"{title} 2012-01-16 16:56", *BODY.split("\n")]
    lines = [make_html_line(text, Span(0, 0), is_kept=i > 1) for i, text in enumerate(texts)]
    assert find_better_line(title, -1, lines, f"{title} - 江城网", first=0) < 0
    lines[1] = make_html_line(f"{title}(组图)", Span(0, 0), is_kept=False)
    assert find_better_line(title, -1, lines, f"{title}(组图) - 江城网", first=0) == 1


def test_a_path_is_no_title() -> None:
    title = "江城石榴节在东湖公园开幕"
    page = (
        f"新闻动态--江城园艺学会官网\n{MENU}首页 - 新闻动态\n{title}\n发布时间:2019-05-18 来源:江城网\n{BODY}"
    )
    assert read_text_title(page) == title


def test_a_chapter_is_the_title_and_not_its_book() -> None:
    chapter = "第五十四章 石榴树下"
    head = f"旧院 {chapter}全文免费阅读 - 江城小说网"
    assert read_html_title(head, f"<h1>旧院</h1><div>{chapter}</div>") == chapter


@pytest.mark.parametrize(
    "broken", ["种得久,<br>才知道树怕什么", "<span>石榴树认养</span><br><em>费用说明</em>"]
)
def test_the_only_h1_is_one_title_where_it_is_broken(broken: str) -> None:
    lines = broken.replace("<br>", "\n").replace(",", "，")
    whole = "".join(lines.translate(str.maketrans("", "", "\n")).replace("<span>", "").split("</span>"))
    whole = whole.replace("<em>", "").replace("</em>", "")
    title = read_html_title("树木知识|青禾园艺|江城园艺公司", f"<p>认识我们 · 团队</p><h1>{broken}</h1>")
    assert title.replace(",", "，") == whole


def test_an_h1_with_the_name_of_the_site_is_not_joined() -> None:
    title = read_html_title("石榴树|江城网", "<h1>院子里的石榴树<br>江城新闻网</h1>")
    assert title == "院子里的石榴树"


@pytest.mark.parametrize(
    "text",
    [
        "软件类型：免费软件",
        "所属部门:设计部",
        "▼点击查看更多",
        "我们提供嫁接服务。欢迎来电!",
        "招聘岗位如下：",
    ],
)
def test_no_title(text: str) -> None:
    assert is_no_title(text)


@pytest.mark.parametrize("text", ["时间的重量", "语言类节目的春天", "种树人:守着一座山", "他说,树会记得。"])
def test_titles_that_look_like_none(text: str) -> None:
    assert not is_no_title(text)


def test_names_of_owners() -> None:
    assert all(map(names_owner, ("江城东湖社会工作服务中心", "江城青禾艺术团", "江城园艺爱好者协会")))
    assert not any(
        map(names_owner, ("关于江城租房网", "学校", "石榴树认养中心开放:周末可以来", "江城园艺协会章程"))
    )


def test_forms_and_likeness() -> None:
    assert not has_title_form("主营业务:石榴苗", "")
    assert not has_title_form("个人简介", "")
    assert has_title_form("江城简介一百年", "")
    assert rate_likeness("江城石榴节", "江城的秋天") == 0.0


def test_the_first_line_of_a_text_without_a_menu_is_no_window() -> None:
    assert read_text_title(f"老街上的江城图书馆\n周小河\n{BODY}") == "老街上的江城图书馆"
    assert not any(map(names_owner, ("我和江城大学", "走近江城博物馆")))
    assert names_owner("致远江城食品有限公司")


@pytest.mark.parametrize(
    "title", ["写作语言:从方言到书面语", "作息时间:一家人的四十年", "石榴落了。我们还在"]
)
def test_the_only_h1_with_a_colon_or_a_stop_is_the_title(title: str) -> None:
    assert not is_no_title(title)
    assert read_html_title("江城园艺博客", f"<h1>{title}</h1>") == title
    assert read_text_title(f"{title}\n{BODY}").replace("：", ":") == title


def test_a_name_in_an_h1_is_not_joined_to_the_title() -> None:
    title = read_html_title("青禾园艺小站", "<h1>院子里的石榴树<br>周小河</h1>")
    assert title == "院子里的石榴树"


def test_a_menu_of_many_lines_takes_time_in_proportion() -> None:
    lines = [make_html_line(f"栏目名称{i}", Span(0, 0), is_kept=False) for i in range(30_000)]
    lines.append(make_html_line("院子里的石榴树", Span(0, 0), is_kept=True))
    lines.append(make_html_line(BODY.split("\n", maxsplit=1)[0], Span(0, 0), is_kept=True))
    began = process_time()
    assert find_better_line(OWNER, -1, lines, OWNER, first=0) == 30_000
    assert process_time() - began < 10
