"""Printed forms of the numbers of official documents: 国发〔2020〕5号, 国务院令第743号, (2020)京01民终12号.

All patterns read the normalized view. What stands before the code of an office may belong to the sentence
(根据国发〔2020〕5号): it is cut off at words that no code of an office holds.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jiaokan.core.deferred_patterns import compile_on_use

MAX_CODE_CHARS = 12  # Han of the code of an office: 国办发, 沪人社养发
MAX_ORDER_GIVER_CHARS = 24  # Han of the full name of an office that gives an order

_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零九][〇○零一二三四五六七八九]{2})"
_BRACKETED_YEAR = rf"[〔\[(【﹝〈<〖{{]\ ?{_YEAR}\ ?年?\ ?[〕\])】﹞〉>〗}}]"
_NUMERAL = r"(?:\d{1,7}|[一二三四五六七八九十百〇零]{1,6})"
_PART = r"(?:-\d{1,3}|之[一二三])?"
# what stands behind the code of an office: year and number, or the number alone
_TAIL = compile_on_use(
    rf"""(?P<year>{_BRACKETED_YEAR})\ ?(?:字?第)?\ ?{_NUMERAL}{_PART}\ ?号
        # 国发〔2020〕5号, 沪府办规[2021]第3号
      | [(〔\[]{_YEAR}[)〕\]]\ ?(?P<court>[\u4e00-\u9fff][\u4e00-\u9fff\d]{{1,16}}?)(?:字第)?
        \ ?\d{{1,6}}{_PART}\ ?号
        # (2020)京01民终123号
      | (?P<order>第\ ?{_NUMERAL}\ ?号)(?P<command>令)?  # 国务院令第743号, 税务总局公告2019年第5号
      | (?P<letter>第\ ?[\dA-Z]{{4,14}}\ ?号)           # 院台教字第1090012345号""",
    re.VERBOSE,
)
_TAIL_BEGIN = compile_on_use(r"[〔\[(【﹝〈<〖{第]")  # how every one of these begins; a search for it is fast
_CODE_BEFORE = compile_on_use(r"[\u4e00-\u9fff]{1,30}(?= ?$)")
_LETTER_BEFORE = compile_on_use(r"[\u4e00-\u9fff]{1,14}字(?= ?$)")
_ORDER_BEFORE = compile_on_use(
    rf"(?P<office>[\u4e00-\u9fff]{{2,30}}(?:令|公告|通告)) ?[(\[〔]?(?:{_YEAR} ?年?[)\]〕]?)? ?$"
)
_MAX_CODE_DISTANCE = 40  # code points before the year or the number in which the code stands
# words before a code that belong to the sentence
_LEAD = compile_on_use(
    r"""
    根据|依据|按照|依照|遵照|参照|比照|对照|关于|详见|参见|参阅       # what refers
    |印发|发布|下发|颁布|公布|签发|制定|转发|以下简称|简称            # what is done to a document
    |文号|文件|通知|意见|决定|规定|办法|条例|方案|精神|要求           # kinds of documents
    |执行|落实|贯彻|废止|修改|同时|其中|分别|以及|或者
    |(?<!共)和|与|及|或|即|以|由|的|了|在|是|为(?!民)                 # words of one character, and not 为民
    |按|依|据|见|对(?!外)|如|并|等|自(?!然|治)|从|将
    |号|《|原|附件|编制|批准|名称|标题
    |许可证|备案证|资格证|证书|月日
    """,
    re.VERBOSE,
)
# ends of words that are no code: 河东路〔2020〕5号, 第三层
_NO_CODE = compile_on_use("[路街道巷弄村组栋楼期层第年月日]$")
# who gives an order that has a number and no year
_ORDER_GIVER = compile_on_use(
    r"""(?:主席|总统|国务院|中央军委|[部委厅局署院会行]|总局|委员会|办公室|政府|人大|常委会|法院|检察院|[省市县区]|司令部|集团军|管理局|商务部)
        (?:人民)?(?:公告|通告|令|命令)?$""",
    re.VERBOSE,
)
_COURT_CODE = compile_on_use(
    r"""
    (?:最高法                                                       # the court: 最高法, 京0105, 西城
      |[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼兵军]
      |[\u4e00-\u9fff]{1,4})(?:\d{0,4})
    [\u4e00-\u9fff]{0,6}                                            # the kind of the case: 民初, 执恢
    (?:民|刑|行|执|知|破|赔|商|仲|认|协|司|清|保|调|催|财|特|再|监|申|初|终)
    [\u4e00-\u9fff]{0,4}
    """,
    re.VERBOSE,
)
_BRACKET_TO_SHELL = str.maketrans("[(【﹝〈<〖{])】﹞〉>〗}", "〔〔〔〔〔〔〔〔〕〕〕〕〕〕〕〕")


