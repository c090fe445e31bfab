"""Find the day on which a page was published."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import chain
from urllib.parse import urlsplit

from jiaokan.core.edits import Span
from jiaokan.stages.extract.facts.html_evidence import Evidence, View
from jiaokan.stages.extract.html.page_head import Head, Said
from jiaokan.text.unicode_ranges import parse_number

_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "pubdate", "publishdate", "publish_date", "publication_date", "pub_date", "publish-date",
    "apub:time", "weibo:article:create_at", "bytedance:published_time", "dc.date.issued",
    "dcterms.issued", "dc.date", "date", "og:release_date", "sailthru.date", "article.published",
    "og:time", "_pubtime", "filetime", "createdate", "maketime",
)  # fmt: skip
_DATA = ("datepublished", "datecreated", "uploaddate", "pubdate", "publishtime", "ptime", "pub_time")
_DAY = re.compile(
    r"(?<!\d)((?:19[89]|20[0-4])\d)\s*(?:[-/.]\s*(1[0-2]|0?[1-9])\s*[-/.]\s*(3[01]|[12]\d|0?[1-9])(?!\d)"
    r"|年\s*(1[0-2]|0?[1-9])\s*月\s*(3[01]|[12]\d|0?[1-9])\s*[日号]?)"
)
_ROC = re.compile(
    r"(?<!\d)(?:中华民国|民国)?\s*(1[01]\d|9\d)\s*(?:年|[-/.])\s*(1[0-2]|0?[1-9])\s*(?:月|"
    r"[-/.])\s*(3[01]|[12]\d|0?[1-9])(?!\d)"
)
_DATED = re.compile(r"\d\d\s*[-/.年]|[〇○零０一二三四五六七八九]年")  # what every written day has
_CHINESE = re.compile(
    r"([一二][〇○零０一二三四五六七八九]{3})年(十[一二]?|[一二三四五六七八九])月(三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
_DIGITS = str.maketrans("〇○零０一二三四五六七八九", "0000123456789")
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")  # since 1970, or thousandths of them
_BEIJING = timezone(timedelta(hours=8))
_CHANGED = re.compile(r"更新|修改|编辑")
_LABEL = re.compile(r"时间|日期|发布|发表|发文|更新|刊登|出版|上传|上架|创建|提交|撰写|posted|published|建立")
_OTHER = re.compile(r"截止|活动|注册|上次|最后登录|开始|结束|今天|现在|copyright|©|版权|下一篇|上一篇|归档")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
# the hour behind a day, with seconds and zone where they are said
_HOUR = re.compile(
    r"[T\s]*(?:\(?(?:星期|周).\)?\s*)?(2[0-3]|[01]?\d)[:时](\d\d)(?::(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?"
)
# what scripts of WeChat and other pages call the time of publication
_IN_SCRIPT = re.compile(
    r"\b(?:publish_time|publishTime|ori_create_time|createTime|ct)[\"']?\s*[=:]\s*[\"']"
    r"(1\d{9}|20\d\d-[01]\d-[0-3]\d[^\"'\n]{0,15})[\"']"
)
_TIME_REACH = 3000  # code points between the top of the text and the element that says its time
_IN_URL = (
    re.compile(r"(?<!\d)((?:19[89]|20[0-4])\d)[-/_.]?(1[0-2]|0[1-9])[-/_.]?(3[01]|[12]\d|0[1-9])(?!\d{3})"),
    re.compile(r"(?<!\d)((?:19[89]|20[0-4])\d)[-/_](1[0-2]|[1-9])[-/_](3[01]|[12]\d|[1-9])(?!\d)"),
)


def published(view: View, head: Head, url: str | None) -> Evidence | None:
    """Return the day of publication, ISO 8601, with its source; None where nothing says it."""
    return next(chain(_said(head), _elements(view, head), _scripts(head), _shown(view), _linked(url)), None)


def iso(match: re.Match[str], era: int = 0) -> str:
    """Return the day of a match in ISO 8601, "" where the calendar has no such day."""
    year, month, day = (int(part) for part in match.groups() if part is not None)
    return _iso(year + era, month, day)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _said(head: Head) -> Iterator[Evidence]:
    data = [s for path, s in head.data if path.rsplit(".", 1)[-1].lower() in _DATA]
    metas = [head.metas[name] for name in _METAS if name in head.metas]
    for said in (*metas, *data):
        yield from _value(said)


def _value(said: Said) -> Iterator[Evidence]:
    if _SECONDS.fullmatch(said.value):
        time = datetime.fromtimestamp(int(said.value[:10]), _BEIJING).isoformat()
        yield Evidence("published", time, said.name, said.span)
    match = _DAY.search(said.value) or _IN_URL[0].search(said.value)
    if match and (day := iso(match)):
        yield Evidence("published", day + hour_after(said.value, match.end()), said.name, said.span)


def hour_after(text: str, at: int) -> str:
    """Return the hour that stands right behind a day, in ISO 8601, "" for none.

    >>> hour_after("2023-05-06 8:30", 10), hour_after("2023-05-06T08:30:00+08:00", 10)
    ('T08:30', 'T08:30:00+08:00')
    """
    match = _HOUR.match(text, at)
    if not match:
        return ""
    hour, minute, second, zone = match.groups()
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"T{int(hour):02}:{minute}" + (f":{second}" if second else "") + (zone or "")


def _elements(view: View, head: Head) -> Iterator[Evidence]:
    """Yield what the `time` element nearest to the top of the text says."""
    top = view.spans[view.title if view.title >= 0 else view.top].start if view.spans else 0
    near = sorted((abs(said.span.start - top), at) for at, said in enumerate(head.times))
    for distance, at in near[:1]:
        if distance <= _TIME_REACH:
            yield from _value(head.times[at])


def _scripts(head: Head) -> Iterator[Evidence]:
    """Yield the time that the scripts of a page of WeChat keep."""
    for said in head.scripts:
        if match := _IN_SCRIPT.search(said.value):
            yield from _value(Said(match[1], "script", said.span))


def _shown(view: View) -> Iterator[Evidence]:
    """Yield the likeliest visible day: near the top of the text, with a label or a clock time."""
    best: tuple[float, str, int] | None = None
    for i, line in enumerate(view.lines):
        if not _DATED.search(line):
            continue
        for day, place in _days(line):
            weight = _weight(view, i, line, place)
            if weight > 0 and (best is None or weight > best[0]):
                best = weight, day, i
    if best:
        yield Evidence("published", best[1], "byline", view.spans[best[2]])


def _days(line: str) -> Iterator[tuple[str, int]]:
    for era, pattern in ((0, _DAY), (1911, _ROC)):
        for match in pattern.finditer(line):
            if day := iso(match, era):
                yield day + hour_after(line, match.end()), match.start()
    for match in _CHINESE.finditer(line):
        year, month, of_month = match.groups()
        if day := _iso(int(year.translate(_DIGITS)), parse_number(month), parse_number(of_month)):
            yield day, match.start()


def _weight(view: View, i: int, line: str, place: int) -> float:
    """Return how much a day in block `i` looks like the day of publication."""
    distance = min(abs(i - view.title), abs(i - view.top)) if view.title >= 0 else abs(i - view.top)
    between = view.title <= i <= view.top
    weight = 3.0 * between - 0.25 * min(distance, 40)
    label = line[max(0, place - 12) : place]
    weight += (1.0 if _CHANGED.search(label) else 2.0) * bool(_LABEL.search(label))
    weight += 1.5 * bool(_CLOCK.search(line[place : place + 24]))
    weight += 1.0 * (len(line) < 60) - 2.0 * (len(line) > 100) - 3.0 * bool(_OTHER.search(line))
    return weight + 2.0


def _linked(url: str | None) -> Iterator[Evidence]:
    path = urlsplit(url).path + "?" + urlsplit(url).query if url else ""
    for pattern in _IN_URL:
        if (match := pattern.search(path)) and (day := iso(match)):
            yield Evidence("published", day, "url", Span(0, 0))
