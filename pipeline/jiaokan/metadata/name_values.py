"""Clean the values of author, editor and source, and tell which of them are no names.

A value comes from a label, a meta element, a data script, a class or a signature; what may stand in it does
not depend on that. All patterns read the normalized view, which has the length of the value.
"""

import re

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.byline_labels import AUTHOR_LABELS, EDITOR_LABELS, OTHER_LABELS, SOURCE_LABELS
from jiaokan.metadata.name_forms import BUTTONS, is_common_word, split_names
from jiaokan.metadata.office_names import OFFICES
from jiaokan.text.normalized_view import normalize_chars

NAME_FIELDS = frozenset(("author", "editor", "source"))
# 选稿:张三, 文/张三, Posted by 张三
_LABEL_BEFORE = compile_on_use(
    rf"(?:(?:{AUTHOR_LABELS}|{EDITOR_LABELS}|选稿|图文|文|by|author)\s?[:|/]|(?:posted |written )?by\s)\s?",
    re.I,
)
# 本报记者张三, 某栏目特约评论员 张三: only before names of persons
_OFFICE_BEFORE = compile_on_use(r"[\u4e00-\u9fff]{0,8}(?:记者|通讯员|评论员|撰稿人|实习生)\s?[:/]?\s?")
_UNIT = r"(?:大学|学院|研究所|研究院|学校|中学|小学|医院|公司|协会|学会|委员会)"
_UNIT_BEFORE = compile_on_use(  # 江城大学历史学院张三
    rf"[\u4e00-\u9fff]{{2,20}}{_UNIT}\s?(?=[\u4e00-\u9fff]{{2,4}}$)"
)
_UNIT_AT_END = compile_on_use(rf"{_UNIT}$")
# 张三/江城机场报导
_CREDIT_BEHIND = compile_on_use(r"\s?[/╱]\s?(?:[\u4e00-\u9fff]{2,8}报[导道]|文|图|摄影?)\s*$")
# only behind names of persons
_REPORT_BEHIND = compile_on_use(r"\s?(?:(?:综合|摄影)?报[导道]|综合|整理|原创)\s*$")
_NUMBER_BEFORE = compile_on_use(r"\d{4,}\s?[,|]\s?(?=\D)")  # 6498593,阿青: a member's number
# what no outlet is called: 江城在线评论(人参与)
_COUNT_BEHIND = compile_on_use(r"\s?(?:评论|跟帖|跟贴)\s?\([^()]{0,12}参与\)?\s*$")
# buttons and remarks that a blank or a comma parts from a name
_NO_PART = frozenset(
    (
        "我有话说",
        "只看大图",
        "只看楼主",
        "分享",
        "打印",
        "收藏",
        "关闭",
        "举报",
        "纠错",
        "复制",
        "赐稿",
        "来稿",
        "作者赐稿",
        "本站会员",
    )
)
_OPEN_BRACKET = compile_on_use(r"\s?[(\[【〔“《][^)\]】〕”》]*$")
_SAME_OUTLET = compile_on_use(r"(?<=[\u4e00-\u9fff])╱.*")  # 某新闻╱某新闻
_NAME_MARK = re.compile("、")
_DATE = compile_on_use(r"(?=.*\d)[\d\s:/.,年月日时分秒TZ+-]*[\s:/.年月-][\d\s:/.,年月日时分秒TZ+-]*")
# heads of columns, counts and words of buttons: 序号、名称, 点击次数, 列印文字大小
_LABEL = (
    rf"(?:{AUTHOR_LABELS}|{EDITOR_LABELS}|{SOURCE_LABELS}|{OTHER_LABELS}|编者|译者|作词|作曲|导演|主演|编剧|序号|姓名|单位|数量|价格|金额"
    r"|展开(?:全部)?|全文|[xX×]{2,}|备注|型号|规格|品牌|产地|状态|操作|关注者|粉丝|by|posted\s?by|written\s?by|author"
    r"|(?-i:[\u4e00-\u9fff]){0,4}(?:次数|人数|数量|时间|日期|名称|参数|类型|大小|字数|数))"
)
_LABELS = compile_on_use(rf"{_LABEL}(?:[\s、,/|:]+{_LABEL})*", re.I)
_GLUED_LABEL = compile_on_use(r"(?:来源|作者|编辑|发布者|发布人|出处)(?=[^\u4e00-\u9fff]|.{3})")
_LABEL_BEHIND = compile_on_use(r"[\u4e00-\u9fff]{2,}(?:选稿|佚名|资料图|供图)$|资料图$")
_DATELINE = compile_on_use(r"\d{1,2}日(?:专?电|讯)$")  # 江城28日电
_CHANNEL = compile_on_use(
    r"(?:即时|头条|滚动|热点|热门|本地|国内|国际|社会|财经|娱乐|体育|科技|今日|最新|综合|时政|焦点|图片|地方)"
    r"(?:新闻|要闻|频道|资讯|快讯|动态)"
)
_DEVICE = compile_on_use(r"www|web|wap|bbs|app|pc|iphone|ipad|android|手机|电脑|(?:手机)?客户端|移动端", re.I)
# of programs; the sizes of letters (大 中 小); counts: 10回复
_MACHINE = compile_on_use(
    r"robot|system|super\s?user|null|none|undefined|news|editor|大?\s?中\s?小"
    r"|\d+\s?(?:条|个|人|次)?(?:回[复答]|评论|浏览|阅读|点赞|赞同?|关注)",
    re.I,
)
# buttons, and what is said of a text
_BUTTON = compile_on_use(
    rf"{BUTTONS}|我有话说|只看(?:大图|楼主|该作者)|home|menu|read more|(?:本站|本网|网站|站内|个人)?原创",
    re.I,
)


