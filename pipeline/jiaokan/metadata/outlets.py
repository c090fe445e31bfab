"""Find where a page says that it was taken from, and by whom it was published first."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.byline_labels import (
    COLON,
    LABEL_START,
    NO_LABEL_AHEAD,
    SOURCE_LABELS,
    find_issuer,
    has_colon,
)
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import find_dates
from jiaokan.metadata.html_head import HtmlHead
from jiaokan.metadata.name_forms import clean_outlet, ends_as_outlet, split_names
from jiaokan.metadata.page_lines import PageLine, PageLines, list_byline_places
from jiaokan.metadata.people import MAX_BYLINE_CHARS, MAX_HEAD_CHARS, MAX_TAIL_CHARS

ACCOUNT, BYLINE, HEAD, BESIDE_TIME, DATELINE, OFFICE = 0, 1, 2, 4, 5, 6  # ranks of evidence of a source
MAX_TIME_LINE_CHARS = 60  # code points of a line that holds the time of publication and little else
SIGNATURE_CHARS = 60
TIME_REACH = 30  # code points before a label in which the time stands
_HEAD_SOURCES = ("contentsource", "mediaid", "source", "og:article:author:source")
_LABEL_PARTS = ("源", "自", "出处")  # each of SOURCE_LABELS has one of them
_VALUE = (
    rf"(?P<value>(?:{NO_LABEL_AHEAD}[^\s|)\]】>;,。:&<])+(?:[、,](?:{NO_LABEL_AHEAD}[^\s|)\]】>;。:&<])+)*)"
)
_LABELLED = compile_on_use(rf"{LABEL_START}(?:{SOURCE_LABELS}){COLON}{_VALUE}")
_LABELLED_INSIDE = compile_on_use(rf"(?<![数图据片料频])(?:{SOURCE_LABELS})\s?:\s?{_VALUE}")
_LATIN_TAIL = compile_on_use(
    r"(?<=[\u4e00-\u9fff])[A-Z]?\|?[A-Z]$|20\d\d[-/年].*$"
)  # 新华网T|T, 新华网2016/10/18
_BEHIND_TIME = compile_on_use(r"^[\s·|]*(?P<value>[^\s:,。|]{2,16})[\s·|]*(?:我有话说.*|评论.*|\d*)$")
_AGENCY_AT_END = compile_on_use(r"\((?P<value>[\u4e00-\u9fff]{1,4}社)\)\s*$")
# 新华社武汉5月9日电, 长江网10月4日讯, TNW中文站 10月14日报道
_DATELINE = compile_on_use(
    r"^[\s【\[(]*(?P<value>[\u4e00-\u9fffA-Za-z]{1,8}(?:社|网|报|站|台|新闻|财经|科技))"
    r"(?:[\u4e00-\u9fff]{2,6})?\s?\d{1,2}月\d{1,2}日(?:电|讯|报道|消息)"
)
_REPORTED = compile_on_use(r"^\s*[【\[](?P<value>[\u4e00-\u9fff]{2,8}?)(?:综合)?报[导道][】\]]")
# 新华网&nbsp;&nbsp;2016年10月14日: the outlet before the time
_BEFORE_TIME = compile_on_use(r"^\s*(?P<value>\S{2,12}?)(?:&nbsp;|[\s·|])+$")
# 国土资源科技管理 2022年3期, 《江海学刊》2023年第6期
_JOURNAL_ISSUE = compile_on_use(
    r"\s*《?(?P<value>[\u4e00-\u9fffA-Za-z·]{2,20})》?[\s,]{0,3}(?:19|20)\d\d年(?:第?\d{1,2}[期卷号]|\d{1,2}月[上中下]旬?刊?)\s*"
)
_MADE_BY = compile_on_use(r"出品\s?[|/:]\s?(?P<value>[^\s|]{2,10}?)(?:栏目组|工作室|\s|$)")


def find_sources(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the sources that labels, the head, the line of the time and datelines state."""
    named = [value for value in head.names if value.name == "source"]
    yield from (Candidate("source", value.value, value.name, value.span, ACCOUNT) for value in named[:1])
    yield from _find_in_head(head)
    yield from _find_in_lines(page)
    for i in list_byline_places(page):
        if match := _JOURNAL_ISSUE.fullmatch(page.lines[i].text):
            yield from _make_candidate(page.lines[i], match, "issue", (BESIDE_TIME, 0.5))
    yield from _find_beside_time(page)


def _find_in_head(head: HtmlHead) -> Iterator[Candidate]:
    for stated in (head.metas[name] for name in _HEAD_SOURCES if name in head.metas):
        if clean_outlet(stated.value):
            yield Candidate("source", stated.value, stated.name, stated.span, HEAD)


