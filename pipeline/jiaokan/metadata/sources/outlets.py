"""Find where a page says that it was taken from, and by whom it was published first."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.labelled_names import MAX_BYLINE_CHARS, MAX_HEAD_CHARS, MAX_TAIL_CHARS
from jiaokan.metadata.byline_labels import (
    COLON,
    LABEL_START,
    NO_LABEL_AHEAD,
    SOURCE_LABELS,
    find_issuer,
    has_colon,
)
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import MAX_TIME_LINE_CHARS, DateMention, find_dates
from jiaokan.metadata.html_head import HtmlHead
from jiaokan.metadata.name_forms import PERSON, clean_outlet, ends_as_outlet, split_names
from jiaokan.metadata.page_lines import PageLine, PageLines, list_byline_places
from jiaokan.metadata.sources.outlet_lists import LATIN_TAIL, NO_REQUEST, list_outlet_spans
from jiaokan.text.title_lines import match_journal_issue

ACCOUNT, BYLINE, HEAD, BESIDE_TIME, DATELINE, OFFICE = 0, 1, 2, 4, 5, 6  # ranks of evidence of a source
MAX_LINES_OF_SENDER = 6  # lines from the title or the end within which 来自 names the source
TIME_REACH = 30  # code points before a label in which the time stands
_HEAD_SOURCES = ("contentsource", "mediaid", "source", "og:article:author:source")
_LABEL_PARTS = ("源", "自", "出处", "供稿")  # each of SOURCE_LABELS has one of them
_STOPS = r"\s|)\]】>;。:&<"  # what ends a value
_VALUE = (
    rf"(?P<value>(?:{NO_LABEL_AHEAD}[^{_STOPS},])+(?:[、,]{NO_REQUEST}(?:{NO_LABEL_AHEAD}[^{_STOPS}])+)*)"
)
_LABELLED = compile_on_use(rf"{LABEL_START}(?:{SOURCE_LABELS}){COLON}\s{{0,4}}{_VALUE}")
_LABELLED_INSIDE = compile_on_use(rf"(?<![数图据片料频])(?:{SOURCE_LABELS})\s?:\s?{_VALUE}")
_DAY_BEHIND = re.compile(r"\s+20\d\d-\d")
# 2019-11-25 18:57 某报 我要评论(0), 2019-03-18 23:59某报 记者张三
_BEHIND_TIME = compile_on_use(
    r"^[\s·|]*(?P<value>[^\s:,。|]{2,16})[\s·|]*"
    r"(?:(?:我有话说|我要评论|微博|评论|记者).*|[\u4e00-\u9fff]{2,6}\d{1,2}日专?电|\d*)$"
)
# http://www.某站.com 2005年03月02日11:33 某网: the address of a site before the time
_ADDRESS_BEFORE = compile_on_use(r"\s*(?:https?://\S+|www\.\S+)\s*")
# 某网  文章录入:阿青  责任编辑:阿青: the outlet before the first label
_BEFORE_LABEL = compile_on_use(
    r"\s*(?P<value>[^\s:,。|]{2,12})\s+(?:文章录入|录入|作者|责任编辑|编辑|记者)\s?:"
)
# 作者:阿青 某在线 浏览次数:0: the outlet between the author and what counts readers
_BEHIND_AUTHOR = compile_on_use(r"作者\s?:\s?[^\s:]{2,12}\s+(?P<value>[^\s:,。|]{2,12})\s+(?:浏览|点击|阅读)")
# 张三/某报: a line of its own
_BEHIND_PERSON = compile_on_use(rf"\s*{PERSON}\s?/\s?(?P<value>[\u4e00-\u9fff]{{2,10}})\s*")
# 特派记者张三/北京报导联合报
_BEHIND_CREDIT = compile_on_use(
    r".{2,20}/[\u4e00-\u9fff]{2,6}报[导道]\s?(?P<value>[\u4e00-\u9fff]{1,8}[报社网])\s*"
)
# 新华网&nbsp;&nbsp;2016年10月14日: the outlet before the time
_BEFORE_TIME = compile_on_use(r"^\s*(?P<value>\S{2,12}?)(?:&nbsp;|[\s·|])+$")
_MONTH_AND_DAY = compile_on_use(r"\s*(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])日(?:\s\d\d:\d\d)?\s*")
_SITE_AT_END = compile_on_use(r"[_|\-–—]\s?(?P<stem>[\u4e00-\u9fff]{2,6})(?:网|在线)$")
_NO_CHANNEL = compile_on_use(r"(?:首页|导航|微博|博客|主页|邮箱|登录|简介|声明|客服|招聘|举报)$")
CHANNEL_CHARS = range(2, 5)  # Han behind the name of the site in the name of one of its parts


def find_sources(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the sources that labels, the head and the line of the time state."""
    named = [value for value in head.names if value.name == "source"]
    yield from (Candidate("source", value.value, value.name, value.span, ACCOUNT) for value in named[:1])
    yield from _find_in_head(head)
    yield from _find_in_lines(page)
    for i in list_byline_places(page):
        if match := match_journal_issue(page.lines[i].text):
            yield from make_outlet(page.lines[i], match, "issue", (BESIDE_TIME, 0.5))
    yield from _find_beside_time(page)


