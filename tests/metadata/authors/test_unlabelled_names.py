"""Names that no label announces: beside places and ages, before words for writing, in the title of the window."""

import pytest

import jiaokan
from tests.metadata.invented_report import BODY, BODY_HTML, TITLE


def read(page: str) -> dict[str, str]:
    return {fact.field: fact.value for fact in jiaokan.clean(page).facts}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{TITLE}\n林曉真／江城\n2024/09/06 02:50\n{BODY}", "林晓真"),
        (f"{TITLE}\n周明 ／綜合外電\n2024/08/21 15:09\n{BODY}", "周明"),
        (f"{TITLE}\n要闻／财经\n2024/08/21 15:09\n{BODY}", ""),
        (f"{TITLE}\n2024/10/17 09:09\n【江城快讯／林晓真】{BODY}", "林晓真"),
        (f"{TITLE}\n随笔  周明亮  3个月前 (03-19)  1249℃  6评论\n{BODY}", "周明亮"),
        (f"{TITLE}\n随笔  三年前  1249℃\n{BODY}", ""),
        (f"{TITLE}\n{BODY}\n林曉真 撰文", "林晓真"),
        (f"{TITLE}\n{BODY}\n周明亮 彙整", "周明亮"),
        (f"{TITLE}\n{BODY}……(周明亮 微信号：zml123 新著有《河边》)", "周明亮"),
        (f"{TITLE}\n{BODY}（周明亮系江城大学教授）", "周明亮"),
        (f"{TITLE}\n作者：青山客[全文阅读]\n{BODY}", "青山客"),
        (f"{TITLE}\n作者：\n版权所有 江城图书馆\n{BODY}", ""),
        (f"{TITLE}\n发布人：超级管理员\n{BODY}", ""),
        (f"{TITLE}\n作者：这首诗的作者是谁，一直有争论\n{BODY}", ""),
        (f"{TITLE}\n{BODY}\n© Copyright 2016 By Rivertown Library", ""),
        (f"{TITLE}\n由 小河马 提供\n{BODY}", ""),
        (f"{TITLE}\n作者：  发布时间：2022-07-14 浏览次数：\n{BODY}", ""),
        (f"{TITLE}\n{BODY}（查看原文）", ""),
        (f"{TITLE}\n{BODY}\n徐小勇（华江社供本报特稿）", "徐小勇"),
        (f"{TITLE}\n{BODY}\n徐小勇（左二）", ""),
        (f"{TITLE}\n{BODY}\n有房（全款）", ""),
        (f"{TITLE}\n青山程序员\nLV.3 渐入佳境\n2022年08月09日 09:41 · 阅读 56605\n{BODY}", "青山程序员"),
        (f"{TITLE}\n青山客\n2022-08-09\n{BODY}", "青山客"),
        (f"{TITLE}\n听全文\n2022-08-09\n{BODY}", ""),
        (f"{TITLE}\n江城日报\n2022-08-09\n{BODY}", ""),
        (f"{TITLE}\n校园风采\n2022-08-09\n{BODY}", ""),
        (f"{TITLE}\n技术文章\n2022-08-09 09:41 阅读 56605\n{BODY}", ""),
        (f"{TITLE}\n会员\n2022-08-09 09:41 阅读 56605\n{BODY}", ""),
        (f"{TITLE}\n娱乐要闻\n2022-08-09\n{BODY}", ""),
        (f"{TITLE}\n河口县\n2022-08-09\n{BODY}", ""),
        (f"{TITLE}\nv1.2.0\n2022-08-09\n{BODY}", ""),
        (f"{TITLE}\n￥299\n2022-08-09\n{BODY}", ""),
        (f"{TITLE}\n——记老船工\n2022-08-09\n{BODY}", ""),
        (f"{TITLE}\n小河马\n2022-08-09\n{BODY}", "小河马"),
        (
            f"{TITLE}\n入场\n2022-08-09 09:00\n周老师弹琴\n2022-08-09 09:30\n散场\n2022-08-09 10:00\n{BODY}",
            "",
        ),
        (f"{TITLE}\n青山客  2015-01-23 共376人阅读，共0个回复\n{BODY}", "青山客"),
        (f"{TITLE}\n{BODY}\n江城新闻记者 廖小瑾 图", ""),
        (f"{TITLE}\n小说：河边作者：青山良辰分类：现代言情字数：2436\n{BODY}", "青山良辰"),
        (f"{TITLE}\n周明亮\n2022-07-14\n{BODY}", "周明亮"),
        (f"周明亮 - 江城医院\n医生介绍：周明亮\n周明亮\n2022-07-14\n{BODY}", ""),
    ],
)
def test_names_near_title_and_end(text: str, name: str) -> None:
    assert read(text).get("author", "") == name


@pytest.mark.parametrize(
    ("head", "facts"),
    [
        ("2018-03-20 青队 江城读书 江城读书", ("青队", "江城读书")),
        ("2018-03-20 江城读书 江城读书", ("", "江城读书")),
        ("原创  青队    江城读书\n江城读书", ("青队", "江城读书")),
        ("原创  诗歌    散文\n小说", ("", "")),
    ],
)
def test_accounts_of_wechat(head: str, facts: tuple[str, str]) -> None:
    stated = read(f"{TITLE}\n{head}\n{BODY}")
    assert (stated.get("author", ""), stated.get("source", "")) == facts


@pytest.mark.parametrize(
    ("above", "name"),
    [
        ("楼主\n铅笔盒\n发帖数：157", "铅笔盒"),
        ("楼主\n铅笔盒\n请看下面", ""),
        ("[复制链接]\nriverside\nriverside 当前离线", "riverside"),
    ],
)
def test_members_with_their_figures(above: str, name: str) -> None:
    assert read(f"{TITLE}\n{above}\n{BODY}").get("author", "") == name


def test_an_author_of_the_head_whose_name_begins_that_of_the_site_is_the_site() -> None:
    head = f"<title>{TITLE}_翠湖新闻</title><meta name=author content=翠湖>"
    assert jiaokan.extract(f"{head}<h1>{TITLE}</h1>{BODY_HTML}".encode()).author == ""


@pytest.mark.parametrize(
    ("window", "line", "name"),
    [
        (f"{TITLE} - 青山客的专栏 - 博客频道", "", "青山客"),
        (f"{TITLE}_河边_走_江城博客", "", ""),
        (f"{TITLE}_青山客88_江城博客", "青山客88", "青山客88"),
        (f"{TITLE}_青山客88_江城博客", "", ""),
        (f"{TITLE} - 读书频道 - 江城网", "读书频道", ""),
    ],
)
def test_the_owner_of_a_blog_in_the_title_of_the_window(window: str, line: str, name: str) -> None:
    page = f"<title>{window}</title><div>{line}</div><h1>{TITLE}</h1>{BODY_HTML}"
    assert jiaokan.extract(page.encode()).author == name


def test_a_unit_that_sends_in_a_report_is_its_source() -> None:
    assert read(f"{TITLE}\n{BODY}\n供稿单位：\n新闻中心\n").get("source") == "新闻中心"