def _find_in_lines(page: PageLines) -> Iterator[Candidate]:
    """Yield what labels, datelines and signatures state, line by line."""
    for i, line in enumerate(page.lines):
        is_edge = page.title < i <= page.top + 1 or i >= page.end - 3
        if not is_edge and not has_colon(line.text):
            continue
        distance = float(page.measure_distance(i))
        yield from _find_labelled(line, distance)
        if len(line.text) <= MAX_BYLINE_CHARS and (match := find_issuer(line.text)):
            span = line.find_span(*match.span("name"))
            yield Candidate("source", line.spell(*match.span("name")), "issuer", span, OFFICE, distance)
        yield from _find_stated_maker(page, i, distance)
        at = max(0, len(line.text) - SIGNATURE_CHARS)
        is_last = i >= page.end - 2  # an agency amid the text took a picture
        if is_last and (match := _AGENCY_AT_END.search(line.text, at)):
            yield from _make_candidate(line, match, "signature", (DATELINE, 0))


def _find_labelled(line: PageLine, distance: float) -> Iterator[Candidate]:
    if not has_colon(line.text) or not any(part in line.text for part in _LABEL_PARTS):
        return
    is_long = len(line.text) > MAX_BYLINE_CHARS
    for match in (_LABELLED_INSIDE if is_long else _LABELLED).finditer(line.text):
        at_an_end = match.start() < MAX_HEAD_CHARS or match.end() > len(line.text) - MAX_TAIL_CHARS
        is_sure = is_long and at_an_end and (_is_sure(match["value"]) or _is_behind_time(line.text, match))
        if not line.is_removed_at(match.start("value")) and not (match.start() < 2 or is_sure):
            continue
        start, end = match.span("value")
        cut = _LATIN_TAIL.sub("", line.text[start:end]) if is_long else line.text[start:end]
        value = clean_outlet(cut)
        if value:
            start = line.text.index(value, start)
            span = (start, start + len(value))
            yield Candidate("source", line.spell(*span), "byline", line.find_span(*span), BYLINE, distance)


def _is_sure(value: str) -> bool:
    """Tell whether a value inside a line of prose is an outlet by its own words."""
    return ends_as_outlet(_LATIN_TAIL.sub("", value)) and len(value) <= 16


def _is_behind_time(text: str, match: re.Match[str]) -> bool:
    """Tell whether a label stands right behind a date with its hour."""
    before = text[max(0, match.start() - TIME_REACH) : match.start()]
    return any("T" in mention.value and mention.end == len(before.rstrip()) for mention in find_dates(before))


def _find_stated_maker(page: PageLines, i: int, distance: float) -> Iterator[Candidate]:
    """Yield the outlet of a dateline at the beginning of the article, or of a note of who made it."""
    line = page.lines[i]
    patterns = (_DATELINE, _REPORTED) if page.title < i <= page.top + 1 else ()
    for pattern in patterns:
        if match := pattern.match(line.text):
            yield from _make_candidate(line, match, "dateline", (DATELINE, distance))
    if (
        i >= page.end - 3
        and not (len(line.text) > MAX_BYLINE_CHARS)
        and (match := _MADE_BY.search(line.text))
    ):
        yield from _make_candidate(line, match, "byline", (BESIDE_TIME, distance))


def _find_beside_time(page: PageLines) -> Iterator[Candidate]:
    """Yield a short line beside the time under the title, or what stands beside the time in its line."""
    for i in range(max(page.title, 0), min(page.top + 1, len(page.lines))):
        time = page.lines[i].text
        mention = next(find_dates(time), None) if len(time) <= MAX_TIME_LINE_CHARS else None
        if mention is None:
            continue
        if (match := _BEFORE_TIME.match(time[: mention.start])) and ends_as_outlet(match["value"]):
            yield from _make_candidate(page.lines[i], match, "byline", (BESIDE_TIME, 0.5))
        if time[: mention.start].strip(" ·|("):
            continue
        yield from _read_behind_time(page.lines[i], mention.end)
        for near in (i + 1, i - 1, i + 2):
            if page.title < near < len(page.lines):
                yield from _read_outlet_line(page.lines[near])


def _read_behind_time(line: PageLine, at: int) -> Iterator[Candidate]:
    match = _BEHIND_TIME.match(line.text[at:])
    if match is None or line.is_kept or not clean_outlet(match["value"]):
        return
    if not ends_as_outlet(match["value"]) and split_names(match["value"]):  # who wrote it, and not where
        return
    span = (at + match.start("value"), at + match.end("value"))
    yield Candidate("source", line.spell(*span), "byline", line.find_span(*span), BESIDE_TIME)


def _read_outlet_line(line: PageLine) -> Iterator[Candidate]:
    """Yield a line that is the name of an outlet and nothing else."""
    text = line.text.strip()
    if clean_outlet(text) == text and ends_as_outlet(text) and len(text) <= 12 and " " not in text:
        start = line.text.index(text)
        span = (start, start + len(text))
        yield Candidate("source", line.spell(*span), "byline", line.find_span(*span), BESIDE_TIME, 1.0)


def _make_candidate(
    line: PageLine, match: re.Match[str], source: str, rank: tuple[int, float]
) -> Iterator[Candidate]:
    span = match.span("value")
    if clean_outlet(match["value"]):
        yield Candidate("source", line.spell(*span), source, line.find_span(*span), *rank)
