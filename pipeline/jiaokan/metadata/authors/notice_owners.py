"""Find whose blog a page belongs to by its notice of copyright: © 2017 Jane Doe, above Powered by Hexo."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.html_head import HtmlHead
from jiaokan.metadata.name_forms import PERSON, ends_as_outlet, is_account, split_names
from jiaokan.metadata.page_lines import PageLines
from jiaokan.metadata.sites.site_names import WINDOW_SEPARATOR, read_window
from jiaokan.text.normalized_view import keep_letters

NOTICE_OWNER = 7  # rank of evidence of an author who is named nowhere but in the notice
POSSESSIVE = 8  # the same of one whom the title of the window alone names
MAX_OWNER_LINE_CHARS = 120  # code points of a line with the notice
MAX_MENU_LINE_CHARS = 40  # code points of a line of a menu
MIN_HANDLE_CHARS = 3  # code points of a name of one word in Latin
_WORD = r"[A-Za-z0-9][\w.-]{0,19}(?<![.-])"
_NO_WORD = r"(?!(?:powered|designed|created|theme|all|hosted|built|using|rights|by|copyright)\b)"
# © 2014-2017 Designed by Jane; Copyright 2012 by Jane Doe.; © 2021 阿青 | Powered by Hexo
_NOTICE = compile_on_use(
    rf"""
    (?:©|copyright|\(c\))[\s:@]{{0,4}}(?:©|copyright|\(c\))?\s{{0,4}}
    (?:(?:19|20)\d\d\s?(?:[-–~]\s?(?:(?:19|20)\d\d|now|present))?[\s,.]{{0,6}})?           # 2014-2017
    (?:(?:designed\s|written\s)?by\s)?                                                     # Designed by
    (?P<name>{_NO_WORD}{_WORD}(?:\s{_NO_WORD}{_WORD}){{0,2}}|{PERSON}(?![\u4e00-\u9fff]))
    \s{{0,4}}\.?
    (?=\s{{0,4}}(?:$|[|·•丨,&]|powered|theme|hosted|built|all\srights|由\s))
    """,
    re.I | re.VERBOSE,
)
_NO_PERSON = compile_on_use(
    r"""
      # words of names of sites and firms, addresses, years
      \b(?:blog|site|web(?:site)?|home|page|notes?|wiki|docs?|team|studios?|labs?|design|media|news|press|group
        |company|corp(?:oration)?|inc|ltd|llc|foundation|project|community|club|store|shop|tech(?:nolog(?:y|ies))?
        |software|games?|university|school|institute|network|online|official|admin|reserved)\b
      |'s\b|\.(?:com|net|org|cn|me|io|tw|hk|cc|info|top|xyz|dev|club|site|app|edu|gov)\b|^\d+$
    """,
    re.I | re.VERBOSE,
)
# programs and themes that make the pages of blogs, and what their menus offer
_BLOG_MAKER = compile_on_use(
    r"\b(?:hexo|jekyll|hugo|typecho|gatsby|pelican|octopress|vuepress|gridea|disqus|hexo theme|ghost)\b", re.I
)
_BLOG_MENU = compile_on_use(
    r"""
      (?:^|[\s·/|>])(?:归档|文章归档|所有文章|全部文章|Archives?|All\sPosts)(?=$|[\s·/|<(\d])
      # github rss douban
      |\s*(?:(?:github|gitlab|rss|weibo|douban|zhihu|twitter|linkedin|e?-?mail|微博|豆瓣|知乎|邮箱)[\s|/·]*){2,}$
    """,
    re.I | re.VERBOSE,
)
# romanized surnames; the title of a blog of two words, such as Thought Atlas, has none
_LATIN_SURNAME = compile_on_use(
    r"""\b(?:  # as pinyin and the spellings of Hong Kong and Taiwan have them
      wang|wong|li|lee|lei|zhang|chang|cheung|liu|lau|lew|chen|chan|tan|yang|yeung|huang|hwang|wong|zhao|chao|chiu
      |wu|ng|woo|zhou|chou|chow|xu|hsu|hui|tsui|sun|suen|ma|zhu|chu|hu|woo|guo|kuo|kwok|he|ho|lin|lam|lim|luo|lo|law
      |gao|kao|ko|zheng|cheng|tseng|zeng|tsang|liang|leung|xie|hsieh|tse|tang|song|sung|deng|teng|han|hon|feng|fung
      |fong|fang|cao|tsao|peng|pang|xiao|hsiao|siu|tian|tien|dong|tung|pan|poon|yuan|yuen|cai|tsai|choi|choy|jiang
      |chiang|yu|yue|yip|yeh|ye|du|tu|to|su|so|wei|lu|lui|ding|ting|ren|jen|yao|yiu|shen|shum|zhong|chung|cui|tsui
      |lai|fan|liao|shi|shih|sze|hsiung|xiong|jin|kam|king|kim|park|qiu|chiou|qin|chin|jia|xia|hsia|fu|foo|bai|pai
      |zou|tsou|meng|mok|qian|chien|yan|yen|yim|yin|xue|hsueh|dai|tai|mo|wan|kong|kung|gong|hong|hung|shao|shiu|mao|mu
    )\b""",
    re.I | re.VERBOSE,
)
_MENU_SIGNS = ("归档", "文章", "rchive", "ARCHIVE", "All Posts", "ithub", "itHub", "rss", "RSS")
_NEIGHBOURS = 2  # lines beside the notice in which a program is named
# 阿青's Blog
_POSSESSIVE = compile_on_use(rf"(?P<name>{_WORD}(?:\s{_WORD})?)['’]s\s(?:tech\s|personal\s)?blog", re.I)


def find_notice_owner(page: PageLines, head: HtmlHead) -> Iterator[Candidate]:
    """Yield the person to whom a blog belongs: by its notice of copyright, or by the title of its window.

    A name counts where the page shows that it is one of a blog, and prints the name once more by itself; a
    full name needs no second place.
    """
    window = read_window(page, head)
    yield from _read_possessive(page, window)
    for i in page.index.find_lines("©", "opyright", "(c)", "(C)", "COPYRIGHT"):
        line = page.lines[i]
        match = None
        if not line.is_kept and i > page.top and len(line.text) <= MAX_OWNER_LINE_CHARS:
            match = _NOTICE.search(line.text)
        if match and _is_person(page, i, match["name"], window):
            span = match.span("name")
            yield Candidate("author", line.spell(*span), "blog", line.find_span(*span), NOTICE_OWNER)


def _read_possessive(page: PageLines, window: str) -> Iterator[Candidate]:
    """Yield the name before 's Blog in the title of the window, where a line of the page holds it too."""
    match = _POSSESSIVE.search(window)
    line = next((one for one in page.lines if match and match[0] in one.text), None)
    if match and line and not _NO_PERSON.search(match["name"]):
        start = line.text.index(match[0])
        span = (start, start + len(match["name"]))
        yield Candidate("author", line.spell(*span), "blog", line.find_span(*span), POSSESSIVE)


def _is_person(page: PageLines, i: int, name: str, window: str) -> bool:
    """Tell whether the notice in line `i` names the person who writes a blog, and no firm and no site."""
    if _NO_PERSON.search(name) or not is_account(name) or ends_as_outlet(name) or not _is_blog(page, i):
        return False
    words, parts = name.split(), [keep_letters(part) for part in re.split(WINDOW_SEPARATOR, window)]
    if len(words) > 1:
        is_title_of_site = keep_letters(name) in parts
        return (
            bool(_LATIN_SURNAME.search(words[-1]) or _LATIN_SURNAME.search(words[0])) or not is_title_of_site
        )
    if split_names(name):
        return True
    letters = keep_letters(name)
    is_alone = any(line.letters == letters for line in page.lines if not line.is_kept)
    return len(letters) >= MIN_HANDLE_CHARS and (is_alone or letters in parts[1:])


def _is_blog(page: PageLines, i: int) -> bool:
    """Tell whether a program for blogs is named beside the notice, or a menu offers the archive of a blog."""
    near = page.lines[max(0, i - _NEIGHBOURS) : i + 1 + _NEIGHBOURS]
    if any(_BLOG_MAKER.search(line.text) for line in near if not line.is_kept):
        return True
    menus = (page.lines[k] for k in page.index.find_lines(*_MENU_SIGNS))
    return any(
        not line.is_kept and len(line.text) <= MAX_MENU_LINE_CHARS and _BLOG_MENU.search(line.text)
        for line in menus
    )
