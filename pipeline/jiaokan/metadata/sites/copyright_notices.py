"""Find the notices of copyright of a page, and whom they name."""

import re
from collections.abc import Iterable, Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.metadata.page_lines import PageLines
from jiaokan.text.unicode_ranges import count_han

MAX_NOTICE_LINE_CHARS = 300  # code points of a line that is searched for the owner
MAX_NOTICE_LINES = 40  # lines at the end of a page among which the notice names the owner
MIN_OWNER_HAN = 2
_SIGNS = (  # a line with none of them holds no notice
    "版权",
    "©",
    "Copyright",
    "copyright",
    "CopyRight",
    "COPYRIGHT",
    "(c)",
    "(C)",
    "All Rights",
    "All rights",
)
_NOTICE_WORDS = r"""
    (?:[\s:@©,.|/-]|\([cr]\)|copyrights?|(?:19|20)\d\d年?|至今|now|present|since|by      # 2009-2020
      |all\s+rights?\s+reserved|版权(?:所有|归)|保留所有权利)
"""
_OWNER = r"""
    (?P<value>
      (?<!版)(?!版权|保留|19\d\d|20\d\d)
      (?:[\u4e00-\u9fff]|[A-Za-z0-9]{1,6}(?=[\u4e00-\u9fff]))                              # 江, ABC江
      (?:(?!版权|保留|19\d\d|20\d\d)[\u4e00-\u9fff\w]){1,23}                               # 城在线
    )
"""
_OWNER_BEHIND = compile_on_use(  # Copyright © 2009-2020 江城在线
    rf"(?:版权所有|©|copyright|\(c\)){_NOTICE_WORDS}*{_OWNER}", re.I | re.VERBOSE
)
_OWNER_BEFORE = compile_on_use(  # 江城在线 版权所有
    rf"{_OWNER}{_NOTICE_WORDS}*(?:版权所有|©|copyright|all\s+rights)", re.I | re.VERBOSE
)
_NO_OWNER = compile_on_use(
    r"""
    ^(?:
      本|设为|未经|如需|转载|任何|所有|部分|网站|备案|技术|支持|设计|制作|主办|承办|保留|声明|归|请|违者
      |文章|图片|内容|信息|不得|联系|地址|最佳|建议   # 未经许可不得转载
    )
    |copyright|第\d+号|执照|许可证|提供.{0,4}支持$                                          # 字第0405号
    |ICP|备\d|号$|^[\d\W]+$|保留|声明|转载|许可|授权|联系|作者|侵权|条款|政策|协议|文本  # 京ICP备1号
    """,
    re.I | re.VERBOSE,
)


def find_notices(page: PageLines) -> list[int]:
    """Return the numbers of the lines outside the article that hold a notice of copyright."""
    return [i for i in page.index.find_lines(*_SIGNS) if not page.lines[i].is_kept]


def find_owners(page: PageLines, notices: Iterable[int]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the number of a line at the end of the page, and a match whose group "value" is the owner.

    Args:
        page: The lines of the page.
        notices: The numbers of those with a notice of copyright.
    """
    for i in notices:
        text = page.lines[i].text
        if i < max(page.end, len(page.lines) - MAX_NOTICE_LINES) or len(text) > MAX_NOTICE_LINE_CHARS:
            continue
        for pattern in (_OWNER_BEFORE, _OWNER_BEHIND):
            match = pattern.search(text)
            if match and count_han(match["value"]) >= MIN_OWNER_HAN and not _NO_OWNER.search(match["value"]):
                yield i, match
