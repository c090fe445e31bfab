"""Find the name of a page's site: in its head, the title of its window, its banner or notice of copyright.

The title of the window is the title element of a page of HTML, or the first line of text copied from a page.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.html_head import HtmlHead
from jiaokan.metadata.page_lines import PageLine, PageLines
from jiaokan.metadata.sites.copyright_notices import find_notices, find_owners
from jiaokan.text.normalized_view import keep_letters, normalize_chars
from jiaokan.text.title_separators import is_body_name

HEAD, STATED, WINDOW, BEHIND_TITLE, NOTICE, PATH = 1, 2, 3, 4, 5, 6  # ranks of evidence, the best first
SITE_METAS = ("og:site_name", "application-name", "sitename")  # metas that name the site
WINDOW_SEPARATOR = r"\s*[_|│>—]+\s*|\s+[-·]\s+"  # between the parts of a title of the window
MAX_WINDOW_CHARS = 200  # code points of a title of the window that is split
MIN_SITE_CHARS, MAX_SITE_CHARS = 2, 20  # code points of the name of a site
# code points of the last part of a title of the window that is taken for the site by its place alone
MAX_UNPROVEN_SITE_CHARS = 14
MAX_BANNER_LINES = 6  # lines at the top of a page among which the name of the site stands alone
# also before a hyphen, and not at the —— of a subtitle
_SITE_SEPARATOR = compile_on_use(
    r"""
    \s*[_|│>]+\s*|\s*(?<!—)—(?!—)\s*|\s*-{2,}\s*|\s+[-·–]\s+            # 标题_某网, 标题 - 某网
    |(?:\s+|(?<=[^\x00-\x7f]|[?!)\]]))[-–]\s*(?=[^\x00-\x7f])           # 标题-某网
    |(?<=[^\x00-\x7f])[-–](?=\S)|(?<=\S)-(?=[\u4e00-\u9fff][^\s-]{1,12}$)    # 标题-example, ABC-某网
    """,
    re.VERBOSE,
)
_SEPARATOR_SIGN = re.compile("[_|│>—·–-]")  # every separator has one of these
_BRACKETED_SITE = re.compile(r"\s[(](?P<value>[^()]{2,10})[)]$")
_NO_SITE = compile_on_use(
    r"""
    ^(?:
      (?:网站|社会|国际|国内|体育|娱乐|财经|科技|综合|行业|公司|企业|学院|校园|最新|图片|热点|本地
        |时政|通知|工作|产品)?                                                              # 社会新闻
      (?:首页|主页|正文|新闻|资讯|详情页?|内容|文章|列表页?|频道|专题|动态|公告|要闻|搜索|下载|登录|注册|图片|视频|介绍|简介
        |概况|(?:新闻|资讯|信息|下载|用户|会员|帮助|产品)中心|阅读页?|专业资料)
      |(?:登录|注册|欢迎|关于|意见|联系).*                                                  # 关于我们
      |本站|本网站?|我的网站|网站|互联网|局域网|物联网|官网|全网|undefined|null|index|home|untitled
      |(?:股份)?(?:有限)?(?:责任)?公司|[A-Z]?\d{4,}
      |第?\s?\d+\s?[页楼篇章].*|.*\d{4}[-./年]\d{1,2}.*|[\d.\s:/]+
      |设为.*|.*(?:什么|怎么|如何|多少|哪些|哪里|为什么|吗|呢|下载|大全|排行榜|价格|正文|阅读页|公?网安备)
      |.*(?:[?!。,;《》“”"【】]|一[个种]|我们|是|让|您|你).*|[^(]*\).*|.*\([^)]*|.+首页  # sentences
    )$
    """,
    re.I | re.VERBOSE,
)
_SEARCH_HINT = re.compile(r"请在(?P<value>[^\s,。上]{2,20}?)(?:\s?[-—–|_].*?)?(?:网站)?上?搜索")
# NAME—slogan before the title; NAME by itself only where the page says it again
_SITE_BANNER = re.compile(
    r"^\s*(?P<value>[^\s,。:|>_]{1,10}?(?:网|在线|论坛|社区|日报|晚报|早报|热线|之家|之窗|资讯|门户))(?=[—_|-])"
)
_LONE_SITE_NAME = re.compile(r"^\s*(?P<value>[^\s,。:|>]{2,9}(?:网|在线|日报|晚报|早报|论坛|热线))\s*$")
_NO_SITE_NAME = re.compile("互联网|局域网|物联网|官网|本网|全网")
_PATH = compile_on_use(  # 您的位置: 江城在线首页 > 社会
    r"位置\s{0,3}:?\s{0,3}(?P<value>[^\s>»/\\|:,。]{2,16}?)(?:首页|主页)?\s{0,3}(?:>|»|→|-)"
)
_OUTLET_WORD = compile_on_use(
    r"""
    (?:网|(?:官方|门户|政府)网站|论坛|社区|在线|[日晚早时]报|周刊|杂志|百科|文库|贴吧|博客|门户   # 江城在线
      |之家|之窗|热线|电视台|官网|公司|通讯社|中心)$
    """,
    re.VERBOSE,
)


class _Name(NamedTuple):
    """A possible name of the site, and its span in the title of the window."""

    value: str
    span: Span
    rank: int


def find_site(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the names that a page gives its site, with the rank of their evidence."""
    for name in SITE_METAS:
        if name in head.metas:
            yield Candidate("site", head.metas[name].value, name, head.metas[name].span, HEAD)
    yield from _find_stated(page)
    notices = find_notices(page)
    yield from _find_in_window(page, head, notices)
    for i, match in find_owners(page, notices):
        if _may_be_site(match["value"]):
            yield _make_candidate(page.lines[i], match, NOTICE)
    for i in page.index.find_lines("位置"):
        found = _match_line(page, i, _PATH, PATH)
        yield from (one for one in found if _may_be_site(one.value) and _reads_as_site(one.value))


def _find_stated(page: PageLines) -> Iterator[Candidate]:
    """Yield the name in a hint to search the site, or at the top of the page before a slogan or by itself."""
    for i in page.index.find_lines("搜索"):
        yield from _match_line(page, i, _SEARCH_HINT, STATED)
    begin = page.title if page.title >= 0 else page.top
    for i in range(begin):
        yield from _match_line(page, i, _SITE_BANNER, STATED)
    for i in range(min(begin, MAX_BANNER_LINES)):
        for one in _match_line(page, i, _LONE_SITE_NAME, PATH):
            if not _NO_SITE_NAME.fullmatch(one.value) and is_named_twice(page.index.text, one.value):
                yield one


def _match_line(page: PageLines, i: int, pattern: re.Pattern[str], rank: int) -> Iterator[Candidate]:
    """Yield what a pattern finds in a line that is no part of the article."""
    line = page.lines[i]
    if not line.is_kept and (match := pattern.search(line.text)):
        yield _make_candidate(line, match, rank)


def read_window(page: PageLines, head: HtmlHead) -> str:
    """Return the normalized title of the window, of a text its first line; "" where that is long prose."""
    window = normalize_chars(head.title.value) if head.title else page.lines[0].text if page.lines else ""
    return window if len(window) <= MAX_WINDOW_CHARS else ""


def _find_in_window(page: PageLines, head: HtmlHead, notices: list[int]) -> Iterator[Candidate]:
    """Yield the part of the title of the window that names the site; `notices` are lines of copyright."""
    window = read_window(page, head)
    if not window:
        return
    title = page.lines[page.title].letters if page.title >= 0 else ""
    notice_texts = [page.lines[i].text for i in notices if i]
    best = min(_rank_parts(window, title, page, notice_texts), key=lambda name: name.rank, default=None)
    if best is None:
        return
    if head.title:
        value = best.span.slice_text(head.title.value).strip()
        yield Candidate("site", value, "title", head.title.span, best.rank)
    else:
        line, start, end = page.lines[0], best.span.start, best.span.end
        yield Candidate(
            "site", line.spell(start, end).strip(), "title", line.find_span(start, end), best.rank
        )


def _rank_parts(window: str, title: str, page: PageLines, notices: list[str]) -> Iterator[_Name]:
    """Yield parts of a normalized title of the window that may name the site, one for each kind of evidence.

    Args:
        window: The title of the window.
        title: The letters of the title of the article; "" where it is not known.
        page: The lines of the page.
        notices: The notices of copyright of the page.
    """
    parts = split_window(window, _SITE_SEPARATOR)
    bracketed = _BRACKETED_SITE.search(window)
    if bracketed and (
        _is_printed_alone(bracketed["value"], page) or _is_in_any_notice(bracketed["value"], notices)
    ):
        yield _Name(bracketed["value"], Span(*bracketed.span("value")), WINDOW)
    if not parts or (len(parts) == 1 and (keep_letters(window) in title or not _reads_as_site(window))):
        return
    in_notices = [part for part in parts if _is_in_any_notice(part.slice_text(window).strip(), notices)]
    for span in (*reversed(in_notices), *reversed(parts[1:] or parts)):
        value = span.slice_text(window).strip()
        is_proven = span in in_notices or (span == parts[-1] and _is_printed_alone(value, page))
        if keep_letters(value) != title and _may_be_site(value) and (is_proven or _reads_as_site(value)):
            yield _Name(value, span, WINDOW)
            return
    last = parts[-1].slice_text(window).strip()
    follows = bool(title) and keep_letters(window[: parts[-1].start]).startswith(title)
    if follows and len(last) <= MAX_UNPROVEN_SITE_CHARS and _may_be_site(last):
        yield _Name(last, parts[-1], BEHIND_TITLE)


def split_window(window: str, separator: re.Pattern[str]) -> list[Span]:
    """Return the parts of a title of the window between separators, without blank ones.

    Every match of `separator` has one of the marks _ | │ > — · – -.

    >>> window = "荷花开了_社会_江城网"
    >>> [part.slice_text(window) for part in split_window(window, re.compile("_"))]
    ['荷花开了', '社会', '江城网']
    """
    has_gaps = _SEPARATOR_SIGN.search(window) is not None
    gaps = [match.span() for match in separator.finditer(window)] if has_gaps else []
    starts, ends = [0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(window)]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if window[start:end].strip()]


def _reads_as_site(value: str) -> bool:
    """Tell whether a name ends in a word for an outlet, such as 网, or for a body that runs a site."""
    return bool(_OUTLET_WORD.search(value) or is_body_name(value))


def _may_be_site(value: str) -> bool:
    """Tell whether a text is as long as a name of a site, and no word of a menu or a sentence."""
    fits = MIN_SITE_CHARS <= len(value) <= MAX_SITE_CHARS and len(keep_letters(value)) >= MIN_SITE_CHARS
    return fits and not _NO_SITE.match(value)


def _is_printed_alone(value: str, page: PageLines) -> bool:
    """Tell whether the page prints a name by itself on a line that is no part of the article."""
    lines = (page.lines[i] for i in page.index.find_lines(value) if i)
    return any(not line.is_kept and line.letters == keep_letters(value) for line in lines)


def _is_in_any_notice(value: str, notices: list[str]) -> bool:
    """Tell whether one of the notices of copyright holds a possible name of the site."""
    return _may_be_site(value) and any(value in text for text in notices)


def _make_candidate(line: PageLine, match: re.Match[str], rank: int) -> Candidate:
    span = match.span("value")
    return Candidate("site", line.spell(*span).strip(), "byline", line.find_span(*span), rank)


def is_named_twice(text: str, name: str) -> bool:
    """Tell whether a text holds a name more than once, as a page that names its own site does.

    >>> is_named_twice("江城网 首页 江城网讯", "江城网"), is_named_twice("江城网 首页", "江城网")
    (True, False)
    """
    first = text.find(name)
    return first >= 0 and name in text[first + len(name) :]
