"""Find the accounts that the heads of forums, blogs and feeds name by the lines that stand round the name.

A level, a profile, the state of a member, or a time that is said to be that of posting stands under it.
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.posters import make_poster
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.name_forms import ends_as_outlet, is_common_word
from jiaokan.metadata.page_lines import PageLine, PageLines

MAX_NAME_LINES_BELOW_TITLE = 10  # lines under the title among which the account that posted is named
MAX_LINES_IN_PROFILE = 3  # lines under the name in a profile, of which one offers something to its readers

# 发表于 2011-11-28, 最后发布于2018-06-09, 已于 2024-11-19 16:21:47 修改: a line of its own
_POSTED_AT = compile_on_use(
    r"\s*(?:已|最后|首次|最近)?(?:发表|发布|写|张贴|提问|编辑|修改|更新)?于\s{0,4}(?:19|20)\d\d\s?[-/.年]"
    r"[\d\s:/.月日-]{4,20}(?:首次发布|发布|发表|修改|更新|编辑)?\s*"
)
_LEVEL = compile_on_use(r"\s*lv\s?\.?\s?\d{1,3}(?:\s\S{1,8})?\s*", re.I)
_PLACE = compile_on_use(r"\s*\([\u4e00-\u9fff]{2,6}\)\s*")
_NAME_WITH_PLACE = compile_on_use(r"\s*(?P<name>\S.{0,18}?\S)\s*(?:\([\u4e00-\u9fff]{2,6}\))?\s*")
_PROFILE = compile_on_use(r"\s*(?:个人资料|博主资料|作者资料)\s*:?\s*")
_OFFERED = compile_on_use(r"\s*\+?\s?(?:微博|关注|加关注|加好友|发私信|私信|发纸条|写留言|访问主页)\s*")
_STATE = compile_on_use(r"\s*当前(?:离线|在线)\s*")
# 楼主, NAME, 发帖数:157: a member and its figures
_OPENER = compile_on_use(r"\s*(?:\[?楼主\]?|1\s?楼)\s*")
_MEMBER_FIGURE = compile_on_use(
    r"\s*(?:发帖数?|帖子|主题|积分|金币|威望|等级|级别|注册(?:时间|日期)|精华|贡献|经验值?|头衔|门派|来自)\s?:?\s?\S{0,12}\s*"
)
_MESSAGE = compile_on_use(r"\s*发(?:短消息|消息|短信)\s*")
_BEFRIEND = compile_on_use(r"\s*加(?:为)?好友\s*")
_FEED_TIME = compile_on_use(
    r"\s*(?:(?:(?:19|20)?\d\d[-/年])?\d{1,2}[-/月]\d{1,2}日?|今天|昨天)\s?\d\d:\d\d(?::\d\d)?\s*"
)
_SENT_FROM = compile_on_use(r"\s*来自(?!.*[。!?]).{0,20}")
# NAME | 分类:情感 | 浏览 154 次
_ASKER = compile_on_use(
    r"\s*(?P<name>[^\s|:]{2,20})\s?\|\s?(?:分类|浏览|悬赏分?|提问时间|回答数?)\s?[:\d].{0,60}"
)
_NOTE = compile_on_use(r"\s*(?:原创|转载|[原转翻译荐顶精]|置顶|\d{1,6})\s*")
_NO_NAME = compile_on_use(
    r"\s*(?:个人资料|微博|关注|首页|最后|原创|转载|发帖|回复|返回.*|.*(?:列表|话题|投票|商品|中心|更多))\s*"
)


def find_account_heads(page: PageLines) -> Iterator[Candidate]:
    """Yield the account that the first of these heads on a page names."""
    for i in _list_places(page):
        if match := _ASKER.fullmatch(page.lines[i].text):
            yield from make_poster(page.lines[i], match.span("name"))
            return
        if _is_above_posting_time(page, i) or _is_above_level(page, i):
            yield from _make_account(page.lines[i])
            return
    for i in _list_signed_places(page):
        if _is_in_profile(page, i) or _is_member(page, i) or _is_in_feed(page, i):
            yield from _make_account(page.lines[i])
            return


def _list_places(page: PageLines) -> list[int]:
    """Return the lines under the title down to the first of the article, without marks and counts."""
    if page.title < 0:
        return []
    last = min(page.title + MAX_NAME_LINES_BELOW_TITLE, page.top + 1, len(page.lines) - 2)
    return [i for i in range(page.title + 1, last + 1) if not _NOTE.fullmatch(page.lines[i].text)][:3]


def _list_signed_places(page: PageLines) -> list[int]:
    """Return the lines beside which a sign of a profile, a member or an entry of a feed stands."""
    find_lines = page.index.find_lines
    places = (
        *(i + 1 for i in find_lines("资料", "楼")),
        *(i - 1 for i in find_lines("当前")),
        *(i - 2 for i in find_lines("好友", "来自")),
    )
    return sorted({i for i in places if 0 <= i < len(page.lines) - 2})


def _is_above_posting_time(page: PageLines, i: int) -> bool:
    """Tell whether a time of posting stands under a line that is no word and no entry of a menu."""
    name = page.lines[i].text.strip()
    if not _POSTED_AT.fullmatch(page.lines[i + 1].text) or ends_as_outlet(name) or is_common_word(name):
        return False
    return all(line.text.strip() != name for line in page.lines[: page.title])


def _is_above_level(page: PageLines, i: int) -> bool:
    """Tell whether the level of a member stands under a line, with a place between at most."""
    below = [line.text for line in page.lines[i + 1 : i + 3]]
    has_place = len(below) > 1 and _PLACE.fullmatch(below[0])
    return bool(_LEVEL.fullmatch(below[1] if has_place else below[0]))


def _is_in_profile(page: PageLines, i: int) -> bool:
    """Tell whether a line stands under the heading of a profile and above what it offers."""
    above = page.lines[i - 1].text if i else ""
    if "资料" not in above or not _PROFILE.fullmatch(above):
        return False
    return any(_OFFERED.fullmatch(line.text) for line in page.lines[i + 1 : i + 1 + MAX_LINES_IN_PROFILE])


def _is_member(page: PageLines, i: int) -> bool:
    """Tell whether the state or figures of a member, or the offers to write to it, stand under a line."""
    first, second = page.lines[i + 1].text, page.lines[i + 2].text
    above = page.lines[i - 1].text if i else ""
    if "楼" in above and _OPENER.fullmatch(above) and _MEMBER_FIGURE.fullmatch(first):
        return True
    if "当前" in first and _STATE.fullmatch(first.strip().removeprefix(page.lines[i].text.strip())):
        return True
    return "好友" in second and bool(_MESSAGE.fullmatch(first) and _BEFRIEND.fullmatch(second))


def _is_in_feed(page: PageLines, i: int) -> bool:
    """Tell whether time and device of an entry of a feed stand under a line above the text."""
    if i >= max(page.title, page.top):
        return False
    first, second = page.lines[i + 1].text, page.lines[i + 2].text
    return "来自" in second and bool(_FEED_TIME.fullmatch(first) and _SENT_FROM.fullmatch(second))


def _make_account(line: PageLine) -> Iterator[Candidate]:
    match = _NAME_WITH_PLACE.fullmatch(line.text)
    if match and not _NO_NAME.fullmatch(match["name"]):
        yield from make_poster(line, match.span("name"))
