"""Find the times that a text names, as ISO 8601; what it leaves out follows from the date of publication."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from jiaokan.core.annotations import Mention
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.stages.annotate.mentions.times import calendar_dates, date_patterns, lunar_dates, relative_times
from jiaokan.stages.annotate.mentions.times.calendar_dates import NamedTime, make_named_time
from jiaokan.stages.annotate.mentions.times.time_values import CalendarPoint, TimeContext, make_interval
from jiaokan.text.unicode_ranges import parse_number

Reader = Callable[[re.Match[str], TimeContext], NamedTime | None]

# 上世纪八十年代, 1990年代, 80年代; 20年代 alone may be of this century
_DECADE = compile_on_use(
    r"""
    (?:
      (?P<century>上|20|二十|19|十九)世纪(?P<decade>[1-9]0|[一二三四五六七八九]十)             # 上世纪八十
      |(?<!\d)(?P<century_digits>1[89]|20)(?P<decade_digits>[1-9])0                            # 1990
      |(?<![\d纪一二三四五六七八九十])(?P<lone>[3-9]0|[三四五六七八九]十)                      # 80
    )年代
    """,
    re.VERBOSE,
)
_CENTURY = re.compile(
    r"(?<!\d)(?P<number>1\d|2[01]|二十一|二十|十[一二三四五六七八九])世纪(?=[初末中后前以,。、的上下开])"
)
_CENTURY_WORDS = {"上": 19, "20": 19, "二十": 19, "19": 18, "十九": 18}


def _read_decade(match: re.Match[str], _: TimeContext) -> NamedTime | None:
    if match["century_digits"]:
        year = int(match["century_digits"]) * 100 + int(match["decade_digits"]) * 10
    else:
        century = _CENTURY_WORDS[match["century"]] if match["century"] else 19
        year = century * 100 + parse_number(match["decade"] or match["lone"])
    value = make_interval(CalendarPoint(year), CalendarPoint(year + 9), "decade")
    return make_named_time(match, value)


def _read_century(match: re.Match[str], _: TimeContext) -> NamedTime | None:
    first = (parse_number(match["number"]) - 1) * 100 + 1
    value = make_interval(CalendarPoint(first), CalendarPoint(first + 99), "century")
    return make_named_time(match, value)


_STATED_EVIDENCE = {"stated", "republic-year", "reign-year", "short-year", "year-from-text"}


class _Form(NamedTuple):
    """A way to write a time.

    Attributes:
        anchor: What every match holds; a search for it is fast, since it begins with a character or a class.
        reach: Code points before the anchor in which a match begins.
        pattern: The form.
        read: Gives the time of a match.
        literals: A text without any of them has no anchor.
        before: Matches all that stands before the anchor in a match, up to the anchor; None for anything.
    """

    anchor: re.Pattern[str]
    reach: int
    pattern: re.Pattern[str]
    read: Reader
    literals: tuple[str, ...]
    before: re.Pattern[str] | None = None


# what stands before the word in a match of its form: 青年, 岁月 and 日常 are passed over
_YEARS = re.compile(r"年(?<=[\d〇○零一二三四五六七八九十百元今去明后同次翌当前 ]年)")
_MONTHS = re.compile(r"月(?<=[\d一二三四五六七八九十 ]月)")
_DAYS = re.compile(r"日(?<=\d日)")
# at one offset the earlier form goes first
_FORMS = (
    _Form(
        re.compile("[正腊大农旧阴夏](?:(?<=[正腊])月|(?<=大)年|(?<=[农旧阴夏])历)"),
        5,
        lunar_dates.LUNAR_DAY,
        lunar_dates.read_lunar_day,
        ("正月", "腊月", "大年", "农历", "旧历", "阴历", "夏历"),
    ),
    _Form(
        re.compile(r"年(?<=[\d今去明]年)的?[春大元端七中重腊国]"),
        4,
        lunar_dates.FEAST,
        lunar_dates.read_feast,
        ("年",),
    ),
    _Form(re.compile("世纪"), 3, _CENTURY, _read_century, ("世纪",)),
    _Form(re.compile("0年代|十年代"), 7, _DECADE, _read_decade, ("年代",)),
    _Form(
        _YEARS,
        14,
        date_patterns.YEAR_FIRST,
        calendar_dates.read_year_first,
        ("年",),
        date_patterns.BEFORE_YEAR,
    ),
    _Form(
        _MONTHS,
        8,
        date_patterns.MONTH_FIRST,
        calendar_dates.read_month_first,
        ("月",),
        date_patterns.BEFORE_MONTH,
    ),
    _Form(
        re.compile(r"(?:19|20)\d\d[-/.]\d"),
        0,
        date_patterns.NUMERIC_DAY,
        calendar_dates.read_numeric_day,
        ("-", "/", "."),
    ),
    _Form(_DAYS, 2, date_patterns.DAY_ALONE, calendar_dates.read_lone_day, ("日",)),
    _Form(
        re.compile("[今昨前明][天日晚晨早夜]"),
        0,
        relative_times.DAY_WORD,
        relative_times.read_day_word,
        ("今", "昨", "前", "明"),
    ),
    _Form(
        re.compile("[本这上下]个?[周星礼]"),
        0,
        relative_times.WEEK_WORD,
        relative_times.read_week_word,
        ("周", "星", "礼"),
    ),
    _Form(
        re.compile("月(?:(?<=[本上下]月)|(?<=[本上下]个月))"),
        2,
        relative_times.MONTH_WORD,
        relative_times.read_month_word,
        ("月",),
    ),
    _Form(
        re.compile("当[天日晚]|同日"),
        0,
        relative_times.SAME_DAY,
        relative_times.read_same_day,
        ("当", "同日"),
    ),
    _Form(
        re.compile("季度|半年"),
        3,
        relative_times.SEGMENT_WORD,
        relative_times.read_segment_word,
        ("季度", "半年"),
    ),
)
_MAX_TRIED_STARTS = 5  # places of a match to begin at
_MAX_TIME_CHARS = 48  # code points behind an anchor in which a match ends


def _find_matches(text: str, form: _Form) -> Iterator[re.Match[str]]:
    """Yield the matches of a form; only what stands round its anchors is searched."""
    end = 0
    for anchor in form.anchor.finditer(text):
        if anchor.start() < end:
            continue
        first, last = max(end, anchor.start() - form.reach), anchor.end() + _MAX_TIME_CHARS
        if form.before and (before := form.before.search(text, first, anchor.start())):
            first = before.start()
        starts = range(first, anchor.start() + 1)
        if len(starts) <= _MAX_TRIED_STARTS:  # few places to begin at: each is tried, and nothing behind them
            match = next(filter(None, (form.pattern.match(text, start, last) for start in starts)), None)
        else:
            match = form.pattern.search(text, first, last)
        if match and match.start() <= anchor.start():
            yield match
            end = match.end()


def find_times(text: AnnotatedText) -> Iterator[Mention]:
    """Yield the times that a text names."""
    is_traditional = text.facts.get("script") == "Hant"
    for named in name_times(
        text.view.text, text.published, is_traditional=is_traditional, title=text.facts.get("title", "")
    ):
        value, span = named.value, text.view.map_back(named.start, named.end)
        yield Mention("time", span, value.norm, "", value.first, value.last, value.evidence)


def name_times(
    text: str, published: str, *, is_traditional: bool = False, title: str = ""
) -> list[NamedTime]:
    """Return the times that a normalized text names, in order.

    Args:
        text: The normalized view of the text.
        published: When it was published, ISO 8601; "" where that is not known.
        is_traditional: Whether the page is in Traditional script, so that 98年 is a year of the Republic.
        title: The title of the page, whose year may be older than the publication.

    >>> text = "昨日,市委召开会议。12月25日至27日,民国三十八年"
    >>> [named.value.norm for named in name_times(text, "2020-01-08")]
    ['2020-01-07', '2019-12-25/2019-12-27', '1949']
    >>> [(named.value.norm, named.value.evidence) for named in name_times("3月5日上午9时30分开幕", "")]
    [('--03-05T09:30', 'no-year')]
    """
    context = TimeContext(text, published, is_traditional=is_traditional, title=title)
    matches = [
        (match.start(), number, match, form.read)
        for number, form in enumerate(_FORMS)
        if any(map(text.__contains__, form.literals))
        for match in _find_matches(text, form)
    ]
    times: list[NamedTime] = []
    end = 0
    for start, _, match, read in sorted(matches, key=lambda item: item[:2]):
        if start >= end and (named := read(match, context)):
            times.append(named)
            end = named.end
            # 延长至12月31日: a day to come gives no year to those told behind it
            is_to_come = named.value.evidence == "year-from-text" and context.is_future(start)
            is_stated = named.value.evidence in _STATED_EVIDENCE and not is_to_come
            if not date_patterns.SAME_PERIOD.match(text, end):
                context.note_point(named.point, end, is_stated=is_stated)
    return times
