"""Distinguish markup that prose names (用 <br> 标签) from markup that formats it."""

import re

from jiaokan.core.deferred_patterns import compile_on_use

_MAX_LINE_CONTEXT_CHARS = 200  # code points on each side that show the topic of the line
_MAX_NEAR_CONTEXT_CHARS = 12  # code points on each side in which words name the markup
_NAMING_BEFORE_PATTERN = compile_on_use(
    """
    (?:
        标签|标记|元素|代码|符号|换行符|实体|注释              # nouns of markup: 标签 <br>
      | 使?用|利用|修改|删除|写|写[成作]|输入|插入|添?加|加上|放[在到进入]   # verbs: 插入 <br>
      | 位于|在|把|将|由|从|和|与|及|或|跟|、|如|像           # prepositions and conjunctions: 把 <br>
      | 是|叫|叫做|个|的|成|为|以|被|对|给|到|有              # particles: 叫 <br>
      | […“"‘'「『（(《：:]                                    # opening marks: “<br>
    )
    [ \u00a0\u3000]{0,2}$
    """,
    re.VERBOSE,
)
_NAMING_AFTER_PATTERN = compile_on_use(
    """
    [ \u00a0\u3000]{0,2}
    (?:
        [”"’'」』）)》]                                        # closing marks: <br>”
      | 标签|标记|元素|表示|代表|用[来于]|定义|实体|是|就是|即|指   # what it is or does: <br> 表示
      | 之[间后前]|里|中|内|上|下|后|前|属性                   # places: <br> 之后
      | 的|和|与|及|或|跟|、|等|替换|换成|包|即可|就|来|会|可以   # <br> 的
      | 以及|则|不|能|没有|必须|需要|应该|作为|起              # <br> 不能
      | …|——
    )
    """,
    re.VERBOSE,
)
# words beside markup that prove that prose names it
_SURE_BEFORE_PATTERN = re.compile("(?:标签|标记|元素|实体|换行符)[ \u00a0]{0,2}$")
# 实体店 and 代表团 begin sentences that are about no markup
_SURE_AFTER_PATTERN = re.compile(
    "[ \u00a0]{0,2}(?:标签|标记|元素|表示|实体(?![店书票卡版经企产商门])|代表(?![团们队性作人大处]))"
)
_QUOTE_PATTERNS = re.compile("[…“\"‘'「『（(《`]$"), re.compile("[”\"’'」』）)》`]")
_WORD_CHAR_PATTERN = re.compile("[A-Za-z0-9/&;]")
_MARKUP_TERM_PATTERN = re.compile(
    """
    标签|标记|元素|属性|网页|代码|语法|前端|闭合|嵌套|换行符|注释|转义   # words of who writes markup
    |实体(?![店书票卡版经企产商门])|渲染|组件|模板|浏览器                # 实体, and not 实体店
    |小于|大于|空格|脚本|源码|漏洞|弹窗
    |HTML|XML|CSS|JavaScript|JS|Vue|React|Markdown|DOM|XSS|payload|poc
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TAG_PATTERN = re.compile(r"<[^<>\n]{0,300}>")
_LINE_BREAK_PATTERN = re.compile(
    r"\n|</?(?:br|p|div|li|tr|h[1-6]|ul|ol|table|hr)\b[^<>\n]{0,300}>", re.IGNORECASE
)
_BLANKS = " \u00a0\u3000"


def is_named_in_prose(text: str, start: int, end: int) -> bool:
    """Return whether the prose around a piece of markup names it.

    It does where blanks or quotation marks separate the markup and words name it on both sides, or on
    one side in a line about markup.

    Args:
        text: The text.
        start: Start of the markup, in code points.
        end: End of the markup, half-open.

    >>> is_named_in_prose("用 <div> 包起来", 2, 7)
    True
    >>> is_named_in_prose("浪很大<br>风也很大", 3, 7)
    False
    """
    before = text[max(0, start - _MAX_NEAR_CONTEXT_CHARS) : start].rpartition("\n")[2]
    after = text[end : end + _MAX_NEAR_CONTEXT_CHARS].partition("\n")[0]
    if _SURE_BEFORE_PATTERN.search(before) or _SURE_AFTER_PATTERN.match(after):
        return True
    if _QUOTE_PATTERNS[0].search(before) and _QUOTE_PATTERNS[1].match(after):
        return True
    is_named_before = _NAMING_BEFORE_PATTERN.search(before) is not None
    is_named_after = _NAMING_AFTER_PATTERN.match(after) is not None
    is_separated = before[-1:] in _BLANKS and after[:1] in _BLANKS
    if is_named_before and is_named_after and is_separated and before and after:
        return True
    return (
        is_named_before or is_named_after or (is_separated and bool(before and after))
    ) and is_about_markup(text, start, end)


def is_entity_named_in_prose(text: str, start: int, end: int) -> bool:
    """Return whether prose names an entity, which then has no letter beside it: &lt; 表示小于号.

    >>> is_entity_named_in_prose("&lt; 表示小于号", 0, 4)
    True
    """
    neighbors = text[max(0, start - 1) : start] + text[end : end + 1]
    return not _WORD_CHAR_PATTERN.search(neighbors) and is_named_in_prose(text, start, end)


def is_about_markup(text: str, start: int, end: int) -> bool:
    """Return whether the line around a piece of markup is about markup; tags that break lines end the line.

    >>> is_about_markup("在网页里 <b> 加粗", 5, 8)
    True
    """
    before = _LINE_BREAK_PATTERN.split(text[max(0, start - _MAX_LINE_CONTEXT_CHARS) : start])[-1]
    after = _LINE_BREAK_PATTERN.split(text[end : end + _MAX_LINE_CONTEXT_CHARS], maxsplit=1)[0]
    return _MARKUP_TERM_PATTERN.search(_TAG_PATTERN.sub("", f"{before} {after}")) is not None
