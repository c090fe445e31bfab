"""The Chinese lunar calendar from 1900 to 2100: the day of the Gregorian calendar for a lunar one."""

from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR = 1900
_NEW_YEAR_1900 = date(1900, 1, 31)
# a year each in hexadecimal: bit 16 says that the leap month is long; bits 15 to 4 that months 1 to 12 are;
# bits 3 to 0 hold the month before the leap month, 0 for none. Computed with lunar-python 1.4.8 (MIT)
_YEARS = """
    04bd8 04ae0 0a570 054d5 0d260 0d950 16554 056a0 09ad0 055d2 04ae0 0a5b6 0a4d0 0d250 1d255 0b540
    0d6a0 0ada2 095b0 14977 04970 0a4b0 0b4b5 06a50 06d40 1ab54 02b60 09570 052f2 04970 06566 0d4a0
    0ea50 16a95 05ad0 02b60 186e3 092e0 1c8d7 0c950 0d4a0 1d8a6 0b550 056a0 1a5b4 025d0 092d0 0d2b2
    0a950 0b557 06ca0 0b550 15355 04da0 0a5b0 14573 052b0 0a9a8 0e950 06aa0 0aea6 0ab50 04b60 0aae4
    0a570 05260 0f263 0d950 05b57 056a0 096d0 04dd5 04ad0 0a4d0 0d4d4 0d250 0d558 0b540 0b6a0 195a6
    095b0 049b0 0a974 0a4b0 0b27a 06a50 06d40 0af46 0ab60 09570 04af5 04970 064b0 074a3 0ea50 06b58
    05ac0 0ab60 096d5 092e0 0c960 0d954 0d4a0 0da50 07552 056a0 0abb7 025d0 092d0 0cab5 0a950 0b4a0
    0baa4 0ad50 055d9 04ba0 0a5b0 15176 052b0 0a930 07954 06aa0 0ad50 05b52 04b60 0a6e6 0a4e0 0d260
    0ea65 0d530 05aa0 076a3 096d0 04afb 04ad0 0a4d0 1d0b6 0d250 0d520 0dd45 0b5a0 056d0 055b2 049b0
    0a577 0a4b0 0aa50 1b255 06d20 0ada0 14b63 09370 049f8 04970 064b0 168a6 0ea50 06b20 1a6c4 0aae0
    092e0 0d2e3 0c960 0d557 0d4a0 0da50 05d55 056a0 0a6d0 055d4 052d0 0a9b8 0a950 0b4a0 0b6a6 0ad50
    055a0 0aba4 0a5b0 052b0 0b273 06930 07337 06aa0 0ad50 14b55 04b60 0a570 054e4 0d160 0e968 0d520
    0daa0 16aa6 056d0 04ae0 0a9d4 0a2d0 0d150 0f252 0d520
"""


@lru_cache(1)
def _read_years() -> tuple[int, ...]:
    return tuple(int(year, 16) for year in _YEARS.split())


@lru_cache(256)
def _list_month_lengths(year: int) -> tuple[tuple[int, bool, int], ...]:
    """Return the months of a year in order: number, whether it is the leap month, length in days."""
    code = _read_years()[year - FIRST_YEAR]
    leap = code & 0xF
    months: list[tuple[int, bool, int]] = []
    for month in range(1, 13):
        months.append((month, False, 30 if code >> (16 - month) & 1 else 29))
        if month == leap:
            months.append((month, True, 30 if code >> 16 else 29))
    return tuple(months)


@lru_cache(256)
def _count_days_before(year: int) -> int:
    """Return the days from the first lunar year of the table to a lunar year."""
    return sum(length for y in range(FIRST_YEAR, year) for _, _, length in _list_month_lengths(y))


def convert_lunar_day(year: int, month: int, day: int, *, is_leap: bool = False) -> date | None:
    """Return the day of the Gregorian calendar, None where the lunar calendar has no such day.

    Args:
        year: Year in which the lunar year begins.
        month: Month from 1 to 12.
        day: Day from 1 to 30.
        is_leap: Whether the month is the leap month of this number.

    >>> convert_lunar_day(2020, 1, 1), convert_lunar_day(2020, 4, 15, is_leap=True)
    (datetime.date(2020, 1, 25), datetime.date(2020, 6, 6))
    """
    years = _read_years()
    if not 0 <= year - FIRST_YEAR < len(years):
        return None
    days = _count_days_before(year)
    for number, leap, length in _list_month_lengths(year):
        if (number, leap) == (month, is_leap):
            return _NEW_YEAR_1900 + timedelta(days + day - 1) if 1 <= day <= length else None
        days += length
    return None


def find_lunar_new_year_eve(year: int) -> date | None:
    """Return the day of the Gregorian calendar that is the last of a lunar year.

    It is the day before the first of the next lunar year; None where the table does not hold that year.

    >>> find_lunar_new_year_eve(2019)
    datetime.date(2020, 1, 24)
    """
    following = convert_lunar_day(year + 1, 1, 1)
    return following - timedelta(1) if following else None
