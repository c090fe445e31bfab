"""Days whose year, hour or label stands in another place than in most dates of Chinese pages."""

import pytest

import jiaokan
from jiaokan.metadata.date_forms import find_dates

BODY = "长期以来,受城乡二元结构的制约,城乡空间发展不平衡,乡村的结构性矛盾十分突出,亟待从制度上加以解决。"


def read_published(line: str) -> str:
    document = jiaokan.clean("\n".join(("乡村发展活力的测度", line, *[BODY] * 4)))
    return next((fact.value for fact in document.facts if fact.field == "published"), "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Dec 28 Sat 2013 00:28", "2013-12-28T00:28"),
        ("Mar 3 Mon 2014 08:05", "2014-03-03T08:05"),
        ("29/05/2015", "2015-05-29"),
        ("05-29-2015 10:30", "2015-05-29T10:30"),
        ("31.12.2014", "2014-12-31"),
        ("区域动态 115.03.19 发布单位:江城局", "2026-03-19"),
    ],
)
def test_days_with_the_year_behind(text: str, value: str) -> None:
    assert [mention.value for mention in find_dates(text)] == [value]


@pytest.mark.parametrize(
    "text",
    ["03/04/2015", "192.168.29/05/2015", "31/02/2015", "1.29.2015", "编号29-05-20156", "May 28 people 2013"],
)
def test_what_may_be_another_day_or_none(text: str) -> None:
    assert list(find_dates(text)) == []


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("社會  17:30 2020/08/09", "2020-08-09T17:30"),
        ("2020-08-08 17:30 2020-08-09", "2020-08-08T17:30"),
        ("来源:江城新闻网时间:2020-07-01", "2020-07-01"),
        ("Posted on 2017-12-25      Edited on 2022-08-29", "2017-12-25"),
        ("written on 2012年11月13日星期二", "2012-11-13"),
        ("成立时间:2020-07-01", ""),
    ],
)
def test_hours_and_labels_before_a_day(line: str, value: str) -> None:
    assert read_published(line) == value
