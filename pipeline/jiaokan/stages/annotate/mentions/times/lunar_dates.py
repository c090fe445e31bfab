"""Read days of the lunar calendar and its feasts: 农历正月初五, 大年三十, 2020年春节."""

import re
from datetime import date

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.stages.annotate.mentions.times.calendar_dates import NamedTime, make_named_time
from jiaokan.stages.annotate.mentions.times.date_patterns import RECURRENCE
from jiaokan.stages.annotate.mentions.times.time_values import (
    CalendarPoint,
    TimeContext,
    TimeValue,
    make_single,
)
from jiaokan.text.lunar_calendar import convert_lunar_day, find_lunar_new_year_eve
from jiaokan.text.unicode_ranges import parse_number

_EVIDENCE = "lunar"
_NUMERALS = "一二三四五六七八九十"
_ONES = _NUMERALS[:9]
# 初五, 二十三, 廿三, 三十, 十五, 15日
_LUNAR_DAY = rf"(?:初[{_NUMERALS}]|二十[{_ONES}]?|廿[{_ONES}]?|三十|十[{_ONES}]|(?:30|[12]\d|[1-9])日)"
LUNAR_DAY = compile_on_use(
    rf"""(?:(?P<year>(?:19|20)\d\d)年)?[ ]?
    (?:(?:农历|阴历|夏历|旧历)(?:(?P<inner_year>(?:19|20)\d\d)年|(?P<relative>[今去明])年)?[ ]?
    (?P<leap>闰)?(?P<month>[正腊冬]|十[一二]?|[{_ONES}]|1[0-2]|[1-9])月  # 农历八月, 农历2020年闰四月
    |(?P<named_month>[正腊])月                                                   # 正月, 腊月
    |大年)                                                                       # 大年初一
    (?P<day>{_LUNAR_DAY})""",
    re.VERBOSE,
)
# 2020年春节, 今年中秋节: a feast without a year is a season
FEAST = re.compile(
    r"""
    (?:(?<!\d)(?P<year>(?:19|20)\d\d)|(?P<relative>[今去明]))年的?               # 2020年, 今年
    (?P<feast>春节|大年初一|元宵节?|端午节?|七夕节?|中秋节?|重阳节?|腊八节?|元旦|国庆节?)
    (?!期间|假期|档|晚会|前|后|长假|联|运输|黄金周|以来|贺岁)                    # 春节期间 is a season
    """,
    re.VERBOSE,
)
_FEAST_DAYS = {
    "春": (1, 1),
    "大": (1, 1),
    "元宵": (1, 15),
    "端": (5, 5),
    "七": (7, 7),
    "中": (8, 15),
    "重": (9, 9),
    "腊": (12, 8),
}
_SOLAR_FEASTS = {"元旦": (1, 1), "国庆": (10, 1)}
_YEARS_FROM_PUBLISHED = {"今": 0, "去": -1, "明": 1}
_MONTHS = {"正": 1, "冬": 11, "腊": 12}
_MAX_DISTANCE_DAYS = 45  # from the date of publication to a day without a year; others are customs
_EVE_DAY = 30  # 三十 is the last day of the year, though it may have 29


def read_lunar_day(match: re.Match[str], context: TimeContext) -> NamedTime | None:
    """Read a day of the lunar calendar; without a year it is one near to the date of publication."""
    if RECURRENCE.search(match.string, max(0, match.start() - 4), match.start()):
        return None
    name, day = match["month"] or match["named_month"], _parse_day(match["day"])
    new_year_month = 12 if day == _EVE_DAY else 1
    month = (_MONTHS.get(name) or parse_number(name)) if name else new_year_month
    year, evidence = int(match["year"] or match["inner_year"] or 0), _EVIDENCE
    if not year:
        year = _find_nearest_year(month, day, context, match["relative"] or "")
    if not year:
        return _make_open(match, context)
    found = _convert(year, month, day, is_leap=bool(match["leap"]))
    return _make_named(match, found, evidence)


def _make_open(match: re.Match[str], context: TimeContext) -> NamedTime | None:
    """Return a day whose year is open, None where it may be that of a custom."""
    if context.published.year or match["named_month"]:
        return None
    return NamedTime(*match.span(), TimeValue("", evidence="lunar-no-year"))


def read_feast(match: re.Match[str], context: TimeContext) -> NamedTime | None:
    """Read a feast of a year that is stated."""
    year = int(match["year"] or 0)
    if match["relative"]:
        year = context.published.year and context.published.year + _YEARS_FROM_PUBLISHED[match["relative"]]
    if not year:
        return None
    feast = match["feast"]
    if solar := _SOLAR_FEASTS.get(feast[:2]):
        return _make_named(match, date(year, *solar), "stated")
    month, day = _FEAST_DAYS.get(feast[:1]) or _FEAST_DAYS[feast[:2]]
    return _make_named(match, _convert(year - (month == 12), month, day), _EVIDENCE)


def _parse_day(numeral: str) -> int:
    """Return the number of a lunar day.

    >>> _parse_day("初五"), _parse_day("廿三"), _parse_day("15日")
    (5, 23, 15)
    """
    return parse_number(numeral.removeprefix("初").removesuffix("日").replace("廿", "二十"))


def _convert(year: int, month: int, day: int, *, is_leap: bool = False) -> date | None:
    found = convert_lunar_day(year, month, day, is_leap=is_leap)
    if not found and (month, day) == (12, _EVE_DAY):
        return find_lunar_new_year_eve(year)
    return found


def _find_nearest_year(month: int, day: int, context: TimeContext, relative: str) -> int:
    """Return the lunar year whose day is nearest to the date of publication, 0 where that is not known."""
    published = context.published_day
    if not published:
        return 0
    if relative:
        return published.year + _YEARS_FROM_PUBLISHED[relative]
    years = range(published.year - 1, published.year + 2)
    days = [(abs((found - published).days), year) for year in years if (found := _convert(year, month, day))]
    distance, year = min(days, default=(_MAX_DISTANCE_DAYS + 1, 0))
    return year if distance <= _MAX_DISTANCE_DAYS else 0


def _make_named(match: re.Match[str], day: date | None, evidence: str) -> NamedTime | None:
    if not day:
        return None
    point = CalendarPoint(day.year, day.month, day.day)
    value = make_single(point, evidence)
    return make_named_time(match, value, point)
