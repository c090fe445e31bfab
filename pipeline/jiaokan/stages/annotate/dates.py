"""Dates as Chinese pages print them, to ISO 8601, as precise as they are."""

import re
from collections.abc import Iterator
from datetime import date, datetime

# 2020-2-1 12:00 | 2020/02/01 | 2020.02.01 12:00:30 | 2020年2月1日 12时30分 | 2020-02-01T12:00
DATE_PATTERN = (
    r"(?P<date>(?<!\d)(?P<year>(?:19|20)\d\d|民国\s?\d{2,3})(?:-|/|\.|\s?年\s?)(?P<month>\d{1,2})(?:-|/|\.|\s?月\s?)(?P<day>\d{1,2})(?!\d)\s?日?"
    r"(?:[T\s]{0,3}(?P<hour>\d{1,2})(?::|时|点)(?P<minute>\d{2})(?::(?P<second>\d{2}))?分?)?)"
)
_DATE_IN_URL = re.compile(r"/(20[0-4]\d)([-/]?)([01]\d)\2([0-3]\d)(?=\D|$|\d{4})")


def format_iso_time(match: re.Match[str]) -> str:
    """Return the date of a DATE match in ISO 8601, "" where the calendar has no such day."""
    names = ("month", "day", "hour", "minute", "second")
    parts = [_parse_year(match["year"]), *(int(match[name]) for name in names if match[name])]
    try:
        moment = datetime(*parts)  # type: ignore[arg-type]
    except ValueError:
        return ""
    if len(parts) == 3:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds" if len(parts) == 6 else "minutes")


def _parse_year(said: str) -> int:
    """Return a year of the common era, also for one of the Republic: 民国109 is 2020."""
    republic = said.removeprefix("民国")
    return int(republic) + 1911 * (republic != said)


def find_dates_in_url(url: str) -> Iterator[str]:
    """Yield the days that the path of an address names: /2020/01/30/, /20200130/, /202001301653."""
    for match in _DATE_IN_URL.finditer(url):
        try:
            yield date(int(match[1]), int(match[3]), int(match[4])).isoformat()
        except ValueError:  # the calendar has no such day
            continue
