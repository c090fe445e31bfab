"""Dates of a page that say when something else was: no date of publication.

All patterns read the normalized view.
"""

import re
from collections import Counter

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.core.runtime.lazy_properties import lazy_property
from jiaokan.metadata.book_facts import is_among_book_facts
from jiaokan.metadata.byline_labels import PUBLISHED_LABELS, UPDATED_LABELS
from jiaokan.metadata.date_forms import DateMention, find_dates
from jiaokan.metadata.page_lines import PageLines

MINUTE_CHARS = 16  # of a time in ISO 8601 to the minute
OTHER_LABEL_REACH = 24  # code points before a date in which its label stands
MAX_LABELLED_DAY_CHARS = 120  # code points of a line that labels a date
MIN_BARE_DAYS = 3  # lines of a date alone from which a page is a list of posts
MIN_WEEKDAYS = 2  # the same with the day of the week
MAX_LINES_UNDER_TITLE = 2  # lines under the title in which a date alone is that of the page
MAX_PLACE_CHARS = 40  # code points of a line that says where something takes place
MAX_ADDRESS_CHARS = 300  # code points of an address before a day inside of it
_PUBLISHED = compile_on_use(rf"(?:{PUBLISHED_LABELS})\s?[:|]?\s*$", re.I)
_UPDATED = compile_on_use(rf"(?:{UPDATED_LABELS}|最后更新)\s?:?\s*$")
# 投标截止时间: 成立日期: 公告期限:, 自 2008-02-01 以来
_OTHER_LABEL = compile_on_use(
    r"""
    # 成立日期:, but not 来源:江城网时间:
    [\u4e00-\u9fff]{2,10}(?<![网报社])(?:时间|日期|期限|时限|期间|时段)\s?(?:为|是)?\s?[:|]?\s*$
    |(?:首次|原)公告(?:发布)?(?:时间|日期)\s?[:|]?\s*$                                # 首次公告日期:
    |(?:自从?|从|至|到|截止?至?|~|～)\s?$                                             # 截至
    """,
    re.VERBOSE,
)
_OTHER_LABEL_LINE = compile_on_use(
    rf"\s*(?!{PUBLISHED_LABELS}|{UPDATED_LABELS})[\u4e00-\u9fff]{{2,8}}(?:时间|日期)\s?:?\s*"
)
# 至2017-04-25, ~5月1日, 起, 以来, 大陆上映
_OTHER_BEHIND = compile_on_use(
    r"""
    \s?(?:[(\[]?(?:周|星期)[一二三四五六日天][)\]]?)?\s?(?:
      (?:至|到|~|～|—|–|-)\s?                                       # 至2017-04-25, ~5月1日
      (?:(?:19|20)\d\d\s?[-/.年]|\d{1,2}\s?[月日/.:]|\d{1,2}\s?日)
      |(?:时|分|日)?起(?!草|来|诉|点)|以[来前后]|之[前后]           # 起, 以来
      |前(?=[\s,。提完报截]|$)|止(?!于)
      |\s?[\u4e00-\u9fff]{0,4}                                      # 大陆上映
      (?:上映|首映|公映|开播|首播|播出|发售|开售|上市|到期|开幕|开标|出生|去世|加盟|成立|加入|注册)
      |\s?(?:第.{1,3}次)?播音                                       # 第二次播音
      |\s?发布的(?:评[价论]|点评|回复)|\s?(?:评论|回复|点评|追评|入住|购买)   # 发布的评论
    )
    """,
    re.VERBOSE,
)
# behind a labelled time: 2月11-12日, 9:00-18:00, to another day
_UNTIL = compile_on_use(r"\s?(?:至|到)\s?\d|\s?[-~～—–]\s?(?:\d{1,2}\s?[日月]|(?:19|20)\d\d\s?[-/.年])")
_UNTIL_HOUR = compile_on_use(r"\s?(?:[-~～—–]{1,2}|至|到)\s?(?:2[0-4]|[01]?\d):[0-5]\d(?!:)")
_CHANGED_BEHIND = compile_on_use(
    r"\s?(?:重?新?编辑|修改|移动|移到|移至|设置|加入|提升|置顶|删除|关闭|合并|分类|高亮)"
)
_BY_SOMEONE = compile_on_use(r"(?:由\s?)?\S{1,24}\s?于\s?$")
# #181, 181楼, 沙发: a reply
_REPLY = compile_on_use(
    r"^[\s#>*]{0,40}(?:第?\s?(?:[2-9]|[1-9]\d{1,4})\s?(?:#|楼)|#\s?(?:[2-9]|[1-9]\d{1,4})(?![\d./年-])|沙发|板凳|地板)"
)
_PLACE = compile_on_use(
    r"会议室|礼堂|剧[院场]|体育[馆场]|展览?馆|美术馆|博物馆|音乐厅|会展中心|[路街道]\s?\d+号|^\s*\d+元|^\s*免费\s*$"
)
_ADDRESS = compile_on_use(r"(?:https?://|www\.)[!-~]*/$")  # what stands before a day inside of it
_PRINTED_ON = compile_on_use(r"(?:出版|上市|印刷)(?:日期|时间|年月?)\s?[:|]?\s*$")
_ISSUE_PAGE = compile_on_use(r"\s*第\s?[A-Z]?\d{1,3}\s?版\s?:")
_NO_SPACE = compile_on_use(r"\S")
_WEEKDAY_BEHIND = compile_on_use(r"\s*(?:[(\[]?(?:星期|周|礼拜)[一二三四五六日天][)\]]?)?\s*")
_HAN_ENDS = compile_on_use(r"[\u4e00-\u9fff]$")
_HAN_BEGINS = compile_on_use(r"(?!\s?(?:星期|周|礼拜|来源|作者|编辑|阅读|浏览|出处|[(\[]))[\u4e00-\u9fff]")
_LINK_TEXT = compile_on_use(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]{2}[^\u4e00-\u9fff:]{0,6}$")


