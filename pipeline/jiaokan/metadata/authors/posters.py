"""Find who posted a page: the heads of forum threads, blogs, feeds and profiles.

Such names are of any form. A line is taken for one by what stands round it, and never by its own words.
"""

import re
from collections.abc import Iterator
from itertools import islice

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import find_dates
from jiaokan.metadata.name_forms import ends_as_outlet, is_account, is_compound_of_words
from jiaokan.metadata.page_lines import PageLine, PageLines

ABOVE_TIME = 6  # rank of evidence of an author who is known by a time below alone
POSTER = 1  # rank of evidence of an author, beside that of a label
POSTER_DISTANCE = 20.0  # lines by which a poster counts as farther away than who a label names
MAX_NAME_CHARS = 20  # code points of the name of an account
MAX_POST_HEAD_LINES = 10  # lines of the head of a thread, an article of a blog or a profile
MAX_HEAD_LINE_CHARS = 60  # code points of a line of such a head
MAX_BARE_NAME_CHARS = 10  # code points of a name that stands alone above a time
MIN_POSTER_CHARS = 3  # code points of a name that is known by standing on the page again

# 本主题由 阿青 于 2010-3-16 21:14 移动 轻轻地想
_MODERATED = compile_on_use(
    r"^\s*本(?:主题|帖|贴)由\s?\S{1,20}\s?于\s?[\d\s:/-]{8,20}(?:移动|移至\S*|加入精华|置顶|提升|高亮|设置\S*|关闭|合并)\s+"
)
_FIRST_POST = compile_on_use(r"\s*(?:1\s?楼|#\s?1|1\s?#|楼主)(?!\d).*(?:发表|\d{4}-\d)")
_NUMBERED_NAME = compile_on_use(r"\s*#\s?1\s+(?P<name>\S.{0,18}\S)\s*")
_SECOND_POST = compile_on_use(r"\s*#\s?2\s+\S")
_SPEAKER = compile_on_use(r"\s*(?P<name>[^\s:]{2,16})\s?:\s*")
# 关注她, 12 人赞同了该文章: below the name of who wrote an answer or an article
_FOLLOW = compile_on_use(r"\s*\+?\s?(?:关注(?:他|她|ta|TA)?|已关注|\d+\s?人赞同了该(?:文章|回答))\s*")
_HANDLE = compile_on_use(
    r"\s*(?!(?:Facebook|Twitter|WeChat|Home|News|Share|Print|Email)\b)[A-Za-z][\w.-]{2,19}\s*", re.I
)
_COLUMN = compile_on_use(r"\s*(?:首发于|收录于|发布于|专栏)\s*")
# what stands above a time and is no name
_NO_BARE_NAME = compile_on_use(
    r"""
      (?:要闻|分类|特稿|知识|截止|置顶|本页|全文|点)$   # channels, marks, buttons: 时政要闻, 打印本页
    | ^(?:已|未|第[\d一二三四五六七八九十]|\W)           # 已解决, 第三期, ——记老船工
    | [省市县区镇厂校班级队]$                           # places, firms, classes
    | [¥￥$+%★☆●■]|\d\s?[元期号届场楼页]|[上下中]午     # prices, numbers, times of day
    | \d\.\d|\d\s?[KMG]B?$                            # versions, sizes
    | ^[\x20-\x7e]+$                                   # words in Latin; _is_handle_above_time reads accounts
    | ^(?=.{6}).*[的是了在和与说]                        # words of a sentence
    """,
    re.VERBOSE,
)
# 2022年08月09日 09:41 · 阅读 56605
_COUNTED_TIME = compile_on_use(
    r"\s*20\d\d\s?[-/.年].{4,20}?[\s·|]+(?:阅读|浏览|围观)\s?(?:量|数|次数)?\s?:?\s?\d"
)
_SENTENCE = compile_on_use(
    r"[,。!?;:…<>《》\[\]{}#=/\\]|https?|[的了吗呢吧]$|时间|日期|来源|作者|编辑|浏览|阅读|评论|分享|收藏|内容|原创|^关于|^\d+$"
)
# 阿青 发表在 痞客邦 留言(0); 由 阿青 发表在虎扑
_POSTED_AT = compile_on_use(
    r"(?:^|[\s?!。])(?:由\s(?P<by>\S{2,20})\s发表在|(?P<name>\S(?:.{0,22}\S)?)\s发表在\s\S{2,8}\s(?:\S{2,8}\s)?(?:留言|评论|迴响|回应)\s?\()"
)
_INTRODUCED = compile_on_use(
    r"(?:作者简介|作者介绍|关于作者)\s?[:,]\s?(?P<name>(?![本该这此他她我男女作原一]|中国|毕业|出生)[^\s,。:;()]{2,12})(?=[,。(])"
)


def find_posters(page: PageLines) -> Iterator[Candidate]:
    """Yield the accounts that posted a thread, an article of a blog or an entry of a feed."""
    head = _list_head(page)
    title = page.lines[page.title].letters if head else ""
    for i in islice((i for i in head if _is_of_head(page.lines[i], title)), 2):
        yield from _read_thread_head(page, i)
    has_appeals = bool(page.index.find_lines("关注", "赞同"))
    for i in head:
        is_account = (
            (has_appeals and _is_profile(page, i)) or _is_entry(page, i) or _is_handle_above_time(page, i)
        )
        if (is_account or _is_name_above_time(page, i)) and _is_of_head(page.lines[i], title):
            yield from make_poster(page.lines[i], rank=POSTER if is_account else ABOVE_TIME)
            break
    for i in page.index.find_lines("发表在", "作者"):
        line = page.lines[i]
        if "发表在" in line.text and (match := _POSTED_AT.search(line.text)):
            yield from make_poster(line, match.span("by" if match["by"] else "name"))
        is_edge = page.title < i <= page.top + MAX_POST_HEAD_LINES or i >= page.end - 2
        if is_edge and "作者" in line.text and (match := _INTRODUCED.search(line.text)):
            yield from make_poster(line, match.span("name"))


