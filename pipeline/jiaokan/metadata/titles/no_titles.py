"""Tell which lines near the text are never its title."""

import re
from collections.abc import Sequence

from jiaokan.metadata.page_lines import PageLine
from jiaokan.text.normalized_view import normalize_chars, normalize_letters

MIN_SENTENCE_CHARS = 40  # code points of a sentence that is no title
MIN_ANNOUNCING_CHARS = 7  # code points of the only h1 of a page that is a title with a colon at its end
MIN_UNENDED_CHARS = 20  # code points of a line that goes on behind a sentence and ends none
_FACT = re.compile(  # 软件类型:免费软件, 所属部门:评估技术部
    r"^\W*[\u4e00-\u9fff]{0,4}(?:类型|类别|分类|大小|人数|部门|地点|语言|版本|要求|平台|权限|时间|日期|电话|地址|描述|关键字)"
    r"\s?:(?=.*\d|[^的了着到与和]*$)"  # but no 编程语言:从入门到放弃
)
_WORDS = re.compile(r"\w{3}")
# 您当前的, before 位置
WAY_OPENING = r"^\W*(?:您|你)?(?:的|现在|目前|当前|所在|所处|在){0,4}"
_PATH = re.compile(rf"{WAY_OPENING}位置\s?:")
_POINTER = re.compile(r"^\s*[⇩⇓↓▼⬇]")  # ⇩点击查看空缺职位⇩


def is_no_title(text: str, may_announce: bool = False) -> bool:
    """Tell whether a line is a fact with its label, prose, a path, the label of what follows, or a pointer.

    Args:
        text: the line.
        may_announce: whether it may end in a colon unless it is short, as the only h1 of its page may.

    >>> is_no_title("所属部门：设计部"), is_no_title("我们代办注册。请来电！"), is_no_title("问题如下：")
    (True, True, True)
    >>> is_no_title("市图书馆开馆首日："), is_no_title("市图书馆开馆首日：", may_announce=True)
    (True, False)
    >>> is_no_title("时间的重量"), is_no_title("专访：守着一条河的人"), is_no_title("你好，河流。")
    (False, False, False)
    """
    read = normalize_chars(text).strip()
    is_prose = len(read) >= MIN_SENTENCE_CHARS and read.endswith("。")
    patterns = (_FACT, _PATH, _POINTER)
    is_label = read.endswith(":") and not (may_announce and len(read) >= MIN_ANNOUNCING_CHARS)
    is_other = is_label or any(pattern.search(read) for pattern in patterns)
    return is_prose or is_other or _goes_on(read)


def is_only_heading_unnamed(lines: Sequence[PageLine], window: str) -> bool:
    """Tell whether a page has one h1, of one line, and the title of its window does not hold it.

    Args:
        lines: the lines of the page.
        window: the letters of that title; it may go on behind the colon of the h1.
    """
    tops = [line for line in lines if line.level == 1]
    return len(tops) == 1 and normalize_letters(tops[0].text) not in window


def _goes_on(read: str) -> bool:
    """Tell whether words stand behind a sentence, and are many or one more sentence.

    >>> _goes_on("我们提供注册服务。现在就申请吧!"), _goes_on("他走了。我们还在")
    (True, False)
    """
    _, stop, rest = read.partition("。")
    if not stop or not _WORDS.search(rest):
        return False
    return len(read) >= MIN_UNENDED_CHARS or rest.rstrip("\"'”’」』》) ")[-1:] in ("。", "!", "?", "…")
