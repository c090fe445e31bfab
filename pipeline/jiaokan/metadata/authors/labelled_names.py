"""The names behind a label: what makes them one value, and how long the lines are that hold them."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.byline_labels import END_WORDS, has_colon
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.name_forms import PERSON, clean_person
from jiaokan.metadata.page_lines import PageLine

MAX_BYLINE_CHARS = 120  # code points of a line that is a byline and nothing else
MAX_LINES_AWAY = 14  # lines between the place of a byline and a label of one
MAX_HEAD_CHARS = 500  # code points at the beginning of a page on one line that may hold its byline
MAX_TAIL_CHARS = 160  # code points at its end
MAX_CREDIT_CHARS = 60  # code points of the last lines of an article that may be credits
BYLINE = 1  # rank of evidence of an author or editor
# what may stand before the name: 江城日报记者, 江城网专栏作者; 江城史志研究院院长 with a blank behind it
OFFICE_BEFORE = (
    r"(?:(?-i:[\u4e00-\u9fff]){0,8}(?:记者|作者|作家|评论员|撰稿人)\s?:?\s?"
    r"|(?-i:[\u4e00-\u9fff]){2,24}(?:[院所校会部局处]长|主任|教授|研究员|书记|主席|博士|委员|职工)\s)?"
)
# what stands behind a name after a comma, a stroke or a space: one more
_NEXT_NAME = compile_on_use(
    rf"""
    (?:\s*[、,&]\s*                                                 # 、李四
      |\s*[;/](?=\s*{PERSON}(?![\u4e00-\u9fff]))\s*                 # /李四 where no words follow
      |\s+(?:(?:记者|通讯员|实习生)\s?(?={PERSON}))?)              # 通讯员李四
    (?P<name>[\u3400-\u9fff·]{{2,4}}?)
    (?=\s*(?:$|[、,;/&|()\[\]】〕]|\s|摄|{END_WORDS}))
    """,
    re.VERBOSE,
)
NO_NEXT_NAME = compile_on_use(
    r"""
    来源|责任|值班|编辑|责编|记者|通讯|实习|时间|日期|发布|发表            # labels of other facts
    |点击|浏览|阅读|评论|摄影|摄|图片?|文$|字号|字体|审核|校对
    |综合|报道|专访|首页|正文|原创|转载|推荐                              # kinds of texts, entries of menus
    |[省市县区]$|北京|上海|天津|重庆|台北|台中|台南|高雄|香港|澳门   # places
    |今天|昨天|(?:[网报社台]|在线|论坛)$
    """,
    re.VERBOSE,
)


def find_inside(line: PageLine, field: str, pattern: re.Pattern[str]) -> Iterator[Candidate]:
    """Yield who is named at the two ends of a page or paragraph that stands on one long line."""
    size = len(line.text)
    if size <= MAX_BYLINE_CHARS or not has_colon(line.text):
        return
    for match in pattern.finditer(line.text):
        at_an_end = match.start() < MAX_HEAD_CHARS or match.end() > size - MAX_TAIL_CHARS
        if at_an_end and (candidate := make_person(field, line, match, (BYLINE, MAX_LINES_AWAY))):
            yield candidate


def make_person(
    field: str, line: PageLine, match: re.Match[str], rank: tuple[int, float], group: str = "name"
) -> Candidate | None:
    """Return the persons that a match names, one and those right behind; None where it is nobody."""
    start, end = match.span(group)
    names = [clean_person(part) for part in re.split("[、,]", line.text[start:end])]
    if not all(names):
        return None
    spelled = [
        line.spell(start + at, start + at + len(name)) for at, name in _locate(line.text[start:end], names)
    ]
    while (more := _NEXT_NAME.match(line.text, end)) and not _is_no_next_name(more["name"]):
        spelled.append(line.spell(*more.span("name")))
        end = more.end("name")
    return Candidate(field, "、".join(dict.fromkeys(spelled)), "byline", line.find_span(start, end), *rank)


def _locate(text: str, names: list[str]) -> Iterator[tuple[int, str]]:
    at = 0
    for name in names:
        at = text.index(name, at)
        yield at, name
        at += len(name)


def _is_no_next_name(name: str) -> bool:
    return bool(NO_NEXT_NAME.search(name)) or not clean_person(name)


def make_name(
    field: str, line: PageLine, match: re.Match[str], evidence: str, rank: int, distance: float
) -> Candidate:
    """Return the group "name" of a match as a candidate, as the page spells it."""
    span = match.span("name")
    return Candidate(field, line.spell(*span).strip(), evidence, line.find_span(*span), rank, distance)
