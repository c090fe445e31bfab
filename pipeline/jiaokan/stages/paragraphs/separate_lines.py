"""Lines that are no part of a sentence with their neighbours: rows of tables, entries of lists, code.

Every pattern is for normalized text.
"""

import re
from collections import Counter
from collections.abc import Iterable

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.stages.paragraphs.list_markers import PROSE_MARK
from jiaokan.text.unicode_ranges import count_han

_MAX_REPEATED_CHARS = 20  # code points of a line that a page repeats as an entry or a cell
_WIDE_GAPS = compile_on_use(r"\S {3,}\S|\S {2,}\S.*\S {2,}\S")  # 财务管理      店铺装修
_CODE = compile_on_use(r"[;{}=<>\[\]]|\w\(|\w: ?['\"\d]|^[})]|//")
_CODE_WITH_HAN = compile_on_use(r"[;{(]$|//|^[A-Za-z_$][\w.$]{0,40}\s?[:=(]\s?['\"\w\[{(]", re.ASCII)
_MAX_CODE_HAN_SHARE = 0.4  # share of Han in a line of code with a comment or a string
# what an entry of a list begins with
_ENTRY_START = compile_on_use(
    r"""
    (?:\d{2,4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/]\d{1,2}|\d{1,2}:\d\d)(?=\s|$)   # 2020-04-24, 9-15, 8:30
    |\w{1,8}\s?:(?!\d)[^。]{0,40}$                                             # 联系电话: 010
    |[【★●■◆▶►☆※◎→↵#@]|[—-]{2}|https?://|www\.
    """,
    re.VERBOSE,
)


def has_wide_gaps(text: str) -> bool:
    """Tell whether a line consists of cells that wide gaps part.

    >>> has_wide_gaps("财务管理      店铺装修"), has_wide_gaps("他走了很久, 天也黑了")
    (True, False)
    """
    return bool(_WIDE_GAPS.search(text))


def is_code_line(text: str) -> bool:
    """Tell whether a line is code, with few Han in it.

    >>> is_code_line("title: '欢迎',"), is_code_line("I am unable to receive it,")
    (True, False)
    """
    han = count_han(text)
    if not _CODE.search(text) or han > _MAX_CODE_HAN_SHARE * len(text):
        return False
    return not han or bool(_CODE_WITH_HAN.search(text))


def begins_entry(text: str) -> bool:
    """Tell whether a line begins as an entry of a list does: with a date, a label, a sign.

    >>> begins_entry("2020-04-24 15:23"), begins_entry("联系人: 张三"), begins_entry("2020年的春天")
    (True, True, False)
    """
    return text[0] > "\uffff" or bool(_ENTRY_START.match(text))


def find_repeated_lines(texts: Iterable[str]) -> frozenset[str]:
    """Return the short lines without a mark of prose that a page repeats, as it does entries and cells.

    >>> find_repeated_lines(["大连", "面议", "大连", "他走了。"])
    frozenset({'大连'})
    """
    counts = Counter(texts)
    repeated = (text for text, count in counts.items() if count > 1 and len(text) <= _MAX_REPEATED_CHARS)
    return frozenset(text for text in repeated if not PROSE_MARK.search(text))
