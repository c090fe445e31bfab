"""Find 乾 and 昇 in names of persons and eras, which keep them where other words have 干 and 升.

The Table of General Standard Characters (2013) has 乾 (qián) as a character of its own, and admits
昇 in names. OpenCC lists some of these names; the patterns here find others of the same kinds.
"""

import re
from collections.abc import Iterator

from jiaokan.core.deferred_patterns import compile_on_use
from jiaokan.text.unicode_ranges import HAN

# frequent surnames in either script, without those that are a food, a place or a verb before 乾 or 昇
_SURNAMES = (
    "陈陳张張刘劉赵趙吴吳周徐孙孫朱胡郭林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾萧蕭田董袁潘于蒋蔣蔡余"
    "杜魏程吕呂丁任姚卢盧崔钟鍾谭譚陆陸范汪廖贾賈韦韋傅邹鄒熊孟秦邱阎閻薛侯雷龙龍段郝邵钱錢汤湯尹黎"
    "贺賀顾顧龚龔王黄黃杨楊"
)
_NAME_END = f"(?=[^{HAN}]|$|先生|女士|教授|博士|[说說曰])"
_NAME_START = f"(?:^|(?<=[^{HAN}]))"
# second characters of a given name after 乾 that form no word of dryness with it
_SECOND_NAME_CHARS = "生光顺順健龙龍峰初文安泰辉輝华華明清"
_NAME_PATTERN = compile_on_use(
    rf"""
      (?P<era>乾)(?:                                                # eras
          [宁寧符封祐佑统統兴興亨贞貞德学學坤元]                    # 乾封, 乾祐
        | [化道](?=[元一二三四五六七八九十]{{1,3}}年)               # 乾道三年
      )
    | [{_SURNAMES}李](?P<given>乾)[{_SECOND_NAME_CHARS}]{_NAME_END}   # 张乾生
    | {_NAME_START}[{_SURNAMES}](?P<single>乾){_NAME_END}             # 王乾
    | {_NAME_START}[{_SURNAMES}李][{HAN}]?(?P<rising>昇){_NAME_END}   # 李昇, 张大昇
    """,
    re.MULTILINE | re.VERBOSE,
)


def find_kept_in_names(text: str) -> Iterator[int]:
    """Yield the offsets of 乾 and 昇 that belong to a name, in a text in either script.

    >>> list(find_kept_in_names("張乾生、徐乾學"))
    [1, 5]
    >>> list(find_kept_in_names("葡萄乾、乾淨"))
    []
    """
    if "乾" in text or "昇" in text:
        yield from (match.start(match.lastgroup or 0) for match in _NAME_PATTERN.finditer(text))
