"""What a line is looked through for before a costly pattern stands in all that the pattern matches."""

import re

import pytest

from jiaokan.metadata.authors import people
from jiaokan.metadata.byline_labels import EDITOR_LABELS, SOURCE_LABELS, find_issuer, has_colon
from jiaokan.metadata.date_forms import find_dates
from jiaokan.metadata.headlines import find_headline
from jiaokan.metadata.sites import site_names
from jiaokan.metadata.sources import outlets
from jiaokan.stages.annotate.mentions.times import date_patterns, name_times


def test_each_label_of_a_source_has_a_part_that_is_looked_for() -> None:
    labels = SOURCE_LABELS.split("|")
    assert all(any(part in label for part in outlets._LABEL_PARTS) for label in labels)


def test_each_label_of_an_editor_has_a_part_that_is_looked_for() -> None:
    assert all("编" in label or "审校" in label for label in EDITOR_LABELS.split("|"))


@pytest.mark.parametrize("colon", [":", " : ", "|", " / "])
def test_colons(colon: str) -> None:
    assert has_colon(f"来源{colon}青山日报")
    assert not has_colon("来源，青山日报。")


@pytest.mark.parametrize("label", ["发文机关", "制发单位", "公开机构", "印发机关"])
def test_issuers(label: str) -> None:
    match = find_issuer(f"{label}: 青山市人民政府")
    assert match
    assert match["name"] == "青山市人民政府"
    assert find_issuer(f"{label}青山市人民政府") is None


@pytest.mark.parametrize(
    "text",
    [
        "2020-2-1",
        "2020/02/01",
        "2016. 10. 18",
        "2020年2月1日",
        "112/05/06",
        "二〇二三年五月六日",
        "Sat Feb 13 15:26:29 1999",
    ],
)
def test_each_form_of_a_day_is_found(text: str) -> None:
    assert [mention.start for mention in find_dates(text)] == [0]


@pytest.mark.parametrize(
    "text",
    [
        "正月初五", "腊月廿三", "大年初一", "农历腊月廿五", "2020年春节", "二十一世纪初", "上世纪八十年代", "1990年代",
        "2020年3月", "2020年12月25日至27日", "3月5日", "2020-03-01", "2020/3/1", "2020.3.1", "记者15日从", "今天,记者获悉",
        "昨晚,记者获悉", "前天,记者获悉", "明晚,记者获悉", "上周五,记者获悉", "本星期一,记者获悉", "下礼拜二,记者获悉",
        "本月15日,记者获悉", "上个月底,记者获悉", "2020年3月5日,当天", "2020年3月5日,同日", "前三季度", "2019年5月,上半年",
    ],
)  # fmt: skip
def test_each_form_of_a_time_is_found(text: str) -> None:
    named = name_times(text, "2020-01-20T08:00")
    assert named
    assert re.match(r"[\d-]", named[-1].value.norm)


AUTHOR_LABELS = (
    "作者 作\u3000者 文章作者 撰文 撰稿 撰稿人 发布者 发布人 发表者 发帖人 发贴人 投稿人 楼主 博主 著者 编著 供稿 供稿人 执笔 "
    "执笔人 记者"
)


@pytest.mark.parametrize("label", AUTHOR_LABELS.split(" "))
@pytest.mark.parametrize("colon", [":", " :", "|"])
def test_each_label_of_an_author_on_a_long_line_ends_as_is_looked_for(label: str, colon: str) -> None:
    text = f"本期{label}{colon}张三"
    assert people._AUTHOR_INSIDE.search(text)
    assert people._INSIDE_SIGN.search(text)


@pytest.mark.parametrize("separator", ["_", " | ", "│", ">", "—", "--", " - ", " · ", " – ", "-"])
def test_each_separator_of_a_title_of_the_window_has_a_mark_that_is_looked_for(separator: str) -> None:
    window = f"荷花开了{separator}江城网"
    parts = site_names.split_window(window, site_names._SITE_SEPARATOR)
    assert [part.slice_text(window) for part in parts] == ["荷花开了", "江城网"]


@pytest.mark.parametrize("separator", ["|", "_", " - ", " — ", " ~ ", " · ", " > ", "-", "—"])
def test_each_separator_of_a_headline_has_a_mark_that_is_looked_for(separator: str) -> None:
    line = f"今年池塘里的荷花开了{separator}江城网"
    assert find_headline(line, []).slice_text(line) == "今年池塘里的荷花开了"


@pytest.mark.parametrize(
    "text",
    [
        "2016-2020年", "2016 至 2020 年", "二〇二〇年", "中华民国 三十八年", "民国元年", "光绪二十年", "令和2年",
        "前年", "次年", "98年3月", "112年度",
    ],
)  # fmt: skip
def test_all_that_stands_before_the_year_of_a_date_is_looked_through(text: str) -> None:
    match = date_patterns.YEAR_FIRST.search(f"自{text}起")
    assert match
    before = date_patterns.BEFORE_YEAR.search(match.string, 0, match.string.index("年"))
    assert before
    assert before.start() <= match.start()


@pytest.mark.parametrize("text", ["3月", "1-3月", "1 至 3 月", "十一月", "十至十二月5日", "7 —— 8月"])
def test_all_that_stands_before_the_month_of_a_date_is_looked_through(text: str) -> None:
    match = date_patterns.MONTH_FIRST.search(f"自{text}起")
    assert match
    before = date_patterns.BEFORE_MONTH.search(match.string, 0, match.string.index("月"))
    assert before
    assert before.start() <= match.start()