class OtherDays:
    """The dates of a page that are of something else than its publication.

    What asks for all lines of the page is found once.
    """

    def __init__(self, page: PageLines) -> None:
        self.page = page

    @lazy_property
    def times(self) -> frozenset[str]:
        """The times, to the minute, that labels of other things state: an opening of bids, a deadline."""
        return _list_other_times(self.page)

    @lazy_property
    def are_headings(self) -> bool:
        """Whether dates alone stand above posts: two with the day of the week, or three without a title."""
        return _has_days_as_headings(self.page)

    @lazy_property
    def days_of_issue(self) -> frozenset[str]:
        """The days that a newspaper prints with their day of the week more than once beside its pages."""
        return _list_days_of_issue(self.page)

    @lazy_property
    def first_reply(self) -> int:
        """The number of the first line that begins with the number of a reply; that of all lines for none."""
        lines = self.page.lines
        return next((i for i, line in enumerate(lines) if is_reply(line.text)), len(lines))

    def is_day_of_issue(self, i: int, mention: DateMention) -> bool:
        """Tell whether a date alone in line `i` is the day of issue of a newspaper."""
        return _is_bare(self.page.lines[i].text, mention) and mention.value in self.days_of_issue

    def include(self, i: int, mention: DateMention) -> bool:
        """Tell whether a date of line `i` is said to be of something else than publication."""
        page = self.page
        if _is_said_of_other(page, i, mention):
            return True
        is_said_of_page = _PUBLISHED.search(_read_before(page, i, mention))
        return not is_said_of_page and (
            _is_of_a_list(page, i, mention)
            or _is_of_an_event(page, i, mention)
            or (_is_heading(page, i, mention) and self.are_headings)
        )


def _read_before(page: PageLines, i: int, mention: DateMention) -> str:
    return page.lines[i].text[max(0, mention.start - OTHER_LABEL_REACH) : mention.start]


def _is_said_of_other(page: PageLines, i: int, mention: DateMention) -> bool:
    """Tell whether the words beside a date say that it is of something else."""
    text = page.lines[i].text
    before = _read_before(page, i, mention)
    is_span = "T" in mention.value and _UNTIL_HOUR.match(text, mention.end)
    if is_reply(text) or is_span or _is_in_address(text, mention):
        return True
    if _PRINTED_ON.search(before) and is_among_book_facts(page, i):
        return True
    if _PUBLISHED.search(before):
        return bool(_UNTIL.match(text, mention.end)) or "首次公告" in before
    is_change = _CHANGED_BEHIND.match(text, mention.end) and _BY_SOMEONE.search(before)
    is_labelled = _OTHER_LABEL.search(before) and not _UPDATED.search(before)
    return bool(
        is_change
        or is_labelled
        or _OTHER_BEHIND.match(text, mention.end)
        or (i and _opens_line(text, mention) and _OTHER_LABEL_LINE.fullmatch(page.lines[i - 1].text))
    )


