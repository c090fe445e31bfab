"""Headings of pages of HTML: what elements and bold type show, and what only looks so."""

import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.core.document import Document
from jiaokan.stages.extract.extractor import extract_document, make_raw_document
from jiaokan.stages.paragraphs import build
from jiaokan.stages.paragraphs.headings.heading_features import describe_paragraphs
from jiaokan.stages.paragraphs.headings.heading_rules import read_heading_page
from jiaokan.stages.paragraphs.line_markup import LineMarkup

CONFIG = load_default()
PROSE = (
    "河边的步道去年重新铺过，两侧种了垂柳，傍晚散步的人很多，孩子们骑着车从桥下穿过。",
    "摊主每天五点出摊，卖到八点收摊，豆浆是自己磨的，油条现炸现卖，老顾客都知道要早些来。",
    "修好的钟楼在上月重新开放，登楼要走一百二十级台阶，站在上面可以看见整条江和对岸的山。",
    "图书馆把旧报纸都扫成了图片，读者在家里也能查，馆员说最早的一份是民国十二年的。",
)
NAMES = ("老城墙的来历", "江边的早市", "登上钟楼", "旧报纸与读者")


def read_page(inner: str) -> Document:
    page = f"<title>江城两日</title><div class=content><h1>江城两日</h1><p>{PROSE[0]}</p>{inner}</div>"
    extracted = extract_document(make_raw_document(page.encode(), "d"), None, CONFIG).document
    return build(CONFIG)(extracted)


def list_headings(document: Document) -> list[tuple[str, int]]:
    return [
        (paragraph.span.slice_text(document.text), paragraph.level)
        for paragraph in document.paragraphs
        if paragraph.role == "heading"
    ]


@pytest.mark.parametrize(("opening", "closing"), [("<h3>", "</h3>"), ("<h2 class=tit>", "</h2>")])
def test_elements_of_headings_above_prose_are_headings_with_their_level(opening: str, closing: str) -> None:
    parts = zip(NAMES, PROSE, strict=True)
    document = read_page("".join(f"{opening}{name}{closing}<p>{prose}</p>" for name, prose in parts))
    assert list_headings(document) == [(name, int(opening[2])) for name in NAMES]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<p><strong>", "</strong></p>"),
        ("<p><b><span>", "</span></b></p>"),
        ('<p style="font-weight:bold">', "</p>"),
    ],
)
def test_short_lines_that_are_all_bold_are_headings(opening: str, closing: str) -> None:
    parts = zip(NAMES, PROSE, strict=True)
    document = read_page(
        "".join(f"{opening}{name}{closing}<p>{prose}</p><p>{prose[5:]}</p>" for name, prose in parts)
    )
    assert [text for text, _ in list_headings(document)] == list(NAMES)


@pytest.mark.parametrize("tag", ["h3", "h4", "h5"])
def test_prose_in_an_element_of_headings_is_none(tag: str) -> None:
    document = read_page("".join(f"<{tag}>{prose}</{tag}>" for prose in PROSE * 2))
    assert list_headings(document) == []


def test_a_bold_name_at_the_start_of_prose_makes_it_no_heading() -> None:
    document = read_page(
        "".join(f"<p><b>{name}</b>，{prose}</p>" for name, prose in zip(NAMES, PROSE, strict=True))
    )
    assert list_headings(document) == []


def test_features_count_what_is_marked_up_alike() -> None:
    texts = ["江城两日", *(line for name, prose in zip(NAMES, PROSE, strict=True) for line in (name, prose))]
    markup = [
        LineMarkup("heading", 1),
        *[LineMarkup(is_bold=True, names="sub-title"), LineMarkup()] * len(NAMES),
    ]
    columns = describe_paragraphs(read_heading_page(texts, [0], CONFIG.paragraphs, markup))
    assert columns["markup_level"].tolist() == [1] + [0] * 8
    assert columns["markup_title"].tolist() == [0] + [1, 0] * 4
    assert columns["form_count"].tolist() == [1] + [4] * 8
    assert columns["form_next"][1] == len(PROSE[0])
    assert columns["form_gap"][0] == -1
    assert columns["bold_below"][-1] == -1


def test_a_page_of_text_has_no_features_of_markup() -> None:
    columns = describe_paragraphs(read_heading_page([*NAMES, *PROSE], [], CONFIG.paragraphs))
    assert "markup_level" not in columns
