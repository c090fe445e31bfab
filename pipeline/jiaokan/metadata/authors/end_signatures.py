"""Find who signs where an article ends: in brackets, behind a mark, or before a word for writing."""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.candidates import Candidate
from jiaokan.metadata.name_forms import OFFICE, PERSON, is_common_word
from jiaokan.metadata.page_lines import PageLine, PageLines

SIGNATURE = 5  # rank of evidence of an author
SIGNATURE_CHARS = 60  # code points at the end of a line in which it is signed
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
_PUPIL_SIGN = re.compile("[班级组]")  # every one has one of them
# (李楠), (编译/林小东), (德清县发改局) where the article ends; □李海
_SIGNED = compile_on_use(
    rf"""
    (?:
      [(](?:文/|编译/|作者:|通讯员:?|供稿:|记者:?)?\s?              # (编译/
      (?P<name>{PERSON}(?:\s?[、 ]\s?{PERSON})*|{OFFICE})(?:\s*文)?[)]
      |^\s*[□◇◎]\s?(?P<mark>{PERSON})                              # □李海
    )\s*$
    """,
    re.VERBOSE,
)
NO_SIGNATURE = compile_on_use(
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

# a line without any of them is not signed
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
    at = max(0, len(line.text) - SIGNATURE_CHARS)
    is_signed = line.text.rstrip().endswith(")") or line.text.lstrip().startswith(("□", "◇", "◎"))
    if is_signed and (match := _SIGNED.search(line.text, at)):
        group = "name" if match["name"] else "mark"
        is_word = is_common_word(match[group]) or line.text[: match.start()].rstrip()[-1:].isdigit()
        if not NO_SIGNATURE.search(match[group]) and not is_word:
            yield make_signer(line, match, group, (SIGNATURE, 0))
    pupil = _PUPIL.fullmatch(line.text) if _PUPIL_SIGN.search(line.text) else None
    for match in (pupil, _WRITTEN.fullmatch(line.text)):
        if match:
            yield make_signer(line, match, "name", (SIGNATURE, 0))
    if "(" in line.text and (
        match := _WITH_REMARK.search(line.text, max(0, len(line.text) - MAX_REMARK_CHARS))
    ):
        yield make_signer(line, match, "name", (SIGNATURE, 0))
    if "供稿" in line.text and (match := _SENT_IN.search(line.text, at)):
        yield make_signer(line, match, "name" if match["name"] else "unit", (SIGNATURE, 0))


def make_signer(line: PageLine, match: re.Match[str], group: str, rank: tuple[int, float]) -> Candidate:
    """Return the names of a group of a match as the authors who sign a line."""
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
