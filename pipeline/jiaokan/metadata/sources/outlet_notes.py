"""Find the outlet that a note or the head of a page of a newspaper names as the source of a page."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.labelled_names import MAX_HEAD_CHARS, MAX_TAIL_CHARS
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import DateMention, find_dates
from jiaokan.metadata.name_forms import clean_outlet, ends_as_outlet
from jiaokan.metadata.page_lines import PageLine, PageLines
from jiaokan.metadata.sources.outlets import BESIDE_TIME, BYLINE, make_outlet

MAX_MASTHEAD_CHARS = 40  # code points of a line that names newspaper, day and page
# (※)本文由某报(https://…)授权刊载, 经某网授权转载; but not 未经某网授权转载
_LICENSED = compile_on_use(
    r"""
    (?:本文|本篇|文章)?(?<!未)(?:经|由|获)\s?                        # 本文由
    (?P<value>[^\s,。:;()由]{2,16}?)\s?(?:\([^()]{0,80}\)\s?)?       # 某报(https://…)
    (?:独家)?授权(?:刊[载登]|转载|转发|本[刊站网])                   # 授权刊载
    """,
    re.VERBOSE,
)
# 原文来自「某账号」:, 本文转载自某报
_TAKEN = compile_on_use(
    r"""
    (?:
      (?:原文|本文|本篇|全文|文章|内容|稿件)\s?                      # 原文
      (?:来源于|来自|源自|出自|摘自|转自|选自|节选自|转载自|载于)
      |^[\s(—–-]*原[刊载]于?                                        # ——原刊《某学刊》
    )\s?:?\s?
    (?P<open>[「『《“"【]?)
    (?P<value>[^\s「」『』《》“”"【】,。:;()]{2,16})                 # 某账号
    (?P<close>[」』》”"】]?)
    (?P<colon>:?)(?=\s|[~,。;\[()\d第]|$)
    """,
    re.VERBOSE,
)
# (综合整理自某新闻、某社、某网等), 综合自某报: a line of its own, or behind the last words
_COMPILED = compile_on_use(
    r"""
    (?:综合|综编|编译|整理)(?:整理|编译)?自\s?:?\s?                    # 综合整理自
    (?P<value>[\u4e00-\u9fffA-Za-z]{2,10}?(?:[、,/][\u4e00-\u9fffA-Za-z]{2,10}?){0,5})  # 某新闻、某社
    (?:等(?:媒体|网站|报道)*)?\s?[)\]】。]?\s*$                       # 等)
    """,
    re.VERBOSE,
)
_TAKEN_SIGNS = ("自", "源于", "载于", "原刊", "原载")  # every such note has one of them
_NOTE_SIGNS = ("授权", "出品", "版")  # of other notes, and of the head of a page of a newspaper
# 作者 | 阿青 责编 | 小林 出品 | 某社区(ID:…)
_MADE_BY_ACCOUNT = compile_on_use(r"作者\s?\|.{0,60}?出品\s?\|\s?(?P<value>[^\s|(,。]{2,10}?)(?=[(\s]|$)")
# 2002年9月3日人民日报 第3版
_NEWSPAPER_PAGE = compile_on_use(r"第\s?[A-Z]?\d{1,3}\s?版")
_NEWSPAPER = compile_on_use(
    r"[\s《》|·,(]*(?:星期[一二三四五六日天])?[\s《》|·,(]*(?P<value>[\u4e00-\u9fff]{2,10}[报刊])[\s《》|·,)]*"
)


def find_noted_sources(page: PageLines) -> Iterator[Candidate]:
    """Yield the outlet of a note at an end of the page (本文由…授权刊载, 原文来自「…」), or of a masthead."""
    for i in page.index.find_lines(*_TAKEN_SIGNS, *_NOTE_SIGNS):
        line = page.lines[i]
        is_head = i <= page.top + 2
        if is_head or i >= page.end - 3:
            yield from _read_notes(line, is_head, float(page.measure_distance(i)))
        if i <= page.top and (found := find_masthead(line)):
            start, end = found[0]
            value, span = line.spell(start, end), line.find_span(start, end)
            yield Candidate("source", value, "masthead", span, BESIDE_TIME, float(page.measure_distance(i)))


def _read_notes(line: PageLine, is_head: bool, distance: float) -> Iterator[Candidate]:
    tail = max(0, len(line.text) - MAX_TAIL_CHARS)
    if "授权" in line.text and (match := _LICENSED.search(line.text, tail)):
        yield from make_outlet(line, match, "note", (BYLINE, distance))
    has_sign = any(map(line.text.__contains__, _TAKEN_SIGNS))
    if has_sign and (match := _TAKEN.search(line.text, 0 if is_head else tail)):
        is_quoted = match["open"] and match["close"]
        if is_quoted or match["colon"] or ends_as_outlet(match["value"]):
            yield from make_outlet(line, match, "note", (BYLINE, distance))
    if "自" in line.text and (match := _COMPILED.search(line.text, tail)):
        yield from _make_outlets(line, match, distance)
    if is_head and "出品" in line.text and (match := _MADE_BY_ACCOUNT.search(line.text, 0, MAX_HEAD_CHARS)):
        yield from make_outlet(line, match, "byline", (BESIDE_TIME, 0))


def _make_outlets(line: PageLine, match: re.Match[str], distance: float) -> Iterator[Candidate]:
    """Yield the outlets of a note as one value, where one of them is an outlet by its own words."""
    start, end = match.span("value")
    spelled = line.spell(start, end)
    names = re.split("[、,/]", match["value"])
    if all(map(clean_outlet, names)) and any(map(ends_as_outlet, names)):
        value = "、".join(dict.fromkeys(re.split("[、,，/／]", spelled)))
        yield Candidate("source", value, "note", line.find_span(start, end), BYLINE, distance)


def find_masthead(line: PageLine) -> tuple[tuple[int, int], DateMention] | None:
    """Return where a line names a newspaper beside day and page, and the day; None for another line."""
    page = _NEWSPAPER_PAGE.search(line.text) if len(line.text) <= MAX_MASTHEAD_CHARS else None
    mention = next(find_dates(line.text), None) if page else None
    if page is None or mention is None:
        return None
    for start, end in ((mention.end, page.start()), (0, mention.start)):
        match = _NEWSPAPER.fullmatch(line.text, start, max(start, end))
        if match and ends_as_outlet(match["value"]):
            return match.span("value"), mention
    return None
