"""Read times counted from the day of publication, or from a day that the text named: 昨日, 上周五, 当天."""

import re
from dataclasses import replace
from datetime import date, timedelta

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.stages.annotate.mentions.times.calendar_dates import (
    NamedTime,
    find_segment_months,
    make_named_time,
)
from jiaokan.stages.annotate.mentions.times.news_sentences import is_told_by_news
from jiaokan.stages.annotate.mentions.times.time_values import (
    CalendarPoint,
    TimeContext,
    make_interval,
    make_month_part,
    make_single,
)

_EVIDENCE = "from-published"
# 今天 alone may mean nowadays: in 今天的中国, 到今天; and names of columns begin with 今日
DAY_WORD = compile_on_use(
    r"""
    (?<![至到如在于的从把让])(?<!美好)                                           # 到今天, 美好明天
    (?P<word>今[天日晚晨早]|昨[天日晚晨夜早]
      |(?<![目之以提生空])前[天日晚](?!本)|明[天日晚晨](?!会更))
    (?!的|之|我们                                                                # 今天的中国
      |头条|说法|关注|推荐|热点|焦点|俄罗斯|美国|看点|要闻|最新|新闻|资讯|话题   # 今日头条
      |股市|行情|油价|汇率|重现|出版|报|星|黄花|社会|世界|中国)
    """,
    re.VERBOSE,
)
_DAYS = {"今": 0, "昨": -1, "前": -2, "明": 1}
# 上周五, 本周, 下星期一; no 本周期, 上周边
WEEK_WORD = re.compile(
    "(?P<week>[本这上下])(?:个)?(?:周|星期|礼拜)(?:(?P<day>[一二三四五六日天])|(?P<end>末)|(?![期边年报刊转围折岁易到全详游]))"
)
_WEEKS = {"本": 0, "这": 0, "上": -1, "下": 1}
# 本月15日, 上月底, 下个月
MONTH_WORD = re.compile(
    r"""
    (?P<month>[本上下])(?:个)?月(?!度|台|季|饼)                                  # 本月, 下个月
    (?:
      (?P<day>3[01]|[12]\d|[1-9])(?:[-~至到](?P<last_day>3[01]|[12]\d|[1-9]))?[日号]   # 15日, 15至17日
      |(?P<part>[上中下]旬|[初底末])                                             # 上旬, 底
    )?
    """,
    re.VERBOSE,
)
# 当天, at the head of a clause: the day that the text named last; 当日采样 is any day
SAME_DAY = re.compile(r"(?<=[,。;!?:\s“])(?P<word>当[天日晚]|同日)(?=[,上下中晚凌早]|\d)")
# 一季度 without a year
SEGMENT_WORD = re.compile("(?<![\\d年度初同])(?P<segment>第?[一二三四]季度|前三季度|[上下]半年)(?![报末])")
_MONDAY_TO_SUNDAY = "一二三四五六日"


def read_day_word(match: re.Match[str], context: TimeContext) -> NamedTime | None:
    """Read 今天, 昨晚 and such; None in speech, which may be older than the page."""
    published = context.published_day
    if not published or not is_told_by_news(match.string, *match.span()):
        return None
    return _make_day(match, published + timedelta(_DAYS[match["word"][0]]), _EVIDENCE)


def read_week_word(match: re.Match[str], context: TimeContext) -> NamedTime | None:
    """Read 上周五, or a whole week."""
    published = context.published_day
    if not published or not is_told_by_news(match.string, *match.span()):
        return None
    monday = published - timedelta(published.weekday()) + timedelta(7 * _WEEKS[match["week"]])
    if match["day"]:
        number = _MONDAY_TO_SUNDAY.index(match["day"].replace("天", "日"))
        return _make_day(match, monday + timedelta(number), _EVIDENCE)
    first = monday + timedelta(5 if match["end"] else 0)
    value = make_interval(_to_point(first), _to_point(monday + timedelta(6)), _EVIDENCE)
    return make_named_time(match, value)


def read_month_word(match: re.Match[str], context: TimeContext) -> NamedTime | None:
    """Read 本月, 上月15日, 下月初."""
    published = context.published
    if not published.month or not is_told_by_news(match.string, *match.span()):
        return None
    number = published.year * 12 + published.month - 1 + _WEEKS[match["month"]]
    point = CalendarPoint(number // 12, number % 12 + 1, int(match["day"] or 0))
    value = make_single(point, _EVIDENCE)
    if match["part"]:
        value = make_month_part(point, match["part"], _EVIDENCE)
    elif match["last_day"]:
        value = make_interval(point, replace(point, day=int(match["last_day"])), _EVIDENCE)
    return make_named_time(match, value, point)


def read_same_day(match: re.Match[str], context: TimeContext) -> NamedTime | None:
    """Read 当天 where the paragraph has named a day."""
    point = context.named_before(match.start())
    value = make_single(point, "day-from-text") if point.day else None
    return make_named_time(match, value, point)


def read_segment_word(match: re.Match[str], context: TimeContext) -> NamedTime | None:
    """Read 一季度 without a year: of the year named before, or of the last one that it was over in."""
    first, last = find_segment_months(match["segment"])
    named, published = context.named_before(match.start()), context.published
    if named.year:
        year, evidence = named.year, "year-from-text"
    elif published.month and last <= published.month + 3:
        year, evidence = published.year, "year-from-published"
    elif published.month and published.month <= 4 and last >= 9:
        year, evidence = published.year - 1, "year-from-published"
    else:
        return None
    value = make_interval(CalendarPoint(year, first), CalendarPoint(year, last), evidence)
    return make_named_time(match, value)


def _make_day(match: re.Match[str], day: date, evidence: str) -> NamedTime | None:
    point = _to_point(day)
    value = make_single(point, evidence)
    return make_named_time(match, value, point)


def _to_point(day: date) -> CalendarPoint:
    return CalendarPoint(day.year, day.month, day.day)
