"""A page states the same of itself as plain text and as HTML."""

from collections.abc import Callable

import pytest

from jiaokan.config.config_loader import load, load_default
from jiaokan.core.document import Document
from jiaokan.execution.chunks import clean_document
from jiaokan.stages import STAGES
from jiaokan.stages.extract import make_raw_document

FIELDS = ("title", "site", "author", "published", "source", "editor")
BODY = (
    "昨天上午，市圖書館新館在江東區正式開放，首日迎來讀者八千餘人，館內秩序井然，讀者反映良好。",
    "新館總面積三萬平方米，設有十二個閱覽區，藏書一百二十萬冊，全部書架對讀者開放。",
    "館長表示，今後每個週末都將舉辦讀書會和講座，市民可以提前一週在網上預約座位。",
)
TITLE = "市圖書館新館開放 首日接待三千讀者"
WINDOW = f"{TITLE} - 江城新聞網"

# byline above the article, line below it, and what the page states in Simplified
PAGES = [
    ("2023-05-06 08:30　記者劉智維、李曉明／台北報導", "", {"author": "刘智维、李晓明", "published": "2023-05-06T08:30"}),
    ("來源：江城日報　作者：王小紅", "", {"author": "王小红", "source": "江城日报"}),
    ("發佈時間：2023年5月6日 8:05　來源：中國新聞網", "責任編輯：何冰", {"published": "2023-05-06T08:05", "source": "中国新闻网", "editor": "何冰"}),
    ("2023-05-06　來源：紅網", "（責任編輯：李四）", {"published": "2023-05-06", "source": "红网", "editor": "李四"}),
    ("撰文｜陳大文　2023.05.06", "", {"author": "陈大文", "published": "2023-05-06"}),
    ("民國112年5月6日　文／李曉明", "", {"author": "李晓明", "published": "2023-05-06"}),
]  # fmt: skip


def as_text(byline: str, foot: str) -> Document:
    return Document("a", "\n".join(filter(None, (WINDOW, TITLE, byline, *BODY, foot))))


def as_html(byline: str, foot: str) -> Document:
    article = "".join(f"<p>{line}</p>" for line in BODY)
    page = (
        f"<html><head><meta charset=utf-8><title>{WINDOW}</title></head><body><h1>{TITLE}</h1>"
        f"<div class=info>{byline}</div><div class=content>{article}</div><div class=editor>{foot}</div></body></html>"
    )
    return make_raw_document(page.encode(), "a")


def state(document: Document, target: str = "hans") -> dict[str, str]:
    config = load_default() if target == "hans" else load(overrides=[f'script.target="{target}"'])
    cleaned = clean_document(document, tuple(STAGES), config)
    return {field: cleaned.fact(field) for field in FIELDS}


@pytest.mark.parametrize(("byline", "foot", "stated"), PAGES, ids=[str(i) for i in range(len(PAGES))])
def test_both_forms_state_the_same(byline: str, foot: str, stated: dict[str, str]) -> None:
    text, html = state(as_text(byline, foot)), state(as_html(byline, foot))
    assert text == html
    named = {"title": "市图书馆新馆开放 首日接待三千读者", "site": "江城新闻网"}
    assert text == dict.fromkeys(FIELDS, "") | named | stated


def test_both_forms_state_the_site_of_a_banner() -> None:
    text, html = as_text("來源：紅網", ""), as_html("來源：紅網", "")
    banner = "江城熱線—江城人的門戶"
    above_text = Document("a", f"{banner}\n{text.raw}")
    above_html = make_raw_document(
        html.raw.replace("<body>", f"<body><div class=top>{banner}</div>").encode(), "a"
    )
    assert state(above_text) == state(above_html)
    assert state(above_text)["site"] == "江城热线"


@pytest.mark.parametrize("target", ["keep", "hant"])
def test_names_and_titles_come_in_the_script_of_the_run(target: str) -> None:
    byline = "來源：江城日報　作者：劉智維"
    for document in (as_text(byline, ""), as_html(byline, "")):
        stated = state(document, target)
        assert (stated["title"], stated["source"], stated["author"]) == (TITLE, "江城日報", "劉智維")


@pytest.mark.parametrize("make", [as_text, as_html], ids=["text", "html"])
def test_every_fact_leads_to_its_words(make: Callable[[str, str], Document]) -> None:
    document = clean_document(make("來源：江城日報　作者：劉智維", ""), tuple(STAGES), load_default())
    spans = {fact.field: fact.raw for fact in document.facts if fact.raw}
    words = {field: span.slice_text(document.raw) for field, span in spans.items()}
    assert (words["title"], words["source"], words["author"]) == (TITLE, "江城日報", "劉智維")
