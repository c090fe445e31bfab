"""Find marks that stand for words taken out of a text: ***, XX市, 张某某, □□, [敏感词], 138****5678.

Rules of Markdown, products and powers, boxes of forms, masks of passwords and words such as X光 and
XX世纪 are none.
"""

import re
from collections.abc import Callable, Iterator

from jiaokan.core.annotations import Mention
from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.name_forms import SURNAMES
from jiaokan.stages.annotate.annotated_text import AnnotatedText
from jiaokan.text.match_windows import find_windows

_HAN = r"[\u4e00-\u9fff]"
# places and offices whose name is taken out: the unit stays
_PLACE = (
    "省(?![略钱时心电油力去得份事])|市(?![场民值面容价井占盈])(?!政(?!府|协))|县(?![级域])|区(?![别分间块域划])"
    "|镇(?![静痛压])|乡(?![村亲愁下])|村(?!民)|州|街道"
)
_UNIT = (
    rf"(?:{_PLACE}|路|大学|学院|中学|小学|学校|公司|集团|银行|医院|[局厅](?!部)|委员会|街|小区|部门|单位|酒店|工厂|厂"
    "|先生|女士|同志|同学|老师|书记|主任|局长|部长|处长|科长|校长|院长|经理|教授|医生|记者|律师)"
)
_ASTERISKS = compile_on_use(
    rf"""(?<![*\w/\\.`(\[{{])\*{{1,6}}(?={_UNIT})(?!\*)    # **市, *县
      | (?<={_HAN})\*{{1,6}}(?={_UNIT})(?!\*)               # 在**区
      | (?<={_HAN})\*{{2,8}}(?={_HAN}|[,。、;:!?”’)》])      # 你他***的
      | (?<![\u4e00-\u9fff])[{SURNAMES}]\*{{1,2}}(?=[,。、;:)(]|{_HAN})  # 李**, 张*明
      | (?<!\d)\d{{2,6}}\*{{3,14}}\d{{0,4}}[Xx]?(?![\d*])   # 138****5678
    """,
    re.VERBOSE,
)
_CROSSES = compile_on_use(
    rf"""(?<![A-Za-z0-9×*/_-])(?:[Xx×]{{2,4}}|×)(?={_UNIT})   # XX市, ×县, XX公司
      | (?<![A-Za-z0-9×*/_-])X(?=[省市县镇乡村](?!场))         # X市
      | (?<![○〇一二三四五六七八九十])[○〇]{{2,3}}(?={_UNIT})                    # ○○县
      | (?<![\u4e00-\u9fff])[{SURNAMES}](?:××|[Xx]{{2}}|(?<![高方时单金钱])×(?![宽长深厚]))(?![A-Za-z0-9×])
        # 王××, 李XX
      | (?<![A-Za-z0-9])(?:20|19)?[Xx×]{{2}}年(?:[Xx×]{{1,2}}月(?:[Xx×]{{1,2}}日)?)?  # 20XX年X月X日
      | (?<![A-Za-z0-9])[Xx×]{{1,2}}月[Xx×]{{1,2}}日         # X月X日
    """,
    re.VERBOSE,
)
_MOU = compile_on_use(
    rf"""(?<![\u4e00-\u9fff])[{SURNAMES}]某(?:某|[甲乙丙丁戊A-Z])                  # 张某某, 王某甲
      | (?<![\u4e00-\u9fff])[{SURNAMES}]某(?=[,。、;:()(“”因在说称等的与和将于被及用以向对])  # 李某,
      | (?<=[、和与将告人犯者员子由对向被及其名友])[{SURNAMES}]某(?:某|[甲乙丙丁戊A-Z])  # 被告人张某某
      | 某某某?                                                                      # 某某
    """,
    re.VERBOSE,
)
_NO_SURNAME_AHEAD_OF_MOU = frozenset("有于时任在向从何应当单")
_SQUARES = compile_on_use(
    rf"""(?<={_HAN})[□■█]{{2,12}}(?={_HAN}|[,。、;:!?”’)])    # 他把□□□□
      | (?<=[“‘《「,。])[□■█]{{2,12}}(?={_HAN})
      | [□■█]{{2,12}}(?=\(作者|\(此处)                        # □□□□(作者删去三十八字)
      | (?<={_HAN})□(?={_HAN})                                # 江□城: a character that is lost
    """,
    re.VERBOSE,
)
_NUMERAL = r"[\d一二三四五六七八九十百]+"
_WORDS = compile_on_use(
    rf"""[\[【(<〔](?:
      敏感(?:词汇?|字|内容|信息) | 屏蔽词? | 已屏蔽 | 被?和谐 | 河蟹 | 违?禁词 | 数据删除
      # [敏感词]
    | 此处(?:删|略|省)去?{_NUMERAL}字 | 作者删去{_NUMERAL}字 | 以?下?删去?{_NUMERAL}字
      # (此处删去38字)
    | (?i:redacted|censored)  # [REDACTED]
    )[\]】)>〕]""",
    re.VERBOSE,
)
_FORM_BOX = re.compile("□")
_PASSWORD = compile_on_use(r"(?:密码|口令|(?i:password|passwd|pwd|token|secret))[^\n]{0,12}$")
REACH = 20  # code points on both sides of a mark in which its pattern matches
MAX_FORM_BOXES = 3  # lone boxes on a line with more are those of a form
MIN_BOX_LINE_CHARS = 16  # code points of a line in which a lone box stands for a character


