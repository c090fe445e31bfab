"""Which lines are kept: by the settings, by rules of one's own, up to the next article."""

from dataclasses import replace

import pytest

from jiaokan.config.config_loader import Config, load_default
from jiaokan.stages.extract import extract
from tests.extraction.pages import BODY, PAGE

NEXT = (
    "旅游节昨晚在湖边开幕，五千名游客冒雨观看了焰火表演。",
    "主办方说，活动将持续到月底，每晚都有不同的节目。",
)


def favoring(what: str) -> Config:
    return replace(load_default(), extract=replace(load_default().extract, favor=what))


def test_the_next_article_below_goes() -> None:
    prose = "".join(f"<p>{line}</p>" for line in BODY)
    more = "".join(f"<p>{line}</p>" for line in NEXT)
    page = (
        f"<title>市图书馆新馆开放</title><div class=article><h1>市图书馆新馆开放</h1>{prose}</div>"
        f"<div class=article><h1>旅游节开幕</h1>{more}</div>"
    )
    text = extract(page.encode()).text
    assert all(line in text for line in BODY)
    assert not any(line in text for line in (*NEXT, "旅游节开幕"))


def test_parts_of_one_article_under_headings_of_one_level_stay() -> None:
    parts = "".join(f"<h1>第{n}部分</h1><p>{line}</p>" for n, line in zip("一二三", BODY, strict=True))
    text = extract(f"<title>新馆指南</title><article><h1>新馆指南</h1>{parts}</article>".encode()).text
    assert all(line in text for line in BODY)


@pytest.mark.parametrize("charset", ["utf-8"])
def test_recall_keeps_what_precision_lets_go(charset: str) -> None:
    page = PAGE.format(charset=charset).encode(charset)
    wide, plain, narrow = (
        set(extract(page, config=favoring(what)).text.split("\n"))
        for what in ("recall", "balanced", "precision")
    )
    assert narrow <= plain <= wide
    assert set(BODY) <= narrow


def test_the_whole_of_a_struck_subtree_is_one_edit() -> None:
    document = extract(PAGE.format(charset="utf-8").encode()).document
    edits = [edit for step in document.steps for edit in step.edits]
    for rule, words in (("html/navigation", "首页"), ("html/sharing", "分享到"), ("html/footer", "版权所有")):
        (edit,) = [edit for edit in edits if words in edit.old]
        assert edit.rule == rule
