"""Find when a page was published, and when it was updated."""

import re
from collections.abc import Iterator
from itertools import takewhile
from urllib.parse import urlsplit

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.labelled_names import MAX_BYLINE_CHARS, MAX_HEAD_CHARS
from jiaokan.metadata.byline_labels import PUBLISHED_LABELS, UPDATED_LABELS
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import (
    MAX_TIME_LINE_CHARS,
    DateMention,
    find_dates,
    find_dates_in_url,
    find_lines_with_day,
    find_packed_day,
    has_sign_of_day,
)
from jiaokan.metadata.dates.head_times import find_published_in_head, find_updated_in_head
from jiaokan.metadata.dates.other_days import (
    MINUTE_CHARS,
    OtherDays,
)
from jiaokan.metadata.dates.signature_days import is_signed_day
from jiaokan.metadata.html_head import HtmlHead
from jiaokan.metadata.page_lines import MAX_BYLINE_LINES_BELOW_TOP, PageLines
from jiaokan.metadata.sources.outlet_notes import find_masthead

BYLINE, ADDRESS = 4, 5  # ranks of evidence of a time
MAX_LINES_BELOW_TOP = 2  # first lines of an article that may be its byline
LABELLED_BELOW_WEIGHT = 3.0  # of a date that a label states right below the article
MAX_LINES_BELOW_END = 6  # lines behind the article in which its byline may stand
MIN_LABELLED_WEIGHT = 0.1  # of a date that a label states, however far from the title
MASTHEAD_WEIGHT = 5.0  # of the day in the head of a page of a newspaper
SIGNED_WEIGHT = 2.0  # of the day under the office that signs a notice
MAX_TIME_CHARS = 30  # code points of a time with its hour
MAX_NAME_BEFORE_CHARS = 20  # code points of a name before a time behind which readers are counted
LABEL_REACH = 12  # code points before a date in which its label stands
MAX_LABEL_DISTANCE = 100  # code points before a date in which its label and white space stand
_LABEL = re.compile(
    r"时间|日\s?期|发布|发表|发文|更新|刊登|出版|上传|上架|创建|提交|撰写|建立|发信站"
    r"|posted|published|written on",
    re.I,
)
_UPDATED = re.compile(r"更新|修改|编辑")
_OTHER_DAY = re.compile(
    r"截止|活动|注册|上次|最后登录|开始|结束|今天|现在|copyright|©|版权|下一篇|上一篇|归档|有效期|实施|施行|生日|出生"
)
_WRITTEN = re.compile(r"成文|撰写")  # labels of a day before that of publication
_ISSUE = re.compile(r"第\s?\d{1,5}\s?[期号卷辑][\s·|,(—-]*$")  # of a letter that comes out in issues
_STRONG_LABEL = compile_on_use(
    r"(?<![\u4e00-\u9fff])(?:发布|发表|编辑)于\s?:?\s?(?=\d)|(?:发布|发表)(?:时间|日期)\s?:\s?(?=\d)|(?=[12]\d{3}\D.{5,24}?来源\s?:)"
)
_STRONG_LABEL_WORDS = ("发布", "发表", "编辑于", "来源")  # every one has one of them
_UPDATED_BEFORE = re.compile(rf"(?:{UPDATED_LABELS}|最后更新)\s?:?\s*$")
_PUBLISHED_BEFORE = compile_on_use(rf"(?:{PUBLISHED_LABELS})\s?:?\s*$", re.I)
_NEXT_LABEL = re.compile(r"\s?(?:作者|来源|责编|编辑|评论|浏览|字号|出处)\s?[:|(]")
_EMPTY_LABELS = re.compile(r"(?:\s*(?:作者|来源|编辑|责编|浏览次数|点击数?|阅读数?|访问量|审核)\s?:\s*\d*)+")
_COUNTED_BEHIND = re.compile(r"\s+共?\d[\d,]*\s?[人次]\s?(?:阅读|浏览|围观|点击)")
_QUOTED = re.compile(r"发表于\s*$")  # what a forum prints above the posts that it quotes
_POSTER_LINE = re.compile(r"\s*[^\s<>]{1,24}\s+发表于\s*$")
_FIRST_POST = re.compile(r"[\s#>]{0,40}(?:1\s?[#楼]|#\s?1(?!\d)|楼主)")
_HOUR_LINE = re.compile(r"\s*(?P<hour>(?:2[0-3]|[01]\d):[0-5]\d(?::[0-5]\d)?)\s*")
_HOUR_BEFORE = re.compile(  # 17:30 2020/08/09
    r"(?:^|[\s|])(?P<hour>(?:2[0-3]|[01]?\d):[0-5]\d(?::[0-5]\d)?)\s{1,3}$"
)
_TIME_LABEL = re.compile(r".{0,8}[时日期]\s?[间期]?\s?:\s?|.*date\s?:\s?", re.I)
_LABEL_AT_START = compile_on_use(rf"(?-i:[^\u4e00-\u9fff])*(?:{PUBLISHED_LABELS})\s?:\s*", re.I)
# date:20051103, as a line of its own
_PACKED_DAY_LINE = re.compile(r"\s*(?:date|(?:发布|发表)?(?:日期|时间))\s?:\s?[12]\d{7}\s*", re.I)
_PACKED_DAY = re.compile(r":\s?[12]\d{7}")  # in each such line
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_STOP = re.compile(r"[。;!?]|[^\s\d],")
_LONG_PROSE = compile_on_use(r"[\u4e00-\u9fff]{10}")
_PROSE = compile_on_use(r"[\u4e00-\u9fff]{4}|[,。]")