def find_censor_marks(text: AnnotatedText) -> Iterator[Mention]:
    """Yield the marks that stand for words taken out."""
    view = text.view.text
    for evidence, signs, trigger, pattern, is_mark in _KINDS:
        if not any(map(view.__contains__, signs)):
            continue
        for window in find_windows(trigger, view, REACH, REACH):
            for match in pattern.finditer(view, *window):
                if is_mark(view, match):
                    yield Mention("censor_mark", text.view.map_back(*match.span()), evidence=evidence)


def _get_line(view: str, match: re.Match[str]) -> tuple[str, int]:
    """Return the line of a match and where the match begins in it."""
    begin = view.rfind("\n", 0, match.start()) + 1
    end = view.find("\n", match.end())
    return view[begin : end if end >= 0 else len(view)], match.start() - begin


def _is_asterisk_mark(view: str, match: re.Match[str]) -> bool:
    """Tell whether asterisks are no emphasis of Markdown, no code and no mask of a password."""
    line, at = _get_line(view, match)
    if _PASSWORD.search(line, max(0, at - 20), at) or re.search(r"/\*|\*/|\*\.|\.\*", line):
        return False
    stars = match[0].strip("0123456789Xx")
    pairs = [run for run in re.findall(r"\*+", line) if len(run) == stars.count("*")]
    is_emphasis = stars.count("*") <= 3 and len(pairs) >= 2 and bool(_find_emphasis(line, stars.count("*")))
    return not is_emphasis


def _find_emphasis(line: str, size: int) -> re.Match[str] | None:
    """Find two runs of asterisks that enclose more than a unit: **市** is none, **重点** is emphasis."""
    run = rf"(?<!\*)\*{{{size}}}(?!\*)"
    return re.search(rf"{run}(?!\s)(?!(?:{_UNIT}){run})[^*\n]{{1,200}}(?<!\s){run}", line)


def _is_square_mark(view: str, match: re.Match[str]) -> bool:
    """Tell whether boxes are not those of a form, to be ticked or filled in."""
    line, at = _get_line(view, match)
    boxes = len(_FORM_BOX.findall(line))
    if len(match[0]) > 1:
        return not line[:at].rstrip().endswith(":") and not re.search(r"[□■█]\s+[□■█]", line)
    return (
        boxes <= MAX_FORM_BOXES
        and len(line) >= MIN_BOX_LINE_CHARS
        and not re.search(r"[是有男女否无]□|□[是有男女否无]", line)
    )


def _is_mou_mark(_: str, match: re.Match[str]) -> bool:
    return len(match[0]) > 2 or match[0][0] not in _NO_SURNAME_AHEAD_OF_MOU


def _is_always(_view: str, _match: re.Match[str]) -> bool:
    return True


_Test = Callable[[str, re.Match[str]], bool]
# evidence, characters of which every mark has one, what to look for, the pattern that must match around it,
# and a test of the place
_KINDS: tuple[tuple[str, str, re.Pattern[str], re.Pattern[str], _Test], ...] = (
    ("asterisks", "*", re.compile(r"\*"), _ASTERISKS, _is_asterisk_mark),
    ("crosses", "Xx×○〇", compile_on_use(r"[Xx×○〇](?=[Xx×○〇\u4e00-\u9fff])"), _CROSSES, _is_always),
    ("mou", "某", re.compile("某"), _MOU, _is_mou_mark),
    ("squares", "□■█", re.compile("[□■█]"), _SQUARES, _is_square_mark),
    ("words", "[【(<〔", re.compile(r"[\[【(<〔](?=[敏屏已被和河违禁数此作以删rRcC])"), _WORDS, _is_always),
)