def _find_in_head(head: HtmlHead) -> Iterator[Candidate]:
    for stated in (head.metas[name] for name in _HEAD_SOURCES if name in head.metas):
        if clean_outlet(stated.value):
            is_account = stated.name.lower().endswith("mediaid")  # which the line of the time may correct
            rank, distance = (BESIDE_TIME, 2.0) if is_account else (HEAD, 0.0)
            yield Candidate("source", stated.value, stated.name, stated.span, rank, distance)


def _find_in_lines(page: PageLines) -> Iterator[Candidate]:
    """Yield what labels state, line by line."""
    for i, line in enumerate(page.lines):
        if not has_colon(line.text):
            continue
        if any(map(line.text.__contains__, _LABEL_PARTS)):
            yield from _find_labelled(line, float(page.measure_distance(i)))
        if (
            len(line.text) <= MAX_BYLINE_CHARS
            and (match := find_issuer(line.text))
            and "发文" not in match[0]
        ):
            span, distance = line.find_span(*match.span("name")), float(page.measure_distance(i))
            yield Candidate("source", line.spell(*match.span("name")), "issuer", span, OFFICE, distance)


def _find_labelled(line: PageLine, distance: float) -> Iterator[Candidate]:
    is_long = len(line.text) > MAX_BYLINE_CHARS
    is_inside = is_long or (not line.is_kept and not _LABELLED.search(line.text))
    for match in (_LABELLED_INSIDE if is_inside else _LABELLED).finditer(line.text):
        if line.text.startswith("来自", match.start()) and (
            distance > MAX_LINES_OF_SENDER or _is_poster(line.text, match)
        ):
            continue  # where the writer of a comment comes from, or another article; who opened a thread
        at_an_end = match.start() < MAX_HEAD_CHARS or match.end() > len(line.text) - MAX_TAIL_CHARS
        is_sure = is_long and at_an_end and (_is_sure(match["value"]) or _is_behind_time(line.text, match))
        if not line.is_removed_at(match.start("value")) and not (match.start() < 2 or is_sure):
            continue
        if spans := list_outlet_spans(line.text, match.span("value"), is_long):
            value = "、".join(dict.fromkeys(line.spell(*span) for span in spans))
            place = line.find_span(spans[0][0], spans[-1][1])
            yield Candidate("source", value, "byline", place, BYLINE, distance)


def _is_poster(text: str, match: re.Match[str]) -> bool:
    """Tell whether a time stands right behind the value and the value is no outlet: 来自: 阿青 2015-10-27."""
    return bool(_DAY_BEHIND.match(text, match.end())) and not ends_as_outlet(match["value"])


def _is_sure(value: str) -> bool:
    """Tell whether a value inside a line of prose is an outlet by its own words."""
    return ends_as_outlet(LATIN_TAIL.sub("", value)) and len(value) <= 16


