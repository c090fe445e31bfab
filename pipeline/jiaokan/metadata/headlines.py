"""The title of a page within the line that holds it: without the name of the site, a label, or marks."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.edits import Span
from jiaokan.text.normalized_view import keep_letters, normalize_chars, normalize_letters

_MAX_LINE_CHARS = 1000  # code points of a line that is searched; longer runs of blanks take long
_MAX_PARAGRAPHS_BELOW = 30  # paragraphs below the title that may say it again
_MAX_SITE_NAME_CHARS = 6  # code points of the name of a site that no word shows
_MIN_LATER_PART_CHARS = 8  # of a part behind the first; a shorter one may be the heading of a section
_MIN_PART_CHARS = 2  # code points of a part that such a paragraph may be
# what sites put between the parts of a page's title; a hyphen without blanks counts beside Han alone
_TITLE_SEPARATOR = re.compile(
    r"""
    \s*[|]+\s*                                                      # 标题|某网
    |\s*(?<![A-Za-z0-9])_+\s*|\s*_+(?![A-Za-z0-9])\s*               # 标题_某网, and not snake_case
    |\s+[-—~·>]+\s+                                                 # 标题 - 某网
    |(?<=[^\x00-\x7f]|[?!)])[-—]{1,2}(?=[^\x00-\x7f])               # 标题?-某网
    |(?<=[^\x00-\x7f])[-—]{1,2}(?=\S)|(?<=\d)-(?=[^\x00-\x7f])      # 标题-example, 2019-某网
    """,
    re.VERBOSE,
)
_SEPARATOR_SIGN = re.compile("[|_—~·>-]")  # every separator has one of these
_SITE_NAME = compile_on_use(
    r"""
    (?:网|网站|官网|官方网站|论坛|频道|社区|博客|专栏|百科|文库|知乎|简书|贴吧|在线|[日晚时早]报|新闻
      |财经|资讯|平台|公司|大学|学院|医院|中心|政府|下载|阅读|阅读页|小说|豆瓣|头条|首页|栏目|之家
      |之窗|联盟|客户端|bbs|wiki|hub|blog)$                         # 江城在线
    |\b[\w-]+\.(?:com|cn|net|org|tw|hk|cc|info)\b                   # example.com
    |^[\x20-\x7e]{2,20}$                                            # Example News
    """,
    re.I | re.VERBOSE,
)
_CHAPTER_NUMBER = re.compile(r"第[\d一二三四五六七八九十百千零〇两]+[章回节卷]")
_TITLE_PREFIX = re.compile(
    r"(?:\s|\\[rnt]|#{1,6}\s|[*]{2}|<[^<>]{1,80}>|(?:原标题|标题|题目|文章标题|产品名称|商品名称|法规名称|主题|title)\s*:"
    r"|【标题】)+",
    re.IGNORECASE,
)
_TITLE_SUFFIX = re.compile(
    r"(?:\s(?:返回|关闭|打印|收藏|分享|纠错)|\s|\\[rnt]|\s#+|[*]{2}|<[^<>]{1,80}>|!\[[^\]]*\]\([^)]*\))+$"
)
_LAST_BRACKETS = re.compile(r"\s*[(\[【](?P<name>[^()\[\]【】]{2,14})[)\]】]$")


def find_headline(text: str, below: Sequence[str]) -> Span:
    """Return the span of the title in the line that holds it; `below` are the paragraphs after it.

    >>> find_headline("标题：雨天行车常识_某某网", []).slice_text("标题：雨天行车常识_某某网")
    '雨天行车常识'
    """
    if len(text) > _MAX_LINE_CHARS:
        return Span(0, len(text))
    span = _trim_labels(text, Span(0, len(text)))
    read = normalize_chars(text)
    parts = list(_split_title(read, span))
    if len(parts) > 1:
        span = _find_repeated_parts(read, parts, below) or _find_page_parts(read, parts)
    return _trim_labels(text, _trim_site_in_brackets(read, span))


def _trim_site_in_brackets(read: str, span: Span) -> Span:
    """Return a span of a normalized line without brackets at its end that name a site: 荷花开了(江城网)."""
    found = _LAST_BRACKETS.search(span.slice_text(read))
    if found is None or found["name"].isascii() or not found.start() or not _SITE_NAME.search(found["name"]):
        return span
    return Span(span.start, span.start + found.start())


def _trim_labels(text: str, span: Span) -> Span:
    """Return a span without labels and marks at its ends, and without quotes around the whole of it."""
    read = normalize_chars(span.slice_text(text))
    start = found.end() if (found := _TITLE_PREFIX.match(read)) else 0
    end = found.start() if (found := _TITLE_SUFFIX.search(read)) else len(read)
    if start >= end:
        return span
    quoted = read[start] == read[end - 1] == '"' and end - start > 2
    return Span(span.start + start + quoted, span.start + end - quoted)


def _split_title(read: str, span: Span) -> Iterator[Span]:
    """Yield the parts of a normalized title that bars and the like part."""
    start = span.start
    has_separator = _SEPARATOR_SIGN.search(read) is not None
    for found in _TITLE_SEPARATOR.finditer(read, span.start, span.end) if has_separator else ():
        if start < found.start():
            yield Span(start, found.start())
        start = found.end()
    if start < span.end:
        yield Span(start, span.end)


def _find_repeated_parts(read: str, parts: Sequence[Span], below: Sequence[str]) -> Span | None:
    """Return the longest run of parts that a paragraph below says again, None where none does."""
    paragraphs_below = {normalize_letters(line) for line in below[:_MAX_PARAGRAPHS_BELOW]}
    runs = [Span(parts[a].start, parts[b - 1].end) for a, b in combinations(range(len(parts) + 1), 2)]
    again = (
        run
        for run in runs
        if keep_letters(run.slice_text(read)) in paragraphs_below and len(run) >= _MIN_PART_CHARS
    )
    longest = max(again, key=len, default=None)
    if longest and longest.start > parts[0].start and len(longest) < _MIN_LATER_PART_CHARS:
        return None
    return longest


def _find_page_parts(read: str, parts: Sequence[Span]) -> Span:
    """Return the parts that are the page's own, and none of the site's."""
    if chapter := next((part for part in parts if _CHAPTER_NUMBER.match(part.slice_text(read))), None):
        return chapter
    first, last = (
        0,
        next((i for i in range(1, len(parts)) if "_" in _find_separator(read, parts, i)), len(parts)),
    )
    while last > 1 and _is_site_name(read, parts[:last]):
        last -= 1
    while (
        first < last - 1
        and _SITE_NAME.search(parts[first].slice_text(read))
        and _is_longest_part(parts[first + 1], parts)
    ):
        first += 1
    return Span(parts[first].start, parts[last - 1].end)


def _find_separator(read: str, parts: Sequence[Span], i: int) -> str:
    return read[parts[i - 1].end : parts[i].start]


def _is_site_name(read: str, parts: Sequence[Span]) -> bool:
    """Tell whether the last part names the site: by its words, or as a short one behind a bar."""
    last, rest = parts[-1], parts[-2].end - parts[0].start
    short = (
        len(last) <= _MAX_SITE_NAME_CHARS
        and 2 * len(last) < rest
        and "|" in _find_separator(read, parts, len(parts) - 1)
    )
    return short or bool(_SITE_NAME.search(last.slice_text(read)))


def _is_longest_part(part: Span, parts: Sequence[Span]) -> bool:
    return len(part) == max(map(len, parts))
