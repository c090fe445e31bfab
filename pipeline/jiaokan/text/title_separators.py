"""What parts title, channel and site in the head of a page, and the names of sites."""

import re

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.normalized_view import normalize_letters

MIN_TITLE_LETTERS = 4  # letters, digits and Han of a title
_MAX_SITE_CHARS = 14  # code points of site and channels behind a weak separator
_MAX_CHANNEL_CHARS = 4  # code points of a channel between title and site
# what parts title, channel and site; the strong ones never stand in a title
STRONG_SEPARATOR = re.compile(
    r"\s*[|｜丨│┃]+\s*|\s+[-–—_]+\s+|_+|\s*(?:--|－－)+\s*|\s*[»>]+\s*|\s+::?\s+|\s*<\s*|\s{3,}|\s+·\s+"
)
_SEPARATOR_SIGN = re.compile(r"[-–—－|｜丨│┃_»><·:]|\s{3}")  # what each strong separator and each hyphen has
_WEAK_SEPARATOR = re.compile(r"\s*[-－–—]\s*|\s+")
_HYPHEN_BEHIND_HAN = compile_on_use(r"(?<=[\u4e00-\u9fff?!)])[-－–—](?=[\u4e00-\u9fff])")
_BRACKETS_AT_END = re.compile(r"\s*(?:【[^【】]*】|\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])\s*$")
_CLOSING_BRACKETS = frozenset("】)）]")
# what the title of the window has between that of the page and the site: 的做法, ",江城攻略", " / 江城党"
_WORDS_BEHIND_TITLE = compile_on_use(r"\s*(?:[,，(（\[【]|/\s|的(?:做法|图片|简介|下载|价格|攻略|最新))")
_STORE_BEFORE_TITLE = compile_on_use(r"[^\s《]{2,20} 上的 +")  # 某商店 上的 《荷花》
_SITE_WORD = re.compile(
    r"""
    网$|網$|网站|網站|频道|頻道|新闻$|新聞$|在线|在線                # kinds of sites
    |日报|日報|晚报|时报|時報|论坛|論壇|博客|部落格|门户|社区|平台
    |首页|首頁|\.com|\.cn|\.tw|\.hk|\.net|杂志|雜誌|电视|電視
    |百科|贴吧|中心$|资讯|資訊|公司
    |知乎|豆瓣|简书|搜狐|新浪|网易|腾讯|凤凰|百度|天涯|虎扑|CSDN     # names of sites
    |哔哩哔哩
    |政府|専題|专题|财经|財經|体育|科技|娱乐                         # their channels
    """,
    re.VERBOSE,
)
# the last words of the names of bodies that run a site
_BODY_WORD = re.compile(
    r"(?:大学|大學|学院|學院|学校|學校|中学|中學|小学|小學|医院|醫院|研究所|研究院|委员会|委員會|协会|協會"
    r"|学会|學會|基金会|基金會|图书馆|圖書館|博物馆|博物館|出版社|集团|集團|主页|主頁|[局处處厅廳部院])$"
)
TITLE_SEPARATOR = re.compile(f"{STRONG_SEPARATOR.pattern}|{_WEAK_SEPARATOR.pattern}")
SEPARATOR_CHARS = " |-－–—_>»"


def cut_site_name(text: str) -> str:
    """Return a title without what stands behind it: channel and site, in one or more parts.

    >>> cut_site_name("市图书馆新馆开放_社会_江城新闻网"), cut_site_name("A-B测试入门")
    ('市图书馆新馆开放', 'A-B测试入门')
    >>> cut_site_name("膝盖扭伤怎么办-江城骨科医院"), cut_site_name("参观 江城大学")
    ('膝盖扭伤怎么办', '参观 江城大学')
    """
    parts = [part for part in STRONG_SEPARATOR.split(text) if part]
    if len(parts) > 1:
        first = next((part for part in parts if len(normalize_letters(part)) >= MIN_TITLE_LETTERS), parts[0])
        if _SITE_WORD.search(first) and len(normalize_letters(first)) < 8:
            first = max(parts, key=len)
        text = first
    end = cut = len(text)
    for gap in reversed(list(_WEAK_SEPARATOR.finditer(text))):
        part = text[gap.end() : end]
        is_body = gap[0].strip() and _BODY_WORD.search(part)
        is_site = is_body or _SITE_WORD.search(part) or (cut < len(text) and len(part) <= _MAX_CHANNEL_CHARS)
        is_long = len(text) - gap.end() >= _MAX_SITE_CHARS
        if not is_site or is_long or len(normalize_letters(text[: gap.start()])) < MIN_TITLE_LETTERS:
            break
        end = cut = gap.start()
    return text[:cut].strip()


def list_titles_before_site(text: str) -> list[str]:
    """Return what may be the title in the title of a page's head: its first part, the longest first.

    Parts end at a separator, at a hyphen behind Han, or before brackets at the end. The name of a site is no
    part.

    >>> list_titles_before_site("城南老街改造完工_社会_江城新闻网")
    ['城南老街改造完工']
    >>> list_titles_before_site("荷花开了(江城网)")
    ['荷花开了']
    """
    patterns = (STRONG_SEPARATOR, _HYPHEN_BEHIND_HAN) if _SEPARATOR_SIGN.search(text) else ()
    first = min((gap.start() for pattern in patterns if (gap := pattern.search(text))), default=len(text))
    brackets = _BRACKETS_AT_END.search(text) if text.rstrip()[-1:] in _CLOSING_BRACKETS else None
    found = [
        text[:end] for end in (first, brackets.start() if brackets else len(text)) if 0 < end < len(text)
    ]
    return [part for part in sorted(set(found), key=len, reverse=True) if not is_site_name(part)]


def is_title_in_head(text: str, head: str) -> bool:
    """Tell whether the title of a page's head opens with a text and goes on with words of the site.

    A separator parts these from the site; without one, what follows may be the rest of the title.

    >>> is_title_in_head("荷花糕", "荷花糕的做法_江城美食"), is_title_in_head("荷花", "荷花糕的做法_江城美食")
    (True, False)
    >>> is_title_in_head("荷花糕", "荷花糕,怎么做才好吃")
    False
    >>> is_title_in_head("《荷花》", "某商店 上的 《荷花》")
    True
    """
    store = _STORE_BEFORE_TITLE.match(head)
    start = store.end() if store else 0
    end = start + len(text)
    if not head.startswith(text, start) or is_site_name(text):
        return False
    if store and end == len(head.rstrip()):
        return True
    return bool(_WORDS_BEHIND_TITLE.match(head, end) and STRONG_SEPARATOR.search(head, end + 1))


def is_site_name(text: str) -> bool:
    """Tell whether a part of the head's title is the name of a site or of the body that runs it.

    >>> is_site_name("江城大学医学院"), is_site_name("读红楼梦")
    (True, False)
    """
    return bool(_SITE_WORD.search(text.strip(SEPARATOR_CHARS)) or is_body_name(text))


def is_body_name(text: str) -> bool:
    """Tell whether a part of the head's title ends as the name of a body that runs a site.

    >>> is_body_name("江城大学图书馆"), is_body_name("江城新闻网")
    (True, False)
    """
    return bool(_BODY_WORD.search(text.strip(SEPARATOR_CHARS)))