def _is_behind_time(text: str, match: re.Match[str]) -> bool:
    """Tell whether a label stands right behind a date with its hour."""
    before = text[max(0, match.start() - TIME_REACH) : match.start()]
    return any("T" in mention.value and mention.end == len(before.rstrip()) for mention in find_dates(before))


def _find_beside_time(page: PageLines) -> Iterator[Candidate]:
    """Yield a short line beside the time under the title, or what stands beside the time in its line."""
    for i in range(max(page.title, 0), min(page.top + 1, len(page.lines))):
        line = page.lines[i]
        yield from _read_beside_labels(line)
        mention = next(find_dates(line.text), None) if len(line.text) <= MAX_TIME_LINE_CHARS else None
        if mention is None:
            if i == page.title + 2 and _MONTH_AND_DAY.fullmatch(
                line.text
            ):  # as pages for telephones print it
                yield from _read_outlet_line(page, page.lines[i - 1])
            continue
        before = line.text[: mention.start]
        if (match := _BEFORE_TIME.match(before)) and ends_as_outlet(match["value"]):
            yield from make_outlet(line, match, "byline", (BESIDE_TIME, 0.5))
        if before.strip(" ·|(") and not _ADDRESS_BEFORE.fullmatch(before):
            continue
        yield from _read_behind_time(page, line, mention)
        for near in (i + 1, i - 1, i + 2):
            if page.title < near < len(page.lines):
                yield from _read_outlet_line(page, page.lines[near])


def _read_beside_labels(line: PageLine) -> Iterator[Candidate]:
    """Yield the outlet before the first label of a byline or behind the credit of a reporter."""
    match = None
    if "/" in line.text:
        match = _BEHIND_CREDIT.fullmatch(line.text) or _BEHIND_PERSON.fullmatch(line.text)
    if match is None and ":" in line.text:
        before = None if line.is_kept else _BEFORE_LABEL.match(line.text)
        match = before or _BEHIND_AUTHOR.search(line.text)
    if match and ends_as_outlet(match["value"]):
        yield from make_outlet(line, match, "byline", (BESIDE_TIME, 0.5))


def _read_behind_time(page: PageLines, line: PageLine, mention: DateMention) -> Iterator[Candidate]:
    """Yield what stands behind the time; in a line of the article, an outlet behind a time with its hour."""
    match = _BEHIND_TIME.match(line.text[mention.end :])
    if match is None or not clean_outlet(match["value"]):
        return
    is_outlet = ends_as_outlet(match["value"]) or _is_channel(page, match["value"])
    if not is_outlet and split_names(match["value"]):  # who wrote it, and not where
        return
    if line.is_kept and not (is_outlet and "T" in mention.value):
        return
    start, end = (mention.end + at for at in match.span("value"))
    yield Candidate("source", line.spell(start, end), "byline", line.find_span(start, end), BESIDE_TIME)


def _read_outlet_line(page: PageLines, line: PageLine) -> Iterator[Candidate]:
    """Yield a line that is the name of an outlet and nothing else."""
    text = line.text.strip()
    is_name = clean_outlet(text) == text and len(text) <= 12 and " " not in text
    if is_name and (ends_as_outlet(text) or _is_channel(page, text)):
        start = line.text.index(text)
        span = (start, start + len(text))
        yield Candidate("source", line.spell(*span), "byline", line.find_span(*span), BESIDE_TIME, 1.0)


def _is_channel(page: PageLines, text: str) -> bool:
    """Tell whether a line names a part of the site at the end of the first line: 江城教育 of 江城网."""
    first = page.lines[0].text.strip()
    match = _SITE_AT_END.search(first)
    if match is None or not text.startswith(match["stem"]) or _NO_CHANNEL.search(text):
        return False
    return len(text) - len(match["stem"]) in CHANNEL_CHARS


def make_outlet(
    line: PageLine, match: re.Match[str], evidence: str, rank: tuple[int, float]
) -> Iterator[Candidate]:
    """Yield the group "value" of a match as a source where it may be the name of an outlet."""
    span = match.span("value")
    if clean_outlet(match["value"]):
        yield Candidate("source", line.spell(*span), evidence, line.find_span(*span), *rank)