def find_published(page: PageLines, head: HtmlHead, url: str | None) -> Iterator[Candidate]:
    """Yield the times of publication that head, elements, scripts, bylines and the address state."""
    yield from find_published_in_head(page, head)
    yield from _find_in_lines(page)
    if url:
        address = urlsplit(url)
        for value in find_dates_in_url(f"{address.path}?{address.query}"):
            yield Candidate("published", value, "url", None, ADDRESS)


def _find_in_lines(page: PageLines) -> Iterator[Candidate]:
    for i in takewhile(page.top.__ge__, page.index.find_lines("版")):
        line = page.lines[i]
        if found := find_masthead(line):
            mention = found[1]
            span = line.find_span(mention.start, mention.end)
            yield Candidate("published", mention.value, "masthead", span, BYLINE, float(i) - MASTHEAD_WEIGHT)
    other_days = OtherDays(page)
    for i in sorted({*find_lines_with_day(page.index), *page.index.find_matching_lines(_PACKED_DAY)}):
        line = page.lines[i]
        if not has_sign_of_day(line.text) and not _PACKED_DAY_LINE.fullmatch(line.text):
            continue
        for mention in _list_stated_dates(page, i):
            is_labelled = _is_labelled(line.text, mention)
            is_other = not is_labelled and mention.value[:MINUTE_CHARS] in other_days.times
            if is_other or other_days.include(i, mention):
                continue
            weight = _weigh_date(other_days, i, mention)
            if weight > 0:
                span = line.find_span(mention.start, mention.end)
                yield Candidate("published", mention.value, "byline", span, BYLINE, -weight)


