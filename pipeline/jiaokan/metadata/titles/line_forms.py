"""What a line near the text of a page looks like: a title, prose, a path, a byline, a chapter."""

import re
from itertools import pairwise

from jiaokan.text.normalized_view import keep_letters
from jiaokan.text.title_lines import cut_image_number
from jiaokan.text.unicode_ranges import count_han

MIN_LETTERS, MAX_LETTERS = 2, 60  # letters, digits and Han of a line that may be the title
MAX_LINE_CHARS = 80  # code points of such a line
MIN_HAN = 2
LONG_PROSE_CHARS, PROSE_CHARS, SENTENCE_CHARS = 40, 24, 20  # code points of a line that is prose
MIN_PROSE_MARKS = 2  # commas and stops of a line of PROSE_CHARS
MAX_BYLINE_BELOW_CHARS = 60
MIN_LONG_START, MIN_START, MIN_NAME_START = 6, 4, 3  # letters that line and window begin with
MIN_SHARED_END = 4  # letters that line and window end with
MIN_SHARED_PAIRS = 0.7  # share of the pairs of letters of the window that a line has
MIN_PAIR_LETTERS = 6
_MARKS = re.compile("[,。!?;]")
_PATH = re.compile(
    r"""
    ^\W*(?:首页|主页|您?(?:现在|当前|所在|的)*位置)\s*[-—:>»›/|]    # 首页 - 新闻
    |\S\s*[>»›]\s*\S|[>»›]\s*$                                     # 新闻 > 社会
    |\S\s?/\s?\S+\s?/                                              # 首页 / 新闻 / 社会
    """,
    re.VERBOSE,
)
_FIRST_PAGE = re.compile(r"^\W*(?:首页|主页)")
_NO_TITLE = re.compile(
    r"""
    [。;:,]\s*$|\.{3}$                                              # a sentence, a label, a cut line
    |^\W*(?:首页|主页|登[录陆入]|注册|搜索|更多|返回|菜单|功能表|联[系络]我们|联系方式|关闭|语言)\W*$  # menus
    |^\W*(?:来源|作者|时间|日期|发布|电话|地址|邮箱|e-?mail|当前|您)    # a byline
    |^\W*(?:个人|内容|作品|剧情|图书|商品|基本|项目)?(?:简介|介绍|详情|信息|背景)\W*$     # its parts
    |^\W*(?:目录|正文|摘要|导读|前言)\W*$
    |https?:|\.(?:com|cn)\b|@|[|<>]|^[\d\W]+$|点击
    |^\W*(?:[一二三四五六七八九十]|\d{1,2})[、.)]|^第.{1,3}[条章节]  # a numbered part
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,5}\s?:")  # 软件类型:免费软件
_CHAPTER = re.compile(r"^\W*(?:[上中下][部卷]\s*)?第\s?[\d一二三四五六七八九十百千零〇两]+\s?[章回]")
_BYLINE = re.compile(r"(?:19|20)\d\d *[-/.年] *\d|(?:来源|作者|日期|时间) *:|阅读|点击|浏览")
_REMARK = re.compile(r"[(\[【][^()\[\]【】]{1,8}[)\]】]")  # 荷花展开幕(组图)


def has_title_form(text: str, window: str) -> bool:
    """Tell whether a line of the normalized view has the form of a title.

    Args:
        text: The line.
        window: The title of the window; what it opens with is no label.

    >>> has_title_form("江城荷花展开幕", ""), has_title_form("首页 / 新闻 / 社会", "")
    (True, False)
    >>> has_title_form("版本:新版", ""), has_title_form("荷花糕:入口即化", "荷花糕:做法大全_江城网")
    (False, True)
    """
    fits = MIN_LETTERS <= len(keep_letters(text[: 2 * MAX_LINE_CHARS])) <= MAX_LETTERS
    if not fits or len(text) > MAX_LINE_CHARS or count_han(text) < MIN_HAN:
        return False
    label = _LABEL.match(text)
    is_label = label is not None and not keep_letters(window).startswith(keep_letters(label[0]))
    is_other = _NO_TITLE.search(text) or is_path(text) or cut_image_number(text) != text
    return not (is_label or is_other)


def is_prose(text: str) -> bool:
    """Tell whether a line is long, a long sentence, or one with several marks.

    >>> is_prose("荷花开了。"), is_prose("每到五月,院子里就开满了火一样的花,我们在树下写作业")
    (False, True)
    """
    if len(text) >= LONG_PROSE_CHARS or (len(text) >= SENTENCE_CHARS and text.rstrip().endswith("。")):
        return True
    return len(text) >= PROSE_CHARS and len(_MARKS.findall(text)) >= MIN_PROSE_MARKS


def is_path(text: str) -> bool:
    """Tell whether a line shows the way to the page within its site.

    >>> is_path("首页 - 新闻动态"), is_path("荷花 - 新闻动态")
    (True, False)
    """
    return bool(_PATH.search(text))


def is_path_from_first_page(text: str) -> bool:
    """Tell whether a line shows the way from the first page of the site, and begins with it."""
    return bool(_FIRST_PAGE.match(text)) and is_path(text)


def is_byline(text: str) -> bool:
    """Tell whether a short line has a day, or labels source, author or views."""
    return len(text) <= MAX_BYLINE_BELOW_CHARS and bool(_BYLINE.search(text))


def find_chapter_number(text: str) -> str:
    """Return the letters of the number of a chapter that a line begins with, "" for none.

    >>> find_chapter_number("第五十四章 归来"), find_chapter_number("这是第五十四章")
    ('第五十四章', '')
    """
    number = _CHAPTER.match(text)
    return keep_letters(number[0]) if number else ""


def adds_remark(text: str, letters: str) -> bool:
    """Tell whether a line of the normalized view is a title with a remark in brackets behind it.

    Args:
        text: The line.
        letters: The letters of the title.

    >>> adds_remark("荷花展开幕(组图)", "荷花展开幕"), adds_remark("荷花展(江城)开幕", "荷花展")
    (True, False)
    """
    return any(
        keep_letters(text[: found.start()]) == letters and not text[found.end() :].strip()
        for found in _REMARK.finditer(text)
    )


def rate_likeness(window: str, line: str) -> float:
    """Return how much the letters of a line are those of the window, 0 where they say other things.

    >>> rate_likeness("陶艺拉坯入门手势一次看懂", "陶艺拉坯入门从坐姿到手势") > 0
    True
    >>> rate_likeness("荷花糕下载", "莲藕的做法")
    0.0
    >>> rate_likeness("江城大学的微博", "江城大学"), rate_likeness("江城酒店预订价格", "江城酒店") > 0
    (0.0, True)
    """
    pairs, others = set(pairwise(window)), set(pairwise(line))
    common = len(pairs & others)
    has_pairs = len(window) >= MIN_PAIR_LETTERS and common >= MIN_SHARED_PAIRS * len(pairs)
    if line and window.startswith(line):
        if len(line) < MIN_START or window[len(line) :].startswith("的"):
            return 0.0
    elif not (has_pairs or _begins_alike(window, line) or _ends_alike(window, line)):
        return 0.0
    return common / max(len(pairs), 1) + common / max(len(others), 1)


def _begins_alike(window: str, line: str) -> bool:
    start = _count_shared(window, line)
    is_half = start >= MIN_START and 2 * start >= min(len(window), len(line))
    return start >= MIN_LONG_START or is_half or start == len(window) >= MIN_NAME_START


def _ends_alike(window: str, line: str) -> bool:
    end = _count_shared(window[::-1], line[::-1])
    return end >= MIN_SHARED_END and 2 * end >= min(len(window), len(line))


def _count_shared(one: str, other: str) -> int:
    """Return how many letters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
