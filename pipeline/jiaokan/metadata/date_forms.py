"""Written dates of Chinese pages and their ISO 8601 values, as precise as they are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.western_days import MONTHS, WEEKDAYS, find_western_days
from jiaokan.text.line_index import LineIndex
from jiaokan.text.unicode_ranges import parse_number

BEIJING = timezone(timedelta(hours=8))
MAX_TIME_LINE_CHARS = 60  # code points of a line that holds the time of publication and little else
REPUBLIC_YEAR_ZERO = 1911  # 民国109年 is 2020
# what must not stand before the year is asked behind its first digit: a search skips to these digits
_DAY = compile_on_use(
    r"""(?P<year>(?:1(?<![\d-]1)9[0-9]|2(?<![\d-]2)0[0-4])\d)\s?
    (?:-\s?(?P<m1>1[0-2]|0?[1-9])\s?-\s?(?P<d1>3[01]|[12]\d|0?[1-9])    # 2020-2-1
    |[/.]\s?(?P<m2>1[0-2]|0?[1-9])\s?[/.]\s?(?P<d2>3[01]|[12]\d|0?[1-9])  # 2020/02/01, 2016. 10. 18
    |\s?年\s{0,2}(?P<m3>1[0-2]|0?[1-9])\s{0,2}月\s{0,2}(?P<d3>3[01]|[12]\d|0?[1-9])\s?[日号]?)  # 2020年2月1日
    (?!\d(?!\d?:\d\d))""",
    re.VERBOSE,
)
# a year of the Republic: 民国109年2月1日, 112/05/06
_REPUBLIC_DAY = compile_on_use(
    r"""
    (?<![\d./-])(?P<named>(?:中华)?民国)?\s?
    (?P<year>1[01]\d|9\d|(?<=民国)\d\d|(?<=民国\s)\d\d)\s?          # 109, 98; of two digits behind 民国
    (?:年|[-/.])\s?(?P<month>1[0-2]|0?[1-9])\s?
    (?:月|[-/.])\s?(?P<day>3[01]|[12]\d|0?[1-9])(?![\d.])(?:\s?日)?
    """,
    re.VERBOSE,
)
# every one has one of these: 109年, 98/, 民国
_REPUBLIC_SIGN = compile_on_use(r"[19民](?:(?:(?<=(?<!\d)1)[01]\d|(?<=(?<!\d)9)\d)\s?[-/.年]|(?<=民)国)")
_HAN_DAY = compile_on_use(
    r"(?P<year>[一二][〇○零０0一二三四五六七八九]{3})年(?P<month>十[一二]?|[一二三四五六七八九])月"
    r"(?P<day>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
_HAN_DIGITS = str.maketrans("〇○零０一二三四五六七八九", "0000123456789")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
# Nov 9, 2018, 十一月 6th, 2009; Tue, 20 Aug 2019
_ENGLISH_DAY = compile_on_use(
    rf"""
    (?<![A-Za-z\d])(?:(?:{"|".join(WEEKDAYS)})[a-z]{{0,6}}\s?,?\s{{0,2}})?
    (?:
      (?P<m1>{_MONTH}|(?:十[一二]?|[一二三四五六七八九]|1[0-2]|[1-9])月)
      \s{{1,2}}(?P<d1>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:\s?,|(?=\s))  # Nov 9, 8月 23 2017
      |(?P<d2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\s{{1,2}}(?P<m2>{_MONTH})\s?,?   # 20 Aug
    )
    \s{{0,2}}(?P<year>(?:19|20)\d\d)(?!\d|\s?[人年元个名万多余])
    """,
    re.I | re.VERBOSE,
)
# every one has such a month and such a year
_ENGLISH_MONTH = compile_on_use(r"[A-Za-z]{3}|月\s")
_ENGLISH_YEAR = compile_on_use(r"(?:[,.A-Za-z]\s{0,3}|\d\s{1,3})(?:19|20)\d\d")
# the hour behind a day, with seconds and zone where they are written
_HOUR = compile_on_use(
    r"""(?:T|,?\s{0,3})(?:\(?(?:星期|周).\)?,?\s{0,3})?
    # -18:00 behind minutes is no zone: it ends a span of hours
    # 2012年12月10日, 格林尼治标准时间10:41
    (?:\(?(?:格林尼[治威]标准|北京|当地|本地|香港|台北|美东|东部)时间\)?\s?:?\s?)?
    (?:(?P<before>[上下]午|早上|晚上|[AP]M)\s{0,2})?
    (?P<hour>2[0-3]|[01]?\d)(?::|时|点)(?P<minute>[0-5]\d)分?
    (?:(?::|(?<=分))(?P<second>[0-5]\d)秒?(?:\.\d+)?)?(?:\s?(?P<behind>[AP]\.?M)\b\.?)?
    (?:\s?(?P<zone>Z|GMT|UTC|[+-]\d{4}|\+\d\d:\d\d|(?<=:\d\d:\d\d)-\d\d:\d\d)(?![\dA-Z]))?""",
    re.VERBOSE | re.I,
)
NOON = 12
_DAY_MARKS = "年-:/.,"  # every form of a day has one of them, or a year in English
# what every form of a day has; a search skips to the mark, which few lines of prose have
_HAS_DAY = compile_on_use(
    r"""
    [-/.年:\s](?:
      (?<=\d[-/.年])|(?<=\d\s[-/.年])                            # 2020年, 2020 /
      |(?<=[〇○零０一二三四五六七八九]年)                           # 二〇二〇年
      |(?<=:)\d\d[ ]                                              # 15:26:29 1999
      |(?:(?<=月\s)|(?<=[A-Za-z]{3}\s)|(?<=[A-Za-z]{3}\.\s))\s?\d   # 十一月 6th, Nov. 9
      |(?<=\d\s)[A-Z][a-z]                                        # 20 Aug
    )
    """,
    re.VERBOSE,
)
_SECONDS = compile_on_use(r"1\d{9}(?:\d{3})?")  # since 1970, or thousandths of them
_PACKED_DAY = compile_on_use(r"(?<!\d)((?:19[89]|20[0-4])\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])(?!\d)")
_DAYS_IN_URL = (
    # /2020/01/30/, /20200130/, /202001301653, t20200130_1
    re.compile(r"/(20[0-4]\d)([-/]?)([01]\d)\2([0-3]\d)(?=\D|$|\d{4})"),
    re.compile(r"(?<!\d)((?:19[89]|20[0-4])\d)([-/_.]?)(1[0-2]|0[1-9])[-/_.]?(3[01]|[12]\d|0[1-9])(?!\d{3})"),
    re.compile(r"(?<!\d)((?:19[89]|20[0-4])\d)([-/_])(1[0-2]|[1-9])[-/_](3[01]|[12]\d|[1-9])(?!\d)"),
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a line: its ISO 8601 value and its half-open place in code points."""

    value: str
    start: int
    end: int


def has_sign_of_day(text: str) -> bool:
    """Tell whether a normalized text has what every form of a day has, but for one of eight digits.

    >>> has_sign_of_day("2023年"), has_sign_of_day("会议在江城召开,20人出席")
    (True, False)
    """
    return bool(_HAS_DAY.search(text))


def find_lines_with_day(index: LineIndex) -> list[int]:
    """Return the numbers of the lines that may have the sign of a day; `has_sign_of_day` tells surely."""
    return index.find_matching_lines(_HAS_DAY)


def find_dates(text: str) -> Iterator[DateMention]:
    """Return the dates of a normalized text that the calendar has, one after another.

    >>> [mention.value for mention in find_dates("发布：2023年5月6日 8:30 更新：2023-02-30")]
    ['2023-05-06T08:30']
    >>> [mention.value for mention in find_dates("民国98年11月3日，二〇二三年五月六日，十一月 6th, 2009")]
    ['2009-11-03', '2023-05-06', '2009-11-06']
    >>> [mention.value for mention in find_dates("Nov 9, 2018, 5:08 PM; Tue, 20 Aug 2019 13:58:00 GMT")]
    ['2018-11-09T17:08', '2019-08-20T13:58:00Z']
    """
    return iter(_list_dates_of_line(text)) if len(text) <= MAX_TIME_LINE_CHARS else _iterate_dates(text)


@lru_cache(maxsize=256)  # several finders ask for the dates of the same short lines of a page
def _list_dates_of_line(text: str) -> tuple[DateMention, ...]:
    return tuple(_iterate_dates(text))


def _iterate_dates(text: str) -> Iterator[DateMention]:
    has_mark = any(map(text.__contains__, _DAY_MARKS)) or _ENGLISH_YEAR.search(text)
    if not has_mark or not _HAS_DAY.search(text):
        return
    for match in _DAY.finditer(text):
        month, day = (match[f"{name}1"] or match[f"{name}2"] or match[f"{name}3"] for name in "md")
        yield from _make_mention(text, match, (int(match["year"]), int(month), int(day)))
    for match in _REPUBLIC_DAY.finditer(text) if _REPUBLIC_SIGN.search(text) else ():
        year = int(match["year"]) + REPUBLIC_YEAR_ZERO
        yield from _make_mention(text, match, (year, int(match["month"]), int(match["day"])))
    for match in _HAN_DAY.finditer(text) if "年" in text else ():
        year = int(match["year"].translate(_HAN_DIGITS))
        yield from _make_mention(
            text, match, (year, parse_number(match["month"]), parse_number(match["day"]))
        )
    for match, day_of_year, time in find_western_days(text):
        yield from _make_mention(text, match, day_of_year, time)
    is_english = _ENGLISH_YEAR.search(text) and _ENGLISH_MONTH.search(text)
    for match in _ENGLISH_DAY.finditer(text) if is_english else ():
        month = _parse_month(match["m1"] or match["m2"])
        yield from _make_mention(text, match, (int(match["year"]), month, int(match["d1"] or match["d2"])))


def _parse_month(name: str) -> int:
    """Return the number of a month that is named in English or Chinese.

    >>> _parse_month("Sept."), _parse_month("十一月")
    (9, 11)
    """
    if name.endswith("月"):
        return int(name[:-1]) if name[:-1].isdigit() else parse_number(name[:-1])
    return MONTHS.index(name[:3].capitalize()) + 1


def _make_mention(
    text: str, match: re.Match[str], day: tuple[int, int, int], time: str = ""
) -> Iterator[DateMention]:
    """Yield a date; `time` stands in the match, or behind it where there is none."""
    if value := format_day(*day):
        hour, end = (f"T{time}", match.end()) if time else read_hour(text, match.end())
        yield DateMention(value + hour, match.start(), end)


def format_day(year: int, month: int, day: int) -> str:
    """Return a day in ISO 8601, "" where the calendar has no such day."""
    try:
        return datetime(year, month, day).date().isoformat()
    except ValueError:
        return ""


def read_hour(text: str, at: int) -> tuple[str, int]:
    """Return the hour that stands right behind a day, in ISO 8601, and where it ends; ("", at) for none.

    >>> read_hour("2023-05-06 8:30", 10), read_hour("2023-05-06T08:30:00+0800", 10)
    (('T08:30', 15), ('T08:30:00+08:00', 24))
    >>> read_hour("2023-05-06 下午 3:20", 10), read_hour("2023-05-06 11:30 pm", 10)
    (('T15:20', 18), ('T23:30', 19))
    """
    match = _HOUR.match(text, at)
    if not match:
        return "", at
    hour, minute, second, zone = match.group("hour", "minute", "second", "zone")
    half = (match["before"] or match["behind"] or "").upper().replace(".", "")
    if half in ("下午", "晚上", "PM") and int(hour) < NOON:
        hour = str(int(hour) + NOON)
    elif half in ("上午", "AM") and int(hour) == NOON:
        hour = "0"
    if zone and zone.isalpha():
        zone = "Z"
    elif zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"T{int(hour):02}:{minute}" + (f":{second}" if second else "") + (zone or ""), match.end()


def parse_stated_date(value: str) -> str:
    """Return the ISO 8601 value of what a field of a head or a script states, "" where it states none.

    >>> parse_stated_date("1683333000"), parse_stated_date("20230506"), parse_stated_date("2023-05-06T08:30Z")
    ('2023-05-06T08:30:00+08:00', '2023-05-06', '2023-05-06T08:30Z')
    """
    if _SECONDS.fullmatch(value):
        return datetime.fromtimestamp(int(value[:10]), BEIJING).isoformat()
    if found := next(find_dates(value), None):
        return found.value
    packed = find_packed_day(value)
    return packed.value if packed else ""


def find_packed_day(text: str, at: int = 0) -> DateMention | None:
    """Return the first day that is written as eight digits from a place on.

    >>> find_packed_day("date:20051103").value
    '2005-11-03'
    """
    match = _PACKED_DAY.search(text, at)
    value = format_day(int(match[1]), int(match[2]), int(match[3])) if match else ""
    return DateMention(value, *match.span()) if match and value else None


def find_dates_in_url(url: str) -> Iterator[str]:
    """Yield the days that the path of an address names, the surest form first, each once.

    >>> list(find_dates_in_url("https://a.cn/content/2020/01/30/6660312.html"))
    ['2020-01-30']
    """
    matches = (match for pattern in _DAYS_IN_URL for match in pattern.finditer(url))
    days = dict.fromkeys(format_day(int(match[1]), int(match[3]), int(match[4])) for match in matches)
    yield from filter(None, days)