def find_updated(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the times of the last change that the head and labels state."""
    yield from find_updated_in_head(head)
    for i in page.index.find_lines("更新", "修改", "编辑"):  # no label has another word
        line = page.lines[i]
        if len(line.text) > MAX_BYLINE_CHARS:
            continue
        for mention in find_dates(line.text):
            if _UPDATED_BEFORE.search(line.text, 0, mention.start):
                span = line.find_span(mention.start, mention.end)
                distance = float(page.measure_distance(i))
                yield Candidate("updated", mention.value, "byline", span, BYLINE, distance)


def _list_stated_dates(page: PageLines, i: int) -> Iterator[DateMention]:
    """Yield the dates of a line that may be those of the page: none of prose."""
    line = page.lines[i]
    if i and _is_value_of_label(page.lines[i - 1].text, line.text):
        return
    if _PACKED_DAY_LINE.fullmatch(line.text) and (packed := find_packed_day(line.text)):
        yield packed
        return
    if len(line.text) <= MAX_BYLINE_CHARS:
        mentions = [_join_hour(page, i, mention) for mention in find_dates(line.text)]
        is_under_title = max(page.title, 0) < i <= page.top + MAX_LINES_BELOW_TOP
        if not mentions or not line.is_kept or _is_byline(line.text, mentions, is_under_title):
            yield from mentions
        elif is_signed_day(page, i, mentions[-1]):
            yield mentions[-1]
        return
    for mention in find_dates(line.text[:MAX_HEAD_CHARS]):
        is_labelled = _is_labelled(line.text, mention) or _NEXT_LABEL.match(line.text, mention.end)
        is_apart = (
            line.is_removed_at(mention.start) and line.text[: mention.start].rstrip(" ")[-1:] not in "/=-_"
        )
        if is_apart or "T" in mention.value or is_labelled:
            yield mention
    yield from _list_labelled_times(line.text)


def _is_labelled(text: str, mention: DateMention) -> bool:
    """Tell whether a label says that a date is that of publication."""
    start = max(0, mention.start - MAX_LABEL_DISTANCE)
    return bool(_PUBLISHED_BEFORE.search(text, start, mention.start))


def _is_value_of_label(above: str, text: str) -> bool:
    """Tell whether a line is the value of a label above it, to which it was joined."""
    label = above.removesuffix(text)
    return len(label) < len(above) and bool(_TIME_LABEL.fullmatch(label))


def _list_labelled_times(text: str) -> Iterator[DateMention]:
    """Yield the times with their hour that a strong label states anywhere in a page on one line."""
    if not any(map(text.__contains__, _STRONG_LABEL_WORDS)):
        return
    for label in _STRONG_LABEL.finditer(text, MAX_HEAD_CHARS):
        at = label.end()
        mention = next(find_dates(text[at : at + MAX_TIME_CHARS]), None)
        if mention and mention.start == 0 and "T" in mention.value:
            yield DateMention(mention.value, at, at + mention.end)


def _join_hour(page: PageLines, i: int, mention: DateMention) -> DateMention:
    """Return a date with the hour right before it, or with one alone on a line beside its own line."""
    text = page.lines[i].text
    before = _HOUR_BEFORE.search(text, 0, mention.start) if "T" not in mention.value else None
    if before and not any(find_dates(text[: before.start()])):
        return DateMention(f"{mention.value}T{before['hour']:0>5}", before.start("hour"), mention.end)
    if "T" in mention.value or text[mention.end :].strip() or _PROSE.search(text[: mention.start]):
        return mention
    near = (page.lines[k].text for k in (i + 1, i - 1) if 0 <= k < len(page.lines))
    match = next((found for line in near if (found := _HOUR_LINE.fullmatch(line))), None)
    return (
        DateMention(f"{mention.value}T{match['hour']:0>5}", mention.start, mention.end) if match else mention
    )


def _is_byline(text: str, mentions: list[DateMention], is_under_title: bool) -> bool:
    """Tell whether a line of the article is a date, or labels one, and is no prose."""
    first, last = mentions[0], mentions[-1]
    before, behind = text[: first.start], text[last.end :]
    if len(text) > MAX_TIME_LINE_CHARS:
        return bool(_LABEL_AT_START.fullmatch(before))
    if _PUBLISHED_BEFORE.search(before) or _UPDATED_BEFORE.search(before):
        return True
    if not before.strip() and _EMPTY_LABELS.fullmatch(behind):
        return True
    if is_under_title and len(before) <= MAX_NAME_BEFORE_CHARS and _COUNTED_BEHIND.match(behind):
        return True
    if is_under_title and not _STOP.search(f"{before} {behind}") and not _LONG_PROSE.search(before):
        is_month = "A" <= text[first.start] <= "z"  # 青山客July 13, 2022
        stands_apart = (not before.strip() or before[-1:].isspace() or is_month) and (
            not behind.strip() or behind[:1].isspace()
        )
        return stands_apart or "T" in first.value
    is_issue = bool(_ISSUE.search(before)) and not behind.strip(" )|")
    return is_issue or (not _PROSE.search(before) and not _PROSE.search(behind))


def _is_of_first_post(days: OtherDays, i: int, mention: DateMention) -> bool:
    """Tell whether the line says who opened a thread: it counts the post, or stands right under the title."""
    page, text = days.page, days.page.lines[i].text
    if _FIRST_POST.match(text):
        return True
    is_head = i <= page.top + MAX_BYLINE_LINES_BELOW_TOP and bool(
        _POSTER_LINE.fullmatch(text, 0, mention.start)
    )
    return (i <= page.top or is_head) and days.first_reply >= i


def _weigh_date(days: OtherDays, i: int, mention: DateMention) -> float:
    """Return how much a date in line `i` looks like the time of publication; none below 0."""
    page, text = days.page, days.page.lines[i].text
    anchors = (page.title, page.top) if page.title >= 0 else (page.top,)
    distance = min(abs(i - at) for at in anchors)
    weight = 2.0 + 3.0 * (page.title <= i <= page.top) - 0.25 * min(distance, 40)
    label = text[max(0, mention.start - LABEL_REACH) : mention.start]
    if i < page.end and _QUOTED.search(label) and not _is_of_first_post(days, i, mention):
        return 0.0
    weight += (1.0 if _UPDATED.search(label) else 2.0) * bool(_LABEL.search(label))
    weight -= 4.0 * bool(_WRITTEN.search(label))
    weight += 1.5 * bool(_CLOCK.search(text[mention.start : mention.end + 4]))
    weight += 1.0 * (len(text) < MAX_TIME_LINE_CHARS) - 2.0 * (100 < len(text) <= MAX_BYLINE_CHARS)
    if _OTHER_DAY.search(text[:MAX_BYLINE_CHARS]):
        return weight - 3.0
    if is_signed_day(page, i, mention) or days.is_day_of_issue(i, mention):
        return max(weight, SIGNED_WEIGHT)
    if not _is_labelled(text, mention):
        return weight
    is_below = page.end <= i < page.end + MAX_LINES_BELOW_END and "发布" in text[: mention.start]
    return max(weight, LABELLED_BELOW_WEIGHT if is_below else MIN_LABELLED_WEIGHT)
