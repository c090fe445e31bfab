"""Lines that say something about the title of a page, or are easily taken for it."""

import re

from jiaokan.core.deferred_patterns import compile_on_use

TITLE_WORDS = ("标题", "题目", "名称")  # one of them stands in each label of a title
_STATED = compile_on_use(r"^\W*(?:本文|文章|本帖|原文)(?:标题|题目|名称)\s?:\s?(?P<title>\S.{2,80}?)[\s。]*$")
# 国土资源科技管理 2022年3期, 《江海学刊》2023年第6期, 江城评论 2021年5月上旬刊
_JOURNAL_ISSUE = compile_on_use(
    r"\s*《?(?P<value>[\u4e00-\u9fffA-Za-z·]{2,20})》?[\s,]{0,3}"
    r"(?:19|20)\d\d\s?年(?:第?\s?\d{1,2}\s?[期卷号]|\d{1,2}月[上中下]旬?刊?)\s*"
)
_DOCUMENT_NUMBER = compile_on_use(r"\s*[\u4e00-\u9fff]{2,12}[〔\[(](?:19|20)\d\d[〕\])]\s?\d{1,4}号\s*")
_IMAGE_NUMBER = compile_on_use(
    r"[\s_-]?(?:的?(?:图片|配图|插图|图)[\s_-]?(?:第\s?)?\d{1,3}(?:\s?张)?|第\s?\d{1,3}\s?张(?:图片?)?)\s*$"
)
_IMAGE_NUMBER_ENDS = frozenset("张图片")  # or a digit


def may_state_title(text: str) -> bool:
    """Tell whether a label of a title may stand in a text: a quick check, so that not all lines are read.

    >>> may_state_title("本文标题:院子里的石榴树"), may_state_title("院子里的石榴树")
    (True, False)
    """
    return any(map(text.__contains__, TITLE_WORDS))


def find_stated_title(line: str) -> str:
    """Return the title that a line of the normalized view states with a label, "" for none.

    >>> find_stated_title("  • 本文标题:院子里的石榴树")
    '院子里的石榴树'
    """
    found = _STATED.match(line) if may_state_title(line) else None
    return found["title"] if found else ""


def is_journal_issue(line: str) -> bool:
    """Tell whether all of a line of the normalized view names a journal with its issue.

    >>> is_journal_issue("上海城市规划 2017年3期"), is_journal_issue("2017年3月的上海城市规划")
    (True, False)
    """
    return match_journal_issue(line) is not None


def match_journal_issue(line: str) -> re.Match[str] | None:
    """Return the match of a journal with its issue with all of a line; its group "value" is the journal.

    >>> match_journal_issue("《江海学刊》2023 年第 6 期")["value"]
    '江海学刊'
    """
    return _JOURNAL_ISSUE.fullmatch(line)


def is_document_number(line: str) -> bool:
    """Return whether all of a line of the normalized view is the number of an official document.

    >>> is_document_number("镇政发〔2024〕7号"), is_document_number("镇政发〔2024〕7号文件解读")
    (True, False)
    """
    return bool(_DOCUMENT_NUMBER.fullmatch(line))


def cut_image_number(line: str) -> str:
    """Return a line of the normalized view without the number of an image at its end.

    Programs that publish pages write the title and such a number where an image has no words of its own.

    >>> cut_image_number("院子里的石榴树的图片 第1张"), cut_image_number("院子里的石榴树")
    ('院子里的石榴树', '院子里的石榴树')
    """
    last = line.rstrip()[-1:]
    return _IMAGE_NUMBER.sub("", line) if last.isdecimal() or last in _IMAGE_NUMBER_ENDS else line
