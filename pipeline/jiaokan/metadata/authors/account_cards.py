"""Find the account that wrote a page by its card: its name once more beside an appeal to follow it.

Sites of self-media print the account under the title, in a line of its own or beside the time, and its card
below the text or at the side: the name with a button to follow, counts of its articles and readers, or a
heading that says "about the author".
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.posters import MAX_HEAD_LINE_CHARS, MAX_NAME_CHARS, POSTER, POSTER_DISTANCE
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import find_dates
from jiaokan.metadata.name_forms import ends_as_outlet, is_account
from jiaokan.metadata.name_values import is_channel
from jiaokan.metadata.page_lines import PageLine, PageLines

MAX_LINES_BELOW_TITLE = 5  # lines under the title among which the account stands
MIN_LINES_TO_CARD = 4  # lines from there to the card
MAX_LINES_TO_SIGN = 2  # lines from the name on the card to what shows that it is one
MAX_CARD_LINE_CHARS = 40  # code points of a line of a card
_CARD_SIGN = compile_on_use(
    r"""
    ^\W{0,2}(?:关注|已关注|私信|关于作者|作者简介|TA的|Ta的)              # a button, a heading
    |粉丝|获赞|码龄|认证专家|访问量                                    # counts
    |\d\s?篇原创|发布了\s?\d+\s?篇
    """,
    re.VERBOSE,
)
_CARD_WORDS = (
    "关注",
    "私信",
    "作者",
    "TA的",
    "Ta的",
    "粉丝",
    "获赞",
    "码龄",
    "认证专家",
    "访问量",
    "原创",
    "发布了",
)
_TOKEN = re.compile(r"[^\s·|]+")  # between the marks of a byline
_NO_TOKEN = re.compile(
    r"原创|转载|首发|最新推荐|最后|[:：。!?,]|发布|发表|阅读|评论|收藏|分类|来源|关注|[年月日]|\d{2}-\d{2}"
)


def find_carded_accounts(page: PageLines) -> Iterator[Candidate]:
    """Yield the account under the title, by itself or beside the time, that has a card on the page."""
    if page.title < 0:
        return
    signs = _list_card_signs(page)
    last = min(page.title + MAX_LINES_BELOW_TITLE, len(page.lines) - 1)
    for i in range(page.title + 1, last + 1) if signs else ():
        line = page.lines[i]
        if len(line.text) > MAX_HEAD_LINE_CHARS or line.letters == page.lines[page.title].letters:
            continue
        for start, end in _list_tokens(line):
            if _has_card(page, i, line.text[start:end], signs):
                span = line.find_span(start, end)
                yield Candidate("author", line.spell(start, end), "account", span, POSTER, POSTER_DISTANCE)
                return


def _list_card_signs(page: PageLines) -> list[int]:
    """Return the numbers of the lines that show a card."""
    return [
        i
        for i in page.index.find_lines(*_CARD_WORDS)
        if len(page.lines[i].text) <= MAX_CARD_LINE_CHARS and _CARD_SIGN.search(page.lines[i].text)
    ]


def _list_tokens(line: PageLine) -> Iterator[tuple[int, int]]:
    """Yield the bounds of what may be the name of an account: the whole line, or a token beside a time."""
    text = line.text.rstrip()
    bounds = (len(text) - len(text.lstrip()), len(text))
    if next(find_dates(text), None) is None:
        yield from [bounds] if _may_be_account(text.strip()) else ()
        return
    yield from (match.span() for match in _TOKEN.finditer(text) if _may_be_account(match[0]))


def _may_be_account(text: str) -> bool:
    is_name = is_account(text) and len(text) <= MAX_NAME_CHARS and not text[0].isdigit()
    return is_name and not (_NO_TOKEN.search(text) or is_channel(text) or ends_as_outlet(text))


def _has_card(page: PageLines, i: int, name: str, signs: list[int]) -> bool:
    """Tell whether a line below is the name alone, with a sign of a card close to it."""
    for at in page.index.find_lines(name):
        is_alone = page.lines[at].text.strip() == name
        is_near_sign = any(0 < abs(sign - at) <= MAX_LINES_TO_SIGN for sign in signs)
        if at >= i + MIN_LINES_TO_CARD and is_alone and is_near_sign:
            return True
    return False