def _list_head(page: PageLines) -> range:
    """Return the lines under the title."""
    if page.title < 0:
        return range(0)
    return range(page.title + 1, min(page.title + MAX_POST_HEAD_LINES + 1, len(page.lines)))


def _is_of_head(line: PageLine, title: str) -> bool:
    """Tell whether a line under the title is no second copy of its letters and no mark that says nothing."""
    letters = line.letters
    return bool(letters) and letters not in title and title not in letters


def _read_thread_head(page: PageLines, i: int) -> Iterator[Candidate]:
    """Yield who opens a thread: #1 NAME, NAME: above the title once more, or NAME above the first post."""
    line = page.lines[i]
    below = [one.text for one in page.lines[i + 1 : i + MAX_POST_HEAD_LINES]]
    if (match := _NUMBERED_NAME.fullmatch(line.text)) and any(
        _SECOND_POST.match(one.text) for one in page.lines[i + 1 :]
    ):
        yield from make_poster(line, match.span("name"))
    if (match := _SPEAKER.fullmatch(line.text)) and below and _is_same(below[0], page.lines[page.title].text):
        yield from make_poster(line, match.span("name"))
    if i > page.title + 2 or not page.index.find_lines("楼", "#"):  # the number of a first post has one
        return
    for text in below:
        if _FIRST_POST.match(text) and len(text) <= MAX_HEAD_LINE_CHARS:
            notice = _MODERATED.match(line.text)
            yield from make_poster(line, (notice.end() if notice else 0, len(line.text)))
        if _FIRST_POST.match(text) or len(text) > MAX_HEAD_LINE_CHARS:
            return


def _is_same(text: str, other: str) -> bool:
    return text.strip() == other.strip().lstrip("# ")


def _is_profile(page: PageLines, i: int) -> bool:
    """Tell whether a line names an account: an appeal to follow it stands below, and its name once more."""
    near = page.lines[i + 1 : i + MAX_POST_HEAD_LINES]
    appeals = [line.text for line in near if "关注" in line.text or "赞同" in line.text]
    if not any(map(_FOLLOW.fullmatch, appeals)) or _COLUMN.fullmatch(page.lines[i - 1].text):
        return False
    return _is_repeated_below(page, i)


def _is_entry(page: PageLines, i: int) -> bool:
    """Tell whether a line is printed twice above a time, as feeds print the name of who wrote an entry."""
    lines = page.lines[i : i + 3]
    is_twice = len(lines) == 3 and lines[0].text.strip() == lines[1].text.strip()
    return is_twice and _is_time(lines[2].text.strip())


def _is_handle_above_time(page: PageLines, i: int) -> bool:
    """Tell whether a line between title and time is the name of an account in Latin that the page repeats."""
    if i != page.title + 1 or i + 1 >= len(page.lines) or not _HANDLE.fullmatch(page.lines[i].text):
        return False
    below = next((line.text for line in page.lines[i + 1 : i + 3] if line.letters), "")
    return _is_time(below) and _is_repeated_below(page, i)


def _is_name_above_time(page: PageLines, i: int) -> bool:
    """Tell whether a line is a name by what follows: a time alone, or one that counts readers.

    The time alone stands on the next line; one with readers up to three lines below a name right under the
    title, where the level of a member may stand between. Lines that alternate with times are a programme.
    """
    name, below = page.lines[i].text.strip(), [one.text for one in page.lines[i + 1 : i + 4]]
    if len(name) > MAX_BARE_NAME_CHARS or i >= page.top or ends_as_outlet(name) or _NO_BARE_NAME.search(name):
        return False
    if is_compound_of_words(name):
        return False
    if below and _is_time(below[0].strip()):
        beside = [one.text for one in (*page.lines[page.title + 1 : i][-1:], *page.lines[i + 2 : i + 4])]
        return not any(_is_time(text.strip()) for text in beside)
    return i == page.title + 1 and any(map(_COUNTED_TIME.match, below))


def _is_time(text: str) -> bool:
    mention = next(find_dates(text), None)
    return bool(mention and not text[: mention.start].strip(" (") and not text[mention.end :].strip(" )"))


def _is_repeated_below(page: PageLines, i: int) -> bool:
    """Tell whether a line stands again farther below and nowhere above the title, as entries of menus do."""
    name = page.lines[i].text.strip()
    if len(name) < MIN_POSTER_CHARS or any(line.text.strip() == name for line in page.lines[: page.title]):
        return False
    return any(line.text.strip() == name for line in page.lines[i + 3 :])


def make_poster(
    line: PageLine, span: tuple[int, int] | None = None, rank: int = POSTER
) -> Iterator[Candidate]:
    """Yield a line, or a part of it, as the name of an account where it may be one."""
    start, end = span or (0, len(line.text))
    text = line.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
    name = line.text[start:end]
    if 2 <= len(name) <= MAX_NAME_CHARS and is_account(name) and not _SENTENCE.search(name):
        spelled = line.spell(start, end).strip()
        yield Candidate("author", spelled, "poster", line.find_span(start, end), rank, POSTER_DISTANCE)
