"""Find who wrote a page, by the labels of its bylines."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.end_signatures import find_signer_with_post
from jiaokan.metadata.authors.labelled_names import (
    BYLINE,
    MAX_BYLINE_CHARS,
    MAX_CREDIT_CHARS,
    MAX_LINES_AWAY,
    NO_NEXT_NAME,
    OFFICE_BEFORE,
    find_inside,
    make_name,
    make_person,
)
from jiaokan.metadata.authors.posters import POSTER_DISTANCE
from jiaokan.metadata.book_facts import is_among_book_facts
from jiaokan.metadata.byline_labels import (
    AUTHOR_LABELS,
    COLON,
    END_WORDS,
    MAKING_WORDS,
    REPORTER_LABELS,
    has_colon,
)
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.name_forms import PERSON, PERSONS, is_account, is_common_word
from jiaokan.metadata.page_lines import PageLine, PageLines, list_near_lines

MAX_POSTED_LINES_AWAY = 4  # the same for "X posted on", which forums print above every reply
MAX_REPORTER_LINES_BELOW_END = 6  # lines behind the article in which its reporter may stand
ELEMENT = 3  # rank of evidence of an author

_NAME = r"(?:\d{2,4}(?=[A-Za-z]))?(?-i:[\u3400-\u9fffA-Za-z])(?-i:[\u3400-\u9fff·&A-Za-z .0-9_-]){0,24}?"
_NAME_END = (
    rf"(?=\s*(?:$|[\s,;:|/)（）【】〕\[\]、。<>(〓]|&nbsp|{END_WORDS}"
    r"|:(?=(?-i:[\u4e00-\u9fff]){2,20}(?:大学|学院|研究|医院|公司|中心))|[出辑选摘]自|原创|发帖|张贴|摄|报道|回复|分类|类型|类别|字(?=[数:\s]|$)|类|于|审核|校对|摄影))"
)
_LABELS = (
    rf"(?:(?<!素材)(?<!图片)(?<!插图)(?<!插画)(?<!封面){AUTHOR_LABELS}|(?<!(?-i:[\u3400-\u9fff]))(?:[图文][、/]文|文字?)"
    r"|(?<!(?-i:[\u3400-\u9fffA-Za-z]))(?:by|author))"
)
_WORD = r"[A-Z][A-Za-z.'-]{0,15}"
_NO_WORD = (  # of a name in Latin: labels and months behind it
    r"(?:Posted|Published|Updated|Date|On|In|At|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?![a-z])"
    r"|(?:January|February|March|April|August|September|October|November|December)(?![a-z]))"
)
_LATIN_NAME = rf"(?-i:{_WORD}(?:\s(?!{_NO_WORD}){_WORD}){{1,2}}(?![\w-]))"  # John Doe
_LABELLED = compile_on_use(
    rf"{_LABELS}\s*[:/|]\s*{OFFICE_BEFORE}-?(?P<name>{_LATIN_NAME}|{_NAME}){_NAME_END}", re.I
)
_REPORTED_BY = compile_on_use(
    rf"(?:{REPORTER_LABELS}){COLON}{OFFICE_BEFORE}(?P<name>{PERSONS})(?![\u4e00-\u9fff])"
)
# a line of its own at the end of the text, wherever other lines follow that were kept too
_CREDIT_LINE = compile_on_use(
    rf"""
    \s*(?:
      (?:{AUTHOR_LABELS}|{REPORTER_LABELS}|文){COLON}{OFFICE_BEFORE}(?P<name>{PERSONS})    # 文:张三
      |(?:本报|本刊)?记者\s?:\s?(?P<reporter>{PERSONS}|[\u4e00-\u9fff]{{2,4}})                 # 本报记者:张三
    )\s*
    """,
    re.VERBOSE,
)
_MAKER_BEFORE = "".join(rf"(?<!{word} )" for word in MAKING_WORDS)
_SIGNED = compile_on_use(
    rf"(?:(?<!(?-i:[\u3400-\u9fff]))由|posted by|written by|{_MAKER_BEFORE}\bby)\s+"
    rf"(?P<name>{_LATIN_NAME}|{_NAME}){_NAME_END}",
    re.I,
)
_NOTICE = compile_on_use(  # of a site and its maker, of who provides a file
    r"©|copyright|版权|备案|\bpower(?:ed)? by|技术支持|由\s.*(?:提供|驱动|支持|[构重]建|托管)。?\s*$", re.I
)
_POSTED = compile_on_use(
    rf"""
    (?:^|[\s|])由?\s*(?P<name>{_NAME})\s*\|?\s*
    (?:发表于|发布于|写于|张贴于?                                   # 阿青 发表于
      |@\s*20\d\d(?!\s?[-~]\s?20\d\d|\s?copyright)                  # 阿青 @ 2019, and no years of a copyright
      |已?于\s*20\d\d.{{0,20}}(?:发表|发布|修改)                    # 阿青 于 2019-05-01 发表
      |posted)
    """,
    re.I | re.VERBOSE,
)
# 发信人: xht (小呆), 信区: Network; 作者: PttACT (活动部帐号) 看板: SYSOP, whose brackets are no name
_BOARD_AUTHOR = compile_on_use(
    r"""
    ^\s*(?:
      (?:发信人|寄信人)\s?:?\s*(?P<name>[\w.-]{2,20}\s?\([^()]{0,40}\))[\s,]*(?:看板|信区|站内)
      |作者\s?:?\s*(?P<id>[A-Za-z][A-Za-z0-9]{1,19})\s?\([^()]{0,40}\)\s*(?:$|看板|站内)     # of PTT
    )
    """,
    re.VERBOSE,
)
_COUNTER = r"(?:共?\d[\d,]*\s?(?:人|次)?\s?(?:围观|阅读|浏览|点击|评论)|(?:没有|暂无|发表)?评论|阅读|浏览)"
_TIME = r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s\d\d?:\d\d(?::\d\d)?)?"
# a name beside a time, with what counts readers behind
_BESIDE_TIME = compile_on_use(
    rf"""
    ^\s*(?:
      {_TIME}\s+(?P<behind>[^\s:,。]{{2,16}})            # 2009年10月11日 阿青 评论 4,424 人阅读
      |(?P<before>[^\s:,。]{{2,16}})\s+{_TIME}           # 阿青 2022-3-4 17:34 101人围观
    )
    \s+(?:[\u4e00-\u9fff]{{2,4}}\s+)?{_COUNTER}
    """,
    re.VERBOSE,
)
_NO_COUNTED_NAME = compile_on_use(
    r"评论|阅读|浏览|点击|围观|分类|标签|来源|发布|发表|更新|时间|日期|星期|周[一-日]|频道|栏目|新闻|图片|原创|转载|^\W*\d"
)
# a source of two or three Han at the end of a line is a person
_PERSON_AS_SOURCE = compile_on_use(
    rf"来源\s*:\s*(?P<name>{PERSON}(?<![网报社台刊站局院部厅委会所校室馆]))\s*$"
)
# 来源:江城市人民法院 于海, 江城汽车原创 王昊
_PERSON_BEHIND_SOURCE = compile_on_use(
    rf"""
    ^\s*(?:
      (?:来源|稿源)\s?:\s?[\u4e00-\u9fff]{{2,20}}                   # 来源:江城市人民法院
      (?:[网报社台刊站院局部厅委会所]|中心|频道|杂志)
      |[\u4e00-\u9fff]{{2,8}}原创                                   # 江城汽车原创
    )\s{{1,3}}(?P<name>{PERSON})\s*$
    """,
    re.VERBOSE,
)
_AUTHOR_INSIDE = compile_on_use(
    rf"""
    (?:{AUTHOR_LABELS}|记者)\s?[:|]\s?
    (?P<name>
      [\u3400-\u9fff]{{2,4}}?(?=$|[\s|)\]】>;,。]|{END_WORDS})       # 作者:张三
      |[\w.-]{{2,16}}?(?=\s?(?:文章|本文|原文)链接\s?:)              # 作者:name 文章链接:
    )
    """,
    re.VERBOSE,
)
# every one has the last character of a label before the colon
_INSIDE_SIGN = re.compile(r"[:|](?:(?<=[者稿文人主著笔].)|(?<=[者稿文人主著笔]\s.))")
# 2014-08-24 21:30| 1164次阅读| 作者魏青: a label without a colon among the facts of a byline
_BARE_LABEL = compile_on_use(rf"\|\s*作者\s?(?P<name>{PERSON})\s*(?:\||$)")
_SENT_BY = compile_on_use(
    r"^\s*来自\s?:\s?(?P<name>[^\s:,。]{2,20})\s+(?=20\d\d-\d)"
)  # of a thread: 来自: 阿青 2015-10-27
_POSTED_AT_START = compile_on_use(r"^\s*(?P<name>[^\s|:,。]{2,20})\s*\|?\s*发表于\s*20\d\d")
# patterns, each with a sign that every match of it has; a search for the sign is fast
_PatternsWithSigns = tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
_LABEL_PATTERNS: _PatternsWithSigns = (
    (_LABELLED, re.compile(r"[者文字稿人位主著笔yYrR]\s*[:/|]")),
    (_REPORTED_BY, re.compile(r"[写访译]\s?[:|/]")),
)
_NEAR_PATTERNS: _PatternsWithSigns = (  # only where a byline is expected
    (_SIGNED, re.compile(r"[由yY]\s")),
    (_POSTED, re.compile("[表布写贴@改tT]")),
    (_PERSON_AS_SOURCE, re.compile("来源")),
    (_PERSON_BEHIND_SOURCE, re.compile("源|原创")),
    (_BARE_LABEL, re.compile(r"作者.*\||\|.*作者")),
    (_SENT_BY, re.compile("来自")),
)
_NEAR_LONG_PATTERNS: _PatternsWithSigns = ((_POSTED_AT_START, re.compile("发表于")),)


def find_authors(page: PageLines) -> Iterator[Candidate]:
    """Yield the authors that labels near the title or the end and credits on lines of their own state."""
    yield from _find_labelled_authors(page)
    yield from _find_credit_lines(page)


def _find_labelled_authors(page: PageLines) -> Iterator[Candidate]:
    for distance, i in list_near_lines(page, MAX_LINES_AWAY):
        line = page.lines[i]
        yield from find_signer_with_post(page, i) if "作者" in line.text else ()
        if ("信人" in line.text or "作者" in line.text) and (board := _BOARD_AUTHOR.match(line.text)):
            name = "id" if board["id"] else "name"
            span, spelled = line.find_span(*board.span(name)), line.spell(*board.span(name)).strip()
            yield Candidate("author", spelled, "byline", span, BYLINE, distance)
        if len(line.text) > MAX_BYLINE_CHARS:
            has_label = has_colon(line.text) and _INSIDE_SIGN.search(line.text)
            yield from find_inside(line, "author", _AUTHOR_INSIDE) if has_label else ()
            continue
        yield from _find_beside_time(line, distance) if "19" in line.text or "20" in line.text else ()
        for pattern in _list_patterns(line, distance):
            match = pattern.search(line.text)
            if match is None or _is_of_other_work(page, i, match) or _is_no_author(pattern, match):
                continue
            if pattern in (_POSTED, _POSTED_AT_START, _SENT_BY):
                yield from _make_posted(line, match, distance)
            elif candidate := make_person("author", line, match, (BYLINE, distance)):
                yield candidate


def _list_patterns(line: PageLine, distance: float) -> Iterator[re.Pattern[str]]:
    """Return the patterns that may match a line, by its place and the signs in it."""
    tables = [_LABEL_PATTERNS] if has_colon(line.text) else []
    if distance <= MAX_POSTED_LINES_AWAY:
        is_long = line.is_kept and len(line.text) > MAX_CREDIT_CHARS
        tables.append(_NEAR_LONG_PATTERNS if is_long else _NEAR_PATTERNS)
    return (pattern for table in tables for pattern, sign in table if sign.search(line.text))


def _find_beside_time(line: PageLine, distance: float) -> Iterator[Candidate]:
    """Yield the name that stands beside the time of a byline which counts readers."""
    match = _BESIDE_TIME.match(line.text) if distance <= MAX_POSTED_LINES_AWAY else None
    group = "behind" if match and match["behind"] else "before"
    if match and is_account(match[group]) and not _NO_COUNTED_NAME.search(match[group]):
        span, name = line.find_span(*match.span(group)), line.spell(*match.span(group))
        yield Candidate("author", name, "byline", span, BYLINE, distance + POSTER_DISTANCE)


def _is_of_other_work(page: PageLines, i: int, match: re.Match[str]) -> bool:
    """Tell whether a label is of a book that the page describes, or of a picture above it.

    The label of a picture stands behind a sentence amid the article.
    """
    before = page.lines[i].text[: match.start()].rstrip(" (")
    is_inside = page.lines[i].is_kept and i < page.end - 2
    return (is_inside and before.endswith(("。", "!", "?"))) or is_among_book_facts(page, i)


def _is_no_author(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    """Tell whether the maker of a site stands behind "by", or a word of the language behind a source."""
    if pattern is _SIGNED:
        return bool(_NOTICE.search(match.string))
    return pattern is _PERSON_BEHIND_SOURCE and is_common_word(match["name"])


def _find_credit_lines(page: PageLines) -> Iterator[Candidate]:
    """Yield who is named by a label in a line of its own, in the article or right behind a part of it.

    A reporter may stand a few lines below, behind appeals to read more.
    """
    for i in range(page.top + 1, len(page.lines)):
        line = page.lines[i]
        is_credit = has_colon(line.text) and (line.is_kept or page.lines[i - 1].is_kept)
        is_near = has_colon(line.text) and page.end <= i < page.end + MAX_REPORTER_LINES_BELOW_END
        match = _CREDIT_LINE.fullmatch(line.text) if is_credit or is_near else None
        group = "reporter" if match and match["reporter"] else "name"
        if (
            match
            and (is_credit or match["reporter"])
            and (candidate := make_person("author", line, match, (ELEMENT, i), group))
        ):
            yield candidate


def _make_posted(line: PageLine, match: re.Match[str], distance: float) -> Iterator[Candidate]:
    """Yield the account that posted, which may be a code where a byline expects a name."""
    name = match["name"].strip()
    if is_account(name) and not NO_NEXT_NAME.search(name):
        yield make_name("author", line, match, "byline", BYLINE, distance + POSTER_DISTANCE)
