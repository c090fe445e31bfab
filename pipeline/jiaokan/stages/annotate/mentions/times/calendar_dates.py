"""Read dates by year, month and day, in digits or Han numerals, with their spans and hours."""

import re
from dataclasses import dataclass, replace

from jiaokan.metadata.date_forms import REPUBLIC_YEAR_ZERO
from jiaokan.stages.annotate.mentions.times import date_patterns as patterns
from jiaokan.stages.annotate.mentions.times.time_values import (
    NO_POINT,
    OPEN_YEAR,
    CalendarPoint,
    TimeContext,
    TimeValue,
    make_interval,
    make_month_part,
    make_single,
)
from jiaokan.text.unicode_ranges import parse_number

_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEARS_FROM_PUBLISHED = {"今": 0, "去": -1, "前": -2, "明": 1, "后": 2}
_YEARS_FROM_TEXT = {"同": 0, "当": 0, "次": 1, "翌": 1}
_FIRST_SURE_YEAR = 1900  # a number before it may count years
_SEGMENT_MONTHS = {
    "初": (1, 3),
    "底": (11, 12),
    "末": (11, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "前三季度": (1, 9),
}
_NOON = 12
_CUE_CHARS = 60  # code points before a date in which a word tells that it is lunar


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time in a text.

    Attributes:
        start: First code point.
        end: Code point after the last.
        value: What it is in the calendar.
        point: What later dates of the paragraph refer to.
    """

    start: int
    end: int
    value: TimeValue
    point: CalendarPoint = NO_POINT


def make_named_time(
    match: re.Match[str], value: TimeValue | None, point: CalendarPoint = NO_POINT
) -> NamedTime | None:
    """Return the time that a match names, None where it has no value."""
    return NamedTime(match.start(), match.end(), value, point) if value else None


def read_year_first(match: re.Match[str], context: TimeContext) -> NamedTime | None:
    """Read a date that begins with its year."""
    year, evidence = _read_year(match, context)
    if match["month"]:
        return _read_parts(match, context, year, evidence if year else OPEN_YEAR)
    if not year or match["relative"] == "当" or _is_length(match, year):
        return None
    point = CalendarPoint(year)
    if match["segment"]:
        first, last = find_segment_months(match["segment"])
        value = make_interval(CalendarPoint(year, first), CalendarPoint(year, last), evidence)
        return make_named_time(match, value, point)
    if match["last_year"]:
        value = make_interval(point, CalendarPoint(int(match["last_year"])), evidence)
        return make_named_time(match, value, point)
    return _extend_span(match, context, point, evidence)


def read_month_first(match: re.Match[str], context: TimeContext) -> NamedTime | None:
    """Read a date without a year; the year follows from the paragraph or the date of publication."""
    before, after = match.string[max(0, match.start() - 4) : match.start()], match.string[match.end() :][:4]
    if patterns.LENGTH_BEFORE.search(before):
        return None
    is_month_alone = not match["day"] and not match["part"]
    # 三月 is often lunar or no month at all
    if is_month_alone and (not match["month"].isdecimal() or patterns.NO_MONTH_AFTER.match(after)):
        return None
    if is_month_alone and patterns.is_of_any_year(match):
        return None
    year, evidence = context.find_year(parse_number(match["month"]), match.start())
    is_lunar = patterns.LUNAR_CUE.search(match.string, max(0, match.start() - _CUE_CHARS), match.start())
    if not match["month"].isdecimal() and (not year or is_lunar):
        return None  # 五月五日 of a text without dates is as often lunar
    return _read_parts(match, context, year, evidence)


def read_numeric_day(match: re.Match[str], _: TimeContext) -> NamedTime | None:
    """Read 2020-03-01, with the hour behind it."""
    point = CalendarPoint(int(match["year"]), int(match["month"]), int(match["day"]))
    if last := patterns.NUMERIC_SPAN_END.match(match.string, match.end()):
        end = CalendarPoint(int(last["year"]), int(last["month"]), int(last["day"]))
        if value := make_interval(point, end, "stated"):
            return NamedTime(match.start(), last.end(), value, end)
    value = make_single(point, "stated")
    named = make_named_time(match, value, point)
    return _add_hour(match.string, named) if named else None


def read_lone_day(match: re.Match[str], context: TimeContext) -> NamedTime | None:
    """Read the number of a day alone, whose month the paragraph or the date of publication gives."""
    point, evidence = context.find_month(int(match["day"]), match.start())
    if not point.year:
        return None
    if match["last_day"]:
        last = replace(point, day=int(match["last_day"]))
        return make_named_time(match, make_interval(point, last, evidence), last)
    named = make_named_time(match, make_single(point, evidence), point)
    return _add_hour(match.string, named) if named else None


def find_segment_months(segment: str) -> tuple[int, int]:
    """Return the first and the last month of a part of a year.

    >>> find_segment_months("第二季度"), find_segment_months("下半年")
    ((4, 6), (7, 12))
    """
    if segment in _SEGMENT_MONTHS:
        return _SEGMENT_MONTHS[segment]
    quarter = parse_number(segment.removeprefix("第")[0])
    return 3 * quarter - 2, 3 * quarter


def _read_year(match: re.Match[str], context: TimeContext) -> tuple[int, str]:
    """Return the year and how it is known; 0 where it is not known."""
    if match["year"] or match["han_year"]:
        return int(match["year"] or match["han_year"].translate(_HAN_DIGITS)), "stated"
    if match["republic"]:
        return REPUBLIC_YEAR_ZERO + _parse_era_year(match["republic"]), "republic-year"
    if match["era"]:
        return patterns.ERAS[match["era"]] + _parse_era_year(match["era_year"]), "reign-year"
    if match["short_year"]:
        return _read_short_year(int(match["short_year"]), context)
    if match["relative"] in _YEARS_FROM_TEXT:
        named = context.named_before(match.start()).year
        return (named and named + _YEARS_FROM_TEXT[match["relative"]]), "year-from-text"
    year = context.get_told_year(*match.span())
    return (year and year + _YEARS_FROM_PUBLISHED[match["relative"]]), "year-from-published"


def _parse_era_year(numeral: str) -> int:
    if numeral == "元":
        return 1
    if len(numeral) > 1 and not set("十百") & set(numeral):
        return int(numeral.translate(_HAN_DIGITS))  # 一〇九
    return parse_number(numeral)


def _read_short_year(number: int, context: TimeContext) -> tuple[int, str]:
    """Return the year of two or three digits: of the Republic where Traditional text has 98 or 112."""
    if number >= 100 or (context.is_traditional and number >= 80):
        return REPUBLIC_YEAR_ZERO + number, "republic-year"
    if 30 <= number < 50:
        return 0, ""
    return number + (1900 if number >= 50 else 2000), "short-year"


def _is_length(match: re.Match[str], year: int) -> bool:
    """Return whether the number counts years, or belongs to another word."""
    after = match.string[match.end() : match.end() + 4]
    if patterns.NO_YEAR_AFTER.match(after):
        return True
    return (year < _FIRST_SURE_YEAR or year % 100 == 0) and bool(patterns.LENGTH_AFTER.match(after))


def _read_parts(match: re.Match[str], context: TimeContext, year: int, evidence: str) -> NamedTime | None:
    """Read the month and the day behind a year, 0 for one that is not known."""
    month, day = parse_number(match["month"]), parse_number(match["day"] or "0")
    point = CalendarPoint(year, month, day)
    value: TimeValue | None
    if match["last_day"]:
        value = make_interval(point, CalendarPoint(year, month, parse_number(match["last_day"])), evidence)
    elif match["part"]:
        value = make_month_part(point, match["part"], evidence)
    elif match["last_month"]:
        last = CalendarPoint(year, parse_number(match["last_month"]), day)
        value = make_interval(CalendarPoint(year, month), last, evidence)
    else:
        return _extend_span(match, context, point, evidence)
    return make_named_time(match, value, point)


def _extend_span(
    match: re.Match[str], context: TimeContext, point: CalendarPoint, evidence: str
) -> NamedTime | None:
    """Return the time with the end of its span, or with its hour."""
    value = make_single(point, evidence)
    if not value:
        return None
    named = NamedTime(*match.span(), value, point)
    end = patterns.SPAN_END.match(match.string, match.end())
    if (
        end
        and (last := _read_span_end(end, point, context))
        and (span := make_interval(point, last, evidence))
    ):
        return NamedTime(match.start(), end.end(), span, last)
    return _add_hour(match.string, named)


def _read_span_end(end: re.Match[str], first: CalendarPoint, context: TimeContext) -> CalendarPoint | None:
    """Return the last point of a span; None where it is not of the form of the first."""
    month, day = parse_number(end["month"] or "0"), parse_number(end["day"] or "0")
    has_year = bool(end["year"] or end["relative"])
    if bool(day) != bool(first.day) or (month and not first.month) or not (has_year or month or day):
        return None
    if first.month and not month and (has_year or not day):
        return None
    year = first.year
    if end["year"]:
        year = int(end["year"])
    elif end["relative"] in _YEARS_FROM_TEXT:
        year = first.year and first.year + _YEARS_FROM_TEXT[end["relative"]]
    elif end["relative"]:
        year = context.published.year and context.published.year + _YEARS_FROM_PUBLISHED[end["relative"]]
    elif year and month and month < first.month:
        year += 1
    return CalendarPoint(year, month or first.month, day) if bool(year) == bool(first.year) else None


def _add_hour(text: str, named: NamedTime) -> NamedTime:
    """Return the time with the hour that stands behind its day."""
    match = patterns.HOUR.match(text, named.end) if named.point.day else None
    if not match:
        return named
    hour = int(match["hour"])
    if match["part"] in patterns.EVENING_WORDS and hour < _NOON:
        hour += _NOON
    minute = "30" if match["half"] else (match["minute"] or match["han_minute"] or "0").zfill(2)
    norm = f"{named.value.norm}T{hour:02}:{minute}"
    first = norm if named.value.first else ""
    return NamedTime(named.start, match.end(), TimeValue(norm, first, "", named.value.evidence), named.point)
