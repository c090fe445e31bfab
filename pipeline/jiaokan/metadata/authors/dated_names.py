"""Find who posted a page by the name that a theme of a blog or a news site prints beside the day.

Each form has a second sign: an age behind the name, a label before it, or the name once more on the page.
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.name_lines import make_bare_names
from jiaokan.metadata.authors.posters import ABOVE_TIME, MAX_HEAD_LINE_CHARS, make_poster
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import find_dates, has_sign_of_day
from jiaokan.metadata.name_forms import ends_as_outlet, is_common_word, is_compound_of_words, split_names
from jiaokan.metadata.name_values import is_channel
from jiaokan.metadata.page_lines import PageLine, PageLines

MAX_HEAD_DISTANCE = 3  # lines under the title in which a name stands beside the day
MAX_POSTED_BELOW_END = 8  # lines behind the article in which "Posted by" may stand
MAX_POSTED_CHARS = 120  # code points of a line that says who posted an entry
MIN_LINES_TO_SIGNATURE = 4  # lines from a name under the title to the same name as a signature
MAX_COPIES = 3  # lines of a name on a page that is no list of its texts
BARE_NAME_DISTANCE = 2.0  # lines by which such a name counts as farther away
# 青山客2周前 (07-11)江城795
_AGED = compile_on_use(
    r"""
    \s*(?P<name>[^\s\d|:,。·(][^\s|:,。·(]{1,19}?)\s*                       # 青山客
    \d{1,3}\s?(?:秒|分钟|小时|天|周|星期|个月|月|年)前\s?\(              # 2周前
    (?:20\d\d-)?\d\d-\d\d\).*                                              # (07-11)
    """,
    re.VERBOSE,
)
_NAME_BEFORE_DAY = compile_on_use(r"\s*(?P<name>[^\s|:,。·]{2,20})[\s|·]*")
# 青山客 2019-10-04 16:15; 福利社  青山客  2014-03-29
_ACCOUNT_BEFORE_DAY = compile_on_use(
    r"\s*(?:(?P<channel>[\u4e00-\u9fff]{2,6})(?:\s{2,}|\s?[|·/]\s?))?(?P<name>[^\s|:,。·/\d][^\s|:,。·/]{2,15})[\s|·/]+"
)
MIN_LINES_OF_ACCOUNT = 2  # lines that hold its name and more
MAX_CHARS_BEHIND_DAY = 40  # code points of a line behind the day: time, counts, tags
_NO_NAME = compile_on_use(
    r"\d\s?[年月日元次]|发[布表]|更新|编辑|修改|[于在]$|星期|周[一二三四五六日]|posted|published|updated|\bon$",
    re.I,
)
# © 2022 青山客, theme-reco  jane  2024: whose site it is
_OWNER_LINE = compile_on_use(r"©|copyright|theme|powered", re.I)
# Posted by Jane Doe Nov 17th, 2009
_POSTED_BY = compile_on_use(
    r"(?:posted|written|published)\sby:?\s+(?P<name>[^\s|:,。](?:[^|:,。]{0,26}?[^\s|:,。])?)(?:\s+(?:on|at))?[\s,|·]*$",
    re.I,
)
# This entry was posted in Others on 2011/10/03 by Jane.
_POSTED_IN = compile_on_use(r"(?:this entry was |^\s*)posted\s(?:in|on)\b", re.I)
_BY_BEHIND = compile_on_use(r"\s+by\s+(?P<name>\S(?:.{0,26}?\S)?)\.?\s*", re.I)
# 企业法务|2026-07-03|青山客团队, where a path of links above holds the first
_SECTION = compile_on_use(r"\s*(?P<section>[^|·\s]{2,8})\s?[|·]\s?")
_NAME_AT_END = compile_on_use(r"\s?[|·]\s?(?P<name>[^|·:\d]{2,20}?)\s*")
# 金小雨 林真 | 来源:江城报
_BEFORE_SOURCE = compile_on_use(
    r"\s*(?P<names>[\u4e00-\u9fff][\u4e00-\u9fff\s、,]{1,20}?)\s*[|·]\s*(?:来源|稿源|出处)\s?:"
)


def find_dated_names(page: PageLines) -> Iterator[Candidate]:
    """Yield who posted a page by the forms in which a name stands beside the day."""
    last = min(page.title + MAX_HEAD_DISTANCE, len(page.lines) - 1)
    for i in range(page.title + 1, last + 1) if page.title >= 0 else ():
        line = page.lines[i]
        if len(line.text) > MAX_HEAD_LINE_CHARS:
            continue
        if "前" in line.text and (match := _AGED.fullmatch(line.text)):
            yield from make_poster(line, match.span("name"))
        if "源" in line.text and (match := _BEFORE_SOURCE.match(line.text)):
            yield from make_bare_names(line, *match.span("names"), 0)
        yield from _read_beside_day(page, i)
    yield from _find_posted(page)
    yield from _find_signed_above(page)


def _read_beside_day(page: PageLines, i: int) -> Iterator[Candidate]:
    """Yield the name of the owner of the site before a day, or the last of three parts about a day."""
    line = page.lines[i]
    mention = next(find_dates(line.text), None) if has_sign_of_day(line.text) else None
    if mention is None:
        return
    before = _NAME_BEFORE_DAY.fullmatch(line.text, 0, mention.start)
    if before and _is_owner(page, i, before["name"]):
        yield from make_poster(line, before.span("name"))
    elif i == page.title + 1 and len(line.text) - mention.end <= MAX_CHARS_BEHIND_DAY:
        yield from _read_account_before_day(page, line, mention.start)
    yield from _read_behind_section(page, line, (mention.start, mention.end))


def _read_account_before_day(page: PageLines, line: PageLine, day: int) -> Iterator[Candidate]:
    """Yield the account that stands right under the title before the day: by itself, or behind a channel."""
    match = _ACCOUNT_BEFORE_DAY.fullmatch(line.text, 0, day)
    if match is None or _NO_NAME.search(match["name"]) or _is_no_account(page, match["name"]):
        return
    channel = (match["channel"] or "").strip()
    if not channel or match["name"].isascii() or is_compound_of_words(channel) or is_channel(channel):
        yield from make_poster(line, match.span("name"), ABOVE_TIME)


def _is_no_account(page: PageLines, name: str) -> bool:
    """Tell whether a name is that of an outlet or a channel, or a word, or one of the window or of a menu.

    An account stands once more inside a line, as in a notice of rights; what does not may be any word.
    """
    if ends_as_outlet(name) or is_channel(name) or is_common_word(name) or is_compound_of_words(name):
        return True
    lines = [page.lines[i].text.strip() for i in page.index.find_lines(name)]
    return name in lines or len(lines) < MIN_LINES_OF_ACCOUNT or name in page.lines[0].text


def _read_behind_section(page: PageLines, line: PageLine, day: tuple[int, int]) -> Iterator[Candidate]:
    """Yield the last of three parts of a line, of which a path of links above holds the first."""
    match = _SECTION.fullmatch(line.text, 0, day[0])
    behind = _NAME_AT_END.fullmatch(line.text, day[1]) if match else None
    if match is None or behind is None or ends_as_outlet(behind["name"]):
        return
    above = page.lines[max(0, page.title - MAX_HEAD_DISTANCE) : page.title]
    if any(_is_path(one.text, match["section"]) for one in above):
        yield from make_poster(line, behind.span("name"))


def _is_owner(page: PageLines, i: int, name: str) -> bool:
    """Tell whether a line that says whose site it is names who stands before the day in line `i`."""
    if _NO_NAME.search(name) or ends_as_outlet(name):
        return False
    whole = re.compile(rf"(?<![\w.]){re.escape(name)}(?![\w.])")
    lines = (page.lines[k].text for k in page.index.find_lines(name) if k != i)
    return any(
        _OWNER_LINE.search(text) and whole.search(text) for text in lines if len(text) <= MAX_POSTED_CHARS
    )


def _is_path(text: str, section: str) -> bool:
    return section in text and any(mark in text for mark in ">›»/")


def _find_posted(page: PageLines) -> Iterator[Candidate]:
    """Yield whom "Posted by" before a day names, or "by" behind the day of an entry."""
    for i in page.index.find_lines(" by ", " By "):
        line = page.lines[i]
        is_near = max(page.title, 0) <= i <= page.end + MAX_POSTED_BELOW_END
        if not is_near or len(line.text) > MAX_POSTED_CHARS or not has_sign_of_day(line.text):
            continue
        for mention in find_dates(line.text):
            match = _POSTED_BY.search(line.text, 0, mention.start)
            if match:
                yield from make_poster(line, match.span("name"))
            behind = _BY_BEHIND.fullmatch(line.text, mention.end)
            if behind and _POSTED_IN.search(line.text, 0, mention.start):
                yield from make_poster(line, behind.span("name"))


def _find_signed_above(page: PageLines) -> Iterator[Candidate]:
    """Yield the name under the title beside the time of the page that stands once more below the text."""
    for i in range(page.title + 1, min(page.top + 2, len(page.lines))) if page.title >= 0 else ():
        line = page.lines[i]
        name = line.text.strip()
        if not 2 <= len(name) <= 3 or len(split_names(name)) != 1 or not _has_time_beside(page, i):
            continue
        copies = [k for k in page.index.find_lines(name) if page.lines[k].text.strip() == name]
        is_again = (
            copies[0] == i and 1 < len(copies) <= MAX_COPIES and copies[1] >= i + MIN_LINES_TO_SIGNATURE
        )
        if is_again and name not in page.lines[page.title].text:
            yield from make_bare_names(line, 0, len(line.text), BARE_NAME_DISTANCE)


def _has_time_beside(page: PageLines, i: int) -> bool:
    """Tell whether a short line with a day stands above or below a line under the title."""
    near = [page.lines[k] for k in (i - 1, i + 1) if page.title < k < len(page.lines)]
    return any(len(one.text) <= MAX_HEAD_LINE_CHARS and any(find_dates(one.text)) for one in near)
