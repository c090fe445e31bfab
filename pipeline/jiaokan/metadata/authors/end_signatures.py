"""Find who signs where an article ends: in brackets, behind a mark, or before a word for writing."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.authors.labelled_names import BYLINE
from jiaokan.metadata.authors.name_lines import FULL_NAME_CHARS
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.name_forms import OFFICE, PERSON, SURNAMES, is_common_word, split_names
from jiaokan.metadata.office_names import PLAIN_SURNAMES
from jiaokan.metadata.page_lines import PageLine, PageLines

SIGNATURE = 5  # rank of evidence of an author
MAX_SIGNATURE_CHARS = 60  # code points at the end of a line in which it is signed
MAX_SIGNED_LINES = 3  # last lines of an article that may be signed
MIN_SIGNED_CHARS = 12  # code points before the brackets; fewer that end no sentence are words on a list
MIN_LONG_TEXT_CHARS = 100  # code points of a text before the brackets that is no caption
MAX_REMARK_CHARS = 160  # code points at the end of a line in which a name with a remark stands in brackets

# 江城市五华区 红旗小学四(4)班 郑小禾
_PUPIL = compile_on_use(
    rf"""
    [\u4e00-\u9fff\s]{{0,16}}
    (?:小学|中学|学校|幼儿园|[附实]小|[一二三四五六七八九]中)       # 红旗小学, 七中
    .{{0,14}}[班级组]\s*[:,]?\s*(?P<name>{PERSON})                  # 四(4)班 郑小禾
    \s*(?:\(?指导.{{0,20}})?\s*                                     # (指导老师…)
    """,
    re.VERBOSE,
)
# 徐小勇(新华社供本报特稿): a line of its own
_WITH_AGENCY = compile_on_use(
    rf"\s*(?P<name>{PERSON}(?:[、\s]{PERSON}){{0,2}})\s?\([^()]{{0,14}}(?:特稿|专稿|供稿|专电|供本[报刊])[^()]{{0,4}}\)\s*"
)
_PUPIL_SIGN = re.compile("[班级组]")  # every match of _PUPIL holds one of them
# (李楠), (编译/林小东), (德清县发改局) where the article ends; □李海
_SIGNED = compile_on_use(
    rf"""
    (?:
      [(](?:[图文]?[/、]?[图文][/:]?|编译/|作者:|通讯员:?|供稿:|记者:?|评论员:?)?\s?     # (编译/, (文/图
      (?:[\u4e00-\u9fff]{{1,8}}[网报社台]\s+)?                         # (江城新闻网 林小真)
      (?P<name>{PERSON}(?:\s?[、 ]\s?{PERSON})*|{OFFICE})(?:\s*文)?[)]
      |^\s*[□◇◎]\s?(?P<mark>{PERSON})                              # □李海
    )\s*$
    """,
    re.VERBOSE,
)
NO_SIGNATURE = compile_on_use(  # what else ends an article in brackets: (完), (待续), (图略)
    r"完|待续|查看|[简繁]体|全日制|社$|[盖签公印用]章|签字|^周[一二三四五六日]|上|下|图|略|全文|来源|节选|一|二|三|左|右|原标题|化名|音译|中$|市|省|同上|注|[了的]$"
)
_SENT_IN = compile_on_use(
    rf"(?:^|[。!]\s*)(?P<name>{OFFICE})(?:、{OFFICE})*\s?供稿|供稿:\s?(?P<unit>{OFFICE}|[\u4e00-\u9fff]{{2,6}}队)"
)
# 林小真 撰文, 郑小颐 汇整: a line of its own
_WRITTEN = compile_on_use(
    rf"\s*(?P<name>{PERSON}(?:[、\s]{PERSON}){{0,3}})\s?(?:撰文|撰稿|汇整|整理|编撰|执笔|供稿)\s*"
)
# (张小乐 微信号:abc 新著有…), (李小明系江城大学教授)
_WITH_REMARK = compile_on_use(
    rf"""
    [(](?:本文)?(?:作者\s?:?\s?)?(?P<name>{PERSON})
    (?:
      \s+(?:微信|微博|公众号|博客|专栏|著有)                         # 张小乐 微信号:abc
      |\s?[,:]?\s?(?:系|现为)[\u4e00-\u9fff]                       # 李小明系江城大学教授
    )
    [^()]*[)]?\s*$
    """,
    re.VERBOSE,
)
# how the names of universities and institutes begin
_PLACES = (
    "中国|中央|国家|北京|清华|上海|复旦|天津|南开|重庆|浙江|江苏|南京|广东|中山|武汉|华[东中南北]|东南|东北|西[南北安]"
    "|山[东西]|河[南北]|湖[南北]|四川|福建|厦门|吉林|辽宁|安徽|江西|云南|台湾|香港"
)
_UNIT = r"(?:大学|学院|研究院|研究所|研究中心|中心|党校|公司|协会|学会|医院|杂志社|委员会)"
# (作者:方宁北京大学经济学院教授), (作者张三系某研究院研究员)
_SIGNED_WITH_POST = compile_on_use(
    rf"""
    [(\[](?:本文)?作者\s?:?\s?(?:
      # 张三系某研究院
      (?P<name>{PERSON})\s?(?:[系为是:,]|单位)\s?[\u4e00-\u9fff]{{2,16}}?{_UNIT}
      # 方宁北京大学经济学院
      |(?P<touching>[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:{_PLACES})[\u4e00-\u9fff]{{0,12}}?{_UNIT}
    )
    """,
    re.VERBOSE,
)
# 作者方宁是某会召集人,安平为某会理事: the last line
_AUTHOR_WITH_POST = compile_on_use(
    rf"""
    \s*(?:本文)?作者\s?:?\s?(?P<name>(?!简介|介绍|单位|信息){PERSON})\s?(?:是|系|为|现为|现任)   # 作者方宁是
    (?![^。!?]*(?:[我你他她最很写]|一[个位名]|喜欢|[这那]一?[本部篇首]|读来))  # no sentence about a writer
    [\u4e00-\u9fff][^。!?]{{2,120}}[。]?\s*                            # 某会召集人
    """,
    re.VERBOSE,
)
_NEXT_WITH_POST = compile_on_use(
    rf"[,;、]\s?(?P<name>{PERSON})\s?(?:是|系|为|现为|现任)(?=[\u4e00-\u9fff]{{3}})"
)

# a line with none of them holds no signature
_SIGNS = (*"()□◇◎班级组", "撰文", "撰稿", "汇整", "整理", "编撰", "执笔", "供稿")


def find_end_signatures(page: PageLines) -> Iterator[Candidate]:
    """Yield who signs the last lines of the article, or the last before a line that was taken away."""
    for i in page.index.find_lines(*_SIGNS):
        if i < page.top or i >= min(page.end + 1, len(page.lines)):
            continue
        is_last = i >= page.end - 2 or not page.lines[i + 1].is_kept
        if is_last:
            yield from _find_signature(page.lines[i])


def _find_signature(line: PageLine) -> Iterator[Candidate]:
    """Yield who signs a line at the end of the article."""
    at = max(0, len(line.text) - MAX_SIGNATURE_CHARS)
    is_signed = line.text.rstrip().endswith(")") or line.text.lstrip().startswith(("□", "◇", "◎"))
    if is_signed and (match := _SIGNED.search(line.text, at)):
        group = "name" if match["name"] else "mark"
        before = line.text[: match.start()].rstrip()
        is_behind_words = bool(before) and len(before) < MIN_SIGNED_CHARS and before[-1] not in "。!?…”」"
        is_remark = is_common_word(match[group]) or before[-1:].isdigit() or is_behind_words
        if not is_remark and (_is_full_name(match[group], before) or not NO_SIGNATURE.search(match[group])):
            yield make_signed_authors(line, match, group, (SIGNATURE, 0))
    pupil = _PUPIL.fullmatch(line.text) if _PUPIL_SIGN.search(line.text) else None
    for match in (pupil, _WRITTEN.fullmatch(line.text), _WITH_AGENCY.fullmatch(line.text)):
        if match:
            yield make_signed_authors(line, match, "name", (SIGNATURE, 0))
    if "(" in line.text and (
        match := _WITH_REMARK.search(line.text, max(0, len(line.text) - MAX_REMARK_CHARS))
    ):
        yield make_signed_authors(line, match, "name", (SIGNATURE, 0))
    if "供稿" in line.text and (match := _SENT_IN.search(line.text, at)):
        yield make_signed_authors(line, match, "name" if match["name"] else "unit", (SIGNATURE, 0))


def _is_full_name(name: str, before: str) -> bool:
    """Tell whether a word in brackets is a name of three Han, such as 王一鸣, and names no picture.

    What ends in 图 is the credit of a picture, but behind a long text.
    """
    is_name = len(name) == FULL_NAME_CHARS and name[0] in PLAIN_SURNAMES and split_names(name) == (name,)
    return is_name and (
        name[-1] not in "图摄社市省" or (name[-1] == "图" and len(before) >= MIN_LONG_TEXT_CHARS)
    )


def make_signed_authors(
    line: PageLine, match: re.Match[str], group: str, rank: tuple[int, float]
) -> Candidate:
    """Return the names in a group of a match as the authors of a page.

    Args:
        line: The signed line.
        match: A match in its text.
        group: Name of the group.
        rank: Rank of the evidence, and the distance of the line.
    """
    span = match.span(group)
    return Candidate("author", join_names([line.spell(*span)]), "signature", line.find_span(*span), *rank)


def join_names(groups: list[str]) -> str:
    """Return names of several groups joined by the mark of enumeration.

    >>> join_names(["张三 李四", "王五"])
    '张三、李四、王五'
    """
    return "、".join(
        dict.fromkeys(name for group in groups for name in re.split(r"[\s、,，]+", group) if name)
    )


def find_signer_with_post(page: PageLines, i: int) -> Iterator[Candidate]:
    """Yield the author whom the last lines name in brackets together with office or unit."""
    line = page.lines[i]
    if page.end - MAX_SIGNED_LINES <= i <= page.end and (several := _AUTHOR_WITH_POST.fullmatch(line.text)):
        spans = [several.span("name")]
        spans += [one.span("name") for one in _NEXT_WITH_POST.finditer(line.text, spans[0][1])]
        names, place = [line.spell(*span) for span in spans], line.find_span(spans[0][0], spans[-1][1])
        yield Candidate("author", join_names(names), "signature", place, BYLINE, -1.0)
        return
    match = _SIGNED_WITH_POST.search(line.text)
    is_alone = match and not line.text[: match.start()].strip()
    if match is None or i <= page.top or not (is_alone or i >= page.end - MAX_SIGNED_LINES):
        return
    span = match.span("name" if match["name"] else "touching")
    yield Candidate("author", line.spell(*span), "signature", line.find_span(*span), BYLINE, -1.0)
