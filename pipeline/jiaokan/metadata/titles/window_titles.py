"""What the title of the window names: the page, or only the site, its owner or its wares.

The title of the window is the title element of a page of HTML, or the first line of text copied from a page.
"""

import re
from collections.abc import Sequence

from jiaokan.metadata.page_lines import PageLine
from jiaokan.text.normalized_view import keep_letters, normalize_letters
from jiaokan.text.title_separators import STRONG_SEPARATOR

MIN_OWNER_LETTERS, MAX_OWNER_LETTERS = 5, 30  # of the name of an owner that its last word shows
MAX_BRAND_LETTERS = 20  # of the name that a notice of copyright repeats
MIN_WARES = 5  # parts of a title of the window that lists what the site offers
MAX_WINDOW_PARTS_WITH_BRAND = 2
_OWNER = re.compile(
    r"""
    (?:公司|集团|厂|工作室|事务所|俱乐部|艺术团                                 # 江城食品有限公司
      |商会|联合会|联盟|协会|学会|基金会|委员会                                  # 江城园艺协会
      |中心|政府|医院|研究院|研究所|图书馆|博物馆|[局厅]       # 江城社会工作服务中心
      |学校|大学|学院|中学|小学|幼儿园                          # 江城大学
      |(?<!官)网|网站|论坛|博客|平台|社区|之家                                   # 江城在线网
    )$
    """,
    re.VERBOSE,
)
# 江城物流系统服务商
_TRADE = re.compile(r"(?:提供商|服务商|供应商|代理商|生产厂家|厂家|品牌|顾问|专家)\W*$")
_WARES_SEPARATOR = re.compile("[-_|,]+")
_OFFICIAL_SITE = re.compile("官网|官方网站")
_NO_OWNER = re.compile("[?!,。:《》我你您他她]|^(?:关于|走进|走近|探访|参观|写给|再见|回忆)")
_COPYRIGHT = re.compile(r"©|版权所有|copyright|\(c\)", re.IGNORECASE)


def list_window_parts(window: str) -> list[str]:
    """Return the letters of the parts of a title of the window.

    >>> list_window_parts("荷花展开幕 | 江城网")
    ['荷花展开幕', '江城网']
    """
    return [letters for part in STRONG_SEPARATOR.split(window) if (letters := normalize_letters(part))]


def names_site_alone(title: str, window: str, lines: Sequence[PageLine], *, is_window: bool) -> bool:
    """Tell whether a title names the site, its owner or its wares, and not the page.

    Args:
        title: The title.
        window: The title of the window.
        lines: The lines of the page.
        is_window: Whether the title was read from the title of the window and from no line below it.
    """
    letters, parts = normalize_letters(title), list_window_parts(window)
    if (is_window and _OFFICIAL_SITE.search(window)) or names_owner(title):
        return True
    if len(parts) > 1 and letters == parts[-1] and letters not in parts[:-1]:
        return True
    if not is_window:
        return False
    lists_wares = len(_WARES_SEPARATOR.split(title)) >= MIN_WARES or (
        len(parts) >= MIN_WARES and letters == parts[0]
    )
    names_trade = any(_TRADE.search(part) for part in STRONG_SEPARATOR.split(window))
    return lists_wares or names_trade or _is_brand(letters, parts, lines)


def names_owner(title: str) -> bool:
    """Tell whether a title is the name of a firm or another body, and nothing else.

    >>> names_owner("江城食品有限公司"), names_owner("江城食品有限公司招聘启事"), names_owner("论坛")
    (True, False, False)
    """
    if not MIN_OWNER_LETTERS <= len(normalize_letters(title)) <= MAX_OWNER_LETTERS:
        return False
    return bool(_OWNER.search(title.strip())) and not _NO_OWNER.search(title)


def _is_brand(letters: str, parts: Sequence[str], lines: Sequence[PageLine]) -> bool:
    """Tell whether a notice of copyright has the title, which opens a title of the window of few parts."""
    is_brand = letters in parts[:1] and len(parts) <= MAX_WINDOW_PARTS_WITH_BRAND
    if not is_brand or len(letters) > MAX_BRAND_LETTERS:
        return False
    notices = (line for line in lines if _COPYRIGHT.search(line.text))
    return any(letters in keep_letters(line.text) for line in notices)
