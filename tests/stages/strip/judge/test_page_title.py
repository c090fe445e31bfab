"""Which unit of a page is its title, by the log-odds of the judge and by what the page states."""

import numpy as np
import pytest

from jiaokan.config.config_loader import load_default
from jiaokan.stages.strip.judge.page_title import choose_title_unit, flag_title_candidates
from jiaokan.stages.strip.judge.unit_features import measure_shape
from jiaokan.stages.strip.judge.units import CutPage, cut_page
from jiaokan.stages.strip.normalized_page import normalize_page

SETTINGS = load_default().strip.title
PROSE = "图书馆新馆昨日开放，三百名居民到场，现场秩序良好。"


def cut(*lines: str) -> CutPage:
    return cut_page(normalize_page("\n".join(lines)), {})


def title_of(page: CutPage, odds: list[float]) -> str:
    chances = np.full(len(odds), 0.5)
    at, _ = choose_title_unit(page, np.array(odds, float), chances, {}, len(odds) - 1, SETTINGS)
    return page.texts[at] if at >= 0 else ""


def test_the_likeliest_line_is_the_title_if_it_is_likely_enough() -> None:
    page = cut("首页", "某市召开防汛会议", "图书馆新馆今日开放", PROSE)
    assert title_of(page, [-4, -1, 2, -3]) == "图书馆新馆今日开放"
    assert title_of(page, [-4, -3, -2.5, -3]) == ""


@pytest.mark.parametrize("label", ["本文标题:院子里的石榴树", "标题:院子里的石榴树"])
def test_what_the_page_states_comes_first(label: str) -> None:
    page = cut("故乡的夏天和秋天", "院子里的石榴树", PROSE, label)
    stated = title_of(page, [3, -2, -9, -9])
    assert stated == ("院子里的石榴树" if label.startswith("本文") else "故乡的夏天和秋天")


@pytest.mark.parametrize(
    "head",
    [
        "老街改造如期完工_江城新闻网",
        "老街改造如期完工 - 社会 - 江城在线",
        "老街改造如期完工-江城医院",
        "老街改造如期完工(江城网)",
    ],
)
def test_a_line_that_the_head_of_the_page_says_with_the_site_is_the_title(head: str) -> None:
    page = cut(head, "夏日荷花节开幕", "老街改造如期完工", PROSE)
    assert title_of(page, [2, 3, -3, -9]) == "老街改造如期完工"


@pytest.mark.parametrize("head", ["江城新闻网_老街改造如期完工", "公告 - 江城新闻网", "老街改造如期完工"])
def test_the_site_a_channel_and_a_head_without_a_site_name_no_title(head: str) -> None:
    page = cut(head, "夏日荷花节开幕", "公告", "江城新闻网", PROSE)
    assert title_of(page, [-3, 3, -3, -3, -9]) == "夏日荷花节开幕"


@pytest.mark.parametrize("line", ["上海城市规划 2017年3期", "石榴树的图片 第2张"])
def test_the_issue_of_a_journal_and_the_name_of_an_image_are_no_title(line: str) -> None:
    assert title_of(cut(line, "院子里的石榴树", PROSE), [3, 1, -9]) == "院子里的石榴树"


def test_numbers_and_long_lines_cannot_be_a_title() -> None:
    texts = ["2020-01-29 23:51", "咏鹅", "鹅", PROSE * 4, "2020年工作要点"]
    assert flag_title_candidates(measure_shape(texts)).tolist() == [False, True, False, False, True]


@pytest.mark.parametrize(
    ("head", "line", "title"),
    [
        ("院子里的石榴树的做法_【图解】石榴树怎么做_河口美食", "院子里的石榴树", "院子里的石榴树"),
        ("院子里的石榴树,河口自助游攻略 - 河口网", "院子里的石榴树", "院子里的石榴树"),
        ("院子里的石榴树 / 河口党 - 河口在线", "院子里的石榴树", "院子里的石榴树"),
        ("某商店 上的 《石榴树二〇七七》", "《石榴树二〇七七》", "《石榴树二〇七七》"),
        ("关于我们,河口公司", "关于我们", "河口旧事"),
        ("院子里的石榴树下 - 河口网", "院子里的石榴树", "河口旧事"),
        ("院子里的石榴树,怎么种才结果", "院子里的石榴树", "河口旧事"),
        ("院子里的石榴树(二期)昨日开放", "院子里的石榴树", "河口旧事"),
    ],
)
def test_a_line_that_the_head_of_the_page_opens_with(head: str, line: str, title: str) -> None:
    page = cut(head, line, "河口旧事", PROSE)
    odds = [2.0 if text == "河口旧事" else -1.0 for text in page.texts]
    assert title_of(page, odds) == title


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (("院子里的石榴树,河口自助游攻略 - 河口网", "河口旧事", PROSE, "院子里的石榴树"), 2),
        (("院子里的石榴树,今年结了三百个果 - 比去年多了一倍。", "河口旧事", "院子里的石榴树", PROSE), 0),
    ],
)
def test_a_line_below_prose_that_the_head_of_the_page_opens_with_is_no_title(
    lines: tuple[str, ...], body: int
) -> None:
    page = cut(*lines)
    stated = [at for at, text in enumerate(page.texts) if text == "院子里的石榴树"]
    odds = np.full(len(page.texts), -1.0)
    at, _ = choose_title_unit(page, odds, np.full(len(odds), 0.5), {}, body, SETTINGS)
    assert stated
    assert at not in stated
