"""Pages of posts: every post is text, and what the software prints round it is none."""

import codecs
import re

import pytest

from jiaokan.stages.extract import extract
from tests.stages.extract.forums import NAMES, PAGES, POSTS, TITLE
from tests.stages.extract.pages import BODY, PAGE

MIN_PROSE_CHARS = 12  # code points of a post that is more than a remark


def without_title(text: str) -> str:
    return text.removeprefix(f"{TITLE}\n")


@pytest.mark.parametrize("software", PAGES)
def test_the_posts_and_no_more_are_the_text(software: str) -> None:
    found = extract(PAGES[software]().encode())
    assert without_title(found.text) == "\n".join(POSTS).replace("<br>", "\n")
    assert found.title == TITLE
    assert found.date == "2021-05-01"


@pytest.mark.parametrize("software", ["discuz", "tieba", "flarum"])
def test_posts_of_software_that_nobody_knows_are_known_by_the_tools_between_them(software: str) -> None:
    page = re.sub(
        r'(class|id)="?([^">]*)"?', lambda m: f'{m[1]}="{codecs.encode(m[2], "rot13")}"', PAGES[software]()
    )
    assert without_title(extract(page.encode()).text) == "\n".join(POSTS).replace("<br>", "\n")


def test_an_article_with_comments_of_its_readers_is_no_page_of_posts() -> None:
    comments = "".join(
        f'<li><a href="u{i}">网友{i}</a> 发表于 2021-5-{i}<div class="c">{post}</div><a href="r">回复</a> <a href="j">举报</a></li>'
        for i, post in enumerate(POSTS[1:], 1)
    )
    page = PAGE.format(charset="utf-8").replace(
        '<div class="share">', f'<ul class="comments">{comments}</ul><div class="share">'
    )
    text = extract(page.encode()).text
    assert all(line in text for line in BODY)
    assert not any(post in text for post in POSTS[1:])


def test_short_posts_in_a_series_of_cards_are_text() -> None:
    cards = "".join(
        f'<section class="r{i}x"><aside class=who><b>{name}</b><i>等级{i}</i><i>发帖{i * 41}</i></aside>'
        f"<div class=z><div class=y>{post}</div></div><p class=k>第{i}层 2021-05-0{i}</p><p class=k>支持 反对 举报</p></section>"
        for i, (name, post) in enumerate(zip(NAMES, POSTS, strict=True), 1)
    )
    other = "".join(f"<li><a href=t{i}>求助：第{i}盏台灯不亮了</a></li>" for i in range(9))
    page = f"<title>{TITLE} - 修理铺</title><h1>{TITLE}</h1><div>{cards}</div><ul>{other}</ul>"
    lines = extract(page.encode()).text.split("\n")
    assert set("\n".join(POSTS).replace("<br>", "\n").split("\n")) <= set(lines)
    assert not any("台灯" in line or "等级" in line for line in lines)


def test_headlines_below_numbers_and_dates_are_no_posts() -> None:
    news = "".join(
        f"<div class=item><div class=t><a href=n{i}>{name}画展明天开幕</a></div><p class=d>{i}楼展厅 2021-05-0{i}</p></div>"
        for i, name in enumerate(("江南", "塞北", "海岛", "山城"), 1)
    )
    prose = "".join(f"<p>{line}</p>" for line in BODY)
    page = f"<title>市图书馆新馆开放</title><div class=content>{prose}</div><div class=more>{news}</div>"
    assert extract(page.encode()).text == "\n".join(BODY)


@pytest.mark.parametrize("quote", ["", "<div class=quote><blockquote>前面的朋友说得对。</blockquote></div>"])
def test_the_cells_of_a_post_laid_out_as_a_table_are_no_row_of_data(quote: str) -> None:
    tables = "".join(
        f"<table><tr><td class=who><a href=u{i}>{name}</a><p>等级{i}</p></td><td class=post>"
        f"<div class=info>{i}楼 发表于 2010-8-2{i} 22:18 只看该作者</div>"
        f"<div class=body><div class=msg>{quote}{post}</div></div></td></tr>"
        "<tr><td><p>资料</p></td><td><p>TOP</p></td></tr></table>"
        for i, (name, post) in enumerate(zip(NAMES, POSTS, strict=True), 1)
    )
    page = f"<title>{TITLE} - 江城论坛</title><h1>{TITLE}</h1>{tables}<div>Powered by Discuz!</div>"
    text = extract(page.encode()).text
    posts = [line for post in POSTS for line in post.split("<br>") if len(line) > MIN_PROSE_CHARS]
    assert [line for line in posts if line not in text.split("\n")] == []
    assert "\t" not in text
