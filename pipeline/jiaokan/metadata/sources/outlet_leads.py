"""Find the outlet that the lead or the end of an article names: a dateline, 【江城报专讯】, who made it."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.end_signatures import MAX_SIGNATURE_CHARS
from jiaokan.metadata.authors.labelled_names import MAX_BYLINE_CHARS
from jiaokan.metadata.authors.reporters import MAX_LINES_FROM_TOP
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import MAX_TIME_LINE_CHARS, find_dates
from jiaokan.metadata.name_forms import PERSON, ends_as_outlet
from jiaokan.metadata.page_lines import PageLines
from jiaokan.metadata.sites.site_names import is_named_twice
from jiaokan.metadata.sources.outlets import BESIDE_TIME, DATELINE, make_outlet

MAX_OUTLET_LINES_BELOW_END = 3  # lines behind the article in which its time and outlet may stand
# 新华社武汉5月9日电, 长江网10月4日讯, TNW中文站 10月14日报道
_DATELINE = compile_on_use(
    r"""
    ^[\s【\[(]*
    (?P<value>[\u4e00-\u9fffA-Za-z]{1,8}(?:社|网|报|站|台|新闻|财经|科技))   # 新华社
    (?:[\u4e00-\u9fff]{2,6})?\s?                                            # 武汉
    \d{1,2}月\d{1,2}日(?:电|讯|报道|消息)                                   # 5月9日电
    """,
    re.VERBOSE,
)
_NEWSPAPER = compile_on_use(r"[^本\s]报$")  # whose own report it is
_TELLS = compile_on_use(r"(?<=报道)(?:[,说称指了]|认为|显示)")  # another's report: 江城日报5月9日报道称
_REPORTED = compile_on_use(r"^\s*[【\[](?P<value>[\u4e00-\u9fff]{2,8}?)(?:综合)?报[导道][】\]]")
_NO_OUTLET_LEAD = r"(?![据本原转讯]|记者|综合|外电|连线|编译|图片|视频)"
_OUTLET_WORDS = r"(?:通讯社|[日晚早快时周商]报|[社报网台]|新闻|周刊|传媒|媒体|在线)"
# leads that name the outlet whose report it is
_LEADS = (
    # 【江城报专讯】, (江城日报报道), [江城网讯]
    compile_on_use(
        rf"^\s*[【\[(]\s?(?P<value>{_NO_OUTLET_LEAD}[\u4e00-\u9fffA-Za-z]{{1,10}}?{_OUTLET_WORDS})"
        r"(?:综合)?(?:专讯|报[导道]|快讯|讯)\s?[】\])]"
    ),
    # (中央社记者温晓明台北21日电)
    compile_on_use(
        rf"""
        ^\s*[(\[【]\s?(?P<value>{_NO_OUTLET_LEAD}[\u4e00-\u9fff]{{1,8}}?社)              # (中央社
        记者[\u4e00-\u9fff、\s]{{4,24}}\d{{1,2}}日                                        # 记者温晓明台北21日
        (?:综合[\u4e00-\u9fff]{{0,4}})?(?:专?电|讯)\s?[)\]】]                             # 电)
        """,
        re.VERBOSE,
    ),
    # 【江城快报/林小真】: the reporter behind it
    compile_on_use(
        rf"^\s*[【\[(]\s?(?P<value>{_NO_OUTLET_LEAD}[\u4e00-\u9fff]{{1,8}}?(?:报|社|周刊|新闻))\s?[/╱]\s?{PERSON}\s?[】\])]"
    ),
)
_MADE_BY = compile_on_use(r"出品\s?[|/:]\s?(?P<value>[^\s|]{2,10}?)(?:栏目组|工作室|\s|$)")
_AGENCY_AT_END = compile_on_use(r"\((?P<value>[\u4e00-\u9fff]{1,4}社)\)\s*$")
_LEAD_SIGNS = ("日", "报", "讯", "社")  # each lead has one of them
_VALUE_BEHIND = compile_on_use(r"\s+(?P<value>[\u4e00-\u9fff]{2,12})\s*$")


def find_lead_sources(page: PageLines) -> Iterator[Candidate]:
    """Yield the outlets that the lead, the last lines and the time right behind an article name."""
    for i in range(page.title + 1, min(page.top + MAX_LINES_FROM_TOP, len(page.lines))):
        if any(map(page.lines[i].text.__contains__, _LEAD_SIGNS)):
            yield from _read_lead(page, i)
    for i in range(max(0, page.end - 3), len(page.lines)):
        line = page.lines[i]
        at = max(0, len(line.text) - MAX_SIGNATURE_CHARS)
        is_last = i >= page.end - 2  # an agency amid the text took a picture
        if is_last and "社)" in line.text and (match := _AGENCY_AT_END.search(line.text, at)):
            yield from make_outlet(line, match, "signature", (DATELINE, 0))
        is_short = len(line.text) <= MAX_BYLINE_CHARS
        if is_short and "出品" in line.text and (match := _MADE_BY.search(line.text)):
            yield from make_outlet(line, match, "byline", (BESIDE_TIME, float(page.measure_distance(i))))
        if page.end <= i < page.end + MAX_OUTLET_LINES_BELOW_END and not line.is_kept:
            yield from _read_behind_time(page, i)


def _read_lead(page: PageLines, i: int) -> Iterator[Candidate]:
    """Yield the outlet of a dateline or another lead.

    A newspaper prints its own report; an agency or a site that the page names in a dateline alone may only be
    quoted.
    """
    line, distance = page.lines[i], float(page.measure_distance(i))
    is_first = i <= page.top + 1
    if is_first and (match := _DATELINE.match(line.text)):
        name = match["value"]
        is_own = _NEWSPAPER.search(name) and not _TELLS.match(line.text, match.end())
        if is_own or is_named_twice(page.index.text, name):
            yield from make_outlet(line, match, "dateline", (DATELINE, distance))
    if is_first and (match := _REPORTED.match(line.text)):
        yield from make_outlet(line, match, "dateline", (DATELINE, distance))
    for pattern in _LEADS:
        if match := pattern.match(line.text):
            yield from make_outlet(line, match, "dateline", (DATELINE, distance))


def _read_behind_time(page: PageLines, i: int) -> Iterator[Candidate]:
    """Yield the outlet behind a time with its hour, in a line of its own below the article."""
    line = page.lines[i]
    mention = next(find_dates(line.text), None) if len(line.text) <= MAX_TIME_LINE_CHARS else None
    if mention is None or "T" not in mention.value or line.text[: mention.start].strip():
        return
    match = _VALUE_BEHIND.match(line.text, mention.end)
    if match and ends_as_outlet(match["value"]):
        yield from make_outlet(line, match, "byline", (BESIDE_TIME, float(page.measure_distance(i))))