def clean_name_value(field: str, value: str) -> str:
    """Return a value of author, editor or source without labels and credits, "" where it is no name.

    >>> clean_name_value("author", "记者陈小宁／江城机场报导"), clean_name_value("author", "2018-04-06")
    ('陈小宁', '')
    >>> clean_name_value("source", "来源hk_photo"), clean_name_value("editor", "王小强【更多")
    ('', '王小强')
    """
    value = _cut_value(field, value.strip()).strip("、 ")
    parts = [part for part in _NAME_MARK.split(value) if part]
    if field != "source" and len(parts) > 1:
        kept = [part for part in parts if part not in _NO_PART and not _is_office(normalize_chars(part))]
        value = "、".join(kept) or value
    return "" if _is_no_name(field, normalize_chars(value)) else value


def is_channel(value: str) -> bool:
    """Tell whether a value is a part of a site, such as 即时新闻, and nobody's name.

    >>> is_channel("即時新聞"), is_channel("江城新闻")
    (True, False)
    """
    return bool(_CHANNEL.fullmatch(normalize_chars(value)))


def _cut_value(field: str, value: str) -> str:
    """Return a value without the label before it, the credit behind it and an open bracket."""
    if field == "source":
        return _cut_behind(_cut_behind(_cut_behind(value, _COUNT_BEHIND), _OPEN_BRACKET), _SAME_OUTLET)
    for pattern in (_LABEL_BEFORE, _NUMBER_BEFORE):
        if match := pattern.match(normalize_chars(value)):
            value = value[match.end() :]
    for pattern in (_CREDIT_BEHIND, _OPEN_BRACKET):
        value = _cut_behind(value, pattern)
    report = _cut_behind(value, _REPORT_BEHIND)
    value = report if split_names(normalize_chars(report)) else value
    plain = normalize_chars(value)
    for pattern in (_OFFICE_BEFORE, _UNIT_BEFORE):
        before = pattern.match(plain)
        if before and split_names(plain[before.end() :]):
            return value[before.end() :]
    return value


def _cut_behind(value: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(normalize_chars(value))
    return value[: match.start()] if match else value


def _is_office(plain: str) -> bool:
    """Tell whether one of several values is the office or the unit of the next: 某会会长 before 张三."""
    is_office = OFFICES.search(plain) or _OFFICE_BEFORE.fullmatch(plain) or _UNIT_AT_END.search(plain)
    return not split_names(plain) and bool(is_office)


def _is_no_name(field: str, plain: str) -> bool:
    if len(plain) < 2 or _DATE.fullmatch(plain) or _LABELS.fullmatch(plain):
        return True
    if _GLUED_LABEL.match(plain) or _LABEL_BEHIND.search(plain) or _DATELINE.search(plain):
        return True
    if field == "source":
        return bool(_DEVICE.fullmatch(plain))
    words = [word for word in re.split(r"[\s、,]+", plain) if word]
    is_list_of_words = len(words) > 2 and all(map(is_common_word, words))
    return ":" in plain or is_list_of_words or bool(_MACHINE.fullmatch(plain) or _BUTTON.fullmatch(plain))