def _is_in_address(text: str, mention: DateMention) -> bool:
    """Tell whether a date is part of an address that the text prints, as that of a picture."""
    is_behind_slash = text.startswith("/", mention.start - 1) if mention.start else False
    return is_behind_slash and bool(
        _ADDRESS.search(text, max(0, mention.start - MAX_ADDRESS_CHARS), mention.start)
    )


def _opens_line(text: str, mention: DateMention) -> bool:
    """Tell whether nothing but white space stands before a date."""
    first = _NO_SPACE.search(text)
    return first is not None and first.start() >= mention.start


def is_reply(text: str) -> bool:
    """Tell whether a normalized line begins with the number of a reply of a thread.

    >>> is_reply("#181 发表于 2025-6-2 08:10"), is_reply("12楼 2025-6-2"), is_reply("#1 楼主 2025-6-2")
    (True, True, False)
    """
    return bool(_REPLY.match(text))


def ends_line(text: str, mention: DateMention) -> bool:
    """Tell whether nothing but the day of the week stands behind a date."""
    return bool(_WEEKDAY_BEHIND.fullmatch(text, mention.end))


def _is_bare(text: str, mention: DateMention) -> bool:
    return _opens_line(text, mention) and ends_line(text, mention)


def _is_of_a_list(page: PageLines, i: int, mention: DateMention) -> bool:
    """Tell whether a date belongs to one of many links."""
    line = page.lines[i]
    text = line.text
    if not line.is_kept and len(text) <= MAX_LABELLED_DAY_CHARS:
        before, behind = text[: mention.start], text[mention.end :]
        if i >= page.end and len(before) > OTHER_LABEL_REACH // 2 and _LINK_TEXT.search(before):
            return True
        if i < page.title and _HAN_ENDS.search(before) and _HAN_BEGINS.match(behind):
            return True
    return False


def _is_heading(page: PageLines, i: int, mention: DateMention) -> bool:
    """Tell whether a date stands alone on its line, and not right under the title."""
    is_under_title = page.title >= 0 and page.title < i <= page.title + MAX_LINES_UNDER_TITLE
    return not is_under_title and _is_bare(page.lines[i].text, mention)


def _has_days_as_headings(page: PageLines) -> bool:
    first = min(page.top, page.title) if page.title >= 0 else page.top
    lines = (line.text for line in page.lines[max(0, first - 1) : page.end + 1])
    short = (text for text in lines if len(text) <= MAX_PLACE_CHARS)
    bare = [(text, day) for text in short if (day := next(find_dates(text), None)) and _is_bare(text, day)]
    is_list = page.title < 0 and len(bare) >= MIN_BARE_DAYS
    with_weekday = {day.value for text, day in bare if "星期" in text or "周" in text}
    return is_list or len(with_weekday) >= MIN_WEEKDAYS


def _is_of_an_event(page: PageLines, i: int, mention: DateMention) -> bool:
    """Tell whether a place or a fee stands under a date that opens the article, or that has an hour."""
    is_place = page.title <= i <= page.top or "T" in mention.value
    if not is_place or i + 1 >= len(page.lines):
        return False
    below = page.lines[i + 1].text
    return (
        _is_bare(page.lines[i].text, mention) and len(below) <= MAX_PLACE_CHARS and bool(_PLACE.search(below))
    )


def _list_days_of_issue(page: PageLines) -> frozenset[str]:
    if sum(bool(_ISSUE_PAGE.match(line.text)) for line in page.lines) <= 1:
        return frozenset()
    lines = (line.text for line in page.lines if "星期" in line.text and len(line.text) <= MAX_PLACE_CHARS)
    count = Counter(day for text in lines for day in {mention.value for mention in find_dates(text)})
    return frozenset(day for day, times in count.items() if times >= MIN_WEEKDAYS)


def _list_other_times(page: PageLines) -> frozenset[str]:
    found = set()
    for line in page.lines:
        if ":" not in line.text or len(line.text) > MAX_LABELLED_DAY_CHARS:
            continue
        for mention in find_dates(line.text):
            before = line.text[max(0, mention.start - OTHER_LABEL_REACH) : mention.start]
            is_other = (
                _OTHER_LABEL.search(before) and not _PUBLISHED.search(before) and not _UPDATED.search(before)
            )
            if "T" in mention.value and is_other:
                found.add(mention.value[:MINUTE_CHARS])
    return frozenset(found)
