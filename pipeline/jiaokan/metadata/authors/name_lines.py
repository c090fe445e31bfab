"""Find authors whose bare names stand beside the time of a page or above an affiliation."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.date_forms import MAX_TIME_LINE_CHARS, find_dates
from jiaokan.metadata.name_forms import split_names
from jiaokan.metadata.office_names import OFFICES
from jiaokan.metadata.page_lines import PageLine, PageLines, list_byline_places

BESIDE_TIME = 4  # rank of evidence of an author
TRANSLATOR = 6  # the same of who put an old text into Chinese, where no author is named
FULL_NAME_CHARS = 3  # Han of a name that few words look like
MAX_LINES_TO_TIME = 2  # lines between a bare name and the time
MAX_NAME_LINE_CHARS = 40  # code points of a line of names
# 2025-11-17 22:38 国文老师|谢荻: what the column or its writer is called may stand before the name
_NAMES_BESIDE_TIME = compile_on_use(
    r"[\s|·]*(?:[\u4e00-\u9fff]{2,8}\s?[|/]\s?)?(?P<names>[\u4e00-\u9fff][\u4e00-\u9fff\s、,]{1,20}?)[\s|·]*$"
)
# (华中农业大学 公共管理学院, 湖北 武汉 430070)
_STOP = compile_on_use(r"[,。!?;:、]")
_AFFILIATION = compile_on_use(
    r"\s*[(\[]?\d?\.?\s?[^()]{0,30}(?:大学|学院|学校|研究院|研究所|医院|公司|中心|党校|科学院|集团|局|委员会)"
    r"[^()。]{0,60}[)\]]?\s*$"
)

# ☉陈茂青, - 卢小海 -: a name between marks
_MARKED = compile_on_use(
    r"""
    \s*(?:
      [□◇◎☉⊙●■◆○★☆※▲△▍▎]\s?(?:文\s?[/:|]\s?)?                  # ☉, □文/
      |[-—–~]{1,3}\s?(?=.*[-—–~]\s*$)                               # - where another ends the line
    )
    (?P<names>[\u4e00-\u9fff、\s]{2,20}?)[\s—–~-]*
    """,
    re.VERBOSE,
)
# 许小虹观点:星马地区的侨社; 张三专栏:
_COLUMN = compile_on_use(
    r"\W{0,2}(?P<names>[\u4e00-\u9fff]{2,4}?)(?:观点|专栏|快评|时评|专文|投书|评论|随笔|书评|影评)\s?[:|]"
)
# 宋代:苏颂, [唐]李白, 〔清代〕 纳兰性德: the line under the title of a poem
_DYNASTY = (
    "先秦|秦代?|两?汉代?|东汉|西汉|魏晋?|晋代?|南北朝|隋代?|唐代?|五代|[北南]?宋代?|金[朝代]?|辽代?|元[代朝]?|明[代朝]?"
    "|清[代朝]?|近现代|近代|现代|当代"
)
# 姚秦三藏法师鸠摩罗什奉诏译, 陈天竺三藏法师真谛译: under the title of a scripture
_TRANSLATED = compile_on_use(
    rf"""
    \s*(?:大?(?:{_DYNASTY}|后汉|姚秦|前秦|北凉|刘宋|萧齐|梁|陈|元魏|北魏|北齐|北周|高齐|吴)代?\s?)
    [\u4e00-\u9fff]{{0,6}}?(?:三藏(?:法师|沙门)?|沙门|法师)\s?(?:释\s?)?   # 天竺三藏法师
    (?P<name>[\u4e00-\u9fff]{{2,5}}?)\s?(?:奉\s?[诏敕制]\s?)?重?[译撰述]\s*   # 真谛译
    """,
    re.VERBOSE,
)
_POET = compile_on_use(
    rf"\s*(?:(?:{_DYNASTY})\s?[:·]\s?|[(\[〔【](?:{_DYNASTY})[)\]〕】]\s?)(?P<name>[\u4e00-\u9fff·]{{2,6}})\s*"
)
# 林小真/江城, 林小真 /综合外电: a reporter of Taiwan and where the report comes from
_WITH_PLACE = compile_on_use(r"\s*(?P<names>[\u4e00-\u9fff、]{2,12}?)\s?[/╱]\s?[\u4e00-\u9fff]{2,6}\s*")
# 随笔  林小真  3个月前 (03-19)
_BEFORE_AGE = compile_on_use(
    r"(?:^|[\s|·])(?P<names>[\u4e00-\u9fff]{2,4})[\s|·]+\d{1,3}\s?(?:秒|分钟|小时|天|周|星期|个月|月|年)之?前"
)
_CONTACT = re.compile(r"(?:经理|董事长|业务员|负责人|联系人|代表)$")  # of a firm, whom its page names to call
MAX_OFFICE_CHARS = 30  # code points of a line that says what the person above it is
# 曹安、谢小刚: two names or more, and nothing else
_NAME_LIST = compile_on_use(
    r"\s*[\u4e00-\u9fff]{2,4}[\d*†]{0,2}(?:[、,][\u4e00-\u9fff]{2,4}[\d*†]{0,2}){1,5}\s*"
)


def find_bare_names(page: PageLines) -> Iterator[Candidate]:
    """Yield names between title and article: beside a fact, above an affiliation, or a list of them."""
    for i in list_byline_places(page):
        line = page.lines[i]
        if len(line.text) <= MAX_TIME_LINE_CHARS:
            yield from _read_beside_fact(page, i)
        below = page.lines[i + 1].text if i + 1 < len(page.lines) else ""
        if len(line.text) > MAX_NAME_LINE_CHARS:
            continue
        if _is_among_facts(page, i) and not _is_subject(page, i):
            yield from make_bare_names(line, 0, len(line.text), 1)
        is_list = _AFFILIATION.match(below) or _is_office(below) or _NAME_LIST.fullmatch(line.text)
        if is_list:
            yield from make_bare_names(line, 0, len(line.text), 0)
        if match := _MARKED.fullmatch(line.text):
            yield from make_bare_names(line, *match.span("names"), 0)
        if i <= page.title + 2:
            yield from _read_old_author(line)
    yield from _read_column(page)


def _read_old_author(line: PageLine) -> Iterator[Candidate]:
    """Yield the poet or the translator of an old text whom a line names behind a dynasty."""
    for pattern, rank in ((_POET, BESIDE_TIME), (_TRANSLATED, TRANSLATOR)):
        if match := pattern.fullmatch(line.text):
            span = match.span("name")
            yield Candidate("author", line.spell(*span), "poet", line.find_span(*span), rank)


def _is_among_facts(page: PageLines, i: int) -> bool:
    """Tell whether a line between title and text is one name, with the time of the page close to it."""
    name = page.lines[i].text.strip()
    is_name = len(name) == FULL_NAME_CHARS and len(split_names(name)) == 1
    return is_name and page.title >= 0 and i < page.top and _is_near_time(page, i)


def _read_beside_fact(page: PageLines, i: int) -> Iterator[Candidate]:
    """Yield the names behind the time of a page, or before a place or an age."""
    line = page.lines[i]
    yield from _read_behind_time(line)
    match = None
    if ("/" in line.text or "╱" in line.text) and _is_near_time(page, i):
        match = _WITH_PLACE.fullmatch(line.text)
    elif "前" in line.text:
        match = _BEFORE_AGE.search(line.text)
    if match:
        yield from make_bare_names(line, *match.span("names"), 0)


def _is_near_time(page: PageLines, i: int) -> bool:
    """Tell whether the time of the page stands between title and text, two lines away at most."""
    near = page.lines[max(page.title + 1, i - MAX_LINES_TO_TIME) : min(page.top, i + MAX_LINES_TO_TIME + 1)]
    return any(len(one.text) <= MAX_NAME_LINE_CHARS and any(find_dates(one.text)) for one in near)


def _is_subject(page: PageLines, i: int) -> bool:
    """Tell whether the page is about the person of a line: its title or that of the window names them."""
    name = page.lines[i].text.strip()
    return name in page.lines[page.title].text or name in page.lines[0].text


def _is_office(text: str) -> bool:
    """Tell whether a normalized line is the office of a person and no sentence.

    >>> _is_office("中国文字博物馆馆长"), _is_office("他是馆长,也是诗人")
    (True, False)
    """
    stripped = text.strip()
    is_short = len(stripped) <= MAX_OFFICE_CHARS and not _STOP.search(stripped)
    return is_short and bool(OFFICES.search(stripped)) and not _CONTACT.search(stripped)


def _read_column(page: PageLines) -> Iterator[Candidate]:
    """Yield the author whom the title names before the word for a column and a colon."""
    line = page.lines[page.title] if page.title >= 0 else None
    match = _COLUMN.match(line.text) if line else None
    if line and match:
        yield from make_bare_names(line, *match.span("names"), 2)


def _read_behind_time(line: PageLine) -> Iterator[Candidate]:
    mention = next(find_dates(line.text), None)
    if mention is None or line.text[: mention.start].strip(" ·|("):
        return
    if match := _NAMES_BESIDE_TIME.match(line.text, mention.end):
        yield from make_bare_names(line, *match.span("names"), 1)


def make_bare_names(line: PageLine, start: int, end: int, distance: float) -> Iterator[Candidate]:
    """Yield the names that a part of a line consists of as the authors, none where it holds anything else."""
    names = split_names(line.text[start:end])
    if not names:
        return
    spelled, at = [], start
    for name in names:
        found = re.compile(r"\s*".join(name)).search(line.text, at, end)
        if found:
            spelled.append(line.spell(*found.span()).replace(" ", "").replace("\u3000", ""))
            at = found.end()
    yield Candidate("author", "、".join(spelled), "name", line.find_span(start, end), BESIDE_TIME, distance)
