"""A date of a signature stands on a line of its own, in digits or in numerals."""

import pytest

from jiaokan.text.signed_dates import DATE_LINE, WRITTEN_DAY


@pytest.mark.parametrize(
    "text", ["2020年1月30日", "二〇二〇年一月三十日", "二○二○年十二月三十一日", "2020 年 1 月 3 日"]
)
def test_a_day_is_written_in_either_way(text: str) -> None:
    assert WRITTEN_DAY.fullmatch(text)
    assert DATE_LINE.match(text)


@pytest.mark.parametrize(
    "text", ["2020年1月", "2020-01-30", "2020.1.3", "新华社北京 2020年1月30日", "2020年1月30日 发布"]
)
def test_a_line_of_a_date_may_say_a_little_more(text: str) -> None:
    assert DATE_LINE.match(text)


@pytest.mark.parametrize(
    "text",
    ["2020年1月30日,记者从会上获悉。", "2020-01.30", "第三章", "20年1月", "2020年1月30日召开了会议,很好"],
)
def test_prose_that_begins_with_a_date_is_none(text: str) -> None:
    assert not DATE_LINE.match(text)
