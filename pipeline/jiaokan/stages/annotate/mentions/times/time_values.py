"""Values of times as ISO 8601, and what a text and its date of publication say of the year and the day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.metadata.date_forms import format_day
from jiaokan.stages.annotate.mentions.times.news_sentences import is_told_by_news

OPEN_YEAR = "no-year"  # evidence of a day or month whose year nothing says
MONTH_PARTS = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_MAX_CARRY_CHARS = 300  # code points over which a date gives its year to one without, in the same paragraph
_MONTHS_OF_HALF_YEAR = 6
_FUTURE_CUE = re.compile("将|拟|预计|定于|计划|截止|报名|即将|届时")
_CUE_CHARS = 20  # code points before a date in which the cue stands
_DEADLINE = re.compile(r"\d{1,2}月(?:份|\d{1,2}[日号]|[初底])?之?前")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_TITLE_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_MIN_TITLE_AGE_YEARS = 2  # from the year in a title to the publication of a page that tells of older days
# a line that is a year and no more: the head of a list by months
_YEAR_LINE = re.compile(r"^[^\w\n]*((?:19|20)\d\d)年?[^\w\n]*$", re.MULTILINE)
_MAX_LIST_CHARS = 1500  # code points from such a line to the last month below it
_NO_WORD = re.compile(r"[^\w\n]*")


@dataclass(frozen=True, slots=True)
class TimeValue:
    """What a time is in the calendar.

    Attributes:
        norm: ISO 8601: a day, a month, a year, or an interval of them; "--03-05" without a year.
        first: First day, month or year, "" where the year is open.
        last: The last one of an interval, "" for a single one.
        evidence: How it is known.
    """

    norm: str
    first: str = ""
    last: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class CalendarPoint:
    """A year, month or day; 0 for what is not said."""

    year: int = 0
    month: int = 0
    day: int = 0

    def format_iso(self) -> str:
        """Return the point in ISO 8601, "" where the calendar has no such day.

        >>> CalendarPoint(2020, 3).format_iso(), CalendarPoint(0, 3, 5).format_iso()
        ('2020-03', '--03-05')
        >>> CalendarPoint(2019, 2, 29).format_iso()
        ''
        """
        if self.day and not format_day(self.year or 2000, self.month, self.day):
            return ""
        year = f"{self.year:04}" if self.year else "-"
        return year + "".join(f"-{number:02}" for number in (self.month, self.day) if number)


NO_POINT = CalendarPoint()


def make_single(point: CalendarPoint, evidence: str) -> TimeValue | None:
    """Return the value of a single point; its bounds stay open where it has no year."""
    norm = point.format_iso()
    return TimeValue(norm, norm if point.year else "", "", evidence) if norm else None


def make_interval(first: CalendarPoint, last: CalendarPoint, evidence: str) -> TimeValue | None:
    """Return the value from one point to another, None where the second is not the later one."""
    start, end = first.format_iso(), last.format_iso()
    if not start or not end or (first.year and start >= end):
        return None
    bounds = (start, end) if first.year else ("", "")
    return TimeValue(f"{start}/{end}", *bounds, evidence)


def make_month_part(point: CalendarPoint, part: str, evidence: str) -> TimeValue | None:
    """Return the value of a part of a month, such as 上旬."""
    first, last = MONTH_PARTS[part]
    last = min(last, monthrange(point.year or 2000, point.month)[1])
    return make_interval(
        CalendarPoint(point.year, point.month, first), CalendarPoint(point.year, point.month, last), evidence
    )


class TimeContext:
    """What is known at an offset of a text: the date of publication, and the dates named before.

    Attributes:
        published: The date of publication; its parts are 0 where they are not known.
        is_traditional: Whether most of the page is in Traditional script.
    """

    def __init__(self, text: str, published: str, *, is_traditional: bool, title: str = "") -> None:
        # a generator of pages writes 0001-01-01 where it has no date
        match = _ISO_DATE.match(published if "1900" <= published < "2100" else "")
        self.published = CalendarPoint(*(int(part or 0) for part in match.groups())) if match else NO_POINT
        self.is_traditional = is_traditional
        self._text = text
        years = [int(year) for year in _TITLE_YEAR.findall(title)]
        self._is_of_older_days = (
            bool(years) and max(years) <= self.published.year - _MIN_TITLE_AGE_YEARS
        )  # 2014年4月游香港, published in 2021
        self._named = self._stated = CalendarPoint()
        self._named_end = self._stated_end = -1

    @lazy_property
    def _year_lines(self) -> list[tuple[int, int]]:
        """The lines that are a year and no more: where each ends, and its year."""
        return [(line.end(), int(line[1])) for line in _YEAR_LINE.finditer(self._text)]

    @property
    def published_day(self) -> date | None:
        """The day of publication, None where the page does not say it."""
        point = self.published
        return date(point.year, point.month, point.day) if point.day and point.format_iso() else None

    def note_point(self, point: CalendarPoint, end: int, *, is_stated: bool) -> None:
        """Remember a point that the text names; `is_stated` where the text says its year."""
        if point.year:
            self._named, self._named_end = point, end
            if is_stated:
                self._stated, self._stated_end = point, end

    def named_before(self, offset: int) -> CalendarPoint:
        """Return the point named last before an offset, in the same paragraph and not far from it."""
        return self._named if self._is_near(self._named_end, offset) else NO_POINT

    def _is_near(self, end: int, offset: int) -> bool:
        return 0 <= end <= offset <= end + _MAX_CARRY_CHARS and "\n" not in self._text[end:offset]

    def get_told_year(self, start: int, end: int) -> int:
        """Return the year that 今年 means: that of publication; 0 where it may be an older one."""
        is_older = self._is_of_older_days and not is_told_by_news(self._text, start, end)
        return 0 if is_older else self.published.year

    def _find_year_of_list(self, offset: int) -> int:
        """Return the year that heads the list of months whose line begins before an offset, 0 for none."""
        line = self._text.rfind("\n", 0, offset) + 1
        if not _NO_WORD.fullmatch(self._text, line, offset) or not self._year_lines:
            return 0
        above = [(end, year) for end, year in self._year_lines if end < line]
        end, year = above[-1] if above else (0, 0)
        return year if offset - end <= _MAX_LIST_CHARS else 0

    def find_year(self, month: int, offset: int) -> tuple[int, str]:
        """Return the year of a month that stands without one, and how it is known; 0 for open."""
        stated = self._stated
        if stated.month and self._is_near(self._stated_end, offset):
            # 2019年12月31日……1月3日
            return stated.year + (stated.month - month > _MONTHS_OF_HALF_YEAR), "year-from-text"
        if year := self._find_year_of_list(offset):
            return year, "year-from-text"
        published = self.published
        if not self.get_told_year(offset, offset):
            return 0, OPEN_YEAR
        ahead = month - published.month if published.month else 0
        is_future = self.is_future(offset)
        if ahead > 4 and not is_future:  # months that are meant may be those of last year
            return (published.year - 1, "year-from-published") if ahead >= 8 else (0, OPEN_YEAR)
        if ahead <= -9 and is_future:
            return published.year + 1, "year-from-published"
        return published.year, "year-from-published"

    def is_future(self, offset: int) -> bool:
        """Return whether the words before a date, or 之前 behind it, say that it is to come."""
        is_announced = _FUTURE_CUE.search(self._text, max(0, offset - _CUE_CHARS), offset)
        return bool(is_announced or _DEADLINE.match(self._text, offset))

    def find_month(self, day: int, offset: int) -> tuple[CalendarPoint, str]:
        """Return the day of a number that stands at an offset without a month, and how it is known."""
        named = self.named_before(offset)
        if named.month:
            # 1月28日……3日 is of the next month; 1月……3日 is of the same
            month_step = int(named.day > 0 and day < named.day - 15)
            return _shift_month(named, month_step, day), "month-from-text"
        published = self.published
        if not published.day:
            return NO_POINT, ""
        month_step = -1 if day > published.day + 1 and not self.is_future(offset) else 0
        return _shift_month(published, month_step, day), "from-published"


def _shift_month(point: CalendarPoint, months: int, day: int) -> CalendarPoint:
    number = point.year * 12 + point.month - 1 + months
    return CalendarPoint(number // 12, number % 12 + 1, day)
