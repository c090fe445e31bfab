"""Pages of posts: every post is text, and what the software prints round it is none."""

import codecs
import re

import pytest

from jiaokan.stages.extract import extract
from tests.extraction.forums import PAGES, POSTS, TITLE
from tests.extraction.pages import BODY, PAGE


def without_title(text: str) -> str:
    return text.removeprefix(f"{TITLE}\n")


@pytest.mark.parametrize("software", PAGES)
def test_the_posts_and_no_more_are_the_text(software: str) -> None:
    found = extract(PAGES[software]().encode())
    assert without_title(found.text) == "\n".join(POSTS).replace("<br>", "\n")
    assert found.title == TITLE
    assert found.date == "2021-05-01"


@pytest.mark.parametrize(
    "software",
    [
        "discuz",
        pytest.param(
            "tieba", marks=pytest.mark.xfail(strict=True, reason="replies beside user cards are too short")
        ),
        "flarum",
    ],
)
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