class DocumentNumber(NamedTuple):
    """A number in code points of a normalized view; `evidence` names its form."""

    start: int
    end: int
    norm: str
    evidence: str


def find_document_numbers(text: str) -> Iterator[DocumentNumber]:
    """Yield the numbers of documents in a normalized view.

    >>> [n.norm for n in find_document_numbers("根据国发[2020] 5 号和国务院令第743号,")]
    ['国发〔2020〕5号', '国务院令第743号']
    """
    if "号" not in text:
        return
    for match in _find_tails(text):
        if match["court"]:
            if _COURT_CODE.fullmatch(match["court"]):
                yield _make_number(text, match.start(), match.end(), "case-number")
        elif found := _find_code(text[max(0, match.start() - _MAX_CODE_DISTANCE) : match.start()], match):
            length, evidence = found
            yield _make_number(text, match.start() - length, match.end(), evidence)


def _find_tails(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for begin in _TAIL_BEGIN.finditer(text):
        if begin.start() >= end and (match := _TAIL.match(text, begin.start())):
            yield match
            end = match.end()


def _make_number(text: str, start: int, end: int, evidence: str) -> DocumentNumber:
    return DocumentNumber(start, end, normalize_number(text[start:end]), evidence)


def _find_code(before: str, match: re.Match[str]) -> tuple[int, str] | None:
    """Return how many code points before a year or a number belong to it, and how that is known."""
    if match["year"]:
        code = _CODE_BEFORE.search(before)
        length = len(before) - _find_code_start(before, code) if code else 0
        is_code = code and 1 < length <= MAX_CODE_CHARS and not _NO_CODE.search(code[0])
        return (length, "code-and-year") if is_code else None
    if letter := _LETTER_BEFORE.search(before):
        length = len(before) - _find_code_start(before, letter)
        return (length, "code-and-number") if length > 2 else None
    order = _CODE_BEFORE.search(before) if match["command"] else _ORDER_BEFORE.search(before)
    if not order:
        return None
    start = _find_code_start(before, order)
    name = before[start : order.end("office") if not match["command"] else order.end()]
    is_order = 2 <= len(name) <= MAX_ORDER_GIVER_CHARS and _ORDER_GIVER.search(name)
    return (len(before) - start, "order") if is_order else None


def normalize_number(number: str) -> str:
    """Return a number without blanks, its year in the brackets of the standard; a court's keeps its own.

    >>> normalize_number("国发[2020] 5 号"), normalize_number("(2020)京01民终12号")
    ('国发〔2020〕5号', '(2020)京01民终12号')
    """
    closed = number.replace(" ", "")
    return closed if closed[:1] in "([〔" else closed.translate(_BRACKET_TO_SHELL)


def _find_code_start(before: str, code: re.Match[str]) -> int:
    """Return where a code begins in what stands before it, behind the words of the sentence."""
    leads = (lead.end() for lead in _LEAD.finditer(before, code.start(), max(code.start(), code.end() - 1)))
    return max(leads, default=code.start())
