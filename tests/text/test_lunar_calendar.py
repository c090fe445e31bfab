"""Lunar days are those of the calendar: new years, leap months, eves of 29 and 30 days."""

from datetime import date

import pytest

from jiaokan.text.lunar_calendar import convert_lunar_day, find_lunar_new_year_eve


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1900, date(1900, 1, 31)),
        (1949, date(1949, 1, 29)),
        (1976, date(1976, 1, 31)),
        (2000, date(2000, 2, 5)),
        (2020, date(2020, 1, 25)),
        (2033, date(2033, 1, 31)),
        (2100, date(2100, 2, 9)),
    ],
)
def test_new_years(year: int, day: date) -> None:
    assert convert_lunar_day(year, 1, 1) == day


def test_leap_months_and_months_without_a_thirtieth() -> None:
    assert convert_lunar_day(2020, 4, 1, is_leap=True) == date(2020, 5, 23)
    assert convert_lunar_day(2020, 5, 1) == date(2020, 6, 21)
    assert convert_lunar_day(2020, 5, 1, is_leap=True) is None
    assert convert_lunar_day(2021, 12, 30) is None
    assert find_lunar_new_year_eve(2021) == date(2022, 1, 31)
    assert convert_lunar_day(2101, 1, 1) is None
